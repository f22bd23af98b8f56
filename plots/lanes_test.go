package plots_test

import (
	"fmt"
	"image"
	"image/color"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"

	"crsplan/plots"
	"crsplan/sim/civil"
)

// says reports whether one of the texts drawn is that one.
func says(drawn []text, s string) bool {
	return slices.ContainsFunc(drawn, func(d text) bool { return d.string == s })
}

func TestBarsAreShownOnTheDaysOfTheAxis(t *testing.T) {
	// The axis runs from 2026-07-01 to 2029-11-22, both included; a bar ends
	// before its last day.
	tests := []struct {
		name string
		bar  plots.Bar
		seen bool
	}{
		{"a bar that ends on the first day is over", bar(plots.OpenBar, "2026-01-01", "2026-07-01", "a bar"), false},
		{"a bar that ends the day after is not", bar(plots.OpenBar, "2026-01-01", "2026-07-02", "a bar"), true},
		{"a bar that begins on the last day is shown", bar(plots.OpenBar, "2029-11-22", "2030-01-01", "a bar"), true},
		{"a bar that begins the day after is not", bar(plots.OpenBar, "2029-11-23", "2030-01-01", "a bar"), false},
		{"a bar without days is always there", bar(plots.OpenBar, "", "", "a bar"), true},
		{"a bar without a beginning that is over", bar(plots.OpenBar, "", "2026-07-01", "a bar"), false},
		{"a bar without an end that has not begun", bar(plots.OpenBar, "2029-11-23", "", "a bar"), false},
		{"a bar that ends as it begins is a day", bar(plots.OpenBar, "2027-01-01", "2027-01-01", "a bar"), true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, drawn := texts(lanesWith(plots.LaneGroup{Rows: []plots.LaneRow{row("a lane", tt.bar)}}), plots.Print)
			if says(drawn, "a bar") != tt.seen {
				t.Errorf("drawn %v, want %v", !tt.seen, tt.seen)
			}
			if says(drawn, "open to you") != tt.seen {
				t.Error("the key does not tell what is drawn, and that only")
			}
		})
	}
}

func TestOverlappingBarsStandUnderEachOther(t *testing.T) {
	height := func(second string) vg.Length {
		_, drawn := texts(lanesWith(plots.LaneGroup{Rows: []plots.LaneRow{
			row("a lane", bar(plots.OpenBar, "2027-01-01", "2028-01-01", "first"), bar(plots.StepBar, second, "2029-01-01", "second")),
		}}), plots.Print)
		at := func(s string) vg.Length {
			return drawn[slices.IndexFunc(drawn, func(d text) bool { return d.string == s })].box.Min.Y
		}
		return at("first") - at("second")
	}
	if d := height("2028-01-01"); d != 0 {
		t.Errorf("a bar that begins on the day the other ends is %v lower", d)
	}
	if d := height("2027-12-31"); d <= 0 {
		t.Errorf("a bar that begins the day before the other ends is %v lower", d)
	}
}

// greys returns a chart as a black and white print shows it.
func greys(t *testing.T, chart plots.Chart) image.Image {
	img := decode(t, draw(t, chart, plots.Size{WidthMM: 110, DPI: 150}))
	grey := image.NewGray(img.Bounds())
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			grey.Set(x, y, color.GrayModel.Convert(img.At(x, y)))
		}
	}
	return grey
}

func TestKindsAndOutcomesAndStreamsDifferWithoutColour(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	kinds := func(i int) plots.Chart {
		c := lanesWith(plots.LaneGroup{Rows: []plots.LaneRow{row("a lane", bar(plots.BarKind(i), "2027-01-01", "2028-06-01", ""))}})
		c.Legend = [5]string{}
		return c
	}
	outcome := func(i int) plots.Chart {
		c := alike(plots.Outcome(i), 11.9)
		c.Legend, c.Streams = [4]string{}, nil
		c.Panels[0].Starts = append(c.Panels[0].Starts, plots.ReplayDot{Start: day("2018-01-01"), Outcome: plots.Unknown}) // so that all have the same lines
		return c
	}
	stream := func(i int) plots.Chart {
		c := alike(plots.Invited, 5)
		c.Panels = c.Panels[:1]
		c.Panels[0].Starts = c.Panels[0].Starts[66:] // with room for dots of full size
		for k := range c.Panels[0].Starts {
			c.Panels[0].Starts[k].Stream = i
		}
		c.Streams = []string{"", "", "", "", ""}
		return c
	}
	for name, tt := range map[string]struct {
		n     int
		chart func(int) plots.Chart
		least float64 // share of the dots that must differ
	}{"kinds": {4, kinds, 0.004}, "outcomes": {4, outcome, 0.004}, "streams": {5, stream, 0.0005}} {
		for i := range tt.n {
			for k := range i {
				if d := difference(t, greys(t, tt.chart(i)), greys(t, tt.chart(k))); d < tt.least {
					t.Errorf("%s %d and %d differ in %.4f of the dots only", name, i, k, d)
				}
			}
		}
	}
}

func TestFaintStreamsAreNamedLastAndUseUpNoLook(t *testing.T) {
	_, drawn := texts(func() plots.Projection {
		c := projection(stay())
		c.Rounds[1].Faint = true
		return c
	}(), plots.Print)
	at := func(s string) vg.Length {
		return drawn[slices.IndexFunc(drawn, func(d text) bool { return d.string == s })].box.Min.X
	}
	if at("French") < at("Health") {
		t.Error("French is faint, but is named before Health")
	}
	if _, drawn := texts(faintStream(), plots.Print); !says(drawn, "French, Health") {
		t.Error("streams that look alike are not named together")
	}
	// Health looks as it would without the faint stream before it.
	c := projection(stay())
	c.Rounds[1].Faint = true
	c.Rounds[1].Dots = nil
	without := projection(stay())
	without.Rounds = slices.Delete(without.Rounds, 1, 2)
	c.Rounds[1].Label = ""
	if d := difference(t, greys(t, c), greys(t, without)); d != 0 {
		t.Errorf("%.4f of the dots differ", d)
	}
}

func TestReplayKeysNameWhatOccurs(t *testing.T) {
	tests := []struct {
		name      string
		chart     plots.Replay
		want, not []string
	}{
		{"never invited", alike(plots.NotInvited, 0), []string{"not invited within 12 months", ">12"}, []string{"invited", "General", "?"}},
		{"invited at once", alike(plots.Invited, 0), []string{"invited", "General"}, []string{"not invited within 12 months", "?"}},
		{"nothing known", alike(plots.Unknown, 0), []string{"not known, or tied", "?"}, []string{"invited", "General"}},
		{"an outcome that there is not is not known", alike(7, 0), []string{"not known, or tied"}, []string{"invited"}},
		{"a stream beyond the last is drawn as the last", func() plots.Replay {
			c := oneStart()
			c.Panels[0].Starts[0].Stream = 9
			return c
		}(), []string{"French"}, []string{"General", "Canadian experience"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, drawn := texts(tt.chart, plots.Print)
			for _, s := range tt.want {
				if !says(drawn, s) {
					t.Errorf("%q is not named", s)
				}
			}
			for _, s := range tt.not {
				if says(drawn, s) {
					t.Errorf("%q is named", s)
				}
			}
		})
	}
}

func TestMonthsAreNamedAtEvenSteps(t *testing.T) {
	for window, want := range map[int]int{1: 1, 4: 1, 5: 2, 6: 2, 12: 3, 15: 6, 24: 6, 36: 12, 120: 60, 400: 400} {
		if got := plots.MonthStep(window); got != want {
			t.Errorf("%d months have steps of %d, want %d", window, got, want)
		}
	}
}

func TestFineTicksMarkMonthsWhereTheyCanBeToldApart(t *testing.T) {
	tests := []struct {
		name  string
		width vg.Length
		ticks int // of 2018 to 2024
	}{
		{"two points to the month mark every month", 170, 85},
		{"less than that marks quarters", 155, 29},
		{"less than that for a quarter marks years", 50, 8},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var on []civil.Day
			for _, tick := range plots.FineTicks(day("2018-01-01"), day("2025-01-01"), tt.width) {
				on = append(on, tick.On)
			}
			if d := cmp.Diff(tt.ticks, len(on)); d != "" {
				t.Errorf("(-want +got)\n%s%v", d, on)
			}
		})
	}
	if ticks := plots.FineTicks(day("2018-01-01"), day("2018-01-01"), 100); ticks != nil {
		t.Errorf("no time has ticks %v", ticks)
	}
}

// apart checks that texts are on the page and not on each other.
func apart(t *rapid.T, chart plots.Chart, size plots.Size) []text {
	page, drawn := texts(chart, size)
	for i, a := range drawn {
		if a.box.Min.X < page.Min.X || a.box.Max.X > page.Max.X || a.box.Min.Y < page.Min.Y || a.box.Max.Y > page.Max.Y {
			t.Errorf("%q at %v is not within the page", a.string, a.box)
		}
		for _, b := range drawn[:i] {
			if plots.Overlap(a.box, b.box) {
				t.Errorf("%q at %v covers %q at %v", a.string, a.box, b.string, b.box)
			}
		}
	}
	return drawn
}

func TestAnyLanesCanBeDrawn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := lanesWith()
		var said []string
		for g := range rapid.IntRange(0, 3).Draw(t, "groups") {
			group := plots.LaneGroup{Label: rapid.StringN(0, 90, -1).Draw(t, "group")}
			for r := range rapid.IntRange(0, 4).Draw(t, "rows") {
				lane := plots.LaneRow{Label: rapid.StringN(0, 60, -1).Draw(t, "row")}
				for b := range rapid.IntRange(0, 5).Draw(t, "bars") {
					from := c.From + civil.Day(rapid.IntRange(-400, 1600).Draw(t, "from"))
					one := plots.Bar{From: from, To: from + civil.Day(rapid.IntRange(-3, 900).Draw(t, "days")), Kind: plots.BarKind(rapid.IntRange(-1, 4).Draw(t, "kind"))}
					one.Text = fmt.Sprintf("%c%d%d%s", 'a'+b, g, r, strings.Repeat("x", rapid.IntRange(0, 15).Draw(t, "text")))
					lane.Bars = append(lane.Bars, one)
					if end := max(one.To, one.From+1); one.From <= c.To && end > c.From {
						said = append(said, one.Text)
					}
				}
				for range rapid.IntRange(0, 3).Draw(t, "flags") {
					lane.Flags = append(lane.Flags, plots.Flag{On: c.From + civil.Day(rapid.IntRange(-100, 1400).Draw(t, "on")), Text: rapid.StringN(0, 20, -1).Draw(t, "flag")})
				}
				group.Rows = append(group.Rows, lane)
			}
			c.Groups = append(c.Groups, group)
		}
		drawn := apart(t, c, plots.Size{WidthMM: float64(rapid.IntRange(110, 280).Draw(t, "width")), HeightMM: 40, DPI: 96})
		var page strings.Builder // a word too wide for its place is broken, its pieces drawn one after another
		for _, d := range drawn {
			page.WriteString(strings.TrimSuffix(d.string, "-"))
		}
		for _, s := range said {
			if !strings.Contains(page.String(), s) {
				t.Errorf("the text %q of a bar in view is missing", s)
			}
		}
	})
}

func TestAnyReplayCanBeDrawn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := replay(0)
		c.Within = rapid.IntRange(-1, 60).Draw(t, "within")
		c.Streams = rapid.SliceOfN(rapid.StringN(0, 40, -1), 0, 7).Draw(t, "streams")
		for range rapid.IntRange(0, 8).Draw(t, "panels") {
			p := plots.ReplayPanel{Label: rapid.StringN(0, 60, -1).Draw(t, "label"), Summary: rapid.StringN(0, 40, -1).Draw(t, "summary")}
			for range rapid.IntRange(0, 12).Draw(t, "starts") {
				p.Starts = append(p.Starts, plots.ReplayDot{
					Start:  day("2018-01-01") + civil.Day(rapid.IntRange(0, 3000).Draw(t, "start")),
					Months: rapid.Float64().Draw(t, "months"), Outcome: plots.Outcome(rapid.IntRange(-1, 5).Draw(t, "outcome")), Stream: rapid.IntRange(-1, 9).Draw(t, "stream"),
				})
			}
			c.Panels = append(c.Panels, p)
		}
		apart(t, c, plots.Size{WidthMM: float64(rapid.IntRange(110, 280).Draw(t, "width")), HeightMM: 40, DPI: 96})
	})
}
