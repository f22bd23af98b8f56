package answer_test

import (
	"slices"
	"testing"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// What a note says of a round is what counting the record by hand gives, and the
// same on its own day as later.
func TestANoteCountsWhatTheRecordHas(t *testing.T) {
	if testing.Short() {
		t.Skip("forecasts before many rounds")
	}
	all := draws.Embedded()
	number := func(doc *answer.Note, name string) any {
		for _, f := range doc.Facts {
			if i := slices.IndexFunc(f.Numbers, func(n answer.Counted) bool { return n.Name == name }); i >= 0 {
				return f.Numbers[i].Value
			}
		}
		return nil
	}
	for i := 0; i < len(all.Rounds); i += 29 {
		r := all.Rounds[i]
		doc, ok := answer.NoteOf(reason.English(), all, civil.MustParse("2026-12-01"), 1, r.Number)
		then, known := answer.NoteOf(reason.English(), all.Until(r.Date), r.Date, 1, r.Number)
		if !ok || !known || len(doc.Facts) != 5 {
			t.Fatalf("round %s: %v, %v", r.Number, ok, known)
		}
		for k := range doc.Facts {
			if doc.Facts[k].Text != then.Facts[k].Text {
				t.Errorf("round %s: %q, and on its day %q", r.Number, doc.Facts[k].Text, then.Facts[k].Text)
			}
		}
		year, earlier, lower := 0, 0, ""
		for k := range all.Rounds {
			q := all.Rounds[k]
			if q.Date.Year() == r.Date.Year() && q.Date <= r.Date {
				year += q.Size
			}
			if k < i && q.Stream == r.Stream {
				if earlier++; q.Cutoff <= r.Cutoff {
					lower = q.Number
				}
			}
		}
		if number(doc, "invitations_this_year") != year || number(doc, "earlier_rounds") != earlier {
			t.Errorf("round %s: %v invitations and %v rounds, counted %d and %d", r.Number, number(doc, "invitations_this_year"), number(doc, "earlier_rounds"), year, earlier)
		}
		since := number(doc, "since_round")
		if before := number(doc, "cutoff_before"); before != nil && before.(int) > r.Cutoff && lower != "" && since != lower {
			t.Errorf("round %s: lowest since %v, counted %s", r.Number, since, lower)
		}
	}
}
