package page

import (
	"fmt"
	"slices"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/reason"
)

// mostPaths is how many paths stand in a short answer: the last one leads to no
// more points than the one beside it, and to no nomination in Express Entry.
const mostPaths = 8

// fields names keys of a profile as the form does.
func (w Writer) fields(keys []string) []string {
	names := make([]string, len(keys))
	for i, key := range keys {
		names[i] = w.Catalogue.Term("field." + strings.Replace(key, "canada.job_offer.", "offer.", 1))
	}
	return names
}

// Provinces says what somebody is worth to each province on its own scale.
func Provinces(w Writer, doc *answer.Provinces) []Block {
	blocks := []Block{
		w.Heading("provinces-heading", "name", w.Somebody(doc.Name), "on", doc.On),
		ProvincesTable(w, doc),
	}
	blocks = append(blocks, ProvincesNotes(w, doc)...)
	return append(blocks, w.NotAdvice(), Details(w.provinceDetails(doc)))
}

// nearestPath is the one whose rounds the person comes nearest to, of those that
// take the occupation, with an offer there where one is needed; nil where no
// province publishes a minimum of the last year for them.
func nearestPath(doc *answer.Provinces) (nearest *answer.ProvincePath) {
	share := func(p *answer.ProvincePath) float64 { return float64(p.Points.High) / p.Rounds.Minimum }
	for i := range doc.Paths {
		p := &doc.Paths[i]
		barred := slices.ContainsFunc(p.Lacks, func(r answer.Requirement) bool { return r.Requirement == "occupation" })
		if p.State != "open" || p.Points == nil || p.Rounds == nil || p.Rounds.Year == 0 || barred {
			continue
		}
		if nearest == nil || share(p) > share(nearest) {
			nearest = p
		}
	}
	return nearest
}

// NearestProvince says in a sentence which province's rounds the person comes
// nearest to; "" for none.
func NearestProvince(w Writer, doc *answer.Provinces) string {
	nearest := nearestPath(doc)
	if nearest == nil {
		return ""
	}
	province, points := w.Catalogue.Term("province."+nearest.Province), between(nearest.Points.Low, nearest.Points.High)
	minimum := int(nearest.Rounds.Minimum)
	if nearest.AssumedOffer != "" {
		return w.Phrase("province-nearest/offer", "province", province, "region", reason.Term("region."+nearest.AssumedOffer), "points", points, "minimum", minimum)
	}
	return w.Phrase("province-nearest", "province", province, "points", points, "minimum", minimum)
}

// ProvincesNotes are what stands under the table of the paths: what would bring
// points, what is missing, and what the points are.
func ProvincesNotes(w Writer, doc *answer.Provinces) (blocks []Block) {
	var reach Items
	mark := "+"
	if w.Paper {
		mark = "" // lists have marks of their own there
	}
	for i := range doc.Paths {
		if text := w.reach(&doc.Paths[i], false); text != "" {
			reach = append(reach, Item{Mark: mark, Text: text})
		}
	}
	if reach != nil {
		blocks = append(blocks, Group{w.Name("provinces.reach"), reach})
	}
	var last Group
	if slices.ContainsFunc(doc.Paths, func(p answer.ProvincePath) bool { return p.ByWage != nil }) {
		last = append(last, w.Paragraph("provinces-by-wage"))
	}
	if lacks := w.notMet(doc); lacks != nil {
		last = append(last, w.Paragraph("provinces-lacks", "paths", strings.Join(lacks, "; ")))
	}
	if keys := doc.Missing; len(keys) > 0 {
		last = append(last, w.Paragraph("provinces-missing", "keys", strings.Join(w.fields(keys), ", ")))
	}
	for i := range doc.Paths {
		if p := &doc.Paths[i]; p.AssumedOffer != "" && p.Points != nil {
			last = append(last, w.Paragraph("provinces-scales"))
			break
		}
	}
	last = append(last, w.Paragraph("provinces-scales/own"))
	return append(blocks, last)
}

// ProvincesTable is the table of the paths.
func ProvincesTable(w Writer, doc *answer.Provinces) Table {
	t := Table{Title: w.Catalogue.Term("table.provinces"), Columns: append(w.Columns("program", "#own-points"), w.Column("#minimum"), w.Column("#year-range"), w.Column("#reached"))}
	t.Columns[0].Wrap, t.Most = 30, mostPaths
	t.Spare(4, 3)
	for i := range doc.Paths {
		p := &doc.Paths[i]
		points := w.None()
		switch {
		case p.Points == nil:
		default:
			points = w.Told(between(p.Points.Low, p.Points.High), p.Points.Low)
		}
		title := w.Catalogue.Term("province-path." + p.Path)
		if p.AssumedOffer != "" && p.Points != nil {
			title += " ¹"
		}
		minimum, year, reached := w.Term("province-state."+p.State), w.None(), w.None()
		if r := p.Rounds; r != nil {
			minimum = w.Told(w.Phrase("province-minimum", "minimum", int(r.Minimum), "on", w.Day(r.Last).Text), int(r.Minimum))
			if r.Year > 0 {
				year = w.Told(between(int(r.Low), int(r.High)), int(r.Low))
				reached = w.Told(w.Phrase("province-reached", "reached", r.Reached, "year", r.Year), r.Reached)
			}
		}
		t.Row(w.Text(title), points, minimum, year, reached)
	}
	return t
}

// notMet names the paths of the table of which something is surely not met, beside a
// job offer and an occupation, which the table tells.
func (w Writer) notMet(doc *answer.Provinces) (list []string) {
	for i := range doc.Paths[:min(len(doc.Paths), mostPaths)] {
		p, names := &doc.Paths[i], []string(nil)
		for _, r := range p.Lacks {
			if r.Requirement != "offer" && r.Requirement != "occupation" && p.State != "not-occupation" && p.State != "for-others" {
				names = append(names, w.Catalogue.Term("requirement."+r.Requirement))
			}
		}
		if names != nil {
			list = append(list, w.Labelled(w.Catalogue.Term("province-path."+p.Path), strings.Join(names, ", ")))
		}
	}
	return list
}

// between is a number, or the two ends it lies between.
func between(low, high int) string {
	if low == high {
		return fmt.Sprint(low)
	}
	return Band(low, high)
}

// reach says what would bring points, until a round of the year would have been
// reached; "" where none would. With all, it says everything.
func (w Writer) reach(p *answer.ProvincePath, all bool) string {
	var steps []string
	for _, r := range p.Reach {
		code := "province-reach"
		if r.Reached > 0 {
			code = "province-reach/rounds"
		}
		steps = append(steps, w.Phrase(code, "change", r.Title, "points", r.Points, "reached", r.Reached, "year", r.Year))
		if r.Reached > 0 && !all {
			return w.Labelled(w.Catalogue.Term("province."+p.Province), strings.Join(steps, "; "))
		}
	}
	if !all || steps == nil {
		return ""
	}
	return w.Labelled(w.Catalogue.Term("provinces.reach"), strings.Join(steps, "; "))
}

// provinceDetails are each path's points line by line, its floors, rounds, fees
// and months.
func (w Writer) provinceDetails(doc *answer.Provinces) []Block {
	var blocks []Block
	said := map[string]bool{}
	for i := range doc.Paths {
		p := &doc.Paths[i]
		var facts Items
		note := func(code string, values ...any) { facts = append(facts, Item{Text: w.Phrase(code, values...)}) }
		for _, l := range p.Lines {
			facts = append(facts, Item{Mark: fmt.Sprintf("%9s", fmt.Sprintf("%s/%d", between(l.Low, l.High), l.Most)), Text: l.Title})
		}
		if text := w.reach(p, true); text != "" {
			facts = append(facts, Item{Text: text})
		}
		if p.AssumedOffer != "" {
			note("province-assumed", "region", reason.Term("region."+p.AssumedOffer))
		}
		if r := p.ByWage; r != nil {
			note("province-wage", "hour", reason.CAD(r.Minimum), "year", reason.CAD(float64(r.Annual)), "on", r.Last, "reached", r.Reached, "rounds", r.Year)
		}
		if r := p.Rounds; r != nil {
			note("province-rounds", "count", r.Count)
		}
		for _, f := range p.Fees {
			facts = append(facts, Item{Text: w.Phrase("province-fee", "fee", f.Title, "dollars", reason.CAD(float64(f.Dollars))), Ref: f.Ref})
		}
		if len(p.Fees) == 0 {
			note("province-fee/not-known")
		}
		if p.Months != nil {
			note("province-months", "low", w.Decimal(p.Months.Low, -1), "high", w.Decimal(p.Months.High, -1))
		} else {
			note("province-months/not-known")
		}
		note("province-express-entry/"+p.ExpressEntry, "confidence", reason.Term("confidence."+p.ExpressEntryConfidence))
		if p.Bound != "" {
			note("province-hidden")
		}
		facts[len(facts)-1].Ref = p.Ref
		group := w.requirements(w.Phrase("eligible-item", "what", p.Title, "verdict", w.Verdict(p.Eligible).Text), p.Met, p.Lacks, p.Unknown, said)
		blocks = append(blocks, append(group, facts))
	}
	blocks = append(blocks, w.Warnings(doc.Warnings)...)
	return append(blocks, w.References())
}
