package streams_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

func TestSkilledWorkers(t *testing.T) {
	fsw := program(streams.FSW)
	// 24 for CLB 9, 21 for the degree, 11 for two years, and the age.
	points := func(age int) change {
		return with(developer, noWork, job("21232", 24), aged(age))
	}
	check(t, []sentence{
		{name: "a developer abroad with a degree, CLB 9 and money is eligible", who: developer, ask: fsw, want: yes},
		{name: "67 points pass", who: points(36), ask: fsw, want: yes},
		{name: "66 points do not", who: points(37), ask: fsw, want: no},
		{name: "CLB 7 in each ability is enough", who: with(developer, english(7), offer("21232")), ask: fsw, want: yes},
		{name: "CLB 6 in speaking alone is not", who: with(developer, each(9, 9, 9, 6)), ask: fsw, want: no},
		{name: "CLB 6 in listening alone is not", who: with(developer, each(6, 9, 9, 9)), ask: fsw, want: no},
		{name: "French alone does not stand in for the first language chosen", who: with(developer, english(6), french(9)), ask: fsw, want: no},
		{name: "a test one day short of two years old counts", who: with(developer, tested(2, 1)), ask: fsw, want: yes},
		{name: "a test that is two years old today does not", who: with(developer, tested(2, 0)), ask: fsw, want: no},
		{name: "a job begun a year ago today is a year", who: with(developer, noWork, job("21232", 12), degree(profile.Masters)), ask: fsw, want: yes},
		{name: "a job begun a day later is not yet", who: with(developer, noWork, job("21232", 12), later(1), degree(profile.Masters)), ask: fsw, want: no},
		{name: "a year with a gap of a day in it is not continuous", who: with(developer, noWork, stint("21232", "BR", 20, 9), job("21232", 9), later(1), degree(profile.Doctorate)), ask: fsw, want: no},
		{name: "two jobs that touch are continuous", who: with(developer, noWork, stint("21232", "BR", 14, 7), job("21232", 7), degree(profile.Masters)), ask: fsw, want: yes},
		{name: "two jobs in different occupations are not one year", who: with(developer, noWork, stint("21232", "BR", 13, 7), job("21231", 7), degree(profile.Doctorate)), ask: fsw, want: no},
		{name: "half-time work for two years is a year", who: with(developer, noWork, job("21232", 25), hours(15), degree(profile.Masters)), ask: fsw, want: yes},
		{name: "half-time work for a year is half of one", who: with(developer, noWork, job("21232", 13), hours(15), degree(profile.Masters)), ask: fsw, want: no},
		{name: "a year whose last month is in the window of ten years is not in it", who: with(developer, noWork, stint("21232", "BR", 131, 119), degree(profile.Doctorate), offer("21232")), ask: fsw, want: no},
		{name: "a year that began ten years ago today is", who: with(developer, noWork, stint("21232", "BR", 120, 108), degree(profile.Doctorate), offer("21232")), ask: fsw, want: yes},
		{name: "one that began a day before is not", who: with(developer, noWork, stint("21232", "BR", 120, 108), last(func(j *profile.Job) { j.From--; j.To-- }), degree(profile.Doctorate), offer("21232")), ask: fsw, want: no},
		{name: "work declared in months counts", who: with(developer, noWork, work(func(j *profile.Job, on civil.Day) {
			*j = profile.Job{Name: "a", NOC: "21232", Country: "BR", Months: 36, From: on.AddMonths(-36), To: on - 1, Hours: 3000}
		})), ask: fsw, want: yes},
		{name: "an occupation of TEER 3 is skilled", who: with(developer, noWork, job("63200", 60)), ask: fsw, want: yes},
		{name: "one of TEER 4 is not", who: with(developer, noWork, job("65201", 60)), ask: fsw, want: no},
		{name: "a primary occupation without work is not worked in", who: with(developer, primary("21231")), ask: fsw, want: no},
		{name: "nobody without work", who: with(developer, noWork), ask: fsw, want: no},
		{name: "self-employed work abroad counts", who: with(developer, selfEmployed), ask: fsw, want: yes},
		{name: "work abroad as a student counts", who: with(developer, asStudent), ask: fsw, want: yes},
		{name: "a year of work in Canada as a student is a year", who: with(developer, noWork, canadian("21232", 12), asStudent, degree(profile.Masters)), ask: fsw, want: yes},
		{name: "the day before it is complete it is not", who: with(developer, noWork, canadian("21232", 12), later(1), asStudent, degree(profile.Masters)), ask: fsw, want: no},
		{name: "so is one of self-employed work in Canada", who: with(developer, noWork, canadian("21232", 12), selfEmployed, degree(profile.Masters)), ask: fsw, want: yes},
		{name: "unauthorized work as a student in Canada is none", who: with(developer, noWork, canadian("21232", 60), asStudent, unauthorized), ask: fsw, want: no},
		{name: "work as a student in an occupation of TEER 4 is not skilled", who: with(developer, noWork, canadian("64100", 60), asStudent), ask: fsw, want: no},
		{name: "unauthorized work in Canada never does", who: with(developer, noWork, canadian("21232", 60), unauthorized), ask: fsw, want: no},
		{name: "secondary school is enough", who: with(developer, degree(profile.Secondary), offer("21232"), french(5)), ask: fsw, want: yes},
		{name: "less is not", who: with(developer, degree(profile.LessThanSecondary), offer("21232"), french(5)), ask: fsw, want: no},
		{name: "a foreign degree needs an assessment", who: with(developer, unassessed), ask: fsw, want: no},
		{name: "an assessment one day short of five years old counts", who: with(developer, assessed(5, 1)), ask: fsw, want: yes},
		{name: "an assessment of five years ago today does not", who: with(developer, assessed(5, 0)), ask: fsw, want: no},
		{name: "interest in Quebec alone is out", who: with(developer, provinces("QC")), ask: fsw, want: no},
		{name: "interest in Quebec and Ontario is not", who: with(developer, provinces("QC", "ON")), ask: fsw, want: yes},
		{name: "before 2022-11-16 truck driving was not skilled", on: "2022-11-15", who: with(developer, noWork, job("73300", 60)), ask: fsw, want: no},
		{name: "from 2022-11-16 it is", on: "2022-11-16", who: with(developer, noWork, job("73300", 60)), ask: fsw, want: yes},
	})
}

func TestSettlementFunds(t *testing.T) {
	fsw := program(streams.FSW)
	worker := with(developer, funds(0), offer("21232"))
	check(t, []sentence{
		{name: "the amount asked for is enough", who: with(developer, funds(15_263)), ask: fsw, want: yes},
		{name: "one dollar short is not", who: with(developer, funds(15_262)), ask: fsw, want: no},
		{name: "a family of two needs 19,001", who: with(developer, family(2), funds(19_001)), ask: fsw, want: yes},
		{name: "19,000 is short of it", who: with(developer, family(2), funds(19_000)), ask: fsw, want: no},
		{name: "a family of nine needs two more amounts than one of seven", who: with(developer, family(9), funds(48_616)), ask: fsw, want: yes},
		{name: "a dollar less is short", who: with(developer, family(9), funds(48_615)), ask: fsw, want: no},
		{name: "funds not declared are not known", who: with(developer, noFunds), ask: fsw, want: maybe, settled: "canada.settlement_funds_cad"},
		{name: "what is not known cannot save who lacks the language", who: with(developer, noFunds, english(6)), ask: fsw, want: no},
		{name: "the table of 2024 serves until the day before profiles must be brought up to date", on: "2025-07-27", who: with(developer, funds(14_690)), ask: fsw, want: yes},
		{name: "the table of 2025 serves from that day", on: "2025-07-28", who: with(developer, funds(14_690)), ask: fsw, want: no},
		{name: "the table of 2020 serves until 2021-07-14", on: "2021-07-14", who: with(developer, funds(12_960)), ask: fsw, want: yes},
		{name: "that of 2021 from 2021-07-15", on: "2021-07-15", who: with(developer, funds(12_960)), ask: fsw, want: no},
		{name: "the table of 2023 begins on 2023-06-01", on: "2023-06-01", who: with(developer, funds(13_310)), ask: fsw, want: no},
		{name: "the day before it was that of 2022", on: "2023-05-31", who: with(developer, funds(13_310)), ask: fsw, want: yes},
		{name: "before 2019 the amount is not established, but what was asked for later was enough", on: "2018-12-31", who: with(developer, funds(12_669)), ask: fsw, want: yes},
		{name: "a dollar less may have been, and no key settles that", on: "2018-12-31", who: with(developer, funds(12_668)), ask: fsw, want: maybe},
		{name: "no funds at all were not", on: "2015-01-31", who: with(developer, funds(0)), ask: fsw, want: no},
		{name: "one dollar is not known not to be", on: "2015-01-31", who: with(developer, funds(1)), ask: fsw, want: maybe},
		{name: "funds not declared are needed before 2019 too", on: "2018-12-31", who: with(developer, noFunds), ask: fsw, want: maybe, settled: "canada.settlement_funds_cad"},
		{name: "a family of two needs the amount of two", on: "2018-12-31", who: with(developer, family(2), funds(15_771)), ask: fsw, want: maybe},
		{name: "and has enough with it", on: "2018-12-31", who: with(developer, family(2), funds(15_772)), ask: fsw, want: yes},
		{name: "from 2019 they are", on: "2019-01-01", who: with(developer, funds(12_669)), ask: fsw, want: yes},
		{name: "a work permit and an offer need no funds", who: with(worker, permit(profile.ClosedPermit, 1)), ask: fsw, want: yes},
		{name: "on the permit's last day neither", who: with(worker, permit(profile.ClosedPermit, 0)), ask: fsw, want: yes},
		{name: "the permit's last day is over", who: with(worker, permit(profile.ClosedPermit, -1)), ask: fsw, want: no},
		{name: "a study permit does not authorize work", who: with(worker, permit(profile.StudyPermit, 100), status(profile.Worker)), ask: fsw, want: no},
		{name: "without a permit the status decides", who: with(worker, status(profile.Worker)), ask: fsw, want: yes},
		{name: "a visitor is not authorized", who: with(worker, status(profile.Visitor)), ask: fsw, want: no},
		{name: "a permit without an offer needs funds", who: with(developer, funds(0), permit(profile.OpenPermit, 100)), ask: fsw, want: no},
		{name: "an offer exempt from the LMIA waives them too", who: with(developer, funds(0), offer("21232", exempt), status(profile.Worker)), ask: fsw, want: yes},
		{name: "an offer without either does not", who: with(developer, funds(0), offer("21232", noLMIA), status(profile.Worker)), ask: fsw, want: no},
		{name: "an offer of eleven months does not", who: with(developer, funds(0), offer("21232", lasting(11)), status(profile.Worker)), ask: fsw, want: no},
	})
}

func TestExperienceClass(t *testing.T) {
	cec := program(streams.CEC)
	check(t, []sentence{
		{name: "a year of work in Canada and CLB 7 is enough", who: with(resident(12), english(7)), ask: cec, want: yes},
		{name: "the day before the year is complete it is not", who: with(resident(12), later(1)), ask: cec, want: no},
		{name: "work abroad does not count", who: developer, ask: cec, want: no},
		{name: "TEER 1 asks for CLB 7", who: with(resident(24), english(6)), ask: cec, want: no},
		{name: "TEER 2 asks for CLB 5", who: with(aged(30), english(5), canadian("22220", 12)), ask: cec, want: yes},
		{name: "TEER 3 asks for CLB 5", who: with(aged(30), english(5), canadian("63200", 12)), ask: cec, want: yes},
		{name: "CLB 4 in reading is not enough for it", who: with(aged(30), each(5, 4, 5, 5), canadian("63200", 12)), ask: cec, want: no},
		{name: "TEER 4 does not count", who: with(aged(30), english(9), canadian("64100", 24)), ask: cec, want: no},
		{name: "more of TEER 2 than of TEER 1 asks for CLB 5", who: with(aged(30), english(5), stint("21232", "CA", 17, 9), canadian("22220", 9)), ask: cec, want: yes},
		{name: "more of TEER 1 than of TEER 2 asks for CLB 7", who: with(aged(30), english(5), stint("21232", "CA", 18, 8), canadian("22220", 8)), ask: cec, want: no},
		{name: "as much of both asks for CLB 7", on: "2026-01-01", who: with(aged(30), english(6), stint("21232", "CA", 24, 12), canadian("22220", 24), last(func(j *profile.Job) { j.To = day("2024-12-31") })), ask: cec, want: no},
		{name: "jobs in several occupations and with gaps add up", who: with(aged(30), english(9), stint("21232", "CA", 30, 24), stint("21231", "CA", 12, 6)), ask: cec, want: yes},
		{name: "a year that began three years ago today is inside the window", who: with(aged(30), english(9), stint("21232", "CA", 36, 24)), ask: cec, want: yes},
		{name: "one that began a day before is no longer", who: with(aged(30), english(9), stint("21232", "CA", 36, 24), last(func(j *profile.Job) { j.From--; j.To-- })), ask: cec, want: no},
		{name: "self-employed work does not count", who: with(resident(24), selfEmployed), ask: cec, want: no},
		{name: "a physician's did not before 2023-04-25", on: "2023-04-24", who: with(aged(40), english(9), canadian("31102", 24), selfEmployed), ask: cec, want: no},
		{name: "it does from that day", on: "2023-04-25", who: with(aged(40), english(9), canadian("31102", 24), selfEmployed), ask: cec, want: yes},
		{name: "work as a student does not count", who: with(resident(24), asStudent), ask: cec, want: no},
		{name: "unauthorized work does not count", who: with(resident(24), unauthorized), ask: cec, want: no},
		{name: "where nothing says whether it was as a student, it is not known", who: with(resident(12), unsaid), ask: cec, want: maybe, settled: "work.joba.student"},
		{name: "a day short of a year it is not open in any case", who: with(resident(12), later(1), unsaid), ask: cec, want: no},
		{name: "a year beside it decides", who: with(aged(30), english(9), canadian("21232", 6), unsaid, canadian("21231", 12)), ask: cec, want: yes},
		{name: "a missing fact cannot save who lacks the language", who: with(resident(12), unsaid, english(6)), ask: cec, want: no},
		{name: "the language is needed by the work that may count", who: with(aged(30), english(5), canadian("22220", 12), unsaid), ask: cec, want: maybe, settled: "work.joba.student"},
		{name: "no funds and no degree are needed", who: resident(12), ask: cec, want: yes},
		{name: "interest in Quebec alone is out", who: with(resident(12), provinces("QC")), ask: cec, want: no},
		{name: "a retail supervisor was skilled before the switch of classifications too", on: "2022-11-15", who: with(aged(30), english(5), canadian("62010", 12)), ask: cec, want: yes},
		{name: "an occupation that gained skill did not count the day before", on: "2022-11-15", who: with(aged(30), english(5), canadian("33102", 12)), ask: cec, want: no},
		{name: "and counted on the day", on: "2022-11-16", who: with(aged(30), english(5), canadian("33102", 12)), ask: cec, want: yes},
		{name: "one that lost it counted the day before", on: "2022-11-15", who: with(aged(30), english(7), canadian("64200", 12)), ask: cec, want: yes},
		{name: "and not on the day", on: "2022-11-16", who: with(aged(30), english(7), canadian("64200", 12)), ask: cec, want: no},
	})
}

func TestSkilledTrades(t *testing.T) {
	fst := program(streams.FST)
	check(t, []sentence{
		{name: "a certified welder with two years and CLB 5 is eligible", who: welder, ask: fst, want: yes},
		{name: "listening and speaking 5, reading and writing 4 is enough", who: with(welder, each(5, 4, 4, 5)), ask: fst, want: yes},
		{name: "speaking 4 is not", who: with(welder, each(5, 4, 4, 4)), ask: fst, want: no},
		{name: "listening 4 is not", who: with(welder, each(4, 4, 4, 5)), ask: fst, want: no},
		{name: "reading 3 is not", who: with(welder, each(5, 3, 4, 5)), ask: fst, want: no},
		{name: "writing 3 is not", who: with(welder, each(5, 4, 3, 5)), ask: fst, want: no},
		{name: "two years to the day are enough", who: with(welder, noWork, job("72106", 24)), ask: fst, want: yes},
		{name: "a day less is not", who: with(welder, noWork, job("72106", 24), later(1)), ask: fst, want: no},
		{name: "two years in two trades are not two years in one", who: with(welder, noWork, stint("72106", "BR", 36, 18), job("72200", 18)), ask: fst, want: no},
		{name: "two years with a gap are enough", who: with(welder, noWork, stint("72106", "BR", 50, 38), job("72106", 12)), ask: fst, want: yes},
		{name: "two years that began five years ago today are in the window", who: with(welder, noWork, stint("72106", "BR", 60, 36)), ask: fst, want: yes},
		{name: "begun a day before they are not", who: with(welder, noWork, stint("72106", "BR", 60, 36), last(func(j *profile.Job) { j.From--; j.To-- })), ask: fst, want: no},
		{name: "work as a student does not count, abroad or in Canada", who: with(welder, noWork, job("72106", 36), asStudent, canadian("72106", 36), asStudent), ask: fst, want: no},
		{name: "two years of which nothing says whether they were as a student are not known", who: with(welder, noWork, canadian("72106", 24), unsaid), ask: fst, want: maybe, settled: "work.joba.student"},
		{name: "two years beside it do", who: with(welder, noWork, job("72106", 36), asStudent, job("72106", 24)), ask: fst, want: yes},
		{name: "self-employed work counts, abroad", who: with(welder, noWork, job("72106", 24), selfEmployed), ask: fst, want: yes},
		{name: "and in Canada", who: with(welder, noWork, canadian("72106", 24), selfEmployed), ask: fst, want: yes},
		{name: "unauthorized work in Canada does not", who: with(welder, noWork, canadian("72106", 24), unauthorized), ask: fst, want: no},
		{name: "a developer is in no trade", who: with(developer, certificate), ask: fst, want: no},
		{name: "without a certificate or an offer nobody is eligible", who: with(welder, noCertificate), ask: fst, want: no},
		{name: "an offer in the trade will do", who: with(welder, noCertificate, offer("72106")), ask: fst, want: yes},
		{name: "one exempt from the LMIA too", who: with(welder, noCertificate, offer("72106", exempt)), ask: fst, want: yes},
		{name: "an offer in another trade will not", who: with(welder, noCertificate, offer("72200")), ask: fst, want: no},
		{name: "an offer in no trade will not", who: with(welder, noCertificate, offer("21232")), ask: fst, want: no},
		{name: "a part-time offer will not", who: with(welder, noCertificate, offer("72106", partTime)), ask: fst, want: no},
		{name: "funds not declared are not known", who: with(welder, noFunds), ask: fst, want: maybe, settled: "canada.settlement_funds_cad"},
		{name: "a chef is in a trade", who: with(welder, noWork, job("62200", 36)), ask: fst, want: yes},
		{name: "an air pilot is not, though near one", who: with(welder, noWork, job("72600", 36)), ask: fst, want: no},
		{name: "a trade that gained skill on 2022-11-16 was none the day before", on: "2022-11-15", who: with(welder, noWork, job("73209", 36)), ask: fst, want: no},
		{name: "it is from that day", on: "2022-11-16", who: with(welder, noWork, job("73209", 36)), ask: fst, want: yes},
	})
}

func TestGrid(t *testing.T) {
	tests := []struct {
		name  string
		who   change
		lines [7]int
	}{
		{"a developer abroad", developer, [7]int{24, 0, 21, 13, 12, 0, 0}},
		{"CLB 7, 8 and 9 earn 4, 5 and 6, and 10 no more", with(developer, each(7, 8, 9, 10)), [7]int{21, 0, 21, 13, 12, 0, 0}},
		{"the grid is told also below the minimum", with(developer, each(6, 7, 7, 7)), [7]int{12, 0, 21, 13, 12, 0, 0}},
		{"NCLC 5 in all four earns 4", with(developer, french(5)), [7]int{24, 4, 21, 13, 12, 0, 0}},
		{"NCLC 4 in one earns nothing", with(developer, frenchEach(5, 5, 4, 9)), [7]int{24, 0, 21, 13, 12, 0, 0}},
		{"a doctorate", with(developer, degree(profile.Doctorate)), [7]int{24, 0, 25, 13, 12, 0, 0}},
		{"a professional degree is as a master's", with(developer, degree(profile.Professional)), [7]int{24, 0, 23, 13, 12, 0, 0}},
		{"a master's", with(developer, degree(profile.Masters)), [7]int{24, 0, 23, 13, 12, 0, 0}},
		{"two or more credentials", with(developer, degree(profile.TwoOrMore)), [7]int{24, 0, 22, 13, 12, 0, 0}},
		{"two years", with(developer, degree(profile.TwoYear)), [7]int{24, 0, 19, 13, 12, 0, 0}},
		{"one year", with(developer, degree(profile.OneYear)), [7]int{24, 0, 15, 13, 12, 0, 0}},
		{"secondary school", with(developer, degree(profile.Secondary)), [7]int{24, 0, 5, 13, 12, 0, 0}},
		{"an expired assessment earns nothing", with(developer, assessed(5, 0)), [7]int{24, 0, 0, 13, 12, 0, 0}},
		{"one year of work", with(developer, noWork, job("21232", 12)), [7]int{24, 0, 21, 9, 12, 0, 0}},
		{"two", with(developer, noWork, job("21232", 24)), [7]int{24, 0, 21, 11, 12, 0, 0}},
		{"a month short of four", with(developer, noWork, job("21232", 47)), [7]int{24, 0, 21, 11, 12, 0, 0}},
		{"four", with(developer, noWork, job("21232", 48)), [7]int{24, 0, 21, 13, 12, 0, 0}},
		{"six", with(developer, noWork, job("21232", 72)), [7]int{24, 0, 21, 15, 12, 0, 0}},
		{"less than one", with(developer, noWork, job("21232", 11)), [7]int{24, 0, 21, 0, 12, 0, 0}},
		{"17 years old", with(developer, aged(17)), [7]int{24, 0, 21, 13, 0, 0, 0}},
		{"18 years old", with(developer, aged(18)), [7]int{24, 0, 21, 13, 12, 0, 0}},
		{"46 years old", with(developer, aged(46)), [7]int{24, 0, 21, 13, 1, 0, 0}},
		{"47 years old", with(developer, aged(47)), [7]int{24, 0, 21, 13, 0, 0, 0}},
		{"arranged employment earns 10 and adapts", with(developer, offer("21232")), [7]int{24, 0, 21, 13, 12, 10, 5}},
		{"an offer below TEER 3 does not", with(developer, offer("64100")), [7]int{24, 0, 21, 13, 12, 0, 0}},
		{"a year in Canada adapts by 10", with(developer, noWork, canadian("21232", 12)), [7]int{24, 0, 21, 9, 12, 0, 10}},
		{"so does a year of work there as a student", with(developer, noWork, canadian("21232", 12), asStudent), [7]int{24, 0, 21, 9, 12, 0, 10}},
		{"and one of self-employed work", with(developer, noWork, canadian("21232", 12), selfEmployed), [7]int{24, 0, 21, 9, 12, 0, 10}},
		{"a day less does not", with(developer, noWork, canadian("21232", 12), later(1), asStudent), [7]int{24, 0, 21, 0, 12, 0, 0}},
		{"unauthorized work neither counts nor adapts", with(developer, noWork, canadian("21232", 12), unauthorized), [7]int{24, 0, 21, 0, 12, 0, 0}},
		{"years abroad and years in Canada as a student are summed", with(developer, noWork, stint("21232", "BR", 72, 36), canadian("21232", 36), asStudent), [7]int{24, 0, 21, 15, 12, 0, 10}},
		{"two years of study adapt by 5", with(developer, func(p *profile.Profile, _ civil.Day) { p.Canada.StudyYears = 2 }), [7]int{24, 0, 21, 13, 12, 0, 5}},
		{"one year does not", with(developer, func(p *profile.Profile, _ civil.Day) { p.Canada.StudyYears = 1 }), [7]int{24, 0, 21, 13, 12, 0, 0}},
		{"relatives count once", with(developer, func(p *profile.Profile, _ civil.Day) { p.Canada.Relative, p.Canada.Sibling = true, true }), [7]int{24, 0, 21, 13, 12, 0, 5}},
		{"a partner's sibling is a relative", with(developer, partner(func(q *profile.Partner, _ civil.Day) { q.Sibling = true })), [7]int{24, 0, 21, 13, 12, 0, 5}},
		{"a partner who stays behind adapts nothing", with(developer, partner(func(q *profile.Partner, _ civil.Day) { q.Sibling, q.Accompanying = true, false })), [7]int{24, 0, 21, 13, 12, 0, 0}},
		{"a partner's study and year of work are capped at 10", with(developer, partner(func(q *profile.Partner, on civil.Day) {
			q.StudyYears, q.Sibling = 2, true
			q.Work = []profile.Job{{NOC: "21232", Country: "CA", From: on.AddMonths(-12), Hours: 4000}}
		})), [7]int{24, 0, 21, 13, 12, 0, 10}},
		{"a partner's CLB 4 adapts by 5", with(developer, partner(partnerLevel(4))), [7]int{24, 0, 21, 13, 12, 0, 5}},
		{"CLB 3 does not", with(developer, partner(partnerLevel(3))), [7]int{24, 0, 21, 13, 12, 0, 0}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			g := on(day(today), test.who).Grid()
			var got [7]int
			total, most := 0, 0
			for i, line := range g.Lines {
				got[i] = line.Points
				total += line.Points
				most += line.Max
				if words := reason.English(); line.Because.Ref == "" || !words.Has(line.Because.Code) || words.Term(string(line.Term())) == string(line.Term()) {
					t.Errorf("%s cannot be told: %v", line.Factor, line.Because)
				}
			}
			if diff := cmp.Diff(test.lines, got); diff != "" {
				t.Errorf("points (-want +got):\n%s", diff)
			}
			if g.Total != total || most != 100 || g.Pass != 67 {
				t.Errorf("total %d, of %d, pass %d", g.Total, most, g.Pass)
			}
		})
	}
}

func partnerLevel(n int) func(*profile.Partner, civil.Day) {
	return func(q *profile.Partner, on civil.Day) {
		q.Languages.Results[language.French] = profile.Result{Held: true, TakenOn: on.AddMonths(-1), Levels: language.Levels{}.Raised(n)}
	}
}

// A program of a person whose first language is French asks for French.
func TestTheFirstLanguageDecides(t *testing.T) {
	p := on(day(today), developer, english(4), french(9))
	if got := p.AdmitsProgram(streams.FSW); got != no {
		t.Errorf("English first: %v", got)
	}
	p.First = language.French
	if got := p.AdmitsProgram(streams.FSW); got != yes {
		t.Errorf("French first: %v", got)
	}
}

func TestAnUnknownProgramAdmitsNobody(t *testing.T) {
	p := on(day(today), developer)
	if r := p.Program("pnp"); r.Verdict != no || p.AdmitsProgram("pnp") != no {
		t.Errorf("got %v", r)
	}
}

func TestPoolAndNomination(t *testing.T) {
	general, pnp := stream(draws.General), stream(draws.PNP)
	check(t, []sentence{
		{name: "who is eligible for a program is in the pool", who: developer, ask: general, want: yes},
		{name: "who is for none is not", who: with(developer, english(4)), ask: general, want: no},
		{name: "it is not known where funds decide", who: with(developer, noFunds), ask: general, want: maybe, settled: "canada.settlement_funds_cad"},
		{name: "one known program is enough", who: with(developer, noFunds, canadian("21232", 12)), ask: general, want: yes},
		{name: "a profile submitted today is in the pool", who: with(developer, submitted(0, 0)), ask: general, want: yes},
		{name: "one that is submitted tomorrow is not", who: with(developer, submitted(0, 1)), ask: general, want: no},
		{name: "a profile one day short of twelve months is in the pool", who: with(developer, submitted(12, 1)), ask: general, want: yes},
		{name: "one of twelve months ago today has lapsed", who: with(developer, submitted(12, 0)), ask: general, want: no},
		{name: "a round of a program needs the profile too", who: with(developer, submitted(12, 0)), ask: stream(draws.FSW), want: no},
		{name: "a worker is eligible for the worker's rounds", who: developer, ask: stream(draws.FSW), want: yes},
		{name: "and not for those of the Canadian Experience Class", who: developer, ask: stream(draws.CEC), want: no},
		{name: "a resident is", who: resident(12), ask: stream(draws.CEC), want: yes},
		{name: "a welder is for those of the trades program", who: welder, ask: stream(draws.FST), want: yes},
		{name: "a nominee who is eligible for a program is in", who: with(developer, nominated("ON")), ask: pnp, want: yes},
		{name: "a nominee who is for none is not", who: with(developer, nominated("ON"), english(4)), ask: pnp, want: no},
		{name: "without a nomination nobody is", who: developer, ask: pnp, want: no},
		{name: "Quebec does not nominate into Express Entry", who: with(developer, nominated("QC")), ask: pnp, want: no},
		{name: "a past general round is open to the pool", on: "2018-01-24", who: resident(12), ask: round("No Program Specified"), want: yes},
		{name: "a past round of a program to that program", on: "2023-02-02", who: developer, ask: round("Federal Skilled Worker"), want: yes},
	})
}
