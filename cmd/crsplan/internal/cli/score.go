package cli

import (
	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

func (a *app) scoreCommand() *cobra.Command {
	var on, batch string
	cmd := &cobra.Command{
		Use: "score",
		Example: `  crsplan score profile.toml
  crsplan score profile.toml --on 2027-03-14
  crsplan score profile.toml --as-of 2023-03-15 --json
  crsplan score --batch clients.jsonl > scores.jsonl`,
		Args: batchArgs(&batch, 1, 1, "score-usage"),
		RunE: func(cmd *cobra.Command, args []string) error {
			defer collectRarely()()
			w, err := a.world()
			if err != nil {
				return err
			}
			at, err := dayOr("--on", on, w.Today)
			if err != nil {
				return err
			}
			if batch != "" {
				return a.batch(cmd.Context(), batch, at, func(c *scenarios.Client, on civil.Day) (any, error) {
					doc, err := a.scoreOf(w, c.Plan.Profile, c.Warnings, on)
					if err == nil {
						doc.ID = c.ID
					}
					return doc, err
				})
			}
			doc, err := a.score(w, args[0], at)
			if err != nil {
				return err
			}
			return a.printAnswer(doc, func(w page.Writer) []page.Block { return page.Score(w, doc) })
		},
	}
	cmd.Flags().StringVar(&on, "on", "", "")
	cmd.Flags().StringVar(&batch, "batch", "", "")
	return cmd
}

func (a *app) score(w *sim.World, path string, on civil.Day) (*answer.Score, error) {
	p, warnings, err := a.readProfile(path)
	if err != nil {
		return nil, err
	}
	return a.scoreOf(w, p, warnings, on)
}

// readProfile reads a profile file, or standard input.
func (a *app) readProfile(path string) (*profile.Profile, reason.Warnings, error) {
	data, err := a.read(path)
	if err != nil {
		return nil, nil, err
	}
	return scenarios.ReadProfile(a.nameOf(path), data)
}

// nameOf is how a path is called in messages.
func (a *app) nameOf(path string) string {
	if path == standard {
		return a.words.Term("standard-input")
	}
	return path
}

func (a *app) scoreOf(w *sim.World, p *profile.Profile, warnings reason.Warnings, on civil.Day) (*answer.Score, error) {
	standing, more, err := w.Stand(p, on)
	if err != nil {
		return nil, err
	}
	warnings.Add(more...)
	warnings.Add(answer.DataWarnings(a.record(w), w.Today)...)
	needs, err := answer.NeedsOn(a.words, w, p, on, a.record(w))
	if err != nil {
		return nil, err
	}
	doc := answer.ScoreOf(a.words, a.words.Text(p.Name), on, &standing, needs, warnings)
	return doc, doc.AddRenewed(a.words, w, p)
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
