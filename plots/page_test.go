package plots_test

import (
	"slices"
	"strings"
	"testing"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
	"gonum.org/v1/plot/vg"
	gonum "gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/recorder"
	"pgregory.net/rapid"

	"crsplan/plots"
)

// text is a line of text where it was drawn.
type text struct {
	string
	box  vg.Rectangle
	bold bool
}

// texts draws a chart on a canvas that remembers, and returns the page's
// rectangle and the texts on it.
func texts(chart plots.Chart, size plots.Size) (vg.Rectangle, []text) {
	size = plots.Fit(chart, size)
	var canvas recorder.Canvas
	page := gonum.NewCanvas(&canvas, vg.Length(size.WidthMM)*vg.Millimeter, vg.Length(size.HeightMM)*vg.Millimeter)
	chart.Draw(page)
	cache := font.NewCache(liberation.Collection())
	var drawn []text
	for _, a := range canvas.Actions {
		f, ok := a.(*recorder.FillString)
		if !ok {
			continue
		}
		face := cache.Lookup(f.Font, f.Size)
		drawn = append(drawn, text{f.String, vg.Rectangle{
			// From a comma's tail to the top of a figure, in parts of the size.
			Min: vg.Point{X: f.Point.X, Y: f.Point.Y - 0.2*f.Size},
			Max: vg.Point{X: f.Point.X + face.Width(f.String), Y: f.Point.Y + 0.72*f.Size},
		}, f.Font.Weight == xfont.WeightBold})
	}
	return page.Rectangle, drawn
}

func TestNoTextIsCutOffOrCovered(t *testing.T) {
	sizes := map[string]plots.Size{
		"in print":       plots.Print,
		"on a phone":     {WidthMM: 103.2, HeightMM: 40, DPI: 96},
		"on a wide page": {WidthMM: 280, HeightMM: 140, DPI: 96},
	}
	for name, chart := range samples() {
		for how, size := range sizes {
			t.Run(name+" "+how, func(t *testing.T) {
				page, drawn := texts(chart, size)
				for i, a := range drawn {
					if a.box.Min.X < page.Min.X || a.box.Max.X > page.Max.X || a.box.Min.Y < page.Min.Y || a.box.Max.Y > page.Max.Y {
						t.Errorf("%q at %v is not within the page %v", a.string, a.box, page)
					}
					for _, b := range drawn[:i] {
						if plots.Overlap(a.box, b.box) {
							t.Errorf("%q at %v covers %q at %v", a.string, a.box, b.string, b.box)
						}
					}
				}
			})
		}
	}
}

func TestEverythingSaidIsOnThePage(t *testing.T) {
	tests := []struct {
		name  string
		chart plots.Chart
		want  []string
	}{
		{"a projection names its lines, scores, flags, rounds, marks and its today", projection(stay(), english(), french(), masters()), []string{
			"French opens rounds", "today, 2026-11-22", "job offers: 0 points", "Canadian experience", "Health", "CRS points", "467", "500", "517", "541",
			"Stay as you are", "Reach CLB 9 in English", "CLB 9", "NCLC 7", "30", "31", "Source:", "Pale edge:", "2027"}},
		{"what is off the scale is told with its score", farScores(), []string{"1150", "200", "nominated", "test expires", "Nomination by Ontario"}},
		{"an empty history says why", empty(), []string{"No round open to you"}},
		{"no option at all says why", nothingAtAll(), []string{"No option, and no round"}},
		{"letters that the font lacks are boxes", longNames(), []string{"□□□ and □□□□□□□ cannot be", "Łódź–Kraków: ÅÄÖ", "Ontario, lowest to highest"}},
		{"tech draws name the three places", techDraws(), []string{"you were below the band", "inside: notified", "above the band: not notified", "Your score", "475", "last tech draw"}},
		{"no tech draw says why", noTechDraws(), []string{"Your occupation was on no"}},
		{"a waterfall writes a value on each bar, with a real minus", hardWaterfall(), []string{
			"−5", "+600", "1185", "±0", "+9 ?", "478"}},
		{"a waterfall of nothing says why", nothingMoves(), []string{"This option changes nothing"}},
		{"lanes name their groups, rows, bars, flags, kinds, marks and today", lanes(), []string{
			"French to NCLC 7", "Steps, documents", "Health", "67 points", "if 12 months", "test day", "41 days left", "NCLC 7",
			"open to you", "not known", "a step runs", "valid until", "today, 2026-11-22", "new category lists", "2027"}},
		{"lanes leave out no text that has no room", crowdedLanes(), []string{
			"day number 1", "day number 2", "day number 3", "day number 4", "day number 5", "day number 6",
			"30", "CLB 9", "test expires", "profile renewed", "a year of work", "permit ends", "31", "at the very end", "at the beginning", "open for a year",
			"two tests in June", "a day in doubt", "just in time", "ends before it begins", "no such kind"}},
		{"lanes with nothing open say why", nothingOpen(), []string{"Nothing opens: 61 of 67", "Federal skilled worker", "English test"}},
		{"a replay names its options, counts, outcomes, streams, eras and axes", replay(3), []string{
			"French to NCLC 7", "11 of 16 since", "Reach CLB 9 in English", "9 of 16 since", "invited", "invited, at risk", "not invited within 12", "not known, or tied",
			"General", "Canadian experience", "French", "categories begin", "last general round", "First day of the plan", "Months to the", ">12", "?", "0", "12", "2018", "2024"}},
		{"a fan names its streams, dated lines, bands and scores", manyFans(), []string{
			"General", "Canadian experience", "39 rounds since", "data to 2026-08-19", "the scale changed", "today", "a round that was held",
			"middle of the", "50 % band", "80 % band", "CRS points", "2025", "Not covered by"}},
		{"a fan names the sizes of the next round", sizedFans(), []string{"next cutoff, by", "1,000", "3,000", "6,000", "CRS points"}},
		{"a fan of nothing says why", samples()["no fan"], []string{"No stream can be"}},
		{"reliability names its axes, counts and diagonal", reliability(), []string{
			"Chance given", "Came true", "chances given", "as many came true", "figures: how many", "295", "4088", "0", "100", "General, CEC"}},
		{"reliability of nothing says why", samples()["no reliability"], []string{"No chance was judged"}},
		{"a tornado names its rows, notes and values, with real signs", tornado(), []string{
			"Nomination by a province", "9 months, $1,100", "+600", "+108", "-12", "+0", "Points", "opens a round type", "Deuxième"}},
		{"a ranking names its rows, values and columns", ranking(), []string{"Maîtrise au Canada", "71%", "70%", "97% or 0%", "$38,010", "22", "Chance", "Cost", "Months to"}},
		{"rounds name the score, the types and what the colours say", roundsOf(485), []string{
			"485", "this score", "the score was enough", "not enough", "Canadian experience", "French", "Health", "job offers: 0 points"}},
		{"no round says why", noRounds(), []string{"No round was held"}},
		{"a tornado of nothing says why", noTornado(), []string{"Nothing raises"}},
		{"a replay of nothing says why", samples()["no replay"], []string{"No start has a whole"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, drawn := texts(tt.chart, plots.Print)
			for _, want := range tt.want {
				if !slices.ContainsFunc(drawn, func(d text) bool { return strings.HasPrefix(d.string, want) }) {
					t.Errorf("no text begins with %q", want)
				}
			}
		})
	}
}

func TestFlagsAreSaidOnceAndTogether(t *testing.T) {
	count := func(drawn []text, s string) (n int) {
		for _, d := range drawn {
			if d.string == s {
				n++
			}
		}
		return n
	}
	birthday := plots.Flag{On: day("2027-03-14"), Text: "30"}
	a, b := stay(), stay()
	a.Flags, b.Flags = []plots.Flag{birthday}, []plots.Flag{birthday}
	if _, drawn := texts(projection(a, b), plots.Print); count(drawn, "30") != 1 {
		t.Errorf("a birthday on lines that still run together is written %d times, want once", count(drawn, "30"))
	}
	a.Flags = []plots.Flag{birthday, {On: day("2027-03-15"), Text: "test expires"}, birthday}
	if _, drawn := texts(projection(a), plots.Print); count(drawn, "30, test expires") != 1 {
		t.Errorf("flags a day apart are not joined: %v", drawn)
	}
	a.Flags = []plots.Flag{{On: day("2024-03-14"), Text: "before"}, {On: day("2031-03-14"), Text: "after"}, {On: day("2027-03-14"), Text: " "}}
	if _, drawn := texts(projection(a), plots.Print); count(drawn, "before")+count(drawn, "after") != 0 {
		t.Error("flags off the axis are drawn")
	}
}

func TestRoundsFarFromTheOthersStandInTheLaneWithTheirScore(t *testing.T) {
	c := projection(stay())
	c.Rounds[0].Dots = slices.Insert(c.Rounds[0].Dots, 20, plots.Dot{On: c.Rounds[0].Dots[19].On + 3, Score: 75})
	c.Rounds[2].Dots = slices.Insert(c.Rounds[2].Dots, 1, plots.Dot{On: c.Rounds[2].Dots[0].On + 3, Score: 1001})
	_, drawn := texts(c, plots.Print)
	for _, want := range []string{"75", "1001"} {
		if !slices.ContainsFunc(drawn, func(d text) bool { return d.string == want }) {
			t.Errorf("the round at %s is not labelled", want)
		}
	}
	if !slices.ContainsFunc(drawn, func(d text) bool { return d.string == "450" }) {
		t.Error("the scale is squeezed")
	}
}

func TestAnyOptionsCanBeDrawn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := projection()
		n := rapid.IntRange(0, 7).Draw(t, "options")
		for range n {
			l := plots.Line{Label: rapid.StringN(0, 60, -1).Draw(t, "label"), Dashed: rapid.Bool().Draw(t, "dashed")}
			for range rapid.IntRange(0, 4).Draw(t, "steps") {
				on := c.From + plotsDay(rapid.IntRange(-400, 2500).Draw(t, "day"))
				l.Steps = append(l.Steps, plots.Step{From: on, Score: rapid.IntRange(0, 1200).Draw(t, "score"), Incomplete: rapid.Bool().Draw(t, "incomplete")})
				l.Flags = append(l.Flags, plots.Flag{On: on, Text: rapid.StringN(0, 20, -1).Draw(t, "flag")})
			}
			c.Options = append(c.Options, l)
		}
		page, drawn := texts(c, plots.Print)
		for i, a := range drawn {
			if a.box.Min.X < page.Min.X || a.box.Max.X > page.Max.X {
				t.Errorf("%q at %v is not within the page", a.string, a.box)
			}
			for _, b := range drawn[:i] {
				if plots.Overlap(a.box, b.box) {
					t.Errorf("%q at %v covers %q at %v", a.string, a.box, b.string, b.box)
				}
			}
		}
	})
}
