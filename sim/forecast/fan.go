package forecast

import (
	"math"

	"crsplan/sim/civil"
)

// Sizes are counted by steps of 1/256 of a logarithm, 0.4 %.
const (
	sizeSteps = 256
	sizeBins  = 16 * sizeSteps // up to e^16 invitations
)

// tally counts the rounds ahead on the paths of a stream.
type tally struct {
	cutoffs [Rounds][highest + 1]float64
	sizes   [Rounds][sizeBins]float64
	days    [Rounds][HeldDays + 1]float64 // by days after the data date
}

// count counts on paths what is told: the rounds ahead, from the data and from
// today, and the next cutoff by its size.
func (f *Forecast) count(s *Stream, sizes []int) *Told {
	if s.sim.fixed {
		sizes = nil
	}
	today := int32(f.AsOf - f.DataDate)
	fromData, fromToday := new(tally), new(tally)
	if today == 0 {
		fromToday = fromData
	}
	since := make(counts, today+1)
	bySize, logs := make([][highest + 1]float64, len(sizes)), make([]float64, len(sizes))
	for k, size := range sizes {
		logs[k] = math.Log(float64(size))
	}
	walker := f.Walker(0)
	p := &walker.path
	for n := range f.paths {
		walker.start(n, s)
		held := 0 // by today
		for k := 0; k-held < Rounds; k++ {
			p.next()
			if p.day > today && k == held {
				for i, size := range logs {
					c, _ := p.cutoff(size)
					bySize[i][int(c+0.5)]++
				}
			}
			cutoff := p.hold()
			if k < Rounds {
				fromData.add(k, p, cutoff)
			}
			switch {
			case p.day <= today:
				held++
			case fromToday != fromData:
				fromToday.add(k-held, p, cutoff)
			}
		}
		since[held]++
	}
	told := &Told{Ahead: fromData.tell(f, s.sim)}
	told.Held, told.FromToday = told.Ahead[0].Held, told.Ahead
	if fromToday != fromData {
		told.FromToday = fromToday.tell(f, s.sim)
	}
	at := func(share float64) int { return int(math.Round(since.at(share))) }
	told.Since = Spread{at(0.1), at(0.5), at(0.9)}
	for k, size := range sizes {
		told.BySize = append(told.BySize, Sized{size, counts(bySize[k][:]).quantiles()})
	}
	return told
}

// add counts the k-th round ahead.
func (t *tally) add(k int, p *path, cutoff float64) {
	t.cutoffs[k][int(cutoff+0.5)]++
	t.sizes[k][min(max(int(p.size*sizeSteps+0.5), 0), sizeBins-1)]++
	if p.day <= HeldDays {
		t.days[k][p.day]++
	}
}

// tell returns what was counted.
func (t *tally) tell(f *Forecast, s *simulator) []Ahead {
	ahead := make([]Ahead, Rounds)
	for k := range ahead {
		a := Ahead{Number: k + 1, Cutoff: counts(t.cutoffs[k][:]).quantiles()}
		size := func(share float64) int {
			if s.fixed {
				return int(math.Exp(s.size) + 0.5)
			}
			return int(math.Exp(counts(t.sizes[k][:]).at(share)/sizeSteps) + 0.5)
		}
		a.Size = Spread{size(0.1), size(0.5), size(0.9)}
		days := counts(t.days[k][:])
		a.Held = sum(days) / float64(f.paths)
		if a.Held > 0 {
			day := func(share float64) civil.Day { return f.DataDate + civil.Day(math.Round(days.at(share))) }
			a.Date = Days{day(0.1), day(0.25), day(0.5), day(0.75), day(0.9)}
		}
		ahead[k] = a
	}
	return ahead
}
