package main_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"crsplan/sim/civil"
)

// A replay is counted again from the CSV files alone, read here: for people
// whose score never moves, by a plain loop over the rows.

// start is what the JSON of a replay says of one start.
type start struct {
	Start      string  `json:"start"`
	InvitedOn  *string `json:"invited_on"`
	Stream     string  `json:"stream"`
	Round      string  `json:"round"`
	Score      int     `json:"score"`
	AtRisk     *bool   `json:"at_risk"`
	NotifiedOn *string `json:"notified_on"`
	Tied       string  `json:"tied"`
	IfKnown    string  `json:"if_known"`
	Because    string  `json:"because"`
}

type replayed struct {
	Options []struct {
		Option  string  `json:"option"`
		N       int     `json:"n"`
		Invited int     `json:"invited"`
		Starts  []start `json:"starts"`
		Eras    []struct {
			Era     string  `json:"era"`
			From    string  `json:"from"`
			To      *string `json:"to"`
			N       int     `json:"n"`
			Invited int     `json:"invited"`
		} `json:"eras"`
	} `json:"options"`
}

func replay(t *testing.T, person string, args ...string) replayed {
	t.Helper()
	out, talk, code := run(strings.NewReader(person), append([]string{"replay", "-", "--json"}, args...)...)
	if code != 0 {
		t.Fatal(talk)
	}
	var doc replayed
	if err := json.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

// rows reads a CSV file of the rounds, each row by its headings.
func rows(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "sim", "draws", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var list []map[string]string
	for _, line := range all[1:] {
		row := map[string]string{}
		for i, heading := range all[0] {
			row[heading] = line[i]
		}
		list = append(list, row)
	}
	return list
}

func number(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// steady writes a profile whose score is the same for years: 24 years old, a
// master's degree, more than three years of work abroad that have ended.
func steady(noc, language string, clb int, more string) string {
	return fmt.Sprintf(`
stated_on = 2026-11-22
birth_date = 2002-06-01
marital_status = "single"
[education]
level = "masters"
country = "BR"
eca_issued = 2026-06-10
[languages.%s]
taken_on = 2026-06-02
clb = { listening = %d, reading = %[2]d, writing = %[2]d, speaking = %[2]d }
[work.job]
noc = "%s"
country = "BR"
from = 2022-06-01
to = 2026-11-21
[canada]
settlement_funds_cad = 40000
status = "outside"
provinces = ["ON"]
%s`, language, clb, noc, more)
}

func TestAReplayIsAPlainCountOverTheRounds(t *testing.T) {
	rounds := rows(t, "federal.csv")
	for _, test := range []struct {
		name, person string
		score        int
		streams      []string
	}{
		{"a developer with CLB 9", steady("21232", "english", 9, ""), 469, []string{"general", "fsw", "stem"}},
		{"a developer with CLB 10, who ties with a round", steady("21232", "english", 10, ""), 481, []string{"general", "fsw", "stem"}},
		{"a nurse with CLB 9", steady("31301", "english", 9, ""), 469, []string{"general", "fsw", "healthcare"}},
		{"a French speaker without English", steady("11202", "french", 8, ""), 412, []string{"general", "fsw", "french"}},
	} {
		for _, within := range []int{3, 12} {
			t.Run(fmt.Sprint(test.name, " within ", within), func(t *testing.T) {
				doc := replay(t, test.person, "--from", "2019-01-01", "--within", strconv.Itoa(within))
				stay := doc.Options[0]
				invited, byEra := 0, map[string]int{}
				if stay.N < 80 || stay.N != len(stay.Starts) {
					t.Fatalf("%d starts, of %d", len(stay.Starts), stay.N)
				}
				for _, s := range stay.Starts {
					want := start{Start: s.Start}
					end := civil.MustParse(s.Start).AddMonths(within).String()
					for _, r := range rounds {
						if r["date"] < s.Start || r["date"] >= end || !slices.Contains(test.streams, r["stream"]) {
							continue
						}
						cutoff := number(t, r["cutoff"])
						if cutoff == test.score && want.Tied == "" {
							want.Tied = r["number"]
						}
						if cutoff < test.score {
							want.InvitedOn, want.Stream, want.Round, want.Score = new(r["date"]), r["stream"], r["number"], test.score
							break
						}
					}
					if s.Stream != want.Stream || s.Round != want.Round || s.Score != want.Score || s.Tied != want.Tied || (s.InvitedOn == nil) != (want.InvitedOn == nil) ||
						s.InvitedOn != nil && *s.InvitedOn != *want.InvitedOn {
						t.Errorf("from %s: round %q of %q (%d points, tied %q), counted %q of %q (%d points, tied %q)",
							s.Start, s.Round, s.Stream, s.Score, s.Tied, want.Round, want.Stream, want.Score, want.Tied)
					}
					if s.AtRisk == nil || *s.AtRisk || s.NotifiedOn != nil || s.IfKnown != "" || s.Because == "" {
						t.Errorf("from %s: at risk %v, notified %v, if known %q, because %q", s.Start, s.AtRisk, s.NotifiedOn, s.IfKnown, s.Because)
					}
					if want.InvitedOn != nil {
						invited++
						for _, e := range stay.Eras {
							if s.Start >= e.From && (e.To == nil || s.Start < *e.To) {
								byEra[e.Era]++
							}
						}
					}
				}
				if stay.Invited != invited || invited == 0 {
					t.Errorf("invited in %d, counted %d", stay.Invited, invited)
				}
				for _, e := range stay.Eras {
					if e.Invited != byEra[e.Era] {
						t.Errorf("%s: invited in %d of %d, counted %d", e.Era, e.Invited, e.N, byEra[e.Era])
					}
				}
			})
		}
	}
}

// Ontario's bands bind at both ends: 484 points is above that of 2023-05-05,
// which ended at 482.
func TestNotificationsAreAPlainCountOverTheBands(t *testing.T) {
	wait := filepath.Join(t.TempDir(), "wait.toml")
	if err := os.WriteFile(wait, []byte("title = \"Wait\"\n[steps.draw]\nwaits_for = \"oinp-hcp-tech\"\n[steps.file]\nafter = [\"draw\"]\nmonths = 3\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	bands := rows(t, "ontario.csv")
	codes := []string{"21232", "2173", "2174"} // the occupation in both classifications
	for _, test := range []struct {
		score  int
		person string
	}{
		{469, steady("21232", "english", 9, "")},
		{481, steady("21232", "english", 10, "")},
		{484, steady("21232", "english", 9, "sibling = true")},
	} {
		score := test.score
		t.Run(strconv.Itoa(score), func(t *testing.T) {
			doc := replay(t, test.person, wait, "--from", "2019-01-01", "--to", "2024-06-01")
			option := doc.Options[1]
			notified := 0
			for _, s := range option.Starts {
				end := civil.MustParse(s.Start).AddMonths(12).String()
				want := ""
				for _, b := range bands {
					on := b["until"]
					if on == "" {
						on = b["date"]
					}
					if on < s.Start || on >= end || s.InvitedOn != nil && on > *s.InvitedOn || !strings.Contains(b["streams"], "oinp-hcp-tech") || b["cec_only"] != "" ||
						b["created_to"] != "" && b["created_to"] < b["date"] || // nobody says when the profile was created: not known, not counted
						!slices.ContainsFunc(strings.Fields(b["nocs"]), func(c string) bool { return slices.Contains(codes, c) }) {
						continue
					}
					if number(t, b["low"]) <= score && (b["high"] == "" || score <= number(t, b["high"])) {
						want = on
						break
					}
				}
				got := ""
				if s.NotifiedOn != nil {
					got = *s.NotifiedOn
					notified++
				}
				if got == "2023-05-05" && score > 482 {
					t.Errorf("from %s: notified above the band", s.Start)
				}
				if got != want {
					t.Errorf("from %s (invited %v): notified on %q, counted %q", s.Start, s.InvitedOn, got, want)
				}
			}
			if notified == 0 {
				t.Error("nobody is notified")
			}
		})
	}
}

// No page shows the key of a word that is missing.
func TestNoPageShowsAKey(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	profiles, err := filepath.Glob(filepath.Join("..", "..", "testdata", "profiles", "*.toml"))
	if err != nil || len(profiles) < 9 {
		t.Fatalf("%d profiles, %v", len(profiles), err)
	}
	kinds := []string{"requirement", "grid", "stream", "state", "verdict", "short", "ends", "place", "pathway", "column", "document", "who", "era-head", "lane"}
	for _, profile := range profiles {
		for day, search := range map[string]string{"2016-06-01": "off", "2019-08-01": "off", "2023-03-15": "off", "2026-11-22": "on"} {
			for _, args := range [][]string{{"eligible", profile}, {"replay", profile, "clb10", "--no-charts"}, {"plan", profile, "canadian-year", "french-nclc7", "--no-charts", "--paths", "200", "--details", "--search", search}} {
				out, talk, code := run(nil, append(args, "--as-of", day)...)
				if code != 0 {
					t.Errorf("%v on %s: %s", args, day, talk)
				}
				for _, kind := range kinds {
					for word := range strings.FieldsSeq(out) {
						if strings.HasPrefix(word, kind+".") && len(word) > len(kind)+1 {
							t.Errorf("%v on %s: %q", args, day, word)
						}
					}
				}
			}
		}
	}
}
