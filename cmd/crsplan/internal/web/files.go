package web

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/cmd/crsplan/internal/render"
	"crsplan/plots"
	"crsplan/scenarios"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// The files that can be taken away. Each is made from the form, like the page.

// fileKinds are the media types of the files, by their endings.
var fileKinds = map[string]string{
	".toml": "application/toml; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".json": "application/json",
	".png": "image/png", ".svg": "image/svg+xml", ".pdf": "application/pdf",
	".html": "text/html; charset=utf-8", ".md": "text/markdown; charset=utf-8", ".ics": "text/calendar; charset=utf-8",
}

// file answers with a file made of what was filled in, or with the page where
// something is wrong with that.
func (srv *Server) file(w http.ResponseWriter, r *http.Request) {
	if !srv.readForm(w, r) {
		return
	}
	name := r.PathValue("name")
	s := readState(r.PostForm)
	c := srv.wordsFor(r, s)
	q := srv.ask(c, s)
	if q.problems != nil {
		srv.show(w, r, s)
		return
	}
	leave, ok := srv.turn(w, r, srv.slow)
	if !ok {
		return
	}
	defer leave() // also where the work breaks down
	data, err := srv.fileOf(r.Context(), c, s, q, name)
	switch {
	case err != nil:
		srv.failed(w, r, err)
		return
	case data == nil:
		srv.refuse(w, r, http.StatusNotFound, "page-refused/no-file")
		return
	}
	w.Header().Set("Content-Type", fileKinds[ending(name)])
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", name))
	w.Write(data)
}

// fileOf makes the file of a name; nil where there is none of it.
func (srv *Server) fileOf(ctx context.Context, c *reason.Catalogue, s *state, q *asked, name string) ([]byte, error) {
	switch name {
	case planName:
		return srv.planFile(c, s, q), nil
	case "profile.toml":
		var profile scenarios.Sheet
		profile.Take(s.readable().Items("profile"))
		return profile.Write().Text, nil
	}
	a, err := srv.answer(ctx, c, q)
	if err != nil {
		return nil, err
	}
	if name == "plan.csv" {
		return planCSV(c, a.Plan), nil
	}
	if strings.HasPrefix(name, reportName+".") {
		return srv.reportFile(ctx, c, q, name)
	}
	named := strings.TrimSuffix(name, ending(name))
	if named == leversName {
		doc, err := leversOf(ctx, c, q)
		if err != nil {
			return nil, err
		}
		return drawn(c, tornado(c, doc, q), ending(name), q)
	}
	if chart, err := srv.fileChart(c, q, named); chart != nil || err != nil {
		if err != nil {
			return nil, err
		}
		return drawn(c, charts.Named{Name: named, Chart: chart}, ending(name), q)
	}
	if a.Plan, err = srv.whole(ctx, c, q, true, func(int) error { return ctx.Err() }); err != nil {
		return nil, err
	}
	list, err := chartsOf(c, a, q)
	if err != nil {
		return nil, err
	}
	if a.Plan.Couple != nil {
		list = append(list, coupleChart(c, a.Plan))
	}
	list = append(list, charts.Named{Name: chanceName, Chart: charts.Chances(c, a.Plan)}, charts.Named{Name: "ranking", Chart: charts.Ranking(c, a.Plan)})
	for _, one := range list {
		if named == one.Name {
			return drawn(c, one, ending(name), q)
		}
	}
	return nil, nil
}

// reportName is what the report is called as a file.
const reportName = "report"

// reportFile makes the client report, as the command of that name does; nil
// for a form that there is not.
func (srv *Server) reportFile(ctx context.Context, c *reason.Catalogue, q *asked, name string) ([]byte, error) {
	format := render.Format(strings.TrimPrefix(ending(name), "."))
	if name != reportName+"."+string(format) || !slices.Contains(render.Formats, format) {
		return nil, nil
	}
	c = c.ForClients()
	plan, err := srv.whole(ctx, c, q, true, func(int) error { return ctx.Err() })
	if err != nil {
		return nil, err
	}
	doc, err := page.Report(page.ReportInput{Words: c, World: q.world, Plan: q.plan, Answer: plan})
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = render.Document(&b, doc, reportName, format, render.A4)
	return b.Bytes(), err
}

// planFile is the plan as its own file. What it was looked at under is no part
// of a plan: the file says how to ask for it.
func (srv *Server) planFile(c *reason.Catalogue, s *state, q *asked) []byte {
	return slices.Concat([]byte("# "+c.Phrase("page-run-with", "command", srv.commandOf(s, q))+"\n"), s.readable().Write().Text)
}

// planCommand is how the command of a plan begins.
var planCommand = []string{"crsplan", "plan", planName}

// commandOf is the command line that gives the page's answer.
func (srv *Server) commandOf(s *state, q *asked) string {
	words := slices.Concat(planCommand, srv.Flags)
	if q.world.AsOf {
		words = append(words, "--as-of", q.world.Today.String())
	}
	if s.settings.rules != "" {
		words = append(words, "--rules", s.settings.rules)
	}
	if s.settings.letExpire {
		words = append(words, "--let-expire")
	}
	for _, one := range supposable {
		if n := q.what.Size[one.stream]; n > 0 {
			words = append(words, "--size", fmt.Sprintf("%s=%d", one.stream, n))
		}
		if n := q.what.Every[one.stream]; n > 0 {
			words = append(words, "--every", fmt.Sprintf("%s=%d", one.stream, n))
		}
	}
	if hold, ok := q.what.Hold[draws.General]; ok {
		words = append(words, "--hold", fmt.Sprintf("%s=%v@%v", draws.General, hold.P, hold.By))
	}
	if q.refuse {
		words = append(words, "--after-reform", refuseReform)
	}
	return strings.Join(words, " ")
}

// drawn draws a chart as a file of an ending; nil for an ending that there is
// not.
func drawn(c *reason.Catalogue, named charts.Named, ending string, q *asked) ([]byte, error) {
	format := charts.Format(strings.TrimPrefix(ending, "."))
	if !slices.Contains(charts.Formats, format) {
		return nil, nil
	}
	print := charts.Print{Formats: []charts.Format{format}, WidthMM: plots.Print.WidthMM, DPI: plots.Print.DPI}
	files, err := charts.Draw(c, q.world.Today, print, []charts.Named{named})
	if err != nil {
		return nil, nil // the page says of such a chart that it is too large
	}
	return files[0].Data, nil
}

// planCSV is the comparison of the options as CSV: every score from the day on
// that it holds, with what moved it.
func planCSV(c *reason.Catalogue, doc *answer.Plan) []byte {
	var b bytes.Buffer
	lines := [][]string{{"option", "title", "from", "total", "complete", "why"}}
	for i := range doc.Options {
		o := &doc.Options[i]
		for _, score := range o.Scores {
			var why []string
			for _, e := range o.Events {
				if e.On == score.From {
					why = append(why, e.What)
				}
			}
			lines = append(lines, []string{o.Option, o.Title, score.From.String(), fmt.Sprint(score.Total), fmt.Sprint(score.Complete), strings.Join(why, "; ")})
		}
	}
	render.CSVLines(&b, lines) // a buffer takes all
	return b.Bytes()
}
