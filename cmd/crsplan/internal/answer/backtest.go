package answer

import (
	"math"
	"slices"

	"crsplan/sim/chance"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
	"crsplan/sim/judged"
	"crsplan/sim/reason"
)

// Backtest is the forecaster's record.
type Backtest struct {
	Schema      int                 `json:"schema"`
	Until       civil.Day           `json:"until"` // nothing later was used; null: nothing could be judged
	Fresh       bool                `json:"fresh"` // played anew, and not the one that ships
	Cutoffs     []CutoffRecord      `json:"cutoffs"`
	Chances     []ChanceRecord      `json:"chances"`
	Reliability []judged.Bin        `json:"reliability"`
	ByStream    []judged.StreamBins `json:"reliability_by_stream"`
	Summary     BacktestSummary     `json:"summary"`
	// Plans is the record of the chances of whole plans; null where nothing
	// could be judged.
	Plans    *chance.Record `json:"plans"`
	Warnings []Warning      `json:"warnings"`
}

// CutoffRecord is the record of the cutoffs of a stream so many rounds ahead.
type CutoffRecord struct {
	forecast.CutoffCell
	Reference *float64 `json:"reference"` // CRPS of the best of the rules compared with; null where they were not judged on the same rounds
}

// ChanceRecord is the record of the chances of a stream within so many days.
type ChanceRecord struct {
	forecast.ChanceCell
	Reference *float64 `json:"reference"` // Brier score, as for cutoffs
}

// BacktestSummary is the record in a few figures.
type BacktestSummary struct {
	// CRPSRatio is the CRPS over that of the references, the geometric mean of all
	// cells; by stream in Ratios; null without references.
	CRPSRatio *float64      `json:"crps_ratio"`
	Ratios    []StreamRatio `json:"crps_ratio_by_stream"`
	Under     int           `json:"crps_under"`      // cells better than the reference
	Cover80   float64       `json:"coverage80_mean"` // the mean of all cells
	// Of the chances of fixed scores: the mean Brier score of the cells, the log
	// score of all, and how far the chances were from what came of them, the mean
	// by stream and tens.
	Brier            float64 `json:"brier_mean"`
	Log              float64 `json:"log_mean"`
	CalibrationError float64 `json:"calibration_error"`
	// Of the chances of plans, by tens; null where there are none.
	PlansError *float64 `json:"plans_calibration_error"`

	MeanRatio  *float64   `json:"mean_ratio"` // of CRPS and Brier to the references; null without them
	Cells      int        `json:"cells"`
	BeatsLast  int        `json:"beats_last"` // cells of cutoffs with a lower CRPS than the last value
	CutoffsOf  int        `json:"cutoff_cells"`
	Coverage80 []Coverage `json:"coverage80"`
}

// StreamRatio is the CRPS of one stream over that of the references.
type StreamRatio struct {
	Stream string  `json:"stream"`
	Ratio  float64 `json:"ratio"`
}

// Coverage is the share of cutoffs inside the 80 % bands, over all streams.
type Coverage struct {
	Ahead int     `json:"ahead"`
	N     int     `json:"n"`
	Share float64 `json:"share"`
}

// references are the best of some twenty textbook and public rules for each
// cell of the protocol, picked afterwards and so hard to beat: CRPS in points
// by rounds ahead, then Brier scores by days, in the order of what is tested.
var references = map[draws.Stream]struct{ crps, brier []float64 }{
	draws.General: {[]float64{5.73, 8.15, 10.7, 14.1}, []float64{0.111, 0.113, 0.124}},
	draws.CEC:     {[]float64{4.52, 6.12, 7.45, 7.96}, []float64{0.131, 0.080, 0.061}},
	draws.PNP:     {[]float64{24.4, 25.7, 26.0, 24.5}, []float64{0.191, 0.156, 0.094}},
	draws.French:  {[]float64{15.3, 17.8, 18.0, 17.1}, []float64{0.186, 0.153, 0.095}},
}

// recordSeed is that of the record that ships.
const recordSeed = 1

// recordOn returns the record as it stood on a day: the one that ships, or on
// an earlier day one of the rounds known by then.
func recordOn(record *draws.Record, today civil.Day) *forecast.Record {
	if shipped := forecast.Shipped(); today >= shipped.Until {
		return shipped
	}
	return judge(record, today, recordSeed)
}

// judge plays the protocol as far as it goes by a day.
func judge(record *draws.Record, today civil.Day, seed uint64) *forecast.Record {
	var windows []forecast.Window
	for _, w := range forecast.Protocol() {
		w.Until = min(w.Until, today)
		if min(w.From, w.Chances) <= w.Until {
			windows = append(windows, w)
		}
	}
	return forecast.Backtest(record.Until(today), seed, windows)
}

// BacktestOf returns the record as it stood on a day; fresh plays it anew.
func BacktestOf(c *reason.Catalogue, record *draws.Record, today civil.Day, seed uint64, fresh bool) (*Backtest, error) {
	past := forecast.Shipped()
	if fresh || today < past.Until {
		past, fresh = judge(record, today, seed), true
	}
	doc := &Backtest{
		Schema: Schema, Until: past.Until, Fresh: fresh, Cutoffs: cutoffRecords(past), Chances: chanceRecords(past),
		Reliability: past.Reliability, ByStream: past.ByStream,
	}
	if plans, err := plansOn(record, today, seed, fresh); err != nil {
		return nil, err
	} else if len(plans.Cells) > 0 && plans.Cells[0].N > 0 {
		doc.Plans = plans
	}
	doc.Summary = summaryOf(doc)
	var warnings reason.Warnings
	if len(doc.Cutoffs) == 0 {
		warnings.Add(reason.New("backtest-none", "today", today))
	}
	if today >= forecast.Reform {
		warnings.Add(reason.New("backtest-reform", "day", forecast.Reform))
	}
	doc.Warnings = Words(c, warnings)
	return doc, nil
}

// plansOn returns the record of the chances of plans as it stood on a day.
func plansOn(record *draws.Record, today civil.Day, seed uint64, fresh bool) (*chance.Record, error) {
	if shipped := chance.Shipped(); !fresh && today >= shipped.Until {
		return shipped, nil
	}
	return chance.Backtest(record, today, seed)
}

// cutoffRecords returns the cells in which something was judged.
func cutoffRecords(r *forecast.Record) []CutoffRecord {
	docs := []CutoffRecord{}
	for _, cell := range r.Cutoffs {
		if cell.N > 0 {
			doc := CutoffRecord{CutoffCell: cell}
			if r.Until == forecast.Shipped().Until {
				reference := references[cell.Stream].crps[slices.Index(forecast.TestedAhead, cell.Ahead)]
				doc.Reference = &reference
			}
			docs = append(docs, doc)
		}
	}
	return docs
}

// chanceRecords returns the cells in which something was judged.
func chanceRecords(r *forecast.Record) []ChanceRecord {
	docs := []ChanceRecord{}
	for _, cell := range r.Chances {
		if cell.N > 0 {
			doc := ChanceRecord{ChanceCell: cell}
			if r.Until == forecast.Shipped().Until {
				reference := references[cell.Stream].brier[slices.Index(forecast.TestedDays, cell.Days)]
				doc.Reference = &reference
			}
			docs = append(docs, doc)
		}
	}
	return docs
}

func summaryOf(doc *Backtest) BacktestSummary {
	s := BacktestSummary{CutoffsOf: len(doc.Cutoffs), Cells: len(doc.Cutoffs) + len(doc.Chances), Coverage80: []Coverage{}, Ratios: []StreamRatio{}}
	s.compare(doc.Cutoffs)
	s.sumUp(doc)
	sum, compared := 0.0, 0
	for _, cell := range doc.Cutoffs {
		if cell.Ours.CRPS < cell.Last.CRPS {
			s.BeatsLast++
		}
		if cell.Reference != nil {
			sum += cell.Ours.CRPS / *cell.Reference
			compared++
		}
	}
	for _, cell := range doc.Chances {
		if cell.Reference != nil {
			sum += cell.Brier / *cell.Reference
			compared++
		}
	}
	if compared > 0 {
		ratio := share(sum / float64(compared))
		s.MeanRatio = &ratio
	}
	for _, ahead := range forecast.TestedAhead {
		c := Coverage{Ahead: ahead}
		for _, cell := range doc.Cutoffs {
			if cell.Ahead == ahead {
				c.N += cell.N
				c.Share += cell.Ours.Cover80 * float64(cell.N)
			}
		}
		if c.N > 0 {
			c.Share = share(c.Share / float64(c.N))
			s.Coverage80 = append(s.Coverage80, c)
		}
	}
	return s
}

// compare sets the cutoffs against the references.
func (s *BacktestSummary) compare(cells []CutoffRecord) {
	logs, n := map[draws.Stream]float64{}, map[draws.Stream]float64{}
	var order []draws.Stream
	for _, cell := range cells {
		s.Cover80 += cell.Ours.Cover80 / float64(len(cells))
		if cell.Reference == nil {
			continue
		}
		if n[cell.Stream]++; n[cell.Stream] == 1 {
			order = append(order, cell.Stream)
		}
		logs[cell.Stream] += math.Log(cell.Ours.CRPS / *cell.Reference)
		if cell.Ours.CRPS < *cell.Reference {
			s.Under++
		}
	}
	s.Cover80 = share(s.Cover80)
	all, of := 0.0, 0.0
	for _, stream := range order {
		s.Ratios = append(s.Ratios, StreamRatio{string(stream), share(math.Exp(logs[stream] / n[stream]))})
		all, of = all+logs[stream], of+n[stream]
	}
	if of > 0 {
		ratio := share(math.Exp(all / of))
		s.CRPSRatio = &ratio
	}
}

// sumUp takes the means of what the chances did.
func (s *BacktestSummary) sumUp(doc *Backtest) {
	n := 0.0
	for _, cell := range doc.Chances {
		s.Brier += cell.Brier / float64(len(doc.Chances))
		s.Log += cell.Log * float64(cell.N)
		n += float64(cell.N)
	}
	var bins []judged.Bin
	for _, of := range doc.ByStream {
		bins = append(bins, of.Bins...)
	}
	s.Brier, s.Log, s.CalibrationError = share(s.Brier), share(s.Log/max(n, 1)), share(judged.Error(bins...))
	if doc.Plans != nil {
		off := share(judged.Error(doc.Plans.Reliability...))
		s.PlansError = &off
	}
}

// FarthestOff returns the chances of the past that were farthest from what came
// true, and whether enough were judged.
func FarthestOff(bins []judged.Bin) (worst judged.Bin, ok bool) {
	for _, bin := range bins {
		if bin.N >= leastAlike && (!ok || math.Abs(bin.Given-bin.Came) > math.Abs(worst.Given-worst.Came)) {
			worst, ok = bin, true
		}
	}
	return worst, ok
}
