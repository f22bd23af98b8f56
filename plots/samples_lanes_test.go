package plots_test

import (
	"fmt"
	"math"

	"crsplan/plots"
	"crsplan/sim/civil"
)

// Samples of lanes and replays, and of streams that do not matter.

func faintStream() plots.Projection {
	c := projection(stay(), english())
	c.Rounds[1].Faint, c.Rounds[2].Faint = true, true
	return c
}

func bar(kind plots.BarKind, from, to, text string) plots.Bar {
	b := plots.Bar{Kind: kind, Text: text}
	if from != "" {
		b.From = day(from)
	}
	if to != "" {
		b.To = day(to)
	}
	return b
}

func row(label string, bars ...plots.Bar) plots.LaneRow {
	return plots.LaneRow{Label: label, Bars: bars}
}

func lanesWith(groups ...plots.LaneGroup) plots.Lanes {
	return plots.Lanes{
		Heading: plots.Heading{
			Title:    "Canadian experience opens on 2027-05-03, 41 days before the permit ends",
			Subtitle: "Streams open to you, the steps of each option, and what expires, by day",
			Foot:     []string{"Source: rules in force or announced on 2026-11-22.", "Hatched: it depends on what is not known; the table says on what."},
		},
		From: day("2026-07-01"), Today: day("2026-11-22"), To: day("2029-11-22"), TodayText: "today, 2026-11-22",
		Groups: groups,
		Legend: [5]string{"open to you", "not known (“if …”)", "a step runs", "valid until", "open, but no round is held"},
		Marks:  []plots.Mark{{On: day("2026-11-03"), Text: "high-wage factor"}, {On: day("2027-07-01"), Text: "new category lists"}},
	}
}

func streamsGroup(label string) plots.LaneGroup {
	cec := row("Canadian experience", bar(plots.OpenBar, "2027-05-03", "2028-09-01", "from a year of work"), bar(plots.UnknownBar, "2028-09-01", "2029-03-01", "if paid"))
	cec.Flags = []plots.Flag{{On: day("2028-01-20"), Text: "NCLC 7"}}
	return plots.LaneGroup{Label: label, Rows: []plots.LaneRow{
		row("Federal skilled worker", bar(plots.OpenBar, "", "2027-06-10", "67 points"), bar(plots.OpenBar, "2028-01-20", "", "")),
		cec,
		row("French", bar(plots.OpenBar, "2028-01-20", "", "NCLC 7 in each")),
		row("Health"),
		row("Trades (2026 list)", bar(plots.UnknownBar, "2027-07-01", "", "if 12 months in Canada")),
	}}
}

func stepsGroup() plots.LaneGroup {
	test := row("English test", bar(plots.ValidBar, "2025-06-10", "2027-06-10", "IELTS"), bar(plots.ValidBar, "2027-06-10", "2029-06-10", "renewed"))
	permit := row("Work permit", bar(plots.ValidBar, "", "2027-06-13", ""))
	permit.Flags = []plots.Flag{{On: day("2027-05-03"), Text: "41 days left"}}
	return plots.LaneGroup{Label: "Steps, documents and permits", Rows: []plots.LaneRow{
		row("French lessons", bar(plots.StepBar, "2026-12-01", "2028-01-20", "14 months to NCLC 7")),
		row("Test booking", bar(plots.StepBar, "2027-03-01", "2027-03-02", "test day")),
		test,
		row("Credential assessment", bar(plots.ValidBar, "2025-06-10", "2030-06-10", "")),
		permit,
	}}
}

func lanes() plots.Lanes { return lanesWith(streamsGroup("French to NCLC 7"), stepsGroup()) }

func lanesOfOne() plots.Lanes {
	return lanesWith(plots.LaneGroup{Rows: []plots.LaneRow{row("French", bar(plots.OpenBar, "2028-01-20", "", ""))}})
}

func lanesOfSix() plots.Lanes {
	var groups []plots.LaneGroup
	for _, o := range sixOptions().Options {
		groups = append(groups, streamsGroup(o.Label))
	}
	return lanesWith(groups...)
}

func longLanes() plots.Lanes {
	c := lanesWith(plots.LaneGroup{
		Label: "Équivalence d’études supérieures à Montréal, puis français jusqu’au niveau 7, et une année de travail à Sudbury chez un employeur désigné",
		Rows: []plots.LaneRow{
			row("Travailleurs qualifiés (fédéral), professions de la santé et des services sociaux, liste de 2026",
				bar(plots.OpenBar, "", "", "sous réserve de la vérification des fonds d’établissement, et de l’équivalence des études à l’étranger")),
			row("Donaudampfschifffahrtsgesellschaftskapitänspatentprüfungsordnung", bar(plots.UnknownBar, "2027-01-01", "2028-06-01", "si l’expérience à Łódź était à temps plein")),
			row("Métiers", bar(plots.OpenBar, "2029-10-01", "2029-11-01", "Qualifikationsprüfung bestanden, Übergrößenträger, ñandú und vieles mehr, das hier stehen muss")),
			row("日本語 and العربية"),
		},
	})
	c.Marks = append(c.Marks, plots.Mark{On: day("2029-11-01"), Text: "fermeture annoncée près du bord"})
	return c
}

func manyLanes() plots.Lanes {
	var g plots.LaneGroup
	for i := range 26 {
		from := day("2026-08-01") + civil.Day(i*29)
		kind := plots.BarKind(i % 4)
		g.Rows = append(g.Rows, plots.LaneRow{Label: fmt.Sprintf("Stream number %d", i+1), Bars: []plots.Bar{{From: from, To: from + civil.Day(1+i*i), Kind: kind, Text: []string{"", "in time", "if so", ""}[i%4]}}})
	}
	return lanesWith(g)
}

// crowdedLanes has days, overlaps, and more texts than there is room for.
func crowdedLanes() plots.Lanes {
	days := row("Days")
	for i := range 6 {
		on := day("2027-02-01") + civil.Day(9*i)
		days.Bars = append(days.Bars, plots.Bar{From: on, To: on + 1, Kind: plots.BarKind(i % 4), Text: fmt.Sprintf("day number %d", i+1)})
	}
	flags := row("Flags", bar(plots.OpenBar, "2027-01-01", "2028-01-01", "open for a year"))
	for i, text := range []string{"30", "CLB 9", "test expires", "profile renewed", "a year of work", "permit ends", "31"} {
		flags.Flags = append(flags.Flags, plots.Flag{On: day("2027-03-20") + civil.Day(12*i), Text: text})
	}
	flags.Flags = append(flags.Flags, plots.Flag{On: day("2029-11-22"), Text: "at the very end"}, plots.Flag{On: day("2026-07-01"), Text: "at the beginning"}, plots.Flag{On: day("2031-01-01"), Text: "never seen"})
	return lanesWith(plots.LaneGroup{Label: "A crowd", Rows: []plots.LaneRow{
		days, flags,
		row("Overlapping", bar(plots.StepBar, "2027-01-01", "2027-09-01", "lessons"), bar(plots.StepBar, "2027-03-01", "2028-03-01", "a job meanwhile"), bar(plots.StepBar, "2027-06-01", "2027-06-20", "two tests in June"), bar(plots.ValidBar, "2027-09-01", "2027-12-01", "result")),
		row("Neighbours", bar(plots.OpenBar, "2027-01-01", "2027-02-01", "open at last"), bar(plots.UnknownBar, "2027-02-01", "2027-02-02", "a day in doubt"), bar(plots.OpenBar, "2027-02-02", "2028-02-02", "open again")),
		row("The last day", bar(plots.OpenBar, "2029-11-22", "2029-11-23", "just in time"), bar(plots.ValidBar, "2026-06-01", "2026-07-01", "never seen")),
		row("Turned", bar(plots.StepBar, "2028-01-01", "2027-01-01", "ends before it begins"), plots.Bar{From: day("2028-06-01"), To: day("2028-09-01"), Kind: 9, Text: "no such kind"}),
	}})
}

func nothingOpen() plots.Lanes {
	c := lanesWith(plots.LaneGroup{Label: "Stay as you are", Rows: []plots.LaneRow{row("Federal skilled worker"), row("Canadian experience"), row("English test", bar(plots.ValidBar, "", "2027-06-10", ""))}})
	c.Title = "No stream is open to you before 2029-11-22"
	c.Empty = "Nothing opens: 61 of 67 points for the federal skilled worker program, and no work in Canada."
	return c
}

var starts = plots.Heading{
	Title:    "Of 16 starts since May 2024, French would have been invited in 11",
	Subtitle: "One sign for each first day of a month on which you might have started, by what came of it",
	Foot:     []string{"Source: rounds of invitations as published, to 2026-11-18. The rules, lists and streams are those of the days."},
}

// replayed is an option on the first of each month since 2018: invited or not
// as some waves have it.
func replayed(label, summary string, seed, n int) plots.ReplayPanel {
	p := plots.ReplayPanel{Label: label, Summary: summary}
	for i, on := 0, day("2018-01-01"); i < n; i, on = i+1, on.AddMonths(1) {
		d := plots.ReplayDot{Start: on, Stream: (i / 17) % 3, Months: 6.2 + 5*math.Sin(float64(i)/5+float64(seed)) + float64(i*i*7%11)/9}
		switch wave := math.Cos(float64(i)/9 + float64(seed*2)); {
		case d.Months > 12 || wave < -0.6:
			d.Outcome = plots.NotInvited
		case wave < -0.5:
			d.Outcome = plots.Unknown
		case i%13 == 4:
			d.Outcome = plots.AtRisk
		}
		p.Starts = append(p.Starts, d)
	}
	return p
}

func replay(n int) plots.Replay {
	c := plots.Replay{
		Heading: starts, Within: 12,
		Eras:      []plots.Mark{{On: day("2023-06-28"), Text: "categories begin"}, {On: day("2024-04-23"), Text: "last general round"}},
		Legend:    [4]string{"invited", "invited, at risk", "not invited within 12 months", "not known, or tied"},
		Streams:   []string{"General", "Canadian experience", "French"},
		StartAxis: "First day of the plan", MonthsAxis: "Months to the invitation",
	}
	labels := []string{"French to NCLC 7", "Stay as you are", "Reach CLB 9 in English", "Master’s degree in Canada, then a year of work", "English first, then French", "Deuxième diplôme d’un an, puis évaluation à l’étranger", "Nomination", "All of it"}
	for i := range n {
		c.Panels = append(c.Panels, replayed(labels[i], fmt.Sprintf("%d of 16 since May 2024", 11-i), i, 92))
	}
	return c
}

func longReplay() plots.Replay {
	c := replay(4)
	c.Panels[0].Label = "Équivalence d’études supérieures à Montréal, puis français jusqu’au niveau 7, et une année de travail à Sudbury"
	c.Panels[1].Label = "Łódź–Kraków: ÅÄÖ, ñandú, Übergrößenträger"
	c.Panels[1].Summary = "11 sur 16 depuis mai 2024, la médiane étant de 4 mois et les quartiles de 2 et de 7 mois"
	c.Panels[2].Label = "Donaudampfschifffahrtsgesellschaftskapitänspatentprüfungsordnung"
	c.Streams = []string{"Travailleurs qualifiés (fédéral)", "Expérience canadienne", "Français", "Désignations provinciales", "autres programmes et catégories de toutes sortes"}
	c.Eras = append(c.Eras, plots.Mark{On: day("2025-08-20"), Text: "une ère qui commence tout près du bord"}, plots.Mark{On: day("2010-01-01"), Text: "never seen"})
	for i := range c.Panels[3].Starts {
		c.Panels[3].Starts[i].Stream = i % 7
	}
	c.MonthsAxis = "Mois écoulés entre le premier jour du plan et l’invitation à présenter une demande de résidence permanente au Canada"
	return c
}

func recentReplay() plots.Replay {
	c := replay(2)
	for i := range c.Panels {
		c.Panels[i].Starts = c.Panels[i].Starts[76:]
	}
	return c
}

func alike(o plots.Outcome, months float64) plots.Replay {
	c := replay(2)
	for _, p := range c.Panels {
		for i := range p.Starts {
			p.Starts[i].Outcome, p.Starts[i].Months = o, months
		}
	}
	return c
}

func oneStart() plots.Replay {
	c := replay(1)
	c.Panels[0].Starts = []plots.ReplayDot{{Start: day("2024-05-01"), Months: 3}}
	return c
}
