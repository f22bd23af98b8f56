package page

import (
	"slices"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
)

// provinces is the appendix of what the provinces take, each on its own scale, with
// the rounds of those whose nomination an option seeks, or else of the one whose
// rounds come nearest.
func (a *author) provinces() Section {
	today := a.doc.Today
	doc := answer.ProvincesOf(a.Catalogue, a.Answer.Name, a.stay, today, a.doc.Record, nil)
	s := Section{Key: "provinces", Title: a.Catalogue.Term("page.provinces"), Blocks: []Block{a.titled(ProvincesTable(a.Writer, doc), "report.provinces-caption")}}
	s.Blocks = append(s.Blocks, ProvincesNotes(a.Writer, doc)...)
	counted := a.sought()
	if nearest := nearestPath(doc); nearest != nil && counted == nil {
		counted = []string{nearest.Province}
	}
	for i := range doc.Paths {
		p := &doc.Paths[i]
		if p.Rounds == nil || p.Points == nil || !slices.Contains(counted, p.Province) {
			continue
		}
		chart := charts.Province(a.Catalogue, doc, p.Path, a.doc.Record)
		s.Blocks = append(s.Blocks, Chart{Name: "province-" + p.Path, Title: chart.Heading.Title, Chart: chart})
	}
	return s
}

// sought are the provinces whose nomination an option seeks.
func (a *author) sought() (list []string) {
	for i := range a.doc.Options {
		for _, s := range a.doc.Options[i].Played.Steps {
			if of := s.Step.Then.Nomination; of != nil {
				list = append(list, *of)
			}
		}
	}
	return list
}
