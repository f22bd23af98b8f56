package plots_test

import (
	"fmt"

	"crsplan/plots"
)

// Samples of the charts of levers and plans.

func tornado() plots.Ranked {
	row := func(label, note string, points int, opens bool) plots.RankedRow {
		return plots.RankedRow{Label: label, Note: note, More: []string{note}, Value: float64(points), Text: fmt.Sprintf("%+d", points), Marked: opens}
	}
	return plots.Ranked{
		Heading: plots.Heading{
			Title:    "Beside a nomination, French to NCLC 9 brings most: 108 points",
			Subtitle: "Points of each change alone above staying, on the day it is done; 400 points on 2026-11-22",
			Foot:     heading.Foot, Columns: []string{"Step", "Points", "Months and cost", "Opens"},
		},
		Rows: []plots.RankedRow{
			row("Nomination by a province", "9 months, $1,100; done 24 August 2027", 600, true),
			row("Learn French to NCLC 9", "24 months, $6,900; done 22 November 2028", 108, true),
			row("English writing: 6.5 to 7 (IELTS General Training), after which all four abilities are at CLB 9", "3 months, $830", 45, false),
			row("Deuxième diplôme", "", 19, false),
			row("Certificate of qualification in a trade", "9 months, $1,000", 0, true),
			row("Your partner comes along", "0 months, $0", -12, false),
		},
		Unit: "Points", More: []string{"Months and cost"}, Mark: "opens a round type being held",
	}
}

func plainTornado() plots.Ranked {
	c := tornado()
	c.Rows = c.Rows[1:4]
	return c
}

func losses() plots.Ranked {
	c := tornado()
	c.Rows = c.Rows[4:]
	return c
}

func noTornado() plots.Ranked {
	c := tornado()
	c.Rows, c.Empty = nil, "Nothing raises the score."
	return c
}

func ranking() plots.Ranked {
	row := func(label string, chance float64, text, cost, months string) plots.RankedRow {
		return plots.RankedRow{Label: label, Value: chance, Text: text, More: []string{cost, months}, Note: cost + ", " + months + " months"}
	}
	c := plots.Ranked{
		Heading: plots.Heading{
			Title:    "French beside a nomination gives Ana a 70% chance of an invitation by November 2029",
			Subtitle: "Chance of an invitation, with cost and months",
			Foot:     heading.Foot, Columns: []string{"Option", "Chance", "Cost", "Months"},
		},
		Unit: "Chance", More: []string{"Cost", "Months to the invitation"}, Full: 1,
		Rows: []plots.RankedRow{
			row("Maîtrise au Canada, puis une désignation", 0.71, "71%", "$38,010", "22"),
			row("Reach CLB 9 in English → Nomination by a province; meanwhile learn French to NCLC 7, and then a second credential beside the work", 0.7, "70%", "$6,370", "22"),
			row("Learn French to NCLC 7", 0.59, "59%", "$5,270", "25"),
			row("Depends on savings", 0, "97% or 0%", "$850", "33"),
			row("No change", 0.004, "<1%", "$0", "35"),
		},
	}
	c.Rows[1].Hero = true
	return c
}

func rankingOfOne() plots.Ranked {
	c := ranking()
	c.Rows = c.Rows[:1]
	return c
}

func roundsOf(score int) plots.Rounds {
	c := plots.Rounds{
		Heading: plots.Heading{
			Title: "A score of 485 was enough in 31 of 212 rounds since January 1, 2025", Subtitle: "Lowest score invited at each round, and the score",
			Foot: heading.Foot, Columns: []string{"Round type", "Date", "Cutoff", "Place"},
		},
		From: day("2025-01-01"), To: day("2026-11-22"), Series: rounds(), Score: score, ScoreLabel: "this score",
		Legend: [2]string{"the score was enough", "not enough"}, ScoreAxis: "CRS points",
		Marks: []plots.Mark{{On: day("2025-03-25"), Text: "job offers: 0 points"}, {On: day("2031-01-01"), Text: "never seen"}},
	}
	c.Series[2].Dots = append(c.Series[2].Dots, plots.Dot{On: day("2026-11-01"), Score: 75})
	return c
}

func noRounds() plots.Rounds {
	c := roundsOf(485)
	c.Series, c.Empty = nil, "No round was held in this time."
	return c
}
