package scenarios

import (
	"slices"
	"strconv"

	"crsplan/sim/civil"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// Whole returns a plan as one sheet that names no other file: the profile and
// the scenarios that it names stand in it. Played, it gives the same. A profile
// is a plan without options. The error is tomlfile.Problems, of the file or of
// those that it names.
func (r *Reader) Whole(name string, data []byte) (*Sheet, reason.Warnings, error) {
	doc := tomlfile.ParseEither(name, data)
	if !isPlan(doc.Root()) {
		if otherKind(doc.Root(), AProfile) {
			return nil, nil, doc.Err()
		}
		s := &Sheet{}
		_, warnings := ProfileFrom(doc.Root())
		s.Take(doc.Root().Items(), "profile")
		return s, warnings, doc.Err()
	}
	p := r.planReader(name)
	p.whole(doc.Root())
	_, warnings, err := p.result(doc)
	if err != nil {
		return nil, nil, err
	}
	s := &Sheet{}
	if path, ok := SheetOf(doc.Root()).Value("profile").(string); ok {
		if err := p.takeIn(s, path, "profile"); err != nil {
			return nil, nil, err
		}
	}
	for _, item := range doc.Root().Items() {
		if len(item.Path) > 1 || item.Path[0] != "profile" || item.Value == nil {
			s.Take([]tomlfile.Item{item})
		}
	}
	return s, warnings, p.takeInScenarios(s)
}

// takeIn puts what a file says at a place of a sheet.
func (p *planReader) takeIn(s *Sheet, path string, at ...string) error {
	data, err := p.Open(p.relative(path))
	if err != nil {
		return err
	}
	doc := tomlfile.ParseEither(p.relative(path), data)
	// The reader of the file says which of its texts are days.
	if at[0] == "profile" {
		ProfileFrom(doc.Root())
	} else {
		scenarioFrom(doc.Root(), at[len(at)-1], nil)
	}
	s.Take(doc.Root().Items(), at...)
	return nil
}

// takeInScenarios puts the scenario files that options name into the sheet,
// each under its file's name or a like one that is free.
func (p *planReader) takeInScenarios(s *Sheet) error {
	taken := map[string]string{}
	for _, option := range s.Keys("options") {
		refs, ok := s.Value("options", option, "scenarios").([]any)
		if !ok {
			continue
		}
		refs = slices.Clone(refs)
		for i, ref := range refs {
			path, ok := ref.(string)
			if _, own := p.own[path]; !ok || own || !isPath(path) {
				continue
			}
			if taken[path] == "" {
				taken[path] = s.Free(nameOf(path), "scenarios")
				if err := p.takeIn(s, path, "scenarios", taken[path]); err != nil {
					return err
				}
			}
			refs[i] = taken[path]
		}
		s.Set(refs, "options", option, "scenarios")
	}
	return nil
}

// Free returns a name like the one given that is not yet taken in the table at
// a path, and that is none of the library's.
func (s *Sheet) Free(name string, path ...string) string {
	taken := append(s.Keys(path...), libraryNames()...)
	free := name
	for n := 2; slices.Contains(taken, free); n++ {
		free = name + "-" + strconv.Itoa(n)
	}
	return free
}

// LibrarySheet returns what the file of a scenario of the library says.
func LibrarySheet(name string) (*Sheet, bool) {
	data, ok := libraryText(name)
	if !ok {
		return nil, false
	}
	return SheetOf(tomlfile.Parse(name+".toml", data).Root()), true
}

// SampleSheet returns the plan of [SamplePlan] in a language as one sheet.
func SampleSheet(lang string, today civil.Day) *Sheet {
	r := sampleReader(lang, today)
	data, err := r.Open("plan.toml")
	if err == nil {
		var s *Sheet
		if s, _, err = r.Whole("plan.toml", data); err == nil {
			return s
		}
	}
	panic("scenarios: the sample is broken: " + err.Error())
}
