package cli

import (
	"fmt"
	"io"

	"crsplan/cmd/crsplan/internal/page"
	"crsplan/cmd/crsplan/internal/render"
)

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
	text := render.Text{Width: screen, Bold: a.colour(out)}
	if a.tables == asText {
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
