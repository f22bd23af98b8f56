package plots_test

import (
	"math"

	"crsplan/plots"
	"crsplan/sim/civil"
)

// Samples of chances, and of projections with the cutoffs to come.

// chances is an option whose chance rises to a share.
func chanceLine(label string, to float64, months int) plots.ChanceLine {
	l := plots.ChanceLine{Label: label, Figures: "a figure", Points: []plots.ChancePoint{{On: day("2026-11-22")}}}
	for k := 1; k <= 36; k++ {
		p := to * (1 - math.Exp(-math.Pow(float64(k)/float64(months), 2)))
		l.Points = append(l.Points, plots.ChancePoint{On: day("2026-11-22") + civil.Day(30*k), P: p, Low: p / 2})
	}
	return l
}

func chances(options ...plots.ChanceLine) plots.Chances {
	return plots.Chances{
		Heading: plots.Heading{
			Title:    "Reach CLB 9 in English: a chance of 62 % by 22 November 2029",
			Subtitle: "Chance of an invitation by month: shares of 10,000 simulated futures. Of chances given near 45 %, 26 % came true",
			Foot:     []string{"Not covered by the record: the scale of the scores changed on 2026-11-03."},
		},
		From: day("2026-11-22"), To: day("2029-11-22"), Options: options,
		Axis: "% of the futures", Harder: "thin: where cutoffs are 40 points higher",
		Marks: []plots.Mark{{On: day("2027-06-01"), Text: "a mark"}},
	}
}

func fourChances() plots.Chances {
	stay := chanceLine("Stay as you are", 0.02, 20)
	stay.Dashed = true
	best := chanceLine("Reach CLB 9 in English", 0.62, 10)
	best.Hero = true
	return chances(stay, best, chanceLine("French to NCLC 7", 0.93, 18),
		chanceLine("Donaudampfschifffahrtsgesellschaftskapitänspatentprüfungsordnung, dann ein Jahr Arbeit", 0.4, 28))
}

func sixChances() plots.Chances {
	c := fourChances()
	c.Options = append(c.Options, chanceLine("A fifth", 0.3, 12), chanceLine("A sixth", 0.01, 30))
	c.Harder = ""
	return c
}

// aheadOf adds the cutoffs to come, and the range of the second option.
func aheadOf(c plots.Projection) plots.Projection {
	panel := fanned("", 0, 520, 21, 4)
	for i := range panel.Ahead {
		panel.Ahead[i].On += day("2026-11-22") - day("2026-08-19")
	}
	c.Ahead = []plots.Ahead{{Label: "where the cutoffs may fall (half, four fifths)", Of: 0, Points: panel.Ahead}}
	c.SpreadLabel = "range of a score, as steps may go"
	c.Options[2].Spread = []plots.ScoreRange{
		{On: day("2026-11-30"), Low: 478, High: 478}, {On: day("2027-02-28"), Low: 478, High: 506}, {On: day("2027-03-31"), Low: 473, High: 506}, {On: day("2028-03-31"), Low: 467, High: 500},
	}
	return c
}
