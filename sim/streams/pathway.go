package streams

import (
	_ "embed"
	"sync"

	"crsplan/sim/provinces"
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
	ref            string
	profile, offer string // references
	occupations    target
	least          int // CRS points
	score          string
}

func parseAlberta(data []byte) (*albertaFile, error) {
	doc := tomlfile.Parse("alberta.toml", data)
	root := doc.Root()
	f := &albertaFile{
		term: readTerm(root), ref: established(root),
		profile: refOf(root, "profile"), offer: refOf(root, "offer"),
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
	if floor, told := provinces.PathOf(albertaTech).On(p.Profile, p.Day, p.Law, false).Employer(); told {
		s.require("employer", Verdict(floor.Met), func() reason.Reason { return floor.Because }, floor.Needs...)
	}
	p.pool(s, Programs)
	p.requireScore(s, rules.least, rules.score)
	requireScale(s, albertaTech)
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
	s.require("least-score", met, func() reason.Reason {
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
func requireScale(s *sheet, key string) {
	s.require("scale", Yes, func() reason.Reason {
		scale := provinces.ScaleOf(provinces.PathOf(key).Scale)
		return reason.New("streams.scale", "scale", reason.Term("scale."+key), "most", scale.Most).At(scale.Ref)
	})
}
