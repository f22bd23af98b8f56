package forecast_test

import (
	"encoding/json"
	"flag"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
	"crsplan/sim/judged"
)

var update = flag.Bool("update", false, "write record.json anew")

// Two machines may differ in the last digits of a float, and a path that falls
// on the other side of a cutoff then moves a chance by 1/2000.
const tolerance = 0.005

func TestTheShippedRecordIsTheFreshOne(t *testing.T) {
	if testing.Short() {
		t.Skip("plays the whole record")
	}
	fresh := forecast.Backtest(draws.Embedded(), 1, forecast.Protocol())
	if *update {
		text, err := json.MarshalIndent(fresh, "", "\t")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("record.json", append(text, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	near := cmpopts.EquateApprox(tolerance, tolerance)
	if diff := cmp.Diff(forecast.Shipped(), fresh, near); diff != "" {
		t.Errorf("(-shipped +fresh):\n%s\nAfter a change of the models run go test -run Shipped -update ./sim/forecast", diff)
	}
}

// references are the best of some twenty textbook and public rules per cell,
// picked afterwards: CRPS at 1, 3, 6 and 12 rounds ahead, Brier within 90, 180
// and 365 days.
var references = map[draws.Stream][7]float64{
	draws.General: {5.73, 8.15, 10.7, 14.1, .111, .113, .124},
	draws.CEC:     {4.52, 6.12, 7.45, 7.96, .131, .080, .061},
	draws.PNP:     {24.4, 25.7, 26.0, 24.5, .191, .156, .094},
	draws.French:  {15.3, 17.8, 18.0, 17.1, .186, .153, .095},
}

// The aims stay reached, by the rolling-origin score: CRPS over that of the
// references, the geometric mean of a stream's cells and of all.
func TestTheRecordStandsUpToTheReferences(t *testing.T) {
	r := forecast.Shipped()
	logs, under, cover := map[draws.Stream]float64{}, 0, 0.0
	for _, c := range r.Cutoffs {
		reference := references[c.Stream][slices.Index(forecast.TestedAhead, c.Ahead)]
		ratio := c.Ours.CRPS / reference
		t.Logf("%-8s %2d ahead %4d  CRPS %5.2f, reference %5.2f, ratio %.3f, last %5.2f  MAE %5.2f, last %5.2f  80 %%: %.2f [%.2f, %.2f] width %.0f  50 %%: %.2f width %.0f",
			c.Stream, c.Ahead, c.N, c.Ours.CRPS, reference, ratio, c.Last.CRPS, c.Ours.MAE, c.Last.MAE,
			c.Ours.Cover80, c.Cover80From, c.Cover80To, c.Ours.Width80, c.Ours.Cover50, c.Ours.Width50)
		if c.Ours.CRPS >= c.Last.CRPS {
			t.Errorf("%s, %d ahead: the last value is better", c.Stream, c.Ahead)
		}
		logs[c.Stream] += math.Log(ratio)
		cover += c.Ours.Cover80
		if ratio < 1 {
			under++
		}
		if c.Cover80To < 0.75 {
			t.Errorf("%s, %d ahead: the 80 %% bands hold %.2f at most", c.Stream, c.Ahead, c.Cover80To)
		}
	}
	all := 0.0
	for s, most := range map[draws.Stream]float64{draws.General: 0.92, draws.CEC: 1.01, draws.PNP: 1.03, draws.French: 1.10} {
		all += logs[s]
		ratio := math.Exp(logs[s] / 4)
		t.Logf("%s: ratio %.3f", s, ratio)
		if ratio > most {
			t.Errorf("%s: ratio %.3f, at most %.2f", s, ratio, most)
		}
	}
	ratio, cells := math.Exp(all/16), float64(len(r.Cutoffs))
	t.Logf("ratio %.3f, %d of %v cells under; the 80 %% bands hold %.3f", ratio, under, cells, cover/cells)
	if cells != 16 || ratio > 1 || under < 8 || cover/cells < 0.76 || cover/cells > 0.86 {
		t.Errorf("ratio %.3f, %d of %v cells under; the 80 %% bands hold %.3f", ratio, under, cells, cover/cells)
	}
}

// With its size and day told, what is left of the next cutoff is the simulator's
// own error.
func TestTheRecordKnowsWhatARoundOfThatSizeBrings(t *testing.T) {
	most := map[draws.Stream]float64{draws.General: 3.8, draws.CEC: 2.3, draws.French: 10.5, draws.PNP: 24}
	for _, c := range forecast.Shipped().Cutoffs {
		if (c.Told != nil) != (c.Ahead == 1) {
			t.Errorf("%s, %d ahead: told %v", c.Stream, c.Ahead, c.Told)
		}
		if c.Told != nil {
			t.Logf("%s: CRPS %.2f, told %.2f", c.Stream, c.Ours.CRPS, *c.Told)
			if *c.Told > most[c.Stream] || *c.Told >= c.Ours.CRPS {
				t.Errorf("%s: CRPS %.2f, told %.2f, at most %.1f", c.Stream, c.Ours.CRPS, *c.Told, most[c.Stream])
			}
		}
	}
}

// before are the Brier scores of the forecaster that this one took the place of.
var before = map[draws.Stream][3]float64{
	draws.General: {.104, .132, .168},
	draws.CEC:     {.119, .071, .051},
	draws.PNP:     {.142, .115, .063},
	draws.French:  {.164, .109, .067},
}

func TestTheRecordOfChancesStandsUp(t *testing.T) {
	r := forecast.Shipped()
	brier, log, n := 0.0, 0.0, 0.0
	for _, c := range r.Chances {
		k := slices.Index(forecast.TestedDays, c.Days)
		t.Logf("%-8s %3d days %3d×13  Brier %.4f, reference %.3f, before %.3f  log %.3f  came true %.2f",
			c.Stream, c.Days, c.Origins, c.Brier, references[c.Stream][4+k], before[c.Stream][k], c.Log, c.Rate)
		if c.Brier > before[c.Stream][k] {
			t.Errorf("%s, %d days: Brier %.4f, before %.3f", c.Stream, c.Days, c.Brier, before[c.Stream][k])
		}
		brier += c.Brier / float64(len(r.Chances))
		log += c.Log * float64(c.N)
		n += float64(c.N)
	}
	var bins []judged.Bin
	for _, of := range r.ByStream {
		bins = append(bins, of.Bins...)
	}
	off := judged.Error(bins...)
	t.Logf("Brier %.4f, log %.4f, off by %.4f over %v chances", brier, log/n, off, n)
	if len(r.Chances) != 12 || brier > 0.092 || log/n > 0.31 || off > 0.05 {
		t.Errorf("Brier %.4f, log %.4f, off by %.4f", brier, log/n, off)
	}
}

// One window of a stream, made short.
func window(until string) []forecast.Window {
	return []forecast.Window{{Stream: draws.CEC, History: civil.MustParse("2023-12-01"), From: civil.MustParse("2024-07-01"),
		Until: civil.MustParse(until), Chances: civil.MustParse("2024-10-01")}}
}

// CEC rounds since December 2023, the eighth on 2024-10-22: forecasts begin
// there, and until 2025-08-07 rounds 9 to 18 are the targets of one ahead.
func TestWhatIsJudged(t *testing.T) {
	r := forecast.Backtest(draws.Embedded(), 1, window("2025-08-07"))
	var n []int
	for _, c := range r.Cutoffs {
		n = append(n, c.N)
	}
	if diff := cmp.Diff([]int{10, 8, 5, 0}, n); diff != "" {
		t.Error(diff)
	}
	n = nil
	for _, c := range r.Chances {
		n = append(n, c.Origins)
		if c.N != c.Origins*len(forecast.TestedScores) {
			t.Errorf("%d chances at %d origins", c.N, c.Origins)
		}
	}
	// Windows of 90 days are over for origins to 2025-05-09, of 180 to
	// 2025-02-08; none of 365.
	if diff := cmp.Diff([]int{6, 6, 0}, n); diff != "" {
		t.Error(diff)
	}
	total := 0
	for i, b := range r.Reliability {
		total += b.N
		if b.N > 0 && (b.Given < float64(i)/10 || b.Given > float64(i+1)/10) {
			t.Errorf("bin %d holds chances of %v", i, b.Given)
		}
	}
	if total != 12*13 {
		t.Errorf("%d chances in the bins", total)
	}
}

func TestTheBacktestDoesNotPeek(t *testing.T) {
	until := "2025-08-07"
	honest := forecast.Backtest(draws.Embedded(), 1, window(until))
	if diff := cmp.Diff(honest, forecast.Backtest(absurd(civil.MustParse(until)), 1, window(until))); diff != "" {
		t.Error(diff)
	}
}

// What a forecast said stays said, whatever comes: rounds after an origin
// change no fan of before.
func TestLaterRoundsChangeNoEarlierFan(t *testing.T) {
	day, from := civil.MustParse("2025-08-07"), civil.MustParse("2023-12-01")
	real := forecast.NewStudy(draws.Embedded(), draws.CEC, from)
	other := forecast.NewStudy(absurd(day), draws.CEC, from)
	known := len(draws.Embedded().Until(day).Since(from).Of(draws.CEC).Rounds)
	for i := forecast.MinRounds - 1; i < known; i++ {
		if diff := cmp.Diff(real.Fan(i), other.Fan(i)); diff != "" {
			t.Errorf("round %d: %s", i, diff)
		}
	}
	if cmp.Equal(real.Fan(known), other.Fan(known)) { // of both, the first round that differs
		t.Error("the absurd rounds are not seen even when they are past")
	}
}

// A stream without surprises is forecast without error, and a chance is yes or
// no.
func TestASteadyStreamIsForecastExactly(t *testing.T) {
	record := &draws.Record{}
	start := civil.MustParse("2023-12-04")
	for i := range 60 {
		record.Rounds = append(record.Rounds, draws.Round{Date: start + civil.Day(14*i), Stream: draws.CEC, Size: 3000, Cutoff: 520})
	}
	r := forecast.Backtest(record, 1, window("2026-03-01"))
	for _, c := range r.Cutoffs {
		if c.N == 0 || c.Ours.MAE > 1 || c.Ours.Cover80 < 0.99 {
			t.Errorf("%d ahead: %+v", c.Ahead, c)
		}
	}
	for _, c := range r.Chances {
		if c.N == 0 || c.Brier > 0.05 || math.IsNaN(c.Log) {
			t.Errorf("%d days: %+v", c.Days, c)
		}
	}
}

// The bins of the streams are those of all, parted.
func TestTheBinsOfTheStreamsMakeThoseOfAll(t *testing.T) {
	r := forecast.Shipped()
	for i, all := range r.Reliability {
		n, given, came := 0, 0.0, 0.0
		for _, of := range r.ByStream {
			bin := of.Bins[i]
			n += bin.N
			given += bin.Given * float64(bin.N)
			came += bin.Came * float64(bin.N)
		}
		if n != all.N || math.Abs(given-all.Given*float64(n)) > 1e-6 || math.Abs(came-all.Came*float64(n)) > 1e-6 {
			t.Errorf("bin %d: %+v, but the streams have %d, %.3f, %.3f", i, all, n, given, came)
		}
	}
	if !cmp.Equal(judged.Of(r.ByStream, string(draws.CEC)), r.ByStream[1].Bins) {
		t.Errorf("CEC: %+v", judged.Of(r.ByStream, string(draws.CEC)))
	}
	if bins := judged.Of(r.ByStream, string(draws.STEM)); bins != nil {
		t.Errorf("STEM was never judged: %+v", bins)
	}
}
