package plots

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image/png"
	"io"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
)

// Size is the size of a picture on paper and its resolution in dots an inch.
type Size struct {
	WidthMM, HeightMM float64
	DPI               int
}

// Print is the width of the text on a letter or A4 page, at the resolution of
// a printer: 1890 dots wide.
var Print = Size{160, 100, 300}

// A chart is not readable below these, and not useful above.
const (
	leastWidthMM, mostWidthMM      = 100, 600
	mostHeightMM                   = 1500
	leastDPI, mostDPI              = 50, 1200
	mostDots                       = 100e6
	mmPerInch                      = 25.4
	metresPerInch                  = 0.0254
	signatureAndHeader             = 8 + 4 + 4 + 13 + 4 // the PNG signature, then the whole IHDR chunk
	pHYsUnitIsMetre           byte = 1
)

// PNG writes the chart as a PNG file of the size, made taller where the chart
// needs it (see [Fit]). The file records its size on paper, so that a word
// processor sets it as wide as was meant. The error is that of w, or says that
// the size is out of range: 100 to 600 mm wide, 50 to 1200 dots an inch, at
// most 100 million dots.
func PNG(w io.Writer, chart Chart, size Size) error {
	if !(size.WidthMM >= leastWidthMM && size.WidthMM <= mostWidthMM) || size.DPI < leastDPI || size.DPI > mostDPI {
		return fmt.Errorf("draw a chart %g mm wide at %d dots an inch: out of range", size.WidthMM, size.DPI)
	}
	size = Fit(chart, size)
	perMM := float64(size.DPI) / mmPerInch
	if !(size.HeightMM > 0 && size.HeightMM <= mostHeightMM) || size.WidthMM*size.HeightMM*perMM*perMM > mostDots {
		return fmt.Errorf("draw a chart %g by %g mm at %d dots an inch: out of range", size.WidthMM, size.HeightMM, size.DPI)
	}
	canvas := vgimg.NewWith(
		vgimg.UseWH(vg.Length(size.WidthMM)*vg.Millimeter, vg.Length(size.HeightMM)*vg.Millimeter),
		vgimg.UseDPI(size.DPI),
	)
	chart.Draw(draw.New(canvas))

	// Line art compresses well at any level; the fastest takes a third of the time.
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	var file bytes.Buffer
	if err := encoder.Encode(&file, canvas.Image()); err != nil {
		return err
	}
	b := file.Bytes()
	for _, part := range [][]byte{b[:signatureAndHeader], pHYs(size.DPI), b[signatureAndHeader:]} {
		if _, err := w.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// pHYs returns the chunk that tells how many dots there are to a metre (PNG
// specification, third edition, 11.3.4.3).
func pHYs(dpi int) []byte {
	perMetre := uint32(math.Round(float64(dpi) / metresPerInch))
	b := binary.BigEndian.AppendUint32(nil, 9)
	b = append(b, "pHYs"...)
	b = binary.BigEndian.AppendUint32(b, perMetre)
	b = binary.BigEndian.AppendUint32(b, perMetre)
	b = append(b, pHYsUnitIsMetre)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}
