package plots_test

import (
	"io"
	"testing"

	"crsplan/plots"
)

// What a chart costs in each format, at print size.
func BenchmarkChart(b *testing.B) {
	doc := plots.Document{Lang: "en", Prefix: "chart"}
	formats := []struct {
		name string
		draw func(plots.Chart) error
	}{
		{"png", func(c plots.Chart) error { return plots.PNG(io.Discard, c, plots.Print) }},
		{"svg", func(c plots.Chart) error { return plots.SVG(io.Discard, c, plots.Print, doc) }},
		{"pdf", func(c plots.Chart) error { return plots.PDF(io.Discard, c, plots.Print, doc) }},
	}
	for _, name := range []string{"four options", "six options", "waterfall", "lanes", "tech draws", "replay of six", "fan", "reliability"} {
		chart := samples()[name]
		for _, f := range formats {
			b.Run(name+"/"+f.name, func(b *testing.B) {
				for b.Loop() {
					if err := f.draw(chart); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
