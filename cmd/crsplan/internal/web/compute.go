package web

import (
	"context"
	"strconv"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/search"
)

// asked is what a state asks: a plan and the world it is played in, or what is
// wrong with them.
type asked struct {
	world    *sim.World
	record   *draws.Record
	plan     *sim.Plan
	what     forecast.Options
	refuse   bool // say nothing of chances after the reform
	warnings reason.Warnings
	problems []problem
}

// ask makes the question of a state.
func (srv *Server) ask(c *reason.Catalogue, s *state) *asked {
	q := &asked{}
	q.settle(srv.Config, &s.settings)
	q.problems = append(q.problems, tooMany(s.plan)...)
	if q.problems != nil {
		return q
	}
	sheet := s.readable()
	written := sheet.Write()
	var alone scenarios.Reader // a plan of the page names no file
	alone.Open, alone.Made = noFile, answer.MadeIn(c, q.world)
	plan, warnings, err := alone.Plan(planName, written.Text)
	if err != nil {
		q.problems = append(q.problems, problemsOf(err, &written)...)
		return q
	}
	for _, option := range plan.Options {
		for _, sc := range option.Scenarios {
			if sc.Known > q.world.Known {
				q.problems = append(q.problems, problem{path: []string{"options", option.Name, "scenarios"},
					what: reason.New("scenario-later", "name", sc.Title, "from", sc.Known, "day", q.world.Known)})
			}
		}
	}
	if first, _ := q.world.Start(plan); first < crs.FirstDay {
		q.problems = append(q.problems, problem{path: []string{"start"}, what: reason.New("before-first-day", "day", first, "first", crs.FirstDay)})
	}
	warnings.Add(s.opened...)
	q.plan, q.warnings = plan, warnings
	return q
}

// planName is what the page's plan is called as a file.
const planName = "plan.toml"

// settle makes the world of the settings.
func (q *asked) settle(c Config, s *settings) {
	q.world = &sim.World{Book: c.Book, Today: c.Today(), LetExpire: s.letExpire}
	if s.asOf != "" {
		if on, err := civil.Parse(s.asOf); err != nil {
			q.wrong("as_of", reason.New("page-day", "value", s.asOf))
		} else if on < crs.FirstDay {
			q.wrong("as_of", reason.New("before-first-day", "day", on, "first", crs.FirstDay))
		} else {
			q.world.Today, q.world.AsOf = on, true
		}
	}
	q.world.Known = q.world.Today
	if s.rules != "" {
		switch in, ok := c.Book.Proposal(s.rules); {
		case !ok:
			q.wrong("rules", reason.New("rules-unknown", "name", s.rules))
		case in.Announced > q.world.Known:
			q.wrong("rules", reason.New("scenario-later", "name", in.ID, "from", in.Announced, "day", q.world.Known))
		default:
			q.world.Book = c.Book.With(in.From(q.world.Today))
		}
	}
	q.record, q.refuse = c.Record.Until(q.world.Known), s.refuse
	q.suppose(s)
}

func (q *asked) wrong(field string, what reason.Reason) {
	q.problems = append(q.problems, problem{path: pathOf(field), what: what})
}

// suppose reads what is supposed of the rounds ahead.
func (q *asked) suppose(s *settings) {
	q.what = forecast.Options{Size: map[draws.Stream]int{}, Every: map[draws.Stream]int{}, Hold: map[draws.Stream]forecast.Hold{}}
	whole := func(field, typed string, into map[draws.Stream]int, stream draws.Stream, most int) {
		if typed == "" {
			return
		}
		n, ok := numberOf(typed, "").(int64)
		if !ok || n < 1 || n > int64(most) {
			q.wrong(field, reason.New("page-whole", "value", typed, "most", most))
			return
		}
		into[stream] = int(n)
	}
	for _, one := range supposable {
		key := string(one.stream)
		whole("size."+key, s.supposed["size."+key], q.what.Size, one.stream, mostInvited)
		whole("every."+key, s.supposed["every."+key], q.what.Every, one.stream, forecast.HeldDays)
	}
	if typed := s.supposed["hold.general"]; typed != "" {
		p, ok := numberOf(typed, "e-2").(float64)
		if !ok || p < 0 || p > 1 {
			q.wrong("hold.general", reason.New("page-percent"))
			return
		}
		q.what.Hold[draws.General] = forecast.Hold{P: p, By: q.world.Today.AddYears(1)}
	}
}

// mostInvited is more than any round invites.
const mostInvited = 100_000

// readable returns the plan as it is read and saved: without what is not
// filled in, or does not apply.
func (s *state) readable() *scenarios.Sheet {
	sheet := &scenarios.Sheet{}
	sheet.Take(s.plan.Items())
	marital, _ := profile.ParseMarital(textOf(choice, sheet.Value(below(self, "marital_status")...)))
	if marital.Coupled() {
		sheet.Table(partner...)
	} else {
		sheet.Drop(partner...)
	}
	for _, path := range people {
		jobs := below(path, "work")
		for _, name := range sheet.Keys(jobs...) {
			if len(sheet.Keys(below(jobs, name)...)) == 0 {
				sheet.Drop(append(jobs, name)...)
			}
		}
	}
	return sheet
}

// answered is what the page shows.
type answered struct {
	Plan     *answer.Plan
	Score    *answer.Score
	Eligible *answer.Eligible
	// Provinces is what the person is worth to each province on its own scale.
	Provinces *answer.Provinces
	Levers    *answer.Levers // nil until they are there
	Stage     stage
}

// stage is how far an answer has come.
type stage int

const (
	scored   stage = iota // the scores are there
	levered               // and what single changes are worth
	chanced               // and the chances of the options
	searched              // and what a search found: all is there
)

// Waiting reports whether the chances are still to come.
func (a *answered) Waiting() bool { return a.Stage < chanced }

// Searching reports whether the search is still to come.
func (a *answered) Searching() bool { return a.Stage < searched }

// answer works out what does not take long. It stops between two parts of the
// work when the one who asked is gone.
func (srv *Server) answer(ctx context.Context, c *reason.Catalogue, q *asked) (*answered, error) {
	doc, err := answer.PlanOf(c, q.world, q.plan, q.record, q.warnings)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	a := &answered{Plan: doc}
	stay := doc.Staying().Played
	a.Score = answer.ScoreOf(c, doc.Name, doc.Start, stay.At(doc.Start), nil, nil)
	a.Eligible = answer.EligibleOf(c, doc.Name, stay, doc.Start, q.record, q.world.Today, nil)
	a.Provinces = answer.ProvincesOf(c, doc.Name, stay, doc.Start, q.record, nil)
	return a, ctx.Err()
}

// whole answers with the chances, and with what a search finds where it looks. What is filled in
// does not move the rounds ahead, so that they are kept from one request to the
// next. Each is told how many options are done.
func (srv *Server) whole(ctx context.Context, c *reason.Catalogue, q *asked, looks bool, each func(done int) error) (*answer.Plan, error) {
	paths := srv.Paths
	if !looks && srv.Few > 0 {
		paths = min(srv.Few, paths)
	}
	return answer.Of(ctx, c, q.world, q.plan, q.record, answer.PlanQuery{
		Chance: answer.ChanceQuery{Paths: paths, Seed: srv.Seed, Refuse: q.refuse, What: q.what, Kept: &srv.ahead, Each: each},
		Search: looks, Couple: looks, Given: search.Library(library(q)),
	}, q.warnings)
}

func pageMost(limit int) reason.Reason { return reason.New("page-most", "n", strconv.Itoa(limit)) }
