package main_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// arrow is what one room may import of the others, and why not more.
type arrow struct {
	room string
	may  []string
	why  string
}

// arrows is the way of the data through the rooms. Everything may import
// sim/reason and sim/civil, which import nothing but each other's days.
var arrows = []arrow{
	{"sim/civil", nil, "days know nothing"},
	{"sim/reason", nil, "a reason is data; only its catalogue writes days"},
	{"sim/reason/wordtest", nil, "it judges the words of the catalogues, for tests"},
	{"sim/parallel", nil, "sharing work knows nothing of it"},
	{"sim/judged", nil, "what became of chances knows no round"},
	{"sim/tomlfile", nil, "reading a file knows no meaning"},
	{"sim/noc", nil, "occupations are a list"},
	{"sim/country", []string{"sim/tomlfile"}, "countries are a list"},
	{"sim/language", nil, "test scores become levels without a person"},
	{"sim/sources", nil, "pages are rows"},
	{"sim/costs", []string{"sim/tomlfile", "sim/language"}, "prices are rows"},
	{"sim/profile", []string{"sim/language", "sim/noc"}, "a person knows no points"},
	{"sim/crs", []string{"sim/profile", "sim/language", "sim/noc", "sim/tomlfile"}, "points see a candidate, not a plan or a round"},
	{"sim/draws", []string{"sim/noc"}, "rounds know no person"},
	{"sim/provinces", []string{"sim/draws", "sim/profile", "sim/language", "sim/noc", "sim/costs"}, "a province's points know no CRS"},
	{"sim/forecast", []string{"sim/draws", "sim/judged", "sim/parallel"}, "cutoffs are foretold from rounds alone"},
	{"sim/streams", []string{"sim/provinces", "sim/draws", "sim/noc", "sim/profile", "sim/language", "sim/tomlfile"}, "eligibility knows no points"},
	{"sim", []string{"sim/crs", "sim/streams", "sim/provinces", "sim/draws", "sim/profile", "sim/language", "sim/noc", "sim/costs", "sim/parallel"}, "the player knows no file and no chart"},
	{"sim/chance", []string{"sim", "sim/crs", "sim/draws", "sim/forecast", "sim/judged", "sim/language", "sim/profile", "sim/provinces", "sim/streams"}, "chances are projections that meet simulated rounds; their record has people of its own"},
	{"sim/search", []string{"sim", "sim/chance", "sim/forecast", "sim/provinces", "sim/streams", "sim/draws", "sim/profile", "sim/language", "sim/costs"}, "the search puts moves together and asks for their chances"},
	{"scenarios", []string{"sim", "sim/profile", "sim/crs", "sim/tomlfile", "sim/language", "sim/noc", "sim/country", "sim/draws"}, "reading knows no chart and no forecast"},
	{"scenarios/scenariotest", []string{"scenarios", "sim"}, "scenarios for tests"},
	{"plots/canvas", nil, "a canvas knows no chart, no word and no day"},
	{"plots", []string{"plots/canvas"}, "charts draw values and words that were worked out elsewhere"},
	{"cmd/crsplan/internal/answer", []string{"sim/judged", "sim/parallel", "sim", "sim/chance", "sim/search", "sim/crs", "sim/streams", "sim/provinces", "sim/draws", "sim/forecast", "sim/language", "sim/noc", "sim/profile"}, "an answer knows no file, no flag and no chart"},
	{"cmd/crsplan/internal/charts", []string{"cmd/crsplan/internal/answer", "plots", "sim", "sim/crs", "sim/streams", "sim/provinces", "sim/draws", "sim/forecast", "sim/profile"}, "charts are chosen from an answer"},
	{"cmd/crsplan/internal/page", []string{"cmd/crsplan/internal/answer", "cmd/crsplan/internal/charts", "plots", "scenarios", "sim", "sim/draws", "sim/forecast", "sim/judged", "sim/language", "sim/noc", "sim/profile", "sim/sources"}, "blocks say what an answer and its charts show, and know no output and no file"},
	{"cmd/crsplan/internal/render", []string{"cmd/crsplan/internal/page", "cmd/crsplan/internal/answer", "cmd/crsplan/internal/charts", "plots", "plots/canvas", "scenarios", "sim"}, "an output shows blocks, and asks for nothing more"},
	{"cmd/crsplan/internal/web", []string{"cmd/crsplan/internal/answer", "cmd/crsplan/internal/charts", "cmd/crsplan/internal/page", "cmd/crsplan/internal/render", "plots", "scenarios", "sim", "sim/crs", "sim/draws", "sim/forecast", "sim/language", "sim/noc", "sim/profile", "sim/provinces", "sim/search", "sim/country", "sim/tomlfile"}, "the page joins the rest, and knows no command line"},
	{"cmd/crsplan/internal/site", []string{"cmd/crsplan/internal/web", "sim/noc"}, "a site is the page as files"},
	{"cmd/crsplan/inbrowser", []string{"cmd/crsplan/internal/web", "sim/crs", "sim/draws"}, "the browser's program only calls the page"},
	{"cmd/crsplan/internal/cli", []string{"cmd/crsplan/internal/site", "cmd/crsplan/internal/web", "cmd/crsplan/internal/answer", "cmd/crsplan/internal/charts", "cmd/crsplan/internal/page", "cmd/crsplan/internal/render", "plots", "scenarios", "sim", "sim/crs", "sim/draws", "sim/streams", "sim/provinces", "sim/forecast", "sim/search", "sim/profile", "sim/tomlfile"}, "the rim joins the rest"},
	{"cmd/crsplan", []string{"cmd/crsplan/internal/cli"}, "main only calls the command line"},
}

const module = "crsplan/"

func TestEveryImportFollowsAnArrow(t *testing.T) {
	root := filepath.Join("..", "..")
	rules := map[string]arrow{}
	for _, a := range arrows {
		rules[a.room] = a
	}
	seen := map[string]bool{}
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && d.Name() != ".." || d.Name() == "testdata") && file != root {
			return fs.SkipDir
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		rel, err := filepath.Rel(root, filepath.Dir(file))
		if err != nil {
			return err
		}
		room := path.Clean(filepath.ToSlash(rel))
		seen[room] = true
		rule, known := rules[room]
		if !known {
			t.Errorf("%s is a room that the picture lacks", room)
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range parsed.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			to, own := strings.CutPrefix(name, module)
			if !own || to == "sim/reason" || to == "sim/civil" {
				continue
			}
			if !slices.Contains(rule.may, to) {
				t.Errorf("%s imports %s, but %s", filepath.ToSlash(file), to, rule.why)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range arrows {
		if !seen[a.room] {
			t.Errorf("the picture has %s, which is not there", a.room)
		}
	}
}

func TestTheArrowsHaveNoCircle(t *testing.T) {
	rules := map[string]arrow{}
	for _, a := range arrows {
		rules[a.room] = a
	}
	var walk func(room string, way []string)
	walk = func(room string, way []string) {
		if slices.Contains(way, room) {
			t.Fatalf("a circle: %s", strings.Join(append(way, room), " -> "))
		}
		for _, to := range rules[room].may {
			walk(to, append(slices.Clone(way), room))
		}
	}
	for _, a := range arrows {
		walk(a.room, nil)
	}
}

// The contents, in the doc comment of the program, name every room.
func TestTheContentsNameEveryRoom(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "main.go", nil, parser.ParseComments|parser.PackageClauseOnly)
	if err != nil {
		t.Fatal(err)
	}
	words := strings.FieldsFunc(file.Doc.Text(), func(r rune) bool { return strings.ContainsRune(" ,:()\n", r) })
	for _, a := range arrows {
		if a.room != "cmd/crsplan" && !slices.Contains(words, a.room) {
			t.Errorf("the contents in main.go lack %s", a.room)
		}
	}
}
