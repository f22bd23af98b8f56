package report

import (
	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/plots"
	"crsplan/scenarios"
	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// Document is a report as content: what every form of it says, in the order in
// which it is read. Nothing in it is decided later than here, and nothing is
// said that is not in it, but for the office's letterhead and page numbers.
type Document struct {
	Lang     string
	Title    string // what it is
	Client   string // for whom
	Dated    string // of which day, in words
	Day      civil.Day
	Office   scenarios.Office
	Adviser  string // who made it, in words; "" where that is not known
	Sections []Section
	// Deadlines are those of the recommended option, Identity is whose they are,
	// the same in a later report.
	Deadlines []answer.Deadline
	Identity  string
	Words     Words

	words *reason.Catalogue // of the charts
}

// Words are the few words that a form needs beside the content.
type Words struct {
	Contents string // the heading of a list of the sections
	Made     string // for whom and when, at the foot of a page
	Footer   string // of the office, below it
}

// texts calls say with each text of the document, in the order of reading.
func (d *Document) texts(say func(string)) {
	for _, text := range d.front() {
		say(text)
	}
	for i := range d.Sections {
		say(d.Sections[i].Title)
		for _, block := range d.Sections[i].Blocks {
			block.texts(say)
		}
	}
	say(d.Words.Made)
	say(d.Words.Footer)
}

// front are the texts of the letterhead and the title.
func (d *Document) front() []string {
	texts := []string{d.Office.Name}
	texts = append(texts, d.Office.Address...)
	return append(texts, d.Adviser, d.Title, d.Client, d.Dated)
}

// Section is a chapter. Its key names it in links; a section without a number
// stands before the numbered ones.
type Section struct {
	Key    string
	Number int
	Title  string
	Blocks []Block
}

// Block is a piece of a section: a [Heading], a [Paragraph], a [Callout],
// [Figures], a [List], a [Table] or a [Chart].
type Block interface {
	// texts calls say with each text of the block, in the order of reading.
	texts(say func(string))
}

// Heading is a heading inside a section.
type Heading struct{ Text string }

// Paragraph is running text. Small is a note under something.
type Paragraph struct {
	Text  string
	Small bool
}

// Callout is what a reader should see who reads nothing else.
type Callout struct {
	Title string
	Text  string
	// Alert marks what is not known or does not lead anywhere, against what
	// is recommended.
	Alert bool
}

// Figures are a few numbers side by side.
type Figures []Figure

// Figure is a number with what it is and what it is to be taken with.
type Figure struct{ Label, Value, Note string }

// List is a list of items.
type List struct {
	Items []string
	Small bool
}

// Table is a table. Every row has a cell for each column, the first of which
// names the row.
type Table struct {
	Caption string
	Columns []Column
	Rows    []Row
}

// Column is a column of a table; a column of figures is flush right.
type Column struct {
	Title  string
	Figure bool
}

// Row is a row of a table.
type Row struct {
	Cells []string
	Kind  RowKind
}

// RowKind is what a row is among the others.
type RowKind int

// The kinds of rows.
const (
	PlainRow  RowKind = iota
	GroupRow          // begins a group of those after it
	TotalRow          // sums up those before it
	ChosenRow         // the recommended one
)

// Chart is a chart with the name of its file, where it has one of its own.
type Chart struct {
	Name  string
	Title string // what it shows, for whoever does not see it
	Chart plots.Chart
}

func (h Heading) texts(say func(string))   { say(h.Text) }
func (p Paragraph) texts(say func(string)) { say(p.Text) }

func (c Callout) texts(say func(string)) {
	say(c.Title)
	say(c.Text)
}

func (f Figures) texts(say func(string)) {
	for _, one := range f {
		say(one.Label)
		say(one.Value)
		say(one.Note)
	}
}

func (l List) texts(say func(string)) {
	for _, item := range l.Items {
		say(item)
	}
}

func (t Table) texts(say func(string)) {
	say(t.Caption)
	for _, column := range t.Columns {
		say(column.Title)
	}
	for _, row := range t.Rows {
		for _, cell := range row.Cells {
			say(cell)
		}
	}
}

// The words of a chart are its own; its title is told to those who do not see it.
func (Chart) texts(func(string)) {}
