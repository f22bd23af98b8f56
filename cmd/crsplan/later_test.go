package main_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/cmd/crsplan/internal/cli"
	"crsplan/sim/civil"
)

// whole runs a command in a folder of its own with the starter files, in a
// world with a folder of data, and returns all that it says and writes.
func whole(t *testing.T, data, today string, args ...string) string {
	t.Helper()
	t.Chdir(t.TempDir())
	var all bytes.Buffer
	start := func(args ...string) int {
		return cli.Main(args, cli.Env{In: strings.NewReader(""), Out: &all, Err: &all, Today: civil.MustParse(today), Getenv: func(name string) string {
			if name == "CRSPLAN_DATA" {
				return data
			}
			return ""
		}})
	}
	if code := start("init", "--as-of", "2026-11-22"); code != 0 {
		t.Fatal(all.String())
	}
	if err := os.WriteFile("clients.jsonl", []byte(`{"id":1,"stated_on":"2026-11-22","birth_date":"1995-03-14"}`+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&all, "exit %d\n", start(args...))
	err := fs.WalkDir(os.DirFS("."), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			var text []byte
			text, err = os.ReadFile(path)
			fmt.Fprintf(&all, "%s:\n%s\n", path, text)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

// absurd makes a folder of data with rounds that invite everybody, or nobody,
// after the last one that ships, and a file of rules that give everybody
// everything, announced on a day.
func absurd(t *testing.T, announced string) (data, rules string) {
	t.Helper()
	data = t.TempDir()
	feed := filepath.Join(data, "feed.json")
	var rounds []string
	for i, name := range []string{"General", "Canadian Experience Class", "Provincial Nominee Program", "French-Language proficiency 2026-Version 2", "STEM occupations (Version 3)"} {
		for j, on := range []string{"2026-10-09", "2026-10-20", "2026-10-30", "2026-11-11", "2027-03-03", "2029-12-31"} {
			rounds = append(rounds, fmt.Sprintf(`{"drawNumber":"%d","drawDate":"%s","drawName":"%s","drawSize":"%d","drawCRS":"%d","drawCutOff":"January 1, 2026 at 10:00:00 UTC"}`,
				448+6*i+j, on, name, []int{90_000, 1}[j%2], []int{60, 1100}[(i+j)%2]))
		}
	}
	// Days must follow the numbers.
	for i := range rounds {
		rounds[i] = strings.Replace(rounds[i], fmt.Sprintf(`"drawNumber":"%d"`, 448+i), fmt.Sprintf(`"drawNumber":"%d"`, 448+i%6*5+i/6), 1)
	}
	if err := os.WriteFile(feed, []byte(`{"rounds":[`+strings.Join(rounds, ",")+`]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	var talk bytes.Buffer
	code := cli.Main([]string{"draws", "update", "--from", feed}, cli.Env{Out: &talk, Err: &talk, Today: civil.MustParse("2030-01-01"), Getenv: func(name string) string {
		if name == "CRSPLAN_DATA" {
			return data
		}
		return ""
	}})
	if code != 0 || !strings.Contains(talk.String(), "30 new") {
		t.Fatal(talk.String())
	}
	rules = filepath.Join(data, "rules.toml")
	text := fmt.Sprintf(`title = "Everything for everybody"
in_force = 2028-01-01
announced = %s
sibling = { points = 600 }
french = { nclc = 0, english = 0, lower = 600, higher = 600 }
provincial_nomination = { points = 1 }
spouse_language = { levels = [0], points = [40] }
age = { ages = [0], points = [110] }
`, announced)
	if err := os.WriteFile(rules, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return data, rules
}

// On the day on which they become known they do change what is said: the test
// below can fail.
func TestWhatBecomesKnownIsSaidFromItsDay(t *testing.T) {
	data, rules := absurd(t, "2026-10-09")
	for _, line := range []string{"draws", "rules", "explain sibling --on 2028-02-01"} {
		for day, changes := range map[string]bool{"2026-10-08": false, "2026-10-09": true} {
			args := append(strings.Fields(line), "--as-of", day)
			if same := whole(t, "", "2026-11-22", args...) == whole(t, data, "2035-01-01", append(args, "--rules", rules)...); same == changes {
				t.Errorf("%s as of %s: changed %v, want %v", line, day, !same, changes)
			}
		}
	}
}

// askedAsOf are the questions of the test below, by the day: every command is
// among them, but for those of notAskedAsOf.
var askedAsOf = map[string][]string{
	"2019-06-01": {"backtest --json", "eligible profile.toml --json"},
	"2023-03-15": {
		"score profile.toml", "score --batch clients.jsonl", "eligible profile.toml clb9", "replay profile.toml --json",
		"plan profile.toml lmia-offer clb9 --details --search off --out charts --horizon 12 --paths 50", "batch clients.jsonl clb9 --paths 50",
		"report profile.toml clb9 --paths 20 --format md,ics --out client", "chart rounds --score 485 --since 2019 --format svg --out rounds.svg", "chart chance profile.toml clb9 --paths 20 --search off --format html --out chance.html", "draws note", "draws", "rules", "explain", "scenarios", "occupations 33102 --json", "check profile.toml plan.toml",
	},
	"2026-10-08": {
		"score profile.toml --json --on 2027-06-01", "eligible profile.toml --json", "replay profile.toml clb9 --out charts",
		"plan profile.toml canadian-year --json --horizon 20 --paths 50", "levers profile.toml --paths 20",
		"best profile.toml --max-steps 1 --paths 20 --no-charts", "forecast cec general --score 500 --out charts",
		"draws --json", "draws --csv", "provinces profile.toml --details", "provinces --json", "rules --json", "explain sibling --on 2028-02-01 --json",
	},
}

var notAskedAsOf = map[string]string{
	"completion": "it knows no day", "help": "it knows no day", "man": "it knows no day", "schema": "it knows no day", "init": "it knows the day alone",
	"version": "it says what the program knows, whatever the day", "serve": "its answers are those of the others", "site": "it writes the page, whose answers are those of the others",
}

func TestEveryCommandIsAskedAsOfADay(t *testing.T) {
	out, _, _ := run(nil, "__complete", "")
	asked := map[string]bool{}
	for _, lines := range askedAsOf {
		for _, line := range lines {
			asked[strings.Fields(line)[0]] = true
		}
	}
	for line := range strings.Lines(out) {
		name, _, _ := strings.Cut(strings.TrimSpace(line), "\t")
		if !strings.HasPrefix(name, ":") && !asked[name] && notAskedAsOf[name] == "" {
			t.Errorf("%s is not among the questions as of a day: add it to askedAsOf", name)
		}
	}
}

// What became known after the day changes no byte of what any command says,
// draws or writes as of it.
func TestNothingLaterChangesAByteOfAnyCommand(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	for day, lines := range askedAsOf {
		data, rules := absurd(t, (civil.MustParse(day) + 1).String())
		for _, line := range lines {
			t.Run(day+": "+line, func(t *testing.T) {
				args := append(strings.Fields(line), "--as-of", day)
				want := whole(t, "", "2026-11-22", args...)
				got := whole(t, data, "2035-01-01", append(args, "--rules", rules)...)
				if got == want {
					return
				}
				if diff := cmp.Diff(want, got); len(diff) < 4000 {
					t.Error(diff)
				} else {
					t.Error(diff[:4000])
				}
			})
		}
	}
}
