package forecast

import (
	"crsplan/sim/civil"
	"crsplan/sim/draws"
)

// NewStudy is what a backtest scores; the tests compare it with forecasts.
func NewStudy(record *draws.Record, s draws.Stream, from civil.Day) *study {
	return newStudy(record, s, from, 1)
}

// Fan returns what the study said after its i-th round.
func (st *study) Fan(i int) (fan []Quantiles) {
	for _, a := range st.said[i].Ahead {
		fan = append(fan, a.Cutoff)
	}
	return fan
}
