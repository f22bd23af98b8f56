package plots

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image/png"
	"io"
	"math"

	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
)

const (
	metresPerInch           = 0.0254
	signatureAndHeader      = 8 + 4 + 4 + 13 + 4 // the PNG signature, then the whole IHDR chunk
	pHYsUnitIsMetre    byte = 1
)

// PNG writes the chart as a PNG file of the size, made taller where the chart
// needs it (see [Fit]). The file records its size on paper, so that a word
// processor sets it as wide as was meant. The error is that of w, or says that
// the size is out of range: 100 to 600 mm wide, 50 to 1200 dots an inch, at
// most 100 million dots.
func PNG(w io.Writer, chart Chart, size Size) error {
	size, err := size.fit(chart)
	if err == nil {
		err = size.checkDots()
	}
	if err != nil {
		return err
	}
	canvas := vgimg.NewWith(
		vgimg.UseWH(size.points()),
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
