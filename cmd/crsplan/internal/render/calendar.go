package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// writeCalendar writes the dates to keep in mind of the recommended option as an
// iCalendar (RFC 5545): events of a whole day each. An event keeps its identity
// when its day moves, so that a calendar that takes in a newer report moves it
// too. The error is that of w.
func writeCalendar(w io.Writer, d *page.Document) error {
	var c calendar
	c.line("BEGIN", "VCALENDAR")
	c.line("VERSION", "2.0")
	c.line("PRODID", "-//crsplan//report//"+strings.ToUpper(d.Lang))
	c.line("CALSCALE", "GREGORIAN")
	c.line("METHOD", "PUBLISH")
	c.line("X-WR-CALNAME", content(d.Title+", "+d.Client))
	seen := map[string]int{}
	for i := range d.Dates {
		e := &d.Dates[i]
		key := e.Kind + " " + e.Key
		seen[key]++
		c.event(d, e, fmt.Sprint(key, " ", seen[key]))
	}
	c.line("END", "VCALENDAR")
	_, err := w.Write(c.b.Bytes())
	return err
}

// calendar is an iCalendar being written.
type calendar struct{ b bytes.Buffer }

// event writes a date. Its stamp is the day of the report, not the clock's.
func (c *calendar) event(d *page.Document, e *answer.Date, key string) {
	c.line("BEGIN", "VEVENT")
	c.line("UID", uid(d, key))
	c.line("DTSTAMP", basic(d.Day)+"T000000Z")
	c.line("DTSTART;VALUE=DATE", basic(e.On))
	c.line("DTEND;VALUE=DATE", basic(e.On+1))
	c.line("SUMMARY", content(reason.Capital(e.Line(d.Catalogue))+" ("+d.Client+")"))
	c.line("CATEGORIES", strings.ToUpper(e.Kind))
	c.line("TRANSP", "TRANSPARENT")
	if e.TakesTime() {
		for _, days := range reminders {
			c.line("BEGIN", "VALARM")
			c.line("ACTION", "DISPLAY")
			c.line("DESCRIPTION", content(reason.Capital(e.Line(d.Catalogue))+" ("+d.Client+")"))
			c.line("TRIGGER", fmt.Sprintf("-P%dD", days))
			c.line("END", "VALARM")
		}
	}
	c.line("END", "VEVENT")
}

// reminders are how many days before a date it is called to mind: six months, and
// three. RFC 5545 has no months.
var reminders = []int{183, 91}

// uid identifies an event by whose it is and what of, without its day.
func uid(d *page.Document, key string) string {
	sum := sha256.Sum256([]byte(d.Identity + "\x00" + key))
	return hex.EncodeToString(sum[:12]) + "@crsplan"
}

// basic writes a day as in 20261122.
func basic(day civil.Day) string { return strings.ReplaceAll(day.String(), "-", "") }

// content escapes a text (RFC 5545, 3.3.11).
func content(text string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`).Replace(strings.Map(printable, text))
}

// printable drops the control characters that no text may hold.
func printable(r rune) rune {
	if r < ' ' && r != '\n' && r != '\r' && r != '\t' || r == 0x7F {
		return -1
	}
	return r
}

// longest is how many octets a line has at most, without its end.
const longest = 75

// line writes a property, folded between letters where it is too long (RFC
// 5545, 3.1).
func (c *calendar) line(name, value string) {
	rest := name + ":" + value
	for room := longest; len(rest) > room; room = longest - 1 {
		cut := room
		for !utf8.RuneStart(rest[cut]) {
			cut--
		}
		c.b.WriteString(rest[:cut] + "\r\n ")
		rest = rest[cut:]
	}
	c.b.WriteString(rest + "\r\n")
}
