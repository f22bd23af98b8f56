package render

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html"

	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/plots"
	"crsplan/sim/reason"
)

//go:embed embed.css
var embedStyle string

// Embed returns one page with a chart, its source at its foot, and its figures as
// a table: to be put into another page as a frame, or read by itself. It asks for nothing
// from anywhere and runs nothing. The chart is there twice, for a wide screen and
// for a phone's.
func Embed(c *reason.Catalogue, named charts.Named, t page.Table) ([]byte, error) {
	p := &htmlPage{figure: ` class="figure"`}
	hash := sha256.Sum256([]byte(embedStyle))
	policy := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) + "'; base-uri 'none'; form-action 'none'"
	p.raw(`<!DOCTYPE html>` + "\n" + `<html lang="` + c.Lang() + `">` + "\n<head>\n" + `<meta charset="utf-8">` + "\n")
	p.raw(`<meta http-equiv="Content-Security-Policy" content="` + html.EscapeString(policy) + `">` + "\n")
	p.raw(`<meta name="viewport" content="width=device-width, initial-scale=1">` + "\n" + `<meta name="referrer" content="no-referrer">` + "\n")
	p.element("title", "", t.Title)
	p.raw("<style>" + embedStyle + "</style>\n</head>\n<body>\n<figure>\n")
	for _, screen := range []struct {
		class   string
		widthMM float64
	}{{"wide", plots.Print.WidthMM}, {"phone", plots.PhoneWidthMM}} {
		svg, err := charts.SVG(c, named.Chart, named.Name+"-"+screen.class+"-", screen.widthMM)
		if err != nil {
			return nil, err
		}
		p.raw(`<div class="` + screen.class + `">` + svg + "</div>\n")
	}
	p.raw("</figure>\n<details>\n")
	p.element("summary", "", c.Term("chart.figures"))
	t.Title = ""
	p.raw("<table>\n")
	p.rows(&t)
	p.raw("</table>\n</details>\n")
	p.raw("</body>\n</html>\n")
	return p.b.Bytes(), nil
}
