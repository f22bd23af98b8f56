package draws_test

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"crsplan/sim/draws"
)

func merge(t *testing.T, r *draws.Record, rounds ...fields) *draws.Merge {
	t.Helper()
	feed, _ := readFeed(t, feedOf(rounds...))
	return r.Merge(feed, true)
}

// august is a record to lay feeds over: what was published by 2026-08-19.
func august() *draws.Record { return draws.Embedded().Until(day("2026-08-19")) }

func codesOf(m *draws.Merge) string {
	var list []string
	for _, n := range m.Notes {
		list = append(list, n.Code)
	}
	return strings.Join(list, " ")
}

// round437 is the newest embedded round as the feed has it, without its pool.
func round437() fields {
	return fields{
		"drawNumber": "437", "drawDate": "2026-08-19", "drawName": "French-Language proficiency 2026-Version 2",
		"drawSize": "5,000", "drawCRS": "382", "drawCutOff": "March 1, 2026 at 18:34:05 UTC",
		"drawText2": "Federal Skilled Worker Program, Canadian Experience Class and Federal Skilled Trades Program",
	}
}

func round208() fields {
	return fields{
		"drawNumber": "208", "drawDate": "2021-10-27", "drawName": "Provincial Nominee Program",
		"drawSize": "681", "drawCRS": "744", "drawCutOff": "October 7 at 16:38:21 UTC", "drawText2": "Provincial Nominee Program",
	}
}

func TestANewRoundComesInWithItsPool(t *testing.T) {
	base := august()
	m := merge(t, base, nextRound())
	if len(m.Added) != 1 || m.Changed != nil || m.Known != nil || codesOf(m) != "draws.feed/lacks" {
		t.Errorf("%+v", m)
	}
	last, pool := m.Record.Rounds[len(m.Record.Rounds)-1], m.Record.Pools[len(m.Record.Pools)-1]
	if last.Number != "438" || pool.Round != "438" || m.Record.DataDate() != day("2026-09-01") {
		t.Errorf("%+v %+v", last, pool)
	}
	if diff := cmp.Diff(base, m.Record.Until(day("2026-08-31"))); diff != "" {
		t.Errorf("the past is another:\n%s", diff)
	}
	if diff := cmp.Diff(&draws.Feed{Rounds: m.Added, Pools: []draws.Pool{pool}}, m.Record.Beyond(base)); diff != "" {
		t.Error(diff)
	}
}

func TestARoundOfAnUnknownNameComesIn(t *testing.T) {
	m := merge(t, august(), nextRound().with("drawName", "Housing occupations"), nextRound().with("drawNumber", "439"))
	if m.Added[0].Stream != draws.Unknown || len(m.Added) != 2 || m.Record.DataDate() != day("2026-09-01") {
		t.Errorf("%+v", m.Added)
	}
}

func TestRound208Stays888(t *testing.T) {
	m := merge(t, august(), round208())
	if diff := cmp.Diff([]draws.Change{{Round: "208", Field: "size", Was: "888", Is: "681"}}, m.Known); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(august(), m.Record); diff != "" || m.Changed != nil {
		t.Error(m.Changed, diff)
	}
	m = merge(t, august(), round208().with("drawSize", "682"))
	if diff := cmp.Diff([]draws.Change{{Round: "208", Field: "size", Was: "888", Is: "682"}}, m.Changed); diff != "" {
		t.Error("another wrong size is a change:", diff)
	}
	if m = merge(t, august(), round208().with("drawSize", "888")); m.Changed != nil || m.Known != nil {
		t.Error("the right size is a change:", m.Changed, m.Known)
	}
}

func TestAChangedDaySizeCutoffOrStreamIsTakenOnlyIfAccepted(t *testing.T) {
	tests := []struct {
		name, field, is string
		want            draws.Change
	}{
		{"the day", "drawDate", "2026-08-20", draws.Change{Round: "437", Field: "date", Was: "2026-08-19", Is: "2026-08-20"}},
		{"the size", "drawSize", "5,001", draws.Change{Round: "437", Field: "size", Was: "5000", Is: "5001"}},
		{"the cutoff", "drawCRS", "381", draws.Change{Round: "437", Field: "cutoff", Was: "382", Is: "381"}},
		{"the stream", "drawName", "Canadian Experience Class", draws.Change{Round: "437", Field: "stream", Was: "french", Is: "cec"}},
		{"the stream by a guess", "drawName", "STEM 2026", draws.Change{Round: "437", Field: "stream", Was: "french", Is: "stem"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			row := round437().with(test.field, test.is)
			m := merge(t, august(), row, nextRound())
			if diff := cmp.Diff([]draws.Change{test.want}, m.Changed); diff != "" {
				t.Fatal(diff)
			}
			if again := merge(t, m.Record, row, nextRound()); again.Changed != nil {
				t.Error("once it was accepted it is a change still:", again.Changed)
			}
			feed, _ := readFeed(t, feedOf(row, nextRound()))
			m = august().Merge(feed, false)
			if diff := cmp.Diff([]draws.Change{test.want}, m.Changed); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(august(), m.Record.Until(day("2026-08-31"))); diff != "" || len(m.Added) != 1 || m.Record.DataDate() != day("2026-09-01") {
				t.Error("the new round does not come in, or the change does:", m.Added, diff)
			}
		})
	}
}

func TestALabelABlankOrAnInstantIsTakenWithANote(t *testing.T) {
	tests := []struct {
		name, field, is string
		note            string
		want            func(draws.Round) bool
	}{
		{"the name", "drawName", "French 2026", "draws.feed/otherwise", func(r draws.Round) bool { return r.Name == "French 2026" }},
		{"a name that says nothing", "drawName", "Version 3", "draws.feed/otherwise", func(r draws.Round) bool { return r.Name == "Version 3" }},
		{"the programs", "drawText2", "Canadian Experience Class", "draws.feed/otherwise", func(r draws.Round) bool { return strings.Join(r.Programs, " ") == "CEC" }},
		{"the tie-break", "drawCutOff", "March 1, 2026 at 18:34:06 UTC", "draws.feed/otherwise", func(r draws.Round) bool { return r.TieBreak.Equal(instant("2026-03-01T18:34:06Z")) }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			feed, _ := readFeed(t, feedOf(round437().with(test.field, test.is)))
			m := august().Merge(feed, false)
			last, ok := m.Record.Last(draws.French)
			if m.Changed != nil || m.Added != nil || !strings.Contains(codesOf(m), test.note) || !ok || last.Number != "437" || last.Source != "ircc-feed" || !test.want(last) {
				t.Errorf("%+v, %s; %+v", m.Changed, codesOf(m), last)
			}
			if n := len(m.Record.Beyond(august()).Rounds); n != 1 {
				t.Errorf("%d rounds to keep, want 1", n)
			}
		})
	}
	// A blank that is filled: round 223 was published without a pool.
	row := nextRound().with("drawNumber", "223", "drawDate", "2022-05-25", "drawName", "Provincial Nominee Program", "drawSize", "590", "drawCRS", "741",
		"drawText2", "Provincial Nominee Program", "drawCutOff", "", "drawDistributionAsOn", "May 23, 2022")
	feed, _ := readFeed(t, feedOf(row))
	m := august().Merge(feed, false)
	if m.Changed != nil || !strings.Contains(codesOf(m), "draws.feed/filled") || len(m.Record.Pools) != len(august().Pools)+1 {
		t.Errorf("%v %s", m.Changed, codesOf(m))
	}
}

// The rounds that ship without the instant of their tie-break get it from the
// feed, once it is published, with a note.
func TestATieBreakThatWasBlankIsFilledWithANote(t *testing.T) {
	shipped, filled := draws.Embedded(), 0
	for _, r := range shipped.Rounds {
		if r.Number < "445" || r.Number > "447" || !r.TieBreak.IsZero() {
			continue
		}
		filled++
		row := nextRound().with("drawNumber", r.Number, "drawDate", r.Date.String(), "drawName", r.Name, "drawSize", strconv.Itoa(r.Size), "drawCRS", strconv.Itoa(r.Cutoff),
			"drawText2", "", "drawCutOff", "March 1, 2026 at 18:34:06 UTC", "drawDistributionAsOn", "")
		feed, _ := readFeed(t, feedOf(row))
		m := shipped.Merge(feed, false)
		last, ok := m.Record.Last(r.Stream)
		if m.Changed != nil || !strings.Contains(codesOf(m), "draws.feed/filled") || !ok || last.Number != r.Number || !last.TieBreak.Equal(instant("2026-03-01T18:34:06Z")) {
			t.Errorf("round %s: %v, %s; %+v", r.Number, m.Changed, codesOf(m), last)
		}
	}
	if filled != 3 {
		t.Errorf("%d of rounds 445 to 447 ship without a tie-break, want 3", filled)
	}
}

// The French feed says the same of the known rounds in other words.
func TestTheFrenchFeedRenamesNothing(t *testing.T) {
	feed, _ := readFeed(t, feedOf(round437().with("drawName", "Compétence linguistique en français 2026-Version 2", "drawSize", "5 000",
		"drawText2", "Programme des travailleurs qualifiés (fédéral), Catégorie de l’expérience canadienne et Programme des travailleurs de métiers spécialisés (fédéral)")))
	m := august().Merge(feed, false)
	if diff := cmp.Diff(august().Rounds, m.Record.Rounds); diff != "" || m.Changed != nil {
		t.Error(m.Changed, diff)
	}
}

func TestAChangedPoolIsTakenWithANote(t *testing.T) {
	base := merge(t, august(), nextRound()).Record
	m := merge(t, base, nextRound().with("dd1", "401", "dd18", "24,501"))
	if last := m.Record.Pools[len(m.Record.Pools)-1]; m.Changed != nil || last.Total != 24_501 || !strings.Contains(codesOf(m), "draws.feed/counts") {
		t.Error(m.Changed, last, codesOf(m))
	}
	// A pool that moves to another day leaves none behind.
	m = merge(t, base, nextRound().with("drawDistributionAsOn", "August 30, 2026"))
	if m.Changed != nil || len(m.Record.Pools) != len(base.Pools) {
		t.Errorf("%v, %d pools, want %d", m.Changed, len(m.Record.Pools), len(base.Pools))
	}
}

func TestWhatTheFeedNoLongerSaysIsKept(t *testing.T) {
	m := merge(t, august(), round437().with("drawCutOff", "", "drawText2", ""))
	if got, want := codesOf(m), "draws.feed/emptied draws.feed/emptied draws.feed/emptied draws.feed/lacks"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if diff := cmp.Diff(august(), m.Record); diff != "" || m.Changed != nil {
		t.Error(m.Changed, diff)
	}
}

func TestMissingNumbersAreNoted(t *testing.T) {
	m := merge(t, august(), nextRound().with("drawNumber", "439"), nextRound().with("drawNumber", "442"))
	if got := codesOf(m); got != "draws.feed/lacks draws.feed/skipped" {
		t.Fatal(got)
	}
	if skipped := m.Notes[1]; skipped.Value("count") != 3 || skipped.Value("first") != 438 {
		t.Error(skipped)
	}
	empty := merge(t, &draws.Record{}, nextRound())
	if len(empty.Added) != 1 || empty.Notes != nil {
		t.Errorf("%+v", empty)
	}
}

func TestARoundWhoseDayDoesNotFollowItsNumberIsLeftOut(t *testing.T) {
	good := nextRound().with("drawNumber", "439", "drawDate", "2026-09-02")
	for name, odd := range map[string]fields{
		"a new round of a day long ago":   nextRound().with("drawDate", "2026-08-18", "drawDistributionAsOn", "August 16, 2026", "drawCutOff", ""),
		"a number that was never reached": nextRound().with("drawNumber", "92a"),
		"a number far beyond":             nextRound().with("drawNumber", "4388"),
		"a year beyond":                   nextRound().with("drawDate", "2027-09-01"),
	} {
		t.Run(name, func(t *testing.T) {
			m := merge(t, august(), odd, good)
			if len(m.Added) != 1 || m.Added[0].Number != "439" || !strings.Contains(codesOf(m), "draws.feed/order") {
				t.Errorf("%+v %s", m.Added, codesOf(m))
			}
			if diff := cmp.Diff(august().Rounds, m.Record.Rounds[:len(m.Record.Rounds)-1]); diff != "" {
				t.Error(diff)
			}
		})
	}
	// A known round goes back to the day that it had.
	m := merge(t, august(), round437().with("drawDate", "2026-08-17", "drawCutOff", ""), good)
	if last := m.Record.Rounds[len(m.Record.Rounds)-2]; last.Number != "437" || last.Date != day("2026-08-19") || !strings.Contains(codesOf(m), "draws.feed/order") {
		t.Errorf("%+v %s", last, codesOf(m))
	}
}

func numbersBeyond(r *draws.Record) string {
	var list []string
	for _, round := range r.Since(day("2026-08-20")).Rounds {
		list = append(list, round.Number)
	}
	return strings.Join(list, " ")
}

func TestAMistypedNumberIsPutRight(t *testing.T) {
	typo := merge(t, august(), nextRound().with("drawNumber", "4388")).Record
	if got := numbersBeyond(typo); got != "4388" {
		t.Fatal(got)
	}
	last := nextRound().with("drawNumber", "439", "drawDate", "2026-09-02")
	for name, rows := range map[string][]fields{"alone": {nextRound()}, "with the next": {last, nextRound()}} {
		m := merge(t, typo, rows...)
		want := strings.TrimSuffix("438 439", map[bool]string{true: " 439"}[len(rows) == 1])
		if got := numbersBeyond(m.Record); got != want || !strings.Contains(codesOf(m), "draws.feed/renumbered") || m.Changed != nil {
			t.Errorf("%s: %s, %s", name, got, codesOf(m))
		}
	}
	// The round after it comes in also while the feed has the wrong number still.
	if got := numbersBeyond(merge(t, typo, last, nextRound().with("drawNumber", "4388")).Record); got != "439" {
		t.Error(got)
	}
	// A later program that ships the round as it was held is not confused by what was kept.
	shipped := merge(t, august(), nextRound()).Record
	if with, notes := shipped.With(typo.Beyond(august())); len(notes) != 1 || numbersBeyond(with) != "438" {
		t.Errorf("what was kept under a wrong number stands beside the round that ships: %s %v", numbersBeyond(with), notes)
	}
	wrong := round437().with("drawNumber", "4377")
	if m := merge(t, august(), wrong); numbersBeyond(m.Record) != "" || len(m.Record.Rounds) != len(august().Rounds) || len(m.Added) > 0 {
		t.Errorf("a round that ships with the program is renumbered: %+v", m.Added)
	}
}

func TestAMistypedYearIsPutRightOnceItIsAccepted(t *testing.T) {
	typo := merge(t, august(), nextRound().with("drawDate", "2027-09-01")).Record
	feed, _ := readFeed(t, feedOf(nextRound()))
	if m := typo.Merge(feed, false); len(m.Changed) != 1 || m.Record.DataDate() != day("2027-09-01") {
		t.Errorf("%+v", m.Changed)
	}
	if m := typo.Merge(feed, true); m.Record.DataDate() != day("2026-09-01") {
		t.Errorf("%v", m.Record.DataDate())
	}
}

func TestNothingLaidOverChangesNothing(t *testing.T) {
	r, notes := draws.Embedded().With(&draws.Feed{})
	if diff := cmp.Diff(draws.Embedded(), r); diff != "" || notes != nil {
		t.Error(notes, diff)
	}
	if diff := cmp.Diff(&draws.Feed{}, r.Beyond(draws.Embedded())); diff != "" {
		t.Error(diff)
	}
}

// What is written is read again as the same record.
func TestWhatIsKeptComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		round := nextRound().with(
			"drawSize", rapid.StringMatching(`[1-9][0-9]{0,4}`).Draw(t, "size"),
			"drawName", rapid.SampledFrom([]string{"Housing", "General", "French 2030"}).Draw(t, "name"),
			"drawCutOff", rapid.SampledFrom([]string{"", "June 22, 2021 at 20:19:59 PM UTC"}).Draw(t, "tie-break"),
			"drawText2", rapid.SampledFrom([]string{"", "Canadian Experience Class"}).Draw(t, "programs"),
			"drawDistributionAsOn", rapid.SampledFrom([]string{"", "2026-08-25"}).Draw(t, "pool"))
		feed, _, err := draws.ReadFeed(strings.NewReader(feedOf(round, round437().with("drawCRS", "380"))))
		if err != nil {
			t.Fatal(err)
		}
		m := august().Merge(feed, true)
		var b bytes.Buffer
		if err := m.Record.Beyond(august()).Write(&b); err != nil {
			t.Fatal(err)
		}
		kept, err := draws.ReadKept(&b)
		if err != nil {
			t.Fatal(err)
		}
		again, notes := august().With(kept)
		if diff := cmp.Diff(m.Record, again); diff != "" || notes != nil {
			t.Fatal(notes, diff)
		}
	})
}

func TestABrokenKeptFileIsRefused(t *testing.T) {
	const round = `{"number":"438","date":"2026-09-01","name":"General","programs":["CEC"],"size":5,"cutoff":500,"tie_break":"2026-08-01T00:00:00Z","pool_date":"2026-08-31"}`
	const pool = `{"date":"2026-08-31","round":"438","total":9,"bands":[{"low":501,"high":1200,"candidates":4},{"low":0,"high":500,"candidates":5}]}`
	file := func(round, pool string) string {
		return `{"schema":1,"rounds":[` + round + `],"pools":[` + pool + `]}`
	}
	if _, err := draws.ReadKept(strings.NewReader(file(round, pool))); err != nil {
		t.Fatal(err)
	}
	change := func(text, old, with string) string {
		if !strings.Contains(text, old) {
			t.Fatalf("no %s", old)
		}
		return strings.Replace(text, old, with, 1)
	}
	tests := []struct{ name, text, code string }{
		{"cut off", file(round, pool)[:100], "draws.feed/shape"},
		{"empty", "", "draws.feed/shape"},
		{"going on", file(round, pool) + "{}", "draws.feed/trailing"},
		{"of another version", `{"schema":2}`, "draws.feed/schema"},
		{"with an unknown key", `{"schema":1,"x":1}`, "draws.feed/shape"},
		{"too large", strings.Repeat(" ", draws.MaxFeed+1), "draws.feed/large"},
		{"a round twice", file(round+","+round, pool), "draws.feed/kept"},
		{"a number of none", file(change(round, `"438"`, `"x"`), pool), "draws.feed/kept"},
		{"a size of none", file(change(round, `"size":5`, `"size":0`), pool), "draws.feed/kept"},
		{"a program of none", file(change(round, `"CEC"`, `"XYZ"`), pool), "draws.feed/kept"},
		{"a tie-break of none", file(change(round, `2026-08-01T00:00:00Z`, `soon`), pool), "draws.feed/kept"},
		{"a pool day of none", file(change(round, `"pool_date":"2026-08-31"`, `"pool_date":"soon"`), pool), "draws.feed/kept"},
		{"a negative count", file(round, change(pool, `"candidates":5`, `"candidates":-5`)), "draws.feed/kept"},
		{"a gap", file(round, change(pool, `"low":501`, `"low":502`)), "draws.feed/kept"},
		{"no lowest band", file(round, change(pool, `"low":0`, `"low":1`)), "draws.feed/kept"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := draws.ReadKept(strings.NewReader(test.text))
			if bad, ok := errors.AsType[*draws.FeedError](err); !ok || bad.What.Code != test.code {
				t.Errorf("%v, want %s", err, test.code)
			}
		})
	}
}
