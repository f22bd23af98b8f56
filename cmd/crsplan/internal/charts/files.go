package charts

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"crsplan/plots"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// Named is a chart with the name of its file, without an ending.
type Named struct {
	Name  string
	Chart plots.Chart
}

// File is a chart that has been drawn.
type File struct {
	Name string // without a folder
	Data []byte
}

// Format is a kind of file, by its ending.
type Format string

const (
	png Format = "png"
	svg Format = "svg"
	pdf Format = "pdf"
)

// Formats are all there are.
var Formats = []Format{png, svg, pdf}

// Print is what charts are drawn for: how wide, how fine, and as what.
type Print struct {
	Formats []Format
	WidthMM float64
	DPI     int // of a PNG
	// Wide and High are dots, in place of the two; 0 for High: as tall as the
	// chart is.
	Wide, High int
}

// The dots that a picture may be wide.
const (
	LeastDots = 390 // a phone
	MostDots  = 4000
)

// cssDPI is how many dots of a screen an inch has.
const cssDPI = 96

// exactly is the size that a picture of so many dots is drawn at: as on paper
// where that is wide enough, wider and finer where the chart is too tall for it.
// The error is [TooLarge].
func (p Print) exactly(name string, chart plots.Chart) (plots.Size, error) {
	const mm = 25.4
	for dpi := max(int(float64(p.Wide)*mm/plots.Print.WidthMM), cssDPI); dpi >= plots.LeastDPI; dpi-- {
		size := plots.Size{WidthMM: float64(p.Wide) * mm / float64(dpi), HeightMM: float64(p.High) * mm / float64(dpi), DPI: dpi}
		if size.WidthMM > plots.MostWidthMM {
			break
		}
		if p.High == 0 {
			return Print{WidthMM: size.WidthMM, DPI: dpi}.size(chart), nil
		}
		if plots.Fit(chart, size).HeightMM <= size.HeightMM {
			return size, nil
		}
	}
	return plots.Size{}, TooLarge{name}
}

// size is that of a picture. A chart of rows is as tall as they are.
func (p Print) size(chart plots.Chart) plots.Size {
	size := plots.Print
	size.WidthMM, size.DPI = p.WidthMM, p.DPI
	switch chart.(type) {
	case plots.Ranked, plots.Waterfall, plots.Lanes:
		size.HeightMM = 0
	}
	return size
}

// TooLarge is the error for a chart that no page holds: one of very many
// options.
type TooLarge struct{ Name string }

func (e TooLarge) Error() string { return "the chart " + e.Name + " is too large to be drawn" }

// TooFine is the error for a chart that would have too many dots.
type TooFine struct{ Name string }

func (e TooFine) Error() string { return "the chart " + e.Name + " would have too many dots" }

// NotDrawn names the chart of an error of package plots.
func NotDrawn(name string, err error) error {
	switch {
	case errors.Is(err, plots.ErrTooTall):
		return TooLarge{name}
	case errors.Is(err, plots.ErrTooManyDots):
		return TooFine{name}
	}
	return err
}

// Draw draws charts in every format that is asked for, as many at once as
// there are cores. A PDF says that it was made today. The error may be
// [TooLarge] or [TooFine].
func Draw(c *reason.Catalogue, today civil.Day, print Print, charts []Named) ([]File, error) {
	type task struct {
		Named
		Format
	}
	var tasks []task
	for _, chart := range charts {
		for _, format := range print.Formats {
			tasks = append(tasks, task{chart, format})
		}
	}
	files, errs := make([]File, len(tasks)), make([]error, len(tasks))
	if err := sim.Parallel(len(tasks), func(i int) error {
		t := tasks[i]
		var b bytes.Buffer
		doc := plots.Document{Lang: c.Lang(), Prefix: t.Name, Day: today}
		size := print.size(t.Chart)
		if print.Wide > 0 {
			if size, errs[i] = print.exactly(t.Name, t.Chart); errs[i] != nil {
				return nil
			}
		}
		if err := t.draw(&b, t.Chart, size, doc); err != nil {
			errs[i] = NotDrawn(t.Name, err)
		}
		files[i] = File{t.Name + "." + string(t.Format), b.Bytes()}
		return nil
	}); err != nil {
		return nil, err
	}
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

func (f Format) draw(w io.Writer, chart plots.Chart, size plots.Size, doc plots.Document) error {
	switch f {
	case svg:
		return plots.SVG(w, chart, size, doc)
	case pdf:
		return plots.PDF(w, chart, size, doc)
	}
	return plots.PNG(w, chart, size)
}

// SVG returns a chart as the text of an SVG, to be set into a page: the
// page may have a strict Content-Security-Policy, and further charts with
// other prefixes. It is drawn for a width on paper. The error may be
// [TooLarge].
func SVG(c *reason.Catalogue, chart plots.Chart, prefix string, widthMM float64) (string, error) {
	var b strings.Builder
	doc := plots.Document{Lang: c.Lang(), Prefix: prefix}
	if err := svg.draw(&b, chart, Print{WidthMM: widthMM}.size(chart), doc); err != nil {
		return "", NotDrawn(prefix, err)
	}
	return b.String(), nil
}

// Missing returns the letters of charts that their font does not have, which
// are drawn as boxes.
func Missing(charts []Named) string {
	var list []plots.Chart
	for _, named := range charts {
		list = append(list, named.Chart)
	}
	return string(plots.Missing(list...))
}
