package main_test

import (
	"bytes"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"crsplan/cmd/crsplan/internal/cli"
	"crsplan/scenarios"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
	"crsplan/sim/reason/wordtest"
)

// inEnglish are the texts that stand in English in French output too: names of
// tests, papers and sites; names and words that are typed.
func inEnglish() []string {
	list := []string{
		"IELTS General Training", "CELPIP-General", "PTE Core", "TEF Canada", "TCF Canada", "CIC News", "Business Today", "JSR Legals", "Van-Gate Immigration",
		"Weekly Voice", "Sky Net Immigration", "Ansari Immigration", "Glama", "Developer abroad", "Developer", "Out-String", "per-month", "core", "on ou off", "`on` ou off", "on ou `off`", "on (par défaut off)", "software developer",
	}
	list = append(list, scenarios.LibraryNames()...)
	slices.SortFunc(list, func(a, b string) int { return len(b) - len(a) })
	return list
}

// typedWords are words that are typed and stand alone in a table: streams,
// commands, factors.
func typedWords() []string {
	var list []string
	for _, s := range draws.Streams() {
		list = append(list, strings.FieldsFunc(string(s), func(r rune) bool { return r == '-' || r == '_' })...)
	}
	for _, command := range reason.English().Commands() {
		list = append(list, strings.Fields(command)...)
	}
	// The names of charts and of appendices are typed, too.
	return append(list, "projection", "chance", "ranking", "waterfall", "lanes", "tech", "draws", "couple", "levers", "replay", "fan", "reliability", "rounds", "all", "score", "references")
}

// inFrench runs the program in French and returns all that it prints, without
// the lines broken.
func inFrench(t *testing.T, args string) string {
	t.Helper()
	var out bytes.Buffer
	cli.Main(append(strings.Fields(args), "--lang", "fr"), cli.Env{
		In: strings.NewReader(""), Out: &out, Err: &out, Today: civil.MustParse("2026-11-22"), Getenv: func(string) string { return "" },
	})
	return strings.Join(strings.Fields(out.String()), " ")
}

// Every command says in French what it says.
func TestNothingIsEnglishInFrench(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	t.Parallel()
	allowed, typed := inEnglish(), typedWords()
	profile := func(name string) string { return filepath.Join("..", "..", "testdata", "profiles", name+".toml") }
	missing := filepath.Join(t.TempDir(), "manque.toml")
	lines := []string{
		"score " + profile("couple"), "score " + profile("french") + " --as-of 2023-03-15", "score " + profile("in-canada"), "score " + missing, "score", "score a b",
		"scenarios", "draws --last 40", "draws --stream oinp-hcp-tech,oinp-trades,oinp-french", "version", "check " + profile("nurse") + " " + missing,
		"rules", "rules proposal-2026", "rules --as-of 2016-11-15", "explain", "explain core transferability additional spouse", "occupations infirmière", "occupations", "occupations qqqqzzzz",
		"forecast cec french pnp --score 505 --no-charts", "forecast --no-charts --as-of 2025-12-09", "backtest --no-charts",
		"plan --no-charts", "plan --no-charts --details --search off " + profile("couple") + " swap-principal partner-clb9 oinp-tech lmia-then-year", "plan --no-charts --details --search off --as-of 2023-03-15 " + profile("developer-2023") + " lmia-offer",
		"replay --no-charts " + profile("in-canada") + " clb9 --within 24", "replay --no-charts " + profile("no-stream"),
		"score --table markdown " + profile("couple"), "eligible --table csv " + profile("ana"), "draws --table markdown --last 3", "scenarios --table csv", "rules --table csv", "backtest --no-charts --table csv",
		"replay --no-charts --table csv " + profile("ana"), "plan --no-charts --paths 50 --table csv " + profile("couple"), "levers --no-charts --paths 0 --table csv " + profile("ana"), "forecast cec --no-charts --score 505 --table csv", "score --table cvs " + profile("ana"), "score --json --table csv " + profile("ana"),
		"plan --horizon x", "plan --bogus", "plan --start", "draws --streem cec", "draws --stream ceq", "scenarios clb99", "nosuch", "draws 1", "forecast oinp-hcp-tech", "score " + profile("ana") + " --on demain", "score " + profile("ana") + " --as-of 2014-01-01",
		"help nosuch", "init --as-of 2014-01-01",
	}
	for _, name := range []string{"ana", "couple", "french", "nurse", "in-canada", "abroad"} {
		lines = append(lines, "eligible "+profile(name), "eligible --as-of 2023-03-15 "+profile(name))
	}
	for _, name := range scenarios.LibraryNames() {
		lines = append(lines, "scenarios "+name)
	}
	for _, command := range reason.French().Commands() {
		lines = append(lines, strings.TrimPrefix(command, "crsplan")+" --help")
	}
	slow := []string{"plan --no-charts", "replay", "forecast"}
	for _, line := range lines {
		if testing.Short() && slices.ContainsFunc(slow, func(s string) bool { return strings.HasPrefix(line, s) }) {
			continue
		}
		said := inFrench(t, line)
		if said == "" {
			t.Errorf("crsplan %s says nothing", line)
		}
		words := slices.DeleteFunc(wordtest.English(said, allowed...), func(w string) bool { return slices.Contains(typed, w) })
		if len(words) > 0 {
			t.Errorf("crsplan %s: %v\n%s", line, words, around(said, words[0]))
		}
	}
}

// What stands on the charts is French too, titles and descriptions with it.
func TestNothingIsEnglishOnAFrenchChart(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("a dozen charts")
	}
	allowed := inEnglish()
	tags := regexp.MustCompile(`<[^>]*>`)
	profile := func(name string) string { return filepath.Join("..", "..", "testdata", "profiles", name+".toml") }
	for _, line := range []string{
		"plan", "plan --as-of 2023-06-22 " + profile("couple") + " swap-principal masters-canada lmia-then-year oinp-tech", "plan " + profile("no-stream") + " clb9",
		"forecast cec french healthcare", "backtest", "replay --within 24 " + profile("in-canada") + " clb9", "levers " + profile("in-canada"),
	} {
		folder := t.TempDir()
		inFrench(t, line+" --format svg --out "+folder)
		charts, err := filepath.Glob(filepath.Join(folder, "*.svg"))
		if err != nil || len(charts) == 0 {
			t.Errorf("crsplan %s draws nothing", line)
		}
		for _, name := range charts {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			said := html.UnescapeString(tags.ReplaceAllString(string(data), " "))
			if words := wordtest.English(said, allowed...); len(words) > 0 {
				t.Errorf("%s of crsplan %s: %v\n%s", filepath.Base(name), line, words, around(said, words[0]))
			}
		}
	}
}

// around returns a text about a word.
func around(text, word string) string {
	at := strings.Index(strings.ToLower(text), word)
	for i := at; i >= 0; {
		if before := strings.ToLower(text)[max(i-1, 0)]; i == 0 || before == ' ' || before == '\'' || before == '(' {
			return text[max(i-80, 0):min(i+120, len(text))]
		}
		next := strings.Index(strings.ToLower(text)[i+1:], word)
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return text[:min(200, len(text))]
}
