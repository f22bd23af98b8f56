package sim

import (
	"slices"
	"sync"

	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/streams"
)

// course is what happens to a person under an option in their own calendar. It
// is the same from whichever start of a replay: only the law that the days fall
// under is another. So it is played once for each era of that law, and scored
// anew by the rules of each start.
type course struct {
	option Option
	first  civil.Day // of the person's calendar
	eras   []era
}

// era is a time in which definitions stand still, and so do the languages that
// the law chooses.
type era struct {
	from, to civil.Day
	played   func() *Projection
}

// coursesOf returns the courses of options from several starts; nil for one
// that the world's days enter into, and for all of a single start.
func (w *World) coursesOf(p *profile.Profile, options []Option, starts []civil.Day, q ReplayWindow) []*course {
	courses := make([]*course, len(options))
	if len(starts) < 2 {
		return courses
	}
	longest := civil.Day(0)
	for _, start := range starts {
		longest = max(longest, q.end(start)+ApplyDays-start)
	}
	for i, option := range options {
		if !ownCalendar(option) {
			continue
		}
		courses[i] = w.courseOf(p, option, longest, profile.DefinitionDays())
		if courses[i].choosesLanguage() {
			days := w.Book.ChangeDays(starts[0], starts[len(starts)-1]+longest, civil.Max)
			courses[i] = w.courseOf(p, option, longest, append(days, streams.ProgramDays()...))
		}
	}
	return courses
}

// ownCalendar says whether nothing in an option hangs on the world's days:
// rules of its own, draws that are waited for, and the applicant's place, for
// what two people have stated is of two calendars.
func ownCalendar(o Option) bool {
	return !slices.ContainsFunc(o.Scenarios, func(s *Scenario) bool {
		return s.Rules != nil || slices.ContainsFunc(s.Steps, func(step Step) bool {
			return step.WaitsFor != "" || step.Then.SwapPrincipal
		})
	})
}

// courseOf plays an option for so many days, once for each era between days.
func (w *World) courseOf(p *profile.Profile, o Option, length civil.Day, days []civil.Day) *course {
	c := &course{option: o, first: p.StatedOn}
	slices.Sort(days)
	days = append(slices.Compact(days), civil.Max)
	from := civil.Min
	for i, to := range days {
		law := from
		if i == 0 {
			law = to - 1
		}
		c.eras = append(c.eras, era{from, to, sync.OnceValue(func() *Projection {
			there := World{Book: w.Book, Today: p.StatedOn, SetDown: true, Known: civil.Max, LetExpire: w.LetExpire, Quiet: true}
			pl := &player{
				w: &there, today: p.StatedOn, book: w.Book, p: p.Clone(), now: p.StatedOn, end: p.StatedOn + length, frozen: law, runs: runsOf(o, o.Likely()),
				proj: &Projection{Option: o, Start: p.StatedOn, End: p.StatedOn + length, known: civil.Max},
			}
			pl.play()
			return pl.proj
		})})
		from = to
	}
	return c
}

// choosesLanguage says whether the law may ever have to choose between two
// languages.
func (c *course) choosesLanguage() bool {
	open := func(l *profile.Languages) bool {
		return !l.FirstDeclared && l.Results[language.English].Held && l.Results[language.French].Held
	}
	return slices.ContainsFunc(c.eras[len(c.eras)-1].played().versions, func(v version) bool {
		return open(&v.profile.Self.Languages) || v.profile.Partner != nil && open(&v.profile.Partner.Languages)
	})
}

// from returns the projection from a start to a last day.
func (c *course) from(rules []dated, start, last civil.Day) *Projection {
	shift := c.first - start
	proj := &Projection{Option: c.option, Start: start, End: last, shift: shift, known: civil.Max}
	for day, next := start, start; day <= last; day = next {
		r, e := upTo(rules, day), c.eraOf(day)
		played := e.played()
		next = min(r.to, e.to, last+1)
		if day == start {
			proj.nominated = played.nominated
			for _, v := range played.versions {
				proj.versions = append(proj.versions, version{v.from - shift, v.profile})
			}
		}
		for i := range played.Standings {
			s := played.Standings[i]
			if s.From -= shift; s.From >= next {
				break
			}
			if i+1 < len(played.Standings) && played.Standings[i+1].From-shift <= day {
				continue
			}
			s.From, s.Rules = max(s.From, day), r.rules
			s.Total = s.Rules.Total(&s.Candidate)
			proj.Standings = append(proj.Standings, s)
		}
	}
	return proj
}

func (c *course) eraOf(day civil.Day) *era {
	i := slices.IndexFunc(c.eras, func(e era) bool { return day < e.to })
	return &c.eras[i]
}

// dated are the rules until a day, the first of the next.
type dated struct {
	rules *crs.Ruleset
	to    civil.Day
}

// rulesOf lists the rules of a book by their days.
func rulesOf(book *crs.Book) []dated {
	var list []dated
	days := append(book.ChangeDays(crs.FirstDay, civil.Max, civil.Max), civil.Max)
	for i, to := range days {
		from := crs.FirstDay
		if i > 0 {
			from = days[i-1]
		}
		rules, err := book.On(from, civil.Max)
		if err != nil {
			panic(err) // the first day has rules, so every later one has
		}
		list = append(list, dated{rules, to})
	}
	return list
}

func upTo(list []dated, day civil.Day) dated {
	return list[slices.IndexFunc(list, func(d dated) bool { return day < d.to })]
}
