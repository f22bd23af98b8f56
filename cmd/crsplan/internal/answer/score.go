package answer

import (
	"slices"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/reason"
)

// Score is the breakdown of a candidate on a day.
type Score struct {
	Schema          int             `json:"schema"`
	ID              any             `json:"id,omitempty"`
	Name            string          `json:"name"`
	On              civil.Day       `json:"on"`
	Rules           string          `json:"rules"`
	Complete        bool            `json:"complete"`
	Unknown         []string        `json:"unknown,omitempty"`
	Column          string          `json:"column"`
	Age             int             `json:"age"`
	FirstLanguage   string          `json:"first_language"`
	Core            Core            `json:"core"`
	Spouse          Spouse          `json:"spouse"`
	Transferability Transferability `json:"transferability"`
	Additional      Additional      `json:"additional"`
	Unexplained     int             `json:"unexplained,omitempty"` // what the stated official score differs by
	Total           int             `json:"total"`                 // of what is certain
	Needs           []Need          `json:"needs"`                 // missing facts that decide points or whether a round type is open
	// Renewed are the documents that are taken to be renewed by the day, and
	// IfNotRenewed the total if none is; null where none has to be.
	Renewed      []Renewed `json:"renewed,omitempty"`
	IfNotRenewed *int      `json:"total_if_not_renewed,omitempty"`
	Lines        []Line    `json:"lines"`
	Warnings     []Warning `json:"warnings"`
}

// Core is the section of core human capital.
type Core struct {
	Age            int `json:"age"`
	Education      int `json:"education"`
	FirstLanguage  int `json:"first_language"`
	SecondLanguage int `json:"second_language"`
	CanadianWork   int `json:"canadian_work"`
	Total          int `json:"total"`
}

// Spouse is the section of the spouse or common-law partner.
type Spouse struct {
	Education    int `json:"education"`
	Language     int `json:"language"`
	CanadianWork int `json:"canadian_work"`
	Total        int `json:"total"`
}

// Transferability is the section of skill transferability: the pairs before
// their caps, the groups and the total after.
type Transferability struct {
	EducationLanguage       int `json:"education_language"`
	EducationCanadianWork   int `json:"education_canadian_work"`
	Education               int `json:"education"`
	ForeignWorkLanguage     int `json:"foreign_work_language"`
	ForeignWorkCanadianWork int `json:"foreign_work_canadian_work"`
	ForeignWork             int `json:"foreign_work"`
	Certificate             int `json:"certificate"`
	Total                   int `json:"total"`
}

// Additional is the section of additional points. HighWage is there from the
// day that its factor is in force: null while its points are not known.
type Additional struct {
	ProvincialNomination int     `json:"provincial_nomination"`
	JobOffer             int     `json:"job_offer"`
	CanadianStudy        int     `json:"canadian_study"`
	Sibling              int     `json:"sibling"`
	French               int     `json:"french"`
	HighWage             *Points `json:"high_wage,omitempty"`
	Total                int     `json:"total"`
}

// Points are points that may be unknown, which is written as null.
type Points struct {
	Points int
	Known  bool
}

// MarshalJSON writes the points, or null.
func (u Points) MarshalJSON() ([]byte, error) {
	if !u.Known {
		return []byte("null"), nil
	}
	return appendInt(nil, u.Points), nil
}

// Unexplained is the line of what a stated official score differs by, in no section.
const Unexplained = string(crs.Unexplained)

// Line is one line of a breakdown. Points are null where they are not known.
type Line struct {
	Factor  string `json:"factor"`
	Points  Points `json:"points"`
	Max     Points `json:"max"`
	Because string `json:"because"`
	Ref     string `json:"ref"`
}

// ScoreOf makes the document of a standing on a day.
func ScoreOf(c *reason.Catalogue, name string, on civil.Day, s *sim.Standing, needs []Need, warnings reason.Warnings) *Score {
	b := s.Rules.Score(&s.Candidate)
	doc := &Score{
		Schema: Schema, Name: name, On: on, Rules: s.Rules.ID, Complete: s.Complete(), Unknown: s.Rules.Unknown,
		Column: "without-spouse", Age: s.Candidate.Age, FirstLanguage: s.Candidate.First.String(),
		Core: Core(b.Core), Spouse: Spouse(b.Spouse), Transferability: Transferability(b.Transferability),
		Unexplained: b.Unexplained, Total: b.Total, Needs: needs, Warnings: Words(c, warnings),
	}
	if s.Candidate.WithPartner {
		doc.Column = "with-spouse"
	}
	a := b.Additional
	doc.Additional = Additional{
		ProvincialNomination: a.ProvincialNomination, JobOffer: a.JobOffer, CanadianStudy: a.CanadianStudy,
		Sibling: a.Sibling, French: a.French, Total: a.Total,
	}
	for _, l := range s.Rules.Lines(&s.Candidate) {
		points := Points{l.Points, l.Known}
		if l.Factor == crs.HighWage {
			doc.Additional.HighWage = &points
		}
		doc.Lines = append(doc.Lines, Line{string(l.Factor), points, Points{l.Max, l.Known}, c.Say(l.Because), c.CiteRef(l.Because)})
	}
	return doc
}

// Incomplete says whether the score of any option may be higher on some day by
// points that nobody has established.
func (doc *Plan) Incomplete() bool {
	return slices.ContainsFunc(doc.Options, func(o Option) bool { return !o.Complete })
}

// Legend is a legend of the options, with what a star means where there is one.
func (doc *Plan) Legend(c *reason.Catalogue, code string) string {
	if doc.Incomplete() {
		return c.Phrase(code) + " " + c.Phrase("legend-incomplete")
	}
	return c.Phrase(code)
}
