package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// help gives the commands their words: what each is for, its arguments and its
// flags stand in the catalogue, [help] by the path of the command. Examples
// are lines to be typed and stand with the commands, but for the program's
// own, which say what each is for.
func (a *app) help(root *cobra.Command) {
	root.SetHelpCommand(a.helpCommand(root))
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	if shells, _, err := root.Find([]string{"completion"}); err == nil {
		shells.Example = "  crsplan completion bash\n  crsplan completion zsh"
	}
	root.SetUsageFunc(func(cmd *cobra.Command) error { return a.usage(cmd.OutOrStderr(), cmd) })
	a.helpOf(root)
}

func (a *app) helpOf(cmd *cobra.Command) {
	help := a.words.Help(pathOf(cmd))
	if help.Arguments != "" {
		cmd.Use = cmd.Name() + " " + help.Arguments
	}
	cmd.Short, cmd.Long = help.Short, help.Long
	if help.Example != "" {
		cmd.Example = help.Example
	}
	cmd.InitDefaultHelpFlag()
	cmd.NonInheritedFlags().VisitAll(func(f *pflag.Flag) {
		f.Usage = help.Flags[f.Name]
		if f.Name == "help" {
			f.Usage = a.words.Phrase("help-flag", "command", cmd.DisplayName())
		}
	})
	for _, sub := range cmd.Commands() {
		if pathOf(cmd) == "completion" {
			sub.Args = noArguments
			sub.Example = "  crsplan completion " + sub.Name()
		}
		a.helpOf(sub)
	}
}

// pathOf is how the catalogue calls a command.
func pathOf(cmd *cobra.Command) string {
	if !cmd.HasParent() {
		return cmd.Name()
	}
	return strings.TrimPrefix(cmd.CommandPath(), cmd.Root().Name()+" ")
}

// helpCommand helps about any command.
func (a *app) helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use: "help",
		Example: `  crsplan help plan
  crsplan help draws update
  crsplan help files`,
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			return commandsBelow(root, args), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			about, rest, err := root.Find(args)
			if err != nil {
				return err
			}
			if len(rest) > 0 {
				return noCommand(about, rest[0])
			}
			return about.Help()
		},
	}
}

// commandsBelow names the commands that may follow on others, for completion.
func commandsBelow(root *cobra.Command, args []string) []string {
	var names []string
	if about, _, err := root.Find(args); err == nil {
		for _, sub := range about.Commands() {
			if sub.IsAvailableCommand() || sub.IsAdditionalHelpTopicCommand() {
				names = append(names, cobra.CompletionWithDesc(sub.Name(), sub.Short))
			}
		}
	}
	return names
}

// noCommand says that a word names no command of those of another.
func noCommand(of *cobra.Command, word string) error {
	var names []string
	for _, cmd := range of.Commands() {
		names = append(names, cmd.Name())
	}
	hint := reason.New("usage/hint")
	if near, ok := tomlfile.Nearest(word, names); ok {
		hint = reason.New("hint.did-you-mean", "near", near)
	}
	return usage(reason.New("no-command", "command", word)).with(hint)
}

// usage prints how a command is used, as cobra does, in the words of a
// language.
func (a *app) usage(out io.Writer, cmd *cobra.Command) error {
	var b strings.Builder
	word := func(key string) string { return a.words.Term("help." + key) }
	more := "[" + word("command") + "]"
	if cmd.HasExample() { // they are what most people look for
		fmt.Fprintf(&b, "%s\n%s\n\n", word("examples"), cmd.Example)
	}
	b.WriteString(word("usage"))
	if cmd.Runnable() {
		line := cmd.UseLine()
		if before, ok := strings.CutSuffix(line, "[flags]"); ok {
			line = before + "[" + word("flags-mark") + "]"
		}
		fmt.Fprintf(&b, "\n  %s", line)
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\n  %s %s", cmd.CommandPath(), more)
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\n\n%s", word("commands"))
		for _, sub := range cmd.Commands() {
			if sub.IsAvailableCommand() || sub.Name() == "help" {
				fmt.Fprintf(&b, "\n  %-*s %s", sub.NamePadding(), sub.Name(), sub.Short)
			}
		}
	}
	if cmd.HasHelpSubCommands() {
		fmt.Fprintf(&b, "\n\n%s", word("topics"))
		for _, sub := range cmd.Commands() {
			if sub.IsAdditionalHelpTopicCommand() {
				fmt.Fprintf(&b, "\n  %-*s %s", sub.NamePadding(), sub.Name(), sub.Short)
			}
		}
	}
	flags := func(heading string, set *pflag.FlagSet) {
		usages := strings.TrimRight(set.FlagUsages(), " \n")
		fmt.Fprintf(&b, "\n\n%s\n%s", word(heading), strings.ReplaceAll(usages, "(default ", "("+word("default")+" "))
	}
	if cmd.HasAvailableLocalFlags() {
		flags("flags", cmd.LocalFlags())
	}
	if cmd.HasAvailableInheritedFlags() {
		flags("global-flags", cmd.InheritedFlags())
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\n\n%s", a.words.Phrase("help-more", "command", cmd.CommandPath()))
	}
	_, err := fmt.Fprintln(out, b.String())
	return err
}
