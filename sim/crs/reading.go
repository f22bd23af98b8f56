package crs

import (
	"slices"
	"strings"

	"crsplan/sim/language"
	"crsplan/sim/noc"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// InstrumentFrom reads an instrument from a table; problems go to the table's
// document. A nil table gives nothing of use.
func InstrumentFrom(t *tomlfile.Table, id string) *Instrument {
	in := &Instrument{ID: id, Title: reason.Text{English: id}}
	status, _ := t.OneOf("status", "in-force", "proposal")
	if status == "proposal" {
		if t.Has("in_force") {
			t.Ignore("in_force")
			t.RejectKey("in_force", reason.New("rules.proposal-dated"), reason.New("rules.proposal-dated/hint"))
		}
		in.Announced, _ = t.Day("announced")
	} else {
		in.readDays(t)
	}
	in.readTables(t)
	return in
}

// WhatIfFrom reads the tables of an instrument without a date, to be put in
// force by [Instrument.From].
func WhatIfFrom(t *tomlfile.Table, id string) *Instrument {
	in := &Instrument{ID: id, Title: reason.Text{English: id}, Own: true}
	in.readTables(t)
	return in
}

func (in *Instrument) readTables(t *tomlfile.Table) {
	if title := t.Text("title"); !title.IsZero() {
		in.Title = title
	}
	in.Confidence = t.Text("confidence")
	in.Ref, _ = t.String("ref")
	in.Changes = t.Texts("changes")
	in.readUnknown(t)
	r := reader{t, in}
	in.tables = tables{
		sections:           r.sections(),
		age:                r.steps("age", "ages"),
		education:          r.levelColumns("education"),
		firstLanguage:      r.steps("first_language", "levels"),
		secondLanguage:     r.steps("second_language", "levels"),
		canadianWork:       r.years("canadian_work"),
		spouseEducation:    r.levels("spouse_education"),
		spouseLanguage:     r.steps("spouse_language", "levels"),
		spouseCanadianWork: r.years("spouse_canadian_work"),
		transferability:    r.transferability(),
		certificate:        r.steps("certificate", "levels"),
		nomination:         r.flat("provincial_nomination"),
		jobOffer:           r.jobOffer(),
		canadianStudy:      r.canadianStudy(),
		sibling:            r.flat("sibling"),
		french:             r.french(),
		highWage:           r.highWage(),
	}
}

func (in *Instrument) readDays(t *tomlfile.Table) {
	t.Require("in_force")
	in.InForce, _ = t.Day("in_force")
	in.Announced = in.InForce
	if announced, ok := t.Day("announced"); ok {
		if announced > in.InForce && !in.InForce.IsZero() {
			t.Reject("announced", reason.New("rules.announced-late", "announced", announced, "in_force", in.InForce), reason.Reason{})
		}
		in.Announced = announced
	}
	if in.InForce != 0 && in.InForce < FirstDay {
		t.Reject("in_force", reason.New("rules.before-first", "day", in.InForce, "first", FirstDay), reason.Reason{})
	}
}

func (in *Instrument) readUnknown(t *tomlfile.Table) {
	in.Unknown, _ = t.Strings("unknown")
	for i, key := range in.Unknown {
		if !slices.Contains(UnknownKeys(), key) {
			hint := reason.New("rules.unknown-key/hint", "keys", strings.Join(UnknownKeys(), ", "))
			t.RejectItem("unknown", i, reason.New("rules.unknown-key", "key", key), hint)
		}
	}
}

// reader reads the tables of an instrument.
type reader struct {
	t  *tomlfile.Table
	in *Instrument
}

// MostPoints is the most that any value of a table may be.
const MostPoints = 1200

func (r reader) open(key string) (*tomlfile.Table, string, bool) {
	if !r.t.Has(key) {
		return nil, "", false
	}
	t := r.t.Table(key)
	ref, ok := t.String("ref")
	if !ok {
		ref = r.in.Ref
	}
	return t, ref, t != nil
}

func (r reader) flat(key string) *flat {
	t, ref, ok := r.open(key)
	if !ok {
		return nil
	}
	t.Require("points")
	points, _ := t.Int("points", 0, MostPoints)
	return &flat{points, ref}
}

func (r reader) sections() *sections {
	t, ref, ok := r.open("sections")
	if !ok {
		return nil
	}
	s := &sections{ref: ref}
	t.Require("core", "spouse", "transferability", "additional", "total")
	core := t.Table("core")
	core.Require("with_spouse", "without_spouse")
	s.core[withSpouse], _ = core.Int("with_spouse", 0, MostPoints)
	s.core[withoutSpouse], _ = core.Int("without_spouse", 0, MostPoints)
	s.spouse, _ = t.Int("spouse", 0, MostPoints)
	s.transferability, _ = t.Int("transferability", 0, MostPoints)
	s.additional, _ = t.Int("additional", 0, MostPoints)
	s.total, _ = t.Int("total", 0, MostPoints)
	return s
}

// ints reads an array of points or bounds, as long as want where want is not 0.
func ints(t *tomlfile.Table, key string, want int) []int {
	t.Require(key)
	list, ok := t.Ints(key)
	if !ok {
		return nil
	}
	for i, n := range list {
		if n < 0 || n > MostPoints {
			t.RejectItem(key, i, reason.New("rules.points-range", "points", n, "most", MostPoints), reason.Reason{})
		}
	}
	if len(list) == 0 || want != 0 && len(list) != want {
		t.Reject(key, reason.New("rules.row-length", "key", key, "have", len(list), "want", want), reason.Reason{})
		return nil
	}
	return list
}

// columnsOf reads points that differ by column, or "points" that do not.
func columnsOf(t *tomlfile.Table, want int) [columns][]int {
	var points [columns][]int
	if t.Has("points") {
		points[withoutSpouse] = ints(t, "points", want)
		points[withSpouse] = points[withoutSpouse]
		return points
	}
	points[withoutSpouse] = ints(t, "without_spouse", want)
	points[withSpouse] = ints(t, "with_spouse", want)
	return points
}

func (r reader) steps(key, bounds string) *stepTable {
	t, ref, ok := r.open(key)
	if !ok {
		return nil
	}
	s := &stepTable{bounds: ints(t, bounds, 0), ref: ref}
	for i, n := range s.bounds {
		if i > 0 && n <= s.bounds[i-1] {
			t.Reject(bounds, reason.New("rules.not-rising", "key", bounds), reason.Reason{})
			break
		}
		if bounds == "levels" && n > language.MaxLevel {
			t.RejectItem(bounds, i, reason.New("rules.level-range", "level", n, "most", language.MaxLevel), reason.Reason{})
		}
	}
	s.points = columnsOf(t, len(s.bounds))
	s.maximum = [columns]int{MostPoints, MostPoints}
	switch t.Kind("maximum") {
	case tomlfile.Absent:
	case tomlfile.Sub:
		m := t.Table("maximum")
		m.Require("with_spouse", "without_spouse")
		s.maximum[withSpouse], _ = m.Int("with_spouse", 0, MostPoints)
		s.maximum[withoutSpouse], _ = m.Int("without_spouse", 0, MostPoints)
	default:
		most, _ := t.Int("maximum", 0, MostPoints)
		s.maximum = [columns]int{most, most}
	}
	return s
}

func (r reader) years(key string) *yearTable {
	t, ref, ok := r.open(key)
	if !ok {
		return nil
	}
	y := &yearTable{columnsOf(t, 0), ref}
	keys := [columns]string{withoutSpouse: "without_spouse", withSpouse: "with_spouse"}
	if t.Has("points") {
		keys = [columns]string{"points"}
	}
	for c, key := range keys {
		if have := len(y.points[c]); key != "" && have > maxYears+1 {
			t.Reject(key, reason.New("rules.too-many-years", "key", key, "have", have, "most", maxYears+1), reason.Reason{})
		}
	}
	return y
}

// byLevel reads a number for each level of education.
func byLevel(t *tomlfile.Table) []int {
	words := profile.LevelWords()
	points := make([]int, len(words))
	for i, word := range words {
		t.Require(word)
		points[i], _ = t.Int(word, 0, MostPoints)
	}
	return points
}

func (r reader) levels(key string) *levelTable {
	t, ref, ok := r.open(key)
	if !ok {
		return nil
	}
	points := byLevel(t)
	return &levelTable{[columns][]int{points, points}, ref}
}

func (r reader) levelColumns(key string) *levelTable {
	t, ref, ok := r.open(key)
	if !ok {
		return nil
	}
	t.Require("with_spouse", "without_spouse")
	var points [columns][]int
	points[withSpouse] = byLevel(t.Table("with_spouse"))
	points[withoutSpouse] = byLevel(t.Table("without_spouse"))
	return &levelTable{points, ref}
}

func (r reader) transferability() *transferability {
	t, ref, ok := r.open("transferability")
	if !ok {
		return nil
	}
	x := &transferability{ref: ref, education: make([]int, len(profile.LevelWords()))}
	for tier, key := range []string{1: "lower", 2: "upper"} {
		if key != "" {
			copy(x.pairs[tier][:], ints(t, key, 3))
		}
	}
	x.languageLevels = ints(t, "language_levels", 2)
	x.canadianYears = ints(t, "canadian_years", 2)
	x.foreignYears = ints(t, "foreign_years", 2)
	t.Require("pair_maximum", "education")
	x.pairMaximum, _ = t.Int("pair_maximum", 0, MostPoints)
	tiers := t.Table("education")
	for i, word := range profile.LevelWords() {
		if tier, ok := tiers.OneOf(word, "none", "lower", "upper"); ok {
			x.education[i] = slices.Index([]string{"none", "lower", "upper"}, tier)
		}
	}
	return x
}

func (r reader) jobOffer() *jobOffer {
	t, ref, ok := r.open("job_offer")
	if !ok {
		return nil
	}
	t.Require("senior_manager", "other", "lmia_exempt_counts")
	o := &jobOffer{ref: ref}
	o.seniorManager, _ = t.Int("senior_manager", 0, MostPoints)
	o.other, _ = t.Int("other", 0, MostPoints)
	o.exemptCounts, _ = t.Bool("lmia_exempt_counts")
	return o
}

func (r reader) canadianStudy() *canadianStudy {
	t, ref, ok := r.open("canadian_study")
	if !ok {
		return nil
	}
	s := &canadianStudy{points: make([]int, len(profile.StudyWords())), ref: ref}
	for _, study := range []profile.Study{profile.OneOrTwoYears, profile.ThreeOrMoreYears} {
		t.Require(study.String())
		s.points[study], _ = t.Int(study.String(), 0, MostPoints)
	}
	return s
}

func (r reader) french() *french {
	t, ref, ok := r.open("french")
	if !ok {
		return nil
	}
	t.Require("nclc", "english", "lower", "higher")
	f := &french{ref: ref}
	f.nclc, _ = t.Int("nclc", 0, 12)
	f.english, _ = t.Int("english", 0, 12)
	f.lower, _ = t.Int("lower", 0, MostPoints)
	f.higher, _ = t.Int("higher", 0, MostPoints)
	return f
}

// highWage reads the factor of 2026-11-03 from an instrument of the user's.
// Nothing of it is taken for granted: every key must be there.
func (r reader) highWage() *highWage {
	t, ref, ok := r.open("high_wage")
	if !ok {
		return nil
	}
	t.Require("canadian_work", "job_offer", "add_up", "maximum", "codes")
	h := &highWage{ref: ref, levelOf: map[string]int{}}
	work, offer, codes := t.Table("canadian_work"), t.Table("job_offer"), t.Table("codes")
	h.levels = work.Keys()
	for i, level := range h.levels {
		points, _ := work.Int(level, 0, MostPoints)
		h.work = append(h.work, points)
		offer.Require(level)
		codes.Require(level)
		points, _ = offer.Int(level, 0, MostPoints)
		h.offer = append(h.offer, points)
		list, _ := codes.Strings(level)
		for j, code := range list {
			if _, ok := noc.Lookup(code); !ok {
				codes.RejectItem(level, j, reason.New("noc.unknown", "code", code), nearestOccupation(code))
			}
			if _, twice := h.levelOf[code]; twice {
				codes.RejectItem(level, j, reason.New("rules.code-twice", "code", code), reason.Reason{})
			}
			h.levelOf[code] = i
		}
	}
	h.addUp, _ = t.Bool("add_up")
	h.maximum, _ = t.Int("maximum", 0, MostPoints)
	return h
}

func nearestOccupation(code string) reason.Reason {
	if near := noc.Nearest(code); near != nil {
		return reason.New("noc.unknown/hint", "codes", noc.Named(near))
	}
	return reason.Reason{}
}
