package render_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/cmd/crsplan/internal/render"
	"crsplan/sim/civil"
)

// property is one content line of RFC 5545.
type property struct{ name, parameters, value string }

// event is a VEVENT, with its properties by their names.
type event map[string]property

var contentLine = regexp.MustCompile(`^([A-Z][A-Z0-9-]*)((?:;[A-Z-]+=[^;:,"]+)*):(.*)$`)

// parseCalendar reads an iCalendar, and allows what RFC 5545 does and no more:
// lines of at most 75 octets that end in CRLF, folded between letters;
// components in their places; every property of an event once, with the value
// that its type asks for.
func parseCalendar(text string) (head map[string]string, events []event, err error) {
	if !strings.HasSuffix(text, "\r\n") || strings.Contains(strings.ReplaceAll(text, "\r\n", ""), "\n") || strings.Contains(strings.ReplaceAll(text, "\r\n", ""), "\r") {
		return nil, nil, fmt.Errorf("a line that does not end in CRLF")
	}
	var unfolded []string
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		switch {
		case len(line) > 75:
			return nil, nil, fmt.Errorf("%d octets in %q", len(line), line)
		case !utf8.ValidString(line):
			return nil, nil, fmt.Errorf("%q is folded inside a letter", line)
		case strings.HasPrefix(line, " ") && len(unfolded) > 0:
			unfolded[len(unfolded)-1] += line[1:]
		default:
			unfolded = append(unfolded, line)
		}
	}
	head = map[string]string{}
	var open []string
	for _, line := range unfolded {
		m := contentLine.FindStringSubmatch(line)
		if m == nil || strings.ContainsFunc(m[3], func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7F }) {
			return nil, nil, fmt.Errorf("%q is no content line", line)
		}
		p := property{m[1], m[2], m[3]}
		switch within := strings.Join(open, "/"); {
		case p.name == "BEGIN" && (within == "" && p.value == "VCALENDAR" || within == "VCALENDAR" && p.value == "VEVENT" || within == "VCALENDAR/VEVENT" && p.value == "VALARM"):
			if open = append(open, p.value); p.value == "VEVENT" {
				events = append(events, event{})
			}
		case p.name == "END" && len(open) > 0 && open[len(open)-1] == p.value:
			open = open[:len(open)-1]
		case within == "VCALENDAR" && len(events) == 0:
			head[p.name] = p.value
		case within == "VCALENDAR/VEVENT":
			e := events[len(events)-1]
			if _, twice := e[p.name]; twice {
				return nil, nil, fmt.Errorf("%s stands twice", p.name)
			}
			e[p.name] = p
		case within == "VCALENDAR/VEVENT/VALARM" && slices.Contains([]string{"ACTION", "DESCRIPTION", "TRIGGER"}, p.name):
			e := events[len(events)-1]
			e[p.name+" "+p.value] = p // an alarm has each once; a description is that of all
		default:
			return nil, nil, fmt.Errorf("%q within %q", line, within)
		}
	}
	if len(open) > 0 {
		return nil, nil, fmt.Errorf("%v is not ended", open)
	}
	if head["VERSION"] != "2.0" || head["PRODID"] == "" {
		return nil, nil, fmt.Errorf("no VERSION or PRODID: %v", head)
	}
	for _, e := range events {
		if err := e.check(); err != nil {
			return nil, nil, err
		}
	}
	return head, events, nil
}

func (e event) check() error {
	if _, err := time.Parse("20060102T150405Z", e["DTSTAMP"].value); err != nil || e["DTSTAMP"].parameters != "" {
		return fmt.Errorf("DTSTAMP: %v", e["DTSTAMP"])
	}
	var days [2]time.Time
	for i, name := range []string{"DTSTART", "DTEND"} {
		day, err := time.Parse("20060102", e[name].value)
		if err != nil || e[name].parameters != ";VALUE=DATE" {
			return fmt.Errorf("%s: %v", name, e[name])
		}
		days[i] = day
	}
	if !days[1].After(days[0]) { // the end is the day after the last
		return fmt.Errorf("it ends on %v and begins on %v", days[1], days[0])
	}
	if e["UID"].value == "" || e["SUMMARY"].value == "" {
		return fmt.Errorf("no UID or no SUMMARY: %v", e)
	}
	if bare := regexp.MustCompile(`\\[\\;,nN]`).ReplaceAllString(e["SUMMARY"].value, ""); strings.ContainsAny(bare, `\;,`) {
		return fmt.Errorf("not escaped: %q", e["SUMMARY"].value)
	}
	return nil
}

// text is what an escaped text says.
func text(value string) string {
	return regexp.MustCompile(`\\.`).ReplaceAllStringFunc(value, func(m string) string {
		if m == `\n` || m == `\N` {
			return "\n"
		}
		return m[1:]
	})
}

func TestTheCalendarHoldsTheDates(t *testing.T) {
	eachClient(t, func(t *testing.T, doc *page.Document) {
		_, events, err := parseCalendar(written(t, doc, render.Calendar))
		if err != nil {
			t.Fatal(err)
		}
		if len(events) != len(doc.Dates) {
			t.Fatalf("%d events, %d dates", len(events), len(doc.Dates))
		}
		seen := map[string]bool{}
		for i, e := range events {
			d := doc.Dates[i]
			if want := strings.ReplaceAll(d.On.String(), "-", ""); e["DTSTART"].value != want || !strings.Contains(strings.ToLower(text(e["SUMMARY"].value)), strings.ToLower(d.What)) {
				t.Errorf("%v, want %s %q", e, want, d.What)
			}
			if seen[e["UID"].value] {
				t.Errorf("%s stands twice", e["UID"].value)
			}
			seen[e["UID"].value] = true
			_, half := e["TRIGGER -P183D"]
			_, quarter := e["TRIGGER -P91D"]
			prepared := slices.Contains([]string{"extend", "permit", "closes", "test", "assessment", "profile"}, d.Kind)
			if half != prepared || quarter != prepared {
				t.Errorf("%s (%s) is called to mind six and three months ahead: %v, %v", d.What, d.Kind, half, quarter)
			}
		}
	})
}

// Whatever is said, the lines are folded and escaped as the standard wants, and
// say it.
func TestAnyDateCanBeRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		what := rapid.StringOf(rapid.RuneFrom([]rune("aé漢🍁 ,;:\\\"\n"))).Draw(t, "what")
		doc := &page.Document{
			Lang: "en", Title: "Plan", Client: rapid.StringN(0, 90, -1).Draw(t, "client"), Day: today,
			Dates: []answer.Date{{On: today + civil.Day(rapid.IntRange(0, 4000).Draw(t, "days")), Kind: "test", Key: "k", What: "x" + what}},
		}
		_, events, err := parseCalendar(writtenTo(doc))
		if err != nil {
			t.Fatal(err)
		}
		if got := text(events[0]["SUMMARY"].value); !strings.HasPrefix(got, "X"+what+" (") {
			t.Fatalf("%q, want %q", got, what)
		}
	})
}

func writtenTo(doc *page.Document) string {
	var b strings.Builder
	if err := render.Document(&b, doc, "plan", render.Calendar, render.A4); err != nil {
		panic(err)
	}
	return b.String()
}

// A calendar that takes in a later report moves its events, and has none twice.
func TestAnEventKeepsItsIdentityWhenItsDayMoves(t *testing.T) {
	dates := []answer.Date{{On: today, Kind: "test", Key: "english", What: "a"}, {On: today + 700, Kind: "test", Key: "english", What: "b"}}
	identities := func(doc page.Document) (list []string) {
		_, events, err := parseCalendar(writtenTo(&doc))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			list = append(list, e["UID"].value)
		}
		return list
	}
	ana := page.Document{Client: "Ana", Identity: "Ana 1995-03-14", Day: today, Dates: dates}
	before := identities(ana)
	if before[0] == before[1] {
		t.Errorf("two tests are one: %s", before[0])
	}
	later := ana
	later.Day, later.Dates = today+30, []answer.Date{{On: today + 9, Kind: "test", Key: "english", What: "a"}, {On: today + 709, Kind: "test", Key: "english", What: "b"}}
	if diff := cmp.Diff(before, identities(later)); diff != "" {
		t.Errorf("later (-before +after):\n%s", diff)
	}
	other := ana
	other.Identity = "Eva 1995-03-14"
	if after := identities(other); after[0] == before[0] {
		t.Error("the events of two people are one")
	}
	if stamp := strings.Count(writtenTo(&ana), "DTSTAMP:20261122T000000Z"); stamp != 2 {
		t.Errorf("%d stamps of the report's day", stamp)
	}
}
