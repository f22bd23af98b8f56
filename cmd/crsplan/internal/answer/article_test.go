package answer_test

import (
	"strings"
	"testing"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/reason"
)

// The two days that the program is measured by: that of the article, and
// today.
var articlesDay, today = civil.MustParse("2023-03-15"), civil.MustParse("2026-11-22")

// as is the world on a day: nothing later is known.
func as(day civil.Day) *sim.World {
	return &sim.World{Book: crs.Embedded(), Today: day, Known: day, AsOf: true}
}

// The people of the article, stated on 2026-11-22.
const (
	single = `
stated_on = 2026-11-22
birth_date = 1995-03-14
marital_status = "single"
[education]
level = "masters"
country = "CA"
[languages.english]
taken_on = 2026-06-02
clb = { listening = 9, reading = 9, writing = 9, speaking = 9 }
[work.abroad]
noc = "21232"
country = "BR"
from = 2020-01-01
to = 2023-12-31
`
	partner = `
[partner]
accompanying = true
`
	canadianYear = `
[work.canada]
noc = "21232"
country = "CA"
from = 2025-01-01
to = 2025-12-31
`
	offer = `
[canada.job_offer]
noc = "21232"
lmia = true
months = 24
`
)

var married = strings.Replace(single, `"single"`, `"married"`, 1) + partner

// scoreOf scores a profile on a day as it is known on that day.
func scoreOf(t *testing.T, text string, day civil.Day) *answer.Score {
	t.Helper()
	p, _, err := scenarios.ReadProfile("person.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	s, warnings, err := as(day).Stand(p, day)
	if err != nil {
		t.Fatal(err)
	}
	return answer.ScoreOf(reason.English(), p.Name.English, day, &s, nil, warnings)
}

func TestTheArticlesFiguresThenAndNow(t *testing.T) {
	tests := []struct {
		name      string
		person    string
		points    func(*answer.Score) int
		then, now int
	}{
		{"an LMIA offer", single + offer, func(s *answer.Score) int { return s.Additional.JobOffer }, 50, 0},
		{"no offer", single, func(s *answer.Score) int { return s.Additional.JobOffer }, 0, 0},
		{"a senior manager's LMIA offer", single + strings.Replace(offer, "21232", "00012", 1), func(s *answer.Score) int { return s.Additional.JobOffer }, 200, 0},
		{"a Canadian year, single", single + canadianYear, func(s *answer.Score) int { return s.Core.CanadianWork }, 40, 40},
		{"a Canadian year, married", married + canadianYear, func(s *answer.Score) int { return s.Core.CanadianWork }, 35, 35},
		{"a master's degree, single", single, func(s *answer.Score) int { return s.Core.Education }, 135, 135},
		{"a master's degree, married", married, func(s *answer.Score) int { return s.Core.Education }, 126, 126},
		{"CLB 9, single: 124, not 128", single, func(s *answer.Score) int { return s.Core.FirstLanguage }, 124, 124},
		{"CLB 9, married", married, func(s *answer.Score) int { return s.Core.FirstLanguage }, 116, 116},
		{"a master's, CLB 9 and three years abroad", single, func(s *answer.Score) int { return s.Transferability.Total }, 100, 100},
		{"of them for the education", single, func(s *answer.Score) int { return s.Transferability.EducationLanguage }, 50, 50},
		{"of them for the work", single, func(s *answer.Score) int { return s.Transferability.ForeignWorkLanguage }, 50, 50},
		{"the same three married", married, func(s *answer.Score) int { return s.Transferability.Total }, 100, 100},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.points(scoreOf(t, test.person, articlesDay)); got != test.then {
				t.Errorf("as of %v: %d points, want %d", articlesDay, got, test.then)
			}
			if got := test.points(scoreOf(t, test.person, today)); got != test.now {
				t.Errorf("as of %v: %d points, want %d", today, got, test.now)
			}
		})
	}
}

func TestTheArticlesMovesThenAndNow(t *testing.T) {
	bachelor := strings.Replace(single, `"masters"`, `"bachelor"`, 1)
	tests := []struct {
		name, person, scenario string
		then, now              int // what it adds on the first day after it is done
	}{
		{"an LMIA offer adds fifty, then nothing", bachelor, "lmia-offer", 50, 0},
		{"a nomination adds six hundred", bachelor, "provincial-nomination", 600, 600},
	}
	for _, test := range tests {
		for day, want := range map[civil.Day]int{articlesDay: test.then, today: test.now} {
			t.Run(test.name+" as of "+day.String(), func(t *testing.T) {
				o := planOf(t, test.person, day, test.scenario).Options[1]
				for _, e := range o.Events {
					if (e.Kind == "step" || e.Kind == "nomination") && strings.HasPrefix(e.What, "done: ") && e.On == o.Steps[len(o.Steps)-1].To {
						if e.Delta != want {
							t.Errorf("%+d points, want %+d", e.Delta, want)
						}
						return
					}
				}
				t.Errorf("the last step is never done: %+v", o.Steps)
			})
		}
	}
}
