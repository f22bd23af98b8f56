package charts_test

import (
	"bytes"
	"fmt"
	"image/png"
	"regexp"
	"slices"
	"strings"
	"testing"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/plots"
	"crsplan/scenarios"
	"crsplan/scenarios/scenariotest"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/judged"
	"crsplan/sim/reason"
)

type drawn struct {
	doc   *answer.Plan
	world *sim.World
	plan  *sim.Plan
}

func draw(t *testing.T, person, on string, names ...string) drawn {
	t.Helper()
	day := civil.MustParse(on)
	p, warnings, err := scenarios.ReadProfile("person.toml", []byte(person))
	if err != nil {
		t.Fatal(err)
	}
	plan := &sim.Plan{Profile: p, HorizonMonths: 36}
	for _, name := range names {
		s, ok := scenariotest.Library(name)
		if !ok {
			t.Fatalf("%s is not in the library", name)
		}
		plan.Options = append(plan.Options, sim.Option{Name: name, Scenarios: []*sim.Scenario{s}})
	}
	w := &sim.World{Book: crs.Embedded(), Today: day, Known: day, AsOf: true}
	doc, err := answer.PlanOf(reason.English(), w, plan, draws.Embedded().Until(day), warnings)
	if err != nil {
		t.Fatal(err)
	}
	return drawn{doc, w, plan}
}

func (d drawn) tech(t *testing.T) plots.TechDraws {
	t.Helper()
	chart, err := charts.TechDraws(reason.English(), d.doc, d.world, d.plan.Profile)
	if err != nil {
		t.Fatal(err)
	}
	return chart
}

func (d drawn) projection() plots.Projection {
	return charts.Projection(reason.English(), d.doc, d.world)
}

// steps is a chart with several bars.
func steps(t *testing.T) plots.Waterfall {
	d := draw(t, single, "2026-11-22", "clb9")
	d.doc.Recommended.Option = "clb9"
	return d.waterfall()
}

func (d drawn) waterfall() plots.Waterfall { return charts.Waterfall(reason.English(), d.doc) }

// What each factor adds comes to the change of the score, for everybody and
// every scenario, on both days.
func TestTheBarsOfAWaterfallSumToTheChange(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	for name, person := range people {
		for _, day := range []string{"2016-11-15", "2023-03-15", "2026-11-22"} {
			d := draw(t, person, day, scenarios.LibraryNames()...)
			for i := range d.doc.Options {
				p := d.doc.Options[i].Played
				sum := 0
				for _, part := range sim.Parts(&p.Standings[0], p.Best()) {
					sum += part.Delta
					if part.Delta == 0 && !part.Unknown {
						t.Errorf("%s, %s on %s: a bar of nothing for %s", name, p.Option.Name, day, part.Key)
					}
				}
				if want := p.Best().Total - p.Standings[0].Total; sum != want {
					t.Errorf("%s, %s on %s: the bars come to %d, want %d", name, p.Option.Name, day, sum, want)
				}
			}
			p := d.doc.Hero().Played
			fall := d.waterfall()
			if fall.Final-fall.Base != p.Best().Total-p.Standings[0].Total || (len(fall.Parts) == 0) != (fall.Empty != "") {
				t.Errorf("%s, %s on %s: the chart goes from %d to %d with %d bars", name, p.Option.Name, day, fall.Base, fall.Final, len(fall.Parts))
			}
		}
	}
}

// A cap is a bar of its own: what one more thing would have added is taken
// back by it.
func TestACapIsABarOfItsOwn(t *testing.T) {
	p, _, err := scenarios.ReadProfile("person.toml", []byte(worker))
	if err != nil {
		t.Fatal(err)
	}
	// In 2015 the additional section held 600, for an offer alone.
	w := &sim.World{Book: crs.Embedded(), Today: civil.MustParse("2015-06-01"), AsOf: true}
	w.Known = w.Today
	from, _, err := w.Stand(p, w.Today)
	if err != nil {
		t.Fatal(err)
	}
	to := from
	to.Candidate.Nominated = true
	to.Total = to.Rules.Total(&to.Candidate)
	keys := map[string]int{}
	for _, part := range sim.Parts(&from, &to) {
		keys[part.Key] = part.Delta
	}
	if keys["nomination"] != 600 || keys["caps"] != -600 {
		t.Errorf("a nomination on top of an offer of 600: %v", keys)
	}
}

func TestAnUnknownFactorIsShownWhereItMayCount(t *testing.T) {
	for name, want := range map[string]bool{"single": false, "worker": true} {
		p := draw(t, people[name], "2026-11-22").doc.Options[0].Played
		got := slices.ContainsFunc(sim.Parts(&p.Standings[0], p.Best()), func(part sim.Part) bool { return part.Unknown })
		if got != want {
			t.Errorf("%s: unknown is shown: %v, want %v", name, got, want)
		}
	}
}

func TestTitlesStateTheFinding(t *testing.T) {
	move := draw(t, single, "2026-11-22", "clb8", "clb9")
	move.doc.Recommended.Option = "clb9"
	for chart, heading := range map[string]plots.Heading{"projection": move.projection().Heading, "waterfall": move.waterfall().Heading, "lanes": move.lanes().Heading} {
		if !strings.Contains(heading.Title, "Ana") || !strings.Contains(heading.Title, "“Reach CLB 9 in English”") && chart != "lanes" {
			t.Errorf("%s: %q does not name the person and the option", chart, heading.Title)
		}
	}
	stay := draw(t, couple, "2026-11-22")
	for want, got := range map[string]string{
		"This person is not eligible for any round type being held before November 22, 2029":             stay.projection().Heading.Title,
		"Nothing raises this person above 195 points before November 22, 2029":                           stay.waterfall().Heading.Title,
		"Ontario's tech draws had not begun":                                                             draw(t, single, "2019-07-11").tech(t).Heading.Title,
		"No tech draw known by July 11, 2019":                                                            draw(t, single, "2019-07-11").tech(t).Empty,
		"This person":                                                                                    stay.tech(t).ScoreLabel,
		"No round known between January 1, 2013 and January 1, 2015":                                     draw(t, single, "2015-01-01").projection().Empty,
		"A score of 285 was too low for 1 of Ontario's 1 tech draws":                                     draw(t, single, "2019-07-12").tech(t).Heading.Title,
		"Source: IRCC rounds of invitations, to round 447 of October 1, 2026. Later rounds are missing.": stay.waterfall().Heading.Foot[1],
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// All charts of a plan are about the option that it recommends, also where
// another gains more points.
func TestTitlesAreAboutWhatIsRecommended(t *testing.T) {
	d := draw(t, single, "2026-11-22", "clb10", "clb9")
	for _, test := range []struct{ recommended, want string }{
		{"clb9", "“Reach CLB 9"}, {"clb10", "“Reach CLB 10"}, {"", "Nothing raises Ana"}, {"stay", "Nothing raises Ana"},
	} {
		d.doc.Recommended.Option = test.recommended
		if title := d.waterfall().Title; !strings.HasPrefix(title, test.want) {
			t.Errorf("%q recommended: %q", test.recommended, title)
		}
	}
}

// Every band of the tech draws is counted at most once in the title.
func TestTheTechDrawsAreCounted(t *testing.T) {
	chart := draw(t, worker, "2026-11-22").tech(t)
	var score, inside, total, above, below int
	if _, err := fmt.Sscanf(chart.Heading.Title, "A score of %d was too high for %d of Ontario's %d tech draws, in range for %d", &score, &above, &total, &inside); err != nil {
		t.Fatalf("%q: %v", chart.Heading.Title, err)
	}
	places := map[int]int{}
	for i, s := range chart.Spans {
		places[s.Place]++
		score := chart.Scores[i].Score
		if place := (&draws.Band{Low: s.Low, High: s.High}).Place(score); s.Place == 0 && place != draws.Inside {
			t.Errorf("on %v %d is said to be inside of %d to %d", s.On, score, s.Low, s.High)
		}
	}
	if total != len(chart.Spans) || places[0] != inside || places[1] != above || places[-1] != below || inside+above+below != total {
		t.Errorf("%q, but the chart shows %v", chart.Heading.Title, places)
	}
}

// As of a day no chart shows what came later.
func TestNoChartKnowsWhatComesLater(t *testing.T) {
	for _, on := range []string{"2015-02-01", "2016-11-10", "2019-08-01", "2023-03-15", "2025-01-01", "2026-11-22"} {
		t.Run(on, func(t *testing.T) {
			day := civil.MustParse(on)
			d := draw(t, single, on, "lmia-offer", "clb9")
			projection, tech := d.projection(), d.tech(t)
			for _, series := range projection.Rounds {
				for _, dot := range series.Dots {
					if dot.On > day {
						t.Errorf("a round of %v", dot.On)
					}
				}
			}
			for _, span := range projection.Spans {
				if span.On > day {
					t.Errorf("a band of %v", span.On)
				}
			}
			for _, span := range tech.Spans {
				if span.On > day {
					t.Errorf("a band of %v among the tech draws", span.On)
				}
			}
			for _, mark := range append(projection.Marks, tech.Marks...) {
				if mark.On > day {
					t.Errorf("%q of %v is marked", mark.Text, mark.On)
				}
			}
		})
	}
}

func TestMarksTellTheDatedChanges(t *testing.T) {
	texts := func(marks []plots.Mark) []string {
		var list []string
		for _, m := range marks {
			list = append(list, m.On.String()+" "+m.Text)
		}
		return list
	}
	// Announced a week before, it is marked before it is in force.
	announced := texts(draw(t, single, "2016-11-18").projection().Marks)
	if !slices.Equal(announced, []string{"2016-11-19 offers 200/50"}) {
		t.Errorf("on 2016-11-18: %q", announced)
	}
	if got := texts(draw(t, single, "2016-11-10").projection().Marks); len(got) != 0 {
		t.Errorf("on 2016-11-10: %q", got)
	}
	now := texts(draw(t, single, "2026-11-22").projection().Marks)
	want := []string{"2025-03-25 job offers: 0 points", "2026-06-26 Ontario closed", "2026-11-03 high-wage factor"}
	for _, mark := range want {
		if !slices.ContainsFunc(now, func(m string) bool { return strings.HasPrefix(m, mark[:10]) }) {
			t.Errorf("%s is not marked: %q", mark, now)
		}
	}
	if !slices.IsSorted(now) {
		t.Errorf("out of order: %q", now)
	}
}

func TestAnInstrumentOfTheUsersIsMarkedByItsTitle(t *testing.T) {
	d := draw(t, single, "2026-11-22", "offers-restored")
	in, _ := crs.Embedded().Proposal("proposal-2026")
	d.world.Book = d.world.Book.With(in.From(civil.MustParse("2027-01-01")))
	if !slices.ContainsFunc(d.projection().Marks, func(m plots.Mark) bool { return m.Text == in.Title.English }) {
		t.Errorf("marks: %v", d.projection().Marks)
	}
}

func TestOnAChartStreamsArePlacedByWhatTheyAsk(t *testing.T) {
	var labels []string
	for _, s := range draw(t, single, "2026-11-22").projection().Rounds {
		labels = append(labels, s.Label)
	}
	if len(labels) == 0 || len(labels) > 4 || slices.Contains(labels, "Provincial Nominee Program") || labels[0] != "Canadian Experience Class" {
		t.Errorf("streams: %q", labels)
	}
}

func TestChartsAreTheSameTwiceInEveryFormat(t *testing.T) {
	d := draw(t, couple, "2026-11-22", "clb9")
	print := charts.Print{Formats: charts.Formats, WidthMM: 165, DPI: 60}
	files := func() []charts.File {
		list, err := charts.Draw(reason.English(), d.doc.Today, print, []charts.Named{{Name: "waterfall", Chart: d.waterfall()}, {Name: "tech", Chart: d.tech(t)}})
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	first, second := files(), files()
	for i, want := range []struct{ name, begins string }{
		{"waterfall.png", "\x89PNG"}, {"waterfall.svg", "<svg "}, {"waterfall.pdf", "%PDF-"},
		{"tech.png", "\x89PNG"}, {"tech.svg", "<svg "}, {"tech.pdf", "%PDF-"},
	} {
		if first[i].Name != want.name || !bytes.HasPrefix(first[i].Data, []byte(want.begins)) {
			t.Errorf("%s begins %.5q, want %s that begins %q", first[i].Name, first[i].Data, want.name, want.begins)
		}
		if first[i].Name != second[i].Name || !bytes.Equal(first[i].Data, second[i].Data) {
			t.Errorf("%s differs from %s", first[i].Name, second[i].Name)
		}
	}
}

func TestAChartThatCannotBeDrawnIsNamed(t *testing.T) {
	chart := steps(t)
	var tall plots.Waterfall
	for range 400 {
		tall.Parts = append(tall.Parts, chart.Parts...)
	}
	fine := charts.Print{Formats: charts.Formats, WidthMM: 600, DPI: 1200}
	chart.Parts = slices.Repeat(chart.Parts, 20)
	_, err := charts.Draw(reason.English(), 0, fine, []charts.Named{{Name: "fine", Chart: chart}})
	if (err != charts.TooFine{Name: "fine"}) {
		t.Errorf("at 1200 dots an inch: %v", err)
	}
	_, err = charts.Draw(reason.English(), 0, charts.Print{Formats: charts.Formats[1:], WidthMM: 160}, []charts.Named{{Name: "tall", Chart: tall}})
	if (err != charts.TooLarge{Name: "tall"}) {
		t.Errorf("of 200 options: %v", err)
	}
	if _, err := charts.SVG(reason.English(), tall, "tall", 160); (err != charts.TooLarge{Name: "tall"}) {
		t.Errorf("of 200 options, inline: %v", err)
	}
	if _, err := charts.SVG(reason.English(), chart, "narrow", 99); err == nil {
		t.Error("a chart 99 mm wide is drawn")
	}
}

// A chance that hangs on a missing fact is told both ways beside the chart, and
// has no place on its axis; no record is told of it.
func TestAChanceThatIsNotKnownIsNotDrawnAsNone(t *testing.T) {
	words := reason.English()
	met, not := 0.98, 0.0
	last := answer.Chance{By: civil.MustParse("2027-05-31"), PIfMet: &met, PIfNot: &not}
	doc := &answer.Plan{
		Options: []answer.Option{{Option: "stay", Title: "Stay", Chance: []answer.Chance{last}, Outlook: &answer.Outlook{Paths: 200}, Played: new(sim.Projection)}},
		Record:  &draws.Record{}, Reliability: []judged.Bin{{Given: 0.01, Came: 0, N: 300}},
	}
	chart := charts.Chances(words, doc)
	if line := chart.Options[0]; len(line.Points) != 0 || !strings.Contains(line.Figures, " or ") {
		t.Errorf("%+v", line)
	}
	if strings.Contains(chart.Subtitle, "came true") {
		t.Errorf("a record is told of what is not known: %s", chart.Subtitle)
	}
}

func TestLettersThatAreMissingAreTold(t *testing.T) {
	chart := steps(t)
	if got := charts.Missing([]charts.Named{{Chart: chart}}); got != "" {
		t.Errorf("missing: %q", got)
	}
	chart.Parts[0].Label = "日本"
	if got := charts.Missing([]charts.Named{{Chart: plots.TechDraws{ScoreLabel: "本 ع"}}, {Chart: chart}}); got != "本ع日" {
		t.Errorf("missing: %q", got)
	}
}

func TestAChartInlineIsNamedAndToldInItsLanguage(t *testing.T) {
	chart := draw(t, couple, "2026-11-22", "clb9").waterfall()
	text, err := charts.SVG(reason.English(), chart, "couple-waterfall", 170)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`aria-labelledby="couple-waterfall-title couple-waterfall-desc" xml:lang="en" width="170mm"`,
		`<title id="couple-waterfall-title">` + chart.Title + "</title>", chart.Subtitle, chart.Foot[0], "</svg>"} {
		if !strings.Contains(text, want) {
			t.Errorf("the SVG lacks %q", want)
		}
	}
}

// A picture of so many dots has exactly them, whatever the chart.
func TestAPictureHasTheDotsAskedFor(t *testing.T) {
	d := draw(t, single, "2026-11-22", "clb8", "clb9", "eca", "doctorate", "french-nclc7")
	list, err := charts.OfPlan(reason.English(), d.doc, d.world, d.plan.Profile)
	if err != nil {
		t.Fatal(err)
	}
	list = append(list, charts.Named{Name: "rounds", Chart: charts.Rounds(reason.English(), d.doc.Record, charts.RoundsQuery{Score: 485, Since: civil.MustParse("2019-01-01"), World: d.world})})
	for _, size := range [][2]int{{1200, 630}, {680, 0}, {390, 0}, {1080, 1080}} {
		files, err := charts.Draw(reason.English(), d.doc.Today, charts.Print{Formats: charts.Formats[:1], Wide: size[0], High: size[1]}, list)
		if err != nil {
			t.Fatal(size, err)
		}
		for _, f := range files {
			config, err := png.DecodeConfig(bytes.NewReader(f.Data))
			if err != nil || config.Width != size[0] || size[1] > 0 && config.Height != size[1] {
				t.Errorf("%s is %d by %d, want %v (%v)", f.Name, config.Width, config.Height, size, err)
			}
		}
	}
	if _, err := charts.Draw(reason.English(), d.doc.Today, charts.Print{Formats: charts.Formats[:1], Wide: 1200, High: 98}, list); err == nil {
		t.Error("a strip is drawn")
	}
}

// What a picture says is for anybody: no command, no key of a file, no "you",
// two lines of notes at most, and a source.
func TestAPictureIsForAnybody(t *testing.T) {
	typed := regexp.MustCompile(`(?i)--\w|\bcrsplan\b|\byou(r|rs)?\b|\bvous\b|\bvotre\b|\b(ielts|tef|tcf|celpip)\b$|[a-z]_[a-z]`)
	for _, words := range []*reason.Catalogue{reason.English(), reason.French()} {
		for name, person := range people {
			for _, on := range []string{"2023-03-15", "2026-11-22"} {
				d := draw(t, person, on, "clb8", "clb9", "french-nclc7", "canadian-year", "masters-canada")
				list, err := charts.OfPlan(words, d.doc, d.world, d.plan.Profile)
				if err != nil {
					t.Fatal(err)
				}
				for _, named := range list {
					h := plots.HeadingOf(named.Chart)
					texts := append([]string{h.Title, h.Subtitle, h.Empty}, h.Foot...)
					for _, text := range texts {
						if found := typed.FindString(text); found != "" {
							t.Errorf("%s, %s, %s: %q in %q", name, on, named.Name, found, text)
						}
					}
					if n := len(h.Foot); n < 1 || n > 2 || !strings.HasPrefix(h.Foot[n-1], "Source") {
						t.Errorf("%s, %s, %s: foot %q", name, on, named.Name, h.Foot)
					}
					for _, row := range named.Chart.Table().Rows {
						if len(row) != len(h.Columns) {
							t.Fatalf("%s: %d cells under %q", named.Name, len(row), h.Columns)
						}
					}
				}
			}
		}
	}
}
