package page

import (
	"slices"
	"strconv"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/draws"
)

// Plan is the answer to a plan: what to do first, and as details its options side
// by side, what comes of them, how likely an invitation is, what follows one, and
// what to know of each.
func Plan(w Writer, doc *answer.Plan) []Block {
	return append(Advice(w, doc), Details(w.planDetails(doc)))
}

func (w Writer) planDetails(doc *answer.Plan) []Block {
	blocks := []Block{w.Heading("plan-heading", "name", w.Somebody(doc.Name), "from", doc.Start, "to", doc.End)}
	legend := Group{Paragraph{Text: doc.Legend(w.Catalogue, "plan-legend"), Small: true}}
	blocks = append(blocks, Options(w, doc))
	if len(doc.ChanceDays()) > 0 {
		blocks = append(blocks, legend, Chances(w, doc))
		legend = notes(doc.ChanceLegend(w.Catalogue))
	}
	watched := &doc.Options[doc.Watched()]
	blocks = append(blocks, append(legend, notes(doc.ChanceNotes(w.Catalogue))...), w.Note("dates-of", "option", watched.Title, "end", doc.End), Dates(w, watched.Dates),
		After(w, doc), append(w.afterNotes(doc), w.optionNotes(doc)...))
	if doc.Couple != nil {
		blocks = append(blocks, Couple(w, doc.Couple)...)
	}
	return append(blocks, w.Warnings(others(doc.Warnings))...)
}

// notes are texts as notes.
func notes(texts []string) (list Group) {
	for _, text := range texts {
		list = append(list, Paragraph{Text: text, Small: true})
	}
	return list
}

// NotPossible names the options that cannot be taken, with the reasons.
func (w Writer) NotPossible(list []answer.NotPossible) Group {
	return notes(answer.NotPossibleTexts(w.Catalogue, list))
}

// Options is the table of the options: the score now and at its best, what it
// takes, and how it compares with the last rounds.
func Options(w Writer, doc *answer.Plan) Table {
	t := Table{Title: w.Catalogue.Term("table.options"), Columns: []Column{
		w.Column("option"), w.Column("#now"), w.Column("#best", "complete"), w.Column("@day"), w.Column("#change"), w.Column("#months"), w.Column("#cost", SpreadParts...),
	}}
	t.Columns[0].Wrap = 40
	streams := doc.MainStreams()
	for _, s := range streams {
		t.Columns = append(t.Columns, w.Titled(Column{Kind: Number}, w.Catalogue.Term("short."+string(s)), "worst", "best", "open"))
	}
	spare := []int{1, 3}
	for i := range streams {
		spare = slices.Insert(spare, 2, 7+i)
	}
	t.Spare(append(spare, 5)...)
	for i := range doc.Options {
		o := &doc.Options[i]
		best := w.Score(o.Best.Total, o.Complete)
		best.Values = []any{o.Best.Total, w.Verdict(&o.Complete).Text}
		row := []Cell{w.Text(o.Title), w.Score(o.Now, o.Complete), best, w.Day(o.Best.On), w.Signed(o.Change), w.Months(o.Months), w.CostBeside(o.Cost, o.NotIncluded)}
		switch o.Ends {
		case "waiting", "not-reached", "running":
			row[5] = w.Term("ends." + o.Ends)
		}
		for _, s := range streams {
			row = append(row, w.margin(o, s))
		}
		t.Option(doc, o, row...)
	}
	return t
}

// Option adds the row of an option: of the recommended one, where there are
// others.
func (t *Table) Option(doc *answer.Plan, o *answer.Option, cells ...Cell) {
	row := Row{Cells: cells}
	if len(doc.Options) > 1 && o.Option == doc.Recommended.Option {
		row.Kind = ChosenRow
	}
	t.Rows = append(t.Rows, row)
}

// margin is how far an option's best score lies above the last cutoff of a
// stream that is open to it at some time, or its place in a band.
func (w Writer) margin(o *answer.Option, s draws.Stream) Cell {
	i := slices.IndexFunc(o.Margins, func(m answer.Margin) bool { return m.Stream == string(s) })
	if i < 0 {
		return w.None()
	}
	m := &o.Margins[i]
	values := []any{"", "", "", w.Verdict(m.Eligible).Text}
	var text string
	switch {
	case m.Last == nil:
		text = w.Catalogue.Term("place." + m.Place)
		values[0] = text
	case m.Best == nil:
		text, values[0] = w.Signed(*m.Last).Text, *m.Last
	default:
		values[0], values[1], values[2] = *m.Last, *m.Worst, *m.Best
		if text = w.Signed(*m.Last).Text; w.Paper {
			break // on paper there is no room for the bounds
		}
		text = w.Phrase("margin-range", "last", w.Signed(*m.Last).Text, "worst", w.Signed(*m.Worst).Text, "best", w.Signed(*m.Best).Text)
	}
	if m.Eligible == nil {
		text = w.Phrase("margin-if", "margin", text)
	}
	return Cell{text, values}
}

// Chances is the table of the chances of an invitation, by some days.
func Chances(w Writer, doc *answer.Plan) Table {
	t := Table{Title: w.Catalogue.Term("table.chances"), Columns: w.Columns("invited")}
	t.Columns[0].Wrap = 40
	by := doc.ChanceDays()
	for _, day := range by {
		t.Columns = append(t.Columns, Column{Title: w.Phrase("column-by", "day", w.Day(day).Text), Kind: Number})
	}
	var higher []int
	if slices.ContainsFunc(doc.Options, func(o answer.Option) bool { return len(o.Chance) > 0 && o.Chance[0].Higher != nil }) {
		higher = answer.Higher
	}
	for _, points := range higher {
		t.Columns = append(t.Columns, Column{Title: w.Phrase("forecast-higher", "points", points), Kind: Number})
	}
	t.Columns = append(t.Columns, w.Column("#half-by"))
	var spare []int
	for i := range max(len(higher), len(by)-1) { // the last day stays
		if i < len(higher) {
			spare = append(spare, 1+len(by)+i)
		}
		if i < len(by)-1 {
			spare = append(spare, 1+i)
		}
	}
	t.Spare(spare...)
	for i := range doc.Options {
		o := &doc.Options[i]
		row := []Cell{w.Text(o.Title)}
		for _, day := range by {
			told := w.None()
			if c, ok := o.ChanceBy(day); ok {
				told = w.Invited(c)
			}
			row = append(row, told)
		}
		for _, points := range higher {
			told := w.None()
			if c, ok := o.ChanceBy(by[len(by)-1]); ok {
				told = Cell{answer.HigherText(w.Catalogue, c, points), []any{Rounded(c.Higher[strconv.Itoa(points)], 4)}}
			}
			row = append(row, told)
		}
		half := w.None()
		if o.Outlook != nil {
			half = w.Day(o.Outlook.Half)
		}
		t.Option(doc, o, append(row, half)...)
	}
	return t
}

// After is the table of what follows an invitation: when it is to be looked for
// at the earliest, when one may land, and what all of it costs.
func After(w Writer, doc *answer.Plan) Table {
	t := Table{Title: w.Catalogue.Term("table.after"), Columns: append(w.Columns("option", "@invited-from", "@landing-from", "@landing-to"), w.Column("#whole-cost", SpreadParts...))}
	t.Columns[0].Wrap = 40
	t.Spare(3, 2)
	for i := range doc.Options {
		o := &doc.Options[i]
		row := []Cell{w.Text(o.Title), w.None(), w.None(), w.None(), w.Spread(o.After.Whole)}
		if l := o.After.Landing; l != nil {
			row[1], row[2], row[3] = w.Day(o.After.Invited), w.Day(l.From), w.Day(l.To)
		}
		t.Row(row...)
	}
	return t
}

func (w Writer) afterNotes(doc *answer.Plan) Group {
	first := &doc.Options[0].After
	group := Group{
		w.Note("plan-after", "days", first.ApplyDays, "low", w.Months(first.Processing.Low).Text, "high", w.Months(first.Processing.High).Text),
		w.Note("plan-after-cost"),
	}
	var unknown []string // the fees whose price is not known in some option
	for i := range doc.Options {
		for _, fee := range doc.Options[i].After.Fees {
			if fee.Cost == nil && !slices.Contains(unknown, fee.Title) {
				unknown = append(unknown, fee.Title)
			}
		}
	}
	if len(unknown) > 0 {
		group = append(group, w.Note("plan-after-unknown", "what", strings.Join(unknown, "; ")))
	}
	return group
}

// optionNotes are the warnings of single options, and once what is said of
// every one.
func (w Writer) optionNotes(doc *answer.Plan) (group Group) {
	for i := range doc.Options {
		o := &doc.Options[i]
		for _, warning := range o.Warnings {
			every := !slices.ContainsFunc(doc.Options, func(o answer.Option) bool { return !slices.Contains(o.Warnings, warning) })
			switch {
			case slices.Contains(doc.Warnings, warning):
			case len(doc.Options) == 1 || !every:
				group = append(group, Warning{w.Labelled(o.Title, warning.Message)})
			case i == 0:
				group = append(group, Warning{warning.Message})
			}
		}
	}
	return group
}
