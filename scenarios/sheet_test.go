package scenarios_test

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"crsplan/scenarios"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

func TestAProfileIsWrittenAsItWasRead(t *testing.T) {
	paths, err := filepath.Glob("../testdata/profiles/*.toml")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no profiles: %v", err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for name, text := range map[string][]byte{path: data, path + ".json": asJSON(t, data)} {
			t.Run(filepath.Base(name), func(t *testing.T) {
				want, warnings, err := scenarios.ReadProfile(name, text)
				if err != nil {
					t.Fatal(err)
				}
				var none scenarios.Reader
				sheet, more, err := none.Whole(name, text)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(codesOf(warnings), codesOf(more)); diff != "" {
					t.Errorf("warnings (-read +sheet):\n%s", diff)
				}
				whole := sheet.Write()
				plan, again, err := none.Plan("whole.toml", whole.Text)
				if err != nil {
					t.Fatalf("%v\n%s", err, whole.Text)
				}
				if diff := cmp.Diff(want, plan.Profile); diff != "" {
					t.Errorf("(-read +written and read):\n%s\n%s", diff, whole.Text)
				}
				if diff := cmp.Diff(codesOf(warnings), codesOf(again)); diff != "" {
					t.Errorf("warnings (-read +written and read):\n%s", diff)
				}
				var alone scenarios.Sheet
				alone.Take(sheet.Items("profile"))
				profile, _, err := scenarios.ReadProfile("profile.toml", alone.Write().Text)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(want, profile); diff != "" {
					t.Errorf("by itself (-read +written and read):\n%s", diff)
				}
			})
		}
	}
}

func TestEveryScenarioOfTheLibraryIsWrittenAsItWasRead(t *testing.T) {
	for _, name := range scenarios.LibraryNames() {
		sheet, ok := scenarios.LibrarySheet(name)
		if !ok {
			t.Fatalf("no sheet of %s", name)
		}
		got, _, err := scenarios.ReadScenario(name+".toml", sheet.Write().Text)
		if err != nil {
			t.Fatalf("%v\n%s", err, sheet.Write().Text)
		}
		if got.Ours {
			t.Errorf("%s, taken into a file of one's own, is still the program's", name)
		}
		got.Ours = true
		if diff := cmp.Diff(ofLibrary(t, name), got, instruments, cmpopts.IgnoreFields(reason.Text{}, "Dated")); diff != "" {
			t.Errorf("%s (-read +written and read):\n%s", name, diff)
		}
	}
	if _, ok := scenarios.LibrarySheet("lottery"); ok {
		t.Error("a scenario that there is not has a sheet")
	}
}

func TestAPlanIsMadeWhole(t *testing.T) {
	day := civil.MustParse("2026-11-22")
	text := "profile = \"ana.toml\"\nstart = 2027-01-01\nhorizon_months = 24\n[options.stay]\n[options.a]\ntitle = \"Both\"\nscenarios = [\"shared/move.toml\", \"clb9\", \"mine\"]\norder = \"together\"\n" +
		"[options.b]\nscenarios = [\"shared/move.toml\"]\n[scenarios.mine]\ntitle = \"Mine\"\n[scenarios.mine.steps.a]\nmonths = { low = 1, likely = 2, high = 3 }\n[scenarios.mine.steps.a.then]\nlanguages.french.at_least_clb = { listening = 7 }\n"
	want, _, err := files.reader().Plan("clients/plan.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	sheet, _, err := files.reader().Whole("clients/plan.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	written := sheet.Write()
	var none scenarios.Reader // names no other file
	got, _, err := none.Plan("whole.toml", written.Text)
	if err != nil {
		t.Fatalf("%v\n%s", err, written.Text)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-with its files +whole):\n%s\n%s", diff, written.Text)
	}

	sample, _, err := scenarios.SamplePlan("en", day)
	if err != nil {
		t.Fatal(err)
	}
	got, _, err = none.Plan("sample.toml", scenarios.SampleSheet("en", day).Write().Text)
	if err != nil {
		t.Fatal(err)
	}
	for i := range sample.Options { // the file's name is taken by no other
		if diff := cmp.Diff(sample.Options[i], got.Options[i]); diff != "" {
			t.Errorf("sample, option %d (-with its files +whole):\n%s", i, diff)
		}
	}
	if diff := cmp.Diff(sample.Profile, got.Profile); diff != "" {
		t.Errorf("sample (-with its files +whole):\n%s", diff)
	}
}

func TestAScenarioFileMayBeCalledLikeOneOfTheLibrary(t *testing.T) {
	folder := folder{"clb9.toml": move, "deep/clb9.toml": strings.Replace(move, "10", "7", 1), "ana.toml": head + tables}
	text := "profile = \"ana.toml\"\n[options.a]\nscenarios = [\"clb9.toml\", \"deep/clb9.toml\", \"clb9\", \"clb9.toml\"]\n"
	sheet, _, err := folder.reader().Whole("plan.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	want := []any{"clb9-2", "clb9-3", "clb9", "clb9-2"}
	if diff := cmp.Diff(want, sheet.Value("options", "a", "scenarios")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := sheet.Value("scenarios", "clb9-3", "steps", "a", "then", "languages", "english", "at_least_clb"); got != int64(7) {
		t.Errorf("the second file is another: %v", got)
	}
}

func TestWhatIsWrongWithAFileIsToldBeforeItIsMadeWhole(t *testing.T) {
	for name, text := range map[string]string{
		"a scenario": move, "a broken profile": head + "nmae = 1\n", "a plan with a broken profile": "profile = \"broken.toml\"\n",
		"a plan with a file that there is not": "profile = \"ana.toml\"\n[options.a]\nscenarios = [\"./no.toml\"]\n",
	} {
		if _, _, err := files.reader().Whole("clients/plan.toml", []byte(text)); len(problemsOf(t, err)) == 0 {
			t.Errorf("%s: no problem", name)
		}
	}
}

// instruments compares what a scenario does to the rules.
var instruments = cmp.Comparer(func(a, b *crs.Instrument) bool { return reflect.DeepEqual(a, b) })

// sheets makes up sheets of any keys and values.
func sheets(depth int) *rapid.Generator[*scenarios.Sheet] {
	text := rapid.StringOfN(rapid.RuneFrom([]rune("aZ09 é漢#=[]{}'\"\\,.\t\n😀-")), 0, 12, -1)
	key := rapid.OneOf(rapid.SampledFrom([]string{"clb", "months", "then", "work"}), text.Filter(func(s string) bool { return s != "" }))
	return rapid.Custom(func(t *rapid.T) *scenarios.Sheet {
		s := &scenarios.Sheet{}
		for _, k := range rapid.SliceOfNDistinct(key, 0, 5, rapid.ID[string]).Draw(t, "keys") {
			switch rapid.IntRange(0, 7-min(depth, 1)).Draw(t, "kind") {
			case 0:
				s.Set(text.Draw(t, "text"), k)
			case 1:
				s.Set(rapid.Bool().Draw(t, "bool"), k)
			case 2:
				s.Set(rapid.Int64().Draw(t, "int"), k)
			case 3:
				s.Set(rapid.Float64Range(-1e12, 1e12).Draw(t, "float"), k)
			case 4:
				s.Set(civil.Day(rapid.Int32Range(int32(civil.Min), int32(civil.Max)).Draw(t, "day")), k)
			case 5:
				s.Set(time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "instant"), 0).UTC(), k)
			case 6:
				list := []any{}
				for _, item := range rapid.SliceOfN(text, 0, 3).Draw(t, "list") {
					list = append(list, item)
				}
				s.Set(list, k)
			case 7:
				s.Table(k)
				s.Take(sheets(depth+1).Draw(t, "table").Items(), k)
			}
		}
		return s
	})
}

// Values are written before tables; but for that the order stays.
func TestAnySheetIsReadAsItWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := sheets(0).Draw(t, "sheet")
		if len(s.Keys()) == 0 {
			return // an empty file is none
		}
		written := s.Write()
		doc := tomlfile.Parse("sheet.toml", written.Text)
		if doc.Root() == nil {
			t.Fatalf("%v\n%s", doc.Err(), written.Text)
		}
		got := scenarios.SheetOf(doc.Root())
		for _, item := range s.Items() {
			if item.Value == nil {
				if !got.Has(item.Path...) || len(got.Keys(item.Path...)) != len(s.Keys(item.Path...)) {
					t.Fatalf("table %q: %q\n%s", item.Path, got.Keys(item.Path...), written.Text)
				}
				continue
			}
			if diff := cmp.Diff(item.Value, got.Value(item.Path...)); diff != "" {
				t.Fatalf("%q (-want +got):\n%s\n%s", item.Path, diff, written.Text)
			}
		}
		if again := got.Write(); string(again.Text) != string(written.Text) {
			t.Fatalf("written again it is another:\n%s\n%s", written.Text, again.Text)
		}
	})
}

// Every unknown key is traced back to where it stands in the sheet.
func TestAProblemIsTracedBackToItsKey(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := sheets(0).Draw(t, "sheet")
		written := s.Write()
		problems, _ := tomlfile.Parse("sheet.toml", written.Text).Err().(tomlfile.Problems)
		for _, p := range problems {
			if p.What.Code != "file.unknown-key" {
				continue
			}
			// A table without keys of its own is told at the first below it.
			path := written.Path(p)
			if len(path) == 0 || !slices.Contains(s.Keys(), path[0]) {
				t.Fatalf("%v is traced to %q\n%s", p, path, written.Text)
			}
		}
	})
}

func TestPlacesOfAWrittenSheet(t *testing.T) {
	var s scenarios.Sheet
	s.Set("Ana \"é\"", "profile", "name")
	s.Set("soon", "profile", "birth_date")
	s.Set(int64(13), "profile", "languages", "english", "clb", "listening")
	s.Set("x", "profile", "languages", "english", "clb", "reading")
	s.Table("profile", "work", "a b")
	want := "[profile]\nname = \"Ana \\\"é\\\"\"\nbirth_date = \"soon\"\n\n[profile.languages.english]\nclb = { listening = 13, reading = \"x\" }\n\n[profile.work.\"a b\"]\n"
	written := s.Write()
	if diff := cmp.Diff(want, string(written.Text)); diff != "" {
		t.Fatalf("(-want +got):\n%s", diff)
	}
	for _, test := range []struct {
		line, col int
		want      string
	}{
		{1, 1, "profile"}, {2, 1, "profile.name"}, {2, 4, "profile.name"}, {2, 8, "profile.name"}, {3, 14, "profile.birth_date"},
		{6, 1, "profile.languages.english.clb"}, {6, 7, "profile.languages.english.clb"}, {6, 9, "profile.languages.english.clb.listening"},
		{6, 21, "profile.languages.english.clb.listening"}, {6, 25, "profile.languages.english.clb.reading"}, {6, 35, "profile.languages.english.clb.reading"},
		{8, 1, "profile.work.a b"}, {9, 1, ""}, {2, 80, ""},
	} {
		if got := strings.Join(written.Path(tomlfile.Problem{Line: test.line, Col: test.col}), "."); got != test.want {
			t.Errorf("%d:%d is %q, want %q", test.line, test.col, got, test.want)
		}
	}
}

func TestTablesOfASheetAreMovedAndDropped(t *testing.T) {
	var s scenarios.Sheet
	for _, key := range []string{"a", "b", "c"} {
		s.Set(true, "options", key, "x")
	}
	steps := []struct {
		name string
		do   func()
		want string
	}{
		{"later", func() { s.Move(1, "options", "a") }, "b a c"},
		{"earlier", func() { s.Move(-1, "options", "c") }, "b c a"},
		{"no earlier than first", func() { s.Move(-1, "options", "b") }, "b c a"},
		{"no later than last", func() { s.Move(1, "options", "a") }, "b c a"},
		{"what is not there stays away", func() { s.Move(1, "options", "z"); s.Move(1, "no", "a"); s.Drop("options", "z"); s.Drop("no", "a") }, "b c a"},
		{"dropped", func() { s.Drop("options", "c") }, "b a"},
	}
	for _, step := range steps {
		step.do()
		if got := strings.Join(s.Keys("options"), " "); got != step.want {
			t.Errorf("%s: %q, want %q", step.name, got, step.want)
		}
	}
	if s.Has("options", "c") || !s.Has("options", "a", "x") || s.Has("options", "a", "x", "y") {
		t.Error("what was dropped is there, or what was not is gone")
	}
}
