package cli

import (
	_ "embed"
	"fmt"
	"io"
	"strings"
)

// The licences of everything that is linked into the program. A test compares
// them with a binary and with the modules' own files, and writes them anew.
//
//go:embed licences.txt
var licencesText string

// licence is what one module is distributed under.
type licence struct {
	Module  string `json:"module"`
	Version string `json:"version,omitempty"`
	Text    string `json:"text"`
}

// licenceMark begins the line that names a module.
const licenceMark = "=== "

// licences returns the notices, those of Go itself first.
func licences() []licence {
	var list []licence
	for _, part := range strings.Split("\n"+licencesText, "\n"+licenceMark)[1:] {
		head, text, _ := strings.Cut(part, "\n")
		module, version, _ := strings.Cut(head, " ")
		list = append(list, licence{module, version, strings.TrimSpace(text)})
	}
	return list
}

// licencesPage prints every notice with what it is of.
func (a *app) licencesPage(out io.Writer) {
	a.paragraph(out, a.words.Phrase("licences-heading"), 0)
	fmt.Fprintln(out)
	list := licences()
	for _, l := range list {
		fmt.Fprintln(out, "  "+strings.TrimSpace(l.Module+" "+l.Version))
	}
	fmt.Fprintln(out)
	a.paragraph(out, a.words.Phrase("licences-data"), 0)
	for _, l := range list {
		fmt.Fprintf(out, "\n%s%s\n\n%s\n", licenceMark, strings.TrimSpace(l.Module+" "+l.Version), l.Text)
	}
}
