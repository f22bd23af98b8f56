package render_test

import (
	"io"
	"testing"

	"crsplan/cmd/crsplan/internal/render"
)

// What the plan of a couple with four options costs in each form, once it is
// put together; its charts are drawn into the PDF and the page.
func BenchmarkReport(b *testing.B) {
	doc := clients[2].report(b)
	for _, format := range render.Formats {
		b.Run(string(format), func(b *testing.B) {
			for b.Loop() {
				if err := render.Document(io.Discard, doc, "couple", format, render.A4); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
