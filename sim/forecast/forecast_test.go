package forecast_test

import (
	"math"
	"runtime"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
	"crsplan/sim/reason"
)

var unexported = cmpopts.IgnoreUnexported(forecast.Stream{}, forecast.Forecast{}, draws.Round{})

// of forecasts one stream as of a day.
func of(t *testing.T, s draws.Stream, day string, o forecast.Options) (*forecast.Forecast, *forecast.Stream) {
	t.Helper()
	o.Streams = []draws.Stream{s}
	if o.Paths == 0 {
		o.Paths = 2000
	}
	f := forecast.New(draws.Embedded(), civil.MustParse(day), 1, o)
	stream, ok := f.Of(s)
	if !ok {
		t.Fatalf("no forecast of %s", s)
	}
	return f, stream
}

func codes(w reason.Warnings) (all []string) {
	for _, r := range w {
		all = append(all, r.Code)
	}
	return all
}

func TestStates(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	for _, test := range []struct {
		name   string
		stream draws.Stream
		day    string
		o      forecast.Options
		state  draws.State
		fan    bool
		low    float64 // of Held
		high   float64
	}{
		{"a stream with rounds this month is active", draws.CEC, "2026-08-20", forecast.Options{}, draws.Active, true, 0.97, 1},
		{"a year after its last round a stream is still active", draws.General, "2025-04-22", forecast.Options{}, draws.Active, true, 0.3, 1},
		{"two years after it is dormant, and has a fan", draws.General, "2026-08-20", forecast.Options{}, draws.Dormant, true, 0.1, 0.7},
		{"seven rounds give no fan", draws.FST, "2026-08-20", forecast.Options{}, draws.Dormant, false, 0, 0.5},
		{"nor does one", draws.FSW, "2026-08-20", forecast.Options{}, draws.Dormant, false, 0, 0.6},
		{"a stream closed by the caller has none", draws.CEC, "2026-08-20", forecast.Options{Closed: []draws.Stream{draws.CEC}}, draws.Closed, false, 0, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, s := of(t, test.stream, test.day, test.o)
			if s.State != test.state || (s.Told().Ahead != nil) != test.fan || s.Told().Held < test.low || s.Told().Held > test.high {
				t.Errorf("%s, fan %v, held %.2f", s.State, s.Told().Ahead != nil, s.Told().Held)
			}
		})
	}
}

// French rounds: the seventh on 2024-02-01, the eighth on 2024-02-29.
func TestEightRoundsGiveAFan(t *testing.T) {
	f, seven := of(t, draws.French, "2024-02-28", forecast.Options{})
	if seven.Rounds != 7 || seven.Told().Ahead != nil || f.Chances(draws.French, 90, 500) != nil {
		t.Errorf("%d rounds: %v", seven.Rounds, seven.Told().Ahead)
	}
	if diff := cmp.Diff([]string{"forecast.few-rounds"}, codes(seven.Warnings)); diff != "" {
		t.Error(diff)
	}
	_, eight := of(t, draws.French, "2024-02-29", forecast.Options{})
	if eight.Rounds != 8 || len(eight.Told().Ahead) != forecast.Rounds {
		t.Errorf("%d rounds, %d ahead", eight.Rounds, len(eight.Told().Ahead))
	}
}

// CEC rounds began again in May 2024: the seventh on 2024-10-09, the eighth on
// 2024-10-22. Until then those of 2015 to 2021 are not forgotten, though on the
// first days none of the new ones was held.
func TestAnEraCountsOnceItHasEightRounds(t *testing.T) {
	for _, test := range []struct {
		stream draws.Stream
		day    string
		from   string
		rounds int
	}{
		{draws.CEC, "2023-12-01", "2015-01-01", 28},
		{draws.CEC, "2024-10-21", "2015-01-01", 35},
		{draws.CEC, "2024-10-22", "2023-12-01", 8},
		{draws.General, "2017-01-01", "2015-01-01", 48},
	} {
		_, s := of(t, test.stream, test.day, forecast.Options{Paths: 100})
		if s.From.String() != test.from || s.Rounds != test.rounds || len(s.Told().Ahead) != forecast.Rounds || s.Last.Date.IsZero() {
			t.Errorf("%s on %s: %d rounds since %s, %d ahead, the last on %s", test.stream, test.day, s.Rounds, s.From, len(s.Told().Ahead), s.Last.Date)
		}
	}
}

// In 2021 a CEC round went down to 75 points; there are no scores below 1.
func TestCutoffsStayOnTheScale(t *testing.T) {
	f, s := of(t, draws.CEC, "2021-02-13", forecast.Options{})
	for _, a := range s.Told().Ahead {
		if a.Cutoff[0] < 1 || a.Cutoff[forecast.Levels-1] > 1200 {
			t.Errorf("%d ahead: %v", a.Number, a.Cutoff)
		}
	}
	walker := f.Walker(forecast.HeldDays)
	for n := range 500 {
		for _, r := range walker.Path(n) {
			if r.Cutoff < 1 || r.Cutoff > 1200 {
				t.Fatalf("path %d: %+v", n, r)
			}
		}
	}
}

func TestWarnings(t *testing.T) {
	for _, test := range []struct {
		name   string
		stream draws.Stream
		day    string
		o      forecast.Options
		want   []string
	}{
		{"the day before the reform all is covered", draws.CEC, "2026-11-02", forecast.Options{}, nil},
		{"from the reform on nothing is", draws.CEC, "2026-11-03", forecast.Options{}, []string{"forecast.reform"}},
		{"nominees do not race", draws.PNP, "2026-08-20", forecast.Options{}, []string{"forecast.nominees"}},
	} {
		f, s := of(t, test.stream, test.day, test.o)
		if diff := cmp.Diff(test.want, append(codes(f.Warnings), codes(s.Warnings)...)); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
		for _, r := range append(f.Warnings, s.Warnings...) {
			if !reason.English().Has(r.Code) {
				t.Errorf("no words for %s", r.Code)
			}
		}
	}
}

func TestEverythingIsInOrder(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	f := forecast.New(draws.Embedded(), civil.MustParse("2026-11-22"), 1, forecast.Options{Paths: 2000})
	if f.DataDate != civil.MustParse("2026-10-01") {
		t.Errorf("data date %s", f.DataDate)
	}
	for _, s := range f.Streams {
		sum := 0.0
		for _, share := range s.Shares {
			sum += share.Weight
		}
		if s.Told().Ahead != nil && math.Abs(sum-1) > 1e-9 {
			t.Errorf("%s: shares add up to %v", s.Stream, sum)
		}
		for k, a := range s.Told().Ahead {
			if a.Number != k+1 || !slices.IsSorted(a.Cutoff[:]) {
				t.Errorf("%s %d: %v", s.Stream, k+1, a.Cutoff)
			}
			if a.Date.P10 <= f.DataDate || a.Date.P10 > a.Date.P50 || a.Date.P50 > a.Date.P90 {
				t.Errorf("%s %d: days %v", s.Stream, k+1, a.Date)
			}
			if a.Size.P10 <= 0 || a.Size.P10 > a.Size.P50 || a.Size.P50 > a.Size.P90 {
				t.Errorf("%s %d: sizes %v", s.Stream, k+1, a.Size)
			}
			if k > 0 && a.Held > s.Told().Ahead[k-1].Held {
				t.Errorf("%s %d: held %v after %v", s.Stream, k+1, a.Held, s.Told().Ahead[k-1].Held)
			}
		}
		if s.Told().Ahead != nil && math.Abs(s.Told().Ahead[0].Held-s.Told().Held) > 0.05 {
			t.Errorf("%s: held %.3f, on the paths %.3f", s.Stream, s.Told().Held, s.Told().Ahead[0].Held)
		}
	}
}

// absurd adds to a record rounds and a pool of the day after, such as never
// were.
func absurd(day civil.Day) *draws.Record {
	record := draws.Embedded().Until(day)
	later := &draws.Record{Rounds: slices.Clone(record.Rounds), Pools: slices.Clone(record.Pools), Bands: record.Bands}
	for i := range 40 {
		for _, s := range []draws.Stream{draws.CEC, draws.General, draws.PNP, draws.French} {
			later.Rounds = append(later.Rounds, draws.Round{Number: "x", Date: day + 1 + civil.Day(i), Stream: s, Size: 99_999, Cutoff: 100 + i})
		}
	}
	later.Pools = append(later.Pools, draws.Pool{Date: day, Published: day + 1, Bands: []draws.PoolBand{{Low: 0, High: 1200, Candidates: 7}}})
	return later
}

func TestNothingLaterIsKnown(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	o := forecast.Options{Paths: 200}
	for _, text := range []string{"2015-07-10", "2017-01-15", "2021-02-13", "2024-06-01", "2025-12-10"} {
		day := civil.MustParse(text)
		honest := forecast.New(draws.Embedded().Until(day), day, 1, o)
		for name, record := range map[string]*draws.Record{"the real future": draws.Embedded(), "an absurd one": absurd(day)} {
			f := forecast.New(record, day, 1, o)
			if diff := cmp.Diff(honest, f, unexported); diff != "" {
				t.Errorf("%s, %s: %s", day, name, diff)
			}
			for _, s := range honest.Streams {
				if diff := cmp.Diff(honest.Chances(s.Stream, 180, 510, 520), f.Chances(s.Stream, 180, 510, 520)); diff != "" {
					t.Errorf("%s, %s, %s: %s", day, name, s.Stream, diff)
				}
			}
		}
	}
}

// What the backtest scores at a round is what a forecast of that day says.
func TestTheBacktestScoresTheRealForecast(t *testing.T) {
	from := civil.MustParse("2023-12-01")
	study := forecast.NewStudy(draws.Embedded(), draws.CEC, from)
	for i, r := range draws.Embedded().Since(from).Of(draws.CEC).Rounds {
		if i%9 != 8 {
			continue
		}
		_, s := of(t, draws.CEC, r.Date.String(), forecast.Options{})
		for h, a := range s.Told().Ahead {
			if diff := cmp.Diff(study.Fan(i)[h], a.Cutoff); diff != "" {
				t.Errorf("round %s, %d ahead: %s", r.Number, h+1, diff)
			}
		}
	}
}

func TestOneAndTwoCoresSayTheSame(t *testing.T) {
	day := civil.MustParse("2025-12-10")
	both := forecast.New(draws.Embedded(), day, 7, forecast.Options{Paths: 300})
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one := forecast.New(draws.Embedded(), day, 7, forecast.Options{Paths: 300})
	if diff := cmp.Diff(both, one, unexported); diff != "" {
		t.Error(diff)
	}
}

func TestPathsFollowFromSeedAndNumber(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	day := civil.MustParse("2026-08-20")
	f := forecast.New(draws.Embedded(), day, 7, forecast.Options{Paths: 10})
	forth, back := f.Walker(730), f.Walker(730)
	var paths [][]forecast.Round
	for n := range 20 {
		paths = append(paths, slices.Clone(forth.Path(n)))
	}
	for n := 19; n >= 0; n-- {
		if diff := cmp.Diff(paths[n], back.Path(n)); diff != "" {
			t.Fatalf("path %d: %s", n, diff)
		}
	}
	if cmp.Equal(paths[0], paths[1]) {
		t.Error("two paths are one")
	}
	other := forecast.New(draws.Embedded(), day, 8, forecast.Options{Paths: 10})
	if cmp.Equal(paths[0], other.Walker(730).Path(0)) {
		t.Error("two seeds are one")
	}
	for _, r := range paths[0] {
		if r.Day <= f.DataDate || r.Day > f.DataDate+730 || !f.Streams[r.Of].Simulated() {
			t.Errorf("round %+v", r)
		}
	}
}

// The quantiles of the paths are those of the fan.
func TestPathsKeepToTheFan(t *testing.T) {
	f, s := of(t, draws.CEC, "2026-08-20", forecast.Options{Every: map[draws.Stream]int{draws.CEC: 14}})
	walker := f.Walker(365)
	below := make([]float64, forecast.Rounds)
	const paths = 4000
	for n := range paths {
		for k, r := range walker.Path(n)[:forecast.Rounds] {
			if float64(r.Cutoff) <= s.Told().Ahead[k].Cutoff[14] { // 0.75
				below[k]++
			}
		}
	}
	for k, n := range below {
		if share := n / paths; math.Abs(share-0.75) > 0.05 {
			t.Errorf("%d ahead: %.3f of the paths below the quantile of 0.75", k+1, share)
		}
	}
}

// With data that are old, the days count from today: rounds that may have been
// held since the data date invite nobody.
func TestChancesCountFromToday(t *testing.T) {
	every := forecast.Options{Paths: 500, Every: map[draws.Stream]int{draws.CEC: 28}}
	// The last round is of 2026-09-29: the next ones are on 2026-10-27, 11-24
	// and 12-22.
	f, _ := of(t, draws.CEC, "2026-11-24", every)
	for days, want := range map[int]float64{1: 0, 27: 0, 28: 1, 29: 1} {
		if p := f.Chances(draws.CEC, days, 1200)[0].P; p != want {
			t.Errorf("within %d days: %v, want %v", days, p, want)
		}
	}
}

func TestChances(t *testing.T) {
	f, _ := of(t, draws.CEC, "2026-08-20", forecast.Options{Paths: 10_000})
	chances := f.Chances(draws.CEC, 180, 400, 505, 515, 525, 700)
	for i := 1; i < len(chances); i++ {
		if chances[i].P < chances[i-1].P {
			t.Errorf("%d points: %v, %d points: %v", chances[i-1].Score, chances[i-1].P, chances[i].Score, chances[i].P)
		}
	}
	if chances[0].P > 0.01 || chances[4].P < 0.95 {
		t.Errorf("400 points: %v, 700 points: %v", chances[0].P, chances[4].P)
	}
	if sooner := f.Chances(draws.CEC, 90, 515)[0].P; sooner > chances[2].P {
		t.Errorf("%v within 90 days, %v within 180", sooner, chances[2].P)
	}
	if f.Chances(draws.PNP, 90, 700) != nil {
		t.Error("a chance of a stream that was not forecast")
	}
}

func TestTwiceThePathsSayTheSameWithinTheError(t *testing.T) {
	few, _ := of(t, draws.French, "2026-08-20", forecast.Options{Paths: 5000})
	many, _ := of(t, draws.French, "2026-08-20", forecast.Options{Paths: 10_000})
	for _, score := range []int{370, 390, 410} {
		a, b := few.Chances(draws.French, 90, score)[0], many.Chances(draws.French, 90, score)[0]
		if off := math.Abs(a.P - b.P); off > 4*math.Hypot(a.Error, b.Error) {
			t.Errorf("%d points: %v and %v", score, a, b)
		}
	}
}

func TestARecordWithoutRoundsGivesNoStream(t *testing.T) {
	f := forecast.New(&draws.Record{}, civil.MustParse("2026-08-20"), 1, forecast.Options{})
	if len(f.Streams) != 0 || !f.DataDate.IsZero() {
		t.Errorf("%+v", f)
	}
	if _, ok := f.Of(draws.CEC); ok {
		t.Error("a forecast of CEC")
	}
}

// Ten years after the newest data something is forecast, a day later nothing:
// the record stands alone, and says why.
func TestNothingIsForecastTooFarFromTheData(t *testing.T) {
	last := draws.Embedded().DataDate().AddYears(forecast.FarthestYears)
	for day, far := range map[civil.Day]bool{last - 1: false, last: false, last + 1: true, civil.MustParse("2199-01-01"): true} {
		f := forecast.New(draws.Embedded(), day, 1, forecast.Options{Paths: 50, Streams: []draws.Stream{draws.CEC}})
		cec, ok := f.Of(draws.CEC)
		if !ok || f.TooFar() != far || (cec.Told().Ahead == nil) != far || cec.Rounds == 0 {
			t.Fatalf("%v: %v rounds, %v ahead", day, cec.Rounds, len(cec.Told().Ahead))
		}
		said := slices.ContainsFunc(cec.Warnings, func(r reason.Reason) bool { return r.Code == "forecast.too-far" })
		if said != far {
			t.Errorf("%v: %v", day, cec.Warnings)
		}
		if far && f.Chances(draws.CEC, 30, 500) != nil {
			t.Errorf("%v: a chance without a forecast", day)
		}
	}
}
