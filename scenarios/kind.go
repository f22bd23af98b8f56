package scenarios

import (
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// Kind is what a file of a user's is.
type Kind string

// The kinds of files that people write.
const (
	AProfile     Kind = "profile"
	AScenario    Kind = "scenario"
	APlan        Kind = "plan"
	AnInstrument Kind = "instrument"
	AnOffice     Kind = "office"
)

// Kinds returns the kinds of files that people write.
func Kinds() []Kind { return []Kind{AProfile, AScenario, APlan, AnInstrument, AnOffice} }

// Term names the kind in words.
func (k Kind) Term() reason.Term { return reason.Term("kind." + string(k)) }

// signs are the keys at the top of a file that tell its kind. A profile and an
// instrument may both speak of education or age, which tell nothing.
var signs = []struct {
	kind Kind
	keys []string
	hint reason.Reason
}{
	{AProfile, []string{"stated_on", "birth_date", "languages", "marital_status"}, reason.New("kind.other/profile-hint")},
	{AnInstrument, []string{"in_force", "status", "announced", "changes", "unknown", "sections", "transferability", "high_wage"}, reason.New("kind.other/instrument-hint")},
	{APlan, []string{"options", "profile"}, reason.New("kind.other/plan-hint")},
	{AScenario, []string{"steps", "rules"}, reason.New("kind.other/scenario-hint")},
	{AnOffice, []string{"licence", "adviser", "logo"}, reason.New("kind.other/office-hint")},
}

// kindOf returns the kind of a document by the first of its signs, and where
// in signs it stands; "" where there is none.
func kindOf(t *tomlfile.Table) (sign string, at int) {
	keys := t.Keys()
	for i := range signs {
		for _, key := range signs[i].keys {
			if slices.Contains(keys, key) {
				return key, i
			}
		}
	}
	return "", 0
}

// nearKind returns the kind of a document whose keys are misspelled, as in
// birthDate, so that each is told with the right one.
func nearKind(t *tomlfile.Table) (at int, found bool) {
	for i := range signs {
		for _, key := range t.Keys() {
			if _, near := tomlfile.Nearest(key, signs[i].keys); near {
				return i, true
			}
		}
	}
	return 0, false
}

// otherKind reports a file of another kind than the one wanted. That is one
// problem, in place of one for each of its keys.
func otherKind(t *tomlfile.Table, wanted Kind) bool {
	keys := t.Keys()
	for i := range signs {
		if signs[i].kind == wanted && slices.ContainsFunc(signs[i].keys, func(key string) bool { return slices.Contains(keys, key) }) {
			return false
		}
	}
	sign, at := kindOf(t)
	if sign == "" {
		return false
	}
	for _, key := range keys {
		t.Ignore(key)
	}
	t.RejectKey(sign, reason.New("kind.other", "found", signs[at].kind.Term(), "wanted", wanted.Term()), signs[at].hint)
	return true
}

// Checked is what was found in a file.
type Checked struct {
	Kind     Kind             // "" where nothing tells
	Label    reason.Text      // the name or the title that it gives itself
	Stated   civil.Day        // the day on which a person's facts are true; zero where there is no person
	Profile  *profile.Profile // of a profile or a plan without problems
	Warnings reason.Warnings
	Problems tomlfile.Problems // of the file, and of those that it names
}

// Check reads a file as what it is, to the end: all that is wrong with it, and
// with the files that it names.
func (r *Reader) Check(name string, data []byte) Checked {
	doc := tomlfile.ParseEither(name, data)
	sign, at := kindOf(doc.Root())
	if sign == "" {
		var near bool
		if at, near = nearKind(doc.Root()); !near {
			return Checked{Problems: noKind(doc)}
		}
	}
	found := Checked{Kind: signs[at].kind}
	var err error
	switch found.Kind {
	case AProfile:
		p, w, e := ReadProfile(name, data)
		if found.Warnings, err = w, e; err == nil {
			found.Label, found.Stated, found.Profile = p.Name, p.StatedOn, p
		}
	case AScenario:
		s, w, e := ReadScenario(name, data)
		if found.Warnings, err = w, e; err == nil {
			found.Label = s.Title
		}
	case APlan:
		p, w, e := r.Plan(name, data)
		if found.Warnings, err = w, e; err == nil {
			found.Label, found.Stated, found.Profile = p.Profile.Name, p.Profile.StatedOn, p.Profile
		}
	case AnInstrument:
		in, e := ReadInstrument(name, data)
		if err = e; err == nil {
			found.Label = in.Title
		}
	case AnOffice:
		o, e := r.Office(name, data)
		if err = e; err == nil {
			found.Label = reason.Text{English: o.Name}
		}
	}
	if err != nil {
		found.Problems = err.(tomlfile.Problems)
	}
	return found
}

// ReadInstrument reads an instrument file. The error is tomlfile.Problems.
func ReadInstrument(name string, data []byte) (*crs.Instrument, error) {
	doc := tomlfile.ParseEither(name, data)
	if otherKind(doc.Root(), AnInstrument) {
		return nil, doc.Err()
	}
	return crs.ReadInstrument(name, data)
}

// noKind is what is wrong with a document that is of no kind.
func noKind(doc *tomlfile.Document) tomlfile.Problems {
	t := doc.Root()
	for _, key := range t.Keys() {
		t.Ignore(key)
	}
	t.RejectSelf(reason.New("kind.none"), reason.New("kind.none/hint"))
	return doc.Err().(tomlfile.Problems)
}
