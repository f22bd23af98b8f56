package streams_test

import (
	"testing"

	"pgregory.net/rapid"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/streams"
)

// anybody draws a person on any day since Express Entry began.
func anybody(t *rapid.T) *streams.Person {
	stands := civil.Day(rapid.Int32Range(int32(day("2015-01-01")), int32(day("2027-12-31"))).Draw(t, "day"))
	number := func(name string, most int) int { return rapid.IntRange(0, most).Draw(t, name) }
	flag := func(name string) bool { return rapid.Bool().Draw(t, name) }
	level := func(name string) language.Levels {
		var l language.Levels
		for i := range l {
			l[i] = int8(rapid.IntRange(3, 10).Draw(t, name))
		}
		return l
	}
	changes := []change{
		aged(17 + number("age", 40)), levels(language.English, level("english")),
		degree(profile.Level(number("education", 8))), assessed(number("assessed", 6), 1),
		family(1 + number("family", 8)),
		provinces(rapid.SampledFrom([][]string{nil, {"ON"}, {"all"}, {"BC"}, {"QC"}, {"QC", "ON"}}).Draw(t, "provinces")...),
		status(profile.Status(number("status", 3))), nominated(rapid.SampledFrom([]string{"", "ON", "QC"}).Draw(t, "nomination")),
	}
	if flag("french") {
		changes = append(changes, levels(language.French, level("nclc")))
	}
	codes := []string{"21232", "31102", "31301", "72106", "11100", "64100", "33102", "00012", "42202", "21220"}
	for range number("jobs", 4) {
		began := 1 + number("began", 140)
		changes = append(changes, stint(rapid.SampledFrom(codes).Draw(t, "code"), rapid.SampledFrom([]string{"CA", "BR"}).Draw(t, "country"), began, number("ended", began-1)),
			hours(10+number("hours", 35)), last(func(j *profile.Job) {
				j.SelfEmployed, j.Student, j.Unauthorized = number("self-employed", 5) == 0, number("student", 5) == 0, number("unauthorized", 5) == 0
				j.Province = rapid.SampledFrom([]string{"", "ON", "AB"}).Draw(t, "province")
			}))
	}
	if flag("funds") {
		changes = append(changes, funds(number("dollars", 40_000)))
	}
	if flag("offer") {
		changes = append(changes, offer(rapid.SampledFrom(append(codes, "42102")).Draw(t, "offered"), in(rapid.SampledFrom([]string{"", "ON", "AB"}).Draw(t, "in"))))
		if flag("forces") {
			changes = append(changes, func(p *profile.Profile, _ civil.Day) { forces(p.Canada.Offer) })
		}
	}
	if flag("permit") {
		changes = append(changes, permit(profile.PermitKind(number("kind", 3)), number("left", 100)))
	}
	if flag("certificate") {
		changes = append(changes, certificate)
	}
	if flag("military") {
		changes = append(changes, served(number("served", 15)))
	}
	if flag("submitted") {
		changes = append(changes, submitted(number("submitted", 14), 0))
	}
	p := on(stands, changes...)
	p.First = language.Official(number("first", 1))
	return p
}

// The verdict alone is that of the requirements told, which can all be said.
func TestAdmitsIsTheVerdictOfTheRequirements(t *testing.T) {
	record := draws.Embedded()
	rapid.Check(t, func(t *rapid.T) {
		p := anybody(t)
		for _, s := range draws.Streams() {
			result := p.Stream(s)
			sound(t, result)
			if got := p.Admits(s); got != result.Verdict {
				t.Errorf("%s: %v alone, %v with its requirements\n%s", s, got, result.Verdict, told(result))
			}
		}
		for _, q := range streams.Programs {
			result := p.Program(q)
			sound(t, result)
			if got := p.AdmitsProgram(q); got != result.Verdict {
				t.Errorf("%s: %v alone, %v with its requirements", q, got, result.Verdict)
			}
		}
		r := rapid.SampledFrom(record.Rounds).Draw(t, "round")
		result := p.Round(&r)
		sound(t, result)
		if got := p.AdmitsRound(&r); got != result.Verdict {
			t.Errorf("round %s: %v alone, %v with its requirements", r.Number, got, result.Verdict)
		}
		b := rapid.SampledFrom(record.Bands).Draw(t, "band")
		result = p.Band(&b)
		sound(t, result)
		if got := p.AdmitsBand(&b); got != result.Verdict {
			t.Errorf("the draw of %v: %v alone, %v with its requirements\n%s", b.Date, got, result.Verdict, told(result))
		}
		for _, key := range streams.Pathways() {
			result, _ := p.Pathway(key)
			sound(t, result)
		}
	})
}

// To know more language never closes a stream.
func TestRaisingAnAbilityClosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anybody(t)
		before := map[draws.Stream]streams.Verdict{}
		for _, s := range draws.Streams() {
			before[s] = p.Admits(s)
		}
		result := &p.Profile.Self.Languages.Results[rapid.IntRange(0, 1).Draw(t, "language")]
		if !result.Held {
			*result = profile.Result{Held: true, TakenOn: p.Day.AddMonths(-1)}
		}
		result.Levels[rapid.IntRange(0, 3).Draw(t, "ability")] += int8(rapid.IntRange(0, 2).Draw(t, "more"))
		for _, s := range draws.Streams() {
			if after := p.Admits(s); after < before[s] {
				t.Errorf("%s: %v before, %v after", s, before[s], after)
			}
		}
	})
}

// To declare the funds settles every program, or leaves open what no key would
// settle.
func TestDeclaringFundsSettlesThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anybody(t)
		dollars := rapid.IntRange(0, 60_000).Draw(t, "declared")
		p.Profile.Canada.Funds = &dollars
		for _, q := range streams.Programs {
			for _, key := range needs(p.Program(q)) {
				t.Errorf("%s still needs %s", q, key)
			}
		}
	})
}

// All streams for one person on a day with Ontario's draws running.
func BenchmarkAdmits(b *testing.B) {
	p := on(day(techDay), developer)
	all := draws.Streams()
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range all {
			p.Admits(s)
		}
	}
}

func BenchmarkStreams(b *testing.B) {
	p := on(day(techDay), developer)
	all := draws.Streams()
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range all {
			p.Stream(s)
		}
	}
}
