package answer

import (
	"strings"

	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/reason"
)

// Explanation is the rules of factors as they stand on a day.
type Explanation struct {
	Schema  int       `json:"schema"`
	On      civil.Day `json:"on"`
	Rules   string    `json:"rules"`
	Caps    Caps      `json:"caps"`
	Factors []Rule    `json:"factors"`
}

// Caps are the most that each section can give, and all together.
type Caps struct {
	Core            Columns `json:"core"`
	Spouse          int     `json:"spouse"`
	Transferability int     `json:"transferability"`
	Additional      int     `json:"additional"`
	Total           int     `json:"total"`
}

// Rule is the rule of one factor: in words, as a table, and how it came about.
// It is not in force where the day's rules do not have the factor, and not
// known where its points are not established.
type Rule struct {
	Factor  string    `json:"factor"`
	Section string    `json:"section"`
	Name    string    `json:"name"`
	InForce bool      `json:"in_force"`
	Known   bool      `json:"known"`
	Says    string    `json:"says,omitempty"`
	Ref     string    `json:"ref,omitempty"`
	Of      string    `json:"of,omitempty"`
	With    string    `json:"with,omitempty"`
	Rows    []RuleRow `json:"rows"`
	Max     *Columns  `json:"max,omitempty"`
	History []Since   `json:"history"`
}

// RuleRow is a row of a rule's table.
type RuleRow struct {
	When string `json:"when"`
	And  string `json:"and,omitempty"`
	Columns
}

// Columns are the points without a spouse or partner who counts, and with one;
// a factor of the partner's has only the second. They are null where they are
// not established.
type Columns struct {
	WithoutSpouse *Points `json:"without_spouse,omitempty"`
	WithSpouse    Points  `json:"with_spouse"`
}

// Since is an instrument that set a factor, and when.
type Since struct {
	Instrument string    `json:"instrument"`
	InForce    civil.Day `json:"in_force"`
	Title      string    `json:"title"`
}

// ExplanationOf makes the document of some factors under the rules of a day,
// as far as they were known by another day. The error is crs.BeforeFirstDay.
func ExplanationOf(c *reason.Catalogue, book *crs.Book, on, known civil.Day, factors []crs.Factor) (*Explanation, error) {
	rules, err := book.On(on, known)
	if err != nil {
		return nil, err
	}
	caps := rules.Caps()
	doc := &Explanation{Schema: Schema, On: on, Rules: rules.ID, Caps: Caps{
		Core:   Columns{&Points{caps.Core.Without, true}, Points{caps.Core.With, true}},
		Spouse: caps.Spouse, Transferability: caps.Transferability, Additional: caps.Additional, Total: caps.Total,
	}}
	for _, f := range factors {
		doc.Factors = append(doc.Factors, ruleOf(c, book, rules, f, on, known))
	}
	return doc, nil
}

func ruleOf(c *reason.Catalogue, book *crs.Book, rules *crs.Ruleset, f crs.Factor, on, known civil.Day) Rule {
	section, _, _ := strings.Cut(string(f), ".")
	doc := Rule{Factor: string(f), Section: section, Name: c.Term("factor." + string(f)), Rows: []RuleRow{}, History: []Since{}}
	for _, in := range book.History(f, on, known) {
		doc.History = append(doc.History, Since{in.ID, in.InForce, c.Text(in.Title)})
	}
	rule, ok := rules.Rule(f)
	if !ok {
		return doc
	}
	columns := func(p crs.Columns, known bool) Columns {
		doc := Columns{&Points{p.Without, known}, Points{p.With, known}}
		if section == "spouse" {
			doc.WithoutSpouse = nil
		}
		return doc
	}
	doc.InForce, doc.Known, doc.Says, doc.Ref = true, rule.Known, c.Say(rule.Says), c.CiteRef(rule.Says)
	if !rule.Known {
		return doc
	}
	doc.Of, doc.With = c.Value(rule.Of), ""
	if rule.With != "" {
		doc.With = c.Value(rule.With)
	}
	for _, row := range rule.Rows {
		out := RuleRow{When: c.Say(row.When), Columns: columns(row.Points, !row.Unknown)}
		if !row.And.IsZero() {
			out.And = c.Say(row.And)
		}
		doc.Rows = append(doc.Rows, out)
	}
	most := columns(rule.Max, true)
	doc.Max = &most
	return doc
}
