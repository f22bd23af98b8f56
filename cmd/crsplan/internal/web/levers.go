package web

import (
	"context"
	"slices"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/reason"
	"crsplan/sim/search"
)

// levers are what single changes are worth, as the template shows them.
type levers struct {
	Figure  figure
	Table   page.Table
	Legend  string
	Cliffs  []string
	Nothing []string
}

// leversName is what the chart of the levers is called as a file.
const leversName = "levers"

// library are the moves of the library as known on the day.
func library(q *asked) (list []*sim.Scenario) {
	for _, name := range scenarios.LibraryNames() {
		if s, _ := scenarios.Library(name); s.Known <= q.world.Known {
			list = append(list, s)
		}
	}
	return list
}

// movesOf are what could be done: the library's moves, and the plan's own.
func movesOf(q *asked) []search.Move {
	list := library(q)
	for _, o := range q.plan.Options {
		for _, s := range o.Scenarios {
			if !slices.ContainsFunc(list, func(other *sim.Scenario) bool { return other.Name == s.Name }) {
				list = append(list, s)
			}
		}
	}
	return search.Library(list)
}

// bare is the plan without its options.
func bare(q *asked) *sim.Plan {
	return &sim.Plan{Profile: q.plan.Profile, Start: q.plan.Start, HorizonMonths: q.plan.HorizonMonths}
}

// leversOf plays every single change. Their chances are not asked for: that
// takes long.
func leversOf(ctx context.Context, c *reason.Catalogue, q *asked) (*answer.Levers, error) {
	return answer.LeversOf(ctx, c, q.world, bare(q), movesOf(q), q.record, answer.LeversQuery{By: search.ByPoints}, q.warnings)
}

func tornado(c *reason.Catalogue, doc *answer.Levers, q *asked) charts.Named {
	return charts.Named{Name: leversName, Chart: charts.Levers(c, doc, q.record)}
}

// mostLevers is how many changes the table lists.
const mostLevers = 15

// leversView makes levers ready to be shown.
func leversView(c *reason.Catalogue, s *state, q *asked, doc *answer.Levers) *levers {
	v := &levers{
		Figure: figureOf(c, s, tornado(c, doc, q)), Legend: c.Phrase("levers-legend/no-chances"),
		Table: page.LeversTable(writer(c), doc, q.record, mostLevers).Titled(c.Term("page.levers")),
	}
	if text := doc.NotIncluded(c, mostLevers); text != "" {
		v.Legend += " " + text
	}
	for _, cliff := range doc.Cliffs {
		v.Cliffs = append(v.Cliffs, reason.Capital(cliff.What))
	}
	for _, n := range doc.Nothing {
		text := n.Title
		if n.Why != "" {
			text = c.Phrase("labelled", "label", n.Title, "text", n.Why)
		}
		v.Nothing = append(v.Nothing, text)
	}
	return v
}
