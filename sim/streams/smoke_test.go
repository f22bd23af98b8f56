package streams_test

import (
	"fmt"
	"testing"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

func TestSmoke(t *testing.T) {
	f := 30000
	p := &profile.Profile{StatedOn: civil.MustParse("2026-11-22")}
	p.Self.Birth = civil.MustParse("1995-03-14")
	p.Self.Education = profile.Education{Level: profile.Bachelor, Country: "BR", ECAIssued: civil.MustParse("2025-06-10")}
	p.Self.Languages.Results[0] = profile.Result{Held: true, TakenOn: civil.MustParse("2025-11-23"), Levels: language.Levels{9, 9, 9, 9}}
	p.Self.Work = []profile.Job{{Name: "acme", NOC: "21232", Country: "BR", From: civil.MustParse("2019-02-01"), Hours: 4000}}
	p.Canada.Funds = &f
	p.Canada.Provinces = []string{"ON"}
	p.Canada.FamilySize = 1
	c := reason.English()
	for _, d := range []string{"2023-03-15", "2026-11-22"} {
		x := &streams.Person{Profile: p, Day: civil.MustParse("2026-11-22"), Law: civil.MustParse(d), Known: civil.MustParse(d)}
		fmt.Println("=====", d)
		show := func(name string, r streams.Result) {
			fmt.Println("--", name, r.Verdict)
			for _, l := range r.Requirements {
				fmt.Println("    ", l.Met, "|", c.Term(string(l.Term())), "|", c.Say(l.Because), "|", l.Needs, "|", l.Because.Ref)
			}
		}
		for _, q := range streams.Programs {
			show(string(q), x.Program(q))
		}
		for _, l := range x.Grid().Lines {
			fmt.Println(l.Factor, l.Points, l.Max, c.Say(l.Because))
		}
		for _, s := range draws.Streams() {
			show(string(s), x.Stream(s))
			if x.Admits(s) != x.Stream(s).Verdict {
				t.Error(s)
			}
		}
		for _, k := range streams.Pathways() {
			r, _ := x.Pathway(k)
			show(k, r)
		}
	}
	fmt.Println(streams.ListDays())
}

func BenchmarkAll(b *testing.B) {
	f := 30000
	p := &profile.Profile{StatedOn: civil.MustParse("2026-11-22")}
	p.Self.Birth = civil.MustParse("1995-03-14")
	p.Self.Education = profile.Education{Level: profile.Bachelor, Country: "BR", ECAIssued: civil.MustParse("2025-06-10")}
	p.Self.Languages.Results[0] = profile.Result{Held: true, TakenOn: civil.MustParse("2025-11-23"), Levels: language.Levels{9, 9, 9, 9}}
	p.Self.Work = []profile.Job{{Name: "acme", NOC: "21232", Country: "BR", From: civil.MustParse("2019-02-01"), Hours: 4000}}
	p.Canada.Funds = &f
	p.Canada.Provinces = []string{"ON"}
	x := &streams.Person{Profile: p, Day: civil.MustParse("2026-11-22"), Law: civil.MustParse("2023-03-15"), Known: civil.MustParse("2023-03-15")}
	all := draws.Streams()
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range all {
			x.Admits(s)
		}
	}
}
