package report

import (
	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/cmd/crsplan/internal/page"
)

// chances are the chances of an invitation by some days, with their record.
func (a *author) chances() []page.Block {
	days := a.doc.ChanceDays()
	if len(days) == 0 {
		return nil
	}
	t := a.titled(page.Chances(a.Writer, a.doc), "report.chances-caption")
	higher := a.higher()
	blocks := []page.Block{a.heading("report.heading.chances"), a.paragraph("report.chances", "paths", a.paths()), t}
	if len(higher) > 0 {
		blocks = append(blocks, a.note("report.chances-higher", "day", days[len(days)-1]))
	}
	for _, text := range a.record() {
		blocks = append(blocks, page.Paragraph{Text: text})
	}
	chart := charts.Chances(a.c, a.doc)
	return append(blocks, a.note("report.record-reform"), page.Chart{Name: "chance", Title: chart.Heading.Title, Chart: chart})
}

func (a *author) higher() []int {
	for i := range a.doc.Options {
		if list := a.doc.Options[i].Chance; len(list) > 0 && len(list[0].Higher) > 0 {
			return answer.Higher
		}
	}
	return nil
}

func (a *author) paths() int {
	for i := range a.doc.Options {
		if o := a.doc.Options[i].Outlook; o != nil {
			return o.Paths
		}
	}
	return 0
}

// record says what became of chances like that of the recommended option, or
// of those that are the farthest off.
func (a *author) record() []string {
	if a.chosen != nil && len(a.chosen.Chance) > 0 {
		if bin := a.doc.CameTrue(a.chosen.Chance[len(a.chosen.Chance)-1].P.P); bin != nil {
			return []string{a.c.Phrase("report.record", "given", a.c.Chance(bin.Given), "came", a.c.Percent(bin.Came), "n", bin.N)}
		}
	}
	return answer.FarthestOffWords(a.c, a.doc.Reliability)
}
