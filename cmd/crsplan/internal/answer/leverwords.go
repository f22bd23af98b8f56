package answer

import (
	"fmt"
	"slices"
	"strings"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/search"
	"crsplan/sim/streams"
)

// needed lists what each test of the language asks for, in each ability that
// has to rise.
func needed(r *search.Raise) []Needed {
	var list []Needed
	for _, test := range language.Tests() {
		if test.Language != r.Language {
			continue
		}
		for _, a := range language.Abilities {
			if score, ok := test.Minimum(a, int(r.To[a])); ok && r.To[a] > r.From[a] {
				list = append(list, Needed{test.ID, test.Name, a.String(), score})
			}
		}
	}
	return list
}

// because says where the points of a lever come from.
func because(c *reason.Catalogue, l *search.Lever) string {
	var parts []string
	for _, part := range l.Parts {
		if part.Delta != 0 {
			parts = append(parts, fmt.Sprintf("%s %+d", c.Term("part."+part.Key), part.Delta))
		}
	}
	text := strings.Join(parts, ", ")
	if level := completes(l); level > 0 {
		scale := reason.Term("scale." + l.Raise.Language.String())
		if text == "" {
			return c.Phrase("lever.completes/alone", "scale", scale, "level", level)
		}
		return c.Phrase("lever.completes", "scale", scale, "level", level, "parts", text)
	}
	return text
}

func completes(l *search.Lever) int {
	if l.Raise == nil {
		return 0
	}
	return l.Raise.Completes()
}

// mostCliffs is how many cliffs are told.
const mostCliffs = 4

// cliffs puts the raises of test results into sentences, those with the most
// points for each month first: single abilities before all four.
func cliffs(c *reason.Catalogue, n profile.Names, levers []search.Lever) []Cliff {
	var raises []*search.Lever
	for i := range levers {
		if levers[i].Raise != nil && levers[i].Points > 0 {
			raises = append(raises, &levers[i])
		}
	}
	slices.SortStableFunc(raises, func(a, b *search.Lever) int { return search.ByMonth.Compare(a, b, 0, 0) })
	list := []Cliff{}
	for _, l := range raises[:min(mostCliffs, len(raises))] {
		what := c.Phrase("lever.cliff", "what", Called(c, n, c.Text(l.Scenario.Title)), "points", l.Points)
		if level := completes(l); level > 0 {
			scale := reason.Term("scale." + l.Raise.Language.String())
			what = c.Phrase("lever.cliff/completes", "what", Called(c, n, c.Text(l.Scenario.Title)), "points", l.Points, "scale", scale, "level", level)
		}
		list = append(list, Cliff{l.Name, what})
	}
	return list
}

// nothing lists the moves that are none.
func nothing(c *reason.Catalogue, n profile.Names, levers []search.Lever) []NoLever {
	list := []NoLever{}
	for i := range levers {
		l := &levers[i]
		switch {
		case !l.Blocked.IsZero():
			list = append(list, NoLever{l.Name, Called(c, n, c.Text(l.Scenario.Title)), c.Say(l.Blocked)})
		case l.Points == 0 && len(l.Opens) == 0:
			list = append(list, NoLever{l.Name, Called(c, n, c.Text(l.Scenario.Title)), c.Phrase("lever.nothing")})
		}
	}
	return list
}

// comingMonths is how far ahead is told what time alone does.
const comingMonths = 24

// coming lists what time alone does to the score.
func coming(c *reason.Catalogue, stay *sim.Projection) []Coming {
	list := []Coming{}
	for _, e := range stay.Events {
		if e.Delta != 0 && e.On <= stay.Start.AddMonths(comingMonths) {
			list = append(list, Coming{e.On, Called(c, namesOn(stay, e.On), c.Say(e.What)), e.Delta})
		}
	}
	return list
}

// Active says whether a stream held a round in the twelve months before the
// data date.
func Active(record *draws.Record, today civil.Day, s draws.Stream) bool {
	return streams.StateOf(s, record, today) == draws.Active
}
