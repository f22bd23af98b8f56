package render

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"strings"
	"unicode/utf8"

	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/plots"
	"crsplan/scenarios"
)

//go:embed report.css
var styleSheet string

// writeHTML writes a document as one page with everything inside, which asks
// for nothing from anywhere and runs nothing: its policy forbids both. It can
// be printed. The error is that of w, or of a chart that no page holds.
func writeHTML(w io.Writer, d *page.Document) error {
	p := &htmlPage{doc: d, figure: ` class="figure"`}
	style := strings.ReplaceAll(styleSheet, scenarios.Ink.String(), d.Office.Colour.String())
	hash := sha256.Sum256([]byte(style))
	policy := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) + "'; img-src data:; base-uri 'none'; form-action 'none'"

	p.raw(`<!DOCTYPE html>` + "\n" + `<html lang="` + d.Lang + `">` + "\n" + `<head>` + "\n" + `<meta charset="utf-8">` + "\n")
	p.raw(`<meta http-equiv="Content-Security-Policy" content="` + html.EscapeString(policy) + `">` + "\n")
	p.raw(`<meta name="viewport" content="width=device-width, initial-scale=1">` + "\n" + `<meta name="referrer" content="no-referrer">` + "\n")
	p.element("title", "", d.Made)
	p.raw("<style>" + style + "</style>\n</head>\n<body>\n")
	p.front()
	p.raw("<main>\n")
	for i := range d.Sections {
		p.section(&d.Sections[i])
	}
	p.raw("</main>\n")
	p.back()
	p.raw("</body>\n</html>\n")
	if p.err != nil {
		return p.err
	}
	_, err := w.Write(p.b.Bytes())
	return err
}

// htmlPage is an HTML page being written.
type htmlPage struct {
	doc    *page.Document
	figure string // the attribute of a cell of figures
	b      bytes.Buffer
	tables int
	err    error
}

func (p *htmlPage) raw(markup string) { p.b.WriteString(markup) }

// element writes a text in an element, which is left out where there is none.
func (p *htmlPage) element(name, attributes, text string) {
	if text != "" {
		p.raw("<" + name + attributes + ">" + html.EscapeString(text) + "</" + name + ">\n")
	}
}

// front is the letterhead, the title and the contents.
func (p *htmlPage) front() {
	d := p.doc
	p.raw("<header>\n")
	if o := &d.Office; o.Name != "" {
		p.raw(`<div class="office">` + "\n")
		if logo := o.Logo; logo != nil {
			width, height := logoSize(logo, 52, 16)
			p.raw(fmt.Sprintf(`<img alt="%s" width="%.0f" height="%.0f" src="data:image/png;base64,%s">`+"\n",
				html.EscapeString(o.Name), width*cssDots, height*cssDots, base64.StdEncoding.EncodeToString(logo.PNG)))
		}
		p.raw("<address>\n")
		p.element("strong", "", o.Name)
		for _, line := range o.Address {
			p.element("span", "", line)
		}
		p.element("span", "", d.Adviser)
		p.raw("</address>\n</div>\n")
	}
	p.element("h1", "", d.Title)
	p.element("p", ` class="client"`, d.Client)
	p.element("p", ` class="dated"`, d.Dated)
	p.raw("</header>\n")
	p.raw(`<nav aria-label="` + html.EscapeString(d.Contents) + `">` + "\n<ol>\n")
	for i := range d.Sections {
		if s := &d.Sections[i]; s.Number > 0 {
			p.raw(`<li><a href="#` + s.Key + `">` + html.EscapeString(s.Title) + "</a></li>\n")
		}
	}
	p.raw("</ol>\n</nav>\n")
}

// cssDots is how many dots of a screen's page a millimetre has.
const cssDots = 96 / 25.4

// logoSize fits a logo into a box, in millimetres.
func logoSize(l *scenarios.Logo, mostWide, mostHigh float64) (width, height float64) {
	width, height = mostWide, mostWide*float64(l.Height)/float64(l.Width)
	if height > mostHigh {
		width, height = mostHigh*float64(l.Width)/float64(l.Height), mostHigh
	}
	return width, height
}

func (p *htmlPage) back() {
	p.raw("<footer>\n")
	p.element("p", "", p.doc.Made)
	p.element("p", "", p.doc.Footer)
	p.raw("</footer>\n")
}

func (p *htmlPage) section(s *page.Section) {
	p.raw(`<section id="` + s.Key + `" aria-labelledby="` + s.Key + `-title">` + "\n")
	number := ""
	if s.Number > 0 {
		number = fmt.Sprintf(`<span class="number">%d</span> `, s.Number)
	}
	p.raw(`<h2 id="` + s.Key + `-title">` + number + html.EscapeString(s.Title) + "</h2>\n")
	for _, block := range s.Blocks {
		p.block(block)
	}
	p.raw("</section>\n")
}

func (p *htmlPage) block(block page.Block) {
	switch b := block.(type) {
	case page.Heading:
		p.element("h3", "", b.Text)
	case page.Paragraph:
		if b.Small {
			p.element("p", ` class="note"`, b.Text)
		} else {
			p.element("p", "", b.Text)
		}
	case page.Callout:
		class := "callout"
		if b.Alert {
			class += " alert"
		}
		p.raw(`<div class="` + class + `">` + "\n")
		p.element("p", ` class="head"`, b.Title)
		p.element("p", "", b.Text)
		p.raw("</div>\n")
	case page.Figures:
		p.raw(`<dl class="figures">` + "\n")
		for _, f := range b {
			p.raw("<div>\n")
			p.element("dt", "", f.Label)
			p.element("dd", ` class="value"`, f.Value)
			p.element("dd", ` class="with"`, f.Note)
			p.raw("</div>\n")
		}
		p.raw("</dl>\n")
	case page.List:
		class := ""
		if b.Small {
			class = ` class="note"`
		}
		p.raw("<ul" + class + ">\n")
		for _, item := range b.Items {
			p.element("li", "", item)
		}
		p.raw("</ul>\n")
	case page.Table:
		p.table(&b)
	case page.Chart:
		p.chart(&b)
	}
}

func (p *htmlPage) table(t *page.Table) {
	p.tables++
	id := fmt.Sprintf("table-%d", p.tables)
	p.raw(`<div class="table" role="region" tabindex="0" aria-labelledby="` + id + `">` + "\n<table>\n")
	p.element("caption", ` id="`+id+`"`, t.Title)
	p.rows(t)
	p.raw("</table>\n</div>\n")
}

// rows writes the headings and the rows of a table.
func (p *htmlPage) rows(t *page.Table) {
	p.raw("<thead>\n<tr>")
	for _, column := range t.Columns {
		figure := ""
		if column.Kind == page.Number {
			figure = p.figure
		}
		p.raw(`<th scope="col"` + figure + ">" + html.EscapeString(column.Title) + "</th>")
	}
	p.raw("</tr>\n</thead>\n<tbody>\n")
	for _, row := range t.Rows {
		p.row(t, &row)
	}
	p.raw("</tbody>\n")
}

var rowClasses = map[page.RowKind]string{page.GroupRow: ` class="group"`, page.TotalRow: ` class="total"`, page.ChosenRow: ` class="chosen"`}

func (p *htmlPage) row(t *page.Table, row *page.Row) {
	p.raw("<tr" + rowClasses[row.Kind] + ">")
	for i, cell := range row.Cells {
		text := html.EscapeString(cell.Text)
		switch {
		case i == 0 && row.Alone():
			p.raw(fmt.Sprintf(`<th scope="row" colspan="%d">%s</th></tr>`+"\n", len(t.Columns), text))
			return
		case i == 0:
			p.raw(`<th scope="row"` + wholeClass(cell.Text) + ">" + text + "</th>")
		case t.Columns[i].Kind == page.Number:
			p.raw("<td" + p.figure + ">" + text + "</td>")
		default:
			p.raw("<td" + wholeClass(cell.Text) + ">" + text + "</td>")
		}
	}
	p.raw("</tr>\n")
}

// longestDay is the longest that a day is in either language.
const longestDay = 17

// wholeClass keeps a day on one line.
func wholeClass(cell string) string {
	if utf8.RuneCountInString(cell) <= longestDay && strings.ContainsAny(cell, "0123456789") {
		return ` class="whole"`
	}
	return ""
}

func (p *htmlPage) chart(c *page.Chart) {
	p.raw(`<figure class="chart">` + "\n")
	svg, err := charts.SVG(p.doc.Catalogue, c.Chart, c.Name, plots.Print.WidthMM)
	if err != nil && p.err == nil {
		p.err = err
	}
	p.raw(svg)
	p.raw("\n</figure>\n")
}
