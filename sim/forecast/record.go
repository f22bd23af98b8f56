package forecast

import (
	_ "embed"
	"encoding/json"
	"sync"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/judged"
)

// Record is how the forecaster did in the past.
type Record struct {
	Until   civil.Day    `json:"until"` // nothing later was used, neither to forecast nor to judge
	Cutoffs []CutoffCell `json:"cutoffs"`
	Chances []ChanceCell `json:"chances"`
	// Reliability holds ten bins of the chances given, from 0-10 % to
	// 90-100 %, over all streams and days.
	Reliability []judged.Bin `json:"reliability"`
	// ByStream holds the same bins of each stream alone, in the order of the
	// windows: streams differ in how far they are to be trusted.
	ByStream []judged.StreamBins `json:"reliability_by_stream"`
}

// CutoffCell is the record of one stream, so many rounds ahead.
type CutoffCell struct {
	Stream draws.Stream `json:"stream"`
	Ahead  int          `json:"ahead"`
	N      int          `json:"n"` // forecasts that came to be judged
	Ours   Score        `json:"ours"`
	Last   Score        `json:"last"` // of the last value with its past errors
	// Told is the CRPS, one round ahead, had the size and the day of the round
	// been known: what is left is the simulator's own. Of one round ahead alone.
	Told *float64 `json:"told,omitempty"`
	// Cover80From and Cover80To are the 5 and 95 % points of the share inside
	// the 80 % band under a block bootstrap.
	Cover80From float64 `json:"cover80_from"`
	Cover80To   float64 `json:"cover80_to"`
}

// Score tells how forecasts of cutoffs did: lower is better but for the shares
// covered, which should be 0.5 and 0.8.
type Score struct {
	MAE     float64 `json:"mae"`     // of the median, points
	CRPS    float64 `json:"crps"`    // points
	Cover50 float64 `json:"cover50"` // share of truths inside the central bands
	Cover80 float64 `json:"cover80"`
	Width50 float64 `json:"width50"` // mean width of these, points
	Width80 float64 `json:"width80"`
}

// ChanceCell is the record of the chances of one stream within so many days.
type ChanceCell struct {
	Stream  draws.Stream `json:"stream"`
	Days    int          `json:"days"`
	N       int          `json:"n"` // chances given whose window is over: one for each score at each origin
	Origins int          `json:"origins"`
	Brier   float64      `json:"brier"` // mean squared error of the chance
	Log     float64      `json:"log"`   // mean negative natural logarithm of the chance given to what came true
	Rate    float64      `json:"rate"`  // share that came true
}

//go:embed record.json
var shipped []byte

// Shipped returns the record of [Backtest] over [Protocol] and the embedded
// rounds, as it was when the program was built. Callers must not change it.
var Shipped = sync.OnceValue(func() *Record {
	r := new(Record)
	if err := json.Unmarshal(shipped, r); err != nil {
		panic("forecast: the shipped record: " + err.Error())
	}
	return r
})
