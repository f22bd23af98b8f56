package draws

import (
	"slices"
	"strconv"
	"strings"

	"crsplan/sim/reason"
)

// feedNotes gathers what is to be told of a feed, once for all rounds that the
// same holds for: a feed in which every row is odd gets a sentence, not a page.
type feedNotes struct{ groups []*noteGroup }

type noteGroup struct {
	kind   string // the code of the notes, also where they are only counted
	of     reason.Reason
	rounds []string
}

// mostAlike is how many groups of one kind are told one by one.
const mostAlike = 3

// add notes a reason for the round that it names, if it names one; that one
// round becomes as many as share the note.
func (n *feedNotes) add(note reason.Reason) {
	kind := note.Code
	round, ofRound := note.Value("round").(string)
	at, alike := -1, 0
	for i, g := range n.groups {
		if g.kind != kind {
			continue
		}
		if alike++; sameBut(g.of, note) {
			at = i
		}
	}
	if at < 0 && ofRound && alike >= mostAlike {
		note = reason.New("draws.feed/more", "round", round, "rounds", 1)
		at = slices.IndexFunc(n.groups, func(g *noteGroup) bool { return g.kind == kind && sameBut(g.of, note) })
	}
	if at < 0 {
		at = 1 + lastIndex(n.groups, func(g *noteGroup) bool { return g.kind == kind })
		if at == 0 {
			at = len(n.groups)
		}
		n.groups = slices.Insert(n.groups, at, &noteGroup{kind: kind, of: note})
	}
	if g := n.groups[at]; ofRound && !slices.Contains(g.rounds, round) {
		g.rounds = append(g.rounds, round)
	}
}

func lastIndex[T any](list []T, is func(T) bool) int {
	for i, v := range slices.Backward(list) {
		if is(v) {
			return i
		}
	}
	return -1
}

// sameBut says whether two notes differ in their round alone.
func sameBut(a, b reason.Reason) bool {
	return a.Code == b.Code && slices.EqualFunc(a.Values, b.Values, func(v, w reason.Value) bool {
		return v.Name == w.Name && (v.Name == "round" || v.Is == w.Is)
	})
}

// list returns the notes, each with its rounds and how many they are.
func (n *feedNotes) list() []reason.Reason {
	var notes []reason.Reason
	for _, g := range n.groups {
		note := reason.Reason{Code: g.of.Code}
		for _, v := range g.of.Values {
			switch v.Name {
			case "round":
				v.Is = spansOf(g.rounds)
			case "rounds":
				v.Is = len(g.rounds)
			}
			note.Values = append(note.Values, v)
		}
		notes = append(notes, note)
	}
	return notes
}

// spansOf writes numbers of rounds as in "91a, 223, 225-227".
func spansOf(rounds []string) string {
	const most = 6
	slices.SortFunc(rounds, compareNumbers)
	var spans []string
	for i := 0; i < len(rounds); {
		j := i
		for j+1 < len(rounds) && follows(rounds[j], rounds[j+1]) {
			j++
		}
		span := rounds[i]
		if j > i {
			span += "-" + rounds[j]
		}
		spans = append(spans, span)
		i = j + 1
	}
	if len(spans) > most {
		spans = append(spans[:most], "...")
	}
	return strings.Join(spans, ", ")
}

// follows says whether one round is the next after another.
func follows(a, b string) bool {
	n, _ := splitNumber(a)
	m, suffix := splitNumber(b)
	return m == n+1 && suffix == "" && a == strconv.Itoa(n)
}
