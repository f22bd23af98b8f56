package answer

import (
	"strings"

	"crsplan/sim/reason"
)

// notIncluded is what moving to Canada costs and no cost here holds: nobody
// knows it of another; nil for whoever does not move.
func notIncluded(moves bool) []string {
	if !moves {
		return nil
	}
	return []string{"moving", "rent"}
}

// NotIncludedText names the moves whose costs leave that out; "" for none.
func NotIncludedText(c *reason.Catalogue, titles []string) string {
	if len(titles) == 0 {
		return ""
	}
	return c.Phrase("cost-not-included/of", "options", strings.Join(titles, "; "))
}

// NotIncluded is [NotIncludedText] of the plans told.
func (doc *BestPlans) NotIncluded(c *reason.Catalogue) string {
	var titles []string
	for i := range doc.Plans {
		if p := &doc.Plans[i]; p.NotIncluded != nil && p.Like == "" {
			titles = append(titles, p.Title)
		}
	}
	return NotIncludedText(c, titles)
}

// NotIncluded is the same of the first so many levers; 0: of all.
func (doc *Levers) NotIncluded(c *reason.Catalogue, most int) string {
	var titles []string
	for i := range doc.Levers {
		if l := &doc.Levers[i]; l.NotIncluded != nil && (most == 0 || i < most) {
			titles = append(titles, l.Title)
		}
	}
	return NotIncludedText(c, titles)
}
