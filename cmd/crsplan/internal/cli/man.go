package cli

import (
	"bytes"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

func (a *app) manCommand() *cobra.Command {
	return &cobra.Command{
		Use: "man",
		Example: `  crsplan man | man -l -
  crsplan man plan --out crsplan-plan.1
  crsplan man --out man1`,
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return noCommand(about, strings.Join(rest, " "))
			}
			if len(args) == 0 && a.out != "" && a.out != standard {
				return a.manPages(cmd.Root())
			}
			return a.output(func(out io.Writer) error { return a.manPage(out, about) })
		},
	}
}

// manPages writes the page of every command into the folder of --out.
func (a *app) manPages(root *cobra.Command) error {
	var files []charts.File
	var add func(cmd *cobra.Command) error
	add = func(cmd *cobra.Command) error {
		var page bytes.Buffer
		if err := a.manPage(&page, cmd); err != nil {
			return err
		}
		name := strings.ReplaceAll(cmd.CommandPath(), " ", "-") + "." + manSection
		files = append(files, charts.File{Name: name, Data: page.Bytes()})
		for _, sub := range cmd.Commands() {
			if sub.IsAvailableCommand() {
				if err := add(sub); err != nil {
					return err
				}
			}
		}
		return nil
	}
	if err := add(root); err != nil {
		return err
	}
	if err := writeAll(a.out, files); err != nil {
		return err
	}
	for _, f := range files {
		a.say(reason.New("wrote", "path", filepath.Join(a.out, f.Name)))
	}
	return nil
}

// manSection is the section of the manual for programs.
const manSection = "1"

// manPage writes the page of one command, dated by the newest round that ships,
// so that it is the same on every day.
func (a *app) manPage(out io.Writer, cmd *cobra.Command) error {
	date := draws.Embedded().DataDate().Time()
	cmd.DisableAutoGenTag = true
	var page bytes.Buffer
	header := &doc.GenManHeader{Section: manSection, Date: &date, Source: cmd.Root().Name(), Manual: a.words.Term("man.manual")}
	if err := doc.GenMan(cmd, header, &page); err != nil {
		return err
	}
	_, err := a.manHeadings().WriteString(out, page.String())
	return err
}

// manHeadings puts the headings of a page into the language of the words.
func (a *app) manHeadings() *strings.Replacer {
	var pairs []string
	for _, heading := range []string{"NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "OPTIONS INHERITED FROM PARENT COMMANDS", "EXAMPLE", "SEE ALSO"} {
		key := "man." + strings.ReplaceAll(strings.ToLower(heading), " ", "-")
		pairs = append(pairs, ".SH "+heading+"\n", ".SH "+a.words.Term(key)+"\n")
	}
	return strings.NewReplacer(pairs...)
}
