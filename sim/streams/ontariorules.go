package streams

import (
	_ "embed"
	"fmt"
	"slices"
	"sync"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/noc"
	"crsplan/sim/tomlfile"
)

//go:embed ontario.toml
var ontarioTOML []byte

// ontarioRules are the rules of ontario.toml.
var ontarioRules = sync.OnceValue(func() *ontarioFile { return must(parseOntario(ontarioTOML)) })

// ontarioFile is what Ontario's streams ask for, and when they could be used.
type ontarioFile struct {
	intake            []intake
	closed            string // the reference
	hcp               hcpRules
	filing            filingRules
	targets           map[draws.Stream][]*target // the oldest first
	workforcePriority workforceRules
}

// intake is a time in which notifications could be issued.
type intake struct {
	term
	ref string
}

// hcpRules is what Human Capital Priorities asked for.
type hcpRules struct {
	ref                            string
	province, funds, status, offer string // references
	education                      educationRule
	exempt                         []exemption
	language, french               levelRule
	workerRoute, experienceRoute   workRule
	physiciansFrom                 civil.Day
}

// exemption is who needs no bachelor's degree, if registered with a college.
type exemption struct {
	term
	codes []string
	ref   string
}

// filingRules is what follows a notification.
type filingRules struct {
	Filing
	deadlines []deadline
}

type deadline struct {
	term
	days int
	ref  string
}

// target is the occupations that a draw aims at.
type target struct {
	term
	codes    []string
	from2016 bool // the codes are of NOC 2016
	partial  bool // there are more, not known which
	ref      string
}

// listed says whether an occupation of NOC 2021 is aimed at. One counts if any
// listed code of NOC 2016 maps to it; it is not known whether it does where
// some of those lead nowhere known.
func (t *target) listed(code string) Verdict {
	if !t.from2016 {
		if slices.Contains(t.codes, code) {
			return Yes
		}
	} else if slices.ContainsFunc(t.codes, func(old string) bool { return slices.Contains(successors()[old], code) }) {
		return Yes
	}
	if t.partial {
		return NotKnown
	}
	return No
}

// newTarget makes a target of codes of one version of the classification.
func newTarget(version string, codes []string, partial bool) target {
	t := target{codes: codes, from2016: version == "2016", partial: partial}
	if t.from2016 {
		t.partial = partial || slices.ContainsFunc(codes, func(old string) bool { return successors()[old] == nil })
	}
	return t
}

// successors are the codes of NOC 2021 for those of NOC 2016 that package noc
// can map.
var successors = sync.OnceValue(func() map[string][]string {
	m := map[string][]string{}
	for n := range 10_000 {
		old := fmt.Sprintf("%04d", n)
		if codes, ok := noc.Map2016(old); ok {
			m[old] = codes
		}
	}
	return m
})

// targetOn returns what draws of a stream aimed at on a day; nil where that
// had not begun or is over.
func (f *ontarioFile) targetOn(stream draws.Stream, law, known civil.Day) *target {
	for _, t := range slices.Backward(f.targets[stream]) {
		if t.in(law, known) {
			return t
		}
	}
	return nil
}

// days are those on which anything in the file changes.
func (f *ontarioFile) days() []civil.Day {
	var days []civil.Day
	for _, i := range f.intake {
		days = append(days, i.days()...)
	}
	for _, of := range f.targets {
		for _, t := range of {
			days = append(days, t.days()...)
		}
	}
	for _, e := range f.hcp.exempt {
		days = append(days, e.days()...)
	}
	return append(days, f.hcp.physiciansFrom, f.workforcePriority.from, f.workforcePriority.intake)
}

// Filing is what follows a notification of interest.
type Filing struct {
	WithinDays int // of the notification, to file the application
	FeeCAD     int // dollars
	// The months that Ontario takes to nominate: a planning assumption.
	Low, Likely, High int
	Ref               string
}

// FilingOf returns what follows a notification of a day, and false where that
// is not known: in most of 2017, before 2015, for other streams than Ontario's
// and once they are closed.
func FilingOf(s draws.Stream, on civil.Day) (Filing, bool) {
	if day, closed := draws.ClosedOn(s); !s.Ontario() || closed && on >= day {
		return Filing{}, false
	}
	rules := &ontarioRules().filing
	for _, d := range rules.deadlines {
		if d.in(on, civil.Max) {
			f := rules.Filing
			f.WithinDays, f.Ref = d.days, d.ref+"; "+f.Ref
			return f, true
		}
	}
	return Filing{}, false
}

func parseOntario(data []byte) (*ontarioFile, error) {
	doc := tomlfile.Parse("ontario.toml", data)
	root := doc.Root()
	root.Require("intake", "hcp", "filing", "targets", "workforce_priority")
	f := &ontarioFile{closed: refOf(root, "closed"), targets: map[draws.Stream][]*target{}}
	for _, t := range root.Tables("intake") {
		f.intake = append(f.intake, intake{readTerm(t), established(t)})
	}
	f.hcp = readHCP(root.Table("hcp"))
	f.filing = readFiling(root.Table("filing"))
	kinds := root.Table("targets")
	for _, kind := range kinds.Keys() {
		for _, t := range kinds.Tables(kind) {
			f.targets[draws.Stream(kind)] = append(f.targets[draws.Stream(kind)], readTarget(t))
		}
	}
	f.workforcePriority = readWorkforce(root.Table("workforce_priority"))
	if err := doc.Err(); err != nil {
		return nil, err
	}
	for kind := range f.targets {
		if !kind.Known() {
			return nil, fmt.Errorf("ontario.toml: %q is no stream", kind)
		}
	}
	return f, nil
}

func readHCP(t *tomlfile.Table) hcpRules {
	r := hcpRules{
		ref:             established(t),
		province:        refOf(t, "province"),
		funds:           refOf(t, "funds"),
		status:          refOf(t, "status"),
		offer:           refOf(t, "offer"),
		education:       readEducation(t, "education"),
		language:        readLevels(t, "language"),
		french:          readLevels(t, "french"),
		workerRoute:     readWork(t, "worker_route"),
		experienceRoute: readWork(t, "experience_route"),
	}
	refOf(t, "physicians")
	r.physiciansFrom = readTerm(t.Table("physicians")).from
	for _, e := range t.Tables("exempt_education") {
		codes, _ := e.Strings("codes")
		e.Require("ref", "codes")
		ref, _ := e.String("ref")
		r.exempt = append(r.exempt, exemption{readTerm(e), codes, ref})
	}
	return r
}

func readFiling(t *tomlfile.Table) filingRules {
	t.Require("ref", "processing")
	var r filingRules
	r.Ref, _ = t.String("ref")
	r.FeeCAD = whole(t, "fee_cad")
	months := t.Table("processing")
	r.Low, r.Likely, r.High = whole(months, "low"), whole(months, "likely"), whole(months, "high")
	for _, d := range t.Tables("deadline") {
		d.Require("ref")
		ref, _ := d.String("ref")
		r.deadlines = append(r.deadlines, deadline{readTerm(d), whole(d, "days"), ref})
	}
	return r
}

func readTarget(t *tomlfile.Table) *target {
	t.Require("noc", "codes")
	version, _ := t.OneOf("noc", "2016", "2021")
	codes, _ := t.Strings("codes")
	made := newTarget(version, codes, false)
	made.term, made.ref = readTerm(t), established(t)
	return &made
}
