package draws_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"crsplan/sim/draws"
)

func merge(t *testing.T, r *draws.Record, rounds ...fields) *draws.Merge {
	t.Helper()
	feed, _ := readFeed(t, feedOf(rounds...))
	m, err := r.Merge(feed)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func codesOf(m *draws.Merge) string {
	var list []string
	for _, n := range m.Notes {
		list = append(list, n.Code)
	}
	return strings.Join(list, " ")
}

// august is a record to lay feeds over: what was published by 2026-08-19.
func august() *draws.Record { return draws.Embedded().Until(day("2026-08-19")) }

// round437 is its newest round as the feed has it, without its pool.
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

func TestAChangedValueOfThePastIsReported(t *testing.T) {
	tests := []struct {
		name, field, is string
		want            draws.Change
	}{
		{"the day", "drawDate", "2026-08-20", draws.Change{Round: "437", Field: "date", Was: "2026-08-19", Is: "2026-08-20"}},
		{"the name", "drawName", "French 2026", draws.Change{Round: "437", Field: "name", Was: "French-Language proficiency 2026-Version 2", Is: "French 2026"}},
		{"the programs", "drawText2", "Canadian Experience Class", draws.Change{Round: "437", Field: "programs", Was: "FSW;CEC;FST", Is: "CEC"}},
		{"the size", "drawSize", "5,001", draws.Change{Round: "437", Field: "size", Was: "5000", Is: "5001"}},
		{"the cutoff", "drawCRS", "381", draws.Change{Round: "437", Field: "cutoff", Was: "382", Is: "381"}},
		{"the tie-break", "drawCutOff", "March 1, 2026 at 18:34:06 UTC", draws.Change{Round: "437", Field: "tie_break", Was: "2026-03-01T18:34:05Z", Is: "2026-03-01T18:34:06Z"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := merge(t, august(), round437().with(test.field, test.is))
			if diff := cmp.Diff([]draws.Change{test.want}, m.Changed); diff != "" || m.Added != nil {
				t.Fatal(diff)
			}
			// Once it was accepted it is no change any more, and the round
			// keeps its stream whatever it is called.
			again := merge(t, m.Record, round437().with(test.field, test.is))
			if again.Changed != nil {
				t.Error(again.Changed)
			}
			if last, ok := m.Record.Last(draws.French); !ok || last.Number != "437" || last.Source != "ircc-feed" {
				t.Errorf("%+v", last)
			}
			if n := len(m.Record.Beyond(august()).Rounds); n != 1 {
				t.Errorf("%d rounds to keep, want 1", n)
			}
		})
	}
}

func TestAChangedPoolIsReported(t *testing.T) {
	base := merge(t, august(), nextRound()).Record
	m := merge(t, base, nextRound().with("dd1", "401", "dd18", "24,501"))
	want := []draws.Change{{Round: "438", Field: "total", Was: "24500", Is: "24501"}, {Round: "438", Field: "range 601-1200", Was: "400", Is: "401"}}
	if diff := cmp.Diff(want, m.Changed); diff != "" {
		t.Error(diff)
	}
	// A pool of other bands is another in all of them.
	coarse := *base
	coarse.Pools = []draws.Pool{{Date: day("2026-08-31"), Published: day("2026-09-01"), Round: "438", Total: 24_500, Bands: []draws.PoolBand{{0, 1200, 24_500}}}}
	if m := merge(t, &coarse, nextRound()); len(m.Changed) != 15 {
		t.Error(m.Changed)
	}
	// A pool that moves to another day leaves none behind.
	m = merge(t, base, nextRound().with("drawDistributionAsOn", "August 30, 2026"))
	if len(m.Changed) != 1 || len(m.Record.Pools) != len(base.Pools) {
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

func TestDaysMustFollowTheNumbers(t *testing.T) {
	for name, round := range map[string]fields{
		"a new round of a day long ago":   nextRound().with("drawDate", "2026-08-18", "drawDistributionAsOn", "August 16, 2026", "drawCutOff", ""),
		"a known round of a day to come":  round437().with("drawNumber", "436", "drawDate", "2026-08-20"),
		"a number that was never reached": nextRound().with("drawNumber", "92a"),
	} {
		t.Run(name, func(t *testing.T) {
			feed, _ := readFeed(t, feedOf(round))
			m, err := august().Merge(feed)
			if bad, ok := errors.AsType[*draws.FeedError](err); !ok || bad.What.Code != "draws.feed/order" || m != nil {
				t.Error(err)
			}
		})
	}
}

func TestNothingLaidOverChangesNothing(t *testing.T) {
	r, err := august().With(&draws.Feed{})
	if diff := cmp.Diff(august(), r); diff != "" || err != nil {
		t.Error(err, diff)
	}
	if diff := cmp.Diff(&draws.Feed{}, r.Beyond(august())); diff != "" {
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
		m, err := august().Merge(feed)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := m.Record.Beyond(august()).Write(&b); err != nil {
			t.Fatal(err)
		}
		kept, err := draws.ReadKept(&b)
		if err != nil {
			t.Fatal(err)
		}
		again, err := august().With(kept)
		if diff := cmp.Diff(m.Record, again); diff != "" || err != nil {
			t.Fatal(err, diff)
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
