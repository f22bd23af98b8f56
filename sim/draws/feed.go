package draws

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

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
// every value is text; a bare list of its rows will do, in English or French.
// A row whose number, day, name, size or cutoff nothing in it settles is left
// out, and so are both of two rows that contradict each other under one number.
// What else a person may have mistyped (an instant, the day of a pool, a count)
// costs that value. Both are returned as notes, and so is a name never seen
// before, whose stream is guessed or [Unknown]; a note speaks of all the rounds
// that it holds for. The error is a *[FeedError] where no row has a number, or
// else that of the reader.
//
// Source: ee_rounds_123_en.json on canada.ca, as it stood on 2026-08-20, and the
// shapes that it and its copies had before.
func ReadFeed(from io.Reader) (*Feed, []reason.Reason, error) {
	text, err := io.ReadAll(io.LimitReader(from, MaxFeed+1))
	if err != nil {
		return nil, nil, err
	}
	rows, foreign, err := rowsOf(text)
	if err != nil {
		return nil, nil, err
	}
	r := feedReader{feed: new(Feed)}
	if foreign {
		r.notes.add(reason.New("draws.feed/windows-1252"))
	}
	counts := make(map[string][]int, len(rows))
	index := make(map[string]int, len(rows)) // in r.feed.Rounds; -1 where two rows contradict each other
	numbered := false
	for i, values := range slices.Backward(rows) { // the newest stands first
		row := &feedRow{values: values, at: strconv.Itoa(i + 1)}
		round := r.round(row)
		numbered = numbered || row.at == round.Number
		if !row.wrong.IsZero() {
			r.notes.add(row.wrong)
			continue
		}
		if at, twice := index[round.Number]; twice {
			if at >= 0 && len(differences(r.feed.Rounds[at], round)) > 0 {
				r.notes.add(reason.New("draws.feed/repeated", "round", round.Number, "rounds", 1))
				index[round.Number] = -1
			}
			continue
		}
		index[round.Number] = len(r.feed.Rounds)
		r.feed.Rounds = append(r.feed.Rounds, round)
		counts[round.Number] = row.counts()
	}
	if !numbered {
		return nil, nil, &FeedError{reason.New("draws.feed/no-numbers", "count", len(rows))}
	}
	r.feed.Rounds = slices.DeleteFunc(r.feed.Rounds, func(round Round) bool { return index[round.Number] < 0 })
	slices.SortFunc(r.feed.Rounds, compareRounds)
	for i := range r.feed.Rounds {
		r.pool(&r.feed.Rounds[i], counts[r.feed.Rounds[i].Number])
	}
	slices.SortStableFunc(r.feed.Pools, comparePools)
	return r.feed, r.notes.list(), nil
}

// rowsOf takes the document apart as far as the values of each round, by the
// names of the fields in lower case, and says whether it was in Windows-1252.
func rowsOf(text []byte) (rows []map[string]json.RawMessage, foreign bool, err error) {
	if len(text) > MaxFeed {
		return nil, false, &FeedError{reason.New("draws.feed/large", "most", MaxFeed>>20)}
	}
	text, foreign = inUTF8(text)
	text = bytes.TrimSpace(text)
	var doc struct {
		Rounds []json.RawMessage `json:"rounds"`
	}
	var into any = &doc
	var wrong reason.Reason
	switch {
	case len(text) == 0:
		wrong = reason.New("draws.feed/empty")
	case text[0] == '<':
		wrong = reason.New("draws.feed/html")
	case text[0] == '[':
		into = &doc.Rounds
		fallthrough
	default:
		if err := json.Unmarshal(text, into); err != nil {
			wrong = notJSON(err)
		} else if len(doc.Rounds) == 0 {
			wrong = reason.New("draws.feed/no-rounds")
		}
	}
	if !wrong.IsZero() {
		return nil, false, &FeedError{wrong}
	}
	for _, raw := range doc.Rounds {
		var values map[string]json.RawMessage
		if json.Unmarshal(raw, &values) != nil {
			values = nil // not a row: it has no number
		}
		row := make(map[string]json.RawMessage, len(values))
		for _, name := range slices.Sorted(maps.Keys(values)) {
			row[strings.ToLower(name)] = values[name]
		}
		rows = append(rows, row)
	}
	return rows, foreign, nil
}

func notJSON(err error) reason.Reason {
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		return reason.New("draws.feed/json", "offset", int(syntax.Offset), "problem", reason.Said(clip(err.Error())))
	}
	return reason.New("draws.feed/shape", "problem", reason.Said(clip(err.Error())))
}

// feedReader gathers what the rows of a feed hold.
type feedReader struct {
	feed  *Feed
	notes feedNotes
}

func (r *feedReader) note(problem reason.Reason) { r.notes.add(problem) }

var feedNumber = pattern(`^[1-9][0-9]{0,4}[a-z]?$`)

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
	if !feedNumber().MatchString(number) {
		row.reject(reason.New("draws.feed/number", "round", row.at, "rounds", 1, "value", clip(number)))
		return Round{}
	}
	row.at = number
	round := Round{
		Number: number,
		Date:   row.held(),
		Name:   row.name("drawName"),
		Size:   row.whole("drawSize", 1, largestSize),
		Cutoff: row.whole("drawCRS", 1, highestScore),
	}
	if !row.wrong.IsZero() {
		return round
	}
	var exact bool
	round.Stream, exact = StreamOf(round.Name)
	round.Source = fromFeed
	switch {
	case round.Stream == Unknown:
		round.Source = guessed
		r.note(reason.New("draws.feed/unnamed", "round", number, "rounds", 1, "name", round.Name))
	case !exact:
		round.Source = guessed
		if !inFrench(round.Name) {
			r.note(reason.New("draws.feed/guessed", "round", number, "rounds", 1, "name", round.Name, "stream", round.Stream.Term()))
		}
	}
	programs := row.text("drawText2")
	if programs == "" {
		programs = round.Name // a program's own round is called by it
	}
	if round.Programs = programsOf(programs); len(round.Programs) == 0 {
		r.note(reason.New("draws.feed/programs", "round", number, "rounds", 1, "value", clip(row.text("drawText2"))))
	}
	if cutoff := row.text("drawCutOff"); cutoff != "" {
		at, ok := instantOf(cutoff, round.Date)
		if !ok || civil.OfTime(at) > round.Date+latePost || civil.OfTime(at) < firstRound {
			r.note(reason.New("draws.feed/instant", "round", number, "rounds", 1, "value", clip(cutoff)))
		} else {
			round.TieBreak = at
		}
	}
	if field := row.counted(); field != "" {
		r.note(reason.New("draws.feed/count", "round", number, "rounds", 1, "field", field, "value", clip(row.text(field))))
	} else if row.counts() != nil {
		words := row.text("drawDistributionAsOn")
		day, ok := dayOf(words)
		if !ok || day > round.Date || day < firstRound {
			r.note(reason.New("draws.feed/pool-day", "round", number, "rounds", 1, "value", clip(words)))
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
	p := Pool{Date: round.PoolDate, Published: round.Date, Round: round.Number}
	sum := 0
	for i, b := range feedBands {
		if b.high > 0 {
			p.Bands = append(p.Bands, PoolBand{b.low, b.high, counts[i]})
			sum += counts[i]
		}
	}
	if p.Total = counts[total]; p.Total == missing {
		p.Total = sum
	}
	if i := slices.IndexFunc(r.feed.Pools, func(q Pool) bool { return q.Date == p.Date }); i >= 0 {
		if first := r.feed.Pools[i]; !sameCounts(first, p) {
			r.note(reason.New("draws.feed/two-pools", "round", round.Number, "rounds", 1, "day", p.Date, "first", first.Round))
		}
		return
	}
	r.feed.Pools = append(r.feed.Pools, p)
	switch {
	case sum != p.Total:
		r.note(reason.New("draws.feed/sum", "round", round.Number, "rounds", 1, "sum", sum, "total", p.Total))
	case !sumHolds(counts, sumOf451) || !sumHolds(counts, sumOf401):
		r.note(reason.New("draws.feed/subtotal", "round", round.Number, "rounds", 1))
	}
}

// sumHolds says whether a subtotal, where the feed has it, is the sum of the
// five bands after it.
func sumHolds(counts []int, subtotal int) bool {
	sum := 0
	for _, n := range counts[subtotal+1 : subtotal+6] {
		sum += n
	}
	return counts[subtotal] == missing || counts[subtotal] == sum
}

func sameCounts(a, b Pool) bool { return a.Total == b.Total && slices.Equal(a.Bands, b.Bands) }

type namePart struct {
	english, french string
	stream          Stream
}

// nameParts are what the name of a stream has in it, in English and in French,
// [folded]; the first that is found decides. "federal skilled trades" stands
// before "trade". The French ones are of IRCC's French feed.
var nameParts = []namePart{
	{"federal skilled trades", "travailleurs de metiers specialises (federal)", FST},
	{"federal skilled worker", "travailleurs qualifies (federal)", FSW},
	{"canadian experience class", "experience canadienne", CEC},
	{"provincial nominee", "candidats des provinces", PNP},
	{"physician", "medecins", Physicians}, {"senior manager", "cadres superieur", SeniorManagers},
	{"researcher", "chercheu", Researchers}, {"military", "recrues militaires", Military},
	{"french", "linguistique en francais", French}, {"health", "professions de la sante", Healthcare},
	{"stem", "professions des stim", STEM}, {"transport", "metiers des transports", Transport},
	{"agri", "metiers de l'agriculture", Agriculture}, {"trade", "metiers", Trades},
	{"education", "professions de l'education", Education},
	{"general", "generale", General}, {"no program specified", "aucun programme specifie", General},
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
	part := folded(name)
	for _, p := range nameParts {
		if strings.Contains(part, p.english) || strings.Contains(part, p.french) {
			return p.stream, false
		}
	}
	return Unknown, false
}

// inFrench says whether a name has a part of a French name in it. No English
// one has.
func inFrench(name string) bool {
	part := folded(name)
	return slices.ContainsFunc(nameParts, func(p namePart) bool { return strings.Contains(part, p.french) })
}

// programsOf returns the programs that a text in words names.
func programsOf(text string) []string {
	part := folded(text)
	var list []string
	for _, p := range []struct {
		stream Stream
		key    string
	}{{FSW, "FSW"}, {CEC, "CEC"}, {FST, "FST"}, {PNP, "PNP"}} {
		i := slices.IndexFunc(nameParts, func(n namePart) bool { return n.stream == p.stream })
		if strings.Contains(part, nameParts[i].english) || strings.Contains(part, nameParts[i].french) {
			list = append(list, p.key)
		}
	}
	return list
}
