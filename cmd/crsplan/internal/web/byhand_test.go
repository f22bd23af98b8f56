package web_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// An option is edited, moved, made of one's own, and removed, by hand.
func TestOptionsAreChangedByHand(t *testing.T) {
	b := browse(t)
	b.open("/")
	b.answered(func() { b.press("do", "sample") })
	titles := func() string {
		return strings.Join(value[[]string](b, `[...document.querySelectorAll("#compared table")[0].tBodies[0].rows].map((r) => r.cells[0].textContent)`), "; ")
	}
	row := func(option string, cell int) string {
		return value[string](b, `[...document.querySelectorAll("#points table")[0].tBodies[0].rows].find((r) => r.cells[0].textContent === `+quote(option)+`)?.cells[`+strconv.Itoa(cell)+`].textContent ?? ""`)
	}
	// What a move of the library takes.
	b.answered(func() { b.fill("scenarios.clb9.steps.resit.months.likely", "7") })
	b.answered(func() { b.fill("scenarios.clb9.steps.resit.cost_cad.likely", "1,200") })
	b.answered(func() { b.fill("scenarios.clb9.steps.resit.chance", "55") })
	if months, cost := row("Reach CLB 9 in English", 5), row("Reach CLB 9 in English", 6); months != "7" || cost != "$1,200" {
		t.Errorf("it takes %s months and %s", months, cost)
	}
	if got := b.text("#compared"); !strings.Contains(got, "55%") {
		t.Errorf("no chance of 55%%: %s", got)
	}
	// One's own.
	b.answered(func() { b.press("do", "add scenarios") })
	if got := b.focus(); got != "options.option-1.scenarios" {
		t.Errorf("the focus is on %q", got)
	}
	b.answered(func() { b.fill("scenarios.my-scenario.title", "A summer school") })
	b.answered(func() { b.fill("scenarios.my-scenario.steps.step-1.months.likely", "2") })
	b.answered(func() { b.fill("scenarios.my-scenario.steps.step-1.then.languages.english.at_least_clb", "10") })
	if change := row("A summer school", 4); change != "+81" {
		t.Errorf("it brings %q: %s", change, titles())
	}
	if !value[bool](b, `document.querySelector('button[value="add options"]').disabled`) {
		t.Error("there is room for a seventh")
	}
	b.answered(func() { b.press("do", "earlier options.option-1") })
	if !strings.HasSuffix(titles(), "A summer school; Resit English, then study a year of French") {
		t.Errorf("in this order: %s", titles())
	}
	// The focus goes along, and stays beside where it can go no further.
	b.run(`document.querySelector('button[value="later options.option-1"]').focus()`)
	b.answered(func() { b.key(kb.Enter) })
	if got := b.focus(); got != "earlier options.option-1" {
		t.Errorf("after moving it down the focus is on %q", got)
	}
	// Removed.
	b.run(`document.querySelector('button[value="remove options.option-1"]').focus()`)
	b.answered(func() { b.key(kb.Enter) })
	if got := b.focus(); got != "add options" || strings.Contains(titles(), "summer") {
		t.Errorf("after removing it the focus is on %q: %s", got, titles())
	}
	// The move itself is left, and can be taken away too.
	b.answered(func() { b.press("do", "remove scenarios.my-scenario") })
	if strings.Contains(b.text("#takes"), "summer") {
		t.Error("the move is still there")
	}
	// What cannot be taken leaves the table, and is said once, with the reason.
	const masters = "Master's degree in Canada"
	if !strings.Contains(titles(), masters) {
		t.Fatalf("no master's degree in %s", titles())
	}
	b.answered(func() { b.fill("profile.education.level", "masters") })
	if got := b.text("#not-possible"); !strings.Contains(got, masters) || strings.Count(b.text("#compared"), masters) != 1 || strings.Contains(titles(), masters) {
		t.Errorf("not possible: %q; compared: %s", got, titles())
	}
	b.answered(func() { b.fill("profile.education.level", "bachelor") })
	if value[bool](b, `!!document.querySelector("#not-possible")`) || !strings.Contains(titles(), masters) {
		t.Errorf("it does not come back: %s", titles())
	}
}

// On paper is the answer, without what only a screen is good for.
func TestThePagePrinted(t *testing.T) {
	b := browse(t)
	b.open("/")
	b.answered(func() { b.press("do", "sample") })
	b.chances()
	data, err := chromedp.Run(b.ctx, chromedp.PrintToPDF())
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.ArtifactDir(), "page.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	if errors.Is(err, exec.ErrNotFound) && os.Getenv("CI") != "true" {
		t.Skip(err)
	} else if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"355", "points on November 22, 2026", "Learn French to NCLC 7", "Chance of an invitation", "Your score, line by line", "30 years old", "high-wage occupations", "Not legal advice"} {
		if !bytes.Contains(text, []byte(want)) {
			t.Errorf("not on paper: %s", want)
		}
	}
	for _, not := range []string{"Date of birth", "Add an option", "Take it with you", "As a table", "Choose Files"} {
		if bytes.Contains(text, []byte(not)) {
			t.Errorf("on paper: %s", not)
		}
	}
}
