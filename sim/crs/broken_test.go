package crs_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim/crs"
	"crsplan/sim/tomlfile"
)

// dated puts the lines of a broken instrument after one good line, so that
// they begin on line 2.
func dated(lines ...string) string {
	return "in_force = 2026-11-03\n" + strings.Join(lines, "\n") + "\n"
}

// highWageBut is the user's instrument with one thing changed.
func highWageBut(old, new string) string {
	if !strings.Contains(highWageText, old) {
		panic("no " + old)
	}
	return strings.Replace(highWageText, old, new, 1)
}

func TestBrokenInstrumentsTellEveryProblemAtItsPlace(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string // line:column, code, hint
	}{
		{"no day of force", "title = \"x\"\n", []string{"1:1 file.missing-key"}},
		{"a day that is none", "in_force = 2026-02-30\n", []string{"1:12 file.syntax"}},
		{"in force before Express Entry", "in_force = 2014-12-31\n", []string{"1:12 rules.before-first"}},
		{"announced after it came into force", dated("announced = 2026-11-04"), []string{"2:13 rules.announced-late"}},
		{"announced on the day is right", dated("announced = 2026-11-03"), nil},
		{"a proposal that is in force", "status = \"proposal\"\nin_force = 2026-11-03\nannounced = 2026-11-01\n",
			[]string{"2:1 rules.proposal-dated rules.proposal-dated/hint"}},
		{"a proposal announced on a day", "status = \"proposal\"\nannounced = 2026-11-01\n", nil},
		{"a proposal announced some time", "status = \"proposal\"\nannounced = \"soon\"\n", []string{"2:13 file.wrong-type file.wrong-type.hint/day"}},
		{"a status that is none", "status = \"law\"\nin_force = 2026-11-03\n", []string{"1:10 file.unknown-value file.unknown-value.hint/all"}},
		{"an unknown key", dated("sibbling = 3"), []string{"2:1 file.unknown-key file.unknown-key.hint/nearest"}},
		{"an unknown factor that is none", dated("unknown = [\"sibling\", \"luck\"]"), []string{"2:23 rules.unknown-key rules.unknown-key/hint"}},
		{"a table without its points", dated("[sibling]"), []string{"2:1 file.missing-key"}},
		{"points below nothing", dated("[sibling]", "points = -1"), []string{"3:10 file.out-of-range file.out-of-range.hint/between"}},
		{"points above everything", dated("[sibling]", "points = 1201"), []string{"3:10 file.out-of-range file.out-of-range.hint/between"}},
		{"points that are no number", dated("[sibling]", "points = \"many\""), []string{"3:10 file.wrong-type"}},
		{"a number where a table should be", dated("sibling = 3"), []string{"2:11 file.wrong-type"}},
		{"two problems are told at once", dated("[sibling]", "points = -1", "[french]", "nclc = 13", "english = 5", "lower = 1", "higher = 2"),
			[]string{"3:10 file.out-of-range file.out-of-range.hint/between", "5:8 file.out-of-range file.out-of-range.hint/between"}},
		{"a step table with too few points", dated("[spouse_language]", "levels = [0, 5, 7]", "points = [0, 1]"), []string{"4:10 rules.row-length"}},
		{"a step table that falls", dated("[certificate]", "levels = [7, 5]", "points = [25, 50]"), []string{"3:10 rules.not-rising"}},
		{"an empty row", dated("[spouse_canadian_work]", "points = []"), []string{"3:10 rules.row-length"}},
		{"a point in a row out of range", dated("[canadian_work]", "without_spouse = [0, 40, 1201]", "with_spouse = [0, -1]"),
			[]string{"3:26 rules.points-range", "4:19 rules.points-range"}},
		{"one column alone", dated("[canadian_work]", "without_spouse = [0, 40]"), []string{"2:1 file.missing-key"}},
		{"a row of words", dated("[canadian_work]", "points = [\"a\"]"), []string{"3:11 file.wrong-item"}},
		{"a maximum out of range", dated("[spouse_language]", "levels = [0]", "points = [0]", "maximum = 1201"), []string{"5:11 file.out-of-range file.out-of-range.hint/between"}},
		{"a maximum by column, one of them missing", dated("[first_language]", "levels = [0]", "points = [0]", "maximum = { with_spouse = 128 }"), []string{"5:11 file.missing-key"}},
		{"a level of education missing", dated("[spouse_education]", "less-than-secondary = 0", "secondary = 0", "one-year = 0", "two-year = 0", "bachelor = 0", "two-or-more = 0", "masters = 3", "professional = 0"),
			[]string{"2:1 file.missing-key"}},
		{"education without its columns", dated("[education]", "ref = \"x\""), []string{"2:1 file.missing-key", "2:1 file.missing-key"}},
		{"sections without their caps", dated("[sections]", "total = 1200", "core = { with_spouse = 460, without_spouse = 1201 }", "spouse = 40", "transferability = 100"),
			[]string{"2:1 file.missing-key", "4:46 file.out-of-range file.out-of-range.hint/between"}},
		{"a tier that is none", dated("[transferability]", "lower = [0, 13]", "upper = [0, 25, 50]", "language_levels = [7, 9]", "canadian_years = [1, 2]", "foreign_years = [1, 3]", "pair_maximum = 50", "[transferability.education]", "bachelor = \"middle\""),
			[]string{"3:9 rules.row-length", "10:12 file.unknown-value file.unknown-value.hint/all"}},
		{"an offer that leaves open whether exempt ones count", dated("[job_offer]", "senior_manager = 200", "other = 50"), []string{"2:1 file.missing-key"}},
		{"study of one row", dated("[canadian_study]", "one-or-two-years = 15"), []string{"2:1 file.missing-key"}},

		{"high wage: an occupation that is none", highWageBut(`"20012"`, `"20019"`), []string{"17:9 noc.unknown noc.unknown/hint"}},
		{"high wage: an occupation that resembles none", highWageBut(`"20012"`, `"x"`), []string{"17:9 noc.unknown"}},
		{"high wage: an occupation at two levels", highWageBut(`["72200"]`, `["72200", "20012"]`), []string{"19:20 rules.code-twice"}},
		{"high wage: an occupation twice at one level", highWageBut(`["21231"]`, `["21231", "21231"]`), []string{"18:20 rules.code-twice"}},
		{"high wage: a level without points for an offer", highWageBut("\"1.3x\" = 10\n", ""), []string{"12:1 file.missing-key"}},
		{"high wage: a level without codes", highWageBut("\"1.3x\" = [\"72200\"]\n", ""), []string{"16:1 file.missing-key"}},
		{"high wage: a level of offers that work does not have", highWageBut("\"1.3x\" = 20\n", ""), []string{"14:1 file.unknown-key file.unknown-key.hint/nearest", "18:1 file.unknown-key file.unknown-key.hint/nearest"}},
		{"high wage: whether they add up is left open", highWageBut("add_up = true\n", ""), []string{"5:1 file.missing-key"}},
		{"high wage: no maximum", highWageBut("maximum = 90\n", ""), []string{"5:1 file.missing-key"}},
		{"high wage: points out of range", highWageBut("= 60", "= 1300"), []string{"9:8 file.out-of-range file.out-of-range.hint/between"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in, err := crs.ReadInstrument("own.toml", []byte(tt.text))
			if (in == nil) != (err != nil) {
				t.Fatalf("got the instrument %v and the error %v", in, err)
			}
			problems, _ := errors.AsType[tomlfile.Problems](err)
			var got []string
			for _, p := range problems {
				got = append(got, strings.TrimSpace(fmt.Sprintf("%d:%d %s %s", p.Line, p.Col, p.What.Code, p.Hint.Code)))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAnInstrumentTellsOfItself(t *testing.T) {
	in, err := crs.ReadInstrument("rules/mine.toml", []byte(`
title = "Mine"
in_force = 2027-01-01
announced = 2026-12-01
confidence = "low"
ref = "a friend"
changes = ["one", "two"]
unknown = ["french"]
`))
	if err != nil {
		t.Fatal(err)
	}
	if in.ID != "mine" || in.Title.English != "Mine" || in.InForce != day("2027-01-01") || in.Announced != day("2026-12-01") ||
		in.Confidence.English != "low" || in.Ref != "a friend" || len(in.Changes) != 2 || len(in.Unknown) != 1 || in.Own || in.Proposed() {
		t.Errorf("got %+v", in)
	}
	if mine := in.AsOwn(); !mine.Own || in.Own {
		t.Error("AsOwn must mark a copy")
	}
	put := in.From(day("2026-06-01"))
	if put.InForce != day("2026-06-01") || put.Announced >= day("2015-01-01") || !put.Own || in.InForce != day("2027-01-01") {
		t.Errorf("put in force: %+v", put)
	}
	untitled, err := crs.ReadInstrument("mine.toml", []byte("in_force = 2027-01-01\n"))
	if err != nil || untitled.Title.English != "mine" || untitled.Announced != untitled.InForce {
		t.Errorf("got %+v, %v", untitled, err)
	}
}

func TestAWhatIfHasNoDay(t *testing.T) {
	doc := tomlfile.Parse("scenario.toml", []byte("[sibling]\npoints = 40\nref = \"what if\"\n"))
	in := crs.WhatIfFrom(doc.Root(), "what-if")
	if err := doc.Err(); err != nil {
		t.Fatal(err)
	}
	if !in.Proposed() || !in.Own || in.ID != "what-if" {
		t.Errorf("got %+v", in)
	}
	doc = tomlfile.Parse("scenario.toml", []byte("in_force = 2026-01-01\n"))
	crs.WhatIfFrom(doc.Root(), "what-if")
	if doc.Err() == nil {
		t.Error("a what-if takes a day of force")
	}
	if in := crs.InstrumentFrom(nil, "none"); in.ID != "none" {
		t.Errorf("a nil table gives %+v", in)
	}
}
