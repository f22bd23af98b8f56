package search_test

import (
	"os"
	"path/filepath"
	"testing"

	"crsplan/scenarios"
	"crsplan/scenarios/scenariotest"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/profile"
	"crsplan/sim/search"
)

var day = civil.MustParse

// now is the world of the people of the tests, which are those of
// testdata/profiles.
func now() *sim.World {
	today := day("2026-11-22")
	return &sim.World{Book: crs.Embedded(), Today: today, Known: today}
}

func person(t testing.TB, name string) *profile.Profile {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "testdata", "profiles", name+".toml"))
	if err != nil {
		t.Fatal(err)
	}
	p, _, err := scenarios.ReadProfile(name+".toml", data)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func plan(t testing.TB, name string) *sim.Plan {
	t.Helper()
	return &sim.Plan{Profile: person(t, name), HorizonMonths: 36}
}

// library returns moves of the library, all of them where none is named.
func library(t testing.TB, names ...string) []search.Move {
	t.Helper()
	if len(names) == 0 {
		names = scenarios.LibraryNames()
	}
	var list []*sim.Scenario
	for _, name := range names {
		s, ok := scenariotest.Library(name)
		if !ok {
			t.Fatalf("%s is not in the library", name)
		}
		list = append(list, s)
	}
	return search.Library(list)
}
