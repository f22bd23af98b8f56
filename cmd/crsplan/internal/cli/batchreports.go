package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/spf13/cobra"
	"golang.org/x/text/unicode/norm"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/cmd/crsplan/internal/render"
	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/reason"
)

// reports are the reports of a batch, one a client, in a folder. The line of a
// client is written after their report, and names its files: a line that is
// there speaks for a report that is there whole.
type reports struct {
	reporting
	folder string
	words  *reason.Catalogue
	flags  reportFlags
	gate   sync.RWMutex // held while a report is written
	closed bool
}

// reportFlags are the flags of how a report is to look.
type reportFlags struct {
	formats, with []string
	paper, office string
}

func (f *reportFlags) add(cmd *cobra.Command, formats ...string) {
	flags := cmd.Flags()
	flags.StringSliceVar(&f.formats, "format", formats, "")
	flags.StringVar(&f.paper, "paper", string(render.A4), "")
	flags.StringVar(&f.office, "office", "", "")
	flags.StringSliceVar(&f.with, "with", nil, "")
}

// changed names a flag that was given, if any was.
func (f *reportFlags) changed(cmd *cobra.Command) string {
	for _, name := range []string{"format", "paper", "office", "with"} {
		if cmd.Flags().Changed(name) {
			return "--" + name
		}
	}
	return ""
}

// read reads the flags, and the office's settings where there are any.
func (f *reportFlags) read(a *app, open func(string) ([]byte, error)) (r reporting, err error) {
	if r.formats, err = formatsOf(f.formats); err != nil {
		return r, err
	}
	if r.with, err = appendicesOf(f.with); err != nil {
		return r, err
	}
	if r.paper, err = paperOf(f.paper); err != nil || f.office == "" {
		return r, err
	}
	data, err := open(f.office)
	if err != nil {
		return r, err
	}
	r.office, err = (&scenarios.Reader{Open: open}).Office(a.nameOf(f.office), data)
	return r, err
}

// open makes the folder, and notes for the keys of the lines what the reports
// are made from.
func (r *reports) open(a *app, settings io.Writer, goOn bool) (err error) {
	if r.reporting, err = r.flags.read(a, noting(settings, a.read)); err != nil {
		return err
	}
	note(settings, fmt.Sprint(r.formats, r.paper, r.with))
	r.words = a.words.ForClients()
	if err := makeFolder(r.folder, ownFolder); err != nil {
		return err
	}
	if goOn {
		sweep(r.folder) // of a run that was killed
	}
	return nil
}

// unwritten is what went wrong with the folder, and not with a client.
type unwritten struct{ error }

// of writes the report of a client and names its files.
func (r *reports) of(ctx context.Context, b *office, plan *sim.Plan, warnings reason.Warnings, name string) (files []string, missing string, err error) {
	query := answer.PlanQuery{Ahead: b.ahead, Search: b.search, Trials: true, Couple: true, Given: b.given}
	doc, err := answer.Of(ctx, r.words, b.world, plan, b.record, query, warnings)
	if err != nil {
		return nil, "", err
	}
	content, err := page.Report(page.ReportInput{Words: r.words, World: b.world, Plan: plan, Answer: doc, Office: r.office, With: r.with, Version: commit()})
	if err != nil {
		return nil, "", err
	}
	made, err := render.Files(content, name, r.formats, r.paper)
	if err != nil {
		return nil, "", err
	}
	r.gate.RLock()
	defer r.gate.RUnlock()
	if r.closed {
		return nil, "", unwritten{fs.ErrClosed}
	}
	if err := writeAll(r.folder, made); err != nil {
		return nil, "", unwritten{err}
	}
	for _, f := range made {
		files = append(files, f.Name)
	}
	if slices.Contains(r.formats, render.PDF) {
		missing = render.Missing(content)
	}
	return files, missing, nil
}

// close waits for the reports that are being written; none is begun after.
func (r *reports) close() {
	r.gate.Lock()
	r.closed = true
	r.gate.Unlock()
}

// reported says whether a line that was made before speaks for the report too.
func (b *office) reported(r *answered, e *entry) bool {
	return e.report == "" || r.doc.Error != nil || b.reports.there(r.doc.Reports, e.report)
}

// there says whether the files of a line that was made before are those of
// this name, and stand in the folder.
func (r *reports) there(files []string, name string) bool {
	for _, format := range r.formats {
		if !slices.Contains(files, name+"."+string(format)) {
			return false
		}
	}
	for _, f := range files {
		if info, err := os.Stat(filepath.Join(r.folder, f)); err != nil || !info.Mode().IsRegular() {
			return false
		}
	}
	return true
}

// entries are the clients of a source, with names for their reports where they
// get any.
func (b *office) entries(source *clientSource) iter.Seq[entry] {
	if b.reports.folder == "" {
		return source.all
	}
	if b.journal != nil {
		b.journal.every = 1 // a report is not made again for a line that was lost
	}
	return named(source.all)
}

// named gives every entry the name of its report: after its file or its id, no
// two the same, and the same ones whenever the clients are the same.
func named(entries iter.Seq[entry]) iter.Seq[entry] {
	return func(yield func(entry) bool) {
		taken := map[string]bool{}
		for e := range entries {
			base := safeName(e.id())
			e.report = base
			for n := 2; taken[sameFile(e.report)]; n++ {
				e.report = base + "-" + strconv.Itoa(n)
			}
			taken[sameFile(e.report)] = true
			if !yield(e) {
				return
			}
		}
	}
}

// sameFile is alike for names that some systems take for the same: those that
// differ in upper and lower case or in how their accents are put together.
func sameFile(name string) string { return norm.NFC.String(strings.ToLower(norm.NFC.String(name))) }

// id is how an entry is called before it is read: as its file, by the id of
// its line, or by the number of that.
func (e *entry) id() string {
	if e.line.n == 0 {
		name := filepath.Base(e.path)
		return strings.TrimSuffix(name, filepath.Ext(name))
	}
	var line struct {
		ID json.RawMessage `json:"id"`
	}
	if json.Unmarshal(e.line.text, &line) == nil && len(line.ID) > 0 {
		var text string
		if json.Unmarshal(line.ID, &text) == nil && text != "" {
			return text
		}
		if id := string(line.ID); id != "null" {
			return id
		}
	}
	return "client-" + strconv.Itoa(e.line.n)
}

// longestName is the longest name of a report, in bytes: charts and endings
// are added to it, and systems take 255.
const longestName = 120

// safeName makes of an id a name of a file that every system takes: letters,
// digits, and a few marks inside.
func safeName(id string) string {
	name := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || strings.ContainsRune("-_.", r) {
			return r
		}
		return '-'
	}, strings.ToValidUTF8(id, "-"))
	if len(name) > longestName {
		name = strings.ToValidUTF8(name[:longestName], "")
	}
	name = strings.Trim(name, "-. ")
	switch base, _, _ := strings.Cut(strings.ToLower(name), "."); {
	case name == "":
		return "client"
	case slices.Contains(devices, base), len(base) == 4 && (base[:3] == "com" || base[:3] == "lpt") && unicode.IsDigit(rune(base[3])):
		return "client-" + name
	}
	return name
}

// devices are names that are no files on Windows.
var devices = []string{"con", "prn", "aux", "nul"}

// stopped says whether an error is of the folder of the reports.
func stopped(err error) error {
	if u, ok := errors.AsType[unwritten](err); ok {
		return u.error
	}
	return nil
}
