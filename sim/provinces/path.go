// Package provinces tells what a person is worth to each province on its own
// scale, and what its rounds took.
//
// The scales stand in grids.toml and the ways to a nomination in paths.toml, each
// with its days, its confidence and its source. No scale is ever put beside the
// CRS, nor beside another. What a profile does not say is not zero: points have
// then a low and a high end, and name the key that would settle them.
//
// # To add a round, or a new version of a scale
//
// No code changes. A round goes to provincial.csv of package draws. A new version
// of a scale is a scale of another ID with its first day, named by the path from
// then on: rounds under the one before are not comparable, and not counted.
package provinces

import (
	_ "embed"
	"maps"
	"slices"
	"strings"
	"sync"

	"crsplan/sim/civil"
	"crsplan/sim/costs"
	"crsplan/sim/draws"
)

//go:embed paths.toml
var pathsTOML string

// Path is a province's way to a nomination. What its keys mean stands in
// paths.toml.
type Path struct {
	ID, Province, Scale, Program, Route string
	Wage, Hidden, Offer                 bool
	Region                              string
	From                                Date
	RoundsFrom                          Date      `toml:"rounds_from"`
	ExpressEntry                        string    `toml:"express_entry"` // "yes", "option" or "no"
	ExpressEntryConfidence              string    `toml:"express_entry_confidence"`
	Fees                                []string  // keys of package costs
	Days                                []int     // the fewest and the most from an invitation to the application
	Months                              []float64 // the least, the likely and the most to the nomination; nil: not published
	MonthsConfidence                    string    `toml:"months_confidence"`
	Codes                               []string
	NotCodes                            []string `toml:"not_codes"`
	NotCodesFrom                        Date     `toml:"not_codes_from"`
	TEERs                               []int
	Targets                             []roundTarget // of the rounds that count; nil: all
	Language                            int
	Education                           string
	Ages                                []int
	Work                                *workFloor
	LanguageTEERs                       []int `toml:"language_teers"` // of which Language is asked; nil: of all
	Employer                            *employerFloor
	Confidence, Ref                     string
	Gain                                []Gain
}

type workFloor struct {
	Months, Years  int
	Skilled, There bool
}

// Gain is one thing that would bring points, and what it sets of the inputs.
type Gain struct {
	Key string
	Set map[string]any
}

var paths = sync.OnceValue(func() []*Path {
	var file struct{ Path []*Path }
	decode("paths.toml", pathsTOML, &file)
	return file.Path
})

// Paths returns all paths, in order.
func Paths() []*Path { return slices.Clone(paths()) }

// PathOf returns the path of an ID; nil where there is none.
func PathOf(id string) *Path {
	for _, p := range paths() {
		if p.ID == id {
			return p
		}
	}
	return nil
}

// ScaleOn returns the scale by which the path ranks on a day; nil where it has
// none, or none that is established for that day.
func (p *Path) ScaleOn(day civil.Day) *Scale {
	s := ScaleOf(p.Scale)
	if s == nil || day < s.From.Day || !s.To.IsZero() && day > s.To.Day {
		return nil
	}
	return s
}

// Rounds returns the rounds that are comparable with points of today, oldest
// first, those by wage apart.
func (p *Path) Rounds(record *draws.Record) (points, wage []draws.Provincial) {
	for i := range record.Provincial {
		switch r := &record.Provincial[i]; {
		case !p.Holds(r):
		case r.Hourly > 0:
			wage = append(wage, *r)
		default:
			points = append(points, *r)
		}
	}
	return points, wage
}

// Fee is what one of the fees is called, and costs.
type Fee struct {
	Key  string
	Cost costs.Cost
}

// FeesOn returns the fees of a day, and whether all of them are known.
func (p *Path) FeesOn(day civil.Day) (fees []Fee, known bool) {
	for _, key := range p.Fees {
		cost, ok := costs.On(key, day)
		if !ok {
			return fees, false
		}
		fees = append(fees, Fee{key, cost})
	}
	return fees, p.Fees != nil
}

// Gained returns inputs with what a gain sets; a number that is higher already
// stays.
func (g *Gain) Gained(inputs map[string]Value) map[string]Value {
	with := map[string]Value{}
	maps.Copy(with, inputs)
	for key, value := range g.Set {
		switch v := value.(type) {
		case string:
			with[key] = Word(v)
		case int64:
			if n := float64(v); !with[key].Known() || with[key].Low < n {
				with[key] = Number(n)
			}
		}
	}
	return with
}

// Holds reports whether a round is one of the path's that is comparable.
func (p *Path) Holds(r *draws.Provincial) bool {
	s := ScaleOf(p.Scale)
	if s == nil || r.Province != p.Province || r.Program != p.Program || r.Date < max(s.From.Day, p.RoundsFrom.Day) {
		return false
	}
	return (p.Targets == nil || p.target(r) != nil) && (r.Scale == s.ID || p.Wage && r.Scale == draws.WageScale)
}

// roundTarget is whom some of a path's rounds are for.
type roundTarget struct {
	Name  string   // as the record has it
	Codes []string // the first digits of the occupations
	Study bool     // who studied there, whatever the occupation
}

// target is whom a round is for; nil where that is none of the path's.
func (p *Path) target(r *draws.Provincial) *roundTarget {
	for i := range p.Targets {
		if p.Targets[i].Name == r.Target {
			return &p.Targets[i]
		}
	}
	return nil
}

// Invited reports whether a round of the path is for the person, as far as that is
// known.
func (w *Person) Invited(r *draws.Provincial) bool {
	t := w.path.target(r)
	switch {
	case t == nil:
		return true
	case t.Study:
		return w.studiedThere().High > 0
	}
	code := w.occupation()
	return code == "" || slices.ContainsFunc(t.Codes, func(digits string) bool { return strings.HasPrefix(code, digits) })
}

// Reaches reports whether the person surely reaches the minimum of a round, by
// points or by what the offer pays.
func (w *Person) Reaches(r *draws.Provincial) bool {
	if !w.Invited(r) {
		return false
	}
	if r.Hourly > 0 {
		hour, year := w.Pay()
		return hour.Low >= r.Hourly && year.Low >= float64(r.Annual)
	}
	points, ok := w.Points()
	return ok && points.Low >= r.Points
}
