package web

import (
	"strings"
	"testing"

	"crsplan/sim"
	"crsplan/sim/reason"
)

// One click leaves an option out of the answer; the form and the file keep it
// whole, and the next click brings it back as it was.
func TestAnOptionThatIsOffIsKeptAndNotAnswered(t *testing.T) {
	const file = "[profile]\nstated_on = 2026-11-22\nage = 30\n[options.a]\ntitle = \"Mine\"\nscenarios = [\"clb9\"]\n[options.b]\nscenarios = [\"clb10\"]\n"
	sent := submitted(formOf(reason.English(), opened(t, "one.toml", []byte(file)), today, nil))
	before := readState(sent)
	name := nameOf("options", "a", "off")
	sent.Set(name, "true")
	off := readState(sent)
	if written := string(off.plan.Write().Text); !strings.Contains(written, "off = true") || !strings.Contains(written, "Mine") {
		t.Errorf("the file of an option that is off:\n%s", written)
	}
	if got := planOf(t, off).(*sim.Plan).Options; len(got) != 1 || got[0].Name != "b" {
		t.Errorf("answered: %v", got)
	}
	again := submitted(formOf(reason.English(), off, today, nil))
	if again.Get(name) != "true" {
		t.Error("the form forgets that an option is off")
	}
	again.Del(name)
	if back, was := string(readState(again).plan.Write().Text), string(before.plan.Write().Text); back != was {
		t.Errorf("switched on again:\n%s\nand before:\n%s", back, was)
	}
}
