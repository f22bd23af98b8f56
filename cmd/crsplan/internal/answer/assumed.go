package answer

import (
	"strings"

	"crsplan/sim"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// Assumed is how likely a step is to work, all its tries together, and whose
// assumption that is: nobody knows it.
type Assumed struct {
	Scenario string  `json:"scenario"`
	Step     string  `json:"step"`
	Title    string  `json:"title"`
	Works    float64 `json:"works"`
	By       string  `json:"by"` // "library": the program's; "file": the user's own
}

// ByFile reports whether the user's own file assumes it, and not the program.
func (a Assumed) ByFile() bool { return a.By == byFile }

// The values of [Assumed.By].
const (
	byLibrary = "library"
	byFile    = "file"
)

// noEstimate is why no chance is told of an option; "" where one can be.
func noEstimate(c *reason.Catalogue, o sim.Option) string {
	why := o.NoChance()
	if why.IsZero() {
		return ""
	}
	return c.Phrase("chance.no-estimate", "why", why)
}

// assumedOf lists the steps of an option that may not work.
func assumedOf(c *reason.Catalogue, o sim.Option, n profile.Names) []Assumed {
	list := []Assumed{}
	steps := o.Steps()
	for k, s := range o.Scenarios {
		for range s.Steps {
			i := len(o.Steps()) - len(steps)
			step := steps[0]
			steps = steps[1:]
			if works := step.Works(); works < 1 && step.NoChance.IsZero() {
				by := byFile
				if s.Ours {
					by = byLibrary
				}
				list = append(list, Assumed{s.Name, step.Name, stepTitle(c, namesIn(n, o, k), c.Text(o.StepTitle(i)), step.Who), share(works), by})
			}
		}
	}
	return list
}

// AssumedText says whose assumption it is how likely steps are to work; "" where
// each is certain.
func AssumedText(c *reason.Catalogue, list []Assumed) string {
	var texts []string
	for _, whose := range []struct{ by, code string }{{byLibrary, "assumed.library"}, {byFile, "assumed.file"}} {
		var steps []string
		for _, a := range list {
			if a.By == whose.by {
				steps = append(steps, c.Phrase("assumed.step", "step", a.Title, "works", c.Percent(a.Works)))
			}
		}
		if steps != nil {
			texts = append(texts, c.Phrase(whose.code, "steps", strings.Join(steps, "; ")))
		}
	}
	return strings.Join(texts, " ")
}
