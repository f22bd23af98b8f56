package cli

import (
	"bytes"
	"strings"
	"testing"
)

func TestALineIsNotBrokenAtABlankThatMustNotBreak(t *testing.T) {
	var out bytes.Buffer
	paragraph(&out, "- "+strings.Repeat("mot ", 23)+"de 13\u00a0% : fin", 2)
	if want := "- " + strings.Repeat("mot ", 22) + "mot de\n  13\u00a0% : fin\n"; out.String() != want {
		t.Errorf("got %q", out.String())
	}
}
