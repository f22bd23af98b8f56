package scenarios

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"math"
	"path/filepath"
	"strings"

	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// Office is who hands a plan to a client: what stands on its letterhead.
type Office struct {
	Name    string
	Adviser string
	Licence string // the adviser's licence number
	Address []string
	Colour  Colour      // of headings and rules
	Logo    *Logo       // nil without one
	Footer  reason.Text // below every page
	// ClientNumber is the office's own number of the file, Scope what it was asked to
	// do, and Signature whose name stands where it signs; "" for none.
	ClientNumber string
	Scope        reason.Text
	Signature    string
}

// Colour is a colour that is read as text on white paper.
type Colour struct{ R, G, B uint8 }

// String writes the colour as in "#0B5394".
func (c Colour) String() string { return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B) }

// Ink is the colour of an office that chooses none, or of none at all.
var Ink = Colour{0x1F, 0x3A, 0x5F}

// Logo is a picture of an office: a PNG of plain kind, without anything in it
// but the picture.
type Logo struct {
	PNG           []byte
	Width, Height int // in dots
}

// The bounds of what an office may give: a report stays small, and so does
// what has to be unpacked to draw it.
const (
	mostLogo     = 512 << 10 // bytes
	mostLogoDots = 1600      // in each direction
	mostLines    = 6         // of an address
	mostLetters  = 200       // of each text
	mostScope    = 1000      // of the scope
	// leastContrast is that of text on white by WCAG 2.2, success criterion
	// 1.4.3 (level AA).
	leastContrast = 4.5
)

// Office reads an office file with its logo. The error is tomlfile.Problems.
func (r *Reader) Office(name string, data []byte) (*Office, error) {
	doc := tomlfile.ParseEither(name, data)
	t := doc.Root()
	if otherKind(t, AnOffice) {
		return nil, doc.Err()
	}
	o := r.officeFrom(t, filepath.Dir(name))
	if err := doc.Err(); err != nil {
		return nil, err
	}
	return o, nil
}

func (r *Reader) officeFrom(t *tomlfile.Table, dir string) *Office {
	o := &Office{Colour: Ink}
	t.Require("name")
	o.Name = line(t, "name")
	o.Adviser, o.Licence = line(t, "adviser"), line(t, "licence")
	o.Footer = t.Text("footer")
	line(t, "footer")
	if t.Has("footer_fr") {
		line(t, "footer_fr")
	}
	o.ClientNumber, o.Signature = line(t, "client_number"), line(t, "signature")
	o.Scope = t.Text("scope")
	scope(t, "scope")
	if t.Has("scope_fr") {
		scope(t, "scope_fr")
	}
	o.Address, _ = t.Strings("address")
	if len(o.Address) > mostLines {
		t.Reject("address", reason.New("office.address", "most", mostLines), reason.New("office.address/hint"))
	}
	for i, text := range o.Address {
		if !short(text) {
			t.RejectItem("address", i, reason.New("office.long", "key", "address", "most", mostLetters), reason.New("office.long/hint"))
		}
	}
	if text, ok := t.String("colour"); ok {
		o.Colour = colourFrom(t, text)
	}
	if path, ok := t.String("logo"); ok {
		if !filepath.IsAbs(path) {
			path = filepath.Join(dir, path)
		}
		o.Logo = r.logo(t, path)
	}
	return o
}

// line reads a text that stands on one line.
func line(t *tomlfile.Table, key string) string {
	text, ok := t.String(key)
	if ok && (strings.TrimSpace(text) == "" || !short(text)) {
		t.Reject(key, reason.New("office.long", "key", key, "most", mostLetters), reason.New("office.long/hint"))
	}
	return text
}

// scope reads a text of a paragraph.
func scope(t *tomlfile.Table, key string) {
	text, ok := t.String(key)
	if ok && (strings.TrimSpace(text) == "" || len([]rune(text)) > mostScope || strings.ContainsAny(text, "\r\n\t")) {
		t.Reject(key, reason.New("office.long", "key", key, "most", mostScope), reason.New("office.long/hint"))
	}
}

func short(text string) bool {
	return len([]rune(text)) <= mostLetters && !strings.ContainsAny(text, "\r\n\t")
}

// colourFrom reads a colour, which must be dark enough to be read.
func colourFrom(t *tomlfile.Table, text string) Colour {
	var c Colour
	if n, err := fmt.Sscanf(text, "#%02x%02x%02x", &c.R, &c.G, &c.B); n != 3 || err != nil || len(text) != len("#000000") {
		t.Reject("colour", reason.New("office.colour", "value", text), reason.New("office.colour/hint"))
		return Ink
	}
	if have := c.contrast(); have < leastContrast {
		t.Reject("colour", reason.New("office.pale", "value", text, "contrast", reason.Figure(math.Floor(have*10)/10), "least", reason.Figure(leastContrast)),
			reason.New("office.pale/hint", "darker", c.darker().String()))
	}
	return c
}

// contrast returns the contrast of the colour to white, 1 to 21 (WCAG 2.2,
// "contrast ratio" and "relative luminance").
func (c Colour) contrast() float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 0xFF
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 1.05 / (0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B) + 0.05)
}

// darker returns the same colour, dark enough to be read.
func (c Colour) darker() Colour {
	for part := 99; ; part-- {
		d := Colour{uint8(int(c.R) * part / 100), uint8(int(c.G) * part / 100), uint8(int(c.B) * part / 100)}
		if d.contrast() >= leastContrast {
			return d
		}
	}
}

// logo reads a logo and draws it anew: what comes out is a picture alone.
func (r *Reader) logo(t *tomlfile.Table, path string) *Logo {
	reject := func(code string, values ...any) *Logo {
		t.Reject("logo", reason.New(code, values...), reason.New("office.logo/hint", "kib", mostLogo>>10, "dots", mostLogoDots))
		return nil
	}
	data, err := r.Open(path)
	if err != nil {
		t.Reject("logo", reason.New("plan.no-file", "path", path), reason.New("office.no-file/hint"))
		return nil
	}
	if len(data) > mostLogo {
		return reject("office.logo-large", "path", path)
	}
	// The size is looked at before anything is unpacked.
	head, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return reject("office.logo", "path", path)
	}
	if head.Width > mostLogoDots || head.Height > mostLogoDots {
		return reject("office.logo-dots", "path", path, "width", head.Width, "height", head.Height)
	}
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return reject("office.logo", "path", path)
	}
	plain, err := plainPNG(picture)
	if err != nil {
		return reject("office.logo", "path", path)
	}
	return &Logo{PNG: plain, Width: head.Width, Height: head.Height}
}

// plainPNG writes a picture with eight bits a channel, and no other chunks
// than a picture needs.
func plainPNG(picture image.Image) ([]byte, error) {
	plain := image.NewNRGBA(image.Rect(0, 0, picture.Bounds().Dx(), picture.Bounds().Dy()))
	draw.Draw(plain, plain.Bounds(), picture, picture.Bounds().Min, draw.Src)
	if plain.Bounds().Empty() {
		return nil, errors.New("an empty picture")
	}
	var b bytes.Buffer
	err := png.Encode(&b, plain)
	return b.Bytes(), err
}

// office is the schema of an office file.
func (s *schemer) office() node {
	line := node{"type": "string", "pattern": `^[^\r\n\t]*\S[^\r\n\t]*$`, "maxLength": mostLetters}
	return s.table("office", []string{"name"},
		key{"name", line}, key{"adviser", line}, key{"licence", line}, key{"address", with(list(line), node{"maxItems": mostLines})},
		key{"colour", node{"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$"}}, key{"logo", text()}, key{"footer", with(line, node{toReaders: true})},
		key{"client_number", line}, key{"scope", with(line, node{"maxLength": mostScope, toReaders: true})}, key{"signature", line})
}
