package answer

import (
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// Library is a list of scenarios.
type Library struct {
	Schema    int        `json:"schema"`
	Scenarios []Scenario `json:"scenarios"`
}

// Scenario is one scenario with what it rests on.
type Scenario struct {
	Scenario    string         `json:"scenario"`
	Title       string         `json:"title"`
	Summary     string         `json:"summary"`
	Months      Range          `json:"months"`
	Cost        Range          `json:"cost_cad"`
	Steps       []ScenarioStep `json:"steps"`
	Rules       string         `json:"rules,omitempty"`
	Assumptions []string       `json:"assumptions"`
	Sources     []string       `json:"sources"`
	Closed      string         `json:"closed,omitempty"` // why it can no longer be done
}

// ScenarioStep is one step of a scenario.
type ScenarioStep struct {
	Step     string   `json:"step"`
	Title    string   `json:"title"`
	Months   Range    `json:"months"`
	Cost     Range    `json:"cost_cad"`
	Chance   float64  `json:"chance"` // of a try
	Works    float64  `json:"works"`  // in the end, all its tries together
	After    []string `json:"after"`  // never null
	WaitsFor string   `json:"waits_for,omitempty"`
	Source   string   `json:"source"`
}

// ScenarioOf makes the document of a scenario as known on a day. Its months are
// those of the longest way through its steps.
func ScenarioOf(c *reason.Catalogue, s *sim.Scenario, known civil.Day) Scenario {
	doc := Scenario{Scenario: s.Name, Title: c.Text(s.Title), Summary: c.Text(s.Summary), Steps: []ScenarioStep{}, Assumptions: c.Texts(s.Assumptions), Sources: c.Texts(s.Sources)}
	if s.Rules != nil {
		doc.Rules = s.Rules.Instrument.ID
	}
	doc.Months = Range(s.Length())
	var cost sim.Range
	for i := range s.Steps {
		step := &s.Steps[i]
		if on, closed := draws.ClosedOn(step.WaitsFor); closed && on <= known {
			doc.Closed = c.Phrase("scenario-closed", "stream", step.WaitsFor.Term(), "on", on)
		}
		cost = cost.Plus(step.Cost)
		doc.Steps = append(doc.Steps, ScenarioStep{step.Name, c.Text(step.Title), Range(step.Months), Range(step.Cost), step.Chance, share(step.Works()), append([]string{}, step.After...), string(step.WaitsFor), c.Text(step.Source)})
	}
	doc.Cost = Range(cost)
	return doc
}
