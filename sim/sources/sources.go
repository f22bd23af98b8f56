// Package sources tells which official pages an answer rests on, and on which day
// each was read.
package sources

import (
	_ "embed"
	"slices"
	"sync"
	"time"

	"github.com/BurntSushi/toml"

	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// Page is an official page, as it was read on a day.
type Page struct {
	For   string // what it is read for, "points" or a province's code
	Title reason.Text
	Site  string // where it stands, "canada.ca"
	// Read is the day of the newest copy; Dated that of the page itself, where the
	// copy's own was not kept. One of them is zero.
	Read, Dated civil.Day
}

// Of returns the page that is read for something, and false where there is none:
// what is said of it then has no official source.
func Of(what string) (Page, bool) {
	i := slices.IndexFunc(pages(), func(p Page) bool { return p.For == what })
	if i < 0 {
		return Page{}, false
	}
	return pages()[i], true
}

//go:embed pages.toml
var pagesTOML string

// pages are the rows of pages.toml. The file is part of the program, so one that is
// broken is a mistake in it.
var pages = sync.OnceValue(func() []Page {
	var file struct {
		Page []struct {
			For, Title  string
			French      string `toml:"title_fr"`
			Site        string
			Read, Dated time.Time
		}
	}
	if meta, err := toml.Decode(pagesTOML, &file); err != nil || len(meta.Undecoded()) > 0 {
		panic("sources: pages.toml is broken")
	}
	var list []Page
	for _, row := range file.Page {
		p := Page{For: row.For, Title: reason.Text{English: row.Title, French: row.French}, Site: row.Site}
		if !row.Read.IsZero() {
			p.Read = civil.OfTime(row.Read)
		}
		if !row.Dated.IsZero() {
			p.Dated = civil.OfTime(row.Dated)
		}
		list = append(list, p)
	}
	return list
})
