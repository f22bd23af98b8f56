package main_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/cmd/crsplan/internal/cli"
	"crsplan/sim/civil"
)

var updateReadme = flag.Bool("update-readme", false, "write the session's output and the chart into the README: look at them")

// session is one command of a console block of the README, with what it says.
type session struct {
	args []string
	says []string
}

// elided stands in a session for any number of lines.
const elided = "..."

// sessionsOf returns the commands of the console blocks of a text.
func sessionsOf(text string) []session {
	var list []session
	inside := false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		switch {
		case strings.HasPrefix(line, "```"):
			inside = line == "```console"
		case inside && strings.HasPrefix(line, "$ crsplan "):
			list = append(list, session{args: strings.Fields(line)[2:]})
		case inside && len(list) > 0:
			list[len(list)-1].says = append(list[len(list)-1].says, line)
		}
	}
	return list
}

// run runs a command and returns what it says, standard output first.
func (s session) run(t *testing.T) []string {
	t.Helper()
	var out, talk bytes.Buffer
	env := cli.Env{In: strings.NewReader(""), Out: &out, Err: &talk, Today: civil.MustParse("2026-11-22"), Getenv: func(string) string { return "" }}
	if code := cli.Main(s.args, env); code != 0 {
		t.Fatalf("crsplan %s: exit %d\n%s", strings.Join(s.args, " "), code, talk.String())
	}
	return strings.Split(strings.TrimRight(out.String()+talk.String(), "\n"), "\n")
}

// agrees says whether what was said is what the README prints, where "..."
// stands for any number of lines.
func agrees(said, printed []string) bool {
	if len(printed) == 0 {
		return len(said) == 0
	}
	if printed[0] == elided {
		for i := range len(said) + 1 {
			if agrees(said[i:], printed[1:]) {
				return true
			}
		}
		return false
	}
	return len(said) > 0 && said[0] == printed[0] && agrees(said[1:], printed[1:])
}

// renewed is what was said, as far as the README prints it: pieces of as many
// lines, the first from the beginning, the last to the end, and one in
// between from the line that begins most alike.
func renewed(said, printed []string) []string {
	var lines []string
	at, rest := 0, printed
	for {
		end := slices.Index(rest, elided)
		if end < 0 {
			from := max(at, len(said)-len(rest))
			if len(rest) == len(printed) {
				from = 0 // nothing is left out
			}
			return append(lines, said[from:]...)
		}
		if len(rest) < len(printed) && end > 0 {
			best, from := 0, at
			for i, line := range said[at:] {
				same := 0
				for same < min(len(line), len(rest[0])) && line[same] == rest[0][same] {
					same++
				}
				if same > best {
					best, from = same, at+i
				}
			}
			at = from
		}
		to := min(at+end, len(said))
		lines = append(append(lines, said[at:to]...), elided)
		at, rest = to, rest[end+1:]
	}
}

// readmes are the texts whose sessions print what the program prints.
var readmes = map[string]int{"README.md": 8, filepath.Join("sim", "forecast", "README.md"): 1}

func TestTheReadmesSessionWorksAsPasted(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	for path, least := range readmes {
		t.Run(path, func(t *testing.T) { worksAsPasted(t, path, least) })
	}
}

// worksAsPasted runs the sessions of a text, of which there are some at least.
func worksAsPasted(t *testing.T, path string, least int) {
	readme, err := filepath.Abs(filepath.Join("..", "..", path))
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	sessions := sessionsOf(string(text))
	if len(sessions) < least {
		t.Fatalf("only %d commands found", len(sessions))
	}
	t.Chdir(t.TempDir())
	updated := string(text)
	for _, s := range sessions {
		said := s.run(t)
		if agrees(said, s.says) {
			continue
		}
		command := "$ crsplan " + strings.Join(s.args, " ") + "\n"
		if !*updateReadme {
			t.Errorf("%s(-README +program)\n%s", command, cmp.Diff(s.says, said))
			continue
		}
		updated = strings.Replace(updated, command+strings.Join(s.says, "\n"), command+strings.Join(renewed(said, s.says), "\n"), 1)
	}
	if *updateReadme {
		if err := os.WriteFile(readme, []byte(updated), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// The commands that the README only names work too, where they stand in blocks:
// in a folder with the starter files, a scenario of one's own and a client. The
// page goes on until it is stopped, and is left out.
func TestEveryCommandOfTheReadmeWorks(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	text, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	session{args: []string{"init"}}.run(t)
	session{args: []string{"init", "clients"}}.run(t)
	ran := 0
	inside := false
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "```") {
			inside = line == "```sh"
			continue
		}
		line, _, _ = strings.Cut(line, " > ")
		line, _, _ = strings.Cut(line, "#")
		if args := strings.Fields(line); inside && len(args) > 1 && args[0] == "crsplan" && args[1] != "serve" {
			session{args: args[1:]}.run(t)
			ran++
		}
	}
	if ran < 5 {
		t.Errorf("only %d commands were found", ran)
	}
}

// The README is read, so it is short, and begins with what matters.
func TestTheReadmeIsShort(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(text), "\n")
	if len(lines) >= 250 {
		t.Errorf("the README has %d lines, 249 at most", len(lines))
	}
	for _, topic := range []string{"files", "dates", "json", "model", "record"} {
		if !strings.Contains(string(text), "crsplan help "+topic) {
			t.Errorf("the README does not name the topic %s", topic)
		}
	}
}

func TestTheReadmesChartIsTheSamples(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	kept, err := filepath.Abs(filepath.Join("..", "..", "testdata", "readme", "projection.png"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	session{args: strings.Fields("plan --as-of 2026-11-22")}.run(t)
	drawn, err := os.ReadFile(filepath.Join("crsplan-out", "projection.png"))
	if err != nil {
		t.Fatal(err)
	}
	if *updateReadme {
		if err := os.WriteFile(kept, drawn, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(kept)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(drawn, want) {
		t.Error("the sample's chart is another now: look at it, then run with -update-readme")
	}
}
