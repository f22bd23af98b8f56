package report

import (
	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/page"
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
			block.Texts(say)
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
	Blocks []page.Block
}
