package page

import "crsplan/cmd/crsplan/internal/answer"

// Occupations are what a search for a job title found, the most of them so many
// (0: all).
func Occupations(w Writer, doc *answer.Occupations, most int) []Block {
	if len(doc.Occupations) == 0 {
		return []Block{w.Paragraph("occupations-none", "search", doc.Search)}
	}
	t := Table{Title: w.Catalogue.Term("table.occupations"), Columns: w.Columns("noc", "#teer", "skilled", "occupation", "job-title")}
	t.Columns[3].Wrap, t.Columns[4].Wrap = 34, 26
	for i, o := range doc.Occupations {
		if most > 0 && i == most {
			break
		}
		title := w.Text(o.JobTitle)
		if o.JobTitle == "" {
			title = w.None()
		}
		t.Row(w.Text(o.NOC), w.Integer(o.TEER), w.Verdict(&o.Skilled), w.Text(o.Title), title)
	}
	var notes Group
	if more := len(doc.Occupations) - len(t.Rows); more > 0 {
		notes = append(notes, w.Note("levers-more", "count", more))
	}
	return []Block{w.Heading("occupations-heading", "search", doc.Search), t, append(notes, w.Note("occupations-foot", "on", doc.On))}
}
