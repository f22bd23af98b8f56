package answer

import (
	"cmp"
	"math"
	"slices"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/provinces"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

// Provinces is what a person is worth to each province on its own scale.
type Provinces struct {
	Schema   int            `json:"schema"`
	Name     string         `json:"name"`
	On       civil.Day      `json:"on"`
	Paths    []ProvincePath `json:"paths"`
	Missing  []string       `json:"missing"` // keys of the profile that would settle points
	Warnings []Warning      `json:"warnings"`
}

// ProvincePath is one province's way to a nomination. Its points are on its own
// scale, never CRS points.
type ProvincePath struct {
	Path     string `json:"path"`
	Province string `json:"province"`
	Title    string `json:"title"`
	// State is "open", "not-open" (yet), "no-rounds" (none with a minimum that is
	// comparable), "for-others" (those that were held were for other people),
	// "not-occupation" (it does not take the occupation), "by-eligibility" or
	// "by-priority".
	State    string          `json:"state"`
	Eligible *bool           `json:"eligible"`
	Scale    string          `json:"scale,omitempty"`
	Most     int             `json:"most,omitempty"` // points of the scale
	Points   *ProvincePoints `json:"points"`         // null where no scale is known
	// AssumedOffer is the region of the permanent offer that is assumed; "" where
	// the profile has one, or none is needed.
	AssumedOffer string          `json:"assumed_offer,omitempty"`
	Lines        []ProvinceLine  `json:"lines"`
	Rounds       *ProvinceRounds `json:"rounds"` // null where none is comparable
	// Invites reports whether a round of the path is for the person.
	Invites func(*draws.Provincial) bool `json:"-"`
	ByWage  *ProvinceRounds              `json:"by_wage,omitempty"`
	Reach   []ProvinceReach              `json:"reach"`
	Met     []Requirement                `json:"met"`
	Lacks   []Requirement                `json:"lacks"`
	Unknown []Requirement                `json:"unknown"`
	Fees    []ProvinceFee                `json:"fees"`
	Months  *Range                       `json:"months"` // from the application to the nomination; null: not published
	// ExpressEntry says whether the nomination can be used there: "yes", "option"
	// or "no", which leads to a base application.
	ExpressEntry           string `json:"express_entry"`
	ExpressEntryConfidence string `json:"express_entry_confidence"`
	// Bound is "upper" where rounds have conditions that are not published.
	Bound      string   `json:"bound,omitempty"`
	Confidence string   `json:"confidence"`
	Ref        string   `json:"ref"`
	Missing    []string `json:"missing"`
}

// ProvincePoints are points of a scale; low and high differ where a fact is
// missing.
type ProvincePoints struct {
	Low  int `json:"low"`
	High int `json:"high"`
}

// ProvinceLine is the points of one factor.
type ProvinceLine struct {
	Factor string   `json:"factor"`
	Title  string   `json:"title"`
	Low    int      `json:"low"`
	High   int      `json:"high"`
	Most   int      `json:"most"`
	Needs  []string `json:"needs,omitempty"`
}

// ProvinceRounds are the comparable rounds: the last, and those of twelve months.
type ProvinceRounds struct {
	Count   int       `json:"count"`
	Last    civil.Day `json:"last"`
	Minimum float64   `json:"minimum"` // points, or dollars an hour
	Annual  int       `json:"annual,omitempty"`
	Invited int       `json:"invited"`
	Year    int       `json:"year"`    // rounds of the twelve months before the day
	Low     float64   `json:"low"`     // their lowest minimum, and
	High    float64   `json:"high"`    // their highest
	Reached int       `json:"reached"` // of those, by points or by wage
}

// ProvinceReach is what the points would be after a change, and those before it in
// the list, and how many of the year's rounds they would have reached.
type ProvinceReach struct {
	Change  string `json:"change"`
	Title   string `json:"title"`
	Points  int    `json:"points"`
	Reached int    `json:"reached"`
	Year    int    `json:"year"`
}

// ProvinceFee is a fee in dollars.
type ProvinceFee struct {
	Fee        string `json:"fee"`
	Title      string `json:"title"`
	Dollars    int    `json:"dollars"`
	Confidence string `json:"confidence"`
	Ref        string `json:"ref"`
}

// ProvincesOf makes the document of a person on a day of a projection.
func ProvincesOf(c *reason.Catalogue, name string, proj *sim.Projection, on civil.Day, record *draws.Record, warnings reason.Warnings) *Provinces {
	person, standing := proj.Person(on), proj.At(on)
	self := &person.Profile.Self
	person.Score = &streams.Score{Points: standing.Total, Whole: standing.Complete() && !self.TestsUnstated() && !self.EducationUnstated()}
	doc := &Provinces{Schema: Schema, Name: name, On: on, Missing: []string{}}
	for _, p := range provinces.Paths() {
		path := provincePath(c, &person, p, record.Until(on))
		doc.Paths = append(doc.Paths, path)
		for _, key := range path.Missing {
			if !slices.Contains(doc.Missing, key) {
				doc.Missing = append(doc.Missing, key)
			}
		}
	}
	doc.Warnings = Words(c, warnings)
	return doc
}

func provincePath(c *reason.Catalogue, person *streams.Person, p *provinces.Path, record *draws.Record) ProvincePath {
	law := person.Law
	who := p.On(person.Profile, person.Day, law, true)
	doc := ProvincePath{
		Path: p.ID, Province: p.Province, Title: c.Term("pathway." + p.ID), State: "open",
		Lines: []ProvinceLine{}, Reach: []ProvinceReach{}, Fees: []ProvinceFee{}, Missing: []string{},
		ExpressEntry: p.ExpressEntry, ExpressEntryConfidence: p.ExpressEntryConfidence, Confidence: p.Confidence, Ref: c.Cite(reason.Cited(p.Ref)),
	}
	if who.Supposed {
		doc.AssumedOffer = cmp.Or(p.Region, "elsewhere")
	}
	if p.Hidden {
		doc.Bound = "upper"
	}
	points, wage := p.Rounds(record)
	others := func(r draws.Provincial) bool { return !who.Invited(&r) }
	held := len(points) + len(wage)
	points, wage = slices.DeleteFunc(points, others), slices.DeleteFunc(wage, others)
	doc.Invites = who.Invited
	switch scale := p.ScaleOn(law); {
	case law < p.From.Day:
		doc.State = "not-open"
	case scale != nil:
		doc.Scale, doc.Most = scale.ID, scale.Most
		sum, _ := who.Points()
		doc.Points = &ProvincePoints{sum.Low, sum.High}
		for _, l := range sum.Lines {
			doc.Lines = append(doc.Lines, ProvinceLine{l.Factor, c.Term("province-factor." + l.Factor), l.Low, l.High, l.Most, l.Needs})
		}
		doc.Missing = append(doc.Missing, sum.Needs()...)
		if doc.Rounds = roundsIn(points, law, func(r *draws.Provincial) bool {
			return r.Points <= sum.Low || slices.ContainsFunc(wage, func(w draws.Provincial) bool { return w.Date == r.Date && paysFor(who, nil, &w) })
		}); doc.Rounds == nil || doc.Rounds.Year == 0 {
			doc.State = "no-rounds"
		}
		doc.ByWage = roundsIn(wage, law, func(r *draws.Provincial) bool { return paysFor(who, nil, r) })
		doc.Reach = reachOf(c, who, p, scale, points, wage, law)
	case p.ID == "saskatchewan-tech":
		doc.State = "by-eligibility"
	case p.Scale == "":
		doc.State = "by-priority"
	default:
		doc.State = "no-rounds"
	}
	if doc.State == "no-rounds" && held > 0 && len(points)+len(wage) == 0 {
		doc.State = "for-others"
	}
	doc.requirements(c, person, who)
	stated := who.Offer != nil && who.Offer.NOC != "" || person.Profile.PrimaryNOC(person.Day) != ""
	if stated && slices.ContainsFunc(doc.Lacks, func(r Requirement) bool { return r.Requirement == "occupation" }) {
		doc.closed()
	}
	fees, _ := p.FeesOn(law)
	for _, f := range fees {
		doc.Fees = append(doc.Fees, ProvinceFee{f.Key, c.Term("price." + f.Key), f.Cost.Likely, f.Cost.Confidence, c.Cite(reason.Cited(f.Cost.Ref))})
	}
	if p.Months != nil {
		doc.Months = &Range{Low: p.Months[0], Likely: p.Months[1], High: p.Months[2]}
	}
	return doc
}

// closed is for an occupation that the path does not take: its rounds are reached
// by no points.
func (doc *ProvincePath) closed() {
	doc.State, doc.Rounds, doc.ByWage, doc.Reach = "not-occupation", nil, nil, []ProvinceReach{}
}

// requirements are what the path asks of everybody: where package streams has its
// rules those, else the floors of its own.
func (doc *ProvincePath) requirements(c *reason.Catalogue, person *streams.Person, who *provinces.Person) {
	result, ok := person.Pathway(doc.Path)
	if !ok {
		result.Verdict = streams.Yes
		for _, f := range who.Floors() {
			verdict := streams.Verdict(f.Met)
			result.Verdict = result.Verdict.And(verdict)
			result.Requirements = append(result.Requirements, streams.Requirement{Key: f.Key, Met: verdict, Because: f.Because, Needs: f.Needs})
		}
	}
	doc.Eligible = truth(result.Verdict)
	doc.Met, doc.Lacks, doc.Unknown = sorted(c, result)
	if who.Offer == nil || who.Supposed {
		return
	}
	for _, r := range doc.Unknown { // what an offer there still needs
		for _, key := range r.Needs {
			if !slices.Contains(doc.Missing, key) {
				doc.Missing = append(doc.Missing, key)
			}
		}
	}
}

// roundsIn sums up rounds, of which reached tells those that the person reaches;
// nil for none.
func roundsIn(list []draws.Provincial, on civil.Day, reached func(*draws.Provincial) bool) *ProvinceRounds {
	if len(list) == 0 {
		return nil
	}
	last := list[len(list)-1]
	minimum := func(r *draws.Provincial) float64 { return max(float64(r.Points), r.Hourly) }
	doc := &ProvinceRounds{Count: len(list), Last: last.Date, Minimum: minimum(&last), Annual: last.Annual, Invited: last.Size, Low: math.Inf(1)}
	for i := range list {
		r := &list[i]
		if r.Date <= on.AddYears(-1) {
			continue
		}
		doc.Year++
		doc.Low, doc.High = min(doc.Low, minimum(r)), max(doc.High, minimum(r))
		if reached(r) {
			doc.Reached++
		}
	}
	if doc.Year == 0 {
		doc.Low = 0
	}
	return doc
}

// paysFor reports whether the offer, or the wage of an input, surely pays what a
// round by wage took.
func paysFor(who *provinces.Person, inputs map[string]provinces.Value, r *draws.Provincial) bool {
	hour, year := who.Pay()
	if wage, ok := inputs["hourly_wage"]; ok && wage.Low > hour.Low {
		hour, year = wage, provinces.Number(wage.Low*52*40)
	}
	return r.Hourly > 0 && hour.Low >= r.Hourly && year.Low >= float64(r.Annual)
}

// reachOf adds up what would bring points, one after another.
func reachOf(c *reason.Catalogue, who *provinces.Person, p *provinces.Path, scale *provinces.Scale, points, wage []draws.Provincial, on civil.Day) []ProvinceReach {
	list := []ProvinceReach{}
	inputs := who.Inputs()
	now := scale.Points(inputs, p.Route).Low
	for i := range p.Gain {
		with := p.Gain[i].Gained(inputs)
		then := scale.Points(with, p.Route).Low
		if then <= now {
			continue
		}
		inputs, now = with, then
		doc := ProvinceReach{Change: p.Gain[i].Key, Title: c.Term("province-gain." + p.Gain[i].Key), Points: then}
		days := map[civil.Day]bool{}
		for _, lane := range [][]draws.Provincial{points, wage} {
			for k := range lane {
				if r := &lane[k]; r.Date > on.AddYears(-1) {
					days[r.Date] = days[r.Date] || r.Points > 0 && r.Points <= then || paysFor(who, inputs, r)
				}
			}
		}
		for _, reached := range days {
			doc.Year++
			if reached {
				doc.Reached++
			}
		}
		list = append(list, doc)
	}
	return list
}
