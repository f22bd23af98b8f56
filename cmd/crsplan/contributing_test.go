package main_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"crsplan/cmd/crsplan/internal/cli"
	"crsplan/sim/civil"
)

func contributing(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", ".github", "CONTRIBUTING.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// marked returns the block of code that stands under a mark of CONTRIBUTING.
func marked(t *testing.T, mark string) string {
	t.Helper()
	_, rest, ok := strings.Cut(contributing(t), "<!-- "+mark+" -->\n```")
	if !ok {
		t.Fatalf("no block %q", mark)
	}
	_, rest, _ = strings.Cut(rest, "\n")
	block, _, ok := strings.Cut(rest, "```")
	if !ok {
		t.Fatalf("block %q has no end", mark)
	}
	return block
}

// The picture has every room once, and every arrow leads down.
func TestThePictureOfTheRoomsAgreesWithTheArrows(t *testing.T) {
	rules, line := map[string]arrow{}, map[string]int{}
	for _, a := range arrows {
		rules[a.room] = a
	}
	for i, text := range strings.Split(marked(t, "rooms"), "\n") {
		words := strings.Fields(text)
		if len(words) > 0 && !strings.HasPrefix(text, " ") {
			words = words[1:] // what the line is called
		}
		for _, word := range words {
			if strings.HasPrefix(word, "(") {
				continue
			}
			if _, known := rules[word]; !known {
				t.Errorf("the picture has %s, which is no room of arrows_test.go", word)
			}
			if _, twice := line[word]; twice {
				t.Errorf("the picture has %s twice", word)
			}
			line[word] = i
		}
	}
	for _, a := range arrows {
		from, ok := line[a.room]
		if !ok {
			t.Errorf("the picture lacks %s", a.room)
			continue
		}
		for _, to := range append(slices.Clone(a.may), "sim/reason", "sim/civil") {
			if below, ok := line[to]; ok && below <= from && a.room != "sim/reason" && a.room != "sim/civil" {
				t.Errorf("%s may use %s, which does not stand below it", a.room, to)
			}
		}
	}
}

// What CONTRIBUTING names in backquotes as a path is there.
func TestThePathsOfContributingAreThere(t *testing.T) {
	path := regexp.MustCompile("`(\\.?[a-z][\\w.-]*(?:/[\\w.-]+)+)`")
	found := path.FindAllStringSubmatch(contributing(t), -1)
	if len(found) < 20 {
		t.Fatalf("only %d paths", len(found))
	}
	for _, m := range found {
		if _, err := os.Stat(filepath.Join("..", "..", filepath.FromSlash(m[1]))); err != nil {
			t.Error(err)
		}
	}
}

// The example of an error message is what the program prints.
func TestTheExampleOfAnErrorMessageIsPrinted(t *testing.T) {
	want := marked(t, "message")
	t.Chdir(t.TempDir())
	if err := os.WriteFile("me.toml", []byte("stated_on = 2026-10-01\nbirth_date = 1996-06-01\nmarital_status = \"singel\"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var talk bytes.Buffer
	env := cli.Env{Out: &talk, Err: &talk, Today: civil.MustParse("2026-11-22"), Getenv: func(string) string { return "" }}
	if code := cli.Main([]string{"score", "me.toml"}, env); code != 2 {
		t.Errorf("exit %d, want 2", code)
	}
	if !strings.Contains(talk.String(), want) {
		t.Errorf("the program prints\n%s\nand CONTRIBUTING\n%s", talk.String(), want)
	}
}

// The script that counts the measures runs, and counts what is there.
func TestTheMeasuresAreCounted(t *testing.T) {
	script := marked(t, "measures")
	bash, err := exec.LookPath("bash")
	if err == nil {
		_, err = exec.LookPath("git")
	}
	if err != nil && os.Getenv("CI") == "" {
		t.Skip(err)
	}
	cmd := exec.Command(bash, "-euo", "pipefail", "-c", script)
	cmd.Dir = filepath.Join("..", "..")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, line := range []string{
		`lines of Go without tests, by package`, `[0-9]{5} in all`, `[0-9]+ cmd/crsplan/internal/page`, `[0-9]+ sim`,
		`packages that build tables`, `cmd/crsplan/internal/page`, `structs of answer`, `[0-9]{2,3}`,
	} {
		if !regexp.MustCompile(`(?m)^ *` + line + `$`).Match(out) {
			t.Errorf("no line %q in\n%s", line, out)
		}
	}
}
