package page

import (
	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/scenarios"
	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// Document is a document of chapters, such as the report for a client: what
// every form of it says, in the order in which it is read. A form decides
// nothing of what is said, and adds only the letterhead and the numbers of its
// pages.
type Document struct {
	Lang     string
	Title    string // what it is
	Client   string // for whom
	Dated    string // of which day, in words
	Day      civil.Day
	Office   scenarios.Office
	Adviser  string // who made it, in words; "" where that is not known
	Contents string // the heading of a list of the sections
	Sections []Section
	Made     string // for whom and when, at the foot of a page
	Footer   string // of the office, below it
	// Dates are those of the recommended option, Identity is whose they are,
	// the same in a later report.
	Dates    []answer.Date
	Identity string
	// Catalogue has the words of the charts.
	Catalogue *reason.Catalogue
}

// Section is a chapter. Its key names it in links; a section without a number
// stands before the numbered ones.
type Section struct {
	Key    string
	Number int
	Title  string
	Blocks []Block
}

// Texts calls say with each text of the document, in the order of reading.
func (d *Document) Texts(say func(string)) {
	for _, text := range d.Front() {
		say(text)
	}
	for i := range d.Sections {
		say(d.Sections[i].Title)
		Group(d.Sections[i].Blocks).Texts(say)
	}
	say(d.Made)
	say(d.Footer)
}

// Front are the texts of the letterhead and the title.
func (d *Document) Front() []string {
	texts := append([]string{d.Office.Name}, d.Office.Address...)
	return append(texts, d.Adviser, d.Title, d.Client, d.Dated)
}
