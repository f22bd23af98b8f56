package sim

import (
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/noc"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// What becomes of jobs on the way. A job is a stint of the profile's work; one
// that goes on has its end beyond the day. Work ends for good where study
// begins, or work in Canada takes the place of work abroad, and the other way
// round. It is paused by a step that stops work, and where the permit is over:
// then the stint ends, and the job goes on as a new stint as soon as nothing
// holds it up. Stints that touch count as one, so that a permit which joins on
// to the one before leaves no trace.

// work gives a person a job for as long as a step runs.
func (pl *player) work(r *run, who *profile.Person, code string, day civil.Day) {
	d := r.step.During
	job := profile.Job{
		Name: r.step.Name, NOC: code, Hours: defaultHours, Student: d.Study != NoStudy,
		From: day, To: day + r.course.Days - 1,
	}
	if d.Hours != 0 {
		job.Hours = d.Hours
	}
	if d.Work == WorkInCanada {
		job.Country, job.Province = "CA", d.Province
	}
	if !noc.Skilled(code, pl.law(day)) {
		pl.proj.Warnings.Add(reason.New("work-not-skilled", "code", code))
	}
	who.Work = append(who.Work, pl.besideStudy(r, r.step.Who, job)...)
}

// defaultHours is the working week, in hundredths of an hour, where nothing
// says otherwise.
const defaultHours = 4000

// besideStudy returns what is left of a job that a step brings, beside the
// full-time study of other steps of the same person. Full-time study accrues
// nothing Canadian, so that such a job in Canada is a student's meanwhile;
// nobody works abroad who studies in Canada; and after study nobody works until
// a step says so, as one does that is done after it.
func (pl *player) besideStudy(r *run, who Who, job profile.Job) []profile.Job {
	list := []profile.Job{job}
	for i := range pl.runs {
		study := &pl.runs[i]
		if study == r || study.from.IsZero() || study.step.During.Study == NoStudy || !pl.samePerson(study, who) {
			continue
		}
		whole := list
		list = nil
		for _, j := range whole {
			if j.From >= study.to || j.End() <= study.from {
				list = append(list, j)
				continue
			}
			r.note = reason.New("step-beside-study", "step", r.title(), "study", study.title())
			j.Months = 0
			before, within, after := j, j, j
			before.To = study.from - 1
			within.From, within.To = max(j.From, study.from), min(j.End(), study.to)-1
			within.Student = true
			after.From = study.to
			if before.From < study.from {
				list = append(list, before)
			}
			if j.InCanada() || study.step.During.Study == StudyAbroad {
				list = append(list, within)
			}
			if study.state != StepRunning && j.End() > study.to {
				list = append(list, after)
			}
		}
	}
	return list
}

// samePerson says whether somebody is who took a step: the two may have changed
// places since.
func (pl *player) samePerson(r *run, who Who) bool {
	return (r.step.Who == who) == ((pl.swaps-r.swaps)%2 == 0)
}

// hired fits the jobs that the end of a step brings, the last so many of a
// person's, to study and permits.
func (pl *player) hired(r *run, who Who, jobs int, day civil.Day) {
	person := pl.taker(who)
	if person == nil {
		return
	}
	brought := slices.Clone(person.Work[len(person.Work)-jobs:])
	person.Work = person.Work[:len(person.Work)-jobs]
	for _, job := range brought {
		person.Work = append(person.Work, pl.besideStudy(r, who, job)...)
	}
	if who == Principal {
		pl.stopOnPermit(day)
	}
}

func anyJob(*profile.Job) bool { return true }

// stopJobs ends the jobs of a person that go on beyond a day, and returns
// them as they were.
func stopJobs(who *profile.Person, day civil.Day, which func(*profile.Job) bool) []profile.Job {
	var stopped []profile.Job
	for i := range who.Work {
		j := &who.Work[i]
		if j.End() > day && which(j) {
			stopped = append(stopped, *j)
			j.To = day - 1
		}
	}
	return stopped
}

// endJobs ends jobs for good because of a step, also those that are paused.
func (pl *player) endJobs(r *run, who *profile.Person, day civil.Day, which func(*profile.Job) bool) {
	ended := stopJobs(who, day, which)
	drop := func(list *[]profile.Job) {
		*list = slices.DeleteFunc(*list, func(j profile.Job) bool {
			if which(&j) {
				ended = append(ended, j)
			}
			return which(&j)
		})
	}
	for i := range pl.runs {
		if pl.runs[i].step.Who == r.step.Who {
			drop(&pl.runs[i].paused)
		}
	}
	if r.step.Who == Principal {
		drop(&pl.offPermit)
	}
	for i := range ended {
		if other := pl.brings(r.step.Who, &ended[i]); other != nil && other != r {
			other.note = reason.New("step-work-ended", "step", other.title(), "other", r.title(), "on", pl.world(day))
		}
	}
}

// brings returns the step under way whose work a job is; nil where none is.
func (pl *player) brings(who Who, job *profile.Job) *run {
	for i := range pl.runs {
		if r := &pl.runs[i]; r.state == StepRunning && r.step.Who == who && r.step.During.works() && r.step.Name == job.Name && job.To == r.to-1 {
			return r
		}
	}
	return nil
}

// resume lets the jobs go on that a step paused.
func (pl *player) resume(r *run, day civil.Day) {
	paused := r.paused
	r.paused = nil
	pl.goOn(r.step.Who, paused, day)
}

// goOn lets jobs go on that were paused, as new stints. Where a step still
// pauses work they wait for that one, and work in Canada for a permit.
func (pl *player) goOn(taker Who, paused []profile.Job, day civil.Day) {
	if len(paused) == 0 {
		return
	}
	for i := range pl.runs {
		if other := &pl.runs[i]; other.state == StepRunning && other.step.Who == taker && other.step.During.pauses() {
			other.paused = append(other.paused, paused...)
			return
		}
	}
	who := pl.taker(taker)
	for _, j := range paused {
		if j.End() > day {
			j.From = max(j.From, day)
			who.Work = append(who.Work, j)
		}
	}
}

// settlePermit stops the applicant's work in Canada where the permit is over,
// and says whether any went on, or would begin; where it is not, what waited
// for a permit goes on.
func (pl *player) settlePermit(day civil.Day) (stopped bool) {
	if pl.permitOver(day) {
		return pl.stopOnPermit(day)
	}
	waited := pl.offPermit
	pl.offPermit = nil
	pl.goOn(Principal, waited, day)
	return false
}

// declaredPastPermit names the jobs in Canada that were declared for days after
// the permit.
func (pl *player) declaredPastPermit(first civil.Day) (list []reason.Reason) {
	if !pl.permitOver(first) {
		return nil
	}
	last := pl.p.Canada.Permit.Expires
	for i := range pl.p.Self.Work {
		if j := &pl.p.Self.Work[i]; j.InCanada() && !j.Unauthorized && j.End()-1 > last && (j.From > last || j.End() <= first) {
			list = append(list, reason.New("job-without-permit", "job", j.Name, "last", pl.world(last)))
		}
	}
	return list
}

func (pl *player) permitReason() reason.Reason {
	return reason.New("event.permit-expired", "on", pl.world(pl.p.Canada.Permit.Expires))
}

// permitOver says whether a permit was held and no longer holds.
func (pl *player) permitOver(day civil.Day) bool { return pl.p.Canada.Permit.Over(day) }

// stopOnPermit stops the applicant's work in Canada where the permit is over,
// and says whether any went on, or would. Work after the last day of the permit counts
// nothing: what was declared or dated there is unauthorized, and what would go
// on waits until a step brings a permit.
func (pl *player) stopOnPermit(day civil.Day) (stopped bool) {
	if !pl.permitOver(day) {
		return false
	}
	work := &pl.p.Self.Work
	last := pl.p.Canada.Permit.Expires
	for i := 0; i < len(*work); i++ {
		j := &(*work)[i]
		if !j.InCanada() || j.Unauthorized || j.End()-1 <= last {
			continue
		}
		if j.End() > day {
			stopped = true
			pl.offPermit = append(pl.offPermit, *j)
			if r := pl.brings(Principal, j); r != nil {
				r.note = reason.New("step-without-permit", "step", r.title(), "last", pl.world(last))
			}
		}
		switch {
		case j.From <= last:
			j.EndOn(last)
		case j.From < day:
			j.Unauthorized = true
			j.To = min(j.End(), day) - 1
		default:
			*work = slices.Delete(*work, i, i+1)
			i--
		}
	}
	return stopped
}
