package streams

import (
	_ "embed"
	"slices"
	"sync"

	"crsplan/sim/civil"
	"crsplan/sim/noc"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// The keys of the pathways.
const (
	albertaTech       = "alberta-tech"
	workforcePriority = "ontario-workforce-priority"
)

// Pathways returns the keys of the ways to a nomination that are no streams of
// rounds known here. Each ranks by a scale of its own, which is never a CRS
// score.
func Pathways() []string { return []string{albertaTech, workforcePriority} }

// Pathway says, as far as the facts go, whether the person is eligible for a
// pathway; false where there is none of that key.
func (p *Person) Pathway(key string) (Result, bool) {
	s := telling()
	switch key {
	case albertaTech:
		p.albertaTech(&s)
	case workforcePriority:
		p.workforcePriority(&s)
	default:
		return Result{}, false
	}
	return s.result(), true
}

//go:embed alberta.toml
var albertaTOML []byte

// albertaRules are the rules of alberta.toml.
var albertaRules = sync.OnceValue(func() *albertaFile { return must(parseAlberta(albertaTOML)) })

type albertaFile struct {
	term
	ref                   string
	profile, offer, scale string // references
	occupations           target
	least                 int // CRS points
	score                 string
}

func parseAlberta(data []byte) (*albertaFile, error) {
	doc := tomlfile.Parse("alberta.toml", data)
	root := doc.Root()
	f := &albertaFile{
		term: readTerm(root), ref: established(root),
		profile: refOf(root, "profile"), offer: refOf(root, "offer"), scale: refOf(root, "scale"),
	}
	t := root.Table("occupations")
	codes, _ := t.Strings("codes")
	f.occupations = newTarget("2021", codes, false)
	root.Require("occupations", "score")
	f.occupations.ref = established(t)
	floor := root.Table("score")
	f.least, f.score = whole(floor, "least"), established(floor)
	return f, doc.Err()
}

// AlbertaLists says whether Alberta's tech pathway lists an occupation. Its
// list is known whole.
func AlbertaLists(code string) Verdict {
	if code == "" {
		return No
	}
	return albertaRules().occupations.listed(code)
}

// albertaTech asks for the primary occupation on a list, for a job or an offer
// in Alberta, whose employer's industry a profile does not tell, for a program
// and for a lowest score.
func (p *Person) albertaTech(s *sheet) {
	rules := albertaRules()
	name := reason.Term("pathway." + albertaTech)
	if !rules.begun(p.Law, p.Known) {
		// It may have been open before: when it began is not established.
		s.require("open", NotKnown, func() reason.Reason { return reason.New("streams.pathway/not-known", "pathway", name, "day", p.Law) })
		return
	}
	s.require("open", Yes, func() reason.Reason { return reason.New("streams.pathway/open", "pathway", name).At(rules.ref) })
	primary := p.Profile.PrimaryNOC(p.Day)
	met := AlbertaLists(primary)
	s.require("occupation", met, func() reason.Reason {
		if met == Yes {
			return reason.New("streams.occupation/listed", "noc", primary, "title", title(primary)).At(rules.occupations.ref)
		}
		if primary == "" {
			return reason.New("streams.occupation/none").At(rules.occupations.ref)
		}
		return reason.New("streams.occupation/unlisted", "noc", primary, "title", title(primary)).At(rules.occupations.ref)
	})
	p.requireAlberta(s)
	p.pool(s, Programs)
	p.requireScore(s, rules.least, rules.score)
	requireScale(s, albertaTech, rules.scale)
}

// requireScore asks for a lowest CRS score. One that is not whole may be higher
// than its known part.
func (p *Person) requireScore(s *sheet, least int, ref string) {
	met := NotKnown
	switch {
	case p.Score == nil:
	case p.Score.Points >= least:
		met = Yes
	case p.Score.Whole:
		met = No
	}
	s.require("score", met, func() reason.Reason {
		if p.Score == nil {
			return reason.New("streams.score/not-known", "least", least).At(ref)
		}
		code := "streams.score"
		if met == NotKnown {
			code = "streams.score/incomplete"
		}
		return reason.New(code, "points", p.Score.Points, "least", least).At(ref)
	})
}

func (p *Person) requireAlberta(s *sheet) {
	met, code, needs := No, "streams.job-in/none", []string(nil)
	offer := p.Profile.Canada.Offer
	for i := range p.Profile.Self.Work {
		j := &p.Profile.Self.Work[i]
		if !j.InCanada() || j.Unauthorized || j.From > p.Day || p.Day >= j.End() {
			continue
		}
		switch j.Province {
		case "AB":
			met = NotKnown
		case "":
			met, needs = NotKnown, append(needs, "work."+j.Name+".province")
		}
	}
	if offer != nil && offer.FullTime {
		switch offer.Province {
		case "AB":
			met = NotKnown
		case "":
			met, needs = NotKnown, append(needs, "canada.job_offer.province")
		}
	}
	if met == NotKnown {
		code = "streams.job-in/industry"
	}
	s.require("offer", met, func() reason.Reason {
		return reason.New(code, "province", reason.Term("province.AB")).At(albertaRules().offer)
	}, needs...)
}

// requireScale says by what a pathway ranks. It closes nobody out.
func requireScale(s *sheet, key, ref string) {
	s.require("scale", Yes, func() reason.Reason {
		return reason.New("streams.scale", "scale", reason.Term("scale."+key)).At(ref)
	})
}

// workforceRules is what Ontario Workforce Priority asks for.
type workforceRules struct {
	term
	intake, noDrawBy     civil.Day
	ref                  string
	offer, wage, scale   string // references
	experience           string
	months, windowMonths int
	languages            []workforceLevels
}

// workforceLevels is the level asked for in an occupation.
type workforceLevels struct {
	teers  []int
	trades bool
	levelRule
}

func readWorkforce(t *tomlfile.Table) workforceRules {
	r := workforceRules{
		term: readTerm(t), ref: established(t), offer: refOf(t, "offer"), wage: refOf(t, "wage"),
		scale: refOf(t, "scale"), experience: refOf(t, "experience"),
	}
	t.Require("intake", "no_draw_by", "language")
	r.intake, _ = t.Day("intake")
	r.noDrawBy, _ = t.Day("no_draw_by")
	work := t.Table("experience")
	r.months, r.windowMonths = whole(work, "months"), whole(work, "window_months")
	for _, of := range t.Tables("language") {
		l := workforceLevels{}
		of.Require("teers", "ref")
		l.teers, _ = of.Ints("teers")
		l.trades, _ = of.Bool("trades")
		l.ref, _ = of.String("ref")
		l.minimums = l.minimums.Raised(whole(of, "level"))
		r.languages = append(r.languages, l)
	}
	return r
}

// levelsFor returns the lowest levels that an occupation is asked for.
func (r *workforceRules) levelsFor(teer int, trade bool) *levelRule {
	var least *levelRule
	for i := range r.languages {
		l := &r.languages[i]
		if slices.Contains(l.teers, teer) && (trade || !l.trades) && (least == nil || l.minimums.Lowest() < least.minimums.Lowest()) {
			least = &l.levelRule
		}
	}
	return least
}

// workforcePriority asks for a permanent full-time offer in Ontario at the
// median wage of its region, which is not known here.
func (p *Person) workforcePriority(s *sheet) {
	rules := &ontarioRules().workforcePriority
	name := reason.Term("pathway." + workforcePriority)
	if p.Known < rules.announced {
		s.require("open", No, func() reason.Reason { return reason.New("streams.pathway/not-yet", "pathway", name, "day", p.Law) })
		return
	}
	s.require("open", verdict(rules.begun(p.Law, p.Known)), func() reason.Reason {
		switch {
		case !rules.begun(p.Law, p.Known):
			return reason.New("streams.pathway/not-yet", "pathway", name, "day", p.Law).At(rules.ref)
		case p.Law < rules.intake:
			return reason.New("streams.pathway/in-force", "pathway", name, "from", rules.from).At(rules.ref)
		}
		return reason.New("streams.pathway/no-draw", "pathway", name, "from", rules.from, "by", min(rules.noDrawBy, p.Known)).At(rules.ref)
	})
	code, physician := p.offered(), p.selfEmployedPhysician()
	offer := p.Profile.Canada.Offer
	p.requireWorkforceOffer(s, physician)
	teer, trade := p.skillOf(code)
	rule := rules.levelsFor(teer, trade)
	o := p.First
	if rule.margin(p.levels(o.Other())) > rule.margin(p.levels(o)) {
		o = o.Other()
	}
	p.requireLanguage(s, o, rule)
	if !physician {
		p.requirePosition(s, code)
		s.require("wage", NotKnown, func() reason.Reason {
			if offer == nil || offer.HourlyWage == nil {
				return reason.New("streams.wage/not-declared").At(rules.wage)
			}
			return reason.New("streams.wage").At(rules.wage)
		})
	}
	requireScale(s, workforcePriority, rules.scale)
}

// offered returns the occupation of the offer, or the primary one without any.
func (p *Person) offered() string {
	if offer := p.Profile.Canada.Offer; offer != nil {
		return offer.NOC
	}
	return p.Profile.PrimaryNOC(p.Day)
}

func (p *Person) selfEmployedPhysician() bool {
	return slices.ContainsFunc(p.Profile.Self.Work, func(j profile.Job) bool {
		return j.SelfEmployed && noc.Physician(j.NOC) && j.From <= p.Day && p.Day < j.End()
	})
}

func (p *Person) requireWorkforceOffer(s *sheet, physician bool) {
	offer, met, code := p.Profile.Canada.Offer, No, "streams.offer-in/none"
	var needs []string
	switch {
	case physician:
		met, code = NotKnown, "streams.offer-in/physician"
	case offer == nil:
	case !offer.FullTime:
		code = "streams.offer-in/part-time"
	case offer.Province == "":
		met, code, needs = NotKnown, "streams.offer-in/not-declared", []string{"canada.job_offer.province"}
	case offer.Province == "ON":
		met, code = NotKnown, "streams.offer-in/permanent"
	}
	s.require("offer", met, func() reason.Reason {
		return reason.New(code, "province", ontarioTerm).At(ontarioRules().workforcePriority.offer)
	}, needs...)
}

// requirePosition asks for unbroken work in the offered position. Without it
// something that a profile does not tell may do instead.
func (p *Person) requirePosition(s *sheet, code string) {
	rules := &ontarioRules().workforcePriority
	months := p.unbroken(p.Day.AddMonths(-rules.windowMonths), func(j *profile.Job) bool {
		return j.NOC == code && j.InCanada() && !j.Unauthorized && j.Province == "ON"
	})
	met := NotKnown
	if months >= rules.months {
		met = Yes
	}
	s.require("work", met, func() reason.Reason {
		what := "streams.position/not-known"
		if met == Yes {
			what = "streams.position"
		}
		return reason.New(what, "months", months, "asked", rules.months, "window", rules.windowMonths, "noc", code, "title", title(code)).At(rules.experience)
	})
}
