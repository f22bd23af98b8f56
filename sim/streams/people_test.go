package streams_test

import (
	"strings"
	"testing"
	"time"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

// The people of the tests. Every date of theirs is told from the day on which
// they are asked about, so that one person can stand on any day.

type change func(p *profile.Profile, on civil.Day)

const (
	today = "2026-11-22"
	yes   = streams.Yes
	no    = streams.No
	maybe = streams.NotKnown
)

func day(s string) civil.Day { return civil.MustParse(s) }

func on(day civil.Day, changes ...change) *streams.Person {
	p := &profile.Profile{StatedOn: day, Canada: profile.Canada{FamilySize: 1}}
	for _, c := range changes {
		c(p, day)
	}
	return &streams.Person{Profile: p, Day: day, Law: day, Known: day}
}

func with(changes ...change) change {
	return func(p *profile.Profile, on civil.Day) {
		for _, c := range changes {
			c(p, on)
		}
	}
}

// developer is a software developer abroad: bachelor's, CLB 9, five years of
// work, age 30, money, interest in Ontario.
var developer = with(aged(30), english(9), degree(profile.Bachelor), job("21232", 60), funds(50_000), provinces("ON"))

// resident is a software developer who has worked in Canada for the last
// months, with neither degree nor money.
func resident(months int) change {
	return with(aged(30), english(9), canadian("21232", months), provinces("ON"))
}

// welder is in a trade abroad for three years, with a certificate and money.
var welder = with(aged(30), english(5), job("72106", 36), certificate, funds(50_000))

func aged(years int) change {
	return func(p *profile.Profile, on civil.Day) { p.Self.Birth = on.AddYears(-years) }
}

func levels(o language.Official, l language.Levels) change {
	return func(p *profile.Profile, on civil.Day) {
		p.Self.Languages.Results[o] = profile.Result{Held: true, TakenOn: on.AddMonths(-6), Levels: l}
	}
}

// each lays the levels out as listening, reading, writing, speaking.
func each(l ...int8) change       { return levels(language.English, language.Levels(l)) }
func english(n int) change        { return levels(language.English, language.Levels{}.Raised(n)) }
func french(n int) change         { return levels(language.French, language.Levels{}.Raised(n)) }
func frenchEach(l ...int8) change { return levels(language.French, language.Levels(l)) }

// tested puts the English test so many years, and days, before.
func tested(years, days int) change {
	return func(p *profile.Profile, on civil.Day) {
		p.Self.Languages.Results[language.English].TakenOn = on.AddYears(-years) + civil.Day(days)
	}
}

func degree(level profile.Level) change {
	return func(p *profile.Profile, on civil.Day) {
		p.Self.Education = profile.Education{Level: level, Country: "BR", ECAIssued: on.AddYears(-1)}
	}
}

// assessed puts the assessment so many years, and days, before.
func assessed(years, days int) change {
	return func(p *profile.Profile, on civil.Day) {
		p.Self.Education.ECAIssued = on.AddYears(-years) + civil.Day(days)
	}
}

func unassessed(p *profile.Profile, _ civil.Day) { p.Self.Education.ECAIssued = 0 }

// job is full-time work abroad of the last months, going on.
func job(code string, months int) change { return stint(code, "BR", months, 0) }

func canadian(code string, months int) change { return stint(code, "CA", months, 0) }

// stint is full-time work that began so many months before and ended at the
// start of a later month before.
func stint(code, country string, began, ended int) change {
	return work(func(j *profile.Job, on civil.Day) {
		j.NOC, j.Country, j.From = code, country, on.AddMonths(-began)
		if ended > 0 {
			j.To = on.AddMonths(-ended) - 1
		}
	})
}

func work(set func(j *profile.Job, on civil.Day)) change {
	return func(p *profile.Profile, on civil.Day) {
		j := profile.Job{Name: "job" + string(rune('a'+len(p.Self.Work))), Hours: 4000}
		set(&j, on)
		p.Self.Work = append(p.Self.Work, j)
	}
}

// last changes the job added last.
func last(set func(j *profile.Job)) change {
	return func(p *profile.Profile, _ civil.Day) { set(&p.Self.Work[len(p.Self.Work)-1]) }
}

var (
	selfEmployed = last(func(j *profile.Job) { j.SelfEmployed = true })
	asStudent    = last(func(j *profile.Job) { j.Student = true })
	unsaid       = last(func(j *profile.Job) { j.StudentUnstated = true })
	unauthorized = last(func(j *profile.Job) { j.Unauthorized = true })
	inOntario    = last(func(j *profile.Job) { j.Province = "ON" })
	inAlberta    = last(func(j *profile.Job) { j.Province = "AB" })
)

func hours(weekly int) change { return last(func(j *profile.Job) { j.Hours = weekly * 100 }) }

// later lets the job added last begin days later.
func later(days int) change { return last(func(j *profile.Job) { j.From += civil.Day(days) }) }

func noWork(p *profile.Profile, _ civil.Day) { p.Self.Work = nil }

func funds(dollars int) change {
	return func(p *profile.Profile, _ civil.Day) { p.Canada.Funds = &dollars }
}

func noFunds(p *profile.Profile, _ civil.Day) { p.Canada.Funds = nil }

func family(size int) change {
	return func(p *profile.Profile, _ civil.Day) { p.Canada.FamilySize = size }
}

func provinces(codes ...string) change {
	return func(p *profile.Profile, _ civil.Day) { p.Canada.Provinces = codes }
}

func certificate(p *profile.Profile, _ civil.Day)   { p.Canada.Certificate = true }
func noCertificate(p *profile.Profile, _ civil.Day) { p.Canada.Certificate = false }

func nominated(by string) change {
	return func(p *profile.Profile, _ civil.Day) { p.Canada.Nomination = by }
}

func primary(code string) change {
	return func(p *profile.Profile, _ civil.Day) { p.Canada.PrimaryNOC = code }
}

// offer is a full-time one of a year, with an LMIA.
func offer(code string, sets ...func(o *profile.Offer)) change {
	return func(p *profile.Profile, _ civil.Day) {
		o := &profile.Offer{NOC: code, LMIA: true, Months: 12, FullTime: true}
		for _, set := range sets {
			set(o)
		}
		p.Canada.Offer = o
	}
}

func exempt(o *profile.Offer)   { o.LMIA, o.LMIAExempt = false, true }
func noLMIA(o *profile.Offer)   { o.LMIA = false }
func partTime(o *profile.Offer) { o.FullTime = false }
func lasting(months int) func(*profile.Offer) {
	return func(o *profile.Offer) { o.Months = months }
}
func in(province string) func(*profile.Offer) {
	return func(o *profile.Offer) { o.Province = province }
}
func forces(o *profile.Offer) { o.Employer, o.Months = "canadian-forces", 36 }

// permit is one that expires so many days later.
func permit(kind profile.PermitKind, days int) change {
	return func(p *profile.Profile, on civil.Day) {
		p.Canada.Permit = &profile.Permit{Kind: kind, Expires: on + civil.Day(days)}
	}
}

func status(s profile.Status) change {
	return func(p *profile.Profile, _ civil.Day) { p.Canada.Status = s }
}

func served(years int) change {
	return func(p *profile.Profile, _ civil.Day) { p.Canada.MilitaryYears = &years }
}

// submitted puts the profile's submission so many months, and days, before.
func submitted(months, days int) change {
	return func(p *profile.Profile, on civil.Day) {
		p.Canada.Submitted = (on.AddMonths(-months) + civil.Day(days)).Time().Add(14 * time.Hour)
	}
}

func submittedOn(d string) change {
	return func(p *profile.Profile, _ civil.Day) { p.Canada.Submitted = day(d).Time() }
}

func partner(set func(q *profile.Partner, on civil.Day)) change {
	return func(p *profile.Profile, on civil.Day) {
		p.Marital = profile.Married
		p.Partner = &profile.Partner{Accompanying: true}
		set(p.Partner, on)
	}
}

// asking is a question about a person.
type asking func(p *streams.Person) (streams.Result, streams.Verdict)

func program(q streams.Program) asking {
	return func(p *streams.Person) (streams.Result, streams.Verdict) { return p.Program(q), p.AdmitsProgram(q) }
}

func stream(s draws.Stream) asking {
	return func(p *streams.Person) (streams.Result, streams.Verdict) { return p.Stream(s), p.Admits(s) }
}

// round asks about the first round of that name.
func round(name string) asking {
	for _, r := range draws.Embedded().Rounds {
		if r.Name == name {
			return roundOf(r)
		}
	}
	panic("there is no round " + name)
}

func roundOf(r draws.Round) asking {
	return func(p *streams.Person) (streams.Result, streams.Verdict) { return p.Round(&r), p.AdmitsRound(&r) }
}

// band asks about the draw of a stream that was complete on a day.
func band(s draws.Stream, until string) asking {
	for _, b := range draws.Embedded().Bands {
		if b.Streams[0] == s && b.Until == day(until) {
			return bandOf(b)
		}
	}
	panic("there is no draw of " + string(s) + " on " + until)
}

func bandOf(b draws.Band) asking {
	return func(p *streams.Person) (streams.Result, streams.Verdict) { return p.Band(&b), p.AdmitsBand(&b) }
}

func pathway(key string) asking {
	return func(p *streams.Person) (streams.Result, streams.Verdict) {
		r, _ := p.Pathway(key)
		return r, r.Verdict
	}
}

// sentence is a person, a question and its answer.
type sentence struct {
	name string
	on   string // today where it is ""
	who  change
	ask  asking
	want streams.Verdict
	// settled are the keys that would settle what is not known, joined by
	// spaces.
	settled string
}

func check(t *testing.T, sentences []sentence) {
	t.Helper()
	for _, s := range sentences {
		t.Run(s.name, func(t *testing.T) {
			if s.on == "" {
				s.on = today
			}
			result, admits := s.ask(on(day(s.on), s.who))
			sound(t, result)
			if result.Verdict != s.want || admits != s.want {
				t.Errorf("got %v, and %v without reasons; want %v\n%s", result.Verdict, admits, s.want, told(result))
			}
			if s.want == maybe {
				if got := strings.Join(needs(result), " "); got != s.settled {
					t.Errorf("settled by %q, want %q\n%s", got, s.settled, told(result))
				}
			}
		})
	}
}

// needs are the keys that would settle a result, each once.
func needs(r streams.Result) []string {
	var keys []string
	for _, line := range r.Requirements {
		for _, key := range line.Needs {
			if !strings.Contains(" "+strings.Join(keys, " ")+" ", " "+key+" ") {
				keys = append(keys, key)
			}
		}
	}
	return keys
}

// sound sees that a result is the And of its requirements, that each can be
// said in words and names its source, and that only what is not known has
// keys that would settle it.
func sound(t interface{ Errorf(string, ...any) }, r streams.Result) {
	words := reason.English()
	all := yes
	for _, line := range r.Requirements {
		all = all.And(line.Met)
		if !words.Has(line.Because.Code) || strings.ContainsAny(words.Say(line.Because), "?{}") {
			t.Errorf("no words for %v: %s", line.Because, words.Say(line.Because))
		}
		if words.Term(string(line.Term())) == string(line.Term()) {
			t.Errorf("no name for the requirement %s", line.Key)
		}
		if line.Because.Ref == "" && line.Because.Kind() != "streams.pathway" {
			t.Errorf("no source for %s: %v", line.Key, line.Because)
		}
		if line.Met != maybe && line.Needs != nil {
			t.Errorf("%s is %v and yet needs %v", line.Key, line.Met, line.Needs)
		}
	}
	if r.Verdict != all {
		t.Errorf("%v, but its requirements are %v\n%s", r.Verdict, all, told(r))
	}
}

func told(r streams.Result) string {
	var b strings.Builder
	for _, line := range r.Requirements {
		b.WriteString("  " + line.Met.String() + " " + line.Key + ": " + reason.English().Say(line.Because) + "\n")
	}
	return b.String()
}
