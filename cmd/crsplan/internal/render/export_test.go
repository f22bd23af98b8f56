package render

import "crsplan/cmd/crsplan/internal/page"

// Share divides the width of a table among its columns.
var Share = share

// Filled is how much of each page of a PDF but the last has something on it.
func Filled(d *page.Document, paper Paper) []float64 {
	s := newSheet(typeset(d), paper, nil)
	s.write()
	return s.filled
}
