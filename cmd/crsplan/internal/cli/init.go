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
	var force bool
	cmd := &cobra.Command{
		Use: "init",
		Example: `  crsplan init
  crsplan init clients/ana`,
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
			names := slices.Sorted(maps.Keys(files))
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
			a.say(reason.New("init-next"))
			return nil
		},
	}
	cmd.Flags().BoolVar(&force, "force", false, "")
	return cmd
}
