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
