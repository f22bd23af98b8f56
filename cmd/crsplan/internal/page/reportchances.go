package page

import (
	"slices"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
)

// chances are the chances of an invitation by some days, with their record.
func (a *author) chances() []Block {
	days := a.doc.ChanceDays()
	if len(days) == 0 {
		return nil
	}
	t := a.titled(Chances(a.Writer, a.doc), "report.chances-caption")
	higher := a.higher()
	blocks := []Block{a.Name("report.heading.chances"), a.Paragraph("report.chances", "paths", a.paths()), t}
	if len(higher) > 0 {
		blocks = append(blocks, a.Note("report.chances-higher", "day", days[len(days)-1]))
	}
	for _, text := range a.record() {
		blocks = append(blocks, Paragraph{Text: text})
	}
	chart := charts.Chances(a.Catalogue, a.doc)
	if slices.ContainsFunc(a.doc.Warnings, func(w answer.Warning) bool { return w.Code == "forecast.reform" }) {
		blocks = append(blocks, a.Note("report.record-reform"))
	}
	return append(blocks, Chart{Name: "chance", Title: chart.Heading.Title, Chart: chart})
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
			return []string{a.Phrase("report.record", "given", a.Chance(bin.Given), "came", a.Percent(bin.Came), "n", bin.N)}
		}
	}
	return answer.FarthestOffWords(a.Catalogue, a.doc.Reliability)
}
