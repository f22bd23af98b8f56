package cli

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
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

// chanceTable prints the chances of a plan's options, and what they rest on.
func (a *app) chanceTable(out io.Writer, doc *answer.Plan) {
	days := doc.ChanceDays()
	if len(days) == 0 {
		a.chanceNotes(out, doc)
		return
	}
	fmt.Fprintln(out)
	t := a.table(out)
	header := a.columns("invited")
	for _, day := range days {
		header = append(header, a.words.Phrase("column-by", "day", day.String()))
	}
	higher := doc.Options[0].Chance[0].Higher != nil
	for _, points := range answer.Higher {
		if higher {
			header = append(header, a.words.Phrase("forecast-higher", "points", points))
		}
	}
	t.AppendHeader(append(header, a.columns("half-by")...))
	for i := range doc.Options {
		o := &doc.Options[i]
		row := table.Row{o.Title}
		for _, day := range days {
			told := raw("-")
			if c, ok := o.ChanceBy(day); ok {
				told = a.bothWaysCell(c)
			}
			row = append(row, told)
		}
		for _, points := range answer.Higher {
			if !higher {
				continue
			}
			told := raw("-")
			if c, ok := o.ChanceBy(days[len(days)-1]); ok {
				told = raw(answer.HigherText(a.words, c, points), rounded(c.Higher[strconv.Itoa(points)], 4))
			}
			row = append(row, told)
		}
		half := "-"
		if o.Outlook != nil {
			half = orElse(dayText(o.Outlook.Half), "-")
		}
		t.AppendRow(append(row, half))
	}
	columns := []table.ColumnConfig{wrapped(1, 40)}
	for n := 2; n <= len(header)+1; n++ {
		columns = append(columns, flushRight(n))
	}
	t.SetColumnConfigs(columns)
	printTable(out, a.words.Term("table.chances"), t)
	fmt.Fprintln(out)
	for _, text := range doc.ChanceLegend(a.words) {
		paragraph(out, text, 2)
	}
	a.chanceNotes(out, doc)
}

// chanceNotes says what stands beside the chances of a plan.
func (a *app) chanceNotes(out io.Writer, doc *answer.Plan) {
	for _, text := range doc.ChanceNotes(a.words) {
		paragraph(out, text, 2)
	}
}
