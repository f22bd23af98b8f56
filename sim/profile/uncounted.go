package profile

import (
	"cmp"
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/noc"
)

// Why tells why a job does not count.
type Why int

// The reasons, the first that holds being the one that is told.
const (
	NotSkilled     Why = iota // of TEER 4 or 5, or not skilled under the law of the day
	NotAuthorized             // done in Canada without authorization
	AsStudent                 // done in Canada while a full-time student
	AsSelfEmployed            // done in Canada, self-employed, and no physician's
	OutOfWindow               // ended more than ten years ago
	NoFurtherHours            // within a full-time job: hours over thirty a week do not count twice
)

// Uncounted is a job that adds nothing to the work that the CRS counts.
type Uncounted struct {
	Job *Job
	Why Why
}

// Uncounted lists the jobs that add nothing on a day, under the law of another,
// in the order of the profile. Work as a student and self-employed work in
// Canada may count for a program all the same: see [Job.CountsForWorkers].
func (p *Person) Uncounted(on, law civil.Day) []Uncounted {
	var list []Uncounted
	within := p.withinOthers(law)
	for i := range p.Work {
		j := &p.Work[i]
		why := NoFurtherHours
		switch counts := j.CountsInCanada(law) || j.CountsAbroad(law); {
		case !noc.Skilled(j.NOC, law):
			why = NotSkilled
		case j.StudentUnstated && j.MayCountInCanada(law):
			continue // it may count
		case !counts && j.Unauthorized:
			why = NotAuthorized
		case !counts && j.Student:
			why = AsStudent
		case !counts:
			why = AsSelfEmployed
		case j.End() <= on.YearsBefore(WorkWindowYears):
			why = OutOfWindow
		case !within[i]:
			continue
		}
		list = append(list, Uncounted{j, why})
	}
	return list
}

// withinOthers tells of each job whether a full-time job that counts beside it
// goes on through all of it.
func (p *Person) withinOthers(law civil.Day) []bool {
	within := make([]bool, len(p.Work))
	order := make([]int, len(p.Work))
	for i := range order {
		order[i] = i
	}
	// The longest of those that begin on a day goes before the others.
	slices.SortStableFunc(order, func(a, b int) int {
		j, k := &p.Work[a], &p.Work[b]
		return cmp.Or(cmp.Compare(j.From, k.From), cmp.Compare(min(k.Hours, FullTimeHours), min(j.Hours, FullTimeHours)), cmp.Compare(k.End(), j.End()))
	})
	var reached [2]civil.Day // by full-time work abroad, and in Canada
	for _, i := range order {
		j := &p.Work[i]
		if j.Months > 0 {
			continue
		}
		where := 0
		if j.InCanada() {
			where = 1
		}
		within[i] = j.End() <= reached[where]
		if j.Hours >= FullTimeHours && (j.CountsInCanada(law) || j.CountsAbroad(law)) {
			reached[where] = max(reached[where], j.End())
		}
	}
	return within
}
