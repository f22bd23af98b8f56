package tomlfile_test

import (
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim/civil"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// The same document in both formats.
const (
	asTOML = `
name = "Ana"
noc = "2026-11-22"
accompanying = true
hours = 40
reading = 6.5
half = -0.5
born = 1995-03-14
submitted = 2026-05-01T16:00:00.5+02:00
provinces = ["ON", "BC"]
none = []
years = [1, 2]
level = "bachelor"
"odd key" = {"x.y" = { z = 1 }}
[work.globex]
noc = "1"
[work.acme]
noc = "2"
`
	asJSON = `{"name": "Ana", "noc": "2026-11-22", "accompanying": true, "hours": 40, "reading": 6.5, "half": -5e-1,
"born": "1995-03-14", "submitted": "2026-05-01T16:00:00.5+02:00", "provinces": ["ON", "BC"], "none": [], "years": [1, 2],
"level": "bachelor", "odd key": {"x.y": {"z": 1}}, "work": {"globex": {"noc": "1"}, "acme": {"noc": "2"}}}`
)

func TestValuesAreTheSameInBothFormats(t *testing.T) {
	for format, doc := range map[string]*tomlfile.Document{
		"TOML": tomlfile.Parse("f", []byte(asTOML)),
		"JSON": tomlfile.ParseJSON("f", 1, []byte(asJSON)),
	} {
		t.Run(format, func(t *testing.T) {
			root := doc.Root()
			want := []string{"name", "noc", "accompanying", "hours", "reading", "half", "born", "submitted", "provinces", "none",
				"years", "level", "odd key", "work"}
			if diff := cmp.Diff(want, root.Keys()); diff != "" {
				t.Error(diff)
			}
			kinds := map[string]tomlfile.Kind{}
			for _, key := range append(want[2:], "nothing", "name") {
				kinds[key] = root.Kind(key)
			}
			wantKinds := map[string]tomlfile.Kind{"name": tomlfile.String, "accompanying": tomlfile.Bool, "hours": tomlfile.Integer,
				"reading": tomlfile.Float, "half": tomlfile.Float, "born": tomlfile.Day, "submitted": tomlfile.Instant,
				"provinces": tomlfile.Array, "none": tomlfile.Array, "years": tomlfile.Array, "level": tomlfile.String,
				"odd key": tomlfile.Sub, "work": tomlfile.Sub, "nothing": tomlfile.Absent}
			if diff := cmp.Diff(wantKinds, kinds); diff != "" {
				t.Error(diff)
			}

			same := func(got any, ok bool, want any) {
				t.Helper()
				if diff := cmp.Diff(want, got); diff != "" || !ok {
					t.Errorf("%v %s", ok, diff)
				}
			}
			text, ok := root.String("name")
			same(text, ok, "Ana")
			text, ok = root.String("noc") // text, although it looks like a day
			same(text, ok, "2026-11-22")
			yes, ok := root.Bool("accompanying")
			same(yes, ok, true)
			n, ok := root.Int("hours", 40, 40)
			same(n, ok, 40)
			f, ok := root.Float("reading", 6.5, 6.5)
			same(f, ok, 6.5)
			f, ok = root.Float("hours", math.Inf(-1), math.Inf(1))
			same(f, ok, 40.0)
			f, ok = root.Float("half", -1, 0)
			same(f, ok, -0.5)
			day, ok := root.Day("born")
			same(day, ok, civil.MustParse("1995-03-14"))
			at, ok := root.Instant("submitted")
			same(at, ok, time.Date(2026, 5, 1, 14, 0, 0, 5e8, time.UTC))
			if at.Location() != time.UTC {
				t.Errorf("an instant in %v", at.Location())
			}
			list, ok := root.Strings("provinces")
			same(list, ok, []string{"ON", "BC"})
			list, ok = root.Strings("none")
			same(list, ok, []string{})
			ints, ok := root.Ints("years")
			same(ints, ok, []int{1, 2})
			text, ok = root.OneOf("level", "masters", "bachelor")
			same(text, ok, "bachelor")

			z := root.Table("odd key").Table("x.y")
			n, ok = z.Int("z", math.MinInt, math.MaxInt)
			same(n, ok, 1)
			same(z.Path(), z.Name() == "x.y", `"odd key"."x.y"`)
			same(root.Path()+root.Name(), true, "")
			var names []string
			for _, job := range root.Tables("work") {
				noc, _ := job.String("noc")
				names = append(names, job.Name()+" "+job.Path()+" "+noc)
			}
			same(names, true, []string{"globex work.globex 1", "acme work.acme 2"})
			if err := doc.Err(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestATableThatIsNotThereHoldsNothing(t *testing.T) {
	doc := tomlfile.Parse("f", []byte("a = 1"))
	doc.Root().Ignore("a")
	none := doc.Root().Table("none")
	if none != nil {
		t.Fatal("there is a table")
	}
	none.Require("a")
	none.Ignore("a")
	none.Reject("a", here, here)
	none.RejectKey("a", here, here)
	none.RejectItem("a", 0, here, here)
	none.RejectSelf(here, here)
	_, text := none.String("a")
	_, truth := none.Bool("a")
	_, whole := none.Int("a", 0, 9)
	_, number := none.Float("a", 0, 9)
	_, day := none.Day("a")
	_, instant := none.Instant("a")
	_, texts := none.Strings("a")
	_, ints := none.Ints("a")
	_, one := none.OneOf("a", "b")
	if text || truth || whole || number || day || instant || texts || ints || one || none.Has("a") {
		t.Error("something is there")
	}
	if none.Table("a") != nil || none.Tables("a") != nil || none.Keys() != nil || none.Kind("a") != tomlfile.Absent ||
		none.Name() != "" || none.Path() != "" {
		t.Error("something is there")
	}
	if err := doc.Err(); err != nil {
		t.Error(err)
	}
}

// A question about key x, whose answer is no.
var questions = map[string]func(*tomlfile.Table) bool{
	"text":   func(t *tomlfile.Table) bool { _, ok := t.String("x"); return ok },
	"truth":  func(t *tomlfile.Table) bool { _, ok := t.Bool("x"); return ok },
	"whole":  func(t *tomlfile.Table) bool { _, ok := t.Int("x", 0, 10); return ok },
	"least":  func(t *tomlfile.Table) bool { _, ok := t.Int("x", 1, math.MaxInt); return ok },
	"most":   func(t *tomlfile.Table) bool { _, ok := t.Int("x", math.MinInt, 2026); return ok },
	"any":    func(t *tomlfile.Table) bool { _, ok := t.Int("x", math.MinInt, math.MaxInt); return ok },
	"number": func(t *tomlfile.Table) bool { _, ok := t.Float("x", 0, 9.5); return ok },
	"fleast": func(t *tomlfile.Table) bool { _, ok := t.Float("x", 0, math.Inf(1)); return ok },
	"fmost":  func(t *tomlfile.Table) bool { _, ok := t.Float("x", math.Inf(-1), 0); return ok },
	"day":    func(t *tomlfile.Table) bool { _, ok := t.Day("x"); return ok },
	"moment": func(t *tomlfile.Table) bool { _, ok := t.Instant("x"); return ok },
	"texts":  func(t *tomlfile.Table) bool { _, ok := t.Strings("x"); return ok },
	"ints":   func(t *tomlfile.Table) bool { _, ok := t.Ints("x"); return ok },
	"one":    func(t *tomlfile.Table) bool { _, ok := t.OneOf("x", "bachelor", "two-or-more"); return ok },
	"table":  func(t *tomlfile.Table) bool { return t.Table("x") != nil },
	"tables": func(t *tomlfile.Table) bool { return len(t.Tables("x")) > 0 },
}

func TestWrongValues(t *testing.T) {
	tests := []struct {
		name, ask, value string
		want             string // after "f:1:5: " in TOML, "f:1:6: " in JSON
	}{
		{"a number for text", "text", `21231`, `x must be text, not a number; put it in quotes: "21231"`},
		{"a decimal number for text", "text", `2.5`, `x must be text, not a decimal number; put it in quotes: "2.5"`},
		{"a truth for text", "text", `true`, `x must be text, not true or false; put it in quotes: "true"`},
		{"a list for text", "text", `[]`, `x must be text, not a list`},
		{"a table for text", "text", `{}`, `x must be text, not a table`},
		{"text for a truth", "truth", `"false"`, `x must be true or false, not text; drop the quotes: false`},
		{"other text for a truth", "truth", `"yes"`, `x must be true or false, not text; write true or false`},
		{"text for a whole number", "whole", `"7"`, `x must be a whole number, not text; drop the quotes: 7`},
		{"a decimal number for a whole one", "whole", `7.0`, `x must be a whole number, not a decimal number`},
		{"text for a number", "number", `"7.5"`, `x must be a number, not text; drop the quotes: 7.5`},
		{"words for a number", "number", `"seven"`, `x must be a number, not text`},
		{"a number below its range", "whole", `-1`, `x is out of range: -1; from 0 to 10`},
		{"a number above its range", "whole", `11`, `x is out of range: 11; from 0 to 10`},
		{"a number below the least", "least", `0`, `x is out of range: 0; 1 or more`},
		{"a number above the most", "most", `2027`, `x is out of range: 2027; 2026 or less`},
		{"a decimal number below its range", "number", `-0.1`, `x is out of range: -0.1; from 0 to 9.5`},
		{"a decimal number above its range", "number", `9.51`, `x is out of range: 9.51; from 0 to 9.5`},
		{"a decimal number below the least", "fleast", `-1`, `x is out of range: -1; 0 or more`},
		{"a decimal number above the most", "fmost", `0.5`, `x is out of range: 0.5; 0 or less`},
		{"text for a list", "texts", `"ON"`, `x must be a list, not text; put it in brackets: ["ON"]`},
		{"a table for a list", "texts", `{}`, `x must be a list, not a table`},
		{"text for a table", "table", `"ON"`, `x must be a table, not text`},
		{"a list for tables", "tables", `[]`, `x must be a table, not a list`},
		{"a value among others misspelt", "one", `"batchelor"`, `"batchelor" is not a value of x; did you mean "bachelor"? Values: bachelor, two-or-more`},
		{"a value among others unknown", "one", `"PhD"`, `"PhD" is not a value of x; values: bachelor, two-or-more`},
		{"a value of another case", "one", `"Bachelor"`, `"Bachelor" is not a value of x; did you mean "bachelor"? Values: bachelor, two-or-more`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for prefix, doc := range map[string]*tomlfile.Document{
				"f:1:5: ": tomlfile.Parse("f", []byte("x = "+tt.value)),
				"f:1:6: ": tomlfile.ParseJSON("f", 1, []byte(`{"x":`+tt.value+"}")),
			} {
				if questions[tt.ask](doc.Root()) {
					t.Error("the value was taken")
				}
				if diff := cmp.Diff([]string{prefix + tt.want}, said(doc)); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
}

func TestWrongValuesOfOneFormat(t *testing.T) {
	tests := []struct {
		name, ask string
		json      bool
		value     string
		want      string
	}{
		{"a day in quotes", "day", false, `"2026-11-22"`, "x must be a date, not text; drop the quotes: 2026-11-22"},
		{"other text for a day", "day", false, `"22.11.2026"`, "x must be a date, not text; a date looks like 2026-11-22"},
		{"other text for a day of JSON", "day", true, `"2026-02-30"`, `x must be a date, not text; a date looks like "2026-11-22"`},
		{"a day and time for a day", "day", false, `2026-05-01T23:00:00-04:00`, "x must be a date, not a date and time; give the day only: 2026-05-01"},
		{"a local day and time for a day", "day", false, `2026-05-01 14:00:00`, "x must be a date, not a date and time without a time zone; give the day only: 2026-05-01"},
		{"a day and time for a day of JSON", "day", true, `"2026-05-01T23:00:00-04:00"`, `x must be a date, not text; give the day only: "2026-05-01"`},
		{"a time of day for a day", "day", false, `14:00:00`, "x must be a date, not a time of day; a date looks like 2026-11-22"},
		{"a day before all days", "day", false, `1899-12-31`, "x is out of range: 1899-12-31; from January 1, 1900 to December 31, 2199"},
		{"a day after all days", "day", true, `"2200-01-01"`, `x is out of range: "2200-01-01"; from January 1, 1900 to December 31, 2199`},
		{"a day for text", "text", false, `2026-11-22`, `x must be text, not a date; put it in quotes: "2026-11-22"`},
		{"a time of day for text", "text", false, `14:00:00`, `x must be text, not a time of day; put it in quotes: "14:00:00"`},
		{"a day for an instant", "moment", false, `2026-05-01`, "x must be a date and time, not a date; a date and time looks like 2026-05-01T14:00:00Z"},
		{"a day for an instant of JSON", "moment", true, `"2026-05-01"`, `x must be a date and time, not text; a date and time looks like "2026-05-01T14:00:00Z"`},
		{"an instant in quotes", "moment", false, `"2026-05-01T14:00:00Z"`, "x must be a date and time, not text; drop the quotes: 2026-05-01T14:00:00Z"},
		{"an instant without a zone", "moment", false, `2026-05-01T14:00:00`, "x must be a date and time, not a date and time without a time zone; say in which time zone, Z for UTC: 2026-05-01T14:00:00Z"},
		{"an instant before all days", "moment", false, `1899-12-31T23:59:59Z`, "x is out of range: 1899-12-31T23:59:59Z; from January 1, 1900 to December 31, 2199"},
		{"an instant after all days", "moment", true, `"2199-12-31T23:00:00-01:00"`, `x is out of range: "2199-12-31T23:00:00-01:00"; from January 1, 1900 to December 31, 2199`},
		{"infinity", "fleast", false, `inf`, "x must be an ordinary number, not inf"},
		{"not a number", "number", false, `nan`, "x must be an ordinary number, not nan"},
		{"null for a number", "number", true, `null`, "x must be a number, not null; leave the key out where there is nothing to say"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, prefix := tomlfile.Parse("f", []byte("x = "+tt.value)), "f:1:5: "
			if tt.json {
				doc, prefix = tomlfile.ParseJSON("f", 1, []byte(`{"x":`+tt.value+"}")), "f:1:6: "
			}
			if questions[tt.ask](doc.Root()) {
				t.Error("the value was taken")
			}
			if diff := cmp.Diff([]string{prefix + tt.want}, said(doc)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestEveryWrongItemOfAListIsReported(t *testing.T) {
	doc := tomlfile.Parse("f", []byte(`a = ["x", 1, "y", [2]]
b = [1, 2.5, "3"]
`))
	if _, ok := doc.Root().Strings("a"); ok {
		t.Error("a was taken")
	}
	if _, ok := doc.Root().Ints("b"); ok {
		t.Error("b was taken")
	}
	want := []string{
		`f:1:11: item 2 of a must be text, not a number; put it in quotes: "1"`,
		`f:1:19: item 4 of a must be text, not a list`,
		`f:2:9: item 2 of b must be a whole number, not a decimal number`,
		`f:2:14: item 3 of b must be a whole number, not text; drop the quotes: 3`,
	}
	if diff := cmp.Diff(want, said(doc)); diff != "" {
		t.Error(diff)
	}
}

func TestAFileWithTwelveProblemsTellsThemAllInOrder(t *testing.T) {
	doc := tomlfile.Parse("f", []byte(`nmae = "Ana"
hours = 200
level = 3
[[list]]
[langauges.english]
reading = 7
writing = 8
[work]
noc = "1"
[work.acme]
noc = 21231
from = "2019-02-01"
[work.globex]
frm = 2019-02-01
[canada]
provinces = ["ON", 5]
permit = { kind = "pgp", expries = 2027-08-31 }
`))
	root := doc.Root()
	root.Require("name", "hours")
	root.String("name")
	root.Int("hours", 1, 168)
	root.OneOf("level", "bachelor")
	root.Table("languages").Table("english")
	for _, job := range root.Tables("work") {
		job.Require("noc")
		job.String("noc")
		job.Day("from")
	}
	canada := root.Table("canada")
	canada.Strings("provinces")
	permit := canada.Table("permit")
	permit.OneOf("kind", "pgwp", "open")
	permit.Day("expires")
	root.Int("hours", 1, 168) // to ask twice is to be told once
	want := []string{
		`f:1:1: "name" is missing in the top level of the file`,
		`f:1:1: unknown key "nmae" in the top level of the file; did you mean "name"? Keys here: name, hours, level, languages, work, canada`,
		`f:2:9: hours is out of range: 200; from 1 to 168`,
		`f:3:9: level must be text, not a number; put it in quotes: "3"`,
		`f:4:1: a list of tables, [[list]], is not read here; give each table a name of its own: [list.NAME]`,
		`f:5:2: unknown key "langauges" in the top level of the file; did you mean "languages"? Keys here: name, hours, level, languages, work, canada`,
		`f:9:7: noc must be a table, not text; give each table a name of its own: [work.NAME]`,
		`f:11:7: noc must be text, not a number; put it in quotes: "21231"`,
		`f:12:8: from must be a date, not text; drop the quotes: 2019-02-01`,
		`f:13:1: "noc" is missing in [work.globex]`,
		`f:14:1: unknown key "frm" in [work.globex]; did you mean "from"? Keys here: noc, from`,
		`f:16:20: item 2 of provinces must be text, not a number; put it in quotes: "5"`,
		`f:17:19: "pgp" is not a value of kind; did you mean "pgwp"? Values: pgwp, open`,
		`f:17:26: unknown key "expries" in [canada.permit]; did you mean "expires"? Keys here: kind, expires`,
	}
	if diff := cmp.Diff(want, said(doc)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(want, said(doc)); diff != "" {
		t.Errorf("the second time: %s", diff)
	}
}

func TestWhatMarksAKeyAsKnown(t *testing.T) {
	tests := []struct {
		name string
		ask  func(*tomlfile.Table)
		want []string
	}{
		{"nothing was asked", func(*tomlfile.Table) {}, []string{`f:1:1: unknown key "x" in the top level of the file`}},
		{"Has, Kind and Keys do not", func(t *tomlfile.Table) { t.Has("x"); t.Kind("x"); t.Keys() },
			[]string{`f:1:1: unknown key "x" in the top level of the file`}},
		{"Ignore does, with what is inside", func(t *tomlfile.Table) { t.Ignore("x") }, nil},
		{"Require does", func(t *tomlfile.Table) { t.Require("x") }, nil},
		{"Table does, but not for what is inside", func(t *tomlfile.Table) { t.Table("x") },
			[]string{`f:1:7: unknown key "y" in [x]`}},
		{"a value asked for as something else is one problem", func(t *tomlfile.Table) { t.Bool("x") },
			[]string{"f:1:5: x must be true or false, not a table; write true or false"}},
		{"Reject does, and offers the key to nobody", func(t *tomlfile.Table) { t.RejectKey("x", here, reason.Reason{}); t.Table("x") },
			[]string{"f:1:1: here", `f:1:7: unknown key "y" in [x]`}},
		{"Reject of an absent key is the table's", func(t *tomlfile.Table) { t.Reject("z", here, reason.Reason{}); t.Ignore("x") },
			[]string{"f:1:1: here"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := tomlfile.Parse("f", []byte("x = { y = 1 }"))
			tt.ask(doc.Root())
			if diff := cmp.Diff(tt.want, said(doc)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
