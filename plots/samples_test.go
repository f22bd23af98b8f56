package plots_test

import (
	"fmt"

	"crsplan/plots"
	"crsplan/sim/civil"
)

// The charts that the tests draw: the plain cases and the hard ones. The
// figures are invented, of the size that real ones have.

func day(s string) civil.Day { return civil.MustParse(s) }

var heading = plots.Heading{
	Title:    "French opens rounds 120 points lower by March 2028",
	Subtitle: "Projected score in CRS points beside the lowest score invited, by day",
	Foot: []string{
		"Source: rounds of invitations as published, to 2026-11-18. Rounds for nominees (700 and more) are left out.",
		"Pale edge: points for one factor are not known yet, your points may be higher.",
	},
}

func rounds() []plots.Series {
	cec, french, health := plots.Series{Label: "Canadian experience"}, plots.Series{Label: "French"}, plots.Series{Label: "Health"}
	for i, from := 0, day("2025-01-08"); from < day("2026-11-20"); i, from = i+1, from+14 {
		cec.Dots = append(cec.Dots, plots.Dot{On: from, Score: 535 - i/3*2 + i*i%7})
		if i%3 == 0 {
			french.Dots = append(french.Dots, plots.Dot{On: from + 2, Score: 432 - i + i*i%19})
		}
		if i%5 == 1 {
			health.Dots = append(health.Dots, plots.Dot{On: from + 5, Score: 505 - i + i*i%11})
		}
	}
	return []plots.Series{cec, french, health}
}

func line(label string, dashed bool, steps ...plots.Step) plots.Line {
	return plots.Line{Label: label, Steps: steps, Dashed: dashed}
}

func step(on string, score int) plots.Step {
	return plots.Step{From: day(on), Score: score, Incomplete: day(on) >= day("2026-11-03")}
}

func stay() plots.Line {
	l := line("Stay as you are", true, step("2026-11-22", 478), step("2027-03-14", 473), step("2028-03-14", 467))
	l.Flags = []plots.Flag{{On: day("2027-03-14"), Text: "30"}, {On: day("2028-03-14"), Text: "31"}}
	return l
}

func english() plots.Line {
	l := line("Reach CLB 9 in English", false, step("2026-11-22", 478), step("2027-03-14", 473), step("2027-04-02", 506), step("2028-03-14", 500))
	l.Flags = []plots.Flag{{On: day("2027-04-02"), Text: "CLB 9"}}
	return l
}

func french() plots.Line {
	l := line("French to NCLC 7", false, step("2026-11-22", 478), step("2027-03-14", 473), step("2028-01-20", 523), step("2028-03-14", 517))
	l.Flags, l.Hero = []plots.Flag{{On: day("2028-01-20"), Text: "NCLC 7"}}, true
	return l
}

func masters() plots.Line {
	l := line("Master’s degree in Canada, then a year of work", false, step("2026-11-22", 478), step("2027-03-14", 473), step("2028-03-14", 492), step("2029-02-01", 541))
	l.Flags = []plots.Flag{{On: day("2029-02-01"), Text: "a year of work"}}
	return l
}

func projection(options ...plots.Line) plots.Projection {
	return plots.Projection{
		Heading: heading,
		From:    day("2025-01-01"), Today: day("2026-11-22"), To: day("2029-11-22"),
		TodayText: "today, 2026-11-22",
		Rounds:    rounds(),
		Options:   options,
		Marks: []plots.Mark{
			{On: day("2025-03-25"), Text: "job offers: 0 points"},
			{On: day("2026-06-26"), Text: "Ontario closes its streams"},
			{On: day("2026-11-03"), Text: "high-wage factor"},
		},
		ScoreAxis: "CRS points",
	}
}

func sixOptions() plots.Projection {
	six := []plots.Line{stay(), english(), french(), masters()}
	both := line("English first, then French", false, step("2026-11-22", 478), step("2027-04-02", 506), step("2028-06-20", 556))
	both.Flags = []plots.Flag{{On: day("2027-04-02"), Text: "CLB 9"}, {On: day("2028-06-20"), Text: "NCLC 7"}}
	second := line("Deuxième diplôme d’un an, puis évaluation à l’étranger", false, step("2026-11-22", 478), step("2028-02-01", 486))
	return projection(append(six, both, second)...)
}

func longNames() plots.Projection {
	c := projection(
		line("Équivalence d’études supérieures à Montréal, puis français jusqu’au niveau 7", false, step("2026-11-22", 478), step("2027-09-01", 511)),
		line("Łódź–Kraków: ÅÄÖ, ñandú, Übergrößenträger und Straßenverkehrsordnung", false, step("2026-11-22", 478), step("2027-10-01", 512)),
		line("日本語 and العربية cannot be drawn", true, step("2026-11-22", 478), step("2027-11-01", 512)),
		line("Donaudampfschifffahrtsgesellschaftskapitänspatentprüfungsordnung", false, step("2026-11-22", 478), step("2027-12-01", 513)),
	)
	c.Title = "Vier Wege, ein Ziel: was jeder Schritt an Punkten bringt, und ab wann — « à peu près » so lang wie ein Titel nur werden kann"
	c.Spans = []plots.Span{{On: day("2025-06-01"), Low: 468, High: 480}, {On: day("2026-02-01"), Low: 470}}
	c.SpansLabel = "Ontario, lowest to highest"
	return c
}

// farScores has one option far above everything else and one far below.
func farScores() plots.Projection {
	up := line("Nomination by Ontario", false, step("2026-11-22", 478), step("2028-01-10", 1150))
	up.Flags = []plots.Flag{{On: day("2028-01-10"), Text: "nominated"}}
	down := line("All tests expire", false, step("2026-11-22", 478), step("2027-10-10", 200))
	down.Flags = []plots.Flag{{On: day("2027-10-10"), Text: "test expires"}}
	return projection(stay(), up, down)
}

func empty() plots.Projection {
	c := projection(stay(), english())
	c.Rounds, c.Marks = nil, nil
	c.Empty = "No round open to you since 2024-04-23."
	c.Title = "No round to compare with"
	return c
}

func nothingAtAll() plots.Projection {
	c := projection()
	c.Rounds, c.Marks, c.Foot = nil, nil, nil
	c.Empty = "No option, and no round open to you since 2024-04-23."
	return c
}

// crowded has flags a few days apart on lines that run close together, and
// marks on neighbouring days.
func crowded() plots.Projection {
	c := projection(stay(), english(), french())
	for i := range c.Options {
		for k, text := range []string{"30", "CLB 9", "test expires", "profile renewed", "a year of work", "permit ends", "31"} {
			c.Options[i].Flags = append(c.Options[i].Flags, plots.Flag{On: day("2027-03-20") + civil.Day(12*k+4*i), Text: text})
		}
	}
	for i := range 4 {
		c.Marks = append(c.Marks, plots.Mark{On: day("2026-09-01") + civil.Day(20*i), Text: fmt.Sprintf("rule change %d, of which more below", i+1)})
	}
	c.Marks = append(c.Marks, plots.Mark{On: day("2029-11-01"), Text: "a closing near the edge"})
	return c
}

// hopeless has one option, 180 points below the lowest round.
func hopeless() plots.Projection {
	c := projection(line("Stay as you are", false, step("2026-11-22", 200), step("2027-03-14", 195)))
	c.Marks = c.Marks[:1]
	return c
}

func techDraws() plots.TechDraws {
	c := plots.TechDraws{
		Heading: plots.Heading{
			Title:    "Three of twelve tech draws would have reached you",
			Subtitle: "Lowest and highest score notified by Ontario, and your score on those days, in CRS points",
			Foot:     []string{"Source: Ontario’s notifications as published. Last tech draw 2024-03-21; the streams closed on 2026-06-26."},
		},
		Scores:     []plots.Step{step("2018-01-01", 438), step("2020-06-01", 471), step("2022-01-15", 466), step("2023-05-01", 475)},
		ScoreLabel: "Your score",
		Legend:     [3]string{"you were below the band", "inside: notified", "above the band: not notified"},
		Marks:      []plots.Mark{{On: day("2024-03-21"), Text: "last tech draw"}, {On: day("2026-06-26"), Text: "streams closed"}},
		ScoreAxis:  "CRS points",
	}
	for _, b := range []struct {
		on               string
		low, high, place int
	}{
		{"2019-07-12", 439, 459, -1}, {"2020-02-05", 466, 476, -1}, {"2020-05-13", 421, 451, 0}, {"2020-11-12", 461, 467, 1},
		{"2021-01-13", 460, 469, 1}, {"2021-03-03", 455, 0, 0}, {"2021-07-21", 462, 480, 0}, {"2022-02-08", 463, 467, 0},
		{"2022-03-30", 455, 600, 0}, {"2022-09-28", 484, 490, -1}, {"2023-03-14", 479, 489, -1}, {"2023-06-27", 476, 489, -1},
		{"2024-03-21", 468, 480, 0},
	} {
		c.Spans = append(c.Spans, plots.Placed{Span: plots.Span{On: day(b.on), Low: b.low, High: b.high}, Place: b.place})
	}
	return c
}

func noTechDraws() plots.TechDraws {
	c := techDraws()
	c.Spans = nil
	c.Empty = "Your occupation was on no list of Ontario’s tech draws."
	return c
}

func waterfall() plots.Waterfall {
	return plots.Waterfall{
		Heading: plots.Heading{
			Title:    "French takes Ana from 478 to 528 points by January 2028",
			Subtitle: "CRS points, factor by factor",
			Foot:     []string{"Dashed: a factor whose points are not published."},
		},
		Base: 478, Final: 528, BaseLabel: "2026-11-22", FinalLabel: "2028-01-20",
		Parts: []plots.Part{{Label: "Age", Delta: -5}, {Label: "First language", Delta: 30}, {Label: "Transferability", Delta: 25}, {Label: "High-wage work", Unknown: true}},
	}
}

func hardWaterfall() plots.Waterfall {
	c := waterfall()
	c.Final = 1185
	c.Parts = []plots.Part{
		{Label: "Age", Delta: -5}, {Label: "Education", Delta: 15}, {Label: "First official language", Delta: 24},
		{Label: "Donaudampfschifffahrtsgesellschaftskapitänspatentprüfungsordnung", Delta: 12}, {Label: "Work in Canada", Delta: 40},
		{Label: "Spouse or partner", Delta: 9, Unknown: true}, {Label: "Transferability of education", Delta: -13}, {Label: "Sibling", Delta: 0},
		{Label: "Transferability of foreign work", Delta: 25}, {Label: "Provincial nomination", Delta: 600},
	}
	return c
}

func nothingMoves() plots.Waterfall {
	c := waterfall()
	c.Parts, c.Empty = nil, "This option changes nothing for Ana."
	return c
}

// samples are all of them by name.
func samples() map[string]plots.Chart {
	return map[string]plots.Chart{
		"one option":       projection(french()),
		"four options":     projection(stay(), english(), french(), masters()),
		"six options":      sixOptions(),
		"long names":       longNames(),
		"far scores":       farScores(),
		"empty history":    empty(),
		"nothing at all":   nothingAtAll(),
		"crowded":          crowded(),
		"hopeless":         hopeless(),
		"tech draws":       techDraws(),
		"no tech draws":    noTechDraws(),
		"nothing of tech":  plots.TechDraws{Heading: plots.Heading{Title: heading.Title, Empty: "No draw."}},
		"waterfall":        waterfall(),
		"hard waterfall":   hardWaterfall(),
		"nothing moves":    nothingMoves(),
		"no waterfall":     plots.Waterfall{Heading: heading},
		"nothing whatever": plots.Projection{},
		"tornado":          tornado(),
		"plain tornado":    plainTornado(),
		"losses":           losses(),
		"no tornado":       noTornado(),
		"ranking":          ranking(),
		"ranking of one":   rankingOfOne(),
		"rounds":           roundsOf(485),
		"rounds above all": roundsOf(900),
		"rounds below all": roundsOf(120),
		"no rounds":        noRounds(),

		"a faint stream":     faintStream(),
		"lanes":              lanes(),
		"lanes of one":       lanesOfOne(),
		"lanes of six":       lanesOfSix(),
		"long lanes":         longLanes(),
		"many lanes":         manyLanes(),
		"crowded lanes":      crowdedLanes(),
		"nothing open":       nothingOpen(),
		"no lanes":           plots.Lanes{Heading: plots.Heading{Title: heading.Title, Empty: "No lane."}},
		"no lanes whatever":  plots.Lanes{},
		"replay":             replay(2),
		"replay of one":      replay(1),
		"replay of three":    replay(3),
		"long replay":        longReplay(),
		"recent replay":      recentReplay(),
		"never invited":      alike(plots.NotInvited, 0),
		"invited at once":    alike(plots.Invited, 0.4),
		"all unknown":        alike(plots.Unknown, 0),
		"one start":          oneStart(),
		"no replay":          plots.Replay{Heading: plots.Heading{Title: heading.Title, Empty: "No start has a whole window yet."}, Within: 12},
		"no replay whatever": plots.Replay{},

		"fan":                     manyFans(),
		"fan of one":              fans(fanned("Canadian experience", 0, 520, 15, 3)),
		"fan by size":             sizedFans(),
		"long fan":                longFans(),
		"broken fan":              brokenFans(),
		"no fan":                  plots.Fan{Heading: plots.Heading{Title: heading.Title, Empty: "No stream can be forecast."}},
		"no fan whatever":         plots.Fan{},
		"reliability":             reliability(),
		"odd reliability":         oddReliability(),
		"no reliability":          plots.Reliability{Heading: plots.Heading{Title: heading.Title, Empty: "No chance was judged."}},
		"no reliability whatever": plots.Reliability{},

		"chances":             fourChances(),
		"chances of six":      sixChances(),
		"no chances":          plots.Chances{Heading: plots.Heading{Title: heading.Title, Empty: "No chance can be told."}},
		"no chances whatever": plots.Chances{},
		"cutoffs ahead":       aheadOf(projection(stay(), english(), french())),
	}
}
