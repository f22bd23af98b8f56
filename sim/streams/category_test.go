package streams_test

import (
	"testing"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
	"crsplan/sim/streams"
)

// The names of rounds, as the feed gives them.
const (
	healthcare2023 = "Healthcare occupations (Version 1)"
	healthcare2025 = "Healthcare and social services occupations (Version 2)"
	healthcare2026 = "Healthcare and Social Services Occupations, 2026-Version 3"
	stem2023       = "STEM occupations (Version 1)"
	trades2023     = "Trade occupations (Version 1)"
	trades2025     = "Trade occupations (Version 2)"
	trades2026     = "Trades Occupations, 2026-Version 3"
	transport2023  = "Transport occupations (Version 1)"
	transport2026  = "Transport Occupations, 2026-Version 2"
	agriculture23  = "Agriculture and agri-food occupations (Version 1)"
	education2025  = "Education occupations (Version 1)"
	french2023     = "French language proficiency (Version 1)"
	french2026     = "French-Language proficiency 2026-Version 2"
	physicians2026 = "Physicians with Canadian Work Experience, 2026-Version 1"
	managers2026   = "Senior managers with Canadian Work Experience, 2026-Version 1"
	military2026   = "Skilled Military Recruits, 2026-Version 1"
)

// pooled is a worker eligible for the FSW by an occupation on no list.
var pooled = with(aged(30), english(9), degree(profile.Masters), stint("11100", "BR", 100, 60), primary("11100"), funds(100_000))

// abroad is such a worker with months of work abroad in another occupation.
func abroad(code string, months int) change { return with(pooled, job(code, months)) }

func TestLists(t *testing.T) {
	health, stem, trades := stream(draws.Healthcare), stream(draws.STEM), stream(draws.Trades)
	check(t, []sentence{
		// When lists begin, change and end.
		{name: "there are no categories the day before they were announced", on: "2023-05-30", who: abroad("31301", 12), ask: health, want: no},
		{name: "nurses are listed from the day", on: "2023-05-31", who: abroad("31301", 12), ask: health, want: yes},
		{name: "pharmacists are not listed on the last day of the list of 2023", on: "2025-02-26", who: abroad("31120", 12), ask: health, want: no},
		{name: "they are on the first of the list of 2025", on: "2025-02-27", who: abroad("31120", 12), ask: health, want: yes},
		{name: "kinesiologists are on the last of the list of 2023", on: "2025-02-26", who: abroad("31204", 12), ask: health, want: yes},
		{name: "they are not the day after", on: "2025-02-27", who: abroad("31204", 12), ask: health, want: no},
		{name: "developers are in STEM on the last day of the list of 2023", on: "2025-02-26", who: abroad("21232", 12), ask: stem, want: yes},
		{name: "they are not the day after", on: "2025-02-27", who: abroad("21232", 12), ask: stem, want: no},
		{name: "cybersecurity specialists stay", on: "2025-02-27", who: abroad("21220", 12), ask: stem, want: yes},
		{name: "mechanical engineers come in 2025", on: "2025-02-27", who: abroad("21301", 12), ask: stem, want: yes},
		{name: "they were not there before", on: "2025-02-26", who: abroad("21301", 12), ask: stem, want: no},
		{name: "cooks are listed on the last day of the trades of 2025", on: "2026-02-17", who: abroad("63200", 12), ask: trades, want: yes},
		{name: "not on the first of 2026", on: "2026-02-18", who: abroad("63200", 12), ask: trades, want: no},
		{name: "butchers are from that day", on: "2026-02-18", who: abroad("63201", 12), ask: trades, want: yes},
		{name: "and were not the day before", on: "2026-02-17", who: abroad("63201", 12), ask: trades, want: no},
		{name: "butchers were in agriculture until then", on: "2026-02-17", who: abroad("63201", 12), ask: stream(draws.Agriculture), want: yes},
		{name: "agriculture is retired from 2026-02-18", on: "2026-02-18", who: abroad("63201", 12), ask: stream(draws.Agriculture), want: no},
		{name: "farm supervisors left agriculture in 2025", on: "2025-02-27", who: abroad("82030", 12), ask: stream(draws.Agriculture), want: no},
		{name: "truck drivers are in transport on its last day of 2023", on: "2025-02-26", who: abroad("73300", 12), ask: stream(draws.Transport), want: yes},
		{name: "there is no transport the day after", on: "2025-02-27", who: abroad("72600", 12), ask: stream(draws.Transport), want: no},
		{name: "nor on the day before the lists of 2026", on: "2026-02-17", who: abroad("72600", 12), ask: stream(draws.Transport), want: no},
		{name: "pilots are back from 2026-02-18", on: "2026-02-18", who: abroad("72600", 12), ask: stream(draws.Transport), want: yes},
		{name: "truck drivers are not", on: "2026-02-18", who: abroad("73300", 12), ask: stream(draws.Transport), want: no},
		{name: "teachers are listed from 2025-02-27", on: "2025-02-27", who: abroad("41220", 12), ask: stream(draws.Education), want: yes},
		{name: "and not the day before", on: "2025-02-26", who: abroad("41220", 12), ask: stream(draws.Education), want: no},
		{name: "French is a category from 2023-05-31", on: "2023-05-31", who: with(developer, french(7)), ask: stream(draws.French), want: yes},
		{name: "and not the day before", on: "2023-05-30", who: with(developer, french(7)), ask: stream(draws.French), want: no},

		// The months.
		{name: "six months without a break are enough in 2025", on: "2026-02-17", who: abroad("31301", 6), ask: health, want: yes},
		{name: "a day less is not", on: "2026-02-17", who: with(abroad("31301", 6), later(1)), ask: health, want: no},
		{name: "six months with a gap in them are not", on: "2026-02-17", who: with(pooled, stint("31301", "BR", 12, 8), job("31301", 4)), ask: health, want: no},
		{name: "780 hours part time without a break are", on: "2026-02-17", who: with(abroad("31301", 13), hours(15)), ask: health, want: yes},
		{name: "a year with a gap is enough in 2026", on: "2026-02-18", who: with(pooled, stint("31301", "BR", 20, 12), job("31301", 4)), ask: health, want: yes},
		{name: "six months are not", on: "2026-02-18", who: abroad("31301", 6), ask: health, want: no},
		{name: "twelve are", on: "2026-02-18", who: abroad("31301", 12), ask: health, want: yes},
		{name: "a day less is not, in 2026 either", on: "2026-02-18", who: with(abroad("31301", 12), later(1)), ask: health, want: no},
		{name: "six months in each of two listed occupations are not twelve in one", who: with(pooled, stint("31301", "BR", 12, 6), job("32101", 6)), ask: health, want: no},
		{name: "a year that began three years ago today is in the window", who: with(pooled, stint("31301", "BR", 36, 24)), ask: health, want: yes},
		{name: "begun a day before it is not", who: with(pooled, stint("31301", "BR", 36, 24), last(func(j *profile.Job) { j.From--; j.To-- })), ask: health, want: no},
		{name: "work in Canada counts", who: with(pooled, canadian("31301", 12)), ask: health, want: yes},
		{name: "unauthorized work in Canada does not", who: with(pooled, canadian("31301", 12), unauthorized), ask: health, want: no},
		{name: "self-employed work abroad does", who: with(abroad("31301", 12), selfEmployed), ask: health, want: yes},
		{name: "nobody out of the pool is in a category", who: with(abroad("31301", 12), english(6)), ask: health, want: no},
		{name: "it is not known where the pool is not", who: with(abroad("31301", 12), noFunds), ask: health, want: maybe, settled: "canada.settlement_funds_cad"},

		// In Canada only.
		{name: "a physician with a year in Canada", who: with(pooled, canadian("31102", 12)), ask: stream(draws.Physicians), want: yes},
		{name: "a day short of it", who: with(pooled, canadian("31102", 12), later(1)), ask: stream(draws.Physicians), want: no},
		{name: "a physician abroad is not", who: abroad("31102", 60), ask: stream(draws.Physicians), want: no},
		{name: "where nothing says whether the work was as a student, it is not known", who: with(pooled, canadian("31102", 12), unsaid), ask: stream(draws.Physicians), want: maybe, settled: "work.jobb.student"},
		{name: "a self-employed physician in Canada is", who: with(pooled, canadian("31102", 12), selfEmployed), ask: stream(draws.Physicians), want: yes},
		{name: "no round could use the physicians' list before 2026-02-18", on: "2026-02-17", who: with(pooled, canadian("31102", 12)), ask: stream(draws.Physicians), want: no},
		{name: "from that day it could", on: "2026-02-18", who: with(pooled, canadian("31102", 12)), ask: stream(draws.Physicians), want: yes},
		{name: "a senior manager with a year in Canada", who: with(pooled, canadian("00012", 12)), ask: stream(draws.SeniorManagers), want: yes},
		{name: "a senior government manager is not on the list", who: with(pooled, canadian("00011", 24)), ask: stream(draws.SeniorManagers), want: no},
		{name: "a senior manager abroad is not", who: abroad("00012", 24), ask: stream(draws.SeniorManagers), want: no},
		{name: "a professor with a year in Canada is a researcher", who: with(pooled, canadian("41200", 12)), ask: stream(draws.Researchers), want: yes},
		{name: "a professor abroad is not", who: abroad("41200", 24), ask: stream(draws.Researchers), want: no},

		// French.
		{name: "NCLC 7 in all four", who: with(developer, french(7)), ask: stream(draws.French), want: yes},
		{name: "NCLC 6 in writing alone", who: with(developer, frenchEach(9, 9, 6, 9)), ask: stream(draws.French), want: no},
		{name: "no French at all", who: developer, ask: stream(draws.French), want: no},
	})
}

func TestRecruits(t *testing.T) {
	military := stream(draws.Military)
	recruit := with(pooled, offer("42102", forces), served(10))
	check(t, []sentence{
		{name: "ten years of service and an offer of the Forces", who: recruit, ask: military, want: yes},
		{name: "nine years are not enough", who: with(recruit, served(9)), ask: military, want: no},
		{name: "years not given are not known", who: with(pooled, offer("42102", forces)), ask: military, want: maybe, settled: "canada.military_years"},
		{name: "without an offer the answer is no", who: with(pooled, served(20)), ask: military, want: no},
		{name: "an offer of another employer is none", who: with(recruit, offer("42102", lasting(36))), ask: military, want: no},
		{name: "an offer of 35 months is too short", who: with(recruit, offer("42102", forces, lasting(35))), ask: military, want: no},
		{name: "an offer in an occupation that is not listed", who: with(recruit, offer("21232", forces)), ask: military, want: no},
		{name: "a part-time offer", who: with(recruit, offer("42102", forces, partTime)), ask: military, want: no},
		{name: "a two-year credential is enough", who: with(recruit, degree(profile.TwoYear)), ask: military, want: yes},
		{name: "a one-year one is not", who: with(recruit, degree(profile.OneYear)), ask: military, want: no},
		{name: "there were no recruits before 2026-02-18", on: "2026-02-17", who: recruit, ask: military, want: no},
		{name: "the round of recruits", on: "2026-07-23", who: recruit, ask: round(military2026), want: yes},
	})
}

// A round that was held is decided by its name, whatever the list of the day.
func TestRounds(t *testing.T) {
	late := draws.Round{Name: healthcare2023, Stream: draws.Healthcare, Date: day("2025-03-15")}
	unnamed := draws.Round{Name: "Nurses, Version 9", Stream: draws.Healthcare, Date: day("2025-03-15")}
	before := draws.Round{Name: "Nurses, Version 0", Stream: draws.Healthcare, Date: day("2022-03-15")}
	check(t, []sentence{
		{name: "kinesiologists are in a round by the list of 2023 held after its end", on: "2025-03-15", who: abroad("31204", 12), ask: roundOf(late), want: yes},
		{name: "though not in the stream that day", on: "2025-03-15", who: abroad("31204", 12), ask: stream(draws.Healthcare), want: no},
		{name: "pharmacists are not in it", on: "2025-03-15", who: abroad("31120", 12), ask: roundOf(late), want: no},
		{name: "a name that is not known goes by the list of its day", on: "2025-03-15", who: abroad("31120", 12), ask: roundOf(unnamed), want: yes},
		{name: "that list shuts out kinesiologists", on: "2025-03-15", who: abroad("31204", 12), ask: roundOf(unnamed), want: no},
		{name: "without a list of its day it is not known", on: "2022-03-15", who: abroad("31301", 12), ask: roundOf(before), want: maybe},
		{name: "healthcare in 2023", on: "2023-06-28", who: abroad("31204", 6), ask: round(healthcare2023), want: yes},
		{name: "healthcare in 2025", on: "2025-05-02", who: abroad("41300", 6), ask: round(healthcare2025), want: yes},
		{name: "healthcare in 2026", on: "2026-02-20", who: abroad("41300", 12), ask: round(healthcare2026), want: yes},
		{name: "healthcare in 2026 with eleven months", on: "2026-02-20", who: abroad("41300", 11), ask: round(healthcare2026), want: no},
		{name: "STEM in 2023", on: "2023-07-05", who: abroad("21232", 6), ask: round(stem2023), want: yes},
		{name: "STEM in 2023 with five months", on: "2023-07-05", who: abroad("21232", 5), ask: round(stem2023), want: no},
		{name: "trades in 2023", on: "2023-08-03", who: abroad("72405", 6), ask: round(trades2023), want: yes},
		{name: "machine fitters are no longer in the trades of 2025", on: "2025-09-18", who: abroad("72405", 6), ask: round(trades2025), want: no},
		{name: "cooks are", on: "2025-09-18", who: abroad("63200", 6), ask: round(trades2025), want: yes},
		{name: "butchers are in those of 2026", on: "2026-04-02", who: abroad("63201", 12), ask: round(trades2026), want: yes},
		{name: "truck drivers in 2023", on: "2023-09-20", who: abroad("73300", 6), ask: round(transport2023), want: yes},
		{name: "pilots in 2026", on: "2026-08-07", who: abroad("72600", 12), ask: round(transport2026), want: yes},
		{name: "truck drivers not in 2026", on: "2026-08-07", who: abroad("73300", 12), ask: round(transport2026), want: no},
		{name: "landscapers in 2023", on: "2023-09-28", who: abroad("82031", 6), ask: round(agriculture23), want: yes},
		{name: "landscapers with a gap in six months", on: "2023-09-28", who: with(pooled, stint("82031", "BR", 12, 9), job("82031", 3)), ask: round(agriculture23), want: no},
		{name: "early childhood educators in 2025", on: "2025-05-01", who: abroad("42202", 6), ask: round(education2025), want: yes},
		{name: "nurses are no teachers", on: "2025-05-01", who: abroad("31301", 6), ask: round(education2025), want: no},
		{name: "French in 2023", on: "2023-07-07", who: with(developer, french(7)), ask: round(french2023), want: yes},
		{name: "French in 2026", on: "2026-02-06", who: with(developer, french(7)), ask: round(french2026), want: yes},
		{name: "NCLC 6 in 2026", on: "2026-02-06", who: with(developer, french(6)), ask: round(french2026), want: no},
		{name: "physicians in 2026", on: "2026-02-19", who: with(pooled, canadian("31100", 12)), ask: round(physicians2026), want: yes},
		{name: "senior managers in 2026", on: "2026-03-05", who: with(pooled, canadian("00015", 12)), ask: round(managers2026), want: yes},
	})
}

// Every round that was held is known by its name.
func TestEveryRoundIsNamed(t *testing.T) {
	for _, r := range draws.Embedded().Rounds {
		result := on(r.Date, developer).Round(&r)
		sound(t, result)
		for _, line := range result.Requirements {
			if line.Key == "list" && line.Because.Code != "streams.list/named" {
				t.Errorf("round %s, %q: %v", r.Number, r.Name, line.Because)
			}
		}
	}
}

// Every list says how long it is.
func TestListsAreWhole(t *testing.T) {
	counts := map[draws.Stream]map[string]int{
		draws.Healthcare:     {"2023-05-31": 35, "2025-02-27": 37, "2026-02-18": 37},
		draws.STEM:           {"2023-05-31": 24, "2025-02-27": 11, "2026-02-18": 11},
		draws.Trades:         {"2023-05-31": 10, "2025-02-27": 25, "2026-02-18": 25},
		draws.Transport:      {"2023-05-31": 10, "2026-02-18": 4},
		draws.Agriculture:    {"2023-05-31": 3, "2025-02-27": 1},
		draws.Education:      {"2025-02-27": 5, "2026-02-18": 5},
		draws.Physicians:     {"2026-02-18": 3},
		draws.SeniorManagers: {"2026-02-18": 4},
		draws.Researchers:    {"2026-02-18": 2},
	}
	for s, versions := range counts {
		for from, want := range versions {
			for _, line := range on(day(from), with(pooled, canadian("11100", 12))).Stream(s).Requirements {
				if line.Key == "work" && line.Because.Value("count") != want {
					t.Errorf("%s of %s: %v, want %d", s, from, line.Because.Value("count"), want)
				}
			}
		}
	}
}

// What was not announced is not used, whatever the law of a later day.
func TestWhatWasKnown(t *testing.T) {
	tests := []struct {
		name       string
		who        change
		ask        draws.Stream
		law, known string
		want       streams.Verdict
	}{
		{"the day before the lists of 2025 nobody knew of them", abroad("21232", 12), draws.STEM, "2025-06-01", "2025-02-26", yes},
		{"the day after they are used", abroad("21232", 12), draws.STEM, "2025-06-01", "2025-02-27", no},
		{"that transport would end was not known before", abroad("73300", 12), draws.Transport, "2025-06-01", "2025-02-26", yes},
		{"it was from the day", abroad("73300", 12), draws.Transport, "2025-06-01", "2025-02-27", no},
		{"the physicians' list was announced on 2025-12-08", with(pooled, canadian("31102", 12)), draws.Physicians, "2026-03-01", "2025-12-08", yes},
		{"and not known the day before", with(pooled, canadian("31102", 12)), draws.Physicians, "2026-03-01", "2025-12-07", no},
		{"announced is not yet in force", with(pooled, canadian("31102", 12)), draws.Physicians, "2026-01-15", "2026-01-15", no},
		{"nobody knew in 2026-05 that Ontario would close", developer, draws.OntarioGeneral, "2026-08-01", "2026-05-01", yes},
		{"a table of funds is not used before it is published", with(developer, funds(14_690)), draws.General, "2025-08-01", "2025-07-06", yes},
		{"once it is it serves from its day", with(developer, funds(14_690)), draws.General, "2025-08-01", "2025-07-07", no},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := on(day(test.law), test.who)
			p.Known = day(test.known)
			result := p.Stream(test.ask)
			sound(t, result)
			if result.Verdict != test.want {
				t.Errorf("got %v, want %v\n%s", result.Verdict, test.want, told(result))
			}
		})
	}
}

// Somebody set down on another day is judged by its lists with the same work.
func TestSetDown(t *testing.T) {
	p := on(day(today), abroad("21232", 12), submitted(1, 0))
	p.Law = day("2024-04-11")
	p.Known = p.Law
	if got := p.Admits(draws.STEM); got != yes {
		t.Errorf("got %v\n%s", got, told(p.Stream(draws.STEM)))
	}
	for _, line := range p.Stream(draws.STEM).Requirements {
		if line.Key == "profile" && line.Because.Value("from") != civil.Of(2024, 3, 11) {
			t.Errorf("the profile is told to be from %v", line.Because.Value("from"))
		}
	}
}
