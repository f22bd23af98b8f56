package main_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"crsplan/cmd/crsplan/internal/cli"
	"crsplan/sim/civil"
)

// No text is too long for a report, in any of its forms: what a chart has no
// room for is cut short there, and stands whole in the text.
func TestAReportHoldsTextsOfAnyLength(t *testing.T) {
	if testing.Short() {
		t.Skip("a dozen reports")
	}
	t.Parallel()
	folder := t.TempDir()
	data, err := os.ReadFile(filepath.Join("..", "..", "testdata", "profiles", "couple.toml"))
	if err != nil {
		t.Fatal(err)
	}
	for name, unit := range map[string]string{"words": "un mot ", "one word": "W", "letters of two bytes": "é", "points": ". "} {
		for _, letters := range []int{1, 40, 9_900} {
			text := strings.TrimSpace(strings.Repeat(unit, letters/len([]rune(unit))+1))
			write := func(name, body string) string {
				path := filepath.Join(folder, name)
				if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
					t.Fatal(err)
				}
				return path
			}
			var moves []string
			for i := range 4 {
				moves = append(moves, write(fmt.Sprintf("move-%d.toml", i), fmt.Sprintf(
					"title = %[1]q\nsummary = %[1]q\nassumptions = [%[1]q]\nsources = [%[1]q]\n[steps.a]\ntitle = %[1]q\nmonths = %[2]d\nsource = %[1]q\n[steps.a.then]\nlanguages.english.at_least_clb = 9\n", text, i+2)))
			}
			person := write("person.toml", strings.Replace(string(data), `name = "Joaquín Álvarez-Żółkiewski & Škārleta Nguyễn-Øster"`, fmt.Sprintf("name = %q", text), 1))
			var out bytes.Buffer
			search := "off"
			if letters == 9_900 && name == "words" {
				search = "on" // its plan has such titles too; looking takes long
			}
			args := append([]string{"report", person}, moves...)
			code := cli.Main(append(args, "--paths", "50", "--search", search, "--out", filepath.Join(folder, "out")), cli.Env{
				In: strings.NewReader(""), Out: &out, Err: &out, Today: civil.MustParse("2026-11-22"), Getenv: func(string) string { return "" },
			})
			if code != 0 {
				t.Errorf("%d letters of %s: exit %d, %.300s", letters, name, code, strings.ReplaceAll(out.String(), text, "TEXT"))
			}
		}
	}
}
