package streams_test

import (
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"testing"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/noc"
	"crsplan/sim/streams"
)

// A file with a mistake in it is refused, with what is wrong.
func TestBrokenFilesAreRefused(t *testing.T) {
	tests := []struct {
		name, file, old, new, problem string
		parse                         func([]byte) error
	}{
		{"a key that is not known", "programs.toml", "pass = 67", "pass = 67\npasses = 1", "passes", streams.ParsePrograms},
		{"a minimum left out", "programs.toml", "pass = 67", "", "pass", streams.ParsePrograms},
		{"a source left out", "programs.toml", `ref = "IRPR s. 76: 67 of 100 points"`, "", "ref", streams.ParsePrograms},
		{"a stream that is none", "categories.toml", "[stem.v2023]", "[stems.v2023]", "stems", streams.ParseCategories},
		{"an occupation that is none", "categories.toml", `"31100"`, `"31199"`, "31199", streams.ParseCategories},
		{"a version before the one above", "categories.toml", "from = 2025-02-27", "from = 2022-02-27", "not after", streams.ParseCategories},
		{"a list without its months", "categories.toml", "months = 6\n", "", "months", streams.ParseCategories},
		{"a confidence of its own", "categories.toml", `confidence = "high"`, `confidence = "sure"`, "confidence", streams.ParseCategories},
		{"no TOML", "categories.toml", "[french.v1]", "[french.v1", "not valid TOML", streams.ParseCategories},
		{"a target of no stream", "ontario.toml", "[targets.oinp-hcp-ict.fifteen]", "[targets.oinp-ict.fifteen]", "oinp-ict", streams.ParseOntario},
		{"a deadline without its days", "ontario.toml", "days = 45\n", "", "days", streams.ParseOntario},
		{"a version of codes that is none", "ontario.toml", `noc = "2021"`, `noc = "2031"`, "2031", streams.ParseOntario},
		{"a pathway without its list", "alberta.toml", "[occupations]", "[occupation]", "occupation", streams.ParseAlberta},
		{"a column by another name", "funds.csv", "family_size", "size", "columns", streams.ParseFunds},
		{"a day that is none", "funds.csv", "2019-01-01,,1", "2019-13-01,,1", "2019-13-01", streams.ParseFunds},
		{"a second day that is none", "funds.csv", "2021-07-15,1", "2021-17-15,1", "2021-17-15", streams.ParseFunds},
		{"an amount that is none", "funds.csv", ",1,12669,", ",1,much,", "much", streams.ParseFunds},
		{"an amount of zero", "funds.csv", ",1,12669,", ",1,0,", "above zero", streams.ParseFunds},
		{"a family left out", "funds.csv", ",3,19390,", ",4,19390,", "family of 4", streams.ParseFunds},
		{"a table before the one above", "funds.csv", "2025-07-07,2025-07-28,1,", "2015-07-07,2015-07-28,1,", "not after", streams.ParseFunds},
		{"a pathway without its lowest score", "alberta.toml", "[score]", "[scores]", "score", streams.ParseAlberta},
		{"an occupation's education without its level", "ontario.toml", `least = "two-year"`, "", "least", streams.ParseOntario},
		{"a level between none", "ontario.toml", `perhaps = "one-year"`, `perhaps = "a-year"`, "a-year", streams.ParseOntario},
		{"an alternative without its months", "ontario.toml", "graduate_months = 3", "", "graduate_months", streams.ParseOntario},
		{"a confirmation by other columns", "funds_seen.csv", "confirmed_on", "confirmed", "columns", streams.ParseFundsSeen},
		{"a confirmation of no day", "funds_seen.csv", ",2026-08-09,", ",2026-18-09,", "2026-18-09", streams.ParseFundsSeen},
		{"a confirmation without its confidence", "funds_seen.csv", ",medium,", ",,", "confidence", streams.ParseFundsSeen},
		{"a confirmation too short", "funds_seen.csv", ",medium,", ",", "fields", streams.ParseFundsSeen},
		{"a row too short", "funds.csv", "2019-01-01,,1,12669,3414,medium,", "2019-01-01,,1,12669,3414,", "fields", streams.ParseFunds},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			data, err := os.ReadFile(test.file)
			if err != nil {
				t.Fatal(err)
			}
			if err := test.parse(data); err != nil {
				t.Fatalf("the file as it is: %v", err)
			}
			if !strings.Contains(string(data), test.old) {
				t.Fatalf("%s has no %q", test.file, test.old)
			}
			err = test.parse([]byte(strings.Replace(string(data), test.old, test.new, 1)))
			if err == nil || !strings.Contains(err.Error(), test.problem) {
				t.Errorf("got %v, want a problem with %q", err, test.problem)
			}
		})
	}
}

// A reference repeats the figure that it stands for.
func TestFundsRepeatTheirFigures(t *testing.T) {
	file, err := os.Open("funds.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		figure := row[3][:len(row[3])-3] + "," + row[3][len(row[3])-3:]
		if !strings.Contains(row[6], figure) || !slices.Contains([]string{"high", "medium", "low"}, row[5]) {
			t.Errorf("%v", row)
		}
	}
}

// The days on which something changes are known, and nothing changes between
// two of them.
func TestWorkYears(t *testing.T) {
	if got := streams.WorkYears(); !slices.Equal(got, []int{3, 5, 10}) {
		t.Errorf("years %v", got)
	}
}

func TestListDays(t *testing.T) {
	days := streams.ListDays()
	if !slices.IsSorted(days) {
		t.Error("not in order")
	}
	for _, want := range []string{
		"2019-07-12", "2021-07-15", "2022-11-16", "2023-04-25", "2023-05-31", "2023-12-14",
		"2024-07-04", "2025-02-27", "2025-07-28", "2026-02-06", "2026-02-18", "2026-06-26", "2026-08-04",
	} {
		if !slices.Contains(days, day(want)) {
			t.Errorf("%s is not among them", want)
		}
	}
	if slices.Contains(days, day("2025-07-07")) {
		t.Error("2025-07-07 changes nothing yet")
	}
	people := []change{developer, resident(30), welder, abroad("31120", 20), with(pooled, canadian("31102", 24), selfEmployed), with(developer, french(7), funds(14_000))}
	for i := 1; i < len(days); i++ {
		first, end := days[i-1], min(days[i]-1, days[i-1]+400)
		for _, who := range people {
			p, q := on(day(today), who), on(day(today), who)
			p.Law, p.Known = first, civil.Max
			q.Law, q.Known = end, civil.Max
			for _, s := range draws.Streams() {
				if a, b := p.Admits(s), q.Admits(s); a != b {
					t.Errorf("%s: %v on %v, but %v on %v", s, a, first, b, end)
				}
			}
		}
	}
}

func TestStates(t *testing.T) {
	tests := []struct {
		name   string
		stream draws.Stream
		on     string
		want   draws.State
	}{
		{"the experience class is active", draws.CEC, today, draws.Active},
		{"general rounds are dormant", draws.General, today, draws.Dormant},
		{"they were active on the last day of the year after the last", draws.General, "2025-03-01", draws.Active},
		{"STEM is dormant, and never active by its lists of 2025 and 2026", draws.STEM, today, draws.Dormant},
		{"education is active while its last round, of 2025-09-17, is less than a year before the data", draws.Education, "2026-09-16", draws.Active},
		{"it is active as long as no newer data say otherwise", draws.Education, "2026-09-27", draws.Active},
		{"it is dormant with the next round of any stream", draws.Education, "2026-09-28", draws.Dormant},
		{"agriculture is closed from the day it was retired", draws.Agriculture, "2026-02-18", draws.Closed},
		{"it was dormant the day before", draws.Agriculture, "2026-02-17", draws.Dormant},
		{"transport was closed while it had no list", draws.Transport, "2025-02-27", draws.Closed},
		{"it came back", draws.Transport, today, draws.Active},
		{"it was closed until then", draws.Transport, "2026-02-17", draws.Closed},
		{"researchers have had no round", draws.Researchers, today, draws.Dormant},
		{"categories were not there before", draws.French, "2023-01-15", draws.Dormant},
		{"tech draws were running", draws.OntarioTech, "2023-03-15", draws.Active},
		{"tech draws were dormant on the last day", draws.OntarioTech, "2026-06-25", draws.Dormant},
		{"they are closed from the next", draws.OntarioTech, "2026-06-26", draws.Closed},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			today := day(test.on)
			if got := streams.StateOf(test.stream, draws.Embedded().Until(today), today); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// A year old is no longer within the last twelve months.
func TestTheYearOfAState(t *testing.T) {
	record := func(last, newest string) *draws.Record {
		return &draws.Record{Rounds: []draws.Round{
			{Date: day(last), Stream: draws.General},
			{Date: day(newest), Stream: draws.CEC},
		}}
	}
	if got := streams.StateOf(draws.General, record("2024-04-23", "2025-04-22"), day(today)); got != draws.Active {
		t.Errorf("a day short of a year: %s", got)
	}
	if got := streams.StateOf(draws.General, record("2024-04-23", "2025-04-23"), day(today)); got != draws.Dormant {
		t.Errorf("a year: %s", got)
	}
}

func TestSubmission(t *testing.T) {
	from, until, ok := streams.SubmissionOf(on(day(today), developer, submittedOn("2026-02-28")))
	if !ok || from != day("2026-02-28") || until != day("2027-02-28") {
		t.Errorf("%v to %v, %v", from, until, ok)
	}
	if _, _, ok := streams.SubmissionOf(on(day(today), developer)); ok {
		t.Error("a profile that says nothing was submitted")
	}
}

func TestVerdicts(t *testing.T) {
	all := []streams.Verdict{no, maybe, yes}
	for i, v := range all {
		for k, w := range all {
			if got := v.And(w); got != all[min(i, k)] {
				t.Errorf("%v and %v is %v", v, w, got)
			}
			if got := v.Or(w); got != all[max(i, k)] {
				t.Errorf("%v or %v is %v", v, w, got)
			}
		}
	}
	if got := []string{no.String(), maybe.String(), yes.String()}; !slices.Equal(got, []string{"no", "not-known", "yes"}) {
		t.Errorf("%v", got)
	}
}

// The trades are those of package noc: 96.
func TestTradesAreThoseOfTheList(t *testing.T) {
	count := 0
	for _, o := range noc.All() {
		if on(day(today), welder, noWork, job(o.Code, 36)).AdmitsProgram(streams.FST) == yes {
			count++
		}
	}
	if count != 96 {
		t.Errorf("%d trades, want 96", count)
	}
}
