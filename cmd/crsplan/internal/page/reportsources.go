package page

import (
	"slices"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
	"crsplan/sim/sources"
)

// official are the official pages that the answer rests on, with the day on which
// each was read: none where it was read after the day of the report.
func (a *author) official() (items []string) {
	add := func(term, what string) {
		page, ok := sources.Of(what)
		if !ok {
			return
		}
		if what == "rounds" {
			page.Read = a.doc.Record.SeenUntil(a.World.Known)
		}
		text := a.Catalogue.Text(page.Title) + " (" + page.Site + ")"
		switch known := a.World.Known; {
		case !page.Read.IsZero() && page.Read <= known:
			text = a.Phrase("report.page-read", "page", text, "day", page.Read)
		case !page.Dated.IsZero() && page.Dated <= known:
			text = a.Phrase("report.page-dated", "page", text, "day", page.Dated)
		}
		items = append(items, a.Labelled(reason.Capital(a.Catalogue.Term(term)), text))
	}
	for _, what := range []string{"points", "languages", "programs", "categories", "rounds", "fees", "processing"} {
		add("report.read-for."+what, what)
	}
	for _, province := range a.nominating() {
		add("province."+province, province)
	}
	if a.techHeld() {
		add("stream."+string(draws.OntarioTech), string(draws.OntarioTech))
	}
	return items
}

// nominating are the provinces whose nomination the plan counts on, or has.
func (a *author) nominating() (list []string) {
	if held := a.Plan.Profile.Canada.Nomination; held != "" {
		list = append(list, held)
	}
	for i := range a.played.Steps {
		if of := a.played.Steps[i].Step.Then.Nomination; of != nil && *of != "" && !slices.Contains(list, *of) {
			list = append(list, *of)
		}
	}
	return list
}

// unconfirmed names what the plan rests on that no official page says: where it is
// from is not for a client's copy.
func (a *author) unconfirmed() (list []string) {
	if slices.Contains(a.score.Unknown, "high_wage") {
		list = append(list, a.Catalogue.Term("report.unconfirmed.high-wage"))
	}
	if a.fundsAsked() != "" {
		list = append(list, a.Catalogue.Term("report.unconfirmed.funds"))
	}
	if slices.ContainsFunc(a.after.Fees, func(f answer.Fee) bool { return f.Cost != nil && f.Confidence != "high" }) {
		list = append(list, a.Catalogue.Term("report.unconfirmed.fees"))
	}
	return append(list, a.Catalogue.Term("report.unconfirmed.steps"))
}

// cited is the appendix of the official references, down to the section.
func (a *author) cited() Section {
	list := slices.DeleteFunc(a.references(), func(ref string) bool { return !isOfficial(ref) })
	return Section{Key: "references", Title: a.Catalogue.Term("references"), Blocks: []Block{List{Items: list, Small: true}, a.Note("report.references-rest")}}
}

// isOfficial reports whether a reference is of an official page or text.
func isOfficial(ref string) bool {
	return slices.ContainsFunc([]string{"canada.ca", "Ministerial Instruction", "Instructions ministérielles", "laws-lois", "ontario.ca", "Regulations", "Règlement", "IRCC"}, func(name string) bool {
		at := strings.Index(ref, name)
		return at >= 0 && at < officialWithin
	})
}

// officialWithin is how far from the beginning of a reference the page that it is of
// is named, in letters: what is named later is only compared with.
const officialWithin = 60

// references are the sources of the points and the fees, each once.
func (a *author) references() []string {
	var refs []string
	add := func(ref string) {
		if ref != "" && !slices.Contains(refs, ref) {
			refs = append(refs, ref)
		}
	}
	for _, l := range a.score.Lines {
		add(l.Ref)
	}
	for _, f := range a.after.Fees {
		add(f.Ref)
	}
	add(a.after.Ref)
	for _, s := range a.played.Steps {
		add(a.Catalogue.Text(s.Step.Source))
	}
	return refs
}
