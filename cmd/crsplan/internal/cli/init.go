package cli

import (
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"crsplan/scenarios"
	"crsplan/sim/crs"
	"crsplan/sim/reason"
)

func (a *app) initCommand() *cobra.Command {
	var force, office bool
	cmd := &cobra.Command{
		Use: "init",
		Example: `  crsplan init
  crsplan init clients/ana
  crsplan init --office`,
		Args: oneArgument,
		RunE: func(_ *cobra.Command, args []string) error {
			folder := orElse(a.out, ".")
			if len(args) == 1 {
				folder = args[0]
			}
			if folder == standard {
				return usage(reason.New("init-standard")).with(reason.New("init-standard/hint"))
			}
			w, err := a.world()
			if err != nil {
				return err
			}
			if w.Today < crs.FirstDay {
				return crs.BeforeFirstDay{Day: w.Today}
			}
			files := scenarios.Starter(a.words.Lang(), w.Today)
			names := slices.DeleteFunc(slices.Sorted(maps.Keys(files)), func(name string) bool { return (name == scenarios.OfficeFile) != office })
			for _, name := range names {
				path := filepath.Join(folder, name)
				if _, err := os.Lstat(path); err == nil && !force {
					return failed(reason.New("init-exists", "path", path)).with(reason.New("init-exists/hint"))
				}
			}
			if err := makeFolder(folder, openFolder); err != nil {
				return err
			}
			for _, name := range names {
				path := filepath.Join(folder, name)
				err := write(path, func(out io.Writer) error {
					_, err := out.Write(files[name])
					return err
				})
				if err != nil {
					return err
				}
				a.say(reason.New("wrote", "path", path))
			}
			if office {
				a.say(reason.New("init-next/office"))
			} else {
				a.say(reason.New("init-next"))
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&force, "force", false, "")
	cmd.Flags().BoolVar(&office, "office", false, "")
	return cmd
}
