package plots_test

import "crsplan/plots"

// Samples of the charts of levers and plans.

func tornado() plots.Tornado {
	row := func(label, note string, points int, opens bool) plots.TornadoRow {
		return plots.TornadoRow{Label: label, Note: note, Points: points, Opens: opens}
	}
	return plots.Tornado{
		Heading: plots.Heading{
			Title:    "Beside a nomination, French to NCLC 9 brings most: 108 points",
			Subtitle: "Points of each change alone above staying, on the day it is done; 400 points on 2026-11-22",
			Foot:     heading.Foot,
		},
		Rows: []plots.TornadoRow{
			row("Nomination by a province", "9 months, $1,100; done 24 August 2027", 600, true),
			row("Learn French to NCLC 9", "24 months, $6,900; done 22 November 2028", 108, true),
			row("English writing: 6.5 to 7 (IELTS General Training), after which all four abilities are at CLB 9", "3 months, $830", 45, false),
			row("Deuxième diplôme", "", 19, false),
			row("Certificate of qualification in a trade", "9 months, $1,000", 0, true),
			row("Your partner comes along", "0 months, $0", -12, false),
		},
		Legend: [3]string{"points gained", "points lost", "opens a stream that holds rounds"},
		Empty:  "",
	}
}

func plainTornado() plots.Tornado {
	c := tornado()
	c.Rows = c.Rows[1:4]
	return c
}

func losses() plots.Tornado {
	c := tornado()
	c.Rows = c.Rows[4:]
	return c
}

func noTornado() plots.Tornado {
	c := tornado()
	c.Rows, c.Empty = nil, "Nothing raises the score."
	return c
}

func frontier() plots.Frontier {
	plan := func(cost, months, chance float64, text, label string) plots.FrontierPlan {
		return plots.FrontierPlan{Cost: cost, Months: months, Chance: chance, Text: text, Label: label}
	}
	return plots.Frontier{
		Heading: plots.Heading{
			Title:    "French to NCLC 7 beside a nomination: a chance of 69 % by November 2029",
			Subtitle: "What plans cost (dollars) and the expected months to an invitation, the darker the likelier",
			Foot:     heading.Foot,
		},
		Plans: []plots.FrontierPlan{
			plan(0, 35.2, 0.05, "5 %", "Stay as you are: 5 %, 35.2 months, $0"),
			plan(850, 32.8, 0.2, "20 %", "Reach CLB 9 in English: 20 %, 32.8 months, $850"),
			plan(1100, 29.5, 0.28, "28 %", "Nomination by a province: 28 %, 29.5 months, $1,100"),
			plan(5270, 24.6, 0.59, "59 %", "Reach CLB 9 in English; meanwhile learn French to NCLC 7: 59 %, 24.6 months, $5,270"),
			plan(5520, 22.7, 0.64, "64 %", "Learn French to NCLC 7; meanwhile nomination by a province: 64 %, 22.7 months, $5,520"),
			plan(6370, 22.2, 0.7, "70 %", "Reach CLB 9 in English → Nomination by a province; meanwhile learn French to NCLC 7, and then a second credential beside the work: 70 %, 22.2 months, $6,370"),
			plan(38_010, 21.9, 0.71, "71 %", "Maîtrise au Canada, puis une désignation : 71 %"),
		},
		CostAxis: "Cost (dollars)", MonthsAxis: "Expected months to an invitation", Legend: "Chance:",
	}
}

func frontierOfOne() plots.Frontier {
	c := frontier()
	c.Plans = c.Plans[:1]
	return c
}

func noFrontier() plots.Frontier {
	c := frontier()
	c.Plans, c.Empty = nil, "No plan was found."
	return c
}

func heat() plots.Heat {
	c := plots.Heat{
		Heading: plots.Heading{
			Title:    "French to NCLC 7 beside a nomination is as likely as not by May 2028",
			Subtitle: "Chance of an invitation by the end of each month, in percent",
			Foot:     heading.Foot,
		},
		Legend: "Chance:", Named: []int{6, 12, 24, 36},
	}
	for month := range 37 {
		c.Days = append(c.Days, day("2026-12-01").AddMonths(month)-1)
	}
	row := func(label string, from int, most float64) plots.HeatRow {
		r := plots.HeatRow{Label: label}
		for month := range c.Days {
			r.Chances = append(r.Chances, most*min(max(float64(month-from)/10, 0), 1))
		}
		return r
	}
	c.Rows = []plots.HeatRow{
		row("Stay as you are", 20, 0.05), row("Reach CLB 9 in English", 5, 0.2), row("Learn French to NCLC 7; meanwhile nomination by a province → Reach CLB 9 in English", 10, 0.7), row("Déjà invitée", -10, 1),
	}
	return c
}

func heatOfMonths() plots.Heat {
	c := heat()
	c.Days, c.Named = c.Days[:3], []int{0, 2}
	return c
}

func noHeat() plots.Heat {
	c := heat()
	c.Rows, c.Empty = nil, "No option has a chance."
	return c
}
