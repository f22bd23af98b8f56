package page

import (
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
)

// Score is a score line by line, with the facts that it lacks.
func Score(w Writer, s *answer.Score) []Block {
	code := "score-heading"
	if !s.Complete {
		code = "score-heading/incomplete"
	}
	blocks := []Block{w.Heading(code, "name", w.Somebody(s.Name), "total", s.Total, "on", s.On, "rules", s.Rules), Breakdown(w, s)}
	blocks = append(append(blocks, w.Questions(s.Needs)...), w.Warnings(s.Warnings)...)
	return append(blocks, w.References(), w.NotAdvice())
}

// Breakdown is the table of a score, section by section.
func Breakdown(w Writer, s *answer.Score) Table {
	t := Table{Title: w.Catalogue.Term("table.score"), Columns: append(w.Columns("factor", "#points", "#most", "why"), w.CitedColumn())}
	t.Columns[3].Wrap = 58
	for _, section := range []struct {
		key   string
		total int
	}{{"core", s.Core.Total}, {"spouse", s.Spouse.Total}, {"transferability", s.Transferability.Total}, {"additional", s.Additional.Total}} {
		if section.key == "spouse" && s.Column == "without-spouse" {
			continue
		}
		why := w.Text("")
		if f := s.Transferability; section.key == "transferability" {
			why = w.Clause(w.Phrase("score-transferability", "education", f.Education, "foreign", f.ForeignWork, "certificate", f.Certificate))
		}
		t.Rows = append(t.Rows, Row{Kind: GroupRow, Cells: []Cell{w.Term("section." + section.key), w.Integer(section.total), w.Text(""), why, w.Text("")}})
		for _, l := range s.Lines {
			if strings.HasPrefix(l.Factor, section.key+".") {
				t.Row(w.Term("factor."+l.Factor), w.Points(l.Points), w.Points(l.Max), w.Clause(l.Because), w.Text(l.Ref))
			}
		}
	}
	for _, l := range s.Lines {
		if l.Factor == answer.Unexplained {
			t.Row(w.Term("factor."+l.Factor), w.Points(l.Points), w.Text(""), w.Clause(l.Because), w.Text(""))
		}
	}
	t.Rows = append(t.Rows, Row{Kind: TotalRow, Cells: []Cell{w.Term("total"), w.Integer(s.Total), w.Text(""), w.Text(""), w.Text("")}})
	return t
}

// Asked are the questions of a short answer: the first of them, and how many
// more there are.
func (w Writer) Asked(needs []answer.Need) []Block {
	few := w.Questions(needs[:min(answer.FirstQuestions, len(needs))])
	if more := len(needs) - answer.FirstQuestions; more > 0 {
		few[0] = append(few[0].(Group), w.Note("needs-more", "count", more))
	}
	return few
}

// Questions ask for the missing facts that decide something; none where nothing
// is missing.
func (w Writer) Questions(needs []answer.Need) []Block {
	if len(needs) == 0 {
		return nil
	}
	group := Group{w.Name("needs")}
	for i := range needs {
		group = append(group, Question{answer.NeedText(w.Catalogue, &needs[i])})
	}
	return []Block{group}
}
