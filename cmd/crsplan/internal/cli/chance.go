package cli

import (
	"fmt"
	"io"
	"slices"
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
	told := false
	for i := range doc.Options {
		list := doc.Options[i].Chance
		for k := len(list) - 1; k >= 0; k-- {
			if list[k].By > c.by {
				continue
			}
			told = true
			if list[k].P >= c.chance {
				return nil
			}
			break
		}
	}
	if !told {
		return &mistake{what: reason.New("check-missed/no-chance", "day", c.by), code: exitMissed}
	}
	return &mistake{what: reason.New("check-missed/chance", "chance", a.percent(c.chance), "day", c.by), code: exitMissed}
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
			text := "-"
			if c, ok := o.ChanceBy(day); ok {
				text = a.percent(c.P)
			}
			row = append(row, text)
		}
		for _, points := range answer.Higher {
			if !higher {
				continue
			}
			text := "-"
			if c, ok := o.ChanceBy(days[len(days)-1]); ok {
				text = a.percent(c.Higher[strconv.Itoa(points)])
			}
			row = append(row, text)
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
	render(out, t)
	fmt.Fprintln(out)
	a.chanceLegend(out, doc, higher)
	a.chanceNotes(out, doc)
}

// chanceLegend says what chances are, how large the error of the simulation is,
// and how far such chances came true.
func (a *app) chanceLegend(out io.Writer, doc *answer.Plan, higher bool) {
	worst := 0.0
	rests := map[string]answer.RestsOn{}
	paths := 0
	for i := range doc.Options {
		o := &doc.Options[i]
		for _, c := range o.Chance {
			worst = max(worst, c.Error)
		}
		if o.Outlook == nil {
			continue
		}
		paths = o.Outlook.Paths
		for _, r := range o.Outlook.Rests {
			rests[r.Stream] = r
		}
	}
	text := a.words.Phrase("chance-legend", "paths", paths, "error", a.words.Decimal(max(100*worst, 0.1), 1))
	if higher {
		text += " " + a.words.Term("chance-legend-higher")
	}
	paragraph(out, text, 2)
	var items []string
	for _, s := range sortedStreams(rests) {
		items = append(items, a.words.Phrase("chance-rests/item", "stream", reason.Term("stream."+s), "n", rests[s].Rounds))
	}
	if len(items) > 0 {
		paragraph(out, a.words.Phrase("chance-rests", "items", strings.Join(items, ", ")), 2)
	}
	a.sayFarthestOff(out, doc.Reliability)
}

// sortedStreams returns the keys of a map by the order of their names.
func sortedStreams[T any](of map[string]T) []string {
	var keys []string
	for key := range of {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// chanceNotes says of each option what stood in the way, what is at risk, and
// what is not counted.
func (a *app) chanceNotes(out io.Writer, doc *answer.Plan) {
	for i := range doc.Options {
		o := &doc.Options[i]
		if o.Outlook == nil {
			continue
		}
		if o.Outlook.CannotSay != "" {
			paragraph(out, a.words.Phrase("chance-cannot", "option", o.Title, "why", o.Outlook.CannotSay), 2)
			continue
		}
		var ways []string
		for _, w := range o.Outlook.InTheWay {
			if w.Share >= 0.05 && len(ways) < 2 {
				ways = append(ways, a.words.Phrase("chance-way/item", "what", w.What, "share", a.percent(w.Share)))
			}
		}
		if len(ways) > 0 {
			paragraph(out, a.words.Phrase("chance-way", "option", o.Title, "ways", strings.Join(ways, "; ")), 2)
		}
		if n := len(o.Chance); n > 0 && o.Chance[n-1].AtRisk >= 0.005 {
			paragraph(out, a.words.Phrase("chance-at-risk", "option", o.Title, "share", a.percent(o.Chance[n-1].AtRisk)), 2)
		}
	}
	a.notCounted(out, doc)
}

// notCounted names once each stream that no chance counts.
func (a *app) notCounted(out io.Writer, doc *answer.Plan) {
	var said []string
	for i := range doc.Options {
		if doc.Options[i].Outlook == nil {
			continue
		}
		for _, n := range doc.Options[i].Outlook.NotCounted {
			if !slices.Contains(said, n.Because) {
				said = append(said, n.Because)
			}
		}
	}
	if len(said) > 0 {
		paragraph(out, a.words.Phrase("chance-not-counted", "why", strings.Join(said, "; ")), 2)
	}
}
