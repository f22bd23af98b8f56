package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// elsewhere are the examples that need the network, a browser or another
// program's file, and those that play the whole past anew, or draw charts:
// their own stories run such commands, and here they are only understood.
var elsewhere = []string{"crsplan site", "crsplan draws update", "crsplan serve", "crsplan backtest --fresh", "crsplan backtest --as-of", "crsplan forecast cec --as-of", "crsplan plan plan.toml --out",
	"crsplan batch clients.jsonl --plan common.toml --out answers.jsonl --resume"}

// eachCommand calls a function with every command there is.
func eachCommand(cmd *cobra.Command, call func(*cobra.Command)) {
	call(cmd)
	for _, sub := range cmd.Commands() {
		eachCommand(sub, call)
	}
}

func TestEveryCommandHelpsWithExamplesFirst(t *testing.T) {
	for _, lang := range reason.Languages() {
		words, _ := reason.In(lang)
		a := &app{words: words}
		eachCommand(a.root(), func(cmd *cobra.Command) {
			if cmd.IsAdditionalHelpTopicCommand() {
				return // it is only read
			}
			var out bytes.Buffer
			if err := a.usage(&out, cmd); err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(out.String(), words.Term("help.examples")+"\n  crsplan ") {
				t.Errorf("%s: %q does not begin with examples:\n%s", lang, pathOf(cmd), out.String())
			}
		})
	}
}

// folderOfExamples makes the files that examples speak of, and goes there.
func folderOfExamples(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	run := func(args ...string) {
		var talk bytes.Buffer
		if code := Main(args, Env{Out: &talk, Err: &talk, Today: civil.MustParse("2026-11-22"), Getenv: func(string) string { return "" }}); code != 0 {
			t.Fatal(args, talk.String())
		}
	}
	run("init")
	run("init", "clients")
	move, err := os.ReadFile("scenario.toml")
	if err != nil {
		t.Fatal(err)
	}
	profile := `{"id":1,"stated_on":"2026-11-22","age":30,"marital_status":"single"}` + "\n"
	for name, text := range map[string]string{
		"my-scenario.toml": string(move), "mine.toml": "in_force = 2027-01-01\nsibling = { points = 20 }\n", "clients.jsonl": profile + profile, "office.toml": "name = \"An office\"\n",
		"common.toml": "[options.clb9]\nscenarios = [\"clb9\"]\n", "forecasts.jsonl": "",
	} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// typed splits a line as a shell does, as far as examples need it: without
// what they send to other programs and files, and with names of files for
// patterns.
func typed(t *testing.T, line string) []string {
	t.Helper()
	line, _, _ = strings.Cut(line, " | ")
	line, _, _ = strings.Cut(line, " > ")
	var args []string
	for _, word := range strings.Fields(line)[1:] {
		if !strings.Contains(word, "*") {
			args = append(args, word)
			continue
		}
		names, err := filepath.Glob(word)
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: no file is called %s", line, word)
		}
		args = append(args, names...)
	}
	return args
}

func TestEveryExampleOfTheHelpWorksAsTyped(t *testing.T) {
	seen := map[string]bool{}
	eachCommand((&app{words: reason.English()}).root(), func(cmd *cobra.Command) {
		for line := range strings.Lines(cmd.Example) {
			line, _, _ = strings.Cut(strings.TrimSpace(line), "   ") // what it is for
			if seen[line] {
				continue
			}
			seen[line] = true
			t.Run(line, func(t *testing.T) { runExample(t, line) })
		}
	})
}

func runExample(t *testing.T, line string) {
	if strings.HasPrefix(line, "crsplan init") {
		t.Chdir(t.TempDir()) // it writes the files itself
	} else {
		folderOfExamples(t)
	}
	args := typed(t, line)
	root := (&app{words: reason.English()}).root()
	cmd, rest, err := root.Find(args)
	if err == nil {
		err = cmd.ParseFlags(rest)
	}
	if err == nil {
		err = cmd.ValidateArgs(cmd.Flags().Args())
	}
	if err != nil {
		t.Fatal(err)
	}
	if testing.Short() { // running them is slow under the race detector
		return
	}
	if slices.ContainsFunc(elsewhere, func(start string) bool { return strings.HasPrefix(line, start) }) {
		return
	}
	if cmd.Flag("no-charts") != nil && !strings.Contains(line, "--out") {
		args = append(args, "--no-charts") // they have tests of their own
	}
	if cmd.Flag("horizon") != nil {
		args = append(args, "--horizon", "6") // as short as will do
	}
	if cmd.Flag("paths") != nil && !strings.Contains(line, "--paths") {
		args = append(args, "--paths", "100")
	}
	var out, talk bytes.Buffer
	env := Env{In: strings.NewReader(""), Out: &out, Err: &talk, Today: civil.MustParse("2026-11-22"), Getenv: func(string) string { return "" }}
	if code := Main(args, env); code != 0 {
		t.Errorf("exit %d: %s", code, talk.String())
	}
	if out.Len()+talk.Len() == 0 && !strings.Contains(line, "--out") {
		t.Error("it says nothing")
	}
}
