package cli

import (
	"fmt"
	"io"
	"runtime/debug"

	"github.com/spf13/cobra"

	"crsplan/sim/crs"
)

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:  "version",
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			date := a.rounds().Until(a.Today).DataDate()
			doc := versionDoc{Schema: 1, Version: "devel", DataDate: date.String()}
			if info, ok := debug.ReadBuildInfo(); ok {
				doc.Go = info.GoVersion
				if v := info.Main.Version; v != "" && v != "(devel)" {
					doc.Version = v
				}
			}
			instruments := crs.Embedded().Instruments()
			doc.Rules = instruments[len(instruments)-1].ID
			return a.print(func(out io.Writer) error {
				if a.json {
					return writeJSON(out, doc, true)
				}
				_, err := fmt.Fprintln(out, a.words.Phrase("version", "version", doc.Version, "go", doc.Go, "rules", doc.Rules, "date", date))
				return err
			})
		},
	}
}

type versionDoc struct {
	Schema   int    `json:"schema"`
	Version  string `json:"version"`
	Go       string `json:"go"`
	Rules    string `json:"rules"`
	DataDate string `json:"data_date"`
}
