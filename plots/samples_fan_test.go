package plots_test

import (
	"crsplan/plots"
	"crsplan/sim/civil"
)

// Samples of fans and of what became of chances.

// fanned is a stream with a round every so many days before the data date, and
// twelve after it whose bands widen.
func fanned(label string, group, level, every, width int) plots.FanPanel {
	data := day("2026-08-19")
	p := plots.FanPanel{Label: label, Summary: "39 rounds since 2023-12-01; 80 % band held 87 % of 30, one ahead", Group: group}
	for i := 24; i > 0; i-- {
		p.Rounds = append(p.Rounds, plots.Dot{On: data - civil.Day(i*every), Score: level + (i*i*7)%23 - 11})
	}
	for i := range 12 {
		spread := float64(width) * (1 + float64(i)/4)
		middle := float64(level) - float64(i)/2
		p.Ahead = append(p.Ahead, plots.FanPoint{On: data + civil.Day((i+1)*every), Bands: [5]float64{middle - 2*spread, middle - spread, middle, middle + spread, middle + 2.4*spread}})
	}
	return p
}

func fans(panels ...plots.FanPanel) plots.Fan {
	return plots.Fan{
		Heading: plots.Heading{
			Title:    "Canadian experience: the next cutoff between 517 and 529, four times in five",
			Subtitle: "Lowest scores invited, and bands for the next twelve rounds of each stream (points)",
			Foot:     []string{"Source: rounds of invitations as published, to 2026-08-19.", "Not covered by the record: the scale of the scores changed on 2026-11-03."},
		},
		Panels: panels, From: day("2024-02-19"), To: day("2027-08-19"),
		Marks:     []plots.Mark{{On: day("2026-08-19"), Text: "data to 2026-08-19"}, {On: day("2026-11-03"), Text: "the scale changed"}, {On: day("2026-11-22"), Text: "today"}, {On: day("2030-01-01"), Text: "never seen"}},
		Legend:    [4]string{"a round that was held", "middle of the forecast", "50 % band", "80 % band"},
		ScoreAxis: "CRS points",
	}
}

func manyFans() plots.Fan {
	return fans(fanned("General", 0, 530, 21, 4), fanned("Canadian experience", 0, 520, 15, 3), fanned("Provincial nominees", 1, 750, 14, 20), fanned("French", 0, 395, 30, 8))
}

// sizedFans have the next cutoff by its size beside them, but one.
func sizedFans() plots.Fan {
	c := manyFans()
	c.SizeAxis = "next cutoff, by invitations"
	for i := range c.Panels[1:] {
		next := c.Panels[i].Ahead[0].Bands
		for k, label := range []string{"1,000", "3,000", "6,000"} {
			size := plots.FanSize{Label: label}
			for b := range size.Bands {
				size.Bands[b] = next[b] - float64(4*k)
			}
			c.Panels[i].Sizes = append(c.Panels[i].Sizes, size)
		}
	}
	return c
}

func longFans() plots.Fan {
	c := sizedFans()
	c.SizeAxis = "la prochaine note minimale selon la taille de la ronde, c’est-à-dire selon le nombre d’invitations"
	c.Panels[1].Label = "Donaudampfschifffahrtsgesellschaftskapitänspatentprüfungsordnung, und was sonst noch dazu gehört, mit Übergrößen"
	c.Panels[1].Summary = "39 rounds, and a summary that goes on and on until there is no more room for it on the line, nor on the next"
	c.Legend[1] = "le milieu de la prévision, c’est-à-dire la médiane de ce qui peut venir"
	return c
}

// brokenFans has panels without rounds, without a forecast, and with neither.
func brokenFans() plots.Fan {
	none, past, ahead := fanned("Neither", 2, 500, 15, 3), fanned("Past only", 3, 500, 15, 3), fanned("One point", 4, 500, 400, 3)
	none.Rounds, none.Ahead = nil, nil
	past.Ahead = nil
	ahead.Rounds, ahead.Ahead = nil, ahead.Ahead[:1]
	return fans(none, past, ahead)
}

func reliability() plots.Reliability {
	return plots.Reliability{
		Heading: plots.Heading{
			Title:    "Of 295 chances given near 45 %, 26 % came true",
			Subtitle: "Chances of an invitation given at past rounds, by what became of them",
			Foot:     []string{"General, CEC, PNP and French, to 2026-08-07."},
		},
		Bins:      []plots.ReliabilityBin{{0.04, 0.02, 381}, {0.15, 0.13, 208}, {0.25, 0.14, 208}, {0.35, 0.17, 253}, {0.45, 0.26, 295}, {0.55, 0.38, 364}, {0.65, 0.55, 496}, {0.75, 0.69, 694}, {0.86, 0.83, 1268}, {0.97, 0.93, 4088}},
		Legend:    [2]string{"chances given", "as many came true as was said"},
		GivenAxis: "Chance given, percent", CameAxis: "Came true, percent", CountLabel: "figures: how many",
	}
}

func oddReliability() plots.Reliability {
	c := reliability()
	c.Bins = []plots.ReliabilityBin{{0, 0, 5}, {0.01, 0.01, 12345}, {0.5, 0.5, 0}, {1, 1, 7}, {1, 0, 3}}
	return c
}
