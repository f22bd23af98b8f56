package sim_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"crsplan/sim/civil"
	"crsplan/sim/language"
	"crsplan/sim/profile"
)

// People whose score stays what it is: young enough that no birthday takes
// points for years, with work enough that no year adds any, and everything
// valid or renewed. And the record of rounds, read again in the plainest way.

// made is what a fixed score is made of.
type made struct {
	education profile.Level
	english   language.Levels // in the order listening, reading, writing, speaking
	french    int             // in each ability; below 7, so that it earns nothing of its own
	sibling   bool            // earns points since 2017-06-06
	study     profile.Study   // earns points since 2016-11-19
}

func (m made) person(changes ...change) *profile.Profile {
	p := person(born("1997-01-10"), assessed("2021-12-01"), func(p *profile.Profile) {
		p.Self.Education.Level, p.Self.Education.CanadianStudy = m.education, m.study
		p.Self.Languages.Results[language.English] = profile.Result{Held: true, TakenOn: day("2022-01-01"), Levels: m.english}
		if m.french > 0 {
			p.Self.Languages.Results[language.French] = result("2022-01-01", m.french)
		}
		p.Canada.Sibling = m.sibling
		p.Canada.Funds = new(50_000)
		p.Canada.Provinces = []string{profile.AnyProvince}
	})
	for _, change := range changes {
		change(p)
	}
	return p
}

// nominated is a score with the points for a nomination, which take the place
// of all other additional points: together they are 600 at most.
func (m made) nominated(score int) int {
	if m.sibling {
		score -= 15
	}
	if m.study == profile.ThreeOrMoreYears {
		score -= 30
	}
	return score + 600
}

func of(score int, people map[int]made) made {
	m, ok := people[score]
	if !ok {
		panic(fmt.Sprintf("nobody is made who has %d points", score))
	}
	return m
}

var (
	nines = language.Levels{9, 9, 9, 9}
	tens  = language.Levels{10, 10, 10, 10}
)

var peopleAbroad = map[int]made{
	444: {profile.Bachelor, nines, 0, true, profile.NoStudy},
	478: {profile.Bachelor, nines, 6, true, profile.ThreeOrMoreYears},
	481: {profile.Masters, tens, 0, false, profile.NoStudy},
	485: {profile.Masters, tens, 6, false, profile.NoStudy},
	496: {profile.Doctorate, tens, 0, false, profile.NoStudy},
	545: {profile.Doctorate, tens, 6, true, profile.ThreeOrMoreYears},
}

// abroad returns a software developer abroad with a score. The Federal Skilled
// Worker program admits them, where the table of funds is known.
func abroad(score int, changes ...change) *profile.Profile {
	return of(score, peopleAbroad).person(changes...)
}

var residents = map[int]made{
	438: {profile.Bachelor, language.Levels{8, 8, 8, 8}, 0, false, profile.NoStudy},
	446: {profile.Bachelor, language.Levels{9, 8, 8, 8}, 0, false, profile.NoStudy},
	454: {profile.Bachelor, language.Levels{9, 9, 8, 8}, 0, false, profile.NoStudy},
	462: {profile.Bachelor, language.Levels{9, 9, 9, 8}, 0, false, profile.NoStudy},
	469: {profile.Bachelor, language.Levels{9, 9, 8, 8}, 0, true, profile.NoStudy},
	477: {profile.Masters, language.Levels{8, 8, 8, 8}, 0, false, profile.NoStudy},
	509: {profile.Masters, nines, 0, false, profile.NoStudy},
	524: {profile.Masters, nines, 0, true, profile.NoStudy},
	536: {profile.Doctorate, tens, 0, false, profile.NoStudy},
	551: {profile.Doctorate, tens, 4, true, profile.NoStudy},
}

// resident returns a software developer with a score who worked in Canada for
// a year, lately, and went back to the job abroad: every program admits them,
// the Canadian Experience Class without any funds.
func resident(score int, changes ...change) *profile.Profile {
	return of(score, residents).person(slices.Concat([]change{jobs(
		job("BR", developer, "2016-01-10", "2020-12-31"), job("CA", developer, "2021-01-01", "2021-12-31"), job("BR", developer, "2022-01-01"),
	)}, changes)...)
}

func submitted(at string) change {
	return func(p *profile.Profile) { p.Canada.Submitted = instant(at) }
}

func instant(text string) time.Time {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return at
}

func TestFixedScoresAreWhatTheySay(t *testing.T) {
	check := func(name string, score int, p *profile.Profile, since string) {
		for _, d := range []string{since, "2019-03-01", "2021-01-01", "2023-07-01", "2026-08-01"} {
			w := now(d)
			w.SetDown, w.Known = true, written
			for _, s := range play(t, w, p).Standings {
				if s.Total != score {
					t.Errorf("%s: on %v %d points, want %d", name, s.From, s.Total, score)
				}
			}
		}
	}
	for score := range peopleAbroad {
		check("abroad", score, abroad(score), "2017-06-06")
	}
	for score, m := range residents {
		since := "2016-11-19"
		if m.sibling {
			since = "2017-06-06"
		}
		check("resident", score, resident(score), since)
	}
}

// plainRound is a row of the record.
type plainRound struct {
	number   string
	day      time.Time
	stream   string
	cutoff   int
	tieBreak time.Time
}

// plainDraw is a row of Ontario's record that has a band.
type plainDraw struct {
	from, to  time.Time // of issue
	streams   string
	low, high int
	codes     string
	cecOnly   bool
	created   [2]time.Time // the window in which the profile was created
}

func rows(t testing.TB, file string) []map[string]string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	list, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, line := range list[1:] {
		row := map[string]string{}
		for i, column := range list[0] {
			row[column] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func date(text string) time.Time {
	if text == "" {
		return time.Time{}
	}
	return instant(text + "T00:00:00Z")
}

func number(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}

// federal returns the federal rounds, the oldest first.
func federal(t testing.TB) []plainRound {
	var list []plainRound
	for _, row := range rows(t, "draws/federal.csv") {
		r := plainRound{number: row["number"], day: date(row["date"]), stream: row["stream"], cutoff: number(row["cutoff"])}
		if row["tie_break"] != "" {
			r.tieBreak = instant(row["tie_break"])
		}
		list = append(list, r)
	}
	return list
}

// techDraws returns Ontario's draws for technology, the oldest first.
func techDraws(t testing.TB) []plainDraw {
	var list []plainDraw
	for _, row := range rows(t, "draws/ontario.csv") {
		if !slices.Contains(strings.FieldsFunc(row["streams"], func(r rune) bool { return r == ' ' || r == ';' }), "oinp-hcp-tech") {
			continue
		}
		d := plainDraw{
			from: date(row["date"]), to: date(row["until"]), streams: row["streams"], low: number(row["low"]), high: number(row["high"]),
			codes: row["nocs"], cecOnly: row["cec_only"] != "", created: [2]time.Time{date(row["created_from"]), date(row["created_to"])},
		}
		if d.to.IsZero() {
			d.to = d.from
		}
		if d.high == 0 {
			d.high = 9999
		}
		list = append(list, d)
	}
	return list
}

// midnight returns a day as the record has it.
func midnight(d civil.Day) time.Time { return date(d.String()) }
