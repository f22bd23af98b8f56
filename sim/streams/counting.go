package streams

import (
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/noc"
	"crsplan/sim/profile"
)

// How work is counted here. `To` is the last day worked, so that 1 January to
// 31 December is a year; full-time stints count in calendar months, hours
// serve part time only. What kind of work counts differs by program: see the
// methods of [profile.Job]. Unauthorized work in Canada never does.

// months counts the work since a day that keep chooses.
func (p *Person) months(since civil.Day, keep profile.Counting) int {
	return profile.Months(p.Profile.Self.Work, since, p.Day, keep)
}

// isTrade says whether an occupation is a skilled trade on a day. Before
// 2022-11-16, when the groups were those of NOC 2016, it is one that is a
// trade since and was skilled then.
func isTrade(code string, law civil.Day) bool {
	o, ok := noc.Lookup(code)
	return ok && o.Trade && noc.Skilled(code, law)
}

// bestOccupation returns which of the occupations that listed chooses has the
// most of what amount tells of it, the first of equals in the order of the
// profile; "" where there is none.
func (p *Person) bestOccupation(listed func(code string) bool, amount func(code string) int) (code string, most int) {
	jobs := p.Profile.Self.Work
next:
	for i := range jobs {
		this := jobs[i].NOC
		for k := range i {
			if jobs[k].NOC == this {
				continue next
			}
		}
		if !listed(this) {
			continue
		}
		if n := amount(this); code == "" || n > most {
			code, most = this, n
		}
	}
	return code, most
}

// unbroken counts the longest stretch without a gap of the work since a day
// that keep chooses. Stints that overlap or touch are one stretch; work
// declared in months without dates touches nothing.
func (p *Person) unbroken(since civil.Day, keep profile.Counting) int {
	jobs := p.Profile.Self.Work
	type stretch struct{ from, end civil.Day }
	var buffer [16]stretch
	stretches, most := buffer[:0], 0
	for i := range jobs {
		j := &jobs[i]
		if !keep(j) {
			continue
		}
		if j.Months > 0 {
			most = max(most, profile.Months(jobs[i:i+1], since, p.Day, keep))
			continue
		}
		if from, end := max(j.From, since), min(j.End(), p.Day); from < end {
			stretches = append(stretches, stretch{from, end})
		}
	}
	slices.SortFunc(stretches, func(a, b stretch) int { return int(a.from - b.from) })
	dated := func(j *profile.Job) bool { return j.Months == 0 && keep(j) }
	for i := 0; i < len(stretches); {
		from, end := stretches[i].from, stretches[i].end
		for i++; i < len(stretches) && stretches[i].from <= end; i++ {
			end = max(end, stretches[i].end)
		}
		most = max(most, profile.Months(jobs, from, end, dated))
	}
	return most
}

// unlessStudent is the verdict on months of work that are asked for, where it is
// not known of some jobs whether they were done as a student: with those it may
// be met. The keys are those that would settle it.
func (p *Person) unlessStudent(months, asked int, may func() int) (met Verdict, needs []string) {
	if months >= asked {
		return Yes, nil
	}
	jobs := p.Profile.Self.Work
	for i := range jobs {
		if jobs[i].StudentUnstated {
			needs = append(needs, "work."+jobs[i].Name+".student")
		}
	}
	if needs == nil || may() < asked {
		return No, nil
	}
	return NotKnown, needs
}
