package cli

import (
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/plots"
	"crsplan/sim/civil"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// defaultFolder is where charts go.
const defaultFolder = "crsplan-out"

// chartFlags are the flags of every command that writes charts.
type chartFlags struct {
	none    bool
	formats []string
	paper   string
	print   charts.Print // what the flags say
}

// chartFlags gives a command the flags, which are checked before it runs.
func (a *app) chartFlags(cmd *cobra.Command) *chartFlags {
	f := &chartFlags{}
	flags := cmd.Flags()
	flags.BoolVar(&f.none, "no-charts", false, "")
	flags.StringSliceVar(&f.formats, "format", []string{string(charts.Formats[0])}, "")
	flags.StringVar(&f.paper, "paper", papers[0].name, "")
	flags.IntVar(&f.print.DPI, "dpi", plots.Print.DPI, "")
	cmd.PreRunE = func(*cobra.Command, []string) error { return f.check() }
	return f
}

// papers are the widths that have a name, in millimetres: of the text between
// margins of an inch.
var papers = []struct {
	name    string
	widthMM float64
}{
	{"a4", plots.Print.WidthMM}, {"letter", 165}, {"a4-landscape", 247}, {"letter-landscape", 228},
}

func (f *chartFlags) check() error {
	for _, word := range f.formats {
		format := charts.Format(word)
		if !slices.Contains(charts.Formats, format) {
			return usage(reason.New("format-unknown", "format", word)).with(formatHint(word, charts.Formats))
		}
		if !slices.Contains(f.print.Formats, format) {
			f.print.Formats = append(f.print.Formats, format)
		}
	}
	if len(f.formats) == 0 {
		return usage(reason.New("format-unknown", "format", "")).with(formatHint("", charts.Formats))
	}
	if f.print.DPI < plots.LeastDPI || f.print.DPI > plots.MostDPI {
		return usage(reason.New("dpi-range", "dpi", f.print.DPI, "least", plots.LeastDPI, "most", plots.MostDPI))
	}
	f.print.WidthMM, _ = strconv.ParseFloat(strings.TrimSuffix(f.paper, "mm"), 64) // what is no number is out of range
	var names []string
	for _, paper := range papers {
		names = append(names, paper.name)
		if f.paper == paper.name {
			f.print.WidthMM = paper.widthMM
		}
	}
	if !(f.print.WidthMM >= plots.LeastWidthMM && f.print.WidthMM <= plots.MostWidthMM) {
		return usage(reason.New("paper-range", "value", f.paper)).
			with(reason.New("paper-range/hint", "least", plots.LeastWidthMM, "most", plots.MostWidthMM, "papers", strings.Join(names, ", ")))
	}
	return nil
}

func formatHint(word string, formats []charts.Format) reason.Reason {
	var names []string
	for _, format := range formats {
		names = append(names, string(format))
	}
	if near, ok := tomlfile.Nearest(word, names); ok {
		return reason.New("hint.did-you-mean", "near", near)
	}
	return reason.New("format-unknown/hint", "formats", strings.Join(names, ", "))
}

// wantsCharts says whether charts are to be drawn: with --json only where
// --out names a folder.
func (a *app) wantsCharts(f *chartFlags) bool {
	return !f.none && a.out != standard && (!a.json || a.out != "")
}

// draw draws charts as the flags ask, and warns of letters that cannot be.
// Charts are drawn before anything is printed or written, so that a failure
// leaves nothing behind.
func (a *app) draw(f *chartFlags, today civil.Day, list ...charts.Named) ([]charts.File, error) {
	files, err := charts.Draw(a.words, today, f.print, list)
	if err != nil {
		return nil, err
	}
	if missing := charts.Missing(list); missing != "" {
		a.say(reason.New("letters-missing", "letters", missing))
	}
	return files, nil
}

// show prints an answer on standard output, writes charts into the folder of
// --out, and names them. The answer goes first: where it cannot be read, no
// file is touched.
func (a *app) show(files []charts.File, doc any, blocks func(page.Writer) []page.Block) error {
	folder := orElse(a.out, defaultFolder)
	if ending := filepath.Ext(folder); slices.Contains(documents, ending) {
		return usage(reason.New("out-folder", "path", folder)).with(reason.New("out-folder/hint", "path", folder))
	}
	if len(files) > 0 {
		if err := makeFolder(folder, ownFolder); err != nil {
			return err
		}
	}
	a.out = ""
	if err := a.printAnswer(doc, blocks); err != nil {
		return err
	}
	if err := writeAll(folder, files); err != nil {
		return err
	}
	a.sayWritten(folder, files)
	return nil
}

// sayWritten says which files were written to a folder.
func (a *app) sayWritten(folder string, files []charts.File) {
	if len(files) < 2 {
		for _, f := range files {
			a.say(reason.New("wrote", "path", filepath.Join(folder, f.Name)))
		}
		return
	}
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
	}
	a.say(reason.New("wrote/several", "count", len(files), "folder", folder, "names", strings.Join(names, ", ")))
}

// documents are the endings of files that somebody may have meant to write
// where the folder of the charts is named.
var documents = []string{".json", ".csv", ".md", ".html", ".txt", ".pdf", ".png", ".svg"}

// writeAll writes files into a folder, which it makes where it is missing.
func writeAll(folder string, files []charts.File) error {
	if len(files) == 0 {
		return nil
	}
	if err := makeFolder(folder, ownFolder); err != nil {
		return err
	}
	for _, f := range files {
		err := write(filepath.Join(folder, f.Name), func(w io.Writer) error {
			_, err := w.Write(f.Data)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
