package cli

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/scenarios"
	"crsplan/sim/crs"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

func (a *app) checkCommand() *cobra.Command {
	return &cobra.Command{
		Use: "check",
		Example: `  crsplan check profile.toml
  crsplan check clients/*.toml
  crsplan check clients.jsonl
  crsplan check plan.toml --json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage(reason.New("check-usage")).with(reason.New("check-usage/hint"))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.check(args) },
	}
}

// checkDoc is what was found in files, as JSON.
type checkDoc struct {
	Schema int           `json:"schema"`
	Files  []checkedFile `json:"files"`
}

type checkedFile struct {
	File     string       `json:"file"`
	Kind     string       `json:"kind,omitempty"`
	Label    string       `json:"label,omitempty"`
	Lines    int          `json:"lines,omitempty"` // of a file of profiles, one a line
	Fine     bool         `json:"fine"`
	Problems []problemDoc `json:"problems"`
	// Needs are the facts that a profile leaves out and that decide something.
	Needs    []answer.Need    `json:"needs"`
	Warnings []answer.Warning `json:"warnings"`
}

// problemDoc is a problem with the file that it stands in: a plan's may be in
// one that it names.
type problemDoc struct {
	File string `json:"file"`
	mistakeDoc
}

// check reads the files and tells what it found. What is wrong is talk, but
// with --json it is part of the answer.
func (a *app) check(names []string) error {
	doc := checkDoc{Schema: answer.Schema}
	var told tomlfile.Problems
	wrong := false
	for _, name := range names {
		file, problems, err := a.checkFile(name)
		file.Fine = err == nil && len(problems) == 0
		wrong = wrong || !file.Fine
		if err != nil {
			file.Problems = append(file.Problems, problemDoc{file.File, a.errorOf(err, 0)})
			if !a.json {
				a.fail(err)
			}
		}
		for _, p := range problems {
			file.Problems = append(file.Problems, problemDoc{p.File, a.errorOf(tomlfile.Problems{p}, p.Line)})
			if !slices.ContainsFunc(told, func(q tomlfile.Problem) bool { return samePlace(p, q) }) && !a.json {
				fmt.Fprint(a.Err, p.Print(a.words))
			}
		}
		told = append(told, problems...)
		doc.Files = append(doc.Files, file)
	}
	err := a.printAnswer(doc, func(w page.Writer) []page.Block { return checkedBlocks(w, doc.Files) })
	if err == nil && wrong {
		return &mistake{code: exitUsage}
	}
	return err
}

// samePlace says whether two problems are one: a file may be checked by itself
// and for a plan that names it.
func samePlace(p, q tomlfile.Problem) bool {
	return filepath.Clean(p.File) == filepath.Clean(q.File) && p.Line == q.Line && p.Col == q.Col && p.What.Equal(q.What)
}

// checkFile reads one file as what it is. The error is that of a file that
// cannot be read at all.
func (a *app) checkFile(name string) (checkedFile, tomlfile.Problems, error) {
	file := checkedFile{File: a.nameOf(name), Problems: []problemDoc{}, Needs: []answer.Need{}, Warnings: []answer.Warning{}}
	if strings.EqualFold(filepath.Ext(name), ".jsonl") {
		return a.checkLines(file, name)
	}
	data, err := a.read(name)
	if err != nil {
		return file, nil, err
	}
	found := a.reader().Check(file.File, data)
	if found.Stated > a.Today {
		found.Warnings.Add(reason.New("stated-ahead", "on", found.Stated, "today", a.Today))
	}
	file.Kind, file.Label, file.Warnings = string(found.Kind), a.words.Text(found.Label), answer.Words(a.words, found.Warnings)
	if found.Profile == nil || len(found.Problems) > 0 {
		return file, found.Problems, nil
	}
	w, err := a.world()
	if err != nil {
		return file, nil, err
	}
	if w.Today < crs.FirstDay {
		return file, nil, nil // before there were rules nothing is decided
	}
	file.Needs, err = answer.NeedsOn(a.words, w, found.Profile, w.Today, a.record(w))
	return file, nil, err
}

// checkLines reads a file of profiles, one a line.
func (a *app) checkLines(file checkedFile, name string) (checkedFile, tomlfile.Problems, error) {
	in, done, err := a.open(name)
	if err != nil {
		return file, nil, err
	}
	defer done()
	file.Kind = string(scenarios.AProfile)
	var problems tomlfile.Problems
	var warnings reason.Warnings
	err = eachLine(in, func(n int, text []byte) bool {
		if len(bytes.TrimSpace(text)) == 0 {
			return true
		}
		file.Lines++
		line := a.reader().ClientLine(file.File, n, text)
		warnings.Add(line.Warnings...)
		if wrong, ok := line.Err.(tomlfile.Problems); ok {
			problems = append(problems, wrong...)
		}
		return true
	})
	file.Warnings = answer.Words(a.words, warnings)
	return file, problems, err
}

// checkedBlocks say what files are, and whether they are fine.
func checkedBlocks(w page.Writer, files []checkedFile) []page.Block {
	var group page.Group
	for _, f := range files {
		what := "check.none"
		switch {
		case f.Lines > 0:
			what = "check.lines"
		case f.Kind != "" && f.Label != "":
			what = "check.labelled"
		case f.Kind != "":
			what = "check.kind"
		}
		verdict := w.Phrase("check.wrong", "count", len(f.Problems))
		if f.Fine {
			verdict = w.Phrase("check.fine")
		}
		var items page.Items
		for _, warning := range f.Warnings {
			items = append(items, page.Item{Mark: "!", Text: warning.Message})
		}
		for i := range f.Needs {
			items = append(items, page.Item{Mark: "?", Text: answer.NeedText(w.Catalogue, &f.Needs[i]) + " (" + f.Needs[i].Key + ")"})
		}
		group = append(group, w.Note(what, "file", f.File, "kind", scenarios.Kind(f.Kind).Term(), "label", f.Label, "count", f.Lines, "verdict", verdict), items)
	}
	return []page.Block{group}
}
