package draws

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

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

// text returns a value, which must be text, with its spaces made single. It is
// empty where the value is missing.
func (r *feedRow) text(field string) string {
	raw, ok := r.values[field]
	if !ok {
		return ""
	}
	var s *string
	if err := json.Unmarshal(raw, &s); err != nil || s == nil {
		r.reject(reason.New("draws.feed/not-text", "round", clip(r.at), "field", field))
		return ""
	}
	return strings.Join(strings.Fields(*s), " ")
}

// longestName is the most characters that the name of a round may have.
const longestName = 200

func (r *feedRow) name(field string) string {
	s := r.text(field)
	strange := strings.ContainsFunc(s, func(c rune) bool { return !unicode.IsPrint(c) })
	if s == "" || len(s) > longestName || strange {
		r.reject(reason.New("draws.feed/name", "round", clip(r.at), "value", clip(s)))
	}
	return s
}

func (r *feedRow) day(field string) civil.Day {
	s := r.text(field)
	day, err := civil.Parse(s)
	if err != nil || day < firstRound {
		r.reject(reason.New("draws.feed/day", "round", clip(r.at), "field", field, "value", clip(s)))
	}
	return day
}

// grouped is a whole number, in groups of three or without.
var grouped = regexp.MustCompile(`^(?:[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})$`)

// whole returns a number such as "5,000", from least to most.
func (r *feedRow) whole(field string, least, most int) int {
	s := r.text(field)
	n, err := strconv.Atoi(strings.ReplaceAll(s, ",", ""))
	if err != nil || n < least || n > most || !grouped.MatchString(s) {
		r.reject(reason.New("draws.feed/whole", "round", clip(r.at), "field", field, "value", clip(s), "least", least, "most", most))
	}
	return n
}

// counts returns dd1 to dd18. Missing ones are 0.
func (r *feedRow) counts() []int {
	list := make([]int, len(feedBands))
	for i := range list {
		if field := "dd" + strconv.Itoa(i+1); r.text(field) != "" {
			list[i] = r.whole(field, 0, 100_000_000)
		}
	}
	return list
}

// counted says whether the round came with a pool: the feed's zeros are no
// counts.
func (r *feedRow) counted() bool {
	for _, n := range r.counts() {
		if n > 0 {
			return true
		}
	}
	return false
}

// The spellings of instants and days, once their spaces are single. An instant
// may lack its year, name its day twice, and say AM or PM of a 24-hour clock.
var (
	spelledInstant = regexp.MustCompile(`^([A-Za-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?[ .,]*(\d{4})?[ .,]*(?:at)? *(?:\d{4}-\d{2}-\d{2} )?(\d{1,2}):(\d{2}):(\d{2}) ?(?i:(AM|PM))?(?: ?UTC)?$`)
	spelledDay     = regexp.MustCompile(`^([A-Za-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?[ .,]*(\d{4})$`)
)

// instantOf reads an instant of the feed, in UTC. Where the year is missing it
// is the last one in which that instant is not after the round.
func instantOf(text string, round civil.Day) (time.Time, bool) {
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t.UTC(), true
	}
	m := spelledInstant.FindStringSubmatch(text)
	if m == nil {
		return time.Time{}, false
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
	switch half := strings.ToUpper(m[7]); {
	case half == "PM" && hour < 12:
		hour += 12
	case half == "AM" && hour == 12:
		hour = 0
	}
	t := day.Time().UTC()
	return time.Date(t.Year(), t.Month(), t.Day(), hour, clock.Minute(), clock.Second(), 0, time.UTC), true
}

// dayOf reads a day such as "August 16, 2026" or "2026-08-16".
func dayOf(text string) (civil.Day, bool) {
	if day, err := civil.Parse(text); err == nil {
		return day, true
	}
	m := spelledDay.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	return dayIn(m[1], m[2], m[3])
}

func dayIn(month, day, year string) (civil.Day, bool) {
	for _, layout := range []string{"January 2 2006", "Jan 2 2006"} {
		if t, err := time.Parse(layout, month+" "+strings.TrimPrefix(day, "0")+" "+year); err == nil {
			return civil.OfTime(t), true
		}
	}
	return 0, false
}
