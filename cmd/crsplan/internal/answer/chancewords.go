package answer

import (
	"maps"
	"slices"
	"strings"

	"crsplan/sim/judged"
	"crsplan/sim/reason"
)

// ChanceLegend says what the chances of a plan are, how large the error of the
// simulation is, what they rest on, and how far such chances came true.
func (doc *Plan) ChanceLegend(c *reason.Catalogue) []string {
	if len(doc.ChanceDays()) == 0 {
		return nil
	}
	worst, paths, higher := 0.0, 0, false
	rests := map[string]RestsOn{}
	for i := range doc.Options {
		o := &doc.Options[i]
		for _, x := range o.Chance {
			worst, higher = max(worst, x.Error), higher || x.Higher != nil
		}
		if o.Outlook == nil {
			continue
		}
		paths = o.Outlook.Paths
		for _, r := range o.Outlook.Rests {
			rests[r.Stream] = r
		}
	}
	legend := c.Phrase("chance-legend", "paths", paths, "error", c.Decimal(max(100*worst, 0.1), 1))
	if higher {
		legend += " " + c.Term("chance-legend-higher")
	}
	list := []string{legend}
	var items []string
	for _, s := range slices.Sorted(maps.Keys(rests)) {
		items = append(items, c.Phrase("chance-rests/item", "stream", reason.Term("stream."+s), "n", rests[s].Rounds))
	}
	if len(items) > 0 {
		list = append(list, c.Phrase("chance-rests", "items", strings.Join(items, ", ")))
	}
	return append(append(list, doc.HeldSince(c)...), FarthestOffWords(c, doc.Reliability)...)
}

// HeldSince says of the rounds between the data and today, where that is long,
// that they are in no chance.
func (doc *Plan) HeldSince(c *reason.Catalogue) []string {
	data := doc.Record.DataDate()
	if doc.Forecast == nil || int(doc.Today-data) <= staleDays {
		return nil
	}
	return []string{c.Phrase("chance-held-since", "from", max(data, doc.Record.SeenUntil(doc.Today))+1, "today", doc.Today)}
}

// CameTrue returns what became of chances like one that is given; nil where
// none was judged.
func (doc *Plan) CameTrue(p float64) *judged.Bin {
	return judged.Alike(doc.Reliability, p, 1)
}

// FarthestOffWords say how far from the truth the worst of the chances were.
func FarthestOffWords(c *reason.Catalogue, bins []judged.Bin) []string {
	bin, ok := FarthestOff(bins)
	if !ok {
		return nil
	}
	return []string{c.Phrase("forecast-farthest-off", "given", c.Chance(bin.Given), "came", c.Percent(bin.Came), "n", bin.N)}
}

// ChanceNotes say of each option of a plan what stood in the way and what is
// at risk, and once of each stream that no chance counts why.
func (doc *Plan) ChanceNotes(c *reason.Catalogue) []string {
	var list, uncounted []string
	for i := range doc.Options {
		o := &doc.Options[i]
		if o.Outlook == nil {
			continue
		}
		list = append(list, o.chanceNotes(c)...)
		for _, n := range o.Outlook.NotCounted {
			if !slices.Contains(uncounted, n.Because) {
				uncounted = append(uncounted, n.Because)
			}
		}
	}
	if len(uncounted) > 0 {
		list = append(list, c.Phrase("chance-not-counted", "why", strings.Join(uncounted, "; ")))
	}
	return list
}

// OwnWords say of the provinces' own rounds on how few they stand, and how such
// simulations did.
func (o *Option) OwnWords(c *reason.Catalogue) (list []string) {
	if o.Outlook == nil {
		return nil
	}
	for _, r := range o.Outlook.Own {
		code := "chance-own"
		if r.Upper {
			code = "chance-own/upper"
		}
		list = append(list, c.Phrase(code, "path", reason.Term("pathway."+r.Path), "n", r.Rounds, "scored", r.Scored, "ours", c.Decimal(r.CRPS, 1), "last", c.Decimal(r.Last, 1)))
	}
	return list
}

func (o *Option) chanceNotes(c *reason.Catalogue) []string {
	if o.Outlook.CannotSay != "" {
		return []string{c.Phrase("chance-cannot", "option", o.Title, "why", o.Outlook.CannotSay)}
	}
	list := o.OwnWords(c)
	var ways []string
	for _, w := range o.Outlook.InTheWay {
		if w.Share >= 0.05 && len(ways) < 2 {
			ways = append(ways, c.Phrase("chance-way/item", "what", w.What, "share", c.Chance(w.Share)))
		}
	}
	if len(ways) > 0 {
		list = append(list, c.Phrase("chance-way", "option", o.Title, "ways", strings.Join(ways, "; ")))
	}
	if n := len(o.Chance); n > 0 && o.Chance[n-1].PIfStepsWork != nil {
		list = append(list, c.Phrase("chance-if-steps-work", "option", o.Title, "share", c.Chance(*o.Chance[n-1].PIfStepsWork), "whose", AssumedText(c, o.Assumed)))
	}
	if n := len(o.Chance); n > 0 && o.Chance[n-1].AtRisk >= 0.005 {
		list = append(list, c.Phrase("chance-at-risk", "option", o.Title, "share", c.Chance(o.Chance[n-1].AtRisk)))
	}
	return list
}
