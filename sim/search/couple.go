package search

import (
	"slices"

	"crsplan/sim"
)

// Way is one of the four ways in which a couple may apply: either of the two,
// with the other coming along or staying behind.
type Way struct {
	Partner      bool // the partner applies
	Accompanying bool // the other comes along
	// Stated is set of the way that the profile states.
	Stated bool
	// Plan is the plan of that way; nil where it cannot be. Lacks are the keys
	// of the profile that are missing for whoever applies or comes along.
	Plan  *sim.Plan
	Lacks []string
}

// Ways returns the four ways of a couple, the stated one first; nil for
// somebody without a partner, and for one whose partner is a citizen or a
// permanent resident, of whom nothing depends on it.
func Ways(w *sim.World, plan *sim.Plan) []Way {
	p := plan.Profile
	if p.Partner == nil || !p.Marital.Coupled() || p.Partner.CitizenOrPR {
		return nil
	}
	p = w.Settled(p)
	start, shift := w.Start(plan)
	lacks := p.Partner.LacksToApply()
	var ways []Way
	for _, partner := range []bool{false, true} {
		for _, along := range []bool{p.Partner.Accompanying, !p.Partner.Accompanying} {
			way := Way{Partner: partner, Accompanying: along, Stated: !partner && along == p.Partner.Accompanying, Lacks: lacks}
			if !partner {
				way.Lacks = countsBeside(lacks, along)
			}
			other := *plan
			other.Profile = p.Clone()
			other.Profile.Partner.Accompanying = along
			if !partner || other.Profile.Swap(start+shift) {
				way.Plan = &other
			}
			ways = append(ways, way)
		}
	}
	return ways
}

// countsBeside returns the missing keys that matter of a partner who does not
// apply: of one who comes along tests and credential count, of one who stays
// behind nothing does.
func countsBeside(lacks []string, along bool) []string {
	return slices.DeleteFunc(slices.Clone(lacks), func(key string) bool {
		return !along || key != "partner.languages" && key != "partner.education"
	})
}

// Key names a way.
func (w *Way) Key() string {
	key := "self"
	if w.Partner {
		key = "partner"
	}
	if w.Accompanying {
		return key + "-with"
	}
	return key + "-alone"
}
