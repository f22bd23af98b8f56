package answer

import (
	"slices"
	"strings"

	"crsplan/sim"
	"crsplan/sim/reason"
)

// UnpublishedFee is what the cost of an option leaves out where a fee is not published.
const UnpublishedFee = "fee"

// notIncluded is what no cost here holds: what moving to Canada costs, for nobody
// knows it of another, and fees that are not published; nil for none of these.
func notIncluded(moves bool, o sim.Option) (left []string) {
	if moves {
		left = append(left, "moving", "rent")
	}
	if o.FeeUnpublished() {
		left = append(left, UnpublishedFee)
	}
	return left
}

// CostText is a cost in dollars that may leave something out: a fee that is not
// published is not zero.
func CostText(c *reason.Catalogue, dollars float64, left []string) string {
	text := c.Value(reason.CAD(dollars))
	if slices.Contains(left, UnpublishedFee) {
		text = c.Phrase("cost-and-fee", "cost", text)
	}
	return text
}

// Costed is an option with what its cost leaves out.
type Costed struct {
	Title string
	Left  []string
}

// NotIncludedText names the options whose costs leave something out, and what;
// "" for none.
func NotIncludedText(c *reason.Catalogue, options []Costed) string {
	var said []string
	for _, kind := range []struct{ left, code string }{{"moving", "cost-not-included/of"}, {UnpublishedFee, "cost-not-included/fee"}} {
		var titles []string
		for _, o := range options {
			if slices.Contains(o.Left, kind.left) {
				titles = append(titles, o.Title)
			}
		}
		if titles != nil {
			said = append(said, c.Phrase(kind.code, "options", strings.Join(titles, "; ")))
		}
	}
	return strings.Join(said, " ")
}

// NotIncluded is [NotIncludedText] of the plans told.
func (doc *BestPlans) NotIncluded(c *reason.Catalogue) string {
	var list []Costed
	for i := range doc.Plans {
		if p := &doc.Plans[i]; p.Like == "" {
			list = append(list, Costed{p.Title, p.NotIncluded})
		}
	}
	return NotIncludedText(c, list)
}

// NotIncluded is the same of the first so many levers; 0: of all.
func (doc *Levers) NotIncluded(c *reason.Catalogue, most int) string {
	var list []Costed
	for i := range doc.Levers {
		if l := &doc.Levers[i]; most == 0 || i < most {
			list = append(list, Costed{l.Title, l.NotIncluded})
		}
	}
	return NotIncludedText(c, list)
}
