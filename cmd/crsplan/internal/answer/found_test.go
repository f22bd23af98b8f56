package answer

import (
	"slices"
	"testing"

	"crsplan/sim"
	"crsplan/sim/search"
)

// Of what a search finds the likeliest is looked at, and of those within three
// points of it the soonest and the cheapest, where they are so by something.
func TestWhatOfASearchIsWorthALook(t *testing.T) {
	made := map[string]*sim.Scenario{}
	route := func(name string, chance, months, cost float64, steps ...string) *search.Ranked {
		o := sim.Option{Name: name}
		for _, s := range steps {
			if made[s] == nil {
				made[s] = &sim.Scenario{Name: s}
			}
			o.Scenarios = append(o.Scenarios, made[s])
		}
		return &search.Ranked{Route: &search.Route{Option: o, Cost: sim.Range{Likely: cost}}, Chance: chance, Months: months}
	}
	for _, test := range []struct {
		name string
		seen []*search.Ranked
		want []string
	}{
		{"nothing where every chance is told as none", []*search.Ranked{route("a", 0.0049, 30, 0, "a")}, nil},
		{"the likeliest alone, more than three points ahead", []*search.Ranked{route("a", .50, 30, 900, "a"), route("b", .469, 9, 0, "b")}, []string{"a"}},
		{"the cheaper by more than $100, within three points", []*search.Ranked{route("a", .50, 30, 900, "a"), route("b", .471, 30, 799, "b")}, []string{"a", "b"}},
		{"not the cheaper by $100", []*search.Ranked{route("a", .50, 30, 900, "a"), route("b", .471, 30, 800, "b")}, []string{"a"}},
		{"the sooner by more than a month", []*search.Ranked{route("a", .50, 30, 900, "a"), route("b", .48, 28.9, 900, "b")}, []string{"a", "b"}},
		{"the cheaper that is the soonest by too little", []*search.Ranked{route("a", .50, 30, 900, "a"), route("b", .48, 29.5, 100, "b")}, []string{"a", "b"}},
		{"not a further step that gains nothing", []*search.Ranked{route("a+b", .50, 30, 900, "a", "b"), route("a", .48, 30.5, 900, "a")}, []string{"a"}},
		{"but one that gains more than a month", []*search.Ranked{route("a+b", .50, 28, 900, "a", "b"), route("a", .48, 30.5, 900, "a")}, []string{"a+b"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, r := range worthALook(test.seen) {
				got = append(got, r.Option.Name)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("%v, want %v", got, test.want)
			}
		})
	}
}
