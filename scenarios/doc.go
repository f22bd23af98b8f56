// Package scenarios reads what a user writes: profiles, scenarios and plans,
// in TOML or the same as JSON, and ships a library of scenarios.
//
// A reader takes a [tomlfile.Table] and gives a value of package profile or
// sim; whatever is wrong goes to the table's document, so that all problems of
// a file come out at once, each with its place and a hint. What is allowed but
// doubtful comes back as warnings.
//
// What a writer says to readers (name, title, summary, assumptions, sources,
// source) may be said in French too, beside it: title_fr, assumptions_fr.
//
// To add a scenario to the library, add a file to library/. It is listed by
// its name; no code changes. A test asks for its French.
package scenarios

import (
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// ReadProfile reads a profile file. The error is tomlfile.Problems.
func ReadProfile(name string, data []byte) (*profile.Profile, reason.Warnings, error) {
	return profileOf(tomlfile.ParseEither(name, data))
}

func profileOf(doc *tomlfile.Document) (*profile.Profile, reason.Warnings, error) {
	if otherKind(doc.Root(), AProfile) {
		return nil, nil, doc.Err()
	}
	p, warnings := ProfileFrom(doc.Root())
	if err := doc.Err(); err != nil {
		return nil, nil, err
	}
	return p, warnings, nil
}
