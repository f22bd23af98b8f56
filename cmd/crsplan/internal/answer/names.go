package answer

import (
	"regexp"
	"slices"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// Called writes the names of a couple into a text.
func Called(c *reason.Catalogue, n profile.Names, text string) string {
	return n.In(c.Lang(), text)
}

// addressed are the words of a text that speaks to somebody.
var addressed = regexp.MustCompile(`(?i)\b(you|your|vous|votre|vos)\b`)

// toldTo is a text that speaks to the applicant of a couple, headed by their name:
// a reader need not find out which of the two is meant.
func toldTo(c *reason.Catalogue, n profile.Names, text string) string {
	text = Called(c, n, text)
	if n.Known() && addressed.MatchString(text) {
		return c.Phrase("labelled", "label", n.Self, "text", text)
	}
	return text
}

// namesOn are the names of the two as they stand on a day of a projection: where
// the partner applies, the two have changed places.
func namesOn(p *sim.Projection, on civil.Day) profile.Names { return p.Person(on).Profile.Names() }

// namesIn are the names of the two in one scenario of an option: those after a
// change of places are changed.
func namesIn(n profile.Names, o sim.Option, scenario int) profile.Names {
	for _, s := range o.Scenarios[:scenario] {
		if slices.ContainsFunc(s.Steps, func(step sim.Step) bool { return step.Then.SwapPrincipal }) {
			n = n.Swapped()
		}
	}
	return n
}

// stepTitle is what a step is called: of a couple, headed by the name of whoever
// takes it.
func stepTitle(c *reason.Catalogue, n profile.Names, title string, who sim.Who) string {
	named := Called(c, n, title)
	if !n.Known() || named != title {
		return named
	}
	name := n.Self
	if who == sim.ThePartner {
		name = n.Partner
	}
	return c.Phrase("labelled", "label", name, "text", title)
}

// StepTitle is what a step of a projection is called.
func StepTitle(c *reason.Catalogue, p *sim.Projection, r *sim.StepRun) string {
	i := slices.Index(p.Option.Scenarios, r.Scenario)
	return stepTitle(c, namesIn(p.Names, p.Option, max(i, 0)), c.Text(r.Title()), r.Step.Who)
}

// namesAt are the names of the two as an event has them: a step that makes them
// change places still has them as they were.
func namesAt(p *sim.Projection, e *sim.Event) profile.Names {
	for i, s := range p.Option.Scenarios {
		if s.Name == e.Scenario {
			return namesIn(p.Names, p.Option, i)
		}
	}
	return namesOn(p, e.On)
}
