package forecast_test

import (
	"math"
	"testing"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
)

// On 2025-12-10 the size went from 1,000 to 6,000, and the cutoff was 520.
func TestWhatIfTheSizeGrows(t *testing.T) {
	_, plain := of(t, draws.CEC, "2025-12-09", forecast.Options{})
	_, big := of(t, draws.CEC, "2025-12-09", forecast.Options{Size: map[draws.Stream]int{draws.CEC: 6000}})
	if m := plain.Told().Ahead[0].Cutoff.Median(); m < 527 || m > 535 {
		t.Errorf("plain %.1f", m)
	}
	if m := big.Told().Ahead[0].Cutoff.Median(); m < 517 || m > 524 {
		t.Errorf("with 6,000: %.1f", m)
	}
	if want := (forecast.Spread{P10: 6000, P50: 6000, P90: 6000}); big.Told().Ahead[3].Size != want {
		t.Errorf("sizes %v", big.Told().Ahead[3].Size)
	}
}

func TestWhatIfTheRhythmChanges(t *testing.T) {
	f, s := of(t, draws.CEC, "2026-08-20", forecast.Options{Every: map[draws.Stream]int{draws.CEC: 28}})
	first := s.Last.Date + 28
	for k, a := range s.Told().Ahead {
		want := first + civil.Day(28*k)
		if a.Date != (forecast.Days{P10: want, P25: want, P50: want, P75: want, P90: want}) {
			t.Errorf("%d ahead: %v, want %s", k+1, a.Date, want)
		}
	}
	if s.Told().Held != 1 || f.DataDate >= first {
		t.Errorf("held %v", s.Told().Held)
	}
}

func TestWhatIfAStreamIsHeldAgain(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	by := civil.MustParse("2027-03-31")
	for _, test := range []struct {
		name   string
		stream draws.Stream
		p      float64
		by     civil.Day
	}{
		{"a dormant stream comes back by then with that chance", draws.General, 0.5, by},
		{"it comes back for certain", draws.General, 1, by},
		{"it does not", draws.General, 0, by},
		{"an active stream pauses", draws.French, 0, by},
		{"by a day beyond the horizon", draws.General, 0.5, by + 900},
		{"a day already over supposes nothing but a pause", draws.General, 1, by - 900},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, s := of(t, test.stream, "2026-08-20", forecast.Options{Hold: map[draws.Stream]forecast.Hold{test.stream: {P: test.p, By: test.by}}})
			days := int(test.by - f.DataDate)
			held := 0.0
			walker := f.Walker(max(days, 0))
			for n := range 2000 {
				held += float64(min(len(walker.Path(n)), 1)) / 2000
			}
			if want := test.p; days > 0 && math.Abs(held-want) > 0.04 {
				t.Errorf("held by the day on %.3f of the paths, want %.3f", held, want)
			}
			if got := s.Told().Ahead[0].Held; math.Abs(got-s.Told().Held) > 0.05 {
				t.Errorf("held %.3f, on the paths %.3f", s.Told().Held, got)
			}
		})
	}
}
