package sim_test

import (
	"testing"

	"crsplan/sim"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
)

// nominates is a move of some months that brings a nomination.
func nominates(long float64) *sim.Scenario {
	s := sim.Step{Months: months(long)}
	s.Then.Nomination = to("AB")
	return scenario("nominates", s)
}

func TestWhatANominationRestsOnIsNotGivenUp(t *testing.T) {
	nominee := func(p *profile.Profile) { p.Canada.Nomination = "AB" }
	inCanada := func(p *profile.Profile) { p.Canada.Status = profile.Worker }
	employed := jobs(job("CA", developer, "2021-03-01"))
	offered := func(p *profile.Profile) { p.Canada.Offer = &profile.Offer{NOC: developer, Months: 24, Province: "AB"} }
	abroad := works("2022-03-01", 12, sim.WorkAbroad, sim.Principal)
	here := works("2022-03-01", 12, sim.WorkInCanada, sim.Principal)
	studyAbroad, studyHere := study("2022-03-01", sim.StudyAbroad), study("2022-03-01", sim.StudyInCanada)
	in := func(province string) *sim.Scenario {
		s := works("2022-03-01", 12, sim.WorkInCanada, sim.Principal)
		s.Steps[0].During.Province = province
		return s
	}
	pause := scenario("pause", sim.Step{Name: "a", StartsOn: day("2022-03-01"), Months: months(2), During: sim.During{Work: sim.StopWork}})
	for _, test := range []struct {
		name string
		p    *profile.Profile
		s    *sim.Scenario
		why  string
	}{
		{"who is nominated and works in Canada does not leave for work", person(employed, nominee), abroad, "step-contradicts/canada"},
		{"nor to study", person(employed, nominee), studyAbroad, "step-contradicts/canada"},
		{"nor who is in Canada without a job", person(inCanada, nominee), studyAbroad, "step-contradicts/canada"},
		{"who is nominated abroad may work on there", person(nominee), abroad, ""},
		{"and study there", person(nominee), studyAbroad, ""},
		{"who works in Canada does not leave the job to study", person(employed, nominee), studyHere, "step-contradicts/job"},
		{"who has no job in Canada may study there", person(inCanada, nominee, jobs(job("CA", developer, "2020-01-06", "2021-12-31"))), studyHere, ""},
		{"but not with an offer that waits", person(inCanada, offered, nominee, jobs()), studyHere, "step-contradicts/offer"},
		{"a pause ends no job", person(employed, nominee), pause, ""},
		{"nor does work in Canada", person(employed, nominee), here, ""},
		{"but in another province", person(nominee), in("ON"), "step-contradicts/province"},
		{"who is nominated works in that province", person(nominee), in("AB"), ""},
		{"who has an offer in another works where they like", person(offered), in("ON"), ""},
		{"without a nomination anybody may leave", person(employed, offered), abroad, ""},
		{"and study", person(employed, offered), studyHere, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := play(t, now("2022-01-10"), test.p, test.s)
			if got := p.NotPossible(); got.Code != test.why {
				t.Errorf("not possible because of %q, want %q", got.Code, test.why)
			}
			if (test.why != "") != (p.Steps[0].State == sim.StepBlocked) {
				t.Errorf("the step is %s", p.Steps[0].State)
			}
		})
	}
}

func TestNobodyLeavesWhileANominationIsSought(t *testing.T) {
	employed := person(jobs(job("CA", developer, "2021-03-01")))
	leaves := study("2022-01-10", sim.StudyAbroad)
	waits := nominates(3)
	waits.Steps[0].WaitsFor = draws.OntarioTech
	own := nominates(3)
	own.Steps[0].WaitsFor = draws.AlbertaTech
	for _, test := range []struct {
		name   string
		option sim.Option
		why    string
	}{
		{"beside it, whichever stands first", sim.Option{Scenarios: []*sim.Scenario{leaves, nominates(8)}, Together: true}, "step-contradicts/canada"},
		{"beside it, the other way round", sim.Option{Scenarios: []*sim.Scenario{nominates(8), leaves}, Together: true}, "step-contradicts/canada"},
		{"after it", sim.Option{Scenarios: []*sim.Scenario{nominates(8), leaves}}, "step-contradicts/canada"},
		{"before it, who comes back is nominated", sim.Option{Scenarios: []*sim.Scenario{leaves, nominates(8)}}, ""},
		{"while the job is there that a province's own round waits with", sim.Option{Scenarios: []*sim.Scenario{own, leaves}, Together: true}, "step-contradicts/canada"},
		{"whichever stands first", sim.Option{Scenarios: []*sim.Scenario{leaves, own}, Together: true}, "step-contradicts/canada"},
		{"while a draw may come or not", sim.Option{Scenarios: []*sim.Scenario{leaves, waits}, Together: true}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := project(t, now("2022-01-10"), &sim.Plan{Profile: employed}, test.option)
			if got := p.NotPossible(); got.Code != test.why {
				t.Errorf("not possible because of %q, want %q", got.Code, test.why)
			}
		})
	}
}

func TestTheWorkThatALaterStepRestsOnIsNotEnded(t *testing.T) {
	work := sim.Step{Name: "work", Months: months(12), During: sim.During{Work: sim.WorkInCanada}}
	then := family("then", 2, 1, "work")
	for why, s := range map[string]*sim.Scenario{"step-contradicts/work": scenario("rests", work, then), "": scenario("alone", work)} {
		p := together(t, now("2022-01-10"), person(), s, study("2022-06-01", sim.StudyAbroad))
		if got := p.NotPossible(); got.Code != why {
			t.Errorf("%s beside study abroad is not possible because of %q, want %q", s.Name, got.Code, why)
		}
	}
}

func TestAWaitForDrawsThatAreHeldNoMoreIsNotPossible(t *testing.T) {
	closed, ok := draws.ClosedOn(draws.OntarioTech)
	if !ok {
		t.Fatal("the stream is not closed")
	}
	waits := family("a", 2, 1)
	waits.WaitsFor = draws.OntarioTech
	for _, test := range []struct {
		on  string
		why string
	}{{(closed - 1).String(), ""}, {closed.String(), "waits-closed"}, {(closed + 1).String(), "waits-closed"}} {
		p := play(t, now(test.on), person(statedOn(test.on)), scenario("s", waits))
		if got := p.NotPossible(); got.Code != test.why || !p.Blocked().IsZero() {
			t.Errorf("on %s it is not possible because of %q, want %q", test.on, got.Code, test.why)
		}
	}
}

func study(from string, where sim.Study) *sim.Scenario {
	return scenario("study", sim.Step{Name: "a", StartsOn: day(from), Months: months(16), During: sim.During{Study: where}})
}

func TestAStepThatTakesSomebodyToCanadaIsAMove(t *testing.T) {
	here := works("2022-03-01", 12, sim.WorkInCanada, sim.Principal)
	worker := func(p *profile.Profile) { p.Canada.Status = profile.Worker }
	for _, test := range []struct {
		name string
		p    *profile.Profile
		s    *sim.Scenario
		want bool
	}{
		{"work in Canada of who is abroad", person(), here, true},
		{"study there", person(), study("2022-03-01", sim.StudyInCanada), true},
		{"not study abroad", person(), study("2022-03-01", sim.StudyAbroad), false},
		{"nor work abroad", person(), works("2022-03-01", 12, sim.WorkAbroad, sim.Principal), false},
		{"nor of who is there", person(worker), here, false},
		{"nor of who works there until that day or longer", person(jobs(job("CA", developer, "2021-01-04", "2022-03-01"))), here, false},
		{"but of who did until the day before", person(jobs(job("CA", developer, "2021-01-04", "2022-02-28"))), here, true},
		{"nor of who begins on that day", person(jobs(job("CA", developer, "2022-03-01"))), here, false},
		{"but of who begins the day after", person(jobs(job("CA", developer, "2022-03-02"))), here, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := play(t, now("2022-01-10"), test.p, test.s).Moves(); got != test.want {
				t.Errorf("a move %t, want %t", got, test.want)
			}
		})
	}
	both := play(t, now("2022-01-10"), person(), study("2022-01-10", sim.StudyInCanada), works("2022-01-10", 12, sim.WorkInCanada, sim.Principal))
	if !both.Steps[0].Moves || both.Steps[1].Moves {
		t.Errorf("the study moves %t and the work after it %t, want only the first", both.Steps[0].Moves, both.Steps[1].Moves)
	}
}
