package plots_test

import (
	"bytes"
	"fmt"

	"crsplan/plots"
)

// A chart is a plain value: its words and figures were chosen by the caller.
// The same chart gives the same bytes.
func ExampleSVG() {
	chart := plots.Ranked{
		Heading: plots.Heading{
			Title:    "French brings most",
			Subtitle: "Points of each change alone",
		},
		Rows: []plots.RankedRow{
			{Label: "French at NCLC 7", Value: 62, Text: "+62", Hero: true, Marked: true},
			{Label: "English at CLB 9", Value: 56, Text: "+56"},
		},
		Unit: "Points", Mark: "opens a round type",
	}
	var file, again bytes.Buffer
	for _, to := range []*bytes.Buffer{&file, &again} {
		if err := plots.SVG(to, chart, plots.Print, plots.Document{Lang: "en", Prefix: "levers"}); err != nil {
			fmt.Println(err)
			return
		}
	}
	fmt.Println(file.Len() > 0, bytes.Equal(file.Bytes(), again.Bytes()))
	// Output: true true
}

// A chart that needs more room than a page has makes its page taller.
func ExampleFit() {
	var chart plots.Ranked
	for i := range 30 {
		chart.Rows = append(chart.Rows, plots.RankedRow{Label: fmt.Sprint("Change ", i+1), Value: float64(100 - i)})
	}
	page := plots.Fit(chart, plots.Print)
	fmt.Println(page.WidthMM == plots.Print.WidthMM, page.HeightMM > plots.Print.HeightMM)
	// Output: true true
}
