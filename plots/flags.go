package plots

import (
	"cmp"
	"image/color"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// anchored is a flag with its place on an option's line. One that stands so
// near the flag before it on the line that their texts would be in each
// other's way has joined it, and only its ring is left.
type anchored struct {
	at     vg.Point
	colour color.NRGBA
	texts  []string
}

const (
	joining   vg.Length = 9 // flags nearer than this are said in one breath
	flagWidth vg.Length = 90
)

// anchor returns the flags that an option's line can carry, by day.
func (a axes) anchor(o Line, l look) []anchored {
	seen := a.inView(o.Steps)
	flags := slices.Clone(o.Flags)
	slices.SortStableFunc(flags, func(f, g Flag) int { return cmp.Compare(f.On, g.On) })
	var on []anchored
	first := 0 // the flag whose text is being gathered
	for _, f := range flags {
		s, ok := scoreOn(seen, f.On)
		text := strings.TrimSpace(f.Text)
		if !ok || !a.holds(f.On) || text == "" {
			continue
		}
		flag := anchored{at: a.at(f.On, s.Score), colour: l.colour}
		if len(on) > 0 && on[first].at.Y == flag.at.Y && flag.at.X-on[len(on)-1].at.X < joining {
			if !slices.Contains(on[first].texts, text) {
				on[first].texts = append(on[first].texts, text)
			}
		} else {
			first, flag.texts = len(on), []string{text}
		}
		if len(on) == 0 || on[len(on)-1].at != flag.at {
			on = append(on, flag)
		}
	}
	return on
}

// drawFlags draws the flags: a ring on the line and the text beside it, on a
// pole where it had to go further away. What happens to several options at
// one point of the chart, such as a birthday while their scores are still the
// same, is said once.
func (p pen) drawFlags(flags []anchored, space *room) {
	for _, f := range flags {
		space.texts = append(space.texts, grow(vg.Rectangle{Min: f.at, Max: f.at}, flagRadius))
	}
	for i, f := range flags {
		again := slices.ContainsFunc(flags[:i], func(g anchored) bool { return g.at == f.at && slices.Equal(g.texts, f.texts) })
		if len(f.texts) > 0 && !again {
			p.drawFlagText(f, space)
		}
	}
	for _, f := range slices.Backward(flags) {
		p.hollow(f.colour, disc, f.at, flagRadius)
	}
}

func (p pen) drawFlagText(f anchored, space *room) {
	face := flagType.in(darker(f.colour))
	lines := face.wrap(strings.Join(f.texts, ", "), flagWidth)
	w, h := face.widest(lines), face.height(len(lines))
	where, ok := space.beside(f.at, w, h)
	if !ok {
		// Nothing near is free: further away, joined by a slanted line.
		if where, ok = space.anywhere(f.at, w, h, true); !ok {
			return
		}
		middle := vg.Point{X: (where.box.Min.X + where.box.Max.X) / 2, Y: (where.box.Min.Y + where.box.Max.Y) / 2}
		p.line(f.colour, hair, nil, f.at, middle)
		p.box(paper, where.box)
	}
	if where.pole.Max.Y > where.pole.Min.Y {
		p.line(f.colour, hair, nil, where.pole.Min, where.pole.Max)
	}
	if where.covers {
		p.box(veil, where.box)
	}
	p.block(face, where.box.Min.X, where.box.Max.Y, draw.XLeft, lines)
}
