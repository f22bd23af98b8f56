package plots

import (
	"errors"
	"fmt"

	"gonum.org/v1/plot/vg"
)

// Size is the size of a picture on paper and, for those made of dots, its
// resolution in dots an inch.
type Size struct {
	WidthMM, HeightMM float64
	DPI               int
}

// Print is the width of the text on a letter or A4 page, at the resolution of
// a printer: 1890 dots wide.
var Print = Size{160, 100, 300}

// PhoneWidthMM is how wide a phone's screen of 390 dots is.
const PhoneWidthMM = 103.2

// A chart is not readable below these, and not useful above.
const (
	LeastWidthMM, MostWidthMM = 100, 600
	LeastDPI, MostDPI         = 50, 1200

	mostHeightMM = 1500
	mostDots     = 100e6
	mmPerInch    = 25.4
)

// What a chart can be too large for.
var (
	ErrTooTall     = errors.New("taller than any paper")
	ErrTooManyDots = errors.New("more dots than memory should hold")
)

// sized is a chart that knows how tall its page must be.
type sized interface {
	least(width vg.Length) vg.Length
}

// Fit returns the size with its height raised, where needed, to what the
// chart's text and panels need at that width.
func Fit(chart Chart, size Size) Size {
	if s, ok := chart.(sized); ok {
		need := float64(s.least(vg.Length(size.WidthMM)*vg.Millimeter) / vg.Millimeter)
		size.HeightMM = max(size.HeightMM, need)
	}
	return size
}

// fit is [Fit] for a width that a chart can have.
func (s Size) fit(chart Chart) (Size, error) {
	if !(s.WidthMM >= LeastWidthMM && s.WidthMM <= MostWidthMM) {
		return s, fmt.Errorf("draw a chart %g mm wide: not between %d and %d", s.WidthMM, LeastWidthMM, MostWidthMM)
	}
	s = Fit(chart, s)
	if !(s.HeightMM > 0 && s.HeightMM <= mostHeightMM) {
		return s, fmt.Errorf("draw a chart %g by %g mm: %w", s.WidthMM, s.HeightMM, ErrTooTall)
	}
	return s, nil
}

// checkDots says whether there are too few or too many dots.
func (s Size) checkDots() error {
	if s.DPI < LeastDPI || s.DPI > MostDPI {
		return fmt.Errorf("draw a chart at %d dots an inch: not between %d and %d", s.DPI, LeastDPI, MostDPI)
	}
	perMM := float64(s.DPI) / mmPerInch
	if s.WidthMM*s.HeightMM*perMM*perMM > mostDots {
		return fmt.Errorf("draw a chart %g by %g mm at %d dots an inch: %w", s.WidthMM, s.HeightMM, s.DPI, ErrTooManyDots)
	}
	return nil
}

// points returns the width and the height in points.
func (s Size) points() (w, h vg.Length) {
	return vg.Length(s.WidthMM) * vg.Millimeter, vg.Length(s.HeightMM) * vg.Millimeter
}
