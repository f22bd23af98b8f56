package cli

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crsplan/sim/reason"
)

// Every command and every flag has words in every language, and nothing that
// is said is of a command that there is not.
func TestEveryCommandHasWords(t *testing.T) {
	for _, lang := range reason.Languages() {
		words, _ := reason.In(lang)
		a := &app{words: words}
		paths := map[string]bool{}
		var walk func(cmd *cobra.Command)
		walk = func(cmd *cobra.Command) {
			path := pathOf(cmd)
			paths[path] = true
			help := words.Help(path)
			if help.Short == "" {
				t.Errorf("%s: %q has no words; write [help.%s] with short, and long, arguments and flags as needed", lang, path, path)
			}
			if strings.Contains(cmd.Use, " ") && help.Arguments == "" {
				t.Errorf("%s: the arguments of %q belong into the catalogue", lang, path)
			}
			flags := map[string]bool{}
			cmd.NonInheritedFlags().VisitAll(func(f *pflag.Flag) {
				flags[f.Name] = true
				if f.Usage == "" {
					t.Errorf("%s: --%s of %q has no words", lang, f.Name, path)
				}
				if value, _ := pflag.UnquoteUsage(f); value != "" && !strings.Contains(f.Usage, "`") {
					t.Errorf("%s: --%s of %q: name the value in backquotes", lang, f.Name, path)
				}
			})
			for flag := range help.Flags {
				if !flags[flag] {
					t.Errorf("%s: %q has no --%s", lang, path, flag)
				}
			}
			if help.Example == "" {
				for line := range strings.Lines(cmd.Example) {
					if !strings.HasPrefix(line, "  crsplan ") {
						t.Errorf("an example of %q is no line to be typed: %q", path, line)
					}
				}
			}
			for _, sub := range cmd.Commands() {
				walk(sub)
			}
		}
		walk(a.root())
		for _, command := range words.Commands() {
			if !paths[command] {
				t.Errorf("%s: [help] speaks of %q, and there is no such command", lang, command)
			}
		}
	}
}
