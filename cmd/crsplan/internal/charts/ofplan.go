package charts

import (
	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/plots"
	"crsplan/sim"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// OfPlan returns the charts of a plan. There is a ranking of more options than
// lines can be followed, and of the four ways only for a couple.
func OfPlan(c *reason.Catalogue, doc *answer.Plan, w *sim.World, p *profile.Profile) ([]Named, error) {
	tech, err := TechDraws(c, doc, w, p)
	if err != nil {
		return nil, err
	}
	list := []Named{
		{"projection", Projection(c, doc, w)},
		{"waterfall", Waterfall(c, doc)},
		{"lanes", Lanes(c, doc, w)},
		{"tech-draws", tech},
	}
	if doc.Forecast != nil {
		list = append(list, Named{"chance", Chances(c, doc)})
		if len(doc.Options) > plots.MostOptions {
			list = append(list, Named{"ranking", Ranking(c, doc)})
		}
	}
	if doc.Couple != nil {
		list = append(list, Named{"couple", Couple(c, doc.Couple, doc.Record, doc.Today, doc.Name, doc.Warnings)})
	}
	return list, nil
}
