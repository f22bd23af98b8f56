package draws

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// MaxFeed is the most that is read of a feed, in bytes: ten times what the
// official one had in 2026.
const MaxFeed = 8 << 20

// Feed is what a rounds feed says: rounds by their day and number, and the
// pools that were published with them. It need not hold all rounds.
type Feed struct {
	Rounds []Round
	Pools  []Pool
}

// FeedError is why a feed cannot be taken in at all.
type FeedError struct{ What reason.Reason }

func (e *FeedError) Error() string { return reason.English().Say(e.What) }

// Unknown is the stream of a round whose official name says nothing to the
// program. It is not one of [Streams]: nobody can be found eligible for it.
const Unknown Stream = "unknown"

// The sources of a round that came by a feed. A guessed one has a name that
// the embedded record lacks, and the stream that the name suggests.
const (
	fromFeed = "ircc-feed"
	guessed  = "ircc-feed guessed"
)

// ReadFeed reads the official feed of the rounds, a JSON document in which
// every value is text. What a person may have mistyped there (an instant, the
// day of a pool, a sum) costs that value and is returned as a problem, and so
// is a name never seen before, whose stream is guessed or [Unknown]. Numbers,
// days, sizes, cutoffs and counts must be right: the error is then a
// *[FeedError]. An error of the reader is passed on.
//
// Source: ee_rounds_123_en.json on canada.ca, as it stood on 2026-08-20.
func ReadFeed(from io.Reader) (*Feed, []reason.Reason, error) {
	text, err := io.ReadAll(io.LimitReader(from, MaxFeed+1))
	if err != nil {
		return nil, nil, err
	}
	rows, err := rowsOf(text)
	if err != nil {
		return nil, nil, err
	}
	r := feedReader{feed: new(Feed)}
	counts := make([][]int, len(rows))
	index := make(map[string]int, len(rows))
	for i, values := range slices.Backward(rows) { // the newest stands first
		row := &feedRow{values: values, at: strconv.Itoa(i + 1)}
		round := r.round(row)
		counts[i] = row.counts()
		if _, twice := index[round.Number]; twice {
			row.reject(reason.New("draws.feed/repeated", "round", round.Number))
		}
		if !row.wrong.IsZero() {
			return nil, nil, &FeedError{row.wrong}
		}
		index[round.Number] = i
		r.feed.Rounds = append(r.feed.Rounds, round)
	}
	slices.SortFunc(r.feed.Rounds, compareRounds)
	for i := range r.feed.Rounds {
		round := &r.feed.Rounds[i]
		r.pool(round, counts[index[round.Number]])
	}
	slices.SortStableFunc(r.feed.Pools, comparePools)
	return r.feed, r.problems, nil
}

// rowsOf takes the document apart as far as the values of each round.
func rowsOf(text []byte) ([]map[string]json.RawMessage, error) {
	large := len(text) > MaxFeed
	text = bytes.TrimSpace(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")))
	var doc struct {
		Rounds []map[string]json.RawMessage `json:"rounds"`
	}
	var wrong reason.Reason
	switch {
	case large:
		wrong = reason.New("draws.feed/large", "most", MaxFeed>>20)
	case len(text) == 0:
		wrong = reason.New("draws.feed/empty")
	case text[0] == '<':
		wrong = reason.New("draws.feed/html")
	default:
		if err := json.Unmarshal(text, &doc); err != nil {
			wrong = notJSON(err)
		} else if len(doc.Rounds) == 0 {
			wrong = reason.New("draws.feed/no-rounds")
		}
	}
	if !wrong.IsZero() {
		return nil, &FeedError{wrong}
	}
	return doc.Rounds, nil
}

func notJSON(err error) reason.Reason {
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		return reason.New("draws.feed/json", "offset", int(syntax.Offset), "problem", reason.Said(clip(err.Error())))
	}
	return reason.New("draws.feed/shape", "problem", reason.Said(clip(err.Error())))
}

// feedReader gathers what the rows of a feed hold.
type feedReader struct {
	feed     *Feed
	problems []reason.Reason
}

func (r *feedReader) note(problem reason.Reason) { r.problems = append(r.problems, problem) }

var feedNumber = regexp.MustCompile(`^[1-9][0-9]{0,4}[a-z]?$`)

// What a round can hold at most: invitations beyond all reason, and the points
// of the scale.
const (
	largestSize  = 1_000_000
	highestScore = 1200
)

// latePost is how many days after its round a tie-break may lie: that of round
// 139 is a few hours into the next day, UTC.
const latePost = 1

func (r *feedReader) round(row *feedRow) Round {
	number := row.text("drawNumber")
	if !feedNumber.MatchString(number) {
		row.reject(reason.New("draws.feed/number", "at", row.at, "value", clip(number)))
	}
	row.at = number
	round := Round{
		Number:   number,
		Date:     row.day("drawDate"),
		Name:     row.name("drawName"),
		Size:     row.whole("drawSize", 1, largestSize),
		Cutoff:   row.whole("drawCRS", 1, highestScore),
		Programs: programsOf(row.text("drawText2")),
	}
	cutoff, words := row.text("drawCutOff"), clip(row.text("drawDistributionAsOn"))
	if !row.wrong.IsZero() {
		return round
	}
	var exact bool
	round.Stream, exact = StreamOf(round.Name)
	round.Source = fromFeed
	switch {
	case round.Stream == Unknown:
		round.Source = guessed
		r.note(reason.New("draws.feed/unnamed", "round", number, "name", round.Name))
	case !exact:
		round.Source = guessed
		r.note(reason.New("draws.feed/guessed", "round", number, "name", round.Name, "stream", round.Stream.Term()))
	}
	if len(round.Programs) == 0 {
		r.note(reason.New("draws.feed/programs", "round", number, "value", clip(row.text("drawText2"))))
	}
	if cutoff != "" {
		at, ok := instantOf(cutoff, round.Date)
		if !ok || civil.OfTime(at) > round.Date+latePost || civil.OfTime(at) < firstRound {
			r.note(reason.New("draws.feed/instant", "round", number, "value", clip(cutoff)))
		} else {
			round.TieBreak = at
		}
	}
	if row.counted() {
		day, ok := dayOf(words)
		if !ok || day > round.Date || day < firstRound {
			r.note(reason.New("draws.feed/pool-day", "round", number, "value", words))
		} else {
			round.PoolDate = day
		}
	}
	return round
}

// firstRound is the day of round 1.
var firstRound = civil.MustParse("2015-01-31")

// The bands of the feed, dd1 to dd18: three of them are sums.
var feedBands = []struct{ low, high int }{
	{601, 1200}, {501, 600}, {0, 0}, {491, 500}, {481, 490}, {471, 480}, {461, 470}, {451, 460}, {0, 0},
	{441, 450}, {431, 440}, {421, 430}, {411, 420}, {401, 410}, {351, 400}, {301, 350}, {0, 300}, {0, 0},
}

// The places of the sums among them.
const (
	sumOf451, sumOf401, total = 2, 8, 17
)

// pool hangs the counts of a round on its pool, which it may share with
// earlier rounds.
func (r *feedReader) pool(round *Round, counts []int) {
	if round.PoolDate.IsZero() {
		return
	}
	p := Pool{Date: round.PoolDate, Published: round.Date, Round: round.Number, Total: counts[total]}
	sum := 0
	for i, b := range feedBands {
		if b.high > 0 {
			p.Bands = append(p.Bands, PoolBand{b.low, b.high, counts[i]})
			sum += counts[i]
		}
	}
	if i := slices.IndexFunc(r.feed.Pools, func(q Pool) bool { return q.Date == p.Date }); i >= 0 {
		if first := r.feed.Pools[i]; !sameCounts(first, p) {
			r.note(reason.New("draws.feed/two-pools", "round", round.Number, "day", p.Date, "first", first.Round))
		}
		return
	}
	r.feed.Pools = append(r.feed.Pools, p)
	switch {
	case sum != p.Total:
		r.note(reason.New("draws.feed/sum", "round", round.Number, "sum", sum, "total", p.Total))
	case sumFrom(counts, sumOf451) != counts[sumOf451] || sumFrom(counts, sumOf401) != counts[sumOf401]:
		r.note(reason.New("draws.feed/subtotal", "round", round.Number))
	}
}

// sumFrom adds up the five bands of a subtotal.
func sumFrom(counts []int, subtotal int) (sum int) {
	for _, n := range counts[subtotal+1 : subtotal+6] {
		sum += n
	}
	return sum
}

func sameCounts(a, b Pool) bool { return a.Total == b.Total && slices.Equal(a.Bands, b.Bands) }

// nameParts are what the name of a stream has in it, in lower case; the first
// that is found decides. "federal skilled trades" stands before "trade".
var nameParts = []struct {
	part   string
	stream Stream
}{
	{"federal skilled trades", FST}, {"federal skilled worker", FSW}, {"canadian experience class", CEC},
	{"provincial nominee", PNP}, {"physician", Physicians}, {"senior manager", SeniorManagers},
	{"researcher", Researchers}, {"military", Military}, {"french", French}, {"health", Healthcare}, {"stem", STEM},
	{"trade", Trades}, {"transport", Transport}, {"agri", Agriculture}, {"education", Education},
	{"general", General}, {"no program specified", General},
}

// namesHeld are the names of the embedded rounds.
var namesHeld = sync.OnceValue(func() map[string]Stream {
	names := make(map[string]Stream)
	for _, r := range Embedded().Rounds {
		names[r.Name] = r.Stream
	}
	return names
})

// StreamOf returns the stream of a round's official name, and whether a round
// of just that name was held before; if not, the stream is guessed from what
// the name has in it, and is [Unknown] where that says nothing.
func StreamOf(name string) (s Stream, exact bool) {
	if s, exact = namesHeld()[name]; exact {
		return s, true
	}
	lower := strings.ToLower(name)
	for _, p := range nameParts {
		if strings.Contains(lower, p.part) {
			return p.stream, false
		}
	}
	return Unknown, false
}

// programsOf returns the programs that a text in words names.
func programsOf(text string) []string {
	lower := strings.ToLower(text)
	var list []string
	for _, p := range []struct{ words, key string }{
		{"federal skilled worker", "FSW"}, {"canadian experience class", "CEC"},
		{"federal skilled trades", "FST"}, {"provincial nominee", "PNP"},
	} {
		if strings.Contains(lower, p.words) {
			list = append(list, p.key)
		}
	}
	return list
}

// clip makes a foreign text fit to be printed: short, and without what a
// terminal would obey.
func clip(text string) string {
	const most = 80
	text = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return '?'
		}
		return r
	}, text)
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "..."
	}
	return text
}
