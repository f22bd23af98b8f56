package sim

import (
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// contradicts says what a step would take away that a nomination, or a later
// step, rests on: living in Canada, or a job there. A province nominates whoever
// lives or works there, or is to, and withdraws a nomination where that ends.
func (pl *player) contradicts(r *run, day civil.Day) reason.Reason {
	d := r.step.During
	who := pl.taker(r.step.Who)
	if d.Nothing() || d.pauses() || who == nil {
		return reason.Reason{}
	}
	ends := func(j *profile.Job) bool {
		return j.From <= day && j.End() > day && (d.Study != NoStudy || j.InCanada() != (d.Work == WorkInCanada))
	}
	for i := range who.Work {
		if other := pl.brings(r.step.Who, &who.Work[i]); other != nil && other != r && ends(&who.Work[i]) && pl.restsOn(other) {
			return reason.New("step-contradicts/work", "other", other.title())
		}
	}
	if r.step.Who != Principal || pl.p.Canada.Nomination == "" && !pl.nominating(r, day) {
		return reason.Reason{}
	}
	works := slices.ContainsFunc(who.Work, func(j profile.Job) bool { return j.InCanada() && ends(&j) })
	leaves := d.Study == StudyAbroad || d.Work == WorkAbroad
	switch {
	case leaves && (works || pl.p.Canada.Status != profile.Outside):
		return reason.New("step-contradicts/canada")
	case works:
		return reason.New("step-contradicts/job")
	case d.Work == WorkInCanada && pl.elsewhere(d.Province):
		return reason.New("step-contradicts/province")
	case d.Study != NoStudy && pl.p.Canada.Offer != nil:
		return reason.New("step-contradicts/offer")
	}
	return reason.Reason{}
}

// elsewhere reports whether work would be in another province than the one that
// nominated, or whose offer a nomination is sought with.
func (pl *player) elsewhere(province string) bool {
	in := pl.p.Canada.Nomination
	if offer := pl.p.Canada.Offer; in == "" && offer != nil {
		in = offer.Province
	}
	return in != "" && province != "" && province != in
}

// restsOn says whether a step that is still to come, or under way, is named to
// come after another.
func (pl *player) restsOn(other *run) bool {
	return slices.ContainsFunc(pl.runs, func(r run) bool {
		return !r.over() && slices.ContainsFunc(r.after, func(i int) bool { return &pl.runs[i] == other })
	})
}

// nominating says whether a nomination is sought beside a step: in another lane,
// and not by a draw that may come or not. Who waits for a province's own round
// has the job already that the nomination rests on.
func (pl *player) nominating(r *run, day civil.Day) bool {
	beside := func(n *run) bool {
		return n.scenario != r.scenario && !slices.ContainsFunc(n.follows, func(i int) bool { return &pl.runs[i] == r })
	}
	return slices.ContainsFunc(pl.runs, func(n run) bool {
		return n.step.Then.Nomination != nil && !n.over() && beside(&n) && !slices.ContainsFunc(pl.runs, func(w run) bool {
			return w.scenario == n.scenario && w.step.WaitsFor != "" && !w.released && !(w.step.WaitsFor.Provincial() && (w.state == StepWaiting || w.state == "" && pl.ready(&w, day)))
		})
	})
}
