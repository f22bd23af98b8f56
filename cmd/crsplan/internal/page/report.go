package page

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/reason"
)

// ReportInput is what a report is made of.
type ReportInput struct {
	// Words are those for clients (see [reason.Catalogue.ForClients]), in
	// which the answer was made too.
	Words   *reason.Catalogue
	World   *sim.World
	Plan    *sim.Plan
	Answer  *answer.Plan
	Office  *scenarios.Office // nil for none
	With    []string          // of Appendices
	Version string            // of the program; "" where that is not told
}

// Appendices are what a report may have at its end.
var Appendices = []string{"score", "rounds", "couple", "provinces", "replay", "references"}

// Report is the plan that an office hands to a client: what is recommended, what to
// do by when, what else there is, what follows an invitation, and what nobody
// knows; appendices say the rest. The error is that of playing a profile:
// crs.BeforeFirstDay.
func Report(in ReportInput) (*Document, error) {
	a, err := newAuthor(in)
	if err != nil {
		return nil, err
	}
	c := in.Words
	doc := &Document{
		Catalogue: c, Lang: c.Lang(), Title: c.Term("report.title"), Client: cmp.Or(in.Answer.Name, c.Term("somebody")),
		Dated: c.Phrase("report.dated", "today", in.Answer.Today, "end", in.Answer.End), Day: in.Answer.Today,
		Dates: a.dates, Identity: fmt.Sprint(in.Answer.Name, " ", in.Plan.Profile.Self.Birth), Office: scenarios.Office{Colour: scenarios.Ink},
		Contents: c.Term("report.contents"), Made: c.Phrase("report.made", "client", cmp.Or(in.Answer.Name, c.Term("somebody")), "day", in.Answer.Today),
	}
	if in.Office != nil {
		doc.Office = *in.Office
		doc.Adviser, doc.Footer = a.adviser(in.Office), c.Text(in.Office.Footer)
		if in.Office.ClientNumber != "" {
			doc.Dated = c.Phrase("report.file-number", "number", in.Office.ClientNumber, "dated", reason.Said(doc.Dated))
		}
	}
	doc.Footer = strings.TrimSpace(c.Term("report.not-advice") + ". " + doc.Footer)
	doc.Sections = append(doc.Sections, a.glance())
	chapters := []func() Section{a.recommended, a.compared, a.afterwards, a.sure}
	appendices := map[string]func() Section{"score": a.standing, "rounds": a.rounds, "couple": a.couple, "provinces": a.provinces, "replay": a.replayed, "references": a.cited}
	for _, name := range Appendices {
		asked := slices.Contains(in.With, name) || name == "provinces" && len(a.sought()) > 0
		if asked && (name != "couple" || in.Answer.Couple != nil) {
			chapters = append(chapters, appendices[name])
		}
	}
	for i, chapter := range chapters {
		s := chapter()
		s.Number = i + 1
		doc.Sections = append(doc.Sections, s)
	}
	return doc, nil
}

// author writes a report. What it needs beside the plan's answer is worked out
// once.
type author struct {
	ReportInput
	Writer
	doc      *answer.Plan
	score    *answer.Score
	rank     *answer.Rank
	eligible *answer.Eligible
	replay   *answer.Replay
	stay     *sim.Projection // from today on
	chosen   *answer.Option  // the recommended option; nil for none
	played   *sim.Projection // the same, or staying
	dates    []answer.Date   // of what is played
	after    *answer.After   // an invitation through it
}

// withins are how many months a replay may follow each start: the first that
// is longer than the options take, or else the last.
var withins = []int{12, 24}

func newAuthor(in ReportInput) (*author, error) {
	a := &author{ReportInput: in, Writer: Writer{Catalogue: in.Words, Paper: true}, doc: in.Answer}
	today := a.doc.Today
	var err error
	if a.stay, err = in.World.Ahead(in.Plan.Profile, sim.Stay(), today, in.Plan.HorizonMonths); err != nil {
		return nil, err
	}
	standing := a.stay.At(today)
	a.score = answer.ScoreOf(a.Catalogue, in.Answer.Name, today, standing, nil, a.stay.Warnings)
	for i := range a.score.Lines {
		a.score.Lines[i].Because = answer.Called(a.Catalogue, in.Plan.Profile.Names(), a.score.Lines[i].Because)
	}
	a.rank = answer.RankOf(a.score.Total, a.doc.Record)
	a.eligible = answer.EligibleOf(a.Catalogue, in.Answer.Name, a.stay, today, a.doc.Record, today, nil)
	within := withins[len(withins)-1]
	for _, months := range slices.Backward(withins) {
		if !slices.ContainsFunc(a.doc.Options, func(o answer.Option) bool { return o.Months >= float64(months) }) {
			within = months
		}
	}
	if slices.Contains(in.With, "replay") {
		a.replay, err = answer.ReplayOf(a.Catalogue, in.World, in.Plan.Profile, answer.WithStay(in.Plan.Options), a.doc.Record, sim.ReplayWindow{Within: within}, nil)
	}
	if err != nil {
		return nil, err
	}
	o := a.doc.Hero()
	a.played, a.dates, a.after = o.Played, o.Dates, &o.After
	if o.Option == a.doc.Recommended.Option {
		a.chosen = o
	}
	return a, nil
}

// adviser says who made the plan.
func (a *author) adviser(o *scenarios.Office) string {
	switch {
	case o.Adviser != "" && o.Licence != "":
		return a.Phrase("report.adviser/licence", "adviser", o.Adviser, "licence", o.Licence)
	case o.Licence != "":
		return a.Phrase("report.licence", "licence", o.Licence)
	}
	return o.Adviser
}
