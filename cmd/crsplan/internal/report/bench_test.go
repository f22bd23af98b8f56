package report_test

import (
	"io"
	"testing"

	"crsplan/cmd/crsplan/internal/report"
)

// What the plan of a couple with four options costs in each form, once it is
// put together; its charts are drawn into the PDF and the page.
func BenchmarkReport(b *testing.B) {
	doc := clients[2].report(b)
	for _, form := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{"pdf", func(w io.Writer) error { return doc.PDF(w, report.A4) }},
		{"html", doc.HTML},
		{"markdown", func(w io.Writer) error { return doc.Markdown(w, func(name string) string { return name }) }},
		{"calendar", doc.Calendar},
	} {
		b.Run(form.name, func(b *testing.B) {
			for b.Loop() {
				if err := form.write(io.Discard); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
