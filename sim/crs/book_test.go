package crs_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/language"
	"crsplan/sim/profile"
)

// Everybody who is touched by a dated change, on the day before and the day.
func TestDatedChanges(t *testing.T) {
	bilingual := [2]language.Levels{even(9), even(7)}
	frenchOnly := [2]language.Levels{{}, even(7)}
	tests := []struct {
		name   string
		c      profile.Candidate
		factor string
		// The points on the days named.
		points map[string]int
	}{
		{"a skilled offer with an LMIA", profile.Candidate{Offer: profile.SkilledOffer}, "additional.job_offer",
			map[string]int{"2015-01-01": 600, "2016-11-18": 600, "2016-11-19": 50, "2025-03-24": 50, "2025-03-25": 0, "2026-11-02": 0, "2026-11-03": 0}},
		{"a senior manager's offer with an LMIA", profile.Candidate{Offer: profile.SeniorManagerOffer}, "additional.job_offer",
			map[string]int{"2015-01-01": 600, "2016-11-18": 600, "2016-11-19": 200, "2025-03-24": 200, "2025-03-25": 0, "2026-11-03": 0}},
		{"a skilled offer exempt from the LMIA", profile.Candidate{Offer: profile.ExemptSkilledOffer}, "additional.job_offer",
			map[string]int{"2015-01-01": 0, "2016-11-18": 0, "2016-11-19": 50, "2025-03-24": 50, "2025-03-25": 0}},
		{"a senior manager's offer exempt from the LMIA", profile.Candidate{Offer: profile.ExemptSeniorManagerOffer}, "additional.job_offer",
			map[string]int{"2016-11-18": 0, "2016-11-19": 200, "2025-03-24": 200, "2025-03-25": 0}},
		{"an offer that does not qualify", profile.Candidate{Offer: profile.UnqualifyingOffer}, "additional.job_offer",
			map[string]int{"2015-01-01": 0, "2016-11-19": 0, "2025-03-24": 0, "2025-03-25": 0}},
		{"no study in Canada", profile.Candidate{}, "additional.canadian_study",
			map[string]int{"2016-11-18": 0, "2016-11-19": 0, "2026-11-03": 0}},
		{"secondary school in Canada", profile.Candidate{CanadianStudy: profile.SecondaryStudy}, "additional.canadian_study",
			map[string]int{"2016-11-18": 0, "2016-11-19": 0, "2026-11-03": 0}},
		{"one or two years of study in Canada", profile.Candidate{CanadianStudy: profile.OneOrTwoYears}, "additional.canadian_study",
			map[string]int{"2015-01-01": 0, "2016-11-18": 0, "2016-11-19": 15, "2026-11-03": 15}},
		{"three years of study in Canada", profile.Candidate{CanadianStudy: profile.ThreeOrMoreYears}, "additional.canadian_study",
			map[string]int{"2015-01-01": 0, "2016-11-18": 0, "2016-11-19": 30, "2026-11-03": 30}},
		{"a sibling", profile.Candidate{Sibling: true}, "additional.sibling",
			map[string]int{"2015-01-01": 0, "2017-06-05": 0, "2017-06-06": 15, "2026-11-03": 15}},
		{"French and no English", profile.Candidate{Languages: frenchOnly}, "additional.french",
			map[string]int{"2015-01-01": 0, "2017-06-05": 0, "2017-06-06": 15, "2020-10-19": 15, "2020-10-20": 25, "2026-11-03": 25}},
		{"French and English", profile.Candidate{Languages: bilingual}, "additional.french",
			map[string]int{"2015-01-01": 0, "2017-06-05": 0, "2017-06-06": 30, "2020-10-19": 30, "2020-10-20": 50, "2026-11-03": 50}},
		{"a nomination", profile.Candidate{Nominated: true}, "additional.provincial_nomination",
			map[string]int{"2015-01-01": 600, "2016-11-19": 600, "2025-03-25": 600, "2026-11-03": 600}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for on, want := range tt.points {
				b := rulesOn(t, on).Score(&tt.c)
				check(t, "on "+on, flatten(&b)[tt.factor], want)
			}
		})
	}
}

func TestRulesOfADay(t *testing.T) {
	tests := []struct {
		name, on, known string
		want            string
		complete        bool
	}{
		{"the first day", "2015-01-01", "2015-01-01", "2015-01-01", true},
		{"the day before the first change", "2016-11-18", "2026-11-22", "2015-01-01", true},
		{"the day of the first change", "2016-11-19", "2026-11-22", "2016-11-19", true},
		{"not yet announced", "2016-11-19", "2016-11-11", "2015-01-01", true},
		{"announced in the Gazette", "2016-11-19", "2016-11-12", "2016-11-19", true},
		{"announced, but not in force", "2016-11-18", "2016-11-12", "2015-01-01", true},
		{"a change announced on its own day is not known before", "2017-06-06", "2017-06-05", "2016-11-19", true},
		{"and is known that day", "2017-06-06", "2017-06-06", "2017-06-06", true},
		{"the day before French rose", "2020-10-19", "2026-11-22", "2017-06-06", true},
		{"the day French rose", "2020-10-20", "2026-11-22", "2020-10-20", true},
		{"the last day of offers", "2025-03-24", "2026-11-22", "2020-10-20", true},
		{"the first day without offers", "2025-03-25", "2026-11-22", "2025-03-25", true},
		{"the last complete day", "2026-11-02", "2026-11-22", "2025-03-25", true},
		{"the first incomplete day", "2026-11-03", "2026-11-22", "2026-11-03", false},
		{"a day to come, known today", "2040-01-01", "2026-11-22", "2026-11-03", false},
		{"a day to come, known in 2023", "2040-01-01", "2023-03-15", "2020-10-20", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := crs.Embedded().On(day(tt.on), day(tt.known))
			if err != nil {
				t.Fatal(err)
			}
			if r.ID != tt.want || len(r.Unknown) == 0 != tt.complete || r.From != day(tt.want) || r.Title.IsZero() {
				t.Errorf("got %q from %v (%q), unknown %v", r.ID, r.From, r.Title, r.Unknown)
			}
			again, _ := crs.Embedded().On(day(tt.on), day(tt.known))
			if again != r {
				t.Error("the rules are compiled anew for the same day")
			}
		})
	}
}

func TestThereAreNoRulesBeforeTheFirstDay(t *testing.T) {
	restored := proposal(t, "offers-restored", "2014-01-01")
	tests := []struct {
		name      string
		book      *crs.Book
		on, known string
	}{
		{"the day before", crs.Embedded(), "2014-12-31", "2026-11-22"},
		{"long before", crs.Embedded(), "1900-01-01", "2026-11-22"},
		{"as far as was known before the first day", crs.Embedded(), "2015-02-01", "2014-12-31"},
		{"a book without instruments", crs.NewBook(), "2020-01-01", "2026-11-22"},
		{"a what-if alone makes no rules", crs.NewBook(restored), "2020-01-01", "2026-11-22"},
		{"a what-if known before the rules that it changes", crs.Embedded().With(restored), "2015-02-01", "2014-12-31"},
		{"a what-if before the first day", crs.Embedded().With(restored), "2014-06-01", "2026-11-22"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := tt.book.On(day(tt.on), day(tt.known))
			before, ok := errors.AsType[crs.BeforeFirstDay](err)
			if !ok || before.Day != day(tt.on) || r != nil {
				t.Fatalf("got %v, %v", r, err)
			}
		})
	}
	got := crs.BeforeFirstDay{Day: day("2014-12-31")}.Error()
	if want := "no rules on 2014-12-31: Express Entry began on 2015-01-01"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestDaysOnWhichTheRulesChange(t *testing.T) {
	tests := []struct {
		name, from, to, known string
		want                  []civil.Day
	}{
		{"all of them", "2014-01-01", "2026-11-22", "2026-11-22", []civil.Day{day("2015-01-01"), day("2016-11-19"), day("2017-06-06"), day("2020-10-20"), day("2025-03-25"), day("2026-11-03")}},
		{"the first day is not among them", "2020-10-20", "2025-03-25", "2026-11-22", []civil.Day{day("2025-03-25")}},
		{"only what is known", "2016-01-01", "2026-11-22", "2016-11-12", []civil.Day{day("2016-11-19")}},
		{"nothing of it is known", "2016-01-01", "2026-11-22", "2016-11-11", nil},
		{"none at all", "2020-10-20", "2025-03-24", "2026-11-22", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := crs.Embedded().ChangeDays(day(tt.from), day(tt.to), day(tt.known))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	twice := crs.Embedded().With(proposal(t, "offers-restored", "2026-11-03"))
	if got := twice.ChangeDays(day("2026-11-01"), day("2026-12-01"), civil.Max); len(got) != 1 {
		t.Errorf("two changes on one day are one day: got %v", got)
	}
}

// written is the day on which these tests were written: instruments that were
// announced later change nothing of what they say.
var written = day("2026-11-22")

func TestABookKnowsItsInstruments(t *testing.T) {
	b := crs.Embedded()
	var dated []string
	for _, in := range b.Instruments() {
		dated = append(dated, in.ID)
		if in.ID != in.InForce.String() {
			t.Errorf("%s is in force from %v", in.ID, in.InForce)
		}
		if in.Announced > in.InForce || in.Proposed() || in.Own {
			t.Errorf("%s: announced %v, proposed %v, own %v", in.ID, in.Announced, in.Proposed(), in.Own)
		}
	}
	first := []string{"2015-01-01", "2016-11-19", "2017-06-06", "2020-10-20", "2025-03-25", "2026-11-03"}
	if diff := cmp.Diff(first, dated[:len(first)]); diff != "" {
		t.Error(diff)
	}
	var proposed []string
	for _, in := range b.Proposals() {
		proposed = append(proposed, in.ID)
		if !in.Proposed() {
			t.Errorf("%s is in force", in.ID)
		}
	}
	if diff := cmp.Diff([]string{"offers-restored", "proposal-2026"}, proposed); diff != "" {
		t.Error(diff)
	}
	if _, ok := b.Proposal("2025-03-25"); ok {
		t.Error("an instrument in force is no proposal")
	}
	if b.With() != b {
		t.Error("a book with nothing more is itself")
	}
	b.Instruments()[0] = nil
	b.Proposals()[0] = nil
	if b.Instruments()[0] == nil || b.Proposals()[0] == nil {
		t.Error("a caller can change the book")
	}
}

func TestRulesAreNamedByWhatIsLaid(t *testing.T) {
	restored := proposal(t, "offers-restored", "2026-11-03")
	wages := own(t, highWageText)
	b := crs.Embedded().With(restored, wages)
	for on, want := range map[string]string{
		"2026-11-02": "2025-03-25",
		"2026-11-03": "2026-11-03+offers-restored+own",
		"2030-01-01": "2026-11-03+offers-restored+own",
	} {
		rules, err := b.On(day(on), written)
		if err != nil {
			t.Fatal(err)
		}
		if rules.ID != want {
			t.Errorf("on %s: got %q, want %q", on, rules.ID, want)
		}
	}
	if got := crs.Embedded().With(proposal(t, "offers-restored", "2018-01-01")); rulesOf(t, got, "2026-06-15").ID != "2025-03-25+offers-restored" {
		t.Errorf("got %q", rulesOf(t, got, "2026-06-15").ID)
	}
}

func TestTheNewestInstrumentWins(t *testing.T) {
	c := profile.Candidate{Offer: profile.SkilledOffer}
	// Put in force before the removal of 2025, the what-if is removed by it.
	early := crs.Embedded().With(proposal(t, "offers-restored", "2018-01-01"))
	check(t, "before the removal", rulesOf(t, early, "2025-03-24").Total(&c), 50)
	check(t, "after the removal", rulesOf(t, early, "2025-03-25").Total(&c), 0)
	// Of two on one day the later in the list is laid on top.
	sibling := func(points string) *crs.Instrument {
		return own(t, "in_force = 2026-01-01\n[sibling]\npoints = "+points+"\n")
	}
	c = profile.Candidate{Sibling: true}
	check(t, "five on top", rulesOf(t, crs.Embedded().With(sibling("3"), sibling("5")), "2026-01-01").Total(&c), 5)
	check(t, "three on top", rulesOf(t, crs.Embedded().With(sibling("5"), sibling("3")), "2026-01-01").Total(&c), 3)
}

// Two instruments may bear one name, and be known on different days.
func TestRulesOfOneNameAreNotConfused(t *testing.T) {
	later := own(t, "in_force = 2026-02-01\nannounced = 2025-01-01\n[sibling]\npoints = 7\n")
	sooner := own(t, "in_force = 2026-01-01\nannounced = 2025-12-31\n[french]\nnclc = 7\nenglish = 5\nlower = 1\nhigher = 2\n")
	b := crs.Embedded().With(later, sooner)
	c := profile.Candidate{Sibling: true, Languages: [2]language.Levels{{}, even(7)}}
	points := func(on, known string) int {
		r, err := b.On(day(on), day(known))
		if err != nil {
			t.Fatal(err)
		}
		return r.Score(&c).Additional.Total
	}
	check(t, "the sooner one, as it is not the later", points("2026-01-15", "2026-01-15"), 15+1)
	check(t, "the later one alone is known", points("2026-02-15", "2025-06-01"), 7+25)
	check(t, "both are known", points("2026-02-15", "2026-02-15"), 7+1)
}

// A digest is that of what is known, whatever the day it holds from.
func TestADigestOfTheRulesIsThatOfWhatIsKnown(t *testing.T) {
	book := crs.Embedded()
	last := civil.MustParse("2026-11-03")
	if book.Digest(last) != book.Digest(written) || book.Digest(last) == book.Digest(civil.MustParse("2025-03-25")) {
		t.Error("the digests do not follow what is known")
	}
	own := func(figure string) *crs.Instrument {
		in, err := crs.ReadInstrument("own.toml", []byte("in_force = 2026-12-01\nref = \"a test\"\n[provincial_nomination]\npoints = "+figure+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		return in
	}
	digests := map[string]string{}
	for name, b := range map[string]*crs.Book{"as it ships": book, "600": book.With(own("600")), "500": book.With(own("500")), "from another day": book.With(own("500").From(last))} {
		for other, d := range digests {
			if d == b.Digest(civil.Max) {
				t.Errorf("%s has the digest of %s", name, other)
			}
		}
		digests[name] = b.Digest(civil.Max)
	}
	if len(book.Announced(last, written)) > 0 || len(book.Announced(last-1, last))+len(book.Announced(civil.MustParse("2025-03-24"), last-1)) < 2 {
		t.Error("what became known is not told by its day")
	}
}
