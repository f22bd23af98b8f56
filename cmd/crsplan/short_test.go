package main_test

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// The answer stands on the first screen: a plan in 25 lines of 80 letters, in the
// longer language in 28, and what to do before all else.
func TestAnAnswerIsOneScreen(t *testing.T) {
	if testing.Short() {
		t.Skip("it searches")
	}
	for _, test := range []struct {
		name, args, begins string
		lines              int
	}{
		{"the sample", "plan", "Best: Learn French to NCLC 7.\n43% chance of an invitation by November 22, 2029 (<1% if", 25},
		{"the sample in French", "plan --lang fr", "Le mieux : Apprendre le français jusqu'au NCLC 7.\n", 25},
		{"somebody with a nomination", "plan PROFILES/borderline.toml clb9", "Best", 25},
		{"a couple", "plan PROFILES/couple.toml clb9", "Best, found by our search: ", 25},
		{"a couple who should change places", "plan PROFILES/unequal-couple.toml", "Best, found by our search: Lina becomes the principal applicant", 25},
		{"a hopeless case", "plan PROFILES/no-stream.toml", "Nothing here leads to an invitation by November 22, 2029.\n", 25},
		{"a nurse whose permit ends", "plan PROFILES/nurse-toronto.toml", "Best, found by our search: ", 25},
		{"the best plans", "best PROFILES/ana.toml --max-steps 2", "The best options for Ana, from 373 points, by November 22, 2029\n\n  1. ", 25},
		{"what is open", "eligible PROFILES/ana.toml", "Ana: what is open on November 22, 2026\n\nYou are eligible now for\n  + General: no round since April 23, 2024\n", 25},
		{"in French, with a nomination and a missing fact", "plan PROFILES/borderline.toml --lang fr", "Le mieux", 25},
		{"a couple in French", "plan PROFILES/couple.toml --lang fr", "Le mieux, trouvé par notre recherche", 25},
		{"the best plans either way", "best PROFILES/abroad.toml --max-steps 2", "The best options", 30},
		{"single steps", "levers PROFILES/ana.toml", "Ana: what each single step is worth", 30},
		{"a replay", "replay PROFILES/nurse.toml", "Grace: past starts, ", 25},
		{"rounds", "draws", "Round  Date ", 30},
	} {
		t.Run(test.name, func(t *testing.T) {
			args := strings.Fields(strings.ReplaceAll(test.args, "PROFILES", "../../testdata/profiles"))
			if args[0] != "eligible" && args[0] != "draws" {
				args = append(args, "--no-charts")
			}
			out, talk, code := run(nil, args...)
			if code != 0 || !strings.HasPrefix(strings.ReplaceAll(out, "\u00a0", " "), test.begins) {
				t.Errorf("exit code %d:\n%s%s", code, out, talk)
			}
			if lines := strings.Count(out, "\n"); lines > test.lines {
				t.Errorf("%d lines, at most %d asked for:\n%s", lines, test.lines, out)
			}
			for line := range strings.Lines(out) {
				if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > 80 {
					t.Errorf("%d letters: %s", n, line)
				}
			}
		})
	}
}
