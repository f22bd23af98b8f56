package plots

import (
	"io"

	"codeberg.org/go-pdf/fpdf"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"crsplan/plots/canvas"
	"crsplan/sim/civil"
)

// Document is what a file says of itself beside its chart.
type Document struct {
	Lang   string    // of the words on the chart, as in "en"
	Prefix string    // begins the identifiers in an SVG; no two in one page may share it
	Day    civil.Day // on which a PDF was made
}

// SVG writes the chart as an accessible SVG of the size, made taller where the
// chart needs it: a file, which may also be set inline into a page that has a
// strict Content-Security-Policy. It is named by the chart's title; its
// description tells the rest, and the data, to readers who do not see it. The
// error is that of w, or says that the size is out of range: 100 to 600 mm
// wide.
func SVG(w io.Writer, chart Chart, size Size, doc Document) error {
	size, err := size.fit(chart)
	if err != nil {
		return err
	}
	width, height := size.points()
	h, description := describe(chart)
	about := canvas.About{Title: h.Title, Description: description, Lang: doc.Lang}
	c := canvas.NewSVG(width, height, about, doc.Prefix)
	chart.Draw(draw.New(c))
	_, err = c.WriteTo(w)
	return err
}

// PDF writes the chart as a PDF of one page, with its title and its language,
// under the conditions of [SVG]. Its text can be searched and copied.
func PDF(w io.Writer, chart Chart, size Size, doc Document) error {
	size, err := size.fit(chart)
	if err != nil {
		return err
	}
	width, height := size.points()
	h, _ := describe(chart)
	c := canvas.NewPDF(width, height, canvas.About{Title: h.Title, Description: h.Subtitle, Lang: doc.Lang, Day: doc.Day})
	chart.Draw(draw.New(c))
	_, err = c.WriteTo(w)
	return err
}

// OnPage draws the chart onto the current page of a document: in a rectangle
// of the size, made taller where the chart needs it, with its top left corner
// at a point in the document's unit. [Fit] tells how tall that is. What fails
// is the document's error.
func OnPage(doc *fpdf.Fpdf, chart Chart, x, y float64, size Size) {
	size, err := size.fit(chart)
	if err != nil {
		doc.SetError(err)
		return
	}
	unit := float64(vg.Millimeter) / doc.GetConversionRatio()
	canvas.OnPage(doc, x, y, size.WidthMM*unit, size.HeightMM*unit, func(c vg.CanvasSizer) { chart.Draw(draw.New(c)) })
}
