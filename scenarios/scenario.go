package scenarios

import (
	"math"
	"path/filepath"
	"slices"
	"strings"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// Bounds of a step. They catch slips.
const (
	mostStepMonths = 240.0
	mostStepCost   = 10_000_000.0
	mostTries      = 20
)

// ReadScenario reads a scenario file; its name without the ending is the
// scenario's. The error is tomlfile.Problems.
func ReadScenario(name string, data []byte) (*sim.Scenario, reason.Warnings, error) {
	doc := tomlfile.ParseEither(name, data)
	if otherKind(doc.Root(), AScenario) {
		return nil, nil, doc.Err()
	}
	s, warnings := scenarioFrom(doc.Root(), nameOf(name), nil)
	if err := doc.Err(); err != nil {
		return nil, nil, err
	}
	return s, warnings, nil
}

// nameOf returns the name of a file without folder and ending.
func nameOf(path string) string {
	base := filepath.Base(path)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// scenarioFrom reads a scenario from a table. Others are the names of the
// scenarios that stand beside it, which it may require or exclude.
func scenarioFrom(t *tomlfile.Table, name string, others []string) (*sim.Scenario, reason.Warnings) {
	r := scenarioReader{profileReader: profileReader{p: &profile.Profile{}}, others: others}
	s := &sim.Scenario{Name: name}
	t.Require("title")
	s.Title = t.Text("title")
	s.Summary = t.Text("summary")
	s.Assumptions = t.Texts("assumptions")
	s.Sources = t.Texts("sources")
	s.Known, _ = t.Day("known_from")
	s.Requires = r.facts(t, "requires")
	s.Conflicts = r.facts(t, "conflicts")
	s.Rules = rulesChange(t.Table("rules"), name)
	steps := t.Tables("steps")
	for _, step := range steps {
		s.Steps = append(s.Steps, r.step(step))
	}
	checkOrder(steps, s.Steps)
	if len(s.Steps) == 0 && s.Rules == nil && t != nil && !t.Has("steps") {
		t.RejectSelf(reason.New("scenario.empty"), reason.New("scenario.empty/hint"))
	}
	return s, r.warnings
}

// scenarioReader reads scenarios. What a step makes true is read as in a
// profile, but for days, which have no stated_on to be held against.
type scenarioReader struct {
	profileReader
	others []string
}

// facts reads a list of facts or names of scenarios.
func (r *scenarioReader) facts(t *tomlfile.Table, key string) []string {
	list, _ := t.Strings(key)
	known := slices.Concat(slices.Sorted(keys(sim.Facts)), libraryNames(), r.others)
	for i, name := range list {
		if slices.Contains(known, name) {
			continue
		}
		hint := reason.New("scenario.fact/hint", "facts", strings.Join(slices.Sorted(keys(sim.Facts)), ", "))
		if near, ok := tomlfile.Nearest(name, known); ok {
			hint = reason.New("hint.did-you-mean", "near", near)
		}
		t.RejectItem(key, i, reason.New("scenario.fact", "name", name), hint)
	}
	return list
}

func keys[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// rulesChange reads the instrument of a scenario: one that ships by its name,
// or tables of its own.
func rulesChange(t *tomlfile.Table, name string) *sim.RulesChange {
	if t == nil {
		return nil
	}
	change := &sim.RulesChange{}
	change.From, _ = t.Day("from")
	if !t.Has("instrument") {
		change.Instrument = crs.WhatIfFrom(t, name)
		return change
	}
	var ids []string
	for _, in := range crs.Embedded().Proposals() {
		ids = append(ids, in.ID)
	}
	if id, ok := t.OneOf("instrument", ids...); ok {
		change.Instrument, _ = crs.Embedded().Proposal(id)
	}
	return change
}

func (r *scenarioReader) step(t *tomlfile.Table) sim.Step {
	s := sim.Step{Name: t.Name(), Chance: 1, Tries: 1}
	s.Title = t.Text("title")
	if who, ok := t.OneOf("who", "self", "partner"); ok && who == "partner" {
		s.Who = sim.ThePartner
	}
	s.Months = readRange(t, "months", mostStepMonths)
	s.Cost = readRange(t, "cost_cad", mostStepCost)
	s.FeeUnpublished, _ = t.Bool("fee_not_published")
	s.NoChance = t.Text("no_chance")
	if chance, ok := t.Float("chance", 0, 1); ok {
		s.Chance, s.NoChance = chance, reason.Text{} // whoever sets one assumes it
	}
	if tries, ok := t.Int("tries", 1, mostTries); ok {
		s.Tries = tries
	}
	s.Source = t.Text("source")
	s.After, _ = t.Strings("after")
	s.StartsOn, _ = t.Day("starts_on")
	if stream, ok := t.OneOf("waits_for", streamKeys()...); ok {
		s.WaitsFor = draws.Stream(stream)
	}
	s.Requires = r.facts(t, "requires")
	s.Conflicts = r.facts(t, "conflicts")
	s.During = r.during(t.Table("during"))
	s.Then = r.change(t.Table("then"))
	return s
}

// streamKeys are the streams whose draws a step may wait for: those of
// Ontario, which notify, and the provinces' own rounds. A federal round invites,
// which is no step.
func streamKeys() []string {
	var list []string
	for _, s := range draws.Streams() {
		if s.Ontario() {
			list = append(list, string(s))
		}
	}
	for _, s := range draws.ProvincialStreams() {
		list = append(list, string(s))
	}
	return list
}

// readRange reads a number, or a table of low, likely and high.
func readRange(t *tomlfile.Table, key string, most float64) sim.Range {
	if t.Kind(key) != tomlfile.Sub {
		v, _ := t.Float(key, 0, most)
		return sim.Exactly(v)
	}
	t = t.Table(key)
	t.Require("low", "likely", "high")
	var r sim.Range
	r.Low, _ = t.Float("low", 0, most)
	r.Likely, _ = t.Float("likely", 0, most)
	r.High, _ = t.Float("high", 0, most)
	if t.Has("low") && t.Has("likely") && t.Has("high") && (r.Low > r.Likely || r.Likely > r.High) {
		t.RejectSelf(reason.New("scenario.range-order", "key", key), reason.New("scenario.range-order/hint", "example", key+" = { low = 2, likely = 4, high = 8 }"))
	}
	return r
}

func (r *scenarioReader) during(t *tomlfile.Table) sim.During {
	var d sim.During
	switch work, _ := t.OneOf("work", "stop", "canada", "abroad"); work {
	case "stop":
		d.Work = sim.StopWork
	case "canada":
		d.Work = sim.WorkInCanada
	case "abroad":
		d.Work = sim.WorkAbroad
	}
	switch study, _ := t.OneOf("study", "canada", "abroad"); study {
	case "canada":
		d.Study = sim.StudyInCanada
	case "abroad":
		d.Study = sim.StudyAbroad
	}
	if t.Has("noc") {
		d.NOC = r.occupation(t, "noc")
	}
	if t.Has("province") {
		d.Province = province(t, "province")
	}
	if hours, ok := t.Float("hours_per_week", leastHours, mostHours); ok {
		d.Hours = int(math.Round(hours * 100))
	}
	return d
}

// checkOrder sees that steps come after steps that there are, and that none
// waits for itself.
func checkOrder(tables []*tomlfile.Table, steps []sim.Step) {
	names := make([]string, len(steps))
	places := make(map[string]int, len(steps))
	for i := range steps {
		names[i] = steps[i].Name
		if _, twice := places[names[i]]; !twice {
			places[names[i]] = i
		}
	}
	for i, t := range tables {
		for j, after := range steps[i].After {
			if _, ok := places[after]; ok {
				continue
			}
			hint := reason.New("scenario.after/hint", "steps", strings.Join(names[:min(len(names), mostNamed)], ", "))
			if near, ok := tomlfile.Nearest(after, names); ok {
				hint = reason.New("hint.did-you-mean", "near", near)
			}
			t.RejectItem("after", j, reason.New("scenario.after", "step", after), hint)
		}
	}
	told := 0
	for _, i := range waiting(places, steps) {
		loop := waitsForItself(i, places, steps)
		if loop == nil {
			continue
		}
		tables[i].Reject("after", reason.New("scenario.waits-for-itself", "step", names[i], "way", strings.Join(loop, " → ")), reason.New("scenario.waits-for-itself/hint"))
		if told++; told == mostNamed {
			return
		}
	}
}

// mostNamed is how many steps a hint names, and how many of those that wait for
// themselves are told of.
const mostNamed = 20

// waiting returns the steps that never get their turn, because they wait for
// themselves or come after one that does, by taking out those that do, one by one.
//
// Source: Kahn (1962), Topological sorting of large networks.
func waiting(places map[string]int, steps []sim.Step) []int {
	left := make([]int, len(steps)) // how many steps each waits for
	before := make([][]int, len(steps))
	for i := range steps {
		for _, after := range steps[i].After {
			if j, ok := places[after]; ok {
				left[i]++
				before[j] = append(before[j], i)
			}
		}
	}
	var free []int
	for i, n := range left {
		if n == 0 {
			free = append(free, i)
		}
	}
	for len(free) > 0 {
		i := free[len(free)-1]
		free = free[:len(free)-1]
		for _, j := range before[i] {
			if left[j]--; left[j] == 0 {
				free = append(free, j)
			}
		}
	}
	var list []int
	for i, n := range left {
		if n > 0 {
			list = append(list, i)
		}
	}
	return list
}

// waitsForItself returns the way from a step back to itself, if there is one.
func waitsForItself(start int, places map[string]int, steps []sim.Step) []string {
	seen := make([]bool, len(steps))
	var walk func(i int, way []string) []string
	walk = func(i int, way []string) []string {
		for _, after := range steps[i].After {
			j, ok := places[after]
			switch {
			case ok && j == start:
				return append(way, after)
			case ok && !seen[j]:
				seen[j] = true
				if loop := walk(j, append(way, after)); loop != nil {
					return loop
				}
			}
		}
		return nil
	}
	return walk(start, []string{steps[start].Name})
}

// later reads a day that may also be the day the step is done.
func later(t *tomlfile.Table, key string) (day civil.Day, done bool) {
	if t.Kind(key) == tomlfile.String {
		_, done = t.OneOf(key, "done")
		return 0, done
	}
	day, _ = t.Day(key)
	return day, false
}
