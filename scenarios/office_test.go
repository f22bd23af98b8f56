package scenarios_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/scenarios"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// logoOf returns a PNG of a size, of sixteen bits a channel.
func logoOf(t *testing.T, width, height int) []byte {
	t.Helper()
	picture := image.NewNRGBA64(image.Rect(0, 0, width, height))
	for x := range min(width, height) {
		picture.Set(x, x, color.NRGBA{0xD5, 0x5E, 0x00, 0x80})
	}
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// office reads an office file of a folder that holds logo.png.
func office(text string, logo []byte) (*scenarios.Office, error) {
	r := scenarios.Reader{Open: func(path string) ([]byte, error) {
		if path == "offices/logo.png" {
			return logo, nil
		}
		return nil, fs.ErrNotExist
	}}
	return r.Office("offices/office.toml", []byte(text))
}

func TestAnOffice(t *testing.T) {
	got, err := office(`
name = "Cabinet Érable"
adviser = "Zoë Tremblay"
licence = "R512345"
address = ["12, rue Principale", "Ottawa (Ontario)  K1A 0A1"]
colour = "#0b5394"
logo = "logo.png"
footer = "Confidential"
footer_fr = "Confidentiel"
`, logoOf(t, 120, 40))
	if err != nil {
		t.Fatal(err)
	}
	if got.Logo == nil || got.Logo.Width != 120 || got.Logo.Height != 40 {
		t.Fatalf("the logo: %+v", got.Logo)
	}
	picture, err := png.Decode(bytes.NewReader(got.Logo.PNG))
	if _, plain := picture.(*image.NRGBA); err != nil || !plain {
		t.Errorf("the logo is %T, %v; eight bits a channel are wanted", picture, err)
	}
	got.Logo = nil
	want := &scenarios.Office{
		Name: "Cabinet Érable", Adviser: "Zoë Tremblay", Licence: "R512345", Address: []string{"12, rue Principale", "Ottawa (Ontario)  K1A 0A1"},
		Colour: scenarios.Colour{R: 0x0B, G: 0x53, B: 0x94}, Footer: reason.Text{English: "Confidential", French: "Confidentiel"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if bare, err := office(`name = "Bare"`, nil); err != nil || bare.Colour != scenarios.Ink || bare.Logo != nil {
		t.Errorf("a name alone: %+v, %v", bare, err)
	}
}

func TestWhatAnOfficeMayNotBe(t *testing.T) {
	long := strings.Repeat("é", 201)
	tests := []struct {
		name, text string
		logo       []byte
		want       string // a part of what is said
	}{
		{"without a name", `licence = "R1"`, nil, `1:1: "name" is missing`},
		{"an unknown key", "name = \"A\"\ncolor = \"#000000\"\nlicence = \"R1\"", nil, `2:1: unknown key "color" in the top level of the file`},
		{"a name of too many letters", `name = "` + long + `"`, nil, "1:8: name must be one line of 1 to 200 letters"},
		{"a name of blanks", `name = " "`, nil, "one line"},
		{"a French footer of nothing", "name = \"A\"\nfooter = \"x\"\nfooter_fr = \"\"", nil, "3:13: footer_fr must be one line of 1 to 200 letters"},
		{"a French footer of blanks", "name = \"A\"\nfooter = \"x\"\nfooter_fr = \" \"", nil, "3:13: footer_fr must be one line"},
		{"an address of two lines in one", "name = \"A\"\naddress = [\"a\", \"b\\nc\"]", nil, "2:17: address must be one line"},
		{"an address of seven lines", "name = \"A\"\naddress = [\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\"]", nil, "more than 6 lines"},
		{"a colour by its name", "name = \"A\"\ncolour = \"red\"", nil, `2:10: "red" is not a colour`},
		{"a colour of three figures", "name = \"A\"\ncolour = \"#0b5\"", nil, "is not a colour"},
		{"a colour with more behind it", "name = \"A\"\ncolour = \"#0B5394FF\"", nil, "is not a colour"},
		{"a colour too pale", "name = \"A\"\ncolour = \"#E69F00\"", nil, `its contrast is 2.2, and at least 4.5 is needed`},
		{"the hint is the same colour, darker", "name = \"A\"\ncolour = \"#777777\"", nil, `darker: "#757575"`},
		{"a logo that is not there", "name = \"A\"\nlogo = \"other.png\"", nil, `2:8: cannot read "offices/other.png"`},
		{"a logo that is no picture", "name = \"A\"\nlogo = \"logo.png\"", []byte("GIF89a"), "is not a readable PNG"},
		{"a logo that breaks off", "name = \"A\"\nlogo = \"logo.png\"", logoOf(t, 100, 100)[:90], "is not a readable PNG"},
		{"a logo of too many bytes", "name = \"A\"\nlogo = \"logo.png\"", make([]byte, 512<<10+1), "too large a file"},
		{"a logo of too many dots", "name = \"A\"\nlogo = \"logo.png\"", logoOf(t, 1601, 10), "has 1,601 by 10 dots"},
		{"another kind of file", "stated_on = 2026-11-22\nname = \"Ana\"", nil, "this is a profile, not the settings of an office"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := office(test.text, test.logo)
			problems, ok := err.(tomlfile.Problems)
			if !ok {
				t.Fatalf("%v", err)
			}
			var told strings.Builder
			for _, p := range problems {
				told.WriteString(p.Print(reason.English()))
			}
			if !strings.Contains(told.String(), test.want) {
				t.Errorf("%s\nwant %q", told.String(), test.want)
			}
		})
	}
	if _, err := office("name = \"A\"\ncolour = \"#767676\"", nil); err != nil {
		t.Errorf("a grey of just 4.5: %v", err)
	}
	if _, err := office("name = \"A\"\nlogo = \"logo.png\"", logoOf(t, 1600, 10)); err != nil {
		t.Errorf("a logo of just so many dots: %v", err)
	}
}
