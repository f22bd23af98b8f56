package streams_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
	"crsplan/sim/streams"
)

// techDay is a day on which tech draws were running with nine occupations.
const techDay = "2023-03-10"

func coder(code string) change {
	return with(developer, noWork, job(code, 60))
}

func TestOntarioStreams(t *testing.T) {
	tech := stream(draws.OntarioTech)
	check(t, []sentence{
		// Open and closed.
		{name: "a developer with interest in Ontario", on: techDay, who: developer, ask: tech, want: yes},
		{name: "the stream is open on its last day, though dormant", on: "2026-06-25", who: developer, ask: tech, want: yes},
		{name: "it is closed from 2026-06-26", on: "2026-06-26", who: developer, ask: tech, want: no},
		{name: "it stays closed", who: developer, ask: tech, want: no},
		{name: "there was no tech list the day before the first draw", on: "2019-07-11", who: developer, ask: tech, want: no},
		{name: "there was from the day", on: "2019-07-12", who: developer, ask: tech, want: yes},
		{name: "no notifications could be issued in 2016", on: "2017-02-20", who: with(developer, funds(0), resident(24), degree(profile.Bachelor)), ask: stream(draws.OntarioGeneral), want: no},
		{name: "they could be from 2017-02-21, where less than was enough later may have been enough", on: "2017-02-21", who: with(developer, resident(24), funds(12_668)), ask: stream(draws.OntarioGeneral), want: maybe, settled: "work.jobb.province"},
		{name: "and with what was enough later they are", on: "2017-02-21", who: with(developer, resident(24), funds(12_669)), ask: stream(draws.OntarioGeneral), want: yes},

		// The occupations.
		{name: "six occupations of NOC 2016 are nine of NOC 2021", on: "2022-11-15", who: coder("21211"), ask: tech, want: yes},
		{name: "computer engineers are among them", on: "2022-11-15", who: coder("21311"), ask: tech, want: yes},
		{name: "managers of information systems too", on: "2022-11-15", who: coder("20012"), ask: tech, want: yes},
		{name: "cybersecurity specialists are not among the six", on: "2022-11-15", who: coder("21220"), ask: tech, want: no},
		{name: "nor among the nine", on: "2023-12-13", who: coder("21220"), ask: tech, want: no},
		{name: "they are among the fifteen", on: "2023-12-14", who: coder("21220"), ask: tech, want: yes},
		{name: "network technicians too", on: "2023-12-14", who: coder("22220"), ask: tech, want: yes},
		{name: "and were not the day before", on: "2023-12-13", who: coder("22220"), ask: tech, want: no},
		{name: "an accountant is not", on: "2023-12-14", who: coder("11100"), ask: tech, want: no},
		{name: "a primary occupation off the list shuts the worker's route", on: techDay, who: with(developer, job("11100", 60), primary("11100")), ask: tech, want: no},
		{name: "nobody without work", on: techDay, who: with(developer, noWork), ask: tech, want: no},

		// What Human Capital Priorities asked for.
		{name: "CLB 7 in each ability", on: techDay, who: with(developer, english(7), offer("21232"), provinces("ON")), ask: tech, want: yes},
		{name: "CLB 6 in one", on: techDay, who: with(developer, each(9, 9, 6, 9)), ask: tech, want: no},
		{name: "a bachelor's degree", on: techDay, who: with(developer, degree(profile.Bachelor)), ask: tech, want: yes},
		{name: "two years are not enough", on: techDay, who: with(developer, degree(profile.TwoYear)), ask: tech, want: no},
		{name: "two or more credentials may be below a bachelor's", on: techDay, who: with(developer, degree(profile.TwoOrMore)), ask: tech, want: maybe, settled: "education.level"},
		{name: "a master's is above it", on: techDay, who: with(developer, degree(profile.Masters)), ask: tech, want: yes},
		{name: "a degree without an assessment does not count", on: techDay, who: with(developer, unassessed), ask: tech, want: no},
		{name: "nurses needed one before July 2024", on: "2024-07-03", who: with(developer, noWork, job("31301", 60), offer("31301"), degree(profile.TwoYear)), ask: stream(draws.OntarioHealth), want: no},
		{name: "from then it depends on their registration", on: "2024-07-04", who: with(developer, noWork, job("31301", 60), offer("31301", in("BC")), degree(profile.TwoYear)), ask: stream(draws.OntarioHealth), want: maybe},

		// Interest.
		{name: "interest in all provinces", on: techDay, who: with(developer, provinces("all")), ask: tech, want: yes},
		{name: "in British Columbia and Ontario", on: techDay, who: with(developer, provinces("BC", "ON")), ask: tech, want: yes},
		{name: "in British Columbia alone", on: techDay, who: with(developer, provinces("BC")), ask: tech, want: no},
		{name: "interest not declared is not known", on: techDay, who: with(developer, provinces()), ask: tech, want: maybe, settled: "canada.provinces"},

		// Money.
		{name: "a dollar short of the funds", on: techDay, who: with(developer, canadian("21232", 12), funds(13_309), last(inProvince("BC"))), ask: tech, want: no},
		{name: "the amount", on: techDay, who: with(developer, canadian("21232", 12), funds(13_310), last(inProvince("BC"))), ask: tech, want: yes},
		{name: "a job in Ontario stands in", on: techDay, who: with(developer, canadian("21232", 12), noFunds, inOntario), ask: tech, want: yes},
		{name: "a job that has ended does not", on: techDay, who: with(developer, stint("21232", "CA", 13, 1), noFunds, inOntario), ask: tech, want: maybe, settled: "canada.settlement_funds_cad"},
		{name: "a job in Canada without a province may be in Ontario", on: techDay, who: with(developer, canadian("21232", 12), noFunds), ask: tech, want: maybe, settled: "canada.settlement_funds_cad work.jobb.province"},
		{name: "also with funds that are short", on: techDay, who: with(developer, canadian("21232", 12), funds(0)), ask: tech, want: maybe, settled: "work.jobb.province"},
		{name: "with funds enough it does not matter", on: techDay, who: with(developer, canadian("21232", 12)), ask: tech, want: yes},
		{name: "an offer in Ontario stands in", on: techDay, who: with(developer, stint("21232", "CA", 13, 1), noFunds, offer("21232", in("ON"))), ask: tech, want: yes},
		{name: "an offer without a province may be there", on: techDay, who: with(developer, stint("21232", "CA", 13, 1), funds(0), offer("21232")), ask: tech, want: maybe, settled: "canada.job_offer.province"},

		// Routes.
		{name: "the worker's route asks for a year without a break within five", on: techDay, who: with(developer, noWork, stint("21232", "BR", 60, 48), job("11100", 40), primary("21232"), degree(profile.Doctorate)), ask: tech, want: yes},
		{name: "begun before that it does not count", on: techDay, who: with(developer, noWork, stint("21232", "BR", 61, 49), job("11100", 40), primary("21232"), degree(profile.Doctorate)), ask: tech, want: no},
		{name: "the resident's route takes listed occupations together", on: techDay, who: with(developer, noWork, stint("21232", "CA", 12, 6), canadian("21231", 6), inOntario, primary("21232")), ask: tech, want: yes},
		{name: "unlisted work does not fill the year", on: techDay, who: with(developer, noWork, stint("11100", "CA", 12, 6), canadian("21231", 6), inOntario, primary("21231")), ask: tech, want: no},
		{name: "a general draw takes any skilled work", on: techDay, who: with(developer, noWork, stint("11100", "CA", 12, 6), canadian("21231", 6), inOntario, primary("21231")), ask: stream(draws.OntarioGeneral), want: yes},
		{name: "the trades program opens no route", on: techDay, who: with(welder, degree(profile.Bachelor), english(7), provinces("ON"), aged(60), noWork, stint("72106", "BR", 50, 38), job("72106", 11)), ask: stream(draws.OntarioGeneral), want: no},
		{name: "a self-employed physician did not count for Ontario before 2025-01-28", on: "2025-01-27", who: with(developer, noWork, canadian("31102", 24), selfEmployed, aged(60)), ask: stream(draws.OntarioHealth), want: no},
		{name: "and did from that day", on: "2025-01-28", who: with(developer, noWork, canadian("31102", 24), selfEmployed, aged(60)), ask: stream(draws.OntarioHealth), want: yes},

		// Status and profile.
		{name: "a permit that holds", on: techDay, who: with(developer, status(profile.Worker), permit(profile.OpenPermit, 1)), ask: tech, want: yes},
		{name: "on its last day too", on: techDay, who: with(developer, status(profile.Worker), permit(profile.OpenPermit, 0)), ask: tech, want: yes},
		{name: "a permit whose last day was yesterday", on: techDay, who: with(developer, status(profile.Worker), permit(profile.OpenPermit, -1)), ask: tech, want: no},
		{name: "is of no matter outside Canada", on: techDay, who: with(developer, permit(profile.OpenPermit, -1)), ask: tech, want: yes},
		{name: "without a permit the status declared counts", on: techDay, who: with(developer, status(profile.Visitor)), ask: tech, want: yes},
		{name: "a lapsed profile", on: techDay, who: with(developer, submitted(12, 0)), ask: tech, want: no},

		// The other kinds.
		{name: "the list of health leaves a developer out", on: techDay, who: developer, ask: stream(draws.OntarioHealth), want: no},
		{name: "psychologists joined it in March 2024", on: "2024-03-07", who: coder("31200"), ask: stream(draws.OntarioHealth), want: yes},
		{name: "and were not on it the day before", on: "2024-03-06", who: coder("31200"), ask: stream(draws.OntarioHealth), want: no},
		{name: "the job-offer draws need an offer in Ontario", on: "2019-01-02", who: with(developer, offer("21232", in("ON"))), ask: stream(draws.OntarioJobOffer), want: yes},
		{name: "not one elsewhere", on: "2019-01-02", who: with(developer, offer("21232", in("BC"))), ask: stream(draws.OntarioJobOffer), want: no},
		{name: "one without a province is not known", on: "2019-01-02", who: with(developer, offer("21232")), ask: stream(draws.OntarioJobOffer), want: maybe, settled: "canada.job_offer.province"},
		{name: "none is none", on: "2019-01-02", who: developer, ask: stream(draws.OntarioJobOffer), want: no},
		{name: "the French draws need NCLC 7", on: "2019-01-02", who: with(developer, french(7)), ask: stream(draws.OntarioHCPFrench), want: yes},
		{name: "NCLC 6 is not", on: "2019-01-02", who: with(developer, french(6)), ask: stream(draws.OntarioHCPFrench), want: no},
		{name: "priority lists are not established", on: "2021-06-23", who: developer, ask: stream(draws.OntarioPriority), want: maybe},
		{name: "but they are nothing for who lacks the language", on: "2021-06-23", who: with(developer, english(6)), ask: stream(draws.OntarioPriority), want: no},
		{name: "unknown targets are not known", on: "2024-07-25", who: developer, ask: stream(draws.OntarioOther), want: maybe},
		{name: "nor what the French-Speaking stream asks for", on: techDay, who: with(developer, french(7)), ask: stream(draws.OntarioFrench), want: maybe},
		{name: "or the trades stream", on: techDay, who: with(welder, provinces("ON")), ask: stream(draws.OntarioTrades), want: maybe},
		{name: "both are nothing for who is in no program", on: techDay, who: with(developer, english(4)), ask: stream(draws.OntarioFrench), want: no},
		{name: "and closed with the others", who: with(welder, provinces("ON")), ask: stream(draws.OntarioTrades), want: no},
		{name: "fifteen occupations of information technology in 2017 are not all mapped", on: "2017-06-26", who: coder("11100"), ask: stream(draws.OntarioICT), want: maybe},
		{name: "the list of 2017 was over in August", on: "2017-08-01", who: developer, ask: stream(draws.OntarioICT), want: no},
	})
}

func inProvince(code string) func(*profile.Job) { return func(j *profile.Job) { j.Province = code } }

func TestOntarioDraws(t *testing.T) {
	may2023 := band(draws.OntarioTech, "2023-05-05") // profiles of 2022-05-05 to 2023-05-05
	cecOnly := band(draws.OntarioTech, "2020-05-13")
	mixed := band(draws.OntarioTech, "2023-08-16")
	check(t, []sentence{
		{name: "a developer in a draw of nine", on: "2023-05-05", who: developer, ask: may2023, want: yes},
		{name: "a profile created on the window's first day", on: "2023-05-05", who: with(developer, submittedOn("2022-05-06")), ask: may2023, want: yes},
		{name: "one created on its last day", on: "2023-05-05", who: with(developer, submittedOn("2023-05-05")), ask: may2023, want: yes},
		{name: "one created a day before has lapsed too", on: "2023-05-05", who: with(developer, submittedOn("2022-05-04")), ask: may2023, want: no},
		{name: "a network technician is not in a draw of nine", on: "2023-05-05", who: coder("22220"), ask: may2023, want: no},
		{name: "but in one of fifteen", on: "2023-12-14", who: coder("22220"), ask: band(draws.OntarioTech, "2023-12-14"), want: yes},
		{name: "a draw of six", on: "2021-02-16", who: coder("21223"), ask: band(draws.OntarioTech, "2021-02-16"), want: yes},
		{name: "a worker abroad is not in a draw for the Canadian Experience Class", on: "2020-05-13", who: developer, ask: cecOnly, want: no},
		{name: "a resident is", on: "2020-05-13", who: with(resident(12), degree(profile.Bachelor), funds(20_000)), ask: cecOnly, want: yes},
		{name: "a window that closed before the draw: the last day", on: "2023-08-16", who: with(developer, submittedOn("2023-07-08")), ask: mixed, want: yes},
		{name: "the day after", on: "2023-08-16", who: with(developer, submittedOn("2023-07-09")), ask: mixed, want: no},
		{name: "the first day", on: "2023-08-11", who: with(developer, submittedOn("2022-08-12")), ask: mixed, want: yes},
		{name: "without a day it is not known", on: "2023-08-16", who: developer, ask: mixed, want: maybe, settled: "canada.profile_submitted"},
		{name: "a nurse may be in a draw for tech and health whose health list is not at hand", on: "2023-08-16", who: with(developer, noWork, job("31301", 60), submittedOn("2023-07-01")), ask: mixed, want: maybe},
		{name: "a resident nurse too", on: "2023-08-16", who: with(developer, noWork, canadian("31301", 12), inOntario, submittedOn("2023-07-01")), ask: mixed, want: maybe},
		{name: "a health draw of five occupations takes nurses", on: "2023-09-26", who: coder("31301"), ask: band(draws.OntarioHealth, "2023-09-26"), want: yes},
		{name: "and no dentists", on: "2023-09-26", who: coder("31110"), ask: band(draws.OntarioHealth, "2023-09-26"), want: no},
		{name: "a priority draw without its list is not known", on: "2020-02-13", who: coder("11100"), ask: band(draws.OntarioPriority, "2020-02-13"), want: maybe},
		{name: "an unspecified draw is not known", on: "2024-09-19", who: developer, ask: band(draws.OntarioOther, "2024-09-19"), want: maybe},
		{name: "a general draw takes everybody of Human Capital Priorities", on: "2019-01-14", who: coder("11100"), ask: band(draws.OntarioGeneral, "2019-01-14"), want: yes},
		{name: "a draw with an offer", on: "2018-08-09", who: with(developer, resident(12), offer("21232", in("ON"))), ask: band(draws.OntarioJobOffer, "2018-08-09"), want: yes},
		{name: "a draw of the trades stream", on: "2024-10-17", who: with(welder, provinces("ON")), ask: band(draws.OntarioTrades, "2024-10-17"), want: maybe},
	})
	if got := on(day("2024-10-17"), developer).AdmitsBand(&draws.Band{Date: day("2024-10-17")}); got != no {
		t.Errorf("a draw of no stream: %v", got)
	}
}

// Every draw that was held can be asked about.
func TestEveryDraw(t *testing.T) {
	for _, b := range draws.Embedded().Bands {
		result := on(b.Until, developer).Band(&b)
		sound(t, result)
		if result.Verdict == yes && len(b.NOCs) > 0 && slices.Contains(b.Streams, draws.OntarioHealth) && !slices.Contains(b.Streams, draws.OntarioTech) {
			t.Errorf("a developer in the health draw of %v", b.Date)
		}
	}
	// All the tech draws but the one for residents, and the two whose windows
	// had closed.
	inside := 0
	for _, b := range draws.Embedded().Of(draws.OntarioTech).Bands {
		if on(b.Until, developer).AdmitsBand(&b) == yes {
			inside++
		}
	}
	if inside != 20 {
		t.Errorf("in %d tech draws of 23, want 20", inside)
	}
}

func TestPathways(t *testing.T) {
	alberta, workforce := pathway("alberta-tech"), pathway("ontario-workforce-priority")
	permanent := with(developer, offer("21232", in("ON")))
	check(t, []sentence{
		{name: "a job in Alberta may be with an employer of the tech industries", who: with(developer, canadian("21232", 2), inAlberta), ask: alberta, want: maybe},
		{name: "so may an offer there", who: with(developer, offer("21232", in("AB"))), ask: alberta, want: maybe, settled: "canada.job_offer.employer_years"},
		{name: "an offer of an employer in its second year there is no", who: with(developer, offer("21232", in("AB"), inBusiness(1))), ask: alberta, want: no},
		{name: "one after two years may be", who: with(developer, offer("21232", in("AB"), inBusiness(2))), ask: alberta, want: maybe},
		{name: "one after three may be too", who: with(developer, offer("21232", in("AB"), inBusiness(3))), ask: alberta, want: maybe},
		{name: "an offer without a province too", who: with(developer, offer("21232")), ask: alberta, want: maybe, settled: "canada.job_offer.province canada.job_offer.employer_years"},
		{name: "a job in Canada without a province too", who: with(developer, canadian("21232", 2)), ask: alberta, want: maybe, settled: "work.jobb.province"},
		{name: "neither is no", who: developer, ask: alberta, want: no},
		{name: "a job in Ontario is no", who: with(developer, canadian("21232", 2), inOntario), ask: alberta, want: no},
		{name: "a part-time offer is no", who: with(developer, offer("21232", in("AB"), partTime)), ask: alberta, want: no},
		{name: "a job not authorized is no", who: with(developer, canadian("21232", 2), inAlberta, unauthorized), ask: alberta, want: no},
		{name: "an accountant is not on the list", who: with(coder("11100"), offer("11100", in("AB"))), ask: alberta, want: no},
		{name: "nobody without an occupation is", who: with(developer, noWork, offer("21232", in("AB"))), ask: alberta, want: no},
		{name: "nor out of the pool", who: with(developer, english(4), offer("21232", in("AB"))), ask: alberta, want: no},
		{name: "when it began is not known", on: "2026-01-28", who: developer, ask: alberta, want: maybe},

		{name: "an offer in Ontario may be permanent and paid well", who: permanent, ask: workforce, want: maybe, settled: ofTheEmployer},
		{name: "its province not given", who: with(developer, offer("21232")), ask: workforce, want: maybe, settled: "canada.job_offer.province " + strings.TrimPrefix(ofTheEmployer, "canada.job_offer.permanent ")},
		{name: "one that ends is no", who: with(permanent, lasts(false)), ask: workforce, want: no},
		{name: "a permanent one leaves the employer to be told", who: with(permanent, lasts(true)), ask: workforce, want: maybe, settled: strings.TrimPrefix(ofTheEmployer, "canada.job_offer.permanent ")},
		{name: "an offer elsewhere is no", who: with(developer, offer("21232", in("BC"))), ask: workforce, want: no},
		{name: "no offer is no", who: developer, ask: workforce, want: no},
		{name: "a part-time offer is no, for Ontario too", who: with(developer, offer("21232", in("ON"), partTime)), ask: workforce, want: no},
		{name: "CLB 6 is enough for TEER 0 to 3", who: with(permanent, english(6)), ask: workforce, want: maybe, settled: ofTheEmployer},
		{name: "CLB 5 is not", who: with(permanent, english(5)), ask: workforce, want: no},
		{name: "French will do", who: with(permanent, english(4), french(6)), ask: workforce, want: maybe, settled: ofTheEmployer},
		{name: "CLB 5 is enough in a trade", who: with(developer, offer("72106", in("ON")), english(5)), ask: workforce, want: maybe, settled: strings.Replace(ofTheEmployer, " ", " canada.licensed_in ", 1)},
		{name: "CLB 4 is not", who: with(developer, offer("72106", in("ON")), english(4)), ask: workforce, want: no},
		{name: "CLB 4 is enough for TEER 4", who: with(developer, offer("64100", in("ON")), canadian("64100", 9), english(4)), ask: workforce, want: maybe, settled: ofTheEmployer},
		{name: "CLB 3 is not, for TEER 4", who: with(developer, offer("64100", in("ON")), canadian("64100", 9), english(3)), ask: workforce, want: no},
		{name: "six months in the position with a wage given", who: with(permanent, canadian("21232", 6), inOntario, func(p *profile.Profile, _ civil.Day) {
			wage := 50.0
			p.Canada.Offer.HourlyWage = &wage
		}), ask: workforce, want: maybe, settled: ofTheEmployer},
		{name: "a self-employed physician needs no offer", who: with(developer, canadian("31102", 12), selfEmployed), ask: workforce, want: maybe},
		{name: "before its intake it is in force", on: "2026-06-26", who: permanent, ask: workforce, want: maybe, settled: ofTheEmployer},
		{name: "the day before it is not", on: "2026-06-25", who: permanent, ask: workforce, want: no},
		{name: "before it was announced nothing is known of it", on: "2026-03-15", who: permanent, ask: workforce, want: no},
	})
	if _, ok := on(day(today), developer).Pathway("bc-tech"); ok {
		t.Error("a pathway that is not known was answered")
	}
	for _, key := range streams.Pathways() {
		result, ok := on(day(today), developer).Pathway(key)
		if !ok || !slices.ContainsFunc(result.Requirements, func(r streams.Requirement) bool { return r.Key == "scale" }) {
			t.Errorf("%s does not name its own scale", key)
		}
	}
}

func TestFiling(t *testing.T) {
	tests := []struct {
		name   string
		stream draws.Stream
		on     string
		want   int // days, 0 where it is not known
	}{
		{"45 days in 2015", draws.OntarioGeneral, "2015-01-01", 45},
		{"on the last day of 2016", draws.OntarioGeneral, "2016-12-31", 45},
		{"no one number in 2017", draws.OntarioGeneral, "2017-01-01", 0},
		{"until October", draws.OntarioICT, "2017-10-31", 0},
		{"45 days again", draws.OntarioGeneral, "2017-11-01", 45},
		{"on the last day", draws.OntarioTech, "2026-06-25", 45},
		{"none once it is closed", draws.OntarioTech, "2026-06-26", 0},
		{"federal streams have none", draws.General, "2024-01-01", 0},
		{"nothing before Express Entry", draws.OntarioGeneral, "2014-12-31", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, ok := streams.FilingOf(test.stream, day(test.on))
			want := streams.Filing{}
			if test.want > 0 {
				want = streams.Filing{WithinDays: test.want, FeeCAD: 1500, Low: 1, Likely: 2, High: 4, Ref: got.Ref}
			}
			if diff := cmp.Diff(want, got); diff != "" || ok != (test.want > 0) {
				t.Errorf("%v (-want +got):\n%s", ok, diff)
			}
		})
	}
}

// inBusiness is an employer that has been in the province for so many years.
func inBusiness(years int) func(*profile.Offer) { return func(o *profile.Offer) { o.Years = &years } }

// ofTheEmployer are the facts that an offer may tell of its employer.
const ofTheEmployer = "canada.job_offer.permanent canada.job_offer.employer_years canada.job_offer.region canada.job_offer.employer_staff canada.job_offer.employer_revenue_cad"

// lasts says whether the offer is permanent.
func lasts(permanent bool) func(*profile.Profile, civil.Day) {
	return func(p *profile.Profile, _ civil.Day) { p.Canada.Offer.Permanent = &permanent }
}
