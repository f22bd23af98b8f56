package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// completion tells shells what may stand where: the arguments of each command
// by its path, and the flags that take words of a list. A command that is not
// named here takes files.
func (a *app) completion(root *cobra.Command) {
	arguments := map[string]cobra.CompletionFunc{
		"plan": profileThen(a.optionWords), "report": profileThen(a.optionWords), "replay": profileThen(a.optionWords), "eligible": profileThen(a.optionWords), "levers": profileThen(a.optionWords),
		"best": profileThen(a.optionWords), "score": profileThen(nothing),
		"scenarios": once(a.scenarioNames), "rules": once(a.instrumentNames), "schema": once(kindWords),
		"forecast": words(a.streamNames), "explain": words(factorNames),
		"draws": nothing, "backtest": nothing, "occupations": nothing, "version": nothing,
		"man": func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			return commandsBelow(cmd.Root(), args), cobra.ShellCompDirectiveNoFileComp
		},
	}
	flags := map[string]cobra.CompletionFunc{
		"lang": words(reason.Languages), "rules": a.proposalsOrFile, "stream": listed(a.streamNames), "streams": listed(a.streamNames),
		"table":        words(func() []string { return tableForms }),
		"after-reform": words(func() []string { return []string{"show", "refuse"} }),
	}
	var add func(cmd *cobra.Command)
	add = func(cmd *cobra.Command) {
		if complete, ok := arguments[pathOf(cmd)]; ok {
			cmd.ValidArgsFunction = complete
		}
		for name, complete := range flags {
			if cmd.Flag(name) != nil && (cmd == root || cmd.InheritedFlags().Lookup(name) == nil) {
				if err := cmd.RegisterFlagCompletionFunc(name, complete); err != nil {
					panic(err) // the flag was just looked up
				}
			}
		}
		for _, sub := range cmd.Commands() {
			add(sub)
		}
	}
	add(root)
}

func nothing(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveNoFileComp
}

// words completes with words of a list alone.
func words(list func() []string) cobra.CompletionFunc {
	return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return list(), cobra.ShellCompDirectiveNoFileComp
	}
}

// once completes the only argument with a word of a list.
func once(list func() []string) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nothing(cmd, args, typed)
		}
		return words(list)(cmd, args, typed)
	}
}

// listed completes the last of words that are joined by commas.
func listed(list func() []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		return after(typed, ",", list()), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
}

// after puts what was typed up to the last of some joiners before each word.
func after(typed, joiners string, words []string) []string {
	head := typed[:strings.LastIndexAny(typed, joiners)+1]
	joined := make([]string, len(words))
	for i, word := range words {
		joined[i] = head + word
	}
	return joined
}

// profileThen completes a profile or a plan first, and then something else.
func profileThen(then cobra.CompletionFunc) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(args) == 0 {
			return []string{"toml", "json"}, cobra.ShellCompDirectiveFilterFileExt
		}
		return then(cmd, args, typed)
	}
}

// optionWords completes options: scenarios, joined by "+" or commas, or files.
func (a *app) optionWords(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	list := after(typed, "+,", a.scenarioNames())
	if !strings.ContainsAny(typed, "+,") {
		list = append(list, sim.Stay().Name)
	}
	return list, cobra.ShellCompDirectiveDefault
}

// scenarioNames are the names of the library with their titles.
func (a *app) scenarioNames() []string {
	var names []string
	for _, name := range scenarios.LibraryNames() {
		s, _ := scenarios.Library(name)
		names = append(names, cobra.CompletionWithDesc(name, a.words.Text(s.Title)))
	}
	return names
}

func (a *app) streamNames() []string {
	var names []string
	for _, s := range draws.Streams() {
		names = append(names, cobra.CompletionWithDesc(string(s), a.words.Value(s.Term())))
	}
	return names
}

func (a *app) instrumentNames() []string {
	book := crs.Embedded()
	var names []string
	for _, in := range slices.Concat(book.Instruments(), book.Proposals()) {
		names = append(names, cobra.CompletionWithDesc(in.ID, a.words.Text(in.Title)))
	}
	return names
}

func (a *app) proposalsOrFile(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var names []string
	for _, in := range crs.Embedded().Proposals() {
		names = append(names, cobra.CompletionWithDesc(in.ID, a.words.Text(in.Title)))
	}
	return names, cobra.ShellCompDirectiveDefault
}
