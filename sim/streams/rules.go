package streams

import (
	_ "embed"
	"math"
	"sync"

	"crsplan/sim/civil"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/tomlfile"
)

//go:embed programs.toml
var programsTOML []byte

// programs are the rules of programs.toml. The file is part of the program, so
// one that is broken is a mistake in it.
var programs = sync.OnceValue(func() *programRules { return must(parsePrograms(programsTOML)) })

func must[T any](rules T, err error) T {
	if err != nil {
		panic("streams: an embedded file: " + err.Error())
	}
	return rules
}

// programRules is what the federal programs ask for.
type programRules struct {
	fsw struct {
		work      workRule
		language  levelRule
		education educationRule
		funds     string // the reference
		points    int
		pointsRef string
		grid      gridRules
	}
	cec struct {
		work                workRule
		language, technical levelRule // TEER 0 and 1; TEER 2 and 3
		physicians          string    // the reference
	}
	fst struct {
		work         workRule
		language     levelRule
		offer, funds string // references
	}
	residence, pool, pnp, category string // references
}

// workRule asks for months of work in the years before a day.
type workRule struct {
	months, years int
	ref           string
}

// since returns the first day of the window before a day.
func (r workRule) since(on civil.Day) civil.Day { return on.YearsBefore(r.years) }

// levelRule asks for a level in each ability.
type levelRule struct {
	minimums language.Levels
	ref      string
}

// met says whether the levels are as high as asked for.
func (r *levelRule) met(l language.Levels) bool { return r.margin(l) >= 0 }

// margin returns by how much the tightest ability is above what it needs.
func (r *levelRule) margin(l language.Levels) int {
	a := r.tightest(l)
	return int(l[a] - r.minimums[a])
}

// tightest returns the ability with the least to spare, the first of several.
func (r *levelRule) tightest(l language.Levels) language.Ability {
	tightest := language.Listening
	for _, a := range language.Abilities {
		if l[a]-r.minimums[a] < l[tightest]-r.minimums[tightest] {
			tightest = a
		}
	}
	return tightest
}

type educationRule struct {
	least profile.Level
	ref   string
}

func parsePrograms(data []byte) (*programRules, error) {
	doc := tomlfile.Parse("programs.toml", data)
	root := doc.Root()
	root.Require("fsw", "cec", "fst")
	r := &programRules{residence: refOf(root, "residence"), pool: refOf(root, "pool"), pnp: refOf(root, "pnp"), category: refOf(root, "category")}
	fsw := root.Table("fsw")
	established(fsw)
	r.fsw.work = readWork(fsw, "work")
	r.fsw.language = readLevels(fsw, "language")
	r.fsw.education = readEducation(fsw, "education")
	r.fsw.funds = refOf(fsw, "funds")
	r.fsw.pointsRef = refOf(fsw, "points")
	r.fsw.points = whole(fsw.Table("points"), "pass")
	r.fsw.grid = readGrid(fsw)
	cec := root.Table("cec")
	established(cec)
	r.cec.work = readWork(cec, "work")
	r.cec.language = readLevels(cec, "language")
	r.cec.technical = readLevels(cec, "language_technical")
	r.cec.physicians = refOf(cec, "physicians")
	fst := root.Table("fst")
	established(fst)
	r.fst.work = readWork(fst, "work")
	r.fst.language = readLevels(fst, "language")
	r.fst.offer = refOf(fst, "offer")
	r.fst.funds = refOf(fst, "funds")
	return r, doc.Err()
}

// The readers of tables that several files have. What is missing or wrong is
// told by the document's Err.

// established reads how well a table is established, and from where.
func established(t *tomlfile.Table) (ref string) {
	t.Require("confidence", "ref")
	t.OneOf("confidence", "high", "medium", "low")
	ref, _ = t.String("ref")
	return ref
}

// refOf returns the reference of a table inside another.
func refOf(t *tomlfile.Table, key string) string {
	t.Require(key)
	t = t.Table(key)
	t.Require("ref")
	ref, _ := t.String("ref")
	return ref
}

func whole(t *tomlfile.Table, key string) int {
	t.Require(key)
	n, _ := t.Int(key, 0, math.MaxInt32)
	return n
}

func readWork(t *tomlfile.Table, key string) workRule {
	ref := refOf(t, key)
	t = t.Table(key)
	return workRule{whole(t, "months"), whole(t, "window_years"), ref}
}

func readLevels(t *tomlfile.Table, key string) levelRule {
	r := levelRule{ref: refOf(t, key)}
	t = t.Table(key)
	t.Require("minimums")
	levels, _ := t.Ints("minimums")
	for i := range min(len(levels), len(r.minimums)) {
		r.minimums[i] = int8(levels[i])
	}
	return r
}

func readEducation(t *tomlfile.Table, key string) educationRule {
	r := educationRule{ref: refOf(t, key)}
	r.least = readLevel(t.Table(key), "least")
	return r
}

func readLevel(t *tomlfile.Table, key string) profile.Level {
	t.Require(key)
	word, _ := t.OneOf(key, profile.LevelWords()...)
	level, _ := profile.ParseLevel(word)
	return level
}

// term is a stretch of days with what was known of it: both ends included, no
// end where to is zero.
type term struct {
	from, to  civil.Day
	announced civil.Day // first day on which it was known to begin
	ended     civil.Day // first day on which it was known to end
}

// in says whether a day is in the term, as far as that was known on another.
func (t *term) in(law, known civil.Day) bool {
	return t.begun(law, known) && !t.over(law, known)
}

func (t *term) begun(law, known civil.Day) bool { return t.from <= law && t.announced <= known }

func (t *term) over(law, known civil.Day) bool {
	return !t.to.IsZero() && t.to < law && t.ended <= known
}

// days returns the days on which the term begins and is over.
func (t *term) days() []civil.Day {
	if t.to.IsZero() {
		return []civil.Day{t.from}
	}
	return []civil.Day{t.from, t.to + 1}
}

func readTerm(t *tomlfile.Table) term {
	t.Require("from")
	var r term
	r.from, _ = t.Day("from")
	r.to, _ = t.Day("to")
	r.announced = r.from
	if day, ok := t.Day("announced"); ok {
		r.announced = day
	}
	r.ended = r.to + 1
	if day, ok := t.Day("end_announced"); ok {
		r.ended = day
	}
	return r
}
