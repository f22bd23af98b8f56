package scenarios

import (
	"path/filepath"
	"slices"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// Client is one of many: a profile, with a plan of its own or without, from a
// file of a folder or from a line of a JSON Lines file.
type Client struct {
	ID any       // a string or an integer as it stood; nil where there is none
	On civil.Day // zero where there is none
	// Plan has the options that the client came with; none: those that all
	// have in common. A horizon of zero is one that is not given.
	Plan     *sim.Plan
	Warnings reason.Warnings
	Err      error // tomlfile.Problems, placed in the file
}

// ClientLine reads line n of a file of clients: a plan with its profile inside
// or named, or a profile, which may have the keys of a plan beside its own.
func (r *Reader) ClientLine(file string, n int, text []byte) Client {
	doc := tomlfile.ParseJSON(file, n, text)
	t := doc.Root()
	var c Client
	if t.Kind("id") == tomlfile.Integer {
		if id, ok := t.Int("id", -1<<53, 1<<53); ok {
			c.ID = id
		}
	} else if id, ok := t.String("id"); ok {
		c.ID = id
	}
	c.On, _ = t.Day("on")
	p := r.planReader(file)
	if t.Has("profile") {
		p.whole(t)
	} else {
		p.profile(t)
		p.terms(t)
	}
	c.Plan, c.Warnings, c.Err = p.result(doc)
	return c
}

// ClientFile reads a file of a folder of clients: a plan, or a profile.
func (r *Reader) ClientFile(name string, data []byte) Client {
	doc := tomlfile.ParseEither(name, data)
	var c Client
	if isPlan(doc.Root()) {
		p := r.planReader(name)
		p.whole(doc.Root())
		c.Plan, c.Warnings, c.Err = p.result(doc)
		return c
	}
	p, warnings, err := profileOf(doc)
	c.Plan, c.Warnings, c.Err = &sim.Plan{Profile: p}, warnings, err
	return c
}

// Clients returns those of a folder's files that are clients, in their order:
// neither scenarios and instruments, nor profiles that a plan among the files
// names. A file that cannot be read stays, for whoever reads it to say why.
func (r *Reader) Clients(paths []string) []string {
	left := map[string]bool{}
	for _, path := range paths {
		data, err := r.Open(path)
		if err != nil {
			continue
		}
		t := tomlfile.ParseEither(path, data).Root()
		if isPlan(t) && t.Kind("profile") == tomlfile.String {
			named, _ := t.String("profile")
			left[filepath.Clean(r.planReader(path).relative(named))] = true
		}
		if sign, at := kindOf(t); sign != "" && (signs[at].kind == AScenario || signs[at].kind == AnInstrument) {
			left[filepath.Clean(path)] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(paths), func(path string) bool { return left[filepath.Clean(path)] })
}
