package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/scenarios"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

// news is what became known after a day, for whomever it may concern.
type news struct {
	since  civil.Day
	rounds []draws.Round
	rules  []*crs.Instrument
	lists  []streams.News
}

func (b *office) newsSince(day civil.Day) *news {
	w := b.world
	return &news{day, b.record.Since(day + 1).Rounds, w.Book.Announced(day, w.Known), streams.NewsBetween(day, w.Known)}
}

func (n *news) none() bool { return len(n.rounds)+len(n.rules)+len(n.lists) == 0 }

// told is what came of one client: what changes for them, or an error.
type told struct {
	doc *answer.News
	bad *badClient
	tag string // how the client is called
}

// since lists the clients whose answer is another by what became known after a
// day, and how.
func (b *office) since(ctx context.Context, path string, day civil.Day) error {
	a := b.app
	if day < crs.FirstDay {
		return crs.BeforeFirstDay{Day: day}
	}
	if day > b.world.Known {
		return usage(reason.New("since-later", "since", day, "today", b.world.Known)).with(reason.New("since-later/hint"))
	}
	source, err := a.clients(path)
	if err != nil {
		return err
	}
	defer source.close()
	fresh := b.newsSince(day)
	q := answer.ChanceQuery{Paths: b.paths, Seed: a.seed}
	now := &answer.Knowledge{World: b.world, Record: b.record, Ahead: b.ahead}
	var then *answer.Knowledge
	if !fresh.none() {
		then = answer.NewKnowledge(b.world, b.record, day, q)
	}
	sum := newSummary(a.progress("progress.clients", source.total), b.record)
	touched := 0
	err = a.output(func(out io.Writer) error {
		if !a.json {
			b.printNews(out, fresh)
		}
		return inOrder(ctx, source.all, func(e entry) told { return b.tell(e, then, now) }, func(t told) error {
			sum.progress.step(true)
			if t.bad != nil {
				sum.refuse(t.tag, t.bad.Error.Message)
				if a.json {
					return writeJSON(out, t.bad, false)
				}
				return nil
			}
			if t.doc == nil || len(t.doc.Changes) == 0 {
				return nil
			}
			touched++
			if a.json {
				return writeJSON(out, t.doc, false)
			}
			var text bytes.Buffer
			fmt.Fprintf(&text, "\n%s\n", t.tag)
			for i, m := range t.doc.Changes {
				if i > 0 && t.doc.Changes[i-1].What == m.What {
					continue
				}
				a.paragraph(&text, "  - "+m.What, 4)
			}
			_, err := out.Write(text.Bytes())
			return err
		})
	})
	sum.progress.end()
	switch {
	case err != nil && ctx.Err() != nil:
		return &mistake{what: reason.New("batch-interrupted", "count", sum.progress.n), code: exitInterrupted}
	case err != nil:
		return err
	case source.unread != nil:
		return source.unread
	}
	a.say(reason.New("since-summary", "touched", touched, "clients", sum.progress.n, "since", day))
	return b.badEnd(sum)
}

// tell compares what is known of one client; nothing, where nothing became
// known at all.
func (b *office) tell(e entry, then, now *answer.Knowledge) told {
	client, _, err := b.app.readEntry(b.app.reader(), &e)
	t := told{tag: label(e.input(), client.ID)}
	if err == nil {
		if name := b.app.words.Text(client.Plan.Profile.Name); name != "" {
			t.tag += ", " + name
		}
		if then == nil {
			return t
		}
		t.doc, err = b.newsOf(client, then, now)
	}
	if err != nil {
		t.bad = b.badClient(&e, client.ID, "", err)
		return t
	}
	t.doc.ID, t.doc.Input = client.ID, e.input()
	return t
}

func (b *office) newsOf(c *scenarios.Client, then, now *answer.Knowledge) (doc *answer.News, err error) {
	defer saved(&err)
	plan, _, err := b.planOf(c)
	if err != nil {
		return nil, err
	}
	return answer.NewsOf(b.app.words, then, now, plan)
}

// printNews prints what became known at all.
func (b *office) printNews(out io.Writer, n *news) {
	a := b.app
	fmt.Fprintln(out, a.words.Phrase("since-heading", "since", n.since, "today", b.world.Known))
	item := func(code string, namesAndValues ...any) {
		a.paragraph(out, "  - "+a.words.Phrase(code, namesAndValues...), 4)
	}
	if n.none() {
		item("since-nothing")
	}
	for _, stream := range append(draws.Streams(), draws.Unknown) {
		held := (&draws.Record{Rounds: n.rounds}).Of(stream)
		switch last, _ := held.Last(stream); len(held.Rounds) {
		case 0:
		case 1:
			item("since-rounds/one", "stream", stream.Term(), "round", last.Number, "on", last.Date, "cutoff", last.Cutoff)
		default:
			item("since-rounds", "stream", stream.Term(), "count", len(held.Rounds), "round", last.Number, "on", last.Date, "cutoff", last.Cutoff)
		}
	}
	for _, in := range n.rules {
		item("since-rule", "title", in.Title, "on", in.Announced, "from", in.InForce)
	}
	for len(n.lists) > 0 {
		first := n.lists[0]
		var names reason.Terms
		n.lists = slices.DeleteFunc(n.lists, func(l streams.News) bool {
			same := l.What == first.What && l.Known == first.Known && l.From == first.From
			if same {
				names = append(names, l.Stream.Term())
			}
			return same
		})
		switch first.What {
		case streams.NewList:
			item("since-list", "streams", names, "on", first.Known, "from", first.From)
		case streams.ListOver:
			item("since-list/over", "streams", names, "from", first.From)
		case streams.NowClosed:
			item("since-list/closed", "streams", names, "from", first.From)
		case streams.NowInForce:
			item("since-list/funds", "from", first.From)
		}
	}
}
