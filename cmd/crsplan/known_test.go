package main_test

import (
	"bytes"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"crsplan/cmd/crsplan/internal/cli"
	"crsplan/scenarios"
	"crsplan/sim/civil"
)

// What was not known on a day is not said: no command names a year of which that
// day had no plan. A plan here ends a year later, what is forecast two years.
func TestNothingLaterThanTheDayIsSaid(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	t.Parallel()
	folder := t.TempDir()
	data, err := os.ReadFile(filepath.Join("..", "..", "testdata", "profiles", "couple.toml"))
	if err != nil {
		t.Fatal(err)
	}
	person := filepath.Join(folder, "person.toml")
	for _, asOf := range []string{"2017-06-01", "2019-10-01", "2021-06-01"} {
		day := civil.MustParse(asOf)
		year, _, _ := day.Date()
		// The person is typed as of the day, so that no later year is the user's.
		typed := regexp.MustCompile(`20\d\d-`).ReplaceAllStringFunc(string(data), func(s string) string {
			n, _ := strconv.Atoi(s[:4])
			return strconv.Itoa(n-(2026-year)-1) + "-"
		})
		if err := os.WriteFile(person, []byte(typed), 0o600); err != nil {
			t.Fatal(err)
		}
		run := func(line string) string {
			var out bytes.Buffer
			cli.Main(append(strings.Fields(line), "--as-of", asOf), cli.Env{
				In: strings.NewReader(""), Out: &out, Err: &out, Today: civil.MustParse("2026-11-22"), Getenv: func(string) string { return "" },
			})
			return out.String()
		}
		moves := " masters-canada doctorate french-nclc7 lmia-then-year partner-degree --horizon 12 --paths 200 "
		lines := map[string]int{ // the last year that may be named
			"plan --no-charts --details --search off " + person + moves: year + 2, "plan --json --no-charts " + person + moves: year + 2,
			"score " + person: year + 2, "score --json " + person: year + 2, "eligible --json " + person: year + 3, "eligible --lang fr " + person: year + 3,
			"forecast --no-charts": year + 3, "backtest --no-charts": year, "rules": year, "rules --json": year, "draws": year, "explain core additional": year,
			"best --horizon 12 --steps 2 --paths 100 " + person: year + 2, "levers --no-charts --paths 0 --lang fr " + person: year + 6, "check " + person: year,
			"replay --no-charts " + person + " --from " + strconv.Itoa(year) + "-01-01 --to " + strconv.Itoa(year) + "-02-01": year + 1,
		}
		for _, form := range []string{"html", "md", "ics"} {
			lines["report --out - --format "+form+" "+person+moves] = year + 3 // to which an assessment is valid
		}
		for _, name := range scenarios.LibraryNames() {
			if s, _ := scenarios.Library(name); s.Known <= day {
				lines["scenarios "+name], lines["scenarios --json --lang fr "+name] = year, year
			}
		}
		for line, last := range lines {
			said := run(line)
			if len(said) < 40 {
				t.Errorf("crsplan %s as of %s says %q", line, asOf, said)
			}
			for _, found := range years(said) {
				if n, _ := strconv.Atoi(found[1]); n > last {
					t.Errorf("crsplan %s as of %s: ...%s", strings.ReplaceAll(line, folder, ""), asOf, found[0])
				}
			}
		}
	}
}

// years returns the years of this century that a text names, with what stands
// around them; not what is inside a number, a style or a picture.
func years(said string) [][]string {
	said = html.UnescapeString(regexp.MustCompile(`(?s)<style.*?</style>|<script.*?</script>|<svg.*?</svg>|"[^"]*base64,[^"]*"`).ReplaceAllString(said, " "))
	said = regexp.MustCompile(`DTSTAMP\S*|(?:NOC|CNP) 2021`).ReplaceAllString(said, "")
	return regexp.MustCompile(`.{0,50}(?:^|[^\d.,#"a-z= -]|[a-z(/–-] ?| )(20[1-3]\d)(?:-\d\d-\d\d|[^\d%,]|,[^\d]|$).{0,20}`).FindAllStringSubmatch(said, -1)
}
