package language

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/BurntSushi/toml"

	"crsplan/sim/civil"
)

//go:embed tests.toml
var testsTOML string

// tests are the tests of the embedded file, in its order. The file is part of
// the program, so one that is broken is a mistake in it.
var tests = sync.OnceValue(func() []*Test {
	tests, err := parse(testsTOML)
	if err != nil {
		panic("language: tests.toml: " + err.Error())
	}
	return tests
})

// byAbility is a table with a line of numbers for each ability.
type byAbility struct {
	Listening, Reading, Writing, Speaking []float64
}

func (b byAbility) rows() [4][]float64 {
	return [4][]float64{b.Listening, b.Reading, b.Writing, b.Speaking}
}

type minimumsTable struct {
	Levels []int
	byAbility
}

type testTable struct {
	ID                 string
	Name               string
	Language           string
	AcceptedFrom       time.Time `toml:"accepted_from"`
	AcceptedConfidence string    `toml:"accepted_confidence"`
	Source             string
	Confidence         string
	Figure             string
	Range              byAbility
	Minimums           minimumsTable
	Refused            *struct {
		From       time.Time
		Confidence string
		Range      byAbility
		Minimums   minimumsTable
	}
}

// parse reads the form of tests.toml.
func parse(text string) ([]*Test, error) {
	var file struct {
		Source map[string]struct{ Title, Link string }
		Test   []testTable
	}
	meta, err := toml.Decode(text, &file)
	if err != nil {
		return nil, err
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return nil, fmt.Errorf("unknown key %v", unknown[0])
	}
	var all []*Test
	for _, table := range file.Test {
		source, ok := file.Source[table.Source]
		if !ok {
			return nil, fmt.Errorf("%s: unknown source %q", table.ID, table.Source)
		}
		ref := source.Title + ": " + table.Figure
		if source.Link != "" {
			ref += ", " + source.Link
		}
		t, err := table.test(ref)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", table.ID, err)
		}
		all = append(all, t)
	}
	return all, nil
}

func (table *testTable) test(ref string) (*Test, error) {
	t := &Test{
		ID:                 table.ID,
		Name:               table.Name,
		AcceptedFrom:       civil.OfTime(table.AcceptedFrom),
		AcceptedConfidence: table.AcceptedConfidence,
		Ref:                ref,
		Confidence:         table.Confidence,
	}
	switch table.Language {
	case English.String():
		t.Language = English
	case French.String():
		t.Language = French
	default:
		return nil, fmt.Errorf("unknown language %q", table.Language)
	}
	var err error
	if t.scale, err = newScale(table.Minimums, table.Range); err != nil {
		return nil, err
	}
	if table.Refused != nil {
		other, err := newScale(table.Refused.Minimums, table.Refused.Range)
		if err != nil {
			return nil, fmt.Errorf("refused: %w", err)
		}
		t.refused = &refusedScale{other, civil.OfTime(table.Refused.From)}
	}
	return t, nil
}

// newScale checks that every level has its score, that both rise together, and
// that every score is one that can be.
func newScale(minimums minimumsTable, ranges byAbility) (scale, error) {
	s := scale{levels: minimums.Levels, minimums: minimums.rows()}
	if !rises(s.levels) || len(s.levels) == 0 || s.levels[0] < 1 || s.levels[len(s.levels)-1] > MaxLevel {
		return scale{}, fmt.Errorf("levels %v do not rise from 1 to %d", s.levels, MaxLevel)
	}
	for _, a := range Abilities {
		r := ranges.rows()[a]
		if len(r) != 3 || r[0] < 0 || r[1] <= r[0] || r[2] <= 0 {
			return scale{}, fmt.Errorf("the range of %v is not lowest, highest and step: %v", a, r)
		}
		s.ranges[a] = scoreRange{r[0], r[1], r[2]}
		scores := s.minimums[a]
		if len(scores) != len(s.levels) || !rises(scores) {
			return scale{}, fmt.Errorf("%v does not have a higher score for each higher level: %v", a, scores)
		}
		for _, score := range scores {
			if !s.ranges[a].has(score) {
				return scale{}, fmt.Errorf("%v is outside the range of %v or off its step", score, a)
			}
		}
	}
	return s, nil
}

func rises[T int | float64](list []T) bool {
	return slices.IsSorted(list) && len(slices.Compact(slices.Clone(list))) == len(list)
}

// number writes a score for a [reason.Reason]: 7.5, or 360.
func number(score float64) string { return strconv.FormatFloat(score, 'g', -1, 64) }
