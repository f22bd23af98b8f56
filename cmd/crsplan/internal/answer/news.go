package answer

import (
	"fmt"
	"math"
	"slices"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

// What becomes known after a day changes the answer of some clients: a round, a
// rule, a list. The same client is answered twice, both times from today and as
// they are today: once with what was known on that day alone, once with what is
// known now. So growing older changes nothing, and what differs is due to what
// became known. The rounds held since are met as in a replay: by the client as
// they were on the day of each, or set down on it as they are.

// News is what became known after a day and changes the answer of a client.
type News struct {
	Schema  int       `json:"schema"`
	ID      any       `json:"id"`
	Input   any       `json:"input"`
	Name    string    `json:"name"`
	Since   civil.Day `json:"since"`
	Today   civil.Day `json:"today"`
	Changes []Moved   `json:"changes"` // empty where nothing changes
}

// Moved is one thing that differs.
type Moved struct {
	// Kind is "round" that would have invited, "possible" or "not-possible" of an
	// option, "score", "best", "open", "closed", "not-known", "opens", "margin" or
	// "chance".
	Kind   string `json:"kind"`
	Option string `json:"option"`
	Stream string `json:"stream,omitempty"`
	Was    any    `json:"was,omitempty"`
	Is     any    `json:"is,omitempty"`
	What   string `json:"what"`
}

// Knowledge is what is known on a day.
type Knowledge struct {
	World  *sim.World
	Record *draws.Record
	Ahead  *Ahead // nil: no chances
}

// NewKnowledge returns what was known on an earlier day, of the same today.
func NewKnowledge(w *sim.World, record *draws.Record, known civil.Day, q ChanceQuery) *Knowledge {
	there := *w
	there.Known = known
	record = record.Until(known)
	return &Knowledge{&there, record, NewAhead(record, w.Today, q)}
}

func (k *Knowledge) plan(c *reason.Catalogue, plan *sim.Plan) (*Plan, error) {
	doc, err := PlanOf(c, k.World, plan, k.Record, nil)
	if err != nil {
		return nil, err
	}
	return doc, doc.AddChancesOf(c, k.World, plan, k.Ahead)
}

// NewsOf compares what is known now with what was known then.
func NewsOf(c *reason.Catalogue, then, now *Knowledge, plan *sim.Plan) (*News, error) {
	doc := &News{Schema: Schema, Name: c.Text(plan.Profile.Name), Since: then.World.Known, Today: now.World.Today, Changes: []Moved{}}
	before, err := then.plan(c, plan)
	if err != nil {
		return nil, err
	}
	after, err := now.plan(c, plan)
	if err != nil {
		return nil, err
	}
	d := &difference{c, doc, before, after}
	d.possible()
	if err := d.rounds(now, plan); err != nil {
		return nil, err
	}
	d.score()
	d.streams()
	for i := range after.Options {
		d.option(&before.Options[i], &after.Options[i])
	}
	d.margins()
	return doc, nil
}

// difference gathers what differs between two answers of one client.
type difference struct {
	c             *reason.Catalogue
	doc           *News
	before, after *Plan
}

func (d *difference) add(m Moved, what reason.Reason) {
	m.What = d.c.Say(what)
	d.doc.Changes = append(d.doc.Changes, m)
}

// possible tells the options that can be taken by what became known, or no
// longer can, and leaves those that could be taken then and can be now.
func (d *difference) possible() {
	named := func(doc *Plan) func(NotPossible) bool {
		return func(n NotPossible) bool {
			return slices.ContainsFunc(doc.NotPossible, func(o NotPossible) bool { return o.Option == n.Option })
		}
	}
	for _, n := range d.before.NotPossible {
		if !named(d.after)(n) {
			d.add(Moved{Kind: "possible", Option: n.Option}, reason.New("since.possible", "option", n.Title, "why", n.Why))
		}
	}
	for _, n := range d.after.NotPossible {
		if !named(d.before)(n) {
			d.add(Moved{Kind: "not-possible", Option: n.Option}, reason.New("since.not-possible", "option", n.Title, "why", n.Why))
		}
	}
	for _, docs := range [][2]*Plan{{d.before, d.after}, {d.after, d.before}} {
		out := named(docs[1])
		docs[0].Options = slices.DeleteFunc(docs[0].Options, func(o Option) bool { return out(NotPossible{Option: o.Option}) })
	}
}

// rounds tells the rounds since that would have invited.
func (d *difference) rounds(now *Knowledge, plan *sim.Plan) error {
	held := now.Record.Since(d.doc.Since + 1).Rounds
	there := sim.World{Book: now.World.Book, AsOf: true, Known: now.World.Known, LetExpire: now.World.LetExpire}
	for i := range held {
		r := &held[i]
		there.Today = r.Date
		proj, err := there.Ahead(plan.Profile, sim.Stay(), r.Date, 3) // until whoever is invited applies
		if err != nil {
			return err
		}
		a := proj.Meets(r)
		m := Moved{Kind: "round", Option: sim.Stay().Name, Stream: string(r.Stream), Is: r.Number}
		code := ""
		switch {
		case a.Outcome == sim.Invited && a.AtRisk:
			code = "since.round/at-risk"
		case a.Outcome == sim.Invited:
			code = "since.round"
		case a.Tied != nil:
			code = "since.round/tied"
		case a.IfKnown != nil:
			code = "since.round/if-known"
		case a.LostTie != nil:
			code = "since.round/lost-tie"
		default:
			continue
		}
		d.add(m, reason.New(code, "round", r.Number, "on", r.Date, "stream", r.Stream.Term(), "cutoff", r.Cutoff, "score", proj.At(r.Date).Total, "why", d.c.Say(a.Because)))
	}
	return nil
}

// score tells what rules do to the score of the first day. That it is
// incomplete now is told of those for whom it may be higher; the factor itself
// is known to all.
func (d *difference) score() {
	was, is := &d.before.Options[0], &d.after.Options[0]
	m := Moved{Kind: "score", Option: is.Option, Was: was.Now, Is: is.Now}
	if was.Now != is.Now {
		d.add(m, reason.New("since.score", "was", was.Now, "is", is.Now, "rules", is.Scores[0].Rules))
	}
	if !was.Complete || is.Complete {
		return
	}
	for _, w := range stayOf(d.after).Warnings {
		if w.Code == "unknown-factor/may-be-higher" {
			d.add(m, w)
		}
	}
}

// streams tells which streams are open on the first day, or are not, by what
// became known.
func (d *difference) streams() {
	was, is := stayOf(d.before).Person(d.before.Start), stayOf(d.after).Person(d.after.Start)
	var forGood reason.Terms
	var shut []Moved
	for _, stream := range draws.Streams() {
		before, after := was.Stream(stream), is.Stream(stream)
		if before.Verdict == after.Verdict {
			continue
		}
		m := Moved{Option: sim.Stay().Name, Stream: string(stream), Was: before.Verdict.String(), Is: after.Verdict.String()}
		why := d.c.Say(turned(before, after))
		on, closed := draws.ClosedOn(stream)
		switch {
		case after.Verdict == streams.Yes:
			m.Kind = "open"
			d.add(m, reason.New("since.open", "stream", stream.Term(), "why", why))
		case after.Verdict == streams.NotKnown:
			m.Kind = "not-known"
			d.add(m, reason.New("since.not-known", "stream", stream.Term(), "why", why))
		case closed && on > d.doc.Since && on <= d.doc.Today:
			m.Kind = "closed"
			forGood, shut = append(forGood, stream.Term()), append(shut, m)
		default:
			m.Kind = "closed"
			d.add(m, reason.New("since.closed", "stream", stream.Term(), "why", why))
		}
	}
	for _, m := range shut { // each has the sentence that tells of all
		d.add(m, reason.New("since.closed/for-good", "streams", forGood))
	}
}

// stayOf returns the projection of staying.
func stayOf(doc *Plan) *sim.Projection {
	return doc.Staying().Played
}

// turned returns the requirement that a verdict turned on: the first that is
// met otherwise than before.
func turned(before, after streams.Result) reason.Reason {
	for _, r := range after.Requirements {
		i := slices.IndexFunc(before.Requirements, func(b streams.Requirement) bool { return b.Key == r.Key })
		if i < 0 && r.Met == after.Verdict || i >= 0 && before.Requirements[i].Met != r.Met {
			return r.Because
		}
	}
	return after.Requirements[0].Because
}

// option tells what differs in the score at best, the days from which streams
// are open, and the chances.
func (d *difference) option(was, is *Option) {
	if was.Best != is.Best && was.Best.Total-was.Now != is.Best.Total-is.Now {
		d.add(Moved{Kind: "best", Option: is.Option, Was: was.Best.Total, Is: is.Best.Total},
			reason.New("since.best", "option", is.Title, "was", was.Best.Total, "is", is.Best.Total, "on", is.Best.On))
	}
	for _, stream := range draws.Streams() {
		before, after := opensOn(was, stream), opensOn(is, stream)
		if before == after || before == d.before.Start || after == d.after.Start {
			continue // told of the first day
		}
		m := Moved{Kind: "opens", Option: is.Option, Stream: string(stream), Was: before, Is: after}
		switch {
		case before.IsZero():
			d.add(m, reason.New("since.opens/newly", "option", is.Title, "stream", stream.Term(), "is", after))
		case after.IsZero():
			d.add(m, reason.New("since.opens/never", "option", is.Title, "stream", stream.Term(), "was", before))
		default:
			d.add(m, reason.New("since.opens", "option", is.Title, "stream", stream.Term(), "was", before, "is", after))
		}
	}
	d.chance(was, is)
}

// opensOn returns the first day on which a stream is open; zero for none.
func opensOn(o *Option, stream draws.Stream) civil.Day {
	for _, l := range o.Lanes {
		if l.Stream == string(stream) && l.Eligible != nil && *l.Eligible {
			return l.From
		}
	}
	return 0
}

// chanceMoved is by how much a chance must differ to be told: less may be the
// luck of the simulation.
const chanceMoved = 0.05

// chance tells how the chance after a year differs.
func (d *difference) chance(was, is *Option) {
	on := d.after.Start.AddMonths(12)
	late := func(c Chance) bool { return c.By >= on }
	i, j := slices.IndexFunc(was.Chance, late), slices.IndexFunc(is.Chance, late)
	if i < 0 || j < 0 {
		return
	}
	if !was.Chance[i].P.Known || !is.Chance[j].P.Known {
		return // it hangs on a missing fact
	}
	before, after := was.Chance[i].P.P, is.Chance[j].P.P
	if math.Abs(before-after) >= chanceMoved {
		d.add(Moved{Kind: "chance", Option: is.Option, Was: before, Is: after},
			reason.New("since.chance", "option", is.Title, "by", is.Chance[j].By, "was", d.c.Chance(before), "is", d.c.Chance(after)))
	}
}

// margins tells how far scores are from the last cutoffs that are others than
// they were: as they are, and of each option that is on the other side now;
// of the best option where none of these is.
func (d *difference) margins() {
	for _, stream := range draws.Streams() {
		best, told := -1, false
		for i := range d.after.Options {
			was, is := marginTo(&d.before.Options[i], stream), marginTo(&d.after.Options[i], stream)
			if was == nil || is == nil || *was.Last == *is.Last {
				continue
			}
			if stays := d.after.Options[i].Stays(); stays || *was.Last < 0 != (*is.Last < 0) {
				d.margin(i, was, is)
				told = true
			}
			if best < 0 || *is.Last > *marginTo(&d.after.Options[best], stream).Last {
				best = i
			}
		}
		if best >= 0 && !told {
			d.margin(best, marginTo(&d.before.Options[best], stream), marginTo(&d.after.Options[best], stream))
		}
	}
}

// marginTo returns the margin to the rounds of a stream that is open at some
// time; nil where there is none.
func marginTo(o *Option, stream draws.Stream) *Margin {
	for i := range o.Margins {
		if m := &o.Margins[i]; m.Stream == string(stream) && m.Last != nil && m.Eligible != nil {
			return m
		}
	}
	return nil
}

func (d *difference) margin(i int, was, is *Margin) {
	code := "since.margin"
	switch {
	case *was.Last < 0 && *is.Last >= 0:
		code = "since.margin/clears"
	case *was.Last >= 0 && *is.Last < 0:
		code = "since.margin/short"
	}
	d.add(Moved{Kind: "margin", Option: d.after.Options[i].Option, Stream: is.Stream, Was: *was.Last, Is: *is.Last}, reason.New(code,
		"option", d.after.Options[i].Title, "stream", reason.Term("stream."+is.Stream), "was", fmt.Sprintf("%+d", *was.Last), "is", fmt.Sprintf("%+d", *is.Last),
		"cutoff", is.Cutoff, "before", was.Cutoff))
}
