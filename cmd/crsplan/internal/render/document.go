package render

import (
	"bytes"
	"fmt"
	"io"

	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/plots"
)

// Format is a form of a document, by the ending of its file.
type Format string

// The forms of a document.
const (
	PDF      Format = "pdf"
	HTML     Format = "html"
	Markdown Format = "md"
	Calendar Format = "ics" // the dates alone
)

// Formats are the forms of a document.
var Formats = []Format{PDF, HTML, Markdown, Calendar}

// Files returns a document in some forms as files of one name. The charts of
// the Markdown are PNG files beside it. The error is charts.TooLarge or
// charts.TooFine.
func Files(d *page.Document, name string, formats []Format, paper Paper) ([]charts.File, error) {
	var files []charts.File
	for _, format := range formats {
		var b bytes.Buffer
		if err := Document(&b, d, name, format, paper); err != nil {
			return nil, err
		}
		files = append(files, charts.File{Name: name + "." + string(format), Data: b.Bytes()})
		if format == Markdown {
			beside, err := beside(d, name)
			if err != nil {
				return nil, err
			}
			files = append(files, beside...)
		}
	}
	return files, nil
}

// Document writes a document in one form. The name is that of its file, which
// the charts of the Markdown are named after.
func Document(w io.Writer, d *page.Document, name string, format Format, paper Paper) error {
	d = typeset(d)
	switch format {
	case PDF:
		return writePDF(w, d, paper)
	case HTML:
		return writeHTML(w, d)
	case Markdown:
		return writeMarkdown(w, d, func(chart string) string { return name + "-" + chart + ".png" })
	case Calendar:
		return writeCalendar(w, d)
	}
	return fmt.Errorf("there is no form %q", format)
}

// beside are the charts of the Markdown.
func beside(d *page.Document, name string) ([]charts.File, error) {
	var named []charts.Named
	for _, s := range typeset(d).Sections {
		for _, block := range s.Blocks {
			if chart, ok := block.(page.Chart); ok {
				named = append(named, charts.Named{Name: name + "-" + chart.Name, Chart: chart.Chart})
			}
		}
	}
	print := charts.Print{Formats: charts.Formats[:1], WidthMM: plots.Print.WidthMM, DPI: plots.Print.DPI}
	return charts.Draw(d.Catalogue, d.Day, print, named)
}

// Missing returns the letters of a document that the font of its PDF does not
// have, each once, in order. Boxes stand in for them.
func Missing(d *page.Document) string {
	return string(plots.MissingIn(typeset(d).Texts))
}
