package cli

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// defaultPaths is how many futures a plan is played on.
const defaultPaths = 10_000

// defaultSeed is what chances are drawn with.
const defaultSeed = 1

// mostPaths is more than anybody waits for.
const mostPaths = 1_000_000

// chanceFlags are the flags of a command that tells chances.
type chanceFlags struct {
	paths             int
	reform            string
	size, every, hold []string
}

func (a *app) chanceFlags(cmd *cobra.Command) *chanceFlags {
	f := new(chanceFlags)
	flags := cmd.Flags()
	flags.IntVar(&f.paths, "paths", defaultPaths, "")
	flags.StringVar(&f.reform, "after-reform", "show", "")
	flags.StringSliceVar(&f.size, "size", nil, "")
	flags.StringSliceVar(&f.every, "every", nil, "")
	flags.StringSliceVar(&f.hold, "hold", nil, "")
	return f
}

// fewer sets how many futures are played where the flag does not say.
func (f *chanceFlags) fewer(cmd *cobra.Command, paths int) {
	f.paths = paths
	cmd.Flags().Lookup("paths").DefValue = strconv.Itoa(paths)
}

// query reads the flags.
func (f *chanceFlags) query(a *app, today civil.Day) (answer.ChanceQuery, error) {
	q := answer.ChanceQuery{Paths: f.paths, Seed: a.seed}
	if f.paths < 0 || f.paths > mostPaths {
		return q, usage(reason.New("paths-range", "paths", f.paths, "most", mostPaths))
	}
	var err error
	if q.Refuse, err = refuses(f.reform); err != nil {
		return q, err
	}
	q.What, err = suppositions(nil, f.size, f.every, f.hold, today)
	return q, err
}

// refuses reads --after-reform.
func refuses(word string) (bool, error) {
	if word != "refuse" && word != "show" {
		return false, usage(reason.New("forecast-flag", "flag", "--after-reform", "value", word)).with(reason.New("forecast-flag/reform"))
	}
	return word == "refuse", nil
}

// check is what --check asks for: a score, or a chance by a day.
type check struct {
	score  int
	chance float64
	by     civil.Day // zero: a score is asked for
}

// checkOf reads --check; without one nothing is asked for.
func checkOf(text string) (check, error) {
	wrong := usage(reason.New("flag-check", "value", text)).with(reason.New("flag-check/hint"))
	chance, date, ok := strings.Cut(text, "@")
	if text == "" {
		return check{}, nil
	}
	if !ok {
		score, err := strconv.Atoi(text)
		if err != nil || score < 0 || score > mostScore {
			return check{}, wrong
		}
		return check{score: score}, nil
	}
	by, ok := lastDay(date)
	p, err := strconv.ParseFloat(chance, 64)
	if err != nil || !ok || !(p > 0 && p <= 1) {
		return check{}, wrong
	}
	return check{chance: p, by: by}, nil
}

// reached is an error where no option reaches what is asked for. A mark of an
// unknown factor does not count: the known part decides. A chance is that of
// the last day told that is not after the one asked for.
func (a *app) reached(c check, doc *answer.Plan) error {
	if c.by.IsZero() {
		for i := range doc.Options {
			if doc.Options[i].Best.Total >= c.score {
				return nil
			}
		}
		return &mistake{what: reason.New("check-missed", "score", c.score), code: exitMissed}
	}
	if c.by > doc.End {
		return usage(reason.New("check-late", "day", c.by, "end", doc.End)).with(reason.New("check-late/hint"))
	}
	told := false
	for i := range doc.Options {
		list := doc.Options[i].Chance
		for k := len(list) - 1; k >= 0; k-- {
			if list[k].By > c.by {
				continue
			}
			told = true
			if list[k].P.P >= c.chance {
				return nil
			}
			break
		}
	}
	if !told {
		return &mistake{what: reason.New("check-missed/no-chance", "day", c.by), code: exitMissed}
	}
	return &mistake{what: reason.New("check-missed/chance", "chance", a.words.Chance(c.chance), "day", c.by), code: exitMissed}
}
