package plots

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"crsplan/sim/civil"
)

// A chart tells what it shows to those who do not see it: the words of its
// heading, and between them its data, in its own words and in figures, a
// sentence an option, a stream or a row.

// told is a chart that can be told.
type told interface {
	heading() Heading
	tell() []string
}

// heading makes every chart with a heading one that can be told.
func (h Heading) heading() Heading { return h }

// tell is for charts that have nothing to add to their heading.
func (h Heading) tell() []string { return nil }

// inWords returns the heading of a chart, and all that it says but its title.
func inWords(chart Chart) (h Heading, description string) {
	c, ok := chart.(told)
	if !ok {
		return h, ""
	}
	h = c.heading()
	var text strings.Builder
	for _, s := range slices.Concat([]string{h.Subtitle}, c.tell(), h.Foot) {
		s = strings.TrimSpace(s)
		last, _ := utf8.DecodeLastRuneInString(s)
		if s == "" {
			continue
		}
		if text.Len() > 0 {
			text.WriteByte(' ')
		}
		text.WriteString(s)
		if unicode.IsLetter(last) || unicode.IsDigit(last) || strings.ContainsRune(")%?–…", last) {
			text.WriteByte('.')
		}
	}
	return h, text.String()
}

// list joins a name and what belongs to it.
func list(name string, items []string) string {
	if len(items) == 0 {
		items = []string{"–"}
	}
	return name + ": " + strings.Join(items, "; ")
}

func dated(on civil.Day, text string) string { return on.String() + " " + text }

func (c Projection) tell() []string {
	a := c.scale()
	said := []string{c.Empty}
	for _, o := range c.Options {
		said = append(said, list(o.Label, a.course(o)))
	}
	for _, s := range c.Rounds {
		shown := slices.DeleteFunc(slices.Clone(s.Dots), func(d Dot) bool { return !a.holds(d.On) })
		if n := len(shown); n > 0 && !s.Faint {
			said = append(said, list(s.Label, []string{dated(shown[n-1].On, strconv.Itoa(shown[n-1].Score))}))
		}
	}
	said = append(said, c.tellAhead(a)...)
	return append(said, marked(c.marksInView())...)
}

// course is a line's scores, each from its day on, with what is flagged on that
// day; flags on other days stand between.
func (a axes) course(o Line) (items []string) {
	days := map[civil.Day][]string{}
	for _, s := range a.inView(o.Steps) {
		score := strconv.Itoa(s.Score)
		if s.Incomplete {
			score += " ?"
		}
		days[s.From] = []string{score}
	}
	for _, f := range o.Flags {
		if a.holds(f.On) && strings.TrimSpace(f.Text) != "" {
			days[f.On] = append(days[f.On], f.Text)
		}
	}
	for _, on := range slices.Sorted(maps.Keys(days)) {
		items = append(items, dated(on, strings.Join(days[on], ", ")))
	}
	return items
}

func marked(marks []Mark) (said []string) {
	for _, m := range marks {
		said = append(said, dated(m.On, m.Text))
	}
	return said
}

func (c Waterfall) tell() (said []string) {
	for _, o := range c.Options {
		if o.Empty != "" {
			said = append(said, list(o.Label, []string{o.Empty}))
			continue
		}
		items := []string{fmt.Sprint(o.BaseLabel, " ", o.Base)}
		for _, p := range o.Parts {
			items = append(items, p.Label+" "+p.value())
		}
		said = append(said, list(o.Label, append(items, fmt.Sprint(o.FinalLabel, " ", o.Final))))
	}
	return said
}

func (c TechDraws) tell() []string {
	said := []string{c.Empty}
	for _, s := range c.Spans {
		ends := strconv.Itoa(s.Low) + "–"
		if s.High > 0 {
			ends += strconv.Itoa(s.High)
		}
		said = append(said, list(dated(s.On, ends), []string{c.Legend[min(max(s.Place, -1), 1)+1]}))
	}
	if n := len(c.Scores); n > 0 {
		said = append(said, list(c.ScoreLabel, []string{dated(c.Scores[n-1].From, strconv.Itoa(c.Scores[n-1].Score))}))
	}
	return append(said, marked(c.Marks)...)
}

func (c Lanes) tell() []string {
	said := []string{c.Empty}
	view := newAxes(c.From, c.To, nil, nil)
	for _, g := range c.Groups {
		for _, r := range g.Rows {
			var items []string
			for _, b := range r.inView(view) {
				from, to := b.From.String(), b.To.String()
				if b.before {
					from = ""
				}
				if b.after {
					to = ""
				}
				items = append(items, strings.TrimSpace(fmt.Sprintf("%s–%s %s", from, to, strings.Trim(c.Legend[b.Kind]+", "+b.Text, ", "))))
			}
			for _, f := range r.Flags {
				if view.holds(f.On) {
					items = append(items, dated(f.On, f.Text))
				}
			}
			said = append(said, list(strings.TrimPrefix(g.Label+", "+r.Label, ", "), items))
		}
	}
	return append(said, marked(marksBetween(c.Marks, c.From, c.To))...)
}

func (c Replay) tell() []string {
	said := []string{c.Empty}
	for _, p := range c.Panels {
		var counts [outcomes]int
		for _, d := range p.Starts {
			counts[d.outcome()]++
		}
		items := []string{p.Summary}
		for o, n := range counts {
			if n > 0 {
				items = append(items, fmt.Sprint(c.Legend[o], " ", n))
			}
		}
		said = append(said, list(p.Label, items))
	}
	return append(said, marked(c.Eras)...)
}

func (c Fan) tell() []string {
	said := []string{c.Empty}
	for _, p := range c.Panels {
		items := []string{p.Summary}
		for i, pt := range p.Ahead {
			if n := i + 1; n > 3 && n%3 != 0 && n < len(p.Ahead) {
				continue // a listener has heard enough
			}
			b := pt.Bands
			items = append(items, dated(pt.On, fmt.Sprintf("%.0f (%.0f–%.0f, %.0f–%.0f)", b[2], b[1], b[3], b[0], b[4])))
		}
		for i, size := range p.Sizes {
			label, b := size.Label, size.Bands
			if i == 0 {
				label = c.SizeAxis + ": " + label
			}
			items = append(items, fmt.Sprintf("%s: %.0f (%.0f–%.0f, %.0f–%.0f)", label, b[2], b[1], b[3], b[0], b[4]))
		}
		said = append(said, list(p.Label, items))
	}
	if len(c.Panels) > 0 {
		said = append(said, fmt.Sprintf("%s (%s, %s)", c.Legend[1], c.Legend[2], c.Legend[3]))
	}
	return append(said, marked(marksBetween(c.Marks, c.From, c.To))...)
}

func (c Reliability) tell() []string {
	said := []string{c.Empty}
	var items []string
	for _, b := range c.Bins {
		if b.N > 0 {
			items = append(items, fmt.Sprintf("%.0f → %.0f (%d)", 100*b.Given, 100*b.Came, b.N))
		}
	}
	if len(items) > 0 {
		said = append(said, list(fmt.Sprintf("%s → %s (%s)", c.GivenAxis, c.CameAxis, c.CountLabel), items))
	}
	return said
}
