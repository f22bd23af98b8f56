// Package scenarios reads what a user writes: profiles, scenarios and plans,
// in TOML or the same as JSON, and ships a library of scenarios.
//
// A reader takes a [tomlfile.Table] and gives a value of package profile or
// sim; whatever is wrong goes to the table's document, so that all problems of
// a file come out at once, each with its place and a hint. What is allowed but
// doubtful comes back as warnings.
//
// To add a scenario to the library, add a file to library/. It is listed by
// its name; no code changes.
package scenarios

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"

	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// parse reads a document by its look: JSON where the name says so or the text
// begins with a brace, TOML otherwise.
func parse(name string, data []byte) *tomlfile.Document {
	if strings.EqualFold(filepath.Ext(name), ".json") || bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n"), []byte("{")) {
		return tomlfile.ParseJSON(name, 1, data)
	}
	return tomlfile.Parse(name, data)
}

// ReadProfile reads a profile file. The error is tomlfile.Problems.
func ReadProfile(name string, data []byte) (*profile.Profile, reason.Warnings, error) {
	doc := parse(name, data)
	if otherKind(doc.Root(), "kind.profile") {
		return nil, nil, doc.Err()
	}
	p, warnings := ProfileFrom(doc.Root())
	if err := doc.Err(); err != nil {
		return nil, nil, err
	}
	return p, warnings, nil
}

// kinds are the files that people write, each with keys that only it has.
var kinds = []struct {
	name  reason.Term
	signs []string
	hint  reason.Reason
}{
	{"kind.profile", []string{"stated_on", "birth_date", "languages"}, reason.New("kind.other/profile-hint")},
	{"kind.plan", []string{"options", "profile"}, reason.New("kind.other/plan-hint")},
	{"kind.scenario", []string{"steps", "rules"}, reason.New("kind.other/scenario-hint")},
}

// otherKind reports a file of another kind than the one wanted. That is one
// problem, in place of one for each of its keys.
func otherKind(t *tomlfile.Table, wanted reason.Term) bool {
	found, sign := -1, ""
	for i := range kinds {
		for _, key := range kinds[i].signs {
			if !slices.Contains(t.Keys(), key) {
				continue
			}
			if kinds[i].name == wanted {
				return false
			}
			if found < 0 {
				found, sign = i, key
			}
		}
	}
	if found < 0 {
		return false
	}
	for _, key := range t.Keys() {
		t.Ignore(key)
	}
	t.RejectKey(sign, reason.New("kind.other", "found", kinds[found].name, "wanted", wanted), kinds[found].hint)
	return true
}
