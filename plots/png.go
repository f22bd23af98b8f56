package plots

import (
	"io"

	"gonum.org/v1/plot/vg/draw"

	"crsplan/plots/canvas"
)

// PNG writes the chart as a PNG file of the size, made taller where the chart
// needs it (see [Fit]). The file records its size on paper. The error is that
// of w, or says that the size is out of range: 100 to 600 mm wide, 50 to 1200
// dots an inch, at most 100 million dots.
func PNG(w io.Writer, chart Chart, size Size) error {
	size, err := size.fit(chart)
	if err == nil {
		err = size.checkDots()
	}
	if err != nil {
		return err
	}
	width, height := size.points()
	c := canvas.NewPNG(width, height, size.DPI)
	chart.Draw(draw.New(c))
	_, err = c.WriteTo(w)
	return err
}
