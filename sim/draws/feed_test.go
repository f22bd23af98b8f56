package draws_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// fields is a round of a feed.
type fields map[string]any

// with returns the round with some values in the place of others: pairs of
// field and value. A nil takes the field out.
func (f fields) with(namesAndValues ...any) fields {
	g := maps.Clone(f)
	for i := 0; i < len(namesAndValues); i += 2 {
		name := namesAndValues[i].(string)
		if g[name] = namesAndValues[i+1]; g[name] == nil {
			delete(g, name)
		}
	}
	return g
}

// The round after the embedded ones, in the shape of the feed, with a pool of
// 10 in each band of ten points.
func nextRound() fields {
	f := fields{
		"drawNumber": "438", "drawDate": "2026-09-01", "drawName": "Canadian Experience Class",
		"drawSize": "1,500", "drawCRS": "520", "drawText2": "Canadian Experience Class",
		"drawCutOff": "August 30, 2026 at 10:11:12 UTC", "drawDistributionAsOn": "August 31, 2026",
		"mitext": "<a href='#'>see</a>", "later": 7,
	}
	for i, n := range []int{400, 18_000, 50, 10, 10, 10, 10, 10, 50, 10, 10, 10, 10, 10, 1000, 2000, 3000, 24_500} {
		f[fmt.Sprintf("dd%d", i+1)] = fmt.Sprint(n)
	}
	return f
}

func feedOf(rounds ...fields) string {
	text, err := json.Marshal(map[string]any{"classes": "wb-tables", "rounds": rounds})
	if err != nil {
		panic(err)
	}
	return string(text)
}

func readFeed(t *testing.T, text string) (*draws.Feed, []string) {
	t.Helper()
	feed, problems, err := draws.ReadFeed(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, p := range problems {
		codes = append(codes, p.Code)
		if said := reason.English().Say(p); strings.Contains(said, "{") {
			t.Errorf("%s says %q", p.Code, said)
		}
	}
	return feed, codes
}

func TestARoundOfTheFeedIsReadWhole(t *testing.T) {
	feed, problems := readFeed(t, "\ufeff "+feedOf(nextRound()))
	want := &draws.Feed{
		Rounds: []draws.Round{{
			Number: "438", Date: day("2026-09-01"), Stream: draws.CEC, Name: "Canadian Experience Class", Programs: []string{"CEC"},
			Size: 1500, Cutoff: 520, TieBreak: instant("2026-08-30T10:11:12Z"), PoolDate: day("2026-08-31"), Source: "ircc-feed",
		}},
		Pools: []draws.Pool{{
			Date: day("2026-08-31"), Published: day("2026-09-01"), Round: "438", Total: 24_500,
			Bands: []draws.PoolBand{
				{601, 1200, 400}, {501, 600, 18_000}, {491, 500, 10}, {481, 490, 10}, {471, 480, 10}, {461, 470, 10}, {451, 460, 10},
				{441, 450, 10}, {431, 440, 10}, {421, 430, 10}, {411, 420, 10}, {401, 410, 10}, {351, 400, 1000}, {301, 350, 2000}, {0, 300, 3000},
			},
		}},
	}
	if diff := cmp.Diff(want, feed); diff != "" || problems != nil {
		t.Error(problems, diff)
	}
}

// The spellings are those of the official feed, with other figures.
func TestAnInstantIsReadInEverySpelling(t *testing.T) {
	for spelled, want := range map[string]string{
		"March 1, 2026 at 18:34:05 UTC":               "2026-03-01T18:34:05Z",
		"August 19th 2026 at 12:35:37 UTC":            "2026-08-19T12:35:37Z",
		"July 3rd 2026 at 21:35:13 UTC":               "2026-07-03T21:35:13Z",
		"May 1st, 2026 at 21:35:13 UTC":               "2026-05-01T21:35:13Z",
		"May 2nd 2026 at 21:35:13 UTC":                "2026-05-02T21:35:13Z",
		"October 15, 2025 15:55:18 UTC":               "2025-10-15T15:55:18Z",
		"January 23, 2025 at 2025-01-23 15:30:04 UTC": "2025-01-23T15:30:04Z",
		"May 31, 2024 at12:48:30 UTC":                 "2024-05-31T12:48:30Z",
		"October 25, 2023 at 15:48:39 AM UTC":         "2023-10-25T15:48:39Z",
		"September 30, 2023 at 04:22:17 AM UTC":       "2023-09-30T04:22:17Z",
		"September 30, 2023 at 12:22:17 AM UTC":       "2023-09-30T00:22:17Z",
		"June 22, 2021 at 20:19:59 PM UTC":            "2021-06-22T20:19:59Z",
		"June 22, 2021 at 8:19:59 pm UTC":             "2021-06-22T20:19:59Z",
		"June 22, 2021 at 12:19:59 PM UTC":            "2021-06-22T12:19:59Z",
		"April 26,2023 18:10:04 UTC":                  "2023-04-26T18:10:04Z",
		"March 01, 2023, at 17:24:39 UTC":             "2023-03-01T17:24:39Z",
		"February 02 2022 at 14:16:27 UTC":            "2022-02-02T14:16:27Z",
		" July 13, 2016 at 13:56:45 UTC ":             "2016-07-13T13:56:45Z",
		"March 27, 2015 at 23:59:47":                  "2015-03-27T23:59:47Z",
		"May 21, 2026 at  12:14:09 UTC":               "2026-05-21T12:14:09Z",
		"April 13, 2026  at 23:10:05 UTC":             "2026-04-13T23:10:05Z",
		"September 05, 2025 at 0:59:13 UTC":           "2025-09-05T00:59:13Z",
		"March 02. 2024 at 01:58:34 UTC":              "2024-03-02T01:58:34Z",
		"Sep. 5, 2025 at 0:59:13 UTC":                 "2025-09-05T00:59:13Z",
		"2025-09-05T00:59:13Z":                        "2025-09-05T00:59:13Z",
		"August 7 at 16:38:21 UTC":                    "2026-08-07T16:38:21Z", // its year is that of the round
		"October 7 at 16:38:21 UTC":                   "2025-10-07T16:38:21Z", // or the one before
		"September 2, 2026 at 00:00:00 UTC":           "2026-09-02T00:00:00Z", // the day after the round is late, but was seen
		"August\u00a07,\u00a02026 at 16:38:21 UTC":    "2026-08-07T16:38:21Z",
	} {
		feed, problems := readFeed(t, feedOf(nextRound().with("drawCutOff", spelled)))
		if got := feed.Rounds[0].TieBreak; !got.Equal(instant(want)) || problems != nil {
			t.Errorf("%q is %v, want %s; %v", spelled, got, want, problems)
		}
	}
}

func TestWhatIsMistypedCostsOnlyThatValue(t *testing.T) {
	tests := []struct {
		name    string
		values  []any
		problem string
		want    func(*draws.Feed) bool
	}{
		{"a tie-break that cannot be read", []any{"drawCutOff", "yesterday"}, "draws.feed/instant", noTieBreak},
		{"a tie-break on 31 June", []any{"drawCutOff", "June 31, 2026 at 10:00:00 UTC"}, "draws.feed/instant", noTieBreak},
		{"a tie-break at 25 o'clock", []any{"drawCutOff", "June 3, 2026 at 25:00:00 UTC"}, "draws.feed/instant", noTieBreak},
		{"a tie-break two days after the round", []any{"drawCutOff", "September 3, 2026 at 00:00:00 UTC"}, "draws.feed/instant", noTieBreak},
		{"a tie-break before there was a pool", []any{"drawCutOff", "January 30, 2015 at 00:00:00 UTC"}, "draws.feed/instant", noTieBreak},
		{"a tie-break in a month of another language", []any{"drawCutOff", "Brumaire 7 at 16:38:21 UTC"}, "draws.feed/instant", noTieBreak},
		{"no tie-break", []any{"drawCutOff", ""}, "", noTieBreak},
		{"a pool of the day after the round", []any{"drawDistributionAsOn", "September 2, 2026"}, "draws.feed/pool-day", noPool},
		{"a pool without a day", []any{"drawDistributionAsOn", ""}, "draws.feed/pool-day", noPool},
		{"a pool of an ISO day", []any{"drawDistributionAsOn", "2026-09-01"}, "", func(f *draws.Feed) bool { return f.Pools[0].Date == day("2026-09-01") }},
		{"bands that do not sum to the total", []any{"dd18", "24,501"}, "draws.feed/sum", func(f *draws.Feed) bool { return f.Pools[0].Total == 24_501 }},
		{"bands that do not sum to the upper subtotal", []any{"dd3", "51"}, "draws.feed/subtotal", func(f *draws.Feed) bool { return len(f.Pools) == 1 }},
		{"bands that do not sum to the lower subtotal", []any{"dd9", "49"}, "draws.feed/subtotal", func(f *draws.Feed) bool { return len(f.Pools) == 1 }},
		{"a negative count", []any{"dd7", "-10"}, "draws.feed/count", noPool},
		{"a count that is no text", []any{"dd7", []int{10}}, "draws.feed/count", noPool},
		{"a band that is missing", []any{"dd7", nil}, "draws.feed/count", noPool},
		{"a program of another name", []any{"drawText2", "Federal high-skilled"}, "draws.feed/programs", func(f *draws.Feed) bool { return f.Rounds[0].Programs == nil }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			feed, problems := readFeed(t, feedOf(nextRound().with(test.values...)))
			if got := strings.Join(problems, " "); got != test.problem || !test.want(feed) {
				t.Errorf("problems %q, want %q; %+v", got, test.problem, feed)
			}
		})
	}
}

func noTieBreak(f *draws.Feed) bool { return f.Rounds[0].TieBreak.IsZero() }
func noPool(f *draws.Feed) bool     { return len(f.Pools) == 0 && f.Rounds[0].PoolDate.IsZero() }

func TestZerosAreNoPool(t *testing.T) {
	zeros, none := nextRound(), nextRound()
	for i := range 18 {
		zeros[fmt.Sprintf("dd%d", i+1)] = "0"
		delete(none, fmt.Sprintf("dd%d", i+1))
	}
	for _, f := range []fields{zeros, none} {
		if feed, problems := readFeed(t, feedOf(f)); !noPool(feed) || problems != nil {
			t.Errorf("%v %+v", problems, feed)
		}
	}
}

func TestRoundsOfOneDayShareAPool(t *testing.T) {
	second := nextRound().with("drawNumber", "439", "drawDate", "2026-09-02")
	feed, problems := readFeed(t, feedOf(second, nextRound()))
	if len(feed.Pools) != 1 || feed.Pools[0].Round != "438" || problems != nil {
		t.Errorf("%v %+v", problems, feed.Pools)
	}
	_, problems = readFeed(t, feedOf(second.with("dd1", "401", "dd18", "24,501"), nextRound()))
	if diff := cmp.Diff([]string{"draws.feed/two-pools"}, problems); diff != "" {
		t.Error(diff)
	}
}

func TestANameLeadsToItsStream(t *testing.T) {
	for name, want := range map[string]draws.Stream{
		"Federal Skilled Trades, new":               draws.FST, // and not trades
		"Skilled trade occupations, 2027-Version 1": draws.Trades,
		"federal skilled worker":                    draws.FSW,
		"Canadian Experience Class (2027)":          draws.CEC,
		"Provincial nominees":                       draws.PNP,
		"Physicians, 2027-Version 2":                draws.Physicians,
		"Senior managers 2027":                      draws.SeniorManagers,
		"Researchers with Canadian Work Experience": draws.Researchers,
		"Skilled Military Recruits, 2027":           draws.Military,
		"FRENCH 2027":                               draws.French,
		"Healthcare 2027":                           draws.Healthcare,
		"STEM 2027":                                 draws.STEM,
		"Transport 2027":                            draws.Transport,
		"Agri-food 2027":                            draws.Agriculture,
		"Education 2027":                            draws.Education,
		"General round":                             draws.General,
		"No program specified, again":               draws.General,
		"Housing and clean energy occupations":      draws.Unknown,
	} {
		if got, exact := draws.StreamOf(name); got != want || exact {
			t.Errorf("%q is %s (%v), want %s by guess", name, got, exact, want)
		}
		feed, problems := readFeed(t, feedOf(nextRound().with("drawName", name)))
		code := "draws.feed/guessed"
		if want == draws.Unknown {
			code = "draws.feed/unnamed"
		}
		if r := feed.Rounds[0]; r.Stream != want || r.Source != "ircc-feed guessed" || strings.Join(problems, " ") != code {
			t.Errorf("%q: %+v, %v", name, r, problems)
		}
	}
	for _, r := range draws.Embedded().Rounds {
		if got, exact := draws.StreamOf(r.Name); got != r.Stream || !exact {
			t.Errorf("%q is %s (%v), want %s", r.Name, got, exact, r.Stream)
		}
	}
	if draws.Unknown.Known() {
		t.Error("the unknown stream is known")
	}
}

// One bad row costs itself: the good one beside it comes in.
func TestARowThatNothingSettlesIsLeftOut(t *testing.T) {
	good := nextRound().with("drawNumber", "439", "drawDate", "2026-09-02")
	tests := []struct {
		name   string
		values []any
		code   string
	}{
		{"a number of no round", []any{"drawNumber", "-1"}, "draws.feed/number"},
		{"a number with a path", []any{"drawNumber", "../438"}, "draws.feed/number"},
		{"no number", []any{"drawNumber", nil}, "draws.feed/number"},
		{"a size that is null", []any{"drawSize", json.RawMessage("null")}, "draws.feed/whole"},
		{"a negative size", []any{"drawSize", "-1500"}, "draws.feed/whole"},
		{"a size of none", []any{"drawSize", "0"}, "draws.feed/whole"},
		{"a size beyond reason", []any{"drawSize", "1,000,001"}, "draws.feed/whole"},
		{"a size with a comma in a wrong place", []any{"drawSize", "15,00"}, "draws.feed/whole"},
		{"a size with a comma and a space", []any{"drawSize", "1,500 000"}, "draws.feed/whole"},
		{"a size with a point, which may be a decimal one", []any{"drawSize", "1.500"}, "draws.feed/whole"},
		{"a size that is a list", []any{"drawSize", []int{1500}}, "draws.feed/whole"},
		{"no size", []any{"drawSize", nil}, "draws.feed/whole"},
		{"a cutoff above the scale", []any{"drawCRS", "1201"}, "draws.feed/whole"},
		{"a cutoff in words", []any{"drawCRS", "high"}, "draws.feed/whole"},
		{"a day of two meanings", []any{"drawDate", "01-09-2026"}, "draws.feed/day"},
		{"a day that there is not", []any{"drawDate", "2026-06-31"}, "draws.feed/day"},
		{"a day before the first round", []any{"drawDate", "2015-01-30"}, "draws.feed/day"},
		{"no day", []any{"drawDate", nil}, "draws.feed/day"},
		{"no name", []any{"drawName", ""}, "draws.feed/name"},
		{"a name that is all control", []any{"drawName", "\x1b\x07"}, "draws.feed/name"},
		{"a name that is a list", []any{"drawName", []string{"CEC"}}, "draws.feed/name"},
		{"a name of 201 characters", []any{"drawName", strings.Repeat("x", 201)}, "draws.feed/name"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			feed, notes := readFeed(t, feedOf(good, nextRound().with(test.values...)))
			if len(feed.Rounds) != 1 || feed.Rounds[0].Number != "439" || strings.Join(notes, " ") != test.code {
				t.Errorf("%+v, %v, want %s", feed.Rounds, notes, test.code)
			}
		})
	}
	// A null row, a number in the place of a row.
	text := strings.Replace(feedOf(good), `"rounds":[`, `"rounds":[null,438,`, 1)
	if feed, notes := readFeed(t, text); len(feed.Rounds) != 1 || strings.Join(notes, " ") != "draws.feed/number" {
		t.Errorf("%+v %v", feed.Rounds, notes)
	}
}

func TestTwoRowsOfANumberStandOnlyIfTheyAgree(t *testing.T) {
	last := nextRound().with("drawNumber", "439", "drawDate", "2026-09-02")
	if feed, notes := readFeed(t, feedOf(last, nextRound(), nextRound())); len(feed.Rounds) != 2 || notes != nil {
		t.Errorf("%+v %v", feed.Rounds, notes)
	}
	feed, notes := readFeed(t, feedOf(last, nextRound().with("drawCRS", "521"), nextRound()))
	if len(feed.Rounds) != 1 || feed.Rounds[0].Number != "439" || strings.Join(notes, " ") != "draws.feed/repeated" {
		t.Errorf("%+v %v", feed.Rounds, notes)
	}
}
