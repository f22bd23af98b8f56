// Package charts puts an answer onto charts: it chooses what each shows, and
// the words on it. How they look is decided by package plots.
package charts

import (
	"bytes"
	"strconv"
	"strings"
	"sync"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/plots"
	"crsplan/sim/reason"
)

// File is a chart that has been drawn.
type File struct {
	Name string // without a folder
	Data []byte
}

// Named is a chart with the name of its file, without an ending.
type Named struct {
	Name  string
	Chart plots.Chart
}

// TooLarge is the error for a chart that no page holds.
type TooLarge struct{ Name string }

func (e TooLarge) Error() string { return "the chart " + e.Name + " is too large to be drawn" }

// PNG draws charts for print, all at once. The error is [TooLarge]: one of
// very many options.
func PNG(charts []Named) ([]File, error) {
	files := make([]File, len(charts))
	errs := make([]error, len(charts))
	var wg sync.WaitGroup
	for i, named := range charts {
		wg.Go(func() {
			var b bytes.Buffer
			if err := plots.PNG(&b, named.Chart, plots.Fit(named.Chart, plots.Print)); err != nil {
				errs[i] = TooLarge{named.Name}
			}
			files[i] = File{named.Name + ".png", b.Bytes()}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

// SVG returns a chart as the text of an SVG, to be set inline into a page: the
// page may have a strict Content-Security-Policy, and further charts with
// other prefixes. It is drawn for a width on paper. The error is [TooLarge].
func SVG(c *reason.Catalogue, chart plots.Chart, prefix string, widthMM float64) (string, error) {
	size := plots.Print
	size.WidthMM = widthMM
	var b strings.Builder
	if err := plots.SVG(&b, chart, size, plots.Document{Lang: c.Lang(), Prefix: prefix}); err != nil {
		return "", TooLarge{prefix}
	}
	return b.String(), nil
}

// foot returns the lines below every chart: where its data are from, and what
// is not known.
func foot(c *reason.Catalogue, doc *answer.Plan, more ...string) []string {
	lines := more
	if n := len(doc.Record.Rounds); n > 0 {
		last := doc.Record.Rounds[n-1]
		lines = append(lines, c.Phrase("chart.source", "number", last.Number, "date", last.Date))
	}
	for _, w := range doc.Warnings {
		if w.Code == "data-old" || w.Code == "set-down" || w.Code == "unknown-factor" {
			lines = append(lines, w.Message)
		}
	}
	return lines
}

// signed writes points with their sign.
func signed(points int) string {
	if points < 0 {
		return "−" + strconv.Itoa(-points)
	}
	return "+" + strconv.Itoa(points)
}

// leader returns the option that gains most on staying, the first of equals.
func leader(doc *answer.Plan) *answer.Option {
	best := &doc.Options[0]
	for i := range doc.Options {
		if doc.Options[i].Change > best.Change {
			best = &doc.Options[i]
		}
	}
	return best
}
