package answer

import (
	"crsplan/sim/civil"
	"crsplan/sim/noc"
	"crsplan/sim/reason"
)

// Occupations are what a search for a job title found, the likeliest first.
type Occupations struct {
	Schema      int          `json:"schema"`
	On          civil.Day    `json:"on"`
	Search      string       `json:"search"`
	Occupations []Occupation `json:"occupations"`
}

// Occupation is a unit group of NOC 2021: its official title in the language of
// the answer, whether its work counts as skilled on the day, and the job title
// that was found, "" where a code or a name of our own led to it.
type Occupation struct {
	NOC      string `json:"noc"`
	Title    string `json:"title"`
	TEER     int    `json:"teer"`
	Skilled  bool   `json:"skilled"`
	JobTitle string `json:"job_title,omitempty"`
}

// OccupationsOf makes the document of a search, as on a day.
func OccupationsOf(c *reason.Catalogue, typed string, on civil.Day) *Occupations {
	doc := &Occupations{Schema: Schema, On: on, Search: typed, Occupations: []Occupation{}}
	for _, f := range noc.Search(typed) {
		doc.Occupations = append(doc.Occupations, Occupation{f.Code, c.Text(f.Title), f.TEER, noc.Skilled(f.Code, on), f.JobTitle})
	}
	return doc
}
