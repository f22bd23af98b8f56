package sim_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
	"crsplan/sim/streams"
)

func TestWhatFollowsAnInvitation(t *testing.T) {
	withPartner := func(of profile.Partner) change {
		return func(p *profile.Profile) {
			p.Marital, p.Partner = profile.Married, &of
		}
	}
	size := func(n int) change { return func(p *profile.Profile) { p.Canada.FamilySize = n } }
	along := profile.Partner{Person: profile.Person{Birth: day("1990-01-01")}, Accompanying: true}
	behind, canadian := along, along
	behind.Accompanying = false
	canadian.CitizenOrPR = true

	tests := []struct {
		name             string
		p                *profile.Profile
		on               string
		adults, children int
		likely           float64
		unknown          []string
	}{
		{"one adult pays the fees, biometrics and an examination", person(size(1)), "2026-11-22", 1, 0, 1590 + 85 + 250, []string{"police-certificates"}},
		{"a profile without a family is one person", person(size(0)), "2026-11-22", 1, 0, 1590 + 85 + 250, []string{"police-certificates"}},
		{"an accompanying partner pays as much", person(size(2), withPartner(along)), "2026-11-22", 2, 0, 2 * (1590 + 85 + 250), []string{"police-certificates"}},
		{"a family pays biometrics for two at most; a child's examination is not known", person(size(4), withPartner(along)), "2026-11-22", 2, 2, 2*(1590+85+250) + 2*270, []string{"medical-child", "police-certificates"}},
		{"a partner who stays behind is of the family and pays nothing", person(size(3), withPartner(behind)), "2026-11-22", 1, 1, 1590 + 270 + 2*85 + 250, []string{"medical-child", "police-certificates"}},
		{"a partner who is Canadian pays nothing", person(size(2), withPartner(canadian)), "2026-11-22", 1, 0, 1590 + 85 + 250, []string{"police-certificates"}},
		{"a family of one with a partner has no children", person(size(1), withPartner(along)), "2026-11-22", 2, 0, 2 * (1590 + 85 + 250), []string{"police-certificates"}},
		{"the day before the fees rose, with what is known then", person(size(1)), "2026-04-29", 1, 0, 1525 + 85 + 250, []string{"police-certificates"}},
		{"before any price is established all is unknown", person(size(1)), "2021-06-01", 1, 0, 0, []string{"permanent-residence-adult", "biometrics", "medical", "police-certificates"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := asOf(test.on)
			p := play(t, w, test.p)
			a := p.After(p.Start)
			cost, unknown := a.Cost()
			if a.Adults != test.adults || a.Children != test.children || cost.Likely != test.likely {
				t.Errorf("%d adults, %d children, %v dollars; want %d, %d, %v", a.Adults, a.Children, cost.Likely, test.adults, test.children, test.likely)
			}
			if diff := cmp.Diff(test.unknown, unknown); diff != "" {
				t.Errorf("not known (-want +got):\n%s", diff)
			}
			if slices.ContainsFunc(a.Fees, func(f sim.Fee) bool { return f.Known && (f.Ref == "" || f.Total.Low > f.Total.High) }) {
				t.Errorf("fees without a source, or falling: %+v", a.Fees)
			}
		})
	}
}

func TestLanding(t *testing.T) {
	tests := []struct {
		name, on, from, to string
	}{
		{"from six months to sixty days and seven months", "2026-11-22", "2027-07-03", "2027-10-02"},
		{"the service standard alone, before longer times were known", "2026-09-30", "2027-07-03", "2027-09-01"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := play(t, asOf(test.on), person()).After(day(test.on))
			if from, to := a.Landing(day("2027-01-01")); from != day(test.from) || to != day(test.to) {
				t.Errorf("from %v to %v, want %s to %s", from, to, test.from, test.to)
			}
		})
	}
}

func TestFirstAbove(t *testing.T) {
	// The data date is 2022-06-01.
	record := &draws.Record{Rounds: []draws.Round{
		round("1", "2021-06-01", draws.French, 300),
		round("2", "2022-03-01", draws.PNP, 700),
		round("3", "2022-06-01", draws.CEC, 478),
	}}
	lane := func(s draws.Stream, from, to string, v streams.Verdict) sim.Lane {
		return sim.Lane{Stream: s, From: day(from), To: day(to), Verdict: v}
	}
	up := play(t, now("2022-01-10"), abroad(478), scenario("up", clb(10, months(4)))) // more from 2022-05-12
	tests := []struct {
		name  string
		lanes []sim.Lane
		on    string // "" for never
	}{
		{"the day on which the score rises above the cutoff it only met before", []sim.Lane{lane(draws.CEC, "2022-01-10", "2024-01-01", streams.Yes)}, "2022-05-12"},
		{"the day on which the stream opens, where that is later", []sim.Lane{lane(draws.CEC, "2022-01-10", "2022-08-01", streams.No), lane(draws.CEC, "2022-08-01", "2024-01-01", streams.Yes)}, "2022-08-01"},
		{"never, where the stream closes on the day of the rise", []sim.Lane{lane(draws.CEC, "2022-01-10", "2022-05-12", streams.Yes)}, ""},
		{"on the last day of a stream that closes the day after the rise", []sim.Lane{lane(draws.CEC, "2022-01-10", "2022-05-13", streams.Yes)}, "2022-05-12"},
		{"never, where it is not known to be open", []sim.Lane{lane(draws.CEC, "2022-01-10", "2024-01-01", streams.NotKnown)}, ""},
		{"never through a stream whose last round is a year old", []sim.Lane{lane(draws.French, "2022-01-10", "2024-01-01", streams.Yes)}, ""},
		{"never through a cutoff out of reach", []sim.Lane{lane(draws.PNP, "2022-01-10", "2024-01-01", streams.Yes)}, ""},
		{"never through a stream without a round", []sim.Lane{lane(draws.STEM, "2022-01-10", "2024-01-01", streams.Yes)}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			on, round, ok := up.FirstAbove(test.lanes, record)
			if on.String() != test.on || ok != (test.on != "") || ok && round.Number != "3" {
				t.Errorf("%v, round %q, %v; want %q", on, round.Number, ok, test.on)
			}
		})
	}
}
