package draws_test

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

func day(s string) civil.Day { return civil.MustParse(s) }

// The table of IRCC's rounds by year: each year's rounds, invitations and
// streams. The invitations of 2021 are those of the year-end report.
func TestEachYearSumsToWhatWasPublished(t *testing.T) {
	type year struct {
		Rounds, Invitations int
		Streams             map[draws.Stream]int
	}
	type n = map[draws.Stream]int
	want := map[int]year{
		2015: {23, 31063, n{"general": 22, "cec": 1}},
		2016: {27, 33782, n{"general": 26, "pnp": 1}},
		2017: {30, 86023, n{"general": 26, "pnp": 2, "fst": 2}},
		2018: {28, 89800, n{"general": 25, "fst": 2, "pnp": 1}},
		2019: {26, 85300, n{"general": 24, "fst": 2}},
		2020: {37, 107350, n{"general": 16, "pnp": 10, "cec": 10, "fst": 1}},
		2021: {42, 114431, n{"pnp": 25, "cec": 17}},
		2022: {24, 46539, n{"pnp": 13, "general": 11}},
		2023: {42, 110266, n{"general": 19, "french": 6, "pnp": 5, "healthcare": 3, "stem": 2, "trades": 2, "transport": 2, "agriculture": 2, "fsw": 1}},
		2024: {52, 98903, n{"pnp": 14, "french": 11, "cec": 10, "general": 9, "healthcare": 3, "trades": 2, "stem": 1, "transport": 1, "agriculture": 1}},
		2025: {58, 113998, n{"pnp": 24, "cec": 15, "french": 9, "healthcare": 7, "education": 2, "trades": 1}},
	}
	got := make(map[int]year)
	for _, r := range draws.Embedded().Until(day("2025-12-31")).Rounds {
		y := got[r.Date.Year()]
		if y.Streams == nil {
			y.Streams = make(n)
		}
		y.Rounds++
		y.Invitations += r.Size
		y.Streams[r.Stream]++
		got[r.Date.Year()] = y
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTheFederalRecordIsWhole(t *testing.T) {
	r := draws.Embedded()
	if len(r.Rounds) != 448 {
		t.Fatalf("%d rounds, want 448: 1 to 447, and 91 twice", len(r.Rounds))
	}
	var numbers []string
	for n := 1; n <= 447; n++ {
		if n == 91 {
			numbers = append(numbers, "91a", "91b")
			continue
		}
		numbers = append(numbers, strconv.Itoa(n))
	}
	for i, round := range r.Rounds {
		if round.Number != numbers[i] {
			t.Fatalf("round %s stands where %s belongs", round.Number, numbers[i])
		}
	}
	if got := r.DataDate(); got != day("2026-10-01") {
		t.Errorf("the data date is %v, want 2026-10-01", got)
	}
	byDay := make(map[string][]string)
	for _, round := range r.Rounds {
		d := round.Date.String()
		byDay[d] = append(byDay[d], round.Number)
	}
	for d, want := range map[string]string{"2017-05-26": "63 64", "2017-11-01": "75 76", "2018-05-30": "91a 91b", "2020-04-09": "141 142"} {
		if got := strings.Join(byDay[d], " "); got != want {
			t.Errorf("on %s there were the rounds %s, want %s", d, got, want)
		}
		delete(byDay, d)
	}
	for d, numbers := range byDay {
		if len(numbers) > 1 {
			t.Errorf("on %s there were the rounds %v, want one", d, numbers)
		}
	}
}

func TestARoundIsReadWhole(t *testing.T) {
	want := draws.Round{
		Number: "437", Date: day("2026-08-19"), Stream: draws.French, Name: "French-Language proficiency 2026-Version 2",
		Programs: []string{"FSW", "CEC", "FST"}, Size: 5000, Cutoff: 382,
		TieBreak: instant("2026-03-01T18:34:05Z"), PoolDate: day("2026-08-16"), Source: "ircc-feed",
	}
	got, ok := draws.Embedded().Last(draws.French)
	if diff := cmp.Diff(want, got); diff != "" || !ok {
		t.Error(diff)
	}
}

// The feed has none before round 77, and no copy that was found has those of
// 445 to 447.
func TestTheTieBreaksRunFromRound77ToRound444(t *testing.T) {
	for i, r := range draws.Embedded().Rounds {
		if r.TieBreak.IsZero() != (i < 76 || i > 444) {
			t.Errorf("round %s: tie-break %v", r.Number, r.TieBreak)
		}
	}
}

// corrections.csv says what differs from the feed; rounds say so in Source.
func TestOnlyRound208IsCorrected(t *testing.T) {
	for _, r := range draws.Embedded().Rounds {
		corrected := r.Source == "ircc-feed corrected"
		if !corrected && r.Source != "ircc-feed" || corrected != (r.Number == "208") {
			t.Errorf("round %s is from %q", r.Number, r.Source)
		}
		if r.Number == "208" && r.Size != 888 {
			t.Errorf("round 208 has %d invitations, want 888", r.Size)
		}
	}
	listed := file(t, "corrections.csv")
	for _, want := range []string{"208,size,681,888,yes,", "247,range 491-500,680,860,no,", "262,tie_break,2023-07-04T19:36:18Z,2023-08-01T12:59:52Z,no,"} {
		if !strings.Contains(listed, "\n"+want) {
			t.Errorf("corrections.csv does not list %s", want)
		}
	}
}

func TestTheBandsOfAPoolSumToItsTotals(t *testing.T) {
	pools := draws.Embedded().Pools
	if len(pools) != 126 {
		t.Errorf("%d pools, want 126", len(pools))
	}
	published := make(map[string][2]int) // the subtotals 451-500 and 401-450
	for line := range strings.Lines(file(t, "pool_totals.csv")) {
		cells := strings.Split(line, ",")
		high, _ := strconv.Atoi(cells[3])
		low, _ := strconv.Atoi(cells[4])
		published[cells[1]] = [2]int{high, low}
	}
	for _, p := range pools {
		sum, high, low := 0, 0, 0
		for _, b := range p.Bands {
			sum += b.Candidates
			if b.Low >= 451 && b.High <= 500 {
				high += b.Candidates
			}
			if b.Low >= 401 && b.High <= 450 {
				low += b.Candidates
			}
		}
		short := 0
		if p.Round == "247" { // corrections.csv
			short = 180
		}
		if sum+short != p.Total || published[p.Round] != [2]int{high + short, low} {
			t.Errorf("the pool of round %s sums to %d, %d, %d; published %d, %v", p.Round, sum, high, low, p.Total, published[p.Round])
		}
		if len(p.Bands) != 15 || p.Bands[0].High != 1200 || p.Bands[14].Low != 0 {
			t.Errorf("the bands of round %s leave scores out: %v", p.Round, p.Bands)
		}
	}
}

func TestEveryRoundFindsItsPool(t *testing.T) {
	pools := make(map[civil.Day]draws.Pool)
	for _, p := range draws.Embedded().Pools {
		if p.Date > p.Published {
			t.Errorf("the pool of round %s was published on %v and counted on %v", p.Round, p.Published, p.Date)
		}
		pools[p.Date] = p
	}
	var without []string
	for _, r := range draws.Embedded().Rounds {
		p, ok := pools[r.PoolDate]
		if ok != !r.PoolDate.IsZero() || p.Published > r.Date {
			t.Errorf("round %s of %v: pool of %v published %v", r.Number, r.Date, r.PoolDate, p.Published)
		}
		if !ok && r.Date >= day("2022-01-19") {
			without = append(without, r.Number)
		}
	}
	if diff := cmp.Diff([]string{"223", "224", "226", "227"}, without); diff != "" {
		t.Errorf("rounds without a pool: %s", diff)
	}
}

func TestNothingLaterIsKnown(t *testing.T) {
	all := draws.Embedded()
	tests := []struct {
		name                         string
		day                          string
		lastRound, lastBand, lastDay string
	}{
		{"the day before the first round", "2015-01-30", "", "", ""},
		{"the day of the first round", "2015-01-31", "1", "", "2015-01-31"},
		{"the day after it", "2015-02-01", "1", "", "2015-01-31"},
		{"the day of two rounds", "2018-05-30", "91b", "2018-05-24", "2018-05-30"},
		{"the day before a draw of Ontario", "2023-05-04", "247", "2023-03-23", "2023-04-26"},
		{"the day of a draw of Ontario", "2023-05-05", "247", "2023-05-05", "2023-04-26"},
		{"the day after it", "2023-05-06", "247", "2023-05-05", "2023-04-26"},
		{"in the midst of a draw issued over days", "2023-08-15", "262", "2023-08-03", "2023-08-15"},
		{"when it is complete", "2023-08-16", "262", "2023-08-16", "2023-08-15"},
		{"the day before the last round", "2026-09-30", "446", "2024-10-17", "2026-09-29"},
		{"the day of the last round", "2026-10-01", "447", "2024-10-17", "2026-10-01"},
		{"long after", "2030-01-01", "447", "2024-10-17", "2026-10-01"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			known, later := all.Until(day(tt.day)), all.Since(day(tt.day)+1)
			var round, band string
			if n := len(known.Rounds); n > 0 {
				round = known.Rounds[n-1].Number
			}
			if n := len(known.Bands); n > 0 {
				band = known.Bands[n-1].Date.String()
			}
			if round != tt.lastRound || band != tt.lastBand || known.DataDate().String() != tt.lastDay {
				t.Errorf("known until round %q and draw %q, data date %q", round, band, known.DataDate())
			}
			both := draws.Record{
				Rounds:     slices.Concat(known.Rounds, later.Rounds),
				Bands:      slices.Concat(known.Bands, later.Bands),
				Pools:      slices.Concat(known.Pools, later.Pools),
				Provincial: slices.Concat(known.Provincial, later.Provincial),
			}
			if diff := cmp.Diff(all, &both); diff != "" {
				t.Errorf("what was known and what came later are not all: %s", diff)
			}
		})
	}
}

func TestAPoolIsKnownFromTheRoundItCameOutWith(t *testing.T) {
	all := draws.Embedded()
	for d, want := range map[string]string{
		"2026-08-16": "2026-08-03", "2026-08-17": "2026-08-16", // the pool of 2026-08-16 came with round 435
		"2026-09-27": "2026-09-13", "2026-09-28": "2026-09-27", // and that of 2026-09-27 with round 445
	} {
		pools := all.Until(day(d)).Pools
		if got := pools[len(pools)-1].Date.String(); got != want {
			t.Errorf("on %s the newest pool is that of %s, want %s", d, got, want)
		}
	}
}

// The feed as read on 2026-10-08 ended with round 447 of 2026-10-01.
func TestNoRoundIsMissingUpToTheDayOnWhichTheFeedWasRead(t *testing.T) {
	tests := []struct{ name, today, want string }{
		{"on the day of the last round", "2026-10-01", "2026-10-01"},
		{"on the day before the feed was read", "2026-10-07", "2026-10-07"},
		{"on that day", "2026-10-08", "2026-10-08"},
		{"after it nothing is known", "2026-10-09", "2026-10-08"},
		{"nor much later", "2026-11-22", "2026-10-08"},
		{"as of a day between two older rounds it is the older one's", "2026-09-30", "2026-09-29"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := draws.Embedded().Until(day(test.today)).SeenUntil(day(test.today)); got != day(test.want) {
				t.Errorf("got %v, want %s", got, test.want)
			}
		})
	}
	newer := merge(t, august(), nextRound()).Record
	if got := newer.SeenUntil(day("2026-11-22")); got != newer.DataDate() {
		t.Errorf("a round that was taken in later: seen until %v, want %v", got, newer.DataDate())
	}
	if got := new(draws.Record).SeenUntil(day("2026-11-22")); !got.IsZero() {
		t.Errorf("an empty record was seen until %v", got)
	}
}

func TestSinceHoldsTheDayItself(t *testing.T) {
	all := draws.Embedded()
	for d, want := range map[string]int{"2026-09-29": 2, "2026-09-30": 1, "2026-10-01": 1, "2026-10-02": 0} {
		if got := len(all.Since(day(d)).Rounds); got != want {
			t.Errorf("since %s: %d rounds, want %d", d, got, want)
		}
	}
}

func TestKnowledgeOnlyGrows(t *testing.T) {
	all := draws.Embedded()
	anyDay := rapid.Custom(func(t *rapid.T) civil.Day {
		return civil.Day(rapid.IntRange(int(day("2014-12-01")), int(day("2026-12-31"))).Draw(t, "day"))
	})
	rapid.Check(t, func(t *rapid.T) {
		d, e := anyDay.Draw(t, "d"), anyDay.Draw(t, "e")
		then := all.Until(d)
		for _, r := range then.Rounds {
			if r.Date > d {
				t.Fatalf("round %s of %v was known on %v", r.Number, r.Date, d)
			}
		}
		for _, b := range then.Bands {
			if b.Until > d {
				t.Fatalf("the draw complete on %v was known on %v", b.Until, d)
			}
		}
		for _, p := range then.Pools {
			if p.Published > d {
				t.Fatalf("the pool published on %v was known on %v", p.Published, d)
			}
		}
		if then.DataDate() > d {
			t.Fatalf("on %v the data date was %v", d, then.DataDate())
		}
		if twice, once := then.Until(e), all.Until(min(d, e)); !cmp.Equal(twice, once) {
			t.Fatalf("until %v and then %v: %s", d, e, cmp.Diff(once, twice))
		}
	})
}

func TestSharedListsCannotBeAppendedInto(t *testing.T) {
	all := draws.Embedded()
	known := all.Until(day("2015-01-31"))
	second := all.Rounds[1].Number
	_ = append(known.Rounds, draws.Round{Number: "not held"})
	if all.Rounds[1].Number != second {
		t.Error("appending to what was known changed what came later")
	}
}

func TestStreamsAreKeptApart(t *testing.T) {
	all := draws.Embedded()
	of := all.Of(draws.STEM, draws.OntarioHealth)
	for _, r := range of.Rounds {
		if r.Stream != draws.STEM {
			t.Errorf("round %s is of %s", r.Number, r.Stream)
		}
	}
	if len(of.Rounds) != 3 || len(of.Bands) != 12 || len(of.Pools) != len(all.Pools) {
		t.Errorf("%d STEM rounds, %d draws with health and %d pools; want 3, 12 and all", len(of.Rounds), len(of.Bands), len(of.Pools))
	}
	if r, ok := all.Until(day("2024-04-23")).Last(draws.General); !ok || r.Date != day("2024-04-23") {
		t.Errorf("the last general round was %v", r.Date) // none since
	}
	if r, ok := all.Last(draws.Researchers); ok {
		t.Errorf("a round for researchers: %v", r)
	}
	if none := new(draws.Record).DataDate(); !none.IsZero() {
		t.Errorf("the data date of nothing is %v", none)
	}
}

func TestEveryStreamHasItsKeyAndName(t *testing.T) {
	const keys = `general fsw cec fst pnp french healthcare stem trades transport agriculture education physicians senior_managers researchers military
		oinp-hcp-tech oinp-hcp-health oinp-hcp-priority oinp-hcp-general oinp-hcp-job-offer oinp-hcp-french oinp-hcp-ict oinp-hcp-other oinp-french oinp-trades`
	var got []string
	for i, s := range draws.Streams() {
		got = append(got, string(s))
		if s.Ontario() != (i >= 16) || !s.Known() {
			t.Errorf("%s: Ontario is %v, known is %v", s, s.Ontario(), s.Known())
		}
		if name := reason.English().Value(s.Term()); strings.HasPrefix(name, "stream.") {
			t.Errorf("%s has no name", s)
		}
	}
	if diff := cmp.Diff(strings.Fields(keys), got); diff != "" {
		t.Error(diff)
	}
	if draws.Stream("oinp").Known() {
		t.Error("a stream that nobody knows is known")
	}
}

func BenchmarkRead(b *testing.B) {
	var text [4]string
	for i, name := range []string{"federal.csv", "pool.csv", "pool_totals.csv", "ontario.csv"} {
		text[i] = file(b, name)
	}
	for b.Loop() {
		if _, err := draws.Read(strings.NewReader(text[0]), strings.NewReader(text[1]), strings.NewReader(text[2]), strings.NewReader(text[3])); err != nil {
			b.Fatal(err)
		}
	}
}

func file(tb testing.TB, name string) string {
	tb.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		tb.Fatal(err)
	}
	return string(b)
}

func TestADigestIsThatOfEveryRow(t *testing.T) {
	all := draws.Embedded()
	whole := all.Digest()
	if whole != all.Until(civil.Max).Digest() {
		t.Error("the same record has another digest")
	}
	for name, other := range map[string]*draws.Record{
		"a round less": all.Until(all.DataDate() - 1),
		"a stream":     all.Of(draws.CEC),
		"no bands":     {Rounds: all.Rounds, Pools: all.Pools},
	} {
		if other.Digest() == whole {
			t.Errorf("%s: the digest is the same", name)
		}
	}
}
