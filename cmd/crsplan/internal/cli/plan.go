package cli

import (
	"slices"

	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

func (a *app) planCommand() *cobra.Command {
	var drawn *chartFlags
	var aim string
	var compared *comparison
	cmd := &cobra.Command{
		Use: "plan",
		Example: `  crsplan plan
  crsplan plan profile.toml clb9 masters-canada clb9+canadian-year
  crsplan plan profile.toml lmia-offer ./my-scenario.toml --as-of 2023-03-15
  crsplan plan plan.toml --out charts`,
		RunE: func(cmd *cobra.Command, args []string) error {
			check, err := checkOf(aim)
			if err != nil {
				return err
			}
			p, err := compared.play(a, a.words, args)
			if err != nil {
				return err
			}
			if err := a.showPlan(p.world, p.plan, p.answer, drawn); err != nil {
				return err
			}
			return a.reached(check, p.answer)
		},
	}
	drawn = a.chartFlags(cmd)
	compared = a.comparison(cmd)
	cmd.Flags().StringVar(&aim, "check", "", "")
	return cmd
}

// startOn starts a plan on a day of the world. A plan's own start is a day of
// the person's calendar.
func startOn(w *sim.World, plan *sim.Plan, first civil.Day) {
	plan.Start = 0
	_, shift := w.Start(plan)
	plan.Start = first + shift
}

const mostHorizon = 120

// checkHorizon checks a number of months given to a flag.
func checkHorizon(flag string, months int) error {
	if months < 1 || months > mostHorizon {
		return usage(reason.New("horizon-range", "flag", flag, "months", months, "most", mostHorizon))
	}
	return nil
}

// readPlan makes a plan of the arguments: none for the sample, a plan file, or
// a profile and scenarios.
func (a *app) readPlan(w *sim.World, args []string) (*sim.Plan, reason.Warnings, error) {
	if len(args) == 0 {
		return scenarios.SamplePlan(a.words.Lang(), w.Today)
	}
	data, err := a.read(args[0])
	if err != nil {
		return nil, nil, err
	}
	name := a.nameOf(args[0])
	if scenarios.IsPlan(name, data) {
		if len(args) > 1 {
			return nil, nil, usage(reason.New("plan-with-scenarios", "plan", name)).with(reason.New("plan-with-scenarios/hint"))
		}
		plan, warnings, err := a.readerFor(w, nil).Plan(name, data)
		if err != nil {
			return nil, nil, err
		}
		return plan, warnings, checkAllKnown(w, plan.Options)
	}
	profile, warnings, err := scenarios.ReadProfile(name, data)
	if err != nil {
		return nil, nil, err
	}
	plan := &sim.Plan{Profile: profile, HorizonMonths: sim.DefaultHorizonMonths}
	options, more, err := optionsOf(a.readerFor(w, plan), w, args[1:])
	if err != nil {
		return nil, nil, err
	}
	warnings.Add(more...)
	plan.Options = options
	return plan, warnings, nil
}

// optionsOf returns the options that words of the command line mean, each once.
func optionsOf(r *scenarios.Reader, w *sim.World, words []string) ([]sim.Option, reason.Warnings, error) {
	var options []sim.Option
	var warnings reason.Warnings
	for i, word := range words {
		if slices.Contains(words[:i], word) {
			continue
		}
		option, more, err := optionOf(r, w, word)
		if err != nil {
			return nil, nil, err
		}
		warnings.Add(more...)
		options = append(options, option)
	}
	return options, warnings, nil
}

// optionOf returns the option that a word means, of moves that exist on the day
// of knowledge.
func optionOf(r *scenarios.Reader, w *sim.World, word string) (sim.Option, reason.Warnings, error) {
	option, warnings, err := r.Option(word)
	if err != nil {
		return option, nil, err
	}
	return option, warnings, checkKnown(w, option)
}

func checkAllKnown(w *sim.World, options []sim.Option) error {
	for _, option := range options {
		if err := checkKnown(w, option); err != nil {
			return err
		}
	}
	return nil
}

func checkKnown(w *sim.World, option sim.Option) error {
	for _, s := range option.Scenarios {
		if s.Known > w.Known {
			return later(s.Name, s.Known, w.Known)
		}
	}
	return nil
}

// later is the mistake of asking, on a day, for what came later.
func later(name string, from, known civil.Day) error {
	return usage(reason.New("scenario-later", "name", name, "from", from, "day", known)).with(reason.New("scenario-later/hint"))
}

// showPlan prints a plan and writes its charts.
func (a *app) showPlan(w *sim.World, plan *sim.Plan, doc *answer.Plan, f *chartFlags) error {
	var files []charts.File
	if a.wantsCharts(f) {
		list, err := charts.OfPlan(a.words, doc, w, plan.Profile)
		if err != nil {
			return err
		}
		if files, err = a.draw(f, w.Today, list...); err != nil {
			return err
		}
	}
	err := a.show(files, doc, func(w page.Writer) []page.Block { return page.Plan(w, doc) })
	if err != nil {
		return err
	}
	if doc.Sample {
		a.say(reason.New("sample"))
	} else if len(doc.Options)+len(doc.NotPossible) == 1 && doc.Advice.Search == nil && doc.Recommended.By != "unstated" {
		a.say(reason.New("plan-no-scenarios"))
	}
	return nil
}
