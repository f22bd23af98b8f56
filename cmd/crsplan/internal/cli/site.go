package cli

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/site"
	"crsplan/cmd/crsplan/internal/web"
	"crsplan/sim/crs"
	"crsplan/sim/reason"
)

func (a *app) siteCommand() *cobra.Command {
	var single string
	cmd := &cobra.Command{
		Use: "site",
		Example: `  crsplan site --out site
  crsplan site --single crsplan.html`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if (single == "") == (a.out == "") || a.out == "-" {
				return usage(reason.New("site-where")).with(reason.New("site-where/hint"))
			}
			page := web.New(web.Config{Book: crs.Embedded(), Record: a.rounds(), Today: a.now(), Lang: a.lang, Paths: defaultPaths, Seed: defaultSeed, Log: a.Err, Alone: true})
			cache := ""
			if of, err := os.UserCacheDir(); err == nil {
				cache = filepath.Join(of, "crsplan")
			}
			a.say(reason.New("site-making"))
			ctx, stop := interrupts.patient(cmd.Context())
			defer stop()
			path, make := a.out, site.Folder
			if single != "" {
				path, make = single, site.Single
			}
			switch err := make(ctx, path, cache, page); {
			case errors.Is(err, site.ErrNoSource):
				return failed(reason.New("site-no-source")).with(reason.New("site-no-source/hint"))
			case err != nil:
				return failed(reason.New("site-failed", "path", path, "error", cause(err)))
			}
			a.say(reason.New("site-made", "path", path))
			return nil
		},
	}
	cmd.Flags().StringVar(&single, "single", "", "")
	return cmd
}
