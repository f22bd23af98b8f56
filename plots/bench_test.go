package plots_test

import (
	"bytes"
	"testing"

	"crsplan/plots"
)

// kinds are the samples that stand for each kind of chart, full ones.
var kinds = []string{
	"four options", "six options", "cutoffs ahead", "chances", "waterfall", "lanes of six", "tech draws", "replay of three", "fan", "reliability",
	"tornado", "ranking", "rounds",
}

// What a chart costs in each format, at print size, and how large its file is.
func BenchmarkChart(b *testing.B) {
	doc := plots.Document{Lang: "en", Prefix: "chart"}
	formats := []struct {
		name string
		draw func(*bytes.Buffer, plots.Chart) error
	}{
		{"png", func(w *bytes.Buffer, c plots.Chart) error { return plots.PNG(w, c, plots.Print) }},
		{"svg", func(w *bytes.Buffer, c plots.Chart) error { return plots.SVG(w, c, plots.Print, doc) }},
		{"pdf", func(w *bytes.Buffer, c plots.Chart) error { return plots.PDF(w, c, plots.Print, doc) }},
	}
	for _, name := range kinds {
		chart := samples()[name]
		for _, f := range formats {
			b.Run(name+"/"+f.name, func(b *testing.B) {
				var file bytes.Buffer
				for b.Loop() {
					file.Reset()
					if err := f.draw(&file, chart); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(file.Len())/1000, "kB/file")
			})
		}
	}
}

// A chart can be sent by mail: at print size its file has 300 kB at most.
func TestAPrintedChartIsSmall(t *testing.T) {
	if testing.Short() {
		t.Skip("draws every kind of chart at print size")
	}
	const most = 300_000
	for _, name := range kinds {
		var file bytes.Buffer
		if err := plots.PNG(&file, samples()[name], plots.Print); err != nil {
			t.Fatal(name, err)
		}
		if file.Len() > most {
			t.Errorf("%s: %d bytes, %d at most", name, file.Len(), most)
		}
	}
}
