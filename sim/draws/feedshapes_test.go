package draws_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// The shapes are those of IRCC's feeds and their copies; each means the round of
// nextRound, which is read the same from it.
func TestEveryShapeOfTheFeedIsReadWhereOnlyOneThingIsMeant(t *testing.T) {
	want, _ := readFeed(t, feedOf(nextRound()))
	round := func(namesAndValues ...any) string { return feedOf(nextRound().with(namesAndValues...)) }
	list, err := json.Marshal([]fields{nextRound()})
	if err != nil {
		t.Fatal(err)
	}
	var units []byte
	for _, r := range feedOf(nextRound()) {
		units = append(units, byte(r), byte(r>>8))
	}
	french := nextRound()
	for name, value := range french {
		if s, ok := value.(string); ok && strings.HasPrefix(name, "dd") {
			french[name] = strings.ReplaceAll(s, ",", " ")
		}
	}
	for name, text := range map[string]string{
		"a list of rows":                             string(list),
		"keys in another case":                       strings.ReplaceAll(feedOf(nextRound()), `"draw`, `"Draw`),
		"numbers that are not text":                  strings.NewReplacer(`"438"`, "438", `"520"`, "520", `"1,500"`, "1500").Replace(feedOf(nextRound())),
		"UTF-16":                                     "\xff\xfe" + string(units),
		"a break in the name":                        round("drawName", "Canadian Experience Class<br>"),
		"a break between words":                      round("drawName", "Canadian<br />Experience Class"),
		"entities":                                   round("drawName", "Canadian&nbsp;Experience&#32;Class", "drawSize", "1&#44;500"),
		"a link for a number":                        round("drawNumber", "<a href='?q=438'>438</a>"),
		"a direction mark in the name":               round("drawName", "Canadian Experience\u202e Class\u200b"),
		"a long day":                                 round("drawDate", "September 1, 2026"),
		"a long day of ordinal":                      round("drawDate", "September 1st, 2026"),
		"a day before the month":                     round("drawDate", "1 September 2026"),
		"a day that only the long one settles":       round("drawDate", "01-09-2026", "drawDateFull", "September 1, 2026"),
		"a day that is blank beside one that is not": round("drawDate", "", "drawDateFull", "September 1, 2026"),
		"a French day":                               round("drawDate", "", "drawDateFull", "Le 1er septembre 2026"),
		"a day with slashes":                         round("drawDate", "2026/09/01"),
		"a day with a clock":                         round("drawDate", "2026-09-01T00:00:00Z"),
		"French numbers":                             round("drawSize", "1 500"),
		"French numbers with a hard space":           round("drawSize", "1\u00a0500"),
		"French numbers with a narrow space":         round("drawSize", "1\u202f500"),
		"no comma":                                   round("drawSize", "1500"),
		"a French instant":                           round("drawCutOff", "30 août 2026 à 10 h 11 min 12 s TUC"),
		"a French instant with colons":               round("drawCutOff", "le 30 août 2026 à 10:11:12 UTC"),
		"a French day of the pool":                   round("drawDistributionAsOn", "31 août 2026"),
		"sums that are missing":                      round("dd3", nil, "dd9", nil),
		"a total that is missing":                    round("dd18", nil),
		"programs that are missing":                  round("drawText2", nil),
		"a number twice":                             feedOf(nextRound(), nextRound()),
		"French programs":                            round("drawText2", "Catégorie de l’expérience canadienne"),
		"French counts":                              feedOf(french),
	} {
		t.Run(name, func(t *testing.T) {
			feed, notes := readFeed(t, text)
			if diff := cmp.Diff(want, feed); diff != "" || notes != nil {
				t.Error(notes, diff)
			}
		})
	}
}

// IRCC's French feed of September 2026 was in Windows-1252.
func TestTheFrenchFeedIsReadInItsOldEncoding(t *testing.T) {
	text := strings.NewReplacer("é", "\xe9", "’", "\x92", "û", "\xfb").Replace(feedOf(nextRound().with(
		"drawName", "Catégorie de l’expérience canadienne", "drawSize", "1 500", "drawText2", "Catégorie de l’expérience canadienne",
		"drawCutOff", "30 août 2026 à 10:11:12 TUC")))
	text = strings.ReplaceAll(text, "à", "\xe0")
	feed, notes := readFeed(t, text)
	got := feed.Rounds[0]
	if got.Name != "Catégorie de l’expérience canadienne" || got.Stream != draws.CEC || got.Size != 1500 || got.TieBreak.IsZero() ||
		strings.Join(notes, " ") != "draws.feed/windows-1252" {
		t.Errorf("%+v %v", got, notes)
	}
}

func TestFrenchNamesLeadToTheirStreams(t *testing.T) {
	for name, want := range map[string]draws.Stream{
		"Programme des candidats des provinces":                                           draws.PNP,
		"Générale":                                                                        draws.General,
		"Aucun programme spécifié":                                                        draws.General,
		"Programme des travailleurs qualifiés (fédéral)":                                  draws.FSW,
		"Programme des travailleurs de métiers spécialisés (fédéral)":                     draws.FST,
		"Compétence linguistique en français 2026-Version 2":                              draws.French,
		"Professions de la santé et des services sociaux (Version 2)":                     draws.Healthcare,
		"Professions des STIM (Version 1)":                                                draws.STEM,
		"Métiers spécialisés 2026-Version 3":                                              draws.Trades,
		"Métiers des transports (Version 1)":                                              draws.Transport,
		"Métiers de l'agriculture et de l'agroalimentaire (Version 1)":                    draws.Agriculture,
		"Professions de l'éducation (Version 1)":                                          draws.Education,
		"Cadres supérieurs/cadres supérieures ayant de l'expérience de travail au Canada": draws.SeniorManagers,
		"Médecins ayant de l'expérience de travail au Canada 2026-Version 1":              draws.Physicians,
		"Recrues militaires qualifiées, 2026-Version 1":                                   draws.Military,
	} {
		if got, _ := draws.StreamOf(name); got != want {
			t.Errorf("%q is %s, want %s", name, got, want)
		}
	}
}

// A feed in which every row has the same oddity gets a sentence of it.
func TestAFeedOfOddRowsIsNotTalkedToDeath(t *testing.T) {
	var same, each []fields
	for i := range 40 {
		row := nextRound().with("drawNumber", fmt.Sprint(438+i))
		same = append(same, row.with("drawSize", "many"))
		each = append(each, row.with("drawSize", fmt.Sprintf("%d.5", i)))
	}
	for name, rows := range map[string][]fields{"the same": same, "each its own": each} {
		feed, notes, err := draws.ReadFeed(strings.NewReader(feedOf(rows...)))
		if err != nil || len(feed.Rounds) != 0 || len(notes) > 4 {
			t.Fatalf("%s: %v, %d notes", name, err, len(notes))
		}
		held := 0
		for _, n := range notes {
			held += n.Value("rounds").(int)
		}
		if held != 40 {
			t.Errorf("%s: notes of %d rounds, want 40: %v", name, held, notes)
		}
	}
	_, notes, _ := draws.ReadFeed(strings.NewReader(feedOf(same...)))
	if got := reason.English().Say(notes[0]); !strings.HasPrefix(got, "Rounds 438-477 are left out: drawSize \"many\"") {
		t.Error(got)
	}
}

func TestABrokenFeedIsRefusedWhole(t *testing.T) {
	whole := feedOf(nextRound())
	tests := []struct{ name, text, code string }{
		{"nothing", " \n", "draws.feed/empty"},
		{"a web page", "<!DOCTYPE html><html></html>", "draws.feed/html"},
		{"cut off", whole[:len(whole)/2], "draws.feed/json"},
		{"with text after the end", whole + "}", "draws.feed/json"},
		{"with a NUL", strings.Replace(whole, "Experience", "Exper\x00ience", 1), "draws.feed/json"},
		{"two documents", whole + whole, "draws.feed/json"},
		{"deep", `{"rounds":` + strings.Repeat("[", 1_000_000), "draws.feed/json"},
		{"deep in a value that nobody asks for", `{"rounds":[{"x":` + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000) + `}]}`, "draws.feed/json"},
		{"more than 8 MiB", `{"rounds":[{"x":"` + strings.Repeat("x", draws.MaxFeed) + `"}]}`, "draws.feed/large"},
		{"more than 8 MiB of spaces", strings.Repeat(" ", draws.MaxFeed+1), "draws.feed/large"},
		{"a list of nothing", `[]`, "draws.feed/no-rounds"},
		{"a list of numbers", `[1, 2]`, "draws.feed/no-numbers"},
		{"rounds that are a text", `{"rounds":"438"}`, "draws.feed/shape"},
		{"rounds that are numbers", `{"rounds":[438]}`, "draws.feed/no-numbers"},
		{"no rounds", `{"rounds":[]}`, "draws.feed/no-rounds"},
		{"null", `null`, "draws.feed/no-rounds"},
		{"a round that is null", `{"rounds":[null]}`, "draws.feed/no-numbers"},
		{"no number in any row", feedOf(nextRound().with("drawNumber", nil), nextRound().with("drawNumber", "-1")), "draws.feed/no-numbers"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			feed, _, err := draws.ReadFeed(strings.NewReader(test.text))
			bad, ok := errors.AsType[*draws.FeedError](err)
			if !ok || bad.What.Code != test.code || feed != nil {
				t.Fatalf("%v, want %s", err, test.code)
			}
			if said := bad.Error(); strings.ContainsAny(said, "\x00\x1b") || len(said) > 400 {
				t.Errorf("says %q", said)
			}
		})
	}
}

func TestTheLargestValuesAreTakenIn(t *testing.T) {
	feed, problems := readFeed(t, feedOf(nextRound().with("drawSize", "1,000,000", "drawCRS", "1,200", "drawNumber", "99999z", "drawDate", "2015-01-31",
		"drawCutOff", "", "drawDistributionAsOn", "January 31, 2015")))
	if r := feed.Rounds[0]; r.Size != 1_000_000 || r.Cutoff != 1200 || len(feed.Pools) != 1 || problems != nil {
		t.Errorf("%+v %v", r, problems)
	}
}

func TestAReaderThatFailsIsNoBrokenFeed(t *testing.T) {
	torn := errors.New("torn")
	if _, _, err := draws.ReadFeed(iotest.ErrReader(torn)); !errors.Is(err, torn) {
		t.Error(err)
	}
	if _, err := draws.ReadKept(iotest.ErrReader(torn)); !errors.Is(err, torn) {
		t.Error(err)
	}
}

func TestNoFeedMakesTheReaderPanic(t *testing.T) {
	whole := feedOf(nextRound(), nextRound().with("drawNumber", "439", "drawDate", "2026-09-03"))
	rapid.Check(t, func(t *rapid.T) {
		text := []byte(whole)
		for range rapid.IntRange(1, 4).Draw(t, "times") {
			at := rapid.IntRange(0, len(text)-1).Draw(t, "at")
			text[at] = rapid.Byte().Draw(t, "byte")
		}
		feed, _, err := draws.ReadFeed(strings.NewReader(string(text)))
		if err != nil {
			return
		}
		inOrder(t, draws.Embedded().Merge(feed, true).Record)
	})
}

// An instant written out in the commonest spelling is read as it was meant.
func TestAnInstantIsReadAsItWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, to := day("2015-01-31"), day("2026-09-01")
		on := civil.Day(rapid.IntRange(int(from), int(to)).Draw(t, "day"))
		at := on.Time().Add(instant("2015-01-31T00:00:00Z").Sub(day("2015-01-31").Time())).UTC()
		text := at.Format("January 2, 2006 at 15:04:05 UTC")
		feed, _, err := draws.ReadFeed(strings.NewReader(feedOf(nextRound().with("drawCutOff", text))))
		if err != nil || !feed.Rounds[0].TieBreak.Equal(at) {
			t.Fatalf("%s: %v", text, err)
		}
	})
}
