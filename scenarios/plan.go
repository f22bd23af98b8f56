package scenarios

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"crsplan/sim"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// Reader reads files that name other files.
type Reader struct {
	// Open returns the text of a file by its path.
	Open func(path string) ([]byte, error)
	// Made returns the scenario of a name that the profile of a plan suggests, such
	// as one ability one level up; nil where there is none. It is called with For,
	// or with the plan that is being read. Without it no such names are known.
	Made func(plan *sim.Plan, name string) *sim.Scenario
	// For is whose profile suggests scenarios to the words of a command line.
	For *sim.Plan
}

const mostHorizon = 120

// orders are how the scenarios of an option follow on each other, the default
// first.
var orders = []string{"one-after-another", "together"}

// UnknownScenario is the error for a scenario that is neither in the library
// nor a file.
type UnknownScenario struct{ Name, Near string }

func (e UnknownScenario) Error() string { return fmt.Sprintf("unknown scenario %q", e.Name) }

// IsPlan says whether a document is a plan rather than a profile: it has
// options, or names a profile.
func IsPlan(name string, data []byte) bool {
	return isPlan(tomlfile.ParseEither(name, data).Root())
}

func isPlan(t *tomlfile.Table) bool { return t.Has("options") || t.Has("profile") }

// Plan reads a plan file with the files that it names. The error is
// tomlfile.Problems where a file is wrong.
func (r *Reader) Plan(name string, data []byte) (*sim.Plan, reason.Warnings, error) {
	doc := tomlfile.ParseEither(name, data)
	p := r.planReader(name)
	p.whole(doc.Root())
	plan, warnings, err := p.result(doc)
	if err != nil {
		return nil, nil, err
	}
	if plan.HorizonMonths == 0 {
		plan.HorizonMonths = sim.DefaultHorizonMonths
	}
	if len(plan.Options) == 0 {
		plan.Options = []sim.Option{sim.Stay()}
	}
	return plan, warnings, nil
}

// CommonPlan reads a plan that many profiles have in common: its options, its
// start and its horizon. The profile that it may name is not asked for. A
// horizon of zero is one that the plan does not give.
func (r *Reader) CommonPlan(name string, data []byte) (*sim.Plan, reason.Warnings, error) {
	doc := tomlfile.ParseEither(name, data)
	t := doc.Root()
	if otherKind(t, APlan) {
		return nil, nil, doc.Err()
	}
	t.Ignore("profile")
	p := r.planReader(name)
	p.terms(t)
	return p.result(doc)
}

func (r *Reader) planReader(file string) *planReader {
	plan, reader := &sim.Plan{}, *r
	reader.For = plan
	return &planReader{
		Reader: &reader, dir: filepath.Dir(file), plan: plan,
		own: map[string]*sim.Scenario{}, files: map[string]readScenario{},
	}
}

type planReader struct {
	*Reader
	dir      string
	plan     *sim.Plan
	own      map[string]*sim.Scenario
	files    map[string]readScenario // by path, each read once
	warnings reason.Warnings
	problems tomlfile.Problems // of the files that the plan names
}

// readScenario is what came of a scenario that a plan names.
type readScenario struct {
	scenario *sim.Scenario
	err      error
}

// result returns what was read of a document, or all that is wrong with it and
// with the files that it names.
func (p *planReader) result(doc *tomlfile.Document) (*sim.Plan, reason.Warnings, error) {
	problems, _ := errors.AsType[tomlfile.Problems](doc.Err())
	if problems = append(problems, p.problems...); len(problems) > 0 {
		return nil, nil, problems
	}
	return p.plan, p.warnings, nil
}

// whole reads a plan with its profile.
func (p *planReader) whole(t *tomlfile.Table) {
	t.Require("profile")
	if t.Kind("profile") == tomlfile.Sub {
		p.profile(t.Table("profile"))
	} else if path, ok := t.String("profile"); ok {
		p.profileFile(t, path)
	}
	p.terms(t)
}

func (p *planReader) profile(t *tomlfile.Table) {
	profile, w := ProfileFrom(t)
	p.plan.Profile = profile
	p.warnings.Add(w...)
}

// terms reads what a plan says beside its profile.
func (p *planReader) terms(t *tomlfile.Table) {
	p.plan.Start, _ = t.Day("start")
	if months, ok := t.Int("horizon_months", 1, mostHorizon); ok {
		p.plan.HorizonMonths = months
	}
	tables := t.Tables("scenarios")
	var names []string
	for _, s := range tables {
		names = append(names, s.Name())
	}
	for _, s := range tables {
		scenario, w := scenarioFrom(s, s.Name(), names)
		p.own[s.Name()] = scenario
		p.warnings.Add(w...)
	}
	for _, o := range t.Tables("options") {
		// One that is off is read all the same, so that what is wrong is said.
		option := p.option(o)
		if off, _ := o.Bool("off"); !off {
			p.plan.Options = append(p.plan.Options, option)
		}
	}
}

func (p *planReader) profileFile(t *tomlfile.Table, path string) {
	data, err := p.Open(p.relative(path))
	if err != nil {
		t.Reject("profile", reason.New("plan.no-file", "path", path), reason.New("plan.no-file/hint"))
		return
	}
	profile, w, err := ReadProfile(p.relative(path), data)
	if problems, ok := errors.AsType[tomlfile.Problems](err); ok {
		p.problems = append(p.problems, problems...)
		return
	}
	p.plan.Profile = profile
	p.warnings.Add(w...)
}

func (p *planReader) relative(path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(p.dir, path)
}

func (p *planReader) option(t *tomlfile.Table) sim.Option {
	o := sim.Option{Name: t.Name()}
	o.Title = t.Text("title")
	if order, ok := t.OneOf("order", orders...); ok {
		o.Together = order == "together"
	}
	refs, _ := t.Strings("scenarios")
	if o.Name == sim.Stay().Name && len(refs) > 0 {
		t.Reject("scenarios", reason.New("plan.stay"), reason.New("plan.stay/hint"))
	}
	chains := false
	for i, ref := range refs {
		links := p.chain(ref)
		chains = chains || len(links) > 1
		for _, link := range links {
			s, ok := p.own[link]
			if !ok {
				s = p.ref(t, i, link)
			}
			if s != nil {
				o.Scenarios, o.Lanes = append(o.Scenarios, s), append(o.Lanes, i)
			}
		}
	}
	if !o.Together || !chains {
		o.Lanes = nil
	}
	return o
}

// chain returns the scenarios that an item of an option names: one, or several
// joined by "+", which follow one another also where the items run together.
func (p *planReader) chain(ref string) []string {
	if _, ok := p.own[ref]; ok || isPath(ref) {
		return []string{ref}
	}
	return strings.Split(ref, "+")
}

// ref returns the scenario that an item names, or reports that there is none.
func (p *planReader) ref(t *tomlfile.Table, item int, ref string) *sim.Scenario {
	s, err := p.scenario(ref)
	_, told := errors.AsType[tomlfile.Problems](err)
	switch {
	case err == nil:
		return s
	case told:
	case isPath(ref):
		t.RejectItem("scenarios", item, reason.New("plan.no-file", "path", ref), reason.New("plan.no-file/hint"))
	default:
		t.RejectItem("scenarios", item, reason.New("plan.unknown-scenario", "name", ref), p.nearScenario(ref))
	}
	return nil
}

// scenario returns a scenario that a plan names, a file by its path from the
// plan's folder. What is wrong with a file is told once, however many options
// name it.
func (p *planReader) scenario(ref string) (*sim.Scenario, error) {
	if !isPath(ref) {
		s, _, err := p.Scenario(ref)
		return s, err
	}
	path := p.relative(ref)
	read, known := p.files[path]
	if !known {
		var w reason.Warnings
		read.scenario, w, read.err = p.scenarioFile(path)
		p.files[path] = read
		p.warnings.Add(w...)
		problems, _ := errors.AsType[tomlfile.Problems](read.err)
		p.problems = append(p.problems, problems...)
	}
	return read.scenario, read.err
}

func (p *planReader) nearScenario(ref string) reason.Reason {
	names := LibraryNames()
	for name := range p.own {
		names = append(names, name)
	}
	slices.Sort(names)
	if ref == sim.Stay().Name {
		return reason.New("plan.unknown-scenario/stay")
	}
	if near, ok := tomlfile.Nearest(ref, names); ok {
		return reason.New("hint.did-you-mean", "near", near)
	}
	return reason.New("plan.unknown-scenario/hint")
}

// isPath says whether a reference to a scenario is that of a file.
func isPath(ref string) bool {
	return strings.ContainsAny(ref, `/\`) || strings.HasSuffix(ref, ".toml") || strings.HasSuffix(ref, ".json")
}

// Scenario returns the scenario of a name in the library, or one that the profile
// suggests, or that of a file: a reference with a slash or an ending.
func (r *Reader) Scenario(ref string) (*sim.Scenario, reason.Warnings, error) {
	if !isPath(ref) {
		if s, ok := Library(ref); ok {
			return s, nil, nil
		}
		if r.Made != nil && r.For != nil && r.For.Profile != nil {
			if s := r.Made(r.For, ref); s != nil {
				return s, nil, nil
			}
		}
		near, _ := tomlfile.Nearest(ref, LibraryNames())
		return nil, nil, UnknownScenario{ref, near}
	}
	return r.scenarioFile(ref)
}

func (r *Reader) scenarioFile(path string) (*sim.Scenario, reason.Warnings, error) {
	data, err := r.Open(path)
	if err != nil {
		return nil, nil, err
	}
	return ReadScenario(path, data)
}

// Option returns the option that a word of the command line means: "stay", a
// scenario, or several joined by "+", one after another. What a comma parts
// runs side by side.
func (r *Reader) Option(word string) (sim.Option, reason.Warnings, error) {
	o := sim.Option{Name: word}
	if word == sim.Stay().Name {
		return sim.Stay(), nil, nil
	}
	var warnings reason.Warnings
	chains := strings.Split(word, ",")
	for lane, chain := range chains {
		for ref := range strings.SplitSeq(chain, "+") {
			s, w, err := r.Scenario(ref)
			if err != nil {
				return o, nil, err
			}
			warnings.Add(w...)
			o.Scenarios, o.Lanes = append(o.Scenarios, s), append(o.Lanes, lane)
		}
	}
	if len(chains) == 1 {
		o.Lanes = nil
	}
	return o, warnings, nil
}
