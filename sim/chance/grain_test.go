package chance_test

import (
	"math"
	"os"
	"path/filepath"
	"testing"

	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/chance"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
)

// Ends of uncertain steps by half months give the chances that ends by days
// give, within the error that is told of them.
func TestHalfMonthsMoveNoChanceByMoreThanItsError(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	files, err := filepath.Glob("../../testdata/profiles/*.toml")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d profiles: %v", len(files), err)
	}
	var options []sim.Option
	for _, names := range [][]string{{"clb9"}, {"french-nclc7"}, {"canadian-year"}, {"clb9", "canadian-year"}} {
		o := sim.Option{Name: names[len(names)-1]}
		for _, name := range names {
			s, ok := scenarios.Library(name)
			if !ok {
				t.Fatalf("%s is not in the library", name)
			}
			o.Scenarios = append(o.Scenarios, s)
		}
		options = append(options, o)
	}
	chances, moved, beyond := 0, 0, 0
	worst, apart, errors := 0.0, 0.0, 0.0
	for _, today := range []string{"2024-01-15", "2025-06-01", "2026-11-22"} {
		w := world(today)
		record := draws.Embedded().Until(w.Today)
		f := forecast.New(record, w.Today, 1, forecast.Options{Paths: 10})
		q := chance.Query{Paths: 2000, Seed: 1, Futures: new(chance.Futures), Bare: true}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			p, _, err := scenarios.ReadProfile(file, data)
			if err != nil {
				t.Fatal(err)
			}
			plan := &sim.Plan{Profile: p, HorizonMonths: 24}
			of := func(grain int) []chance.Outlook {
				q.Grain = grain
				outlooks, err := chance.Of(w, plan, options, f, record, q)
				if err != nil {
					t.Fatal(err)
				}
				return outlooks
			}
			exact, coarse := of(1), of(chance.HalfMonth)
			for i := range exact {
				for k, want := range exact[i].Months {
					got := coarse[i].Months[k]
					by := math.Abs(got.P - want.P)
					if by > 0 {
						moved++
					}
					chances++
					worst, apart, errors = max(worst, by), apart+by*by, errors+want.Error*want.Error
					if by > want.Error {
						beyond++
					}
					if by > 2*want.Error+0.001 {
						t.Errorf("%s as of %s, %s by %v: %.4f by half months, %.4f by days, error %.4f", filepath.Base(file), today, options[i].Name, want.By, got.P, want.P, want.Error)
					}
				}
			}
		}
	}
	t.Logf("%d chances, %d of them moved, %d by more than the told error, by %.2f points at most; %.3f points root mean square beside a told error of %.3f", chances, moved, beyond,
		100*worst, 100*math.Sqrt(apart/float64(chances)), 100*math.Sqrt(errors/float64(chances)))
	if moved == 0 {
		t.Error("nothing was moved: nothing is compared")
	}
}
