package web

import (
	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/plots"
	"crsplan/sim"
	"crsplan/sim/reason"
)

// Charts that the page does not draw itself and that can be taken away from it: each
// is made when somebody asks for its file.

// fileCharts are their names, in the order of their links.
var fileCharts = []string{"rounds", "replay", "ranking", "fan", "reliability"}

// links are the charts that the page offers as files alone.
func links(c *reason.Catalogue) (list []figure) {
	for _, name := range fileCharts {
		list = append(list, figure{Key: name, Title: c.Term("page.chart." + name), Endings: endings()})
	}
	return list
}

// endings are those of the files of a chart.
func endings() (list []string) {
	for _, format := range charts.Formats {
		list = append(list, string(format))
	}
	return list
}

// fileChart makes one of them that needs no simulation; nil for any other name.
func (srv *Server) fileChart(c *reason.Catalogue, q *asked, name string) (plots.Chart, error) {
	switch name {
	case "rounds":
		return charts.RoundsOf(c, q.record, q.plan.Profile, charts.RoundsQuery{World: q.world, Since: charts.RoundsSince(q.world.Today)})
	case "replay":
		doc, err := answer.ReplayOf(c, q.world, q.plan.Profile, answer.WithStay(q.plan.Options), q.record, sim.ReplayWindow{}, nil)
		if err != nil {
			return nil, err
		}
		return charts.Replay(c, doc), nil
	case "fan":
		return charts.Fan(c, answer.ForecastOf(c, q.record, q.world.Today, srv.Seed, answer.ForecastQuery{})), nil
	case "reliability":
		doc, err := answer.BacktestOf(c, q.record, q.world.Today, srv.Seed, false)
		if err != nil {
			return nil, err
		}
		return charts.Reliability(c, doc), nil
	}
	return nil, nil
}
