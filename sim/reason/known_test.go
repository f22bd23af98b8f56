package reason_test

import (
	"testing"

	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// What the program wrote is said as far as it was known: not on the day before
// the one that it names, and from that day on.
func TestWhatWasNotKnownIsNotSaid(t *testing.T) {
	tests := []struct {
		name, text, known, want string
	}{
		{"the day before", "Fee 255; from 2026-09-01 it is 300", "2026-08-31", "Fee 255"},
		{"on the day", "Fee 255; from 2026-09-01 it is 300", "2026-09-01", "Fee 255; from 2026-09-01 it is 300"},
		{"the last day of the year before", "255 as recalled in 2026", "2025-12-31", ""},
		{"the first of the year", "255 as recalled in 2026", "2026-01-01", "255 as recalled in 2026"},
		{"the month before", "Results in two weeks (May 2026)", "2026-04-30", ""},
		{"in the month", "Results in two weeks (May 2026)", "2026-05-01", "Results in two weeks (May 2026)"},
		{"a day in words, the day before", "It is so. Since September 22, 2026 it is not.", "2026-09-21", "It is so."},
		{"a day in words", "It is so. Since September 22, 2026 it is not.", "2026-09-22", "It is so. Since September 22, 2026 it is not."},
		{"two years", "Statistics 2025/2026: 24,028 a year", "2025-12-31", ""},
		{"a sentence in the middle", "You study. From 2024-02-15 you may work. You grow older.", "2023-03-15", "You study. You grow older."},
		{"brackets hold together", "45 days (updates 2017; high until 2026); 1,500 dollars", "2020-01-01", "1,500 dollars"},
		{"an abbreviation ends no sentence", "Amendments to O. Reg. 422/17 of 2026-06-26 hold", "2020-01-01", ""},
		{"figures are no years", "20265 and 1,999 and 120", "2015-01-01", "20265 and 1,999 and 120"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			known := civil.MustParse(test.known)
			c := reason.English().AsOf(known)
			if got := c.Text(reason.Text{English: test.text, Dated: true}); got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
			if got := c.ForClients().Text(reason.Text{English: test.text, Dated: true}); got != test.want {
				t.Errorf("to clients: %q, want %q", got, test.want)
			}
			if got := c.Text(reason.Text{English: test.text}); got != test.text {
				t.Errorf("what a user wrote: %q", got)
			}
			if got := reason.English().Text(reason.Text{English: test.text, Dated: true}); got != test.text {
				t.Errorf("of no day: %q", got)
			}
		})
	}
}

func TestWhatWasNotKnownIsNotSaidInFrench(t *testing.T) {
	text := reason.Text{English: "One; two on 2026-05-22", French: "Un; deux le 22 mai 2026; trois le 1er août 2026", Dated: true}
	for known, want := range map[string]string{
		"2026-05-21": "Un", "2026-05-22": "Un; deux le 22 mai 2026", "2026-08-01": "Un; deux le 22 mai 2026; trois le 1er août 2026",
	} {
		if got := reason.French().AsOf(civil.MustParse(known)).Text(text); got != want {
			t.Errorf("on %s %q, want %q", known, got, want)
		}
	}
	none := []reason.Text{{English: "in 2026", Dated: true}, {English: "always", Dated: true}}
	if got := reason.English().AsOf(civil.MustParse("2020-01-01")).Texts(none); len(got) != 1 || got[0] != "always" {
		t.Errorf("%q", got)
	}
}
