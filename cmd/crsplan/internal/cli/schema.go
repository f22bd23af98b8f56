package cli

import (
	"io"
	"strings"

	"github.com/spf13/cobra"

	"crsplan/scenarios"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

func (a *app) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use: "schema",
		Example: `  crsplan schema profile > profile.schema.json
  crsplan schema scenario --out scenario.schema.json
  crsplan schema plan --lang fr`,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage(reason.New("schema-usage")).with(reason.New("schema-usage/hint"))
			}
			for _, kind := range scenarios.Kinds() {
				if args[0] == string(kind) {
					return a.output(func(out io.Writer) error {
						_, err := out.Write(scenarios.Schema(kind, a.words))
						return err
					})
				}
			}
			hint := reason.New("no-schema/hint", "kinds", strings.Join(kindWords(), ", "))
			if near, ok := tomlfile.Nearest(args[0], kindWords()); ok {
				hint = reason.New("hint.did-you-mean", "near", near)
			}
			return usage(reason.New("no-schema", "kind", args[0])).with(hint)
		},
	}
}

func kindWords() []string {
	var names []string
	for _, kind := range scenarios.Kinds() {
		names = append(names, string(kind))
	}
	return names
}
