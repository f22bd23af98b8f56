package streams

import (
	"slices"

	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// Grid is the selection grid of the Federal Skilled Worker program: six
// factors, of which the languages are two lines. It is another score than the
// CRS.
//
// Source: Immigration and Refugee Protection Regulations, ss. 76 to 83.
type Grid struct {
	Lines []GridLine
	Total int // of 100
	Pass  int // the points that pass: 67
}

// GridLine is one line of the grid.
type GridLine struct {
	Factor      string // "first_language", "second_language", "education", "work", "age", "offer", "adaptability"
	Points, Max int
	Because     reason.Reason
}

// Term is the name of the line, for people.
func (l GridLine) Term() reason.Term { return reason.Term("grid." + l.Factor) }

// Grid returns the points of the grid, also where a minimum of the program is
// not met.
func (p *Person) Grid() Grid {
	rules, facts := &programs().fsw.grid, p.gridFacts()
	points := rules.points(&facts)
	g := Grid{Pass: programs().fsw.points, Total: total(points)}
	for i, line := range rules.lines() {
		g.Lines = append(g.Lines, GridLine{factors[i], points[i], line.most, p.gridReason(factors[i], &facts).At(line.ref)})
	}
	return g
}

// gridTotal is the total of [Person.Grid] alone.
func (p *Person) gridTotal() int {
	facts := p.gridFacts()
	return total(programs().fsw.grid.points(&facts))
}

// gridPerhaps is the verdict on a total that does not pass, where what the
// profile leaves out may bring more, with the keys that do.
func (p *Person) gridPerhaps() (Verdict, []string) {
	rules, self, facts := &programs().fsw, &p.Profile.Self, p.gridFacts()
	var needs []string
	suppose := func(key string, unstated bool, then func()) {
		if unstated {
			needs = append(needs, key)
			then()
		}
	}
	suppose(languageNeeds[0], self.TestsUnstated(), func() { facts.first = language.Levels{}.Raised(language.MaxLevel) })
	suppose(educationNeeds[0], self.EducationUnstated(), func() { facts.credential = profile.Bachelor })
	suppose(assessmentNeeds[0], self.AssessmentUnstated(), func() { facts.credential = self.Education.Level })
	suppose("canada.study_years", !facts.adapts[1] && self.Unstated.Has(profile.TheStudyYears), func() { facts.adapts[1] = true })
	suppose("canada.relative", !facts.adapts[6] && self.Unstated.Has(profile.TheRelative), func() { facts.adapts[6] = true })
	if total(rules.grid.points(&facts)) < rules.points {
		return No, nil
	}
	return NotKnown, needs
}

func total(points [len(factors)]int) int {
	sum := 0
	for _, n := range points {
		sum += n
	}
	return sum
}

// factors are the lines of the grid, in order.
var factors = [...]string{"first_language", "second_language", "education", "work", "age", "offer", "adaptability"}

// gridRules are the points of programs.toml.
type gridRules struct {
	firstLanguage, secondLanguage, education, work, age, offer gridTable
	adaptability                                               adaptability
}

// gridLine is what every line has.
type gridLine struct {
	most int
	ref  string
}

// gridTable is a line whose points rise or fall with one number: those of the
// last minimum that is reached, and none below the first.
type gridTable struct {
	gridLine
	minimums, points []int
}

func (t *gridTable) of(n int) int {
	points := 0
	for i, least := range t.minimums {
		if n >= least {
			points = t.points[i]
		}
	}
	return points
}

type adaptability struct {
	gridLine
	level, studyYears int                   // of the partner's language, of study
	each              [len(adaptations)]int // the points
}

func (g *gridRules) lines() [len(factors)]gridLine {
	return [...]gridLine{
		g.firstLanguage.gridLine, g.secondLanguage.gridLine, g.education.gridLine, g.work.gridLine,
		g.age.gridLine, g.offer.gridLine, g.adaptability.gridLine,
	}
}

// gridFacts are what the grid sees of a person.
type gridFacts struct {
	first, second language.Levels
	credential    profile.Level
	years         int // of skilled work, all of the last ten years together
	age           int
	offer         bool
	adapts        [len(adaptations)]bool
}

// adaptations are what makes it easier to settle.
var adaptations = [...]reason.Term{
	"grid.own-work", "grid.own-study", "grid.partner-language", "grid.partner-study",
	"grid.partner-work", "grid.arranged", "grid.relative",
}

// gridFacts looks at a person. A relative counts once: the person's own, a
// brother or sister, or one of the partner who comes along.
func (p *Person) gridFacts() gridFacts {
	rules, self, canada := &programs().fsw.grid.adaptability, &p.Profile.Self, &p.Profile.Canada
	f := gridFacts{
		first:      p.levels(p.First),
		second:     p.levels(p.First.Other()),
		credential: self.Counted(p.Day),
		years:      p.monthsOfTen(self) / 12,
		age:        self.Birth.Years(p.Day),
		offer:      p.offerCounts(),
	}
	f.adapts = [...]bool{
		0: p.yearInCanada(self),
		1: canada.StudyYears >= rules.studyYears,
		5: f.offer,
		6: canada.Relative || canada.Sibling,
	}
	if p.Profile.WithPartner() {
		partner := p.Profile.Partner
		f.adapts[2] = slices.ContainsFunc(partner.Languages.Results[:], func(r profile.Result) bool {
			return r.Counted(p.Day).AtLeast(rules.level)
		})
		f.adapts[3] = partner.StudyYears >= rules.studyYears
		f.adapts[4] = p.yearInCanada(&partner.Person)
		f.adapts[6] = f.adapts[6] || partner.Sibling
	}
	return f
}

// monthsOfTen counts the work of the last ten years that the grid counts.
func (p *Person) monthsOfTen(of *profile.Person) int {
	return profile.Months(of.Work, p.Day.YearsBefore(profile.WorkWindowYears), p.Day, func(j *profile.Job) bool {
		return j.CountsForWorkers(p.Law)
	})
}

// yearInCanada says whether a year of it was in Canada.
func (p *Person) yearInCanada(of *profile.Person) bool {
	return profile.Months(of.Work, p.Day.YearsBefore(profile.WorkWindowYears), p.Day, func(j *profile.Job) bool {
		return j.InCanada() && j.CountsForWorkers(p.Law)
	}) >= 12
}

// points returns the points of each line.
func (g *gridRules) points(f *gridFacts) [len(factors)]int {
	var first, adapts, offer int
	for _, level := range f.first {
		first += g.firstLanguage.of(int(level))
	}
	for i, there := range f.adapts {
		if there {
			adapts += g.adaptability.each[i]
		}
	}
	if f.offer {
		offer = 1
	}
	points := [...]int{
		first, g.secondLanguage.of(f.second.Lowest()), g.education.of(int(f.credential)), g.work.of(f.years),
		g.age.of(f.age), g.offer.of(offer), adapts,
	}
	for i, line := range g.lines() {
		points[i] = min(points[i], line.most)
	}
	return points
}

func (p *Person) gridReason(factor string, f *gridFacts) reason.Reason {
	switch factor {
	case "first_language":
		return levelsReason(p.First, f.first)
	case "second_language":
		return levelsReason(p.First.Other(), f.second)
	case "education":
		return reason.New("streams.grid.education", "level", reason.Term("education."+f.credential.String()))
	case "work":
		return reason.New("streams.grid.work", "years", f.years)
	case "age":
		return reason.New("streams.grid.age", "age", f.age)
	case "offer":
		if offer := p.Profile.Canada.Offer; f.offer {
			return reason.New("streams.grid.offer", "noc", offer.NOC, "title", title(offer.NOC))
		}
		return reason.New("streams.grid.offer/none")
	}
	var what reason.Terms
	for i, there := range f.adapts {
		if there {
			what = append(what, adaptations[i])
		}
	}
	if what == nil {
		return reason.New("streams.grid.adaptability/none")
	}
	return reason.New("streams.grid.adaptability", "what", what)
}

func levelsReason(o language.Official, l language.Levels) reason.Reason {
	if l == (language.Levels{}) {
		return reason.New("streams.grid.language/none", "language", o.Term())
	}
	return reason.New("streams.grid.language", "language", o.Term(), "scale", reason.Term("scale."+o.String()),
		"listening", int(l[language.Listening]), "reading", int(l[language.Reading]),
		"writing", int(l[language.Writing]), "speaking", int(l[language.Speaking]))
}

func readGrid(fsw *tomlfile.Table) gridRules {
	fsw.Require("grid")
	t := fsw.Table("grid")
	education := gridTable{gridLine: readLine(t, "education")}
	rows := t.Table("education")
	rows.Require("minimums", "points")
	words, _ := rows.Strings("minimums")
	for _, word := range words {
		level, _ := profile.ParseLevel(word)
		education.minimums = append(education.minimums, int(level))
	}
	education.points, _ = rows.Ints("points")
	return gridRules{
		firstLanguage:  readGridTable(t, "first_language"),
		secondLanguage: readGridTable(t, "second_language"),
		education:      education,
		work:           readGridTable(t, "work"),
		age:            readGridTable(t, "age"),
		offer:          readGridTable(t, "offer"),
		adaptability:   readAdaptability(t),
	}
}

func readLine(t *tomlfile.Table, key string) gridLine {
	return gridLine{whole(t.Table(key), "most"), refOf(t, key)}
}

func readGridTable(t *tomlfile.Table, key string) gridTable {
	g := gridTable{gridLine: readLine(t, key)}
	t = t.Table(key)
	t.Require("minimums", "points")
	g.minimums, _ = t.Ints("minimums")
	g.points, _ = t.Ints("points")
	return g
}

func readAdaptability(t *tomlfile.Table) adaptability {
	a := adaptability{gridLine: readLine(t, "adaptability")}
	t = t.Table("adaptability")
	established(t)
	a.level, a.studyYears = whole(t, "level"), whole(t, "study_years")
	for i, key := range [len(adaptations)]string{
		"own_work", "own_study", "partner_language", "partner_study", "partner_work", "offer", "relative",
	} {
		a.each[i] = whole(t, key)
	}
	return a
}
