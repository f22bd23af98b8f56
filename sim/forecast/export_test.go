package forecast

// NewStudy is what a backtest scores; the tests compare it with forecasts.
var NewStudy = newStudy

// Mixed returns what the study said after its i-th round.
func (st *study) Mixed(i int) Fan { return st.mixed[i] }

// Common returns how far streams were surprised together.
func (f *Forecast) Common() float64 { return f.common }
