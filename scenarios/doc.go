// Package scenarios reads what a user writes: profiles, scenarios, plans and
// instruments, in TOML or the same as JSON, tells them apart, and ships a
// library of scenarios. [Schema] says the same of each kind of file as its
// reader, for editors.
//
// A reader takes a [tomlfile.Table] and gives a value of package profile or
// sim; whatever is wrong goes to the table's document, so that all problems of
// a file come out at once, each with its place and a hint. What is allowed but
// doubtful comes back as warnings.
//
// What a writer says to readers (name, title, summary, assumptions, sources,
// source) may be said in French too, beside it: title_fr, assumptions_fr.
//
// # To add a scenario to the library
//
// No code changes. Put a file into library/; its name is the scenario's. It says
// what it assumes and where its figures come from, in both languages, and never
// what it is worth, which is worked out for each person. Begin with the one that
// init writes, and look at what it does to somebody:
//
//	$ crsplan check scenario.toml
//	scenario.toml: a scenario, "Resit English, then study a year of French",
//	  nothing wrong
//	$ crsplan plan profile.toml ./scenario.toml --no-charts
//	Best, found by our search: Learn French to NCLC 7.
//	...
//
// The tests of the library say what else a scenario owes its reader.
//
// # To add a key to a file
//
// Ask for it in the reader and name it in the schema of the same table
// (schemaprofile.go, schemascenario.go, schemainstrument.go), with what it means
// in the catalogues of package reason. A test fails while the two differ.
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
