package charts

import (
	"cmp"
	"slices"

	"crsplan/plots"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

// RoundsQuery asks which rounds a score would have been enough for.
type RoundsQuery struct {
	Score int
	Name  string // whose score it is; "" for a bare score
	// Open are the round types that the person is eligible for; nil for all.
	Open  map[draws.Stream]bool
	Since civil.Day
	World *sim.World
}

// yearsBack is how many years of rounds are shown where no day is given.
const yearsBack = 5

// RoundsSince is the day from which rounds are shown where none is given.
func RoundsSince(today civil.Day) civil.Day { return civil.Of(today.Year()-yearsBack, 1, 1) }

// RoundsOf is Rounds for a person as they are today: the rounds they are eligible
// for, against their own score where the query has none.
func RoundsOf(c *reason.Catalogue, record *draws.Record, p *profile.Profile, q RoundsQuery) (plots.Rounds, error) {
	today := q.World.Today
	played, err := q.World.Ahead(p, sim.Stay(), today, 1)
	if err != nil {
		return plots.Rounds{}, err
	}
	q.Name, q.Open = c.Text(p.Name), map[draws.Stream]bool{}
	for _, s := range draws.Streams() {
		q.Open[s] = played.Prospect().Ever(s, today, today) == streams.Yes
	}
	if q.Score == 0 {
		q.Score = played.At(today).Total
	}
	return Rounds(c, record, q), nil
}

// roundTypes are those told apart, with General and the programs' own first; the
// others are told together.
const roundTypes = 4

// Rounds shows the cutoffs of the rounds since a day against a score. Those for
// provincial nominees are left out: 600 of their points are for the nomination.
func Rounds(c *reason.Catalogue, record *draws.Record, q RoundsQuery) plots.Rounds {
	chart := plots.Rounds{
		From: q.Since, To: max(q.World.Today, q.Since+1), Score: q.Score, ScoreLabel: cmp.Or(q.Name, c.Term("chart.this-score")), ScoreAxis: c.Term("chart.score"),
		Legend: [2]string{c.Term("chart.enough"), c.Term("chart.not-enough")},
		Marks:  marks(c, q.World, record, q.Since, q.World.Today),
	}
	var types []draws.Stream
	of, enough := map[draws.Stream][]plots.Dot{}, map[draws.Stream]int{}
	total, met, level := 0, 0, 0
	for _, r := range record.Since(q.Since).Rounds {
		if r.Stream == draws.PNP || q.Open != nil && !q.Open[r.Stream] {
			continue
		}
		if of[r.Stream] == nil {
			types = append(types, r.Stream)
		}
		of[r.Stream] = append(of[r.Stream], plots.Dot{On: r.Date, Score: r.Cutoff})
		total++
		if r.Cutoff <= q.Score {
			met++
			enough[r.Stream]++
		}
		if r.Cutoff == q.Score {
			level++
		}
	}
	slices.SortStableFunc(types, func(a, b draws.Stream) int { return cmp.Compare(len(of[b]), len(of[a])) })
	add := func(label string, dots []plots.Dot, met int) {
		slices.SortStableFunc(dots, func(a, b plots.Dot) int { return cmp.Compare(a.On, b.On) })
		chart.Series = append(chart.Series, plots.Series{Label: c.Phrase("chart.rounds-type", "stream", label, "met", met, "n", len(dots)), Dots: dots})
	}
	own := len(types)
	if own > roundTypes {
		own = roundTypes - 1
	}
	for _, s := range types[:own] {
		add(c.Term(string(s.Term())), of[s], enough[s])
	}
	var others []plots.Dot
	rest := 0
	for _, s := range types[own:] {
		others, rest = append(others, of[s]...), rest+enough[s]
	}
	if len(others) > 0 {
		add(c.Term("chart.other-types"), others, rest)
	}
	code := ""
	if q.Name != "" || q.Open != nil {
		code = "/person"
	}
	note := c.Term("chart.no-pnp")
	if level > 0 {
		note = c.Phrase("chart.rounds-level", "count", level)
	}
	chart.Heading = plots.Heading{
		Title:    reason.Capital(c.Phrase("chart.rounds-title"+code, about(c, q.Name, "score", q.Score, "met", met, "n", total, "since", q.Since)...)),
		Subtitle: c.Term("chart.rounds-subtitle"), Columns: columns(c, "stream", "date", "cutoff", "place"),
		Foot: foot(c, record, nil, note),
	}
	if total == 0 {
		chart.Empty = c.Phrase("chart.no-rounds", "from", q.Since, "to", q.World.Today)
	}
	return chart
}
