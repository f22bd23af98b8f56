package draws

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// feedRow is one round of a feed. Its methods read a value and remember the
// first thing wrong, as those of [row] do.
type feedRow struct {
	values map[string]json.RawMessage
	at     string // the number of the round, or its place until that is known
	wrong  reason.Reason
}

func (r *feedRow) reject(wrong reason.Reason) {
	if r.wrong.IsZero() {
		r.wrong = wrong
	}
}

// text returns a value as [plain] text: empty where it is missing or null, and
// as it stands in JSON where it is anything but a text.
func (r *feedRow) text(field string) string {
	raw := r.values[strings.ToLower(field)]
	var s string
	if err := json.Unmarshal(raw, &s); err != nil { // null is no error, and leaves the text empty
		return plain(string(raw))
	}
	return plain(s)
}

// longestName is the most bytes that the name of a round may have.
const longestName = 200

func (r *feedRow) name(field string) string {
	s := r.text(field)
	if raw := r.values[strings.ToLower(field)]; s == "" || len(s) > longestName || raw[0] != '"' {
		r.reject(reason.New("draws.feed/name", "round", r.at, "rounds", 1, "value", clip(s)))
	}
	return s
}

// held returns the day of the round, from the field that is made for programs
// or else from the one that people read.
func (r *feedRow) held() civil.Day {
	s := r.text("drawDate")
	day, ok := dayOf(s)
	if !ok {
		day, ok = dayOf(r.text("drawDateFull"))
	}
	if !ok || day < firstRound {
		r.reject(reason.New("draws.feed/day", "round", r.at, "rounds", 1, "value", clip(s)))
	}
	return day
}

// grouped is a whole number, in groups of three or without: "5,000" in English,
// "5 000" in French.
var grouped = pattern(`^(?:[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2}|[0-9]{1,3}(?: [0-9]{3}){1,2})$`)

// wholeOf reads a number such as "5,000", from least to most.
func wholeOf(s string, least, most int) (int, bool) {
	n, err := strconv.Atoi(strings.NewReplacer(",", "", " ", "").Replace(s))
	return n, err == nil && least <= n && n <= most && grouped().MatchString(s)
}

func (r *feedRow) whole(field string, least, most int) int {
	s := r.text(field)
	n, ok := wholeOf(s, least, most)
	if !ok {
		r.reject(reason.New("draws.feed/whole", "round", r.at, "rounds", 1, "field", field, "value", clip(s), "least", least, "most", most))
	}
	return n
}

// missing stands for a sum that a feed lacks.
const missing = -1

const mostCandidates = 100_000_000

// counts returns dd1 to dd18, and nil where none of them counts anybody: the
// feed's zeros are no counts.
func (r *feedRow) counts() []int {
	list := make([]int, len(feedBands))
	some := false
	for i := range list {
		n, ok := wholeOf(r.text("dd"+strconv.Itoa(i+1)), 0, mostCandidates)
		if !ok {
			n = missing
		}
		list[i] = n
		some = some || n > 0
	}
	if !some {
		return nil
	}
	return list
}

// counted returns the first of dd1 to dd18 that keeps the counts from being a
// pool: one that is no count, or a band that is not there. Sums may be missing.
func (r *feedRow) counted() (wrong string) {
	if r.counts() == nil {
		return ""
	}
	for i, b := range feedBands {
		field := "dd" + strconv.Itoa(i+1)
		s := r.text(field)
		if _, ok := wholeOf(s, 0, mostCandidates); !ok && (s != "" || b.high > 0) {
			return field
		}
	}
	return ""
}

// The spellings of instants and days, once they are [folded] and their spaces
// are single. An instant may lack its year, name its day twice, and say AM or PM
// of a 24-hour clock; a day in figures is read where only one day can be meant.
var (
	clock        = `(\d{1,2}) ?[:h] ?(\d{2}) ?(?::|min) ?(\d{2})(?: ?s)? ?(am|pm)?(?: ?(?:utc|tuc))?$`
	monthInstant = pattern(`^([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?[ .,]*(\d{4})?[ .,]*(?:at)? *(?:\d{4}-\d{2}-\d{2} )?` + clock)
	dayInstant   = pattern(`^(?:le )?(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]+)[ .,]*(\d{4})?[ .,]*(?:at|a)? *` + clock)
	monthDay     = pattern(`^([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?[ .,]*(\d{4})$`)
	dayMonth     = pattern(`^(?:le )?(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]+)[ .,]*(\d{4})$`)
	yearFirst    = pattern(`^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[t ]\d{1,2}:.*)?$`)
	yearLast     = pattern(`^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$`)
)

// instantOf reads an instant of the feed, in UTC. Where the year is missing it
// is the last one in which that instant is not after the round.
func instantOf(text string, round civil.Day) (time.Time, bool) {
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t.UTC(), true
	}
	text = folded(text)
	m := monthInstant().FindStringSubmatch(text)
	if m == nil {
		if m = dayInstant().FindStringSubmatch(text); m == nil {
			return time.Time{}, false
		}
		m[1], m[2] = m[2], m[1]
	}
	year := m[3]
	if year == "" {
		year = strconv.Itoa(round.Year())
		if day, ok := dayIn(m[1], m[2], year); ok && day > round {
			year = strconv.Itoa(round.Year() - 1)
		}
	}
	day, ok := dayIn(m[1], m[2], year)
	if !ok {
		return time.Time{}, false
	}
	clock, err := time.Parse("15:4:5", m[4]+":"+m[5]+":"+m[6])
	if err != nil {
		return time.Time{}, false
	}
	hour := clock.Hour()
	switch {
	case m[7] == "pm" && hour < 12:
		hour += 12
	case m[7] == "am" && hour == 12:
		hour = 0
	}
	t := day.Time().UTC()
	return time.Date(t.Year(), t.Month(), t.Day(), hour, clock.Minute(), clock.Second(), 0, time.UTC), true
}

// dayOf reads a day such as "August 16, 2026", "16 août 2026" or "2026-08-16".
// "11-01-2023" may be of January or of November, and is not read.
func dayOf(text string) (civil.Day, bool) {
	text = folded(text)
	if m := monthDay().FindStringSubmatch(text); m != nil {
		return dayIn(m[1], m[2], m[3])
	}
	if m := dayMonth().FindStringSubmatch(text); m != nil {
		return dayIn(m[2], m[1], m[3])
	}
	if m := yearFirst().FindStringSubmatch(text); m != nil {
		return dayIn(m[2], m[3], m[1])
	}
	if m := yearLast().FindStringSubmatch(text); m != nil {
		a, one := dayIn(m[1], m[2], m[3])
		b, other := dayIn(m[2], m[1], m[3])
		if one && (!other || a == b) {
			return a, true
		}
		return b, other && !one
	}
	return 0, false
}

// monthNames are the months in English and in French, [folded]. Three letters
// of an English name will do, and the short forms of French.
var monthNames = [12][]string{
	{"january", "janvier", "janv"}, {"february", "fevrier", "fevr", "fev"}, {"march", "mars"}, {"april", "avril", "avr"},
	{"may", "mai"}, {"june", "juin"}, {"july", "juillet", "juil"}, {"august", "aout"},
	{"september", "septembre", "sept"}, {"october", "octobre"}, {"november", "novembre"}, {"december", "decembre"},
}

// dayIn returns the day of a month that is named or given in figures.
func dayIn(month, day, year string) (civil.Day, bool) {
	m := slices.IndexFunc(monthNames[:], func(names []string) bool {
		return slices.Contains(names, month) || month == names[0][:3]
	}) + 1
	if m == 0 {
		m, _ = strconv.Atoi(month)
	}
	d, _ := strconv.Atoi(day)
	on, err := civil.Parse(fmt.Sprintf("%s-%02d-%02d", year, m, d))
	return on, err == nil
}
