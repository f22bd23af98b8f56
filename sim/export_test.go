package sim

import "crsplan/sim/draws"

// Risk says whether a replay calls an invitation at risk.
func Risk(p *Projection, r *draws.Round) bool { risk := p.risk(r); return !risk.IsZero() }

// Times are the rows of times.toml.
var Times = func() []timeRow { return times() }
