package cli

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"crsplan/cmd/crsplan/internal/page"
	"crsplan/cmd/crsplan/internal/render"
	"crsplan/sim/reason"
)

// How wide a line is, in letters: as wide as the terminal, elsewhere as COLUMNS
// says, and 80 without either. Running text is never wider than is readable.
const (
	screen   = 80
	readable = 100
	narrow   = 40
)

// width is how many letters a line of tables may have.
func (a *app) width() int {
	if f, ok := a.Out.(*os.File); ok && terminal(f) && (a.out == "" || a.out == standard) {
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 0 {
			return max(columns, narrow)
		}
	}
	if columns, err := strconv.Atoi(a.Getenv("COLUMNS")); err == nil && columns > 0 {
		return max(columns, narrow)
	}
	return screen
}

// The forms that --table prints tables in. As text they stand among what is
// said of them; in the other forms nothing else is printed on standard output,
// and what is said goes to standard error.
const (
	asText     = "text"
	asCSV      = "csv"
	asMarkdown = "markdown"
	asHTML     = "html"
)

var tableForms = []string{asText, asCSV, asMarkdown, asHTML}

// withTables gives the flag to commands that print tables.
func (a *app) withTables(list ...*cobra.Command) []*cobra.Command {
	for _, cmd := range list {
		cmd.Flags().StringVar(&a.tables, "table", asText, "")
		cmd.Flags().BoolVar(&a.details, "details", false, "")
	}
	return list
}

// checkTable checks --table, and that nothing else says how to print.
func (a *app) checkTable(cmd *cobra.Command) error {
	if cmd.Flags().Lookup("table") == nil {
		a.tables = asText
		return nil
	}
	if !slices.Contains(tableForms, a.tables) {
		return usage(reason.New("table-unknown", "form", a.tables)).with(nearest(a.tables, tableForms, reason.New("table-unknown/hint", "forms", strings.Join(tableForms, ", "))))
	}
	for _, other := range []string{"json", "csv", "batch"} {
		if f := cmd.Flag(other); f != nil && f.Changed && cmd.Flag("table").Changed {
			return usage(reason.New("table-and", "flag", "--"+other)).with(reason.New("table-and/hint", "flag", "--"+other))
		}
	}
	return nil
}

// writer writes pages in the language of the run.
func (a *app) writer() page.Writer { return page.Writer{Catalogue: a.words} }

// printAnswer prints an answer: as its JSON document, or as the blocks of its
// page in the form that is asked for.
func (a *app) printAnswer(doc any, blocks func(page.Writer) []page.Block) error {
	return a.output(func(out io.Writer) error {
		if a.json {
			return writeJSON(out, doc, true)
		}
		return a.writeBlocks(out, blocks(a.writer()))
	})
}

// writeBlocks writes blocks as text; or in another form their tables alone, and
// what is said beside them to standard error.
func (a *app) writeBlocks(out io.Writer, blocks []page.Block) error {
	width := a.width()
	text := render.Text{Width: min(width, readable), Table: width, Bold: a.colour(), Left: a.words, Details: a.details}
	if a.tables == asText {
		if !a.details && page.Detailed(blocks) {
			more := a.words.Phrase("details-more")
			if last := len(blocks) - 2; last >= 0 { // before the details
				blocks[last] = page.Continued(blocks[last], more)
			} else {
				blocks = append(blocks, page.Paragraph{Text: more})
			}
		}
		return text.Write(out, blocks)
	}
	if !a.quiet {
		if err := text.Write(a.Err, page.WithoutTables(blocks)); err != nil {
			return err
		}
	}
	tables := page.Tables(blocks)
	switch a.tables {
	case asCSV:
		return render.CSV(out, tables)
	case asMarkdown:
		return render.MarkdownTables(out, tables)
	case asHTML:
		return render.HTMLTables(out, tables)
	}
	return fmt.Errorf("%q is no form of a table", a.tables)
}

// paragraph prints text broken between words, as [render.Paragraph].
func (a *app) paragraph(out io.Writer, first string, indent int) {
	render.Paragraph(out, min(a.width(), readable), first, indent)
}

// colour says whether colour is wanted: on a terminal that does not refuse it.
func (a *app) colour() bool {
	return !a.noColor && a.Getenv("NO_COLOR") == "" && (a.out == "" || a.out == standard) && terminal(a.Out)
}
