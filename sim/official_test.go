package sim_test

import (
	"slices"
	"testing"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// account states what the account showed: so many points more than the known
// factors of that day give, all of which are stated.
func account(t *testing.T, p *profile.Profile, on string, more int) *profile.Profile {
	t.Helper()
	p.Self.Unstated = 0
	s, _, err := now(on).Stand(p, day(on))
	if err != nil {
		t.Fatal(err)
	}
	p.Canada.Official = &profile.Official{Total: s.Total + more, On: day(on)}
	return p
}

// hired is a person who works in Canada since a year and a half.
func hiredIn(changes ...change) *profile.Profile {
	return person(append([]change{statedOn("2026-11-03"), english("2026-10-01", 8), assessed("2026-06-01"), jobs(job("CA", developer, "2025-05-04"))}, changes...)...)
}

func TestWhatTheOfficialScoreDiffersByIsCarriedWhileTheFactorHasNoPoints(t *testing.T) {
	none := func(*profile.Profile) {}
	late := func(p *profile.Profile) {
		p.StatedOn, p.Self.Languages.Results[0].TakenOn = p.StatedOn+1, p.StatedOn+1
	}
	for _, test := range []struct {
		name, on   string
		more, want int
		change     change
		says       string
	}{
		{"the day before the factor", "2026-11-02", 25, 0, none, "official-score/known"},
		{"its day", "2026-11-03", 25, 25, none, "official-score/carried-high-wage"},
		{"less than the known factors", "2026-11-03", -7, -7, none, "official-score/carried"},
		{"as much as they", "2026-11-03", 0, 0, none, ""},
		{"whom the factor does not touch", "2026-11-03", 25, 25, jobs(), "official-score/carried"},
		{"a newer test", "2026-11-03", 25, 0, late, "official-score/older"},
		{"a fact that moves points is missing", "2026-11-03", 25, 0, func(p *profile.Profile) { p.Self.Unstated = profile.TheSibling }, "official-score/missing"},
		{"one that moves none", "2026-11-03", 25, 25, func(p *profile.Profile) { p.Self.Unstated = profile.TheRelative }, "official-score/carried-high-wage"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := hiredIn()
			if test.name == "whom the factor does not touch" {
				test.change(p)
			}
			p = account(t, p, test.on, test.more)
			test.change(p)
			bare := p.Clone()
			bare.Canada.Official = nil
			w := now("2026-11-04")
			with, warnings, err := w.Stand(p, w.Today)
			if err != nil {
				t.Fatal(err)
			}
			without, _, err := w.Stand(bare, w.Today)
			if err != nil {
				t.Fatal(err)
			}
			said := ""
			for _, code := range codes(warnings) {
				if len(code) > 15 && code[:15] == "official-score/" {
					said = code
				}
			}
			if got := with.Total - without.Total; got != test.want || said != test.says || with.Complete() != without.Complete() {
				t.Errorf("%d points of %d, %q", got, test.want, said)
			}
			sum := 0
			for _, l := range with.Rules.Lines(&with.Candidate) {
				if l.Factor == crs.Unexplained {
					sum += l.Points
				}
			}
			if sum != test.want {
				t.Errorf("a line of %d", sum)
			}
		})
	}
}

// The difference goes on the day that work or offer changes, with an event, and
// does not come back; before, and where neither changes, it stays.
func TestTheDifferenceIsDroppedWhenWorkOrOfferChanges(t *testing.T) {
	w := now("2026-11-04")
	work := sim.During{Work: sim.WorkInCanada, NOC: engineer}
	for _, test := range []struct {
		name  string
		steps []*sim.Scenario
		p     *profile.Profile
		want  string // the day it is dropped on
	}{
		{"staying", nil, hiredIn(), ""},
		{"a test", []*sim.Scenario{scenario("s", clb(9, months(3)))}, hiredIn(), ""},
		{"another job", []*sim.Scenario{scenario("s", sim.Step{StartsOn: day("2027-02-01"), Months: months(6), During: work})}, hiredIn(), "2027-02-01"},
		{"a job that ends", nil, hiredIn(jobs(job("CA", developer, "2025-05-04", "2027-01-31"))), "2027-02-01"},
		{"a year that is complete", nil, hiredIn(jobs(job("CA", developer, "2026-02-01"))), "2027-02-01"},
		{"an offer", []*sim.Scenario{scenario("s", sim.Step{StartsOn: day("2027-01-01"), Months: months(1), Then: sim.Change{Offer: &profile.Offer{NOC: developer, LMIA: true, Months: 12, FullTime: true}}})}, hiredIn(), "2027-02-01"},
		{"work that pauses", []*sim.Scenario{scenario("s", sim.Step{StartsOn: day("2027-02-01"), Months: months(2), During: sim.During{Work: sim.StopWork}, Then: sim.Change{Relative: new(true)}})}, hiredIn(), "2027-02-01"},
		{"a permit that ends", nil, hiredIn(permit(profile.ClosedPermit, "2027-01-31")), "2027-02-01"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := account(t, test.p, "2026-11-03", 25)
			bare := p.Clone()
			bare.Canada.Official = nil
			with, without := play(t, w, p, test.steps...), play(t, w, bare, test.steps...)
			until := civil.Max
			if test.want != "" {
				until = day(test.want)
			}
			got := moved(with, sim.OfficialEvent)
			if (len(got) == 1) != (test.want != "") || len(got) > 1 || len(got) == 1 && (got[0].On != until || got[0].Delta != -25) {
				t.Errorf("dropped: %+v", got)
			}
			for on := with.Start; on <= with.End; on += 7 {
				want := without.At(on).Total
				if on < until {
					want += 25
				}
				if total := with.At(on).Total; total != want {
					t.Fatalf("on %v %d points, want %d", on, total, want)
				}
			}
			for _, on := range []civil.Day{until - 1, until} {
				if test.steps != nil || test.want == "" {
					break
				}
				want := "official-score/carried-high-wage"
				if on == until {
					want = "official-score/dropped"
				}
				if _, warnings, _ := w.Stand(p, on); !slices.ContainsFunc(warnings, func(r reason.Reason) bool { return r.Code == want }) {
					t.Errorf("on %v: %v, want %s", on, warnings, want)
				}
			}
			generous := *w
			generous.Generous = true
			for _, p := range []*profile.Profile{p, account(t, bare, "2026-11-03", -25)} {
				most, some := play(t, &generous, p, test.steps...), play(t, w, p, test.steps...)
				for on := with.Start; on <= with.End; on += 7 {
					if most.At(on).Total < some.At(on).Total {
						t.Fatalf("on %v the bound of %d is less than %d", on, most.At(on).Total, some.At(on).Total)
					}
				}
			}
		})
	}
}

// On the days of other rules, and for the partner as applicant, nothing of it
// counts.
func TestTheDifferenceIsTheApplicantsAndOfTheDaysOfTheFactor(t *testing.T) {
	p := account(t, hiredIn(), "2026-11-03", 25)
	bare := p.Clone()
	bare.Canada.Official = nil
	w := asOf("2026-11-02")
	with, _, err := w.Stand(p, w.Today)
	if err != nil {
		t.Fatal(err)
	}
	if without, _, _ := w.Stand(bare, w.Today); with.Total != without.Total {
		t.Errorf("the day before the factor: %d points, without %d", with.Total, without.Total)
	}
	total := now("2026-11-04").Settled(p)
	if total.Canada.Official.Settled.Difference != 25 || slices.Contains([]*profile.Profile{total}, p) || p.Canada.Official.Settled != nil {
		t.Error("settling changes the profile that is given")
	}
	if again := now("2026-11-04").Settled(total); again != total {
		t.Error("it is settled twice")
	}
	married()(total)
	if total.Swap(total.StatedOn); total.Canada.Official != nil {
		t.Error("the partner takes over the applicant's score")
	}
}
