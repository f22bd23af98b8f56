package draws_test

import (
	"testing"
	"time"

	"crsplan/sim/draws"
)

func instant(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t
}

func TestWhatARoundMeansForAScore(t *testing.T) {
	last, _ := draws.Embedded().Last(draws.French) // 382, profiles up to 2026-03-01 18:34:05 UTC
	early := draws.Embedded().Rounds[75]           // round 76 of 2017-11-01: 241, the last without a tie-break
	first := draws.Embedded().Rounds[76]           // round 77 of 2017-11-08: 458, 2017-10-23 15:58:27
	lost := first
	lost.TieBreak = time.Time{}
	tests := []struct {
		name      string
		round     draws.Round
		score     int
		submitted string // "" for not known
		want      draws.Outcome
	}{
		{"a point above the cutoff is cleared, whenever submitted", last, 383, "", draws.Cleared},
		{"a point below is missed, whenever submitted", last, 381, "2020-01-01T00:00:00Z", draws.Missed},
		{"at the cutoff, a second before the tie-break", last, 382, "2026-03-01T18:34:04Z", draws.Cleared},
		{"at the cutoff and the tie-break", last, 382, "2026-03-01T18:34:05Z", draws.Cleared},
		{"at the cutoff and the tie-break, told in another zone", last, 382, "2026-03-01T13:34:05-05:00", draws.Cleared},
		{"at the cutoff, a second after the tie-break", last, 382, "2026-03-01T18:34:06Z", draws.Missed},
		{"at the cutoff without a time stamp", last, 382, "", draws.Tied},
		{"before round 77 an equal score counts", early, 241, "", draws.Cleared},
		{"before round 77 a point less does not", early, 240, "", draws.Missed},
		{"from round 77 on an equal score needs its time", first, 458, "", draws.Tied},
		{"a tie-break that is not known decides nothing", lost, 458, "2017-01-01T00:00:00Z", draws.Tied},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var submitted time.Time
			if tt.submitted != "" {
				submitted = instant(tt.submitted)
			}
			if got := tt.round.Clears(tt.score, submitted); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}
