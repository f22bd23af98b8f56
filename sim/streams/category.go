package streams

import (
	_ "embed"
	"fmt"
	"math"
	"slices"
	"sync"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/language"
	"crsplan/sim/noc"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

//go:embed categories.toml
var categoriesTOML []byte

// categories are the lists of categories.toml.
var categories = sync.OnceValue(func() *categoryLists { return must(parseCategories(categoriesTOML)) })

// categoryLists are all versions of all lists.
type categoryLists struct {
	of    map[draws.Stream][]*list // the oldest first
	named map[string]*list         // by the name of a round
}

// list is one version of a category: who is chosen by it.
type list struct {
	term
	version string // as in "v2023"
	codes   []string
	ref     string

	// An occupation list asks for work in one of its codes.
	work       workRule
	continuous bool
	canadaOnly bool

	// A language list asks for French.
	french levelRule

	// The list of recruits asks for service and an offer.
	service *serviceRule
}

// serviceRule is what the Canadian Forces ask of recruits.
type serviceRule struct {
	years, offerMonths int
	employer           string
	education          educationRule
}

// on returns the version in force on a day, of those known on another; nil
// where there is none.
func (c *categoryLists) on(s draws.Stream, law, known civil.Day) *list {
	newest := c.newest(s, law, known)
	if newest == nil || newest.over(law, known) {
		return nil
	}
	return newest
}

// newest returns the version that came into force last, also where it is over.
func (c *categoryLists) newest(s draws.Stream, law, known civil.Day) *list {
	versions := c.of[s]
	for i := len(versions) - 1; i >= 0; i-- {
		if versions[i].begun(law, known) {
			return versions[i]
		}
	}
	return nil
}

// category is the answer by the list in force.
func (p *Person) category(s *sheet, stream draws.Stream) {
	l := categories().on(stream, p.Law, p.Known)
	s.require("list", verdict(l != nil), func() reason.Reason { return p.listReason(stream, l) })
	if l != nil && !s.over() {
		p.listed(s, l)
	}
	p.pool(s, Programs)
}

func (p *Person) listReason(stream draws.Stream, l *list) reason.Reason {
	switch last := categories().newest(stream, p.Law, p.Known); {
	case l != nil:
		return reason.New("streams.list", "stream", stream.Term(), "from", l.from).At(l.ref)
	case last != nil:
		return reason.New("streams.list/over", "stream", stream.Term(), "to", last.to).At(last.ref)
	}
	for _, coming := range categories().of[stream] {
		if coming.announced <= p.Known {
			return reason.New("streams.list/coming", "stream", stream.Term(), "from", coming.from).At(coming.ref)
		}
	}
	return reason.New("streams.list/none", "stream", stream.Term(), "day", p.Law).At(programs().category)
}

// Round says whether the person is eligible for a round that was held. A round
// of a category is decided by its name, which tells the version of the list,
// and not by its day; one with a name that is not known, by the list of its
// day.
func (p *Person) Round(r *draws.Round) Result {
	s := telling()
	p.round(&s, r)
	return s.result()
}

// AdmitsRound is the verdict of [Person.Round] alone.
func (p *Person) AdmitsRound(r *draws.Round) Verdict {
	s := judging()
	p.round(&s, r)
	return s.verdict
}

func (p *Person) round(s *sheet, r *draws.Round) {
	if r.Stream == draws.Unknown {
		s.require("list", NotKnown, func() reason.Reason {
			return reason.New("streams.list/unnamed", "round", reason.Cited(r.Name)).At(programs().category)
		})
		p.pool(s, Programs)
		return
	}
	if categories().of[r.Stream] == nil {
		p.stream(s, r.Stream)
		return
	}
	l, named := categories().named[r.Name]
	if !named {
		l = categories().on(r.Stream, r.Date, civil.Max)
	}
	if l == nil {
		s.require("list", NotKnown, func() reason.Reason {
			return reason.New("streams.list/unnamed", "round", reason.Cited(r.Name)).At(programs().category)
		})
	} else {
		s.require("list", Yes, func() reason.Reason {
			if named {
				return reason.New("streams.list/named", "round", reason.Cited(r.Name), "from", l.from).At(l.ref)
			}
			return reason.New("streams.list/by-day", "round", reason.Cited(r.Name), "from", l.from).At(l.ref)
		})
		p.listed(s, l)
	}
	p.pool(s, Programs)
}

// listed asks for what a list asks for.
func (p *Person) listed(s *sheet, l *list) {
	switch {
	case l.service != nil:
		p.requireService(s, l)
	case l.french.ref != "":
		p.requireLanguage(s, language.French, &l.french)
	default:
		p.requireListedWork(s, l)
	}
}

func (l *list) has(code string) bool { _, found := slices.BinarySearch(l.codes, code); return found }

// requireListedWork asks for months of work in one listed occupation. Work
// abroad that was self-employed counts (low confidence; the warnings of a
// profile say so).
func (p *Person) requireListedWork(s *sheet, l *list) {
	code, months := p.bestOccupation(l.has, func(code string) int { return p.listMonths(l, code) })
	met, needs := p.unlessStudent(months, l.work.months, func() int {
		_, months := p.bestOccupation(l.has, func(code string) int { return p.listMonthsOf(l, code, (*profile.Job).MayCountInCanada) })
		return months
	})
	s.require("work", met, func() reason.Reason {
		kind := "listed"
		switch {
		case l.canadaOnly:
			kind = "listed-in-canada"
		case l.continuous:
			kind = "listed-unbroken"
		}
		if code == "" {
			return reason.New("streams.work/un"+kind, "count", len(l.codes), "asked", l.work.months, "years", l.work.years).At(l.ref)
		}
		return reason.New("streams.work/"+kind, "months", months, "asked", l.work.months, "years", l.work.years,
			"noc", code, "title", title(code)).At(l.ref)
	}, needs...)
}

func (p *Person) listMonths(l *list, code string) int {
	return p.listMonthsOf(l, code, (*profile.Job).CountsInCanada)
}

func (p *Person) listMonthsOf(l *list, code string, inCanada func(*profile.Job, civil.Day) bool) int {
	keep := func(j *profile.Job) bool {
		return j.NOC == code && (inCanada(j, p.Law) || !l.canadaOnly && j.CountsAbroad(p.Law))
	}
	if since := l.work.since(p.Day); l.continuous {
		return p.unbroken(since, keep)
	} else {
		return p.months(since, keep)
	}
}

// requireService asks recruits for an offer of the Canadian Forces in a listed
// occupation, a credential and years of service. Without the offer the answer
// is no; with it, it is not known until the years are given.
func (p *Person) requireService(s *sheet, l *list) {
	rule, offer := l.service, p.Profile.Canada.Offer
	met := offer != nil && offer.Employer == rule.employer && l.has(offer.NOC) && offer.FullTime && offer.Months >= rule.offerMonths
	s.require("offer", verdict(met), func() reason.Reason {
		if met {
			return reason.New("streams.service-offer/met", "noc", offer.NOC, "title", title(offer.NOC)).At(l.ref)
		}
		return reason.New("streams.service-offer/none", "years", rule.offerMonths/12, "count", len(l.codes)).At(l.ref)
	})
	p.requireEducation(s, &rule.education)
	years := p.Profile.Canada.MilitaryYears
	served := NotKnown
	if years != nil {
		served = verdict(*years >= rule.years)
	}
	s.require("service", served, func() reason.Reason {
		if years == nil {
			return reason.New("streams.service/not-declared", "asked", rule.years).At(l.ref)
		}
		return reason.New("streams.service", "years", *years, "asked", rule.years).At(l.ref)
	}, "canada.military_years")
}

func parseCategories(data []byte) (*categoryLists, error) {
	doc := tomlfile.Parse("categories.toml", data)
	c := &categoryLists{of: map[draws.Stream][]*list{}, named: map[string]*list{}}
	root := doc.Root()
	for _, key := range root.Keys() {
		for _, t := range root.Tables(key) {
			l := readList(t)
			names, _ := t.Strings("rounds")
			for _, name := range names {
				c.named[name] = l
			}
			c.of[draws.Stream(key)] = append(c.of[draws.Stream(key)], l)
		}
	}
	if err := doc.Err(); err != nil {
		return nil, err
	}
	for stream, versions := range c.of {
		if !stream.Known() {
			return nil, fmt.Errorf("categories.toml: %q is no stream", stream)
		}
		for i, l := range versions {
			if i > 0 && l.from <= versions[i-1].from {
				return nil, fmt.Errorf("categories.toml: %s.%s is not after the version above", stream, l.version)
			}
			for _, code := range l.codes {
				if _, ok := noc.Lookup(code); !ok {
					return nil, fmt.Errorf("categories.toml: %s.%s: there is no occupation %s", stream, l.version, code)
				}
			}
		}
	}
	return c, nil
}

func readList(t *tomlfile.Table) *list {
	l := &list{term: readTerm(t), version: t.Name(), ref: established(t)}
	t.String("note")
	l.codes, _ = t.Strings("codes")
	slices.Sort(l.codes)
	switch {
	case t.Has("nclc"):
		level, _ := t.Int("nclc", 1, language.MaxLevel)
		l.french = levelRule{language.Levels{}.Raised(level), l.ref}
	case t.Has("service_years"):
		l.service = &serviceRule{
			years: whole(t, "service_years"), offerMonths: whole(t, "offer_months"),
			education: educationRule{readLevel(t, "education"), l.ref},
		}
		t.Require("employer")
		l.service.employer, _ = t.String("employer")
	default:
		t.Require("codes", "months", "window_years")
		l.work.ref = l.ref
		l.work.months, _ = t.Int("months", 1, math.MaxInt32)
		l.work.years, _ = t.Int("window_years", 1, math.MaxInt32)
		l.continuous, _ = t.Bool("continuous")
		l.canadaOnly, _ = t.Bool("canada_only")
	}
	return l
}
