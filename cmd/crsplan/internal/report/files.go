package report

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/plots"
)

// Format is a form of a report.
type Format string

// The forms of a report.
const (
	PDF      Format = "pdf"
	HTML     Format = "html"
	Markdown Format = "md"
	Calendar Format = "ics" // the deadlines alone
)

// Formats are the forms of a report.
var Formats = []Format{PDF, HTML, Markdown, Calendar}

// Files returns a report in some forms as files of one name. The charts of the
// Markdown are PNG files beside it. The error is
// charts.TooLarge or charts.TooFine.
func (d *Document) Files(name string, formats []Format, paper Paper) ([]charts.File, error) {
	var files []charts.File
	for _, format := range formats {
		var b bytes.Buffer
		if err := d.Write(&b, name, format, paper); err != nil {
			return nil, err
		}
		files = append(files, charts.File{Name: name + "." + string(format), Data: b.Bytes()})
		if format == Markdown {
			beside, err := d.beside(name)
			if err != nil {
				return nil, err
			}
			files = append(files, beside...)
		}
	}
	return files, nil
}

// Write writes a report in one form. The name is that of its file, which the
// charts of the Markdown are named after.
func (d *Document) Write(w io.Writer, name string, format Format, paper Paper) error {
	switch format {
	case PDF:
		return d.PDF(w, paper)
	case HTML:
		return d.HTML(w)
	case Markdown:
		return d.Markdown(w, func(chart string) string { return name + "-" + chart + ".png" })
	case Calendar:
		return d.Calendar(w)
	}
	return fmt.Errorf("there is no form %q", format)
}

// beside are the charts of the Markdown.
func (d *Document) beside(name string) ([]charts.File, error) {
	var named []charts.Named
	for _, s := range d.Sections {
		for _, block := range s.Blocks {
			if chart, ok := block.(page.Chart); ok {
				named = append(named, charts.Named{Name: name + "-" + chart.Name, Chart: chart.Chart})
			}
		}
	}
	print := charts.Print{Formats: charts.Formats[:1], WidthMM: plots.Print.WidthMM, DPI: plots.Print.DPI}
	return charts.Draw(d.words, d.Day, print, named)
}

// Name is what the files of a report are called that is made from a file.
func Name(path string) string {
	base := filepath.Base(path)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// Missing returns the letters of a report that the font of its PDF does not
// have, each once, in order. Boxes stand in for them.
func (d *Document) Missing() string {
	var missing []rune
	d.texts(func(text string) {
		for _, r := range text {
			if !unicode.IsSpace(r) && plots.Printable(string(r)) != string(r) && !slices.Contains(missing, r) {
				missing = append(missing, r)
			}
		}
	})
	return string(missing)
}
