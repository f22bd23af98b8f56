// Package scenariotest has scenarios for tests beside those of the library.
package scenariotest

import (
	_ "embed"

	"crsplan/scenarios"
	"crsplan/sim"
)

// Nomination is a nomination of which nobody says how likely it is.
const Nomination = "provincial-nomination"

//go:embed provincial-nomination.toml
var nomination []byte

// Library returns a scenario of the library, or one for tests.
func Library(name string) (*sim.Scenario, bool) {
	if name != Nomination {
		return scenarios.Library(name)
	}
	s, _, err := scenarios.ReadScenario(name+".toml", nomination)
	if err != nil {
		panic(err)
	}
	s.Ours = true
	return s, true
}
