// Package page says what an answer looks like to a reader, before anybody
// decides where it is read: as blocks in order, with tables whose columns and
// cells have types. There is one builder for each topic, such as the score, the
// options or the rounds; a command, a report and the page on this machine are
// lists of topics. Package render writes blocks as text, CSV, Markdown, HTML or
// PDF. No block knows of an output, and no output asks for more than a block
// has.
package page

import (
	"slices"

	"crsplan/plots"
)

// Block is a piece of what is shown: a [Heading], a [Paragraph], a [Warning], a
// [Question], a [Callout], [Figures], a [List], [Items], a [Table], a [Chart],
// [References], or a [Group] or the [Details] of them.
type Block interface {
	// Texts calls say with each text of the block, in the order of reading.
	Texts(say func(string))
}

// Group are blocks that stand close together.
type Group []Block

// Heading is a heading above other blocks.
type Heading struct{ Text string }

// Paragraph is running text. Small is a note under something, such as a legend.
// Ref is the reference that it cites; "" for none. Label is what begins it and
// stays apart from it, such as a day; "" for none.
type Paragraph struct {
	Label string
	Text  string
	Small bool
	Ref   string
}

// Warning is what a reader should know before relying on the answer.
type Warning struct{ Text string }

// Callout is what a reader should see who reads nothing else.
type Callout struct {
	Title string
	Text  string
	// Alert marks what is missing or does not lead anywhere, against what is
	// recommended.
	Alert bool
}

// Figures are a few numbers side by side.
type Figures []Figure

// Figure is a number with what it is and what it is to be taken with.
type Figure struct{ Label, Value, Note string }

// List is a list of items.
type List struct {
	Items []string
	Small bool
}

// Items is a list whose items say by a mark what they are: "+" what is met, "-"
// what is not, "?" what is not known or asked, "!" a warning. A mark may be a
// figure, too.
type Items []Item

// Item is an item of a list. Ref is the reference that it cites; "" for none.
type Item struct{ Mark, Text, Ref string }

// Question asks for a fact that is missing and decides something.
type Question struct{ Text string }

// Chart is a chart with the name of its file, where it has one of its own.
type Chart struct {
	Name  string
	Title string // what it shows, for whoever does not see it
	Chart plots.Chart
}

// Details are what stands behind an answer: for a reader who asks for it.
type Details []Block

// References is the place of the references that the blocks before it cite, in
// an output that cites them by number.
type References struct{ Title string }

// Continued is a block with a sentence more: in its last paragraph, unless that is
// a note, or after it.
func Continued(b Block, sentence string) Block {
	switch b := b.(type) {
	case Paragraph:
		if !b.Small {
			b.Text += " " + sentence
			return b
		}
	case Group:
		if last := len(b) - 1; last >= 0 {
			return append(slices.Clone(b[:last]), Continued(b[last], sentence))
		}
	}
	return Group{b, Paragraph{Text: sentence}}
}

// Texts implements [Block].
func (g Group) Texts(say func(string)) {
	for _, b := range g {
		b.Texts(say)
	}
}

// Texts implements [Block].
func (d Details) Texts(say func(string)) { Group(d).Texts(say) }

// Texts implements [Block].
func (h Heading) Texts(say func(string)) { say(h.Text) }

// Texts implements [Block].
func (p Paragraph) Texts(say func(string)) { say(p.Text) }

// Texts implements [Block].
func (w Warning) Texts(say func(string)) { say(w.Text) }

// Texts implements [Block].
func (c Callout) Texts(say func(string)) {
	say(c.Title)
	say(c.Text)
}

// Texts implements [Block].
func (f Figures) Texts(say func(string)) {
	for _, one := range f {
		say(one.Label)
		say(one.Value)
		say(one.Note)
	}
}

// Texts implements [Block].
func (l List) Texts(say func(string)) {
	for _, item := range l.Items {
		say(item)
	}
}

// Texts implements [Block].
func (i Items) Texts(say func(string)) {
	for _, item := range i {
		say(item.Text)
	}
}

// Texts implements [Block].
func (q Question) Texts(say func(string)) { say(q.Text) }

// Texts implements [Block]. The words of a chart are its own; its title is told
// to those who do not see it.
func (Chart) Texts(func(string)) {}

// Texts implements [Block].
func (r References) Texts(say func(string)) { say(r.Title) }
