package sim

import (
	"cmp"
	"math"
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// Course is how one step goes, all its tries together.
type Course struct {
	Days  civil.Day // from its start to its end
	Works bool
}

// Steps returns the steps of an option in the order in which values of [Course]
// stand for them: scenario by scenario, each in its own order.
func (o Option) Steps() []*Step {
	var steps []*Step
	for _, s := range o.Scenarios {
		for i := range s.Steps {
			steps = append(steps, &s.Steps[i])
		}
	}
	return steps
}

// StepTitle returns what to call the i-th of an option's steps.
func (o Option) StepTitle(i int) reason.Text {
	for _, s := range o.Scenarios {
		if i < len(s.Steps) {
			return s.titleOf(&s.Steps[i])
		}
		i -= len(s.Steps)
	}
	return reason.Text{}
}

// NoChance returns why no chance can be told of an option: that of the first of
// its steps of which nobody can say how likely it is to work; empty for none.
func (o Option) NoChance() reason.Text {
	for _, step := range o.Steps() {
		if !step.NoChance.IsZero() {
			return step.NoChance
		}
	}
	return reason.Text{}
}

// FeeUnpublished reports whether a step has a fee that nobody publishes.
func (o Option) FeeUnpublished() bool {
	return slices.ContainsFunc(o.Steps(), func(step *Step) bool { return step.FeeUnpublished })
}

// titleOf returns what to call a step: by its title, or the scenario's.
func (s *Scenario) titleOf(step *Step) reason.Text {
	return cmp.Or(step.Title, s.Title, reason.Text{English: s.Name})
}

// Likely returns the courses of an option whose steps take their likely months
// and work.
func (o Option) Likely() []Course {
	steps := o.Steps()
	courses := make([]Course, len(steps))
	for i, step := range steps {
		courses[i] = Course{civil.Day(civil.MonthDays(step.Months.Likely)), true}
	}
	return courses
}

// Certain says whether every step takes the same months on every path, and
// works.
func (o Option) Certain() bool {
	for _, step := range o.Steps() {
		if step.Months.Low < step.Months.High || step.Chance < 1 {
			return false
		}
	}
	return true
}

// Works returns how often a step works in the end, 0 to 1, all its tries
// together.
func (s *Step) Works() float64 { return 1 - math.Pow(1-s.Chance, float64(max(s.Tries, 1))) }

// Course returns how a step goes for shares between 0 and 1: months[k] is the
// share of all courses in which the k-th try is done sooner, luck[k] at least
// the step's chance where that try fails. Both hold a share for each try.
func (s *Step) Course(months, luck []float64) Course {
	total := 0.0
	for k := range max(s.Tries, 1) {
		total += s.Months.Quantile(months[k])
		if luck[k] < s.Chance {
			return Course{civil.Day(civil.MonthDays(total)), true}
		}
	}
	return Course{Days: civil.Day(civil.MonthDays(total))}
}

// Quantile returns the value below which a share of the triangular
// distribution lies, 0 to 1.
func (r Range) Quantile(share float64) float64 {
	width := r.High - r.Low
	if width <= 0 {
		return r.Likely
	}
	rising := r.Likely - r.Low
	if share*width < rising {
		return r.Low + math.Sqrt(share*width*rising)
	}
	return r.High - math.Sqrt((1-share)*width*(r.High-r.Likely))
}

// Mean returns the mean of the triangular distribution.
func (r Range) Mean() float64 { return (r.Low + r.Likely + r.High) / 3 }

// ProjectOn plays an option of a plan forward, its steps on the courses given
// ([Option.Steps] tells their order), and so many days beyond the horizon.
func (w *World) ProjectOn(plan *Plan, option Option, courses []Course, beyond civil.Day) (*Projection, error) {
	start, shift := w.Start(plan)
	pl, err := w.newPlayerOn(plan.Profile, option, courses, start, plan.End(start)+beyond, shift)
	if err != nil {
		return nil, err
	}
	pl.play()
	return pl.proj, nil
}

// End returns the last day of a plan that starts on a day.
func (p *Plan) End(start civil.Day) civil.Day {
	if !p.Until.IsZero() {
		return max(p.Until, start)
	}
	months := p.HorizonMonths
	if months == 0 {
		months = DefaultHorizonMonths
	}
	return start.AddMonths(months)
}
