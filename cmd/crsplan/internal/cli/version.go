package cli

import (
	"fmt"
	"io"
	"runtime/debug"

	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/crs"
)

func (a *app) versionCommand() *cobra.Command {
	var notices bool
	cmd := &cobra.Command{
		Use: "version",
		Example: `  crsplan version
  crsplan version --json
  crsplan version --licences`,
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			date := a.rounds().Until(a.Today).DataDate()
			doc := versionDoc{Schema: answer.Schema, DataDate: date.String()}
			doc.Version, doc.Go = built()
			instruments := crs.Embedded().Instruments()
			doc.Rules = instruments[len(instruments)-1].ID
			if notices {
				doc.Licences = licences()
			}
			return a.output(func(out io.Writer) error {
				switch {
				case a.json:
					return writeJSON(out, doc, true)
				case notices:
					a.licencesPage(out)
					return nil
				}
				_, err := fmt.Fprintln(out, a.words.Phrase("version", "version", doc.Version, "go", doc.Go, "rules", doc.Rules, "date", date))
				return err
			})
		},
	}
	cmd.Flags().BoolVar(&notices, "licences", false, "")
	return cmd
}

// commit returns the version of the program as a log of forecasts keeps it: of
// one that is no release, the commit that it was built from, where it is known.
func commit() string {
	version, _ := built()
	if info, ok := debug.ReadBuildInfo(); ok && version == "devel" {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				return s.Value[:min(len(s.Value), 12)]
			}
		}
	}
	return version
}

// built returns the version of the program, "devel" where it has none, and that
// of the Go it was built with.
func built() (version, goVersion string) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "devel", ""
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v, info.GoVersion
	}
	return "devel", info.GoVersion
}

type versionDoc struct {
	Schema   int       `json:"schema"`
	Version  string    `json:"version"`
	Go       string    `json:"go"`
	Rules    string    `json:"rules"`
	DataDate string    `json:"data_date"`
	Licences []licence `json:"licences,omitempty"`
}
