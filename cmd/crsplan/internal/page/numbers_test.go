package page_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/plots"
	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
	"crsplan/sim/search"
)

// six are the clients whose numbers are compared: single, a couple, with a permit in
// Canada, without hope, with a fact missing, and in French.
var six = []struct {
	name, profile, lang string
	options             []string
	change              func(profile string) string
}{
	{"single developer", "ana.toml", "en", []string{"clb9", "french-nclc7"}, nil},
	{"couple", "couple.toml", "en", []string{"partner-clb9", "clb9", "french-nclc7"}, nil},
	{"nurse in Toronto", "nurse-toronto.toml", "en", nil, nil},
	{"hopeless", "no-stream.toml", "en", []string{"eca", "masters-abroad"}, nil},
	{"a fact is missing", "ana.toml", "en", []string{"clb9", "french-nclc7"}, func(p string) string {
		return regexp.MustCompile(`(?m)^settlement_funds.*\n`).ReplaceAllString(p, "")
	}},
	{"French", "french.toml", "fr", []string{"clb9"}, nil},
}

// Terminal, page, charts and report have their numbers of one answer: what one says
// of an option, the others say.
func TestEveryReaderIsToldTheSameNumbers(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates six clients")
	}
	today := civil.MustParse("2026-11-22")
	var library []*sim.Scenario
	for _, name := range scenarios.LibraryNames() {
		if s, _ := scenarios.Library(name); s.Known <= today {
			library = append(library, s)
		}
	}
	for _, client := range six {
		t.Run(client.name, func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "testdata", "profiles", client.profile))
			if err != nil {
				t.Fatal(err)
			}
			text := string(data)
			if client.change != nil {
				if text = client.change(text); text == string(data) {
					t.Fatal("nothing is left out of the profile")
				}
			}
			p, warnings, err := scenarios.ReadProfile(client.profile, []byte(text))
			if err != nil {
				t.Fatal(err)
			}
			plan := &sim.Plan{Profile: p, HorizonMonths: sim.DefaultHorizonMonths}
			for _, word := range client.options {
				o, _, err := (&scenarios.Reader{}).Option(word)
				if err != nil {
					t.Fatal(err)
				}
				plan.Options = append(plan.Options, o)
			}
			words, _ := reason.In(client.lang)
			w := &sim.World{Book: crs.Embedded(), Today: today, Known: today, AsOf: true}
			answered := func(words *reason.Catalogue) *answer.Plan {
				query := answer.PlanQuery{Chance: answer.ChanceQuery{Paths: 400, Seed: 1}, Search: true, Couple: true, Given: search.Library(library)}
				doc, err := answer.Of(context.Background(), words, w, plan, draws.Embedded().Until(today), query, slices.Clone(warnings))
				if err != nil {
					t.Fatal(err)
				}
				return doc
			}
			doc, said := answered(words), answered(words.ForClients())
			report, err := page.Report(page.ReportInput{Words: words.ForClients(), World: w, Plan: plan, Answer: said, With: page.Appendices})
			if err != nil {
				t.Fatal(err)
			}
			terminal := page.Writer{Catalogue: words}
			compareOptions(t, terminal, doc, report)
			compareCharts(t, terminal, doc, w, report)
			compareFront(t, terminal, doc, report)
		})
	}
}

// tableOf returns the table of a section with a column of a title.
func tableOf(t *testing.T, report *page.Document, section, column string) page.Table {
	t.Helper()
	for _, s := range report.Sections {
		for _, b := range s.Blocks {
			table, ok := b.(page.Table)
			if ok && s.Key == section && slices.ContainsFunc(table.Columns, func(c page.Column) bool { return c.Title == column }) {
				return table
			}
		}
	}
	t.Fatalf("no table with %q in %s", column, section)
	return page.Table{}
}

// figures are the numbers of a text, as they are written.
func figures(text string) []string {
	return regexp.MustCompile(`[<>]?\d[\d,.\x{00a0}\x{202f}]*\d|[<>]?\d`).FindAllString(text, -1)
}

// The table of the first screen is that of the report, number for number, and the
// page's tables of scores and of chances agree with it.
func compareOptions(t *testing.T, w page.Writer, doc *answer.Plan, report *page.Document) {
	short := page.Compared(w, doc)
	chance := w.Catalogue.Term("column.chance")
	long := tableOf(t, report, "options", w.Catalogue.Term("column.points"))
	if len(short.Rows) != len(long.Rows) || len(short.Columns) != len(long.Columns) {
		t.Fatalf("%d options by %d on the screen, %d by %d in the report", len(short.Rows), len(short.Columns), len(long.Rows), len(long.Columns))
	}
	scores, chances := page.Options(w, doc), page.Chances(w, doc)
	for i, row := range short.Rows {
		for k, cell := range row.Cells {
			got := long.Rows[i].Cells[k].Text
			if values := long.Rows[i].Cells[k].Values; short.Columns[k].Kind == page.Day && len(values) > 0 { // a report writes a day in words
				got = fmt.Sprint(values[0])
			}
			if !slices.Equal(figures(cell.Text), figures(got)) {
				t.Errorf("%s, %s: %q on the screen, %q in the report", row.Cells[0].Text, short.Columns[k].Title, cell.Text, got)
			}
		}
		same := func(table page.Table) *page.Row {
			k := slices.IndexFunc(table.Rows, func(r page.Row) bool { return r.Cells[0].Text == row.Cells[0].Text })
			if k < 0 {
				t.Fatalf("%s has no row of its own in %q", row.Cells[0].Text, table.Title)
			}
			return &table.Rows[k]
		}
		best := slices.IndexFunc(short.Columns, func(c page.Column) bool { return c.Title == w.Catalogue.Term("column.points") })
		if got := same(scores).Cells[2].Text; got != row.Cells[best].Text {
			t.Errorf("%s: at best %s, and %s on the page", row.Cells[0].Text, row.Cells[best].Text, got)
		}
		if k := slices.IndexFunc(short.Columns, func(c page.Column) bool { return c.Title == chance }); k >= 0 && len(chances.Rows) > 0 {
			if of := same(chances); !slices.ContainsFunc(of.Cells, func(c page.Cell) bool { return c.Text == row.Cells[k].Text }) {
				t.Errorf("%s: %s on the screen is nowhere among %v on the page", row.Cells[0].Text, row.Cells[k].Text, of.Cells)
			}
		}
	}
}

// The charts have the chances, the costs and the scores of the table, and one hero.
func compareCharts(t *testing.T, w page.Writer, doc *answer.Plan, world *sim.World, report *page.Document) {
	c, best := w.Catalogue, doc.Hero()
	short := page.Compared(w, doc)
	cells := map[string][]page.Cell{}
	for i, o := range w.Options(doc) {
		cells[o.Title] = short.Rows[i].Cells
	}
	title := func(label string) string {
		if label == c.Term("chart.stay") {
			return doc.Staying().Title
		}
		return label
	}
	ranking, chances := charts.Ranking(c, doc), charts.Chances(c, doc)
	for _, row := range ranking.Rows {
		of, shown := cells[title(row.Label)]
		if !shown {
			continue
		}
		for _, text := range []string{row.Text, row.More[0]} {
			if text != "–" && !slices.ContainsFunc(of, func(c page.Cell) bool { return c.Text == text }) {
				t.Errorf("%s: %q of the ranking is not in the table: %v", row.Label, text, of)
			}
		}
		if row.Hero != (title(row.Label) == best.Title) {
			t.Errorf("%s is the hero: %v, the plan is about %s", row.Label, row.Hero, best.Title)
		}
	}
	for _, line := range chances.Options {
		if of, shown := cells[title(line.Label)]; shown && line.Figures != "" && !slices.ContainsFunc(of, func(c page.Cell) bool { return c.Text == line.Figures }) {
			t.Errorf("%s: %q of the lines is not in the table: %v", line.Label, line.Figures, of)
		}
	}
	fall := charts.Waterfall(c, doc)
	if fall.Base != best.Now || fall.Final != best.Best.Total {
		t.Errorf("the waterfall goes from %d to %d, the hero from %d to %d", fall.Base, fall.Final, best.Now, best.Best.Total)
	}
	projection := charts.Projection(c, doc, world)
	for _, line := range projection.Options {
		if line.Hero != (title(line.Label) == best.Title) {
			t.Errorf("%s is the hero of the projection: %v", line.Label, line.Hero)
		}
		if most := slices.MaxFunc(line.Steps, func(a, b plots.Step) int { return a.Score - b.Score }); line.Hero && most.Score != best.Best.Total {
			t.Errorf("the hero reaches %d in the projection, %d in the table", most.Score, best.Best.Total)
		}
	}
	// The pictures of the report are those.
	for _, s := range report.Sections {
		for _, b := range s.Blocks {
			chart, ok := b.(page.Chart)
			if !ok {
				continue
			}
			want := map[string]string{"chance": chances.Title, "waterfall": fall.Title, "projection": projection.Title}[chart.Name]
			if got := plots.HeadingOf(chart.Chart).Title; want != "" && got != want {
				t.Errorf("%s: %q in the report, %q as a chart", chart.Name, got, want)
			}
		}
	}
}

// The first page of the report says what the first screen says, and its sums are
// those of the tables after it.
func compareFront(t *testing.T, w page.Writer, doc *answer.Plan, report *page.Document) {
	var callout page.Callout
	var front page.Figures
	for _, b := range report.Sections[0].Blocks {
		switch b := b.(type) {
		case page.Callout:
			callout = b
		case page.Figures:
			front = b
		}
	}
	screen := page.WhatToDo(w, doc)
	if callout.Title != screen.Title || !strings.HasPrefix(strings.ReplaceAll(callout.Text, "\u00a0", " "), strings.ReplaceAll(screen.Text, "\u00a0", " ")) {
		t.Errorf("the screen: %q %q\nthe report: %q %q", screen.Title, screen.Text, callout.Title, callout.Text)
	}
	if got, want := front[0].Value, w.Score(doc.Hero().Now, true).Text; strings.TrimSuffix(got, "*") != want {
		t.Errorf("a score of %s on the first page, %s in the plan", got, want)
	}
	fees := tableOf(t, report, "after", w.Catalogue.Term("column.in-all"))
	whole := fees.Rows[len(fees.Rows)-1].Cells[3].Text
	if want := w.Spread(doc.Hero().After.Whole).Text; !slices.Equal(figures(whole), figures(want)) {
		t.Errorf("in all %s in the report, %s in the plan", whole, want)
	}
}
