package cli

import (
	"bytes"
	"strings"
	"testing"

	"crsplan/cmd/crsplan/internal/render"
)

func TestALineIsNotBrokenAtABlankThatMustNotBreak(t *testing.T) {
	var out bytes.Buffer
	render.Paragraph(&out, 80, "- "+strings.Repeat("mot ", 18)+"de 13\u00a0% : fin", 2)
	if want := "- " + strings.Repeat("mot ", 17) + "mot de\n  13\u00a0% : fin\n"; out.String() != want {
		t.Errorf("got %q", out.String())
	}
}
