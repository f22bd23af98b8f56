package cli

import (
	"cmp"
	"context"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/page"
	"crsplan/cmd/crsplan/internal/render"
	"crsplan/scenarios"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

func (a *app) reportCommand() *cobra.Command {
	var look reportFlags
	var compared *comparison
	cmd := &cobra.Command{
		Use: "report",
		Example: `  crsplan report plan.toml
  crsplan report plan.toml --office office.toml --paper letter --format pdf
  crsplan report profile.toml clb9 french-nclc7 --recommend french-nclc7 --out clients
  crsplan report plan.toml --format ics --out - > dates.ics`,
		RunE: func(cmd *cobra.Command, args []string) error {
			r, err := look.read(a, a.read)
			if err != nil {
				return err
			}
			if a.out == standard && len(r.formats) != 1 {
				return usage(reason.New("report-standard")).with(reason.New("report-standard/hint"))
			}
			words := a.words.ForClients()
			p, err := compared.play(a, words, args)
			if err != nil {
				return err
			}
			return a.report(cmd.Context(), p, words, nameOfReport(args), &r)
		},
	}
	compared = a.comparison(cmd)
	look.add(cmd, wordsOfFormats()...)
	return cmd
}

// reporting is how a report is asked for.
type reporting struct {
	formats []render.Format
	paper   render.Paper
	office  *scenarios.Office
	with    []string // appendices
}

func (a *app) report(ctx context.Context, p *played, words *reason.Catalogue, name string, r *reporting) error {
	doc, err := page.Report(page.ReportInput{Words: words, World: p.world, Plan: p.plan, Answer: p.answer, Office: r.office, With: r.with, Version: commit()})
	if err != nil {
		return err
	}
	if missing := render.Missing(doc); missing != "" && slices.Contains(r.formats, render.PDF) {
		a.say(reason.New("report-letters", "letters", missing))
	}
	if a.out == standard {
		return a.output(func(out io.Writer) error { return render.Document(out, doc, name, r.formats[0], r.paper) })
	}
	files, err := render.Files(doc, name, r.formats, r.paper)
	if err != nil {
		return err
	}
	folder := orElse(a.out, defaultFolder)
	if err := writeAll(folder, files); err != nil {
		return err
	}
	for _, f := range files {
		a.say(reason.New("wrote", "path", filepath.Join(folder, f.Name)))
	}
	if p.answer.Sample {
		a.say(reason.New("sample"))
	}
	return nil
}

// nameOfReport is what the files of a report are called: as the file that it
// is made from.
func nameOfReport(args []string) string {
	if len(args) == 0 || args[0] == standard {
		return "report"
	}
	base := filepath.Base(args[0])
	return cmp.Or(strings.TrimSuffix(base, filepath.Ext(base)), "report")
}

// formatsOf reads the forms of a report, each once.
func formatsOf(words []string) ([]render.Format, error) {
	var list []render.Format
	for _, word := range words {
		f := render.Format(word)
		if !slices.Contains(render.Formats, f) {
			names := wordsOfFormats()
			return nil, usage(reason.New("report-format", "format", word)).with(nearest(word, names, reason.New("report-format/hint", "formats", strings.Join(names, ", "))))
		}
		if !slices.Contains(list, f) {
			list = append(list, f)
		}
	}
	if len(list) == 0 {
		return nil, usage(reason.New("report-format", "format", "")).with(reason.New("report-format/hint", "formats", strings.Join(wordsOfFormats(), ", ")))
	}
	return list, nil
}

// appendicesOf reads --with: appendices by name, or all of them.
func appendicesOf(words []string) (list []string, err error) {
	for _, word := range words {
		switch {
		case word == "all":
			list = page.Appendices
		case !slices.Contains(page.Appendices, word):
			names := append([]string{"all"}, page.Appendices...)
			return nil, usage(reason.New("report-with", "word", word)).with(nearest(word, names, reason.New("report-with/hint", "names", strings.Join(names, ", "))))
		default:
			list = append(list, word)
		}
	}
	return list, nil
}

func wordsOfFormats() (names []string) {
	for _, f := range render.Formats {
		names = append(names, string(f))
	}
	return names
}

func paperOf(word string) (render.Paper, error) {
	paper := render.Paper(strings.ToLower(word))
	if !slices.Contains(render.Papers, paper) {
		return "", usage(reason.New("report-paper", "paper", word)).with(reason.New("report-paper/hint"))
	}
	return paper, nil
}

// nearest is the hint to a word that is near, or another.
func nearest(word string, names []string, other reason.Reason) reason.Reason {
	if near, ok := tomlfile.Nearest(word, names); ok {
		return reason.New("hint.did-you-mean", "near", near)
	}
	return other
}
