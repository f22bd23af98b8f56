package reason_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"

	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

// composed lists the codes that the program puts together from two parts,
// where at least one is written in the source: the part, and the codes.
var composed = map[string][]string{
	"advice.date/":            {"advice.date/extend", "advice.date/permit", "advice.date/work-year", "advice.date/opens", "advice.date/closes", "advice.date/test", "advice.date/assessment", "advice.date/birthday"},
	"note.size":               {"note.size", "note.size/more", "note.size/fewer"},
	"chart-none/":             {"chart-none/chance", "chart-none/ranking", "chart-none/couple"},
	"chart.chance-title":      {"chart.chance-title", "chart.chance-title/hopeless", "chart.chance-title/stay", "chart.chance-title/half"},
	"chart.lanes-title":       {"chart.lanes-title", "chart.lanes-title/none", "chart.lanes-title/opens", "chart.lanes-title/opens-stay", "chart.lanes-title/not-known", "chart.lanes-title/dormant"},
	"chart.projection-title":  {"chart.projection-title", "chart.projection-title/clears", "chart.projection-title/clears-stay", "chart.projection-title/meets", "chart.projection-title/meets-stay", "chart.projection-title/nearest", "chart.projection-title/nearest-stay", "chart.projection-title/closed", "chart.projection-title/closed-stay", "chart.projection-title/stay"},
	"chart.replay-title":      {"chart.replay-title", "chart.replay-title/stay", "chart.replay-title/then", "chart.replay-title/stay-then"},
	"chart.rounds-title":      {"chart.rounds-title", "chart.rounds-title/person"},
	"chart.waterfall-title":   {"chart.waterfall-title", "chart.waterfall-title/none", "chart.waterfall-title/stay"},
	"chart.reliability-title": {"chart.reliability-title", "chart.reliability-title/low"},
	"chart.tech-place/":       {"chart.tech-place/below", "chart.tech-place/inside", "chart.tech-place/above"},
	"chart.way/":              {"chart.way/self-with", "chart.way/self-alone", "chart.way/partner-with", "chart.way/partner-alone"},
	"event.work-year/":        {"event.work-year/canadian", "event.work-year/foreign", "event.work-year/partner"},
	"event.window/":           {"event.window/canadian", "event.window/foreign", "event.window/partner"},
	"file.wrong-type.hint/":   {"file.wrong-type.hint/quotes", "file.wrong-type.hint/no-quotes", "file.wrong-type.hint/brackets", "file.wrong-type.hint/day", "file.wrong-type.hint/day-only", "file.wrong-type.hint/instant", "file.wrong-type.hint/zone", "file.wrong-type.hint/bool", "file.wrong-type.hint/leave-out"},
	"streams.work/":           {"streams.work/listed", "streams.work/listed-unbroken", "streams.work/listed-in-canada"},
	"streams.work/un":         {"streams.work/unlisted", "streams.work/unlisted-unbroken", "streams.work/unlisted-in-canada"},
	"/hint":                   {"best-usage/hint", "levers-usage/hint", "eligible-usage/hint", "check-usage/hint", "replay-usage/hint", "score-usage/hint"},
	"province.":               {"province.offer", "province.offer/no", "province.offer/missing", "province.occupation", "province.occupation/no", "province.occupation/missing", "province.language", "province.language/no", "province.language/missing", "province.education", "province.education/no", "province.education/missing", "province.age", "province.age/no", "province.work", "province.work/no", "province.work/missing", "province.points", "province.points/no", "province.points/missing", "province.tie", "province.tie/no", "province.tie/missing", "province.employer_years", "province.employer_staff", "province.employer_staff/two", "province.employer_revenue_cad", "province.employer_revenue_cad/two"},
	"province-express-entry/": {"province-express-entry/yes", "province-express-entry/option", "province-express-entry/no"},
	"report.rule/":            {"report.rule/chance", "report.rule/margin", "report.rule/none", "report.rule/asked", "report.rule/missing"},
	"/nearest":                {"file.unknown-key.hint/nearest", "file.unknown-value.hint/nearest"},
	"/all":                    {"file.unknown-key.hint/all", "file.unknown-value.hint/all"},
	"/none":                   {"score.nomination/none", "score.sibling/none", "score.first-language/none", "score.second-language/none", "score.spouse-language/none"},
}

// making is a call that makes a reason or says a phrase.
type making struct {
	at    string
	code  string   // "" where it is a variable
	part  string   // of a code that is composed
	names []string // of the values; nil and spread where they are handed on
	whole bool     // every name is written here
}

// source is what the module says of its codes and terms.
type source struct {
	makings  []making
	literals map[string][]passing       // every text by what it says
	handed   map[string]map[string]bool // names given to codes in variables, by folder
	terms    map[string]string          // keys of terms, with a place
}

// passing is a text as an argument or elsewhere.
type passing struct {
	folder string
	names  []string // the texts after it in the same call
}

func readSource(t *testing.T) source {
	t.Helper()
	s := source{literals: map[string][]passing{}, handed: map[string]map[string]bool{}, terms: map[string]string{}}
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && path != root && (strings.HasPrefix(name, ".") || name == "testdata") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		s.read(files, file, filepath.ToSlash(filepath.Dir(path)))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *source) read(files *token.FileSet, file *ast.File, folder string) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if text, ok := textOf(n); ok {
				s.literals[text] = append(s.literals[text], passing{folder: folder})
			}
		case *ast.CallExpr:
			s.call(n, files.Position(n.Pos()).String(), folder, file.Name.Name)
		}
		return true
	})
}

func (s *source) call(call *ast.CallExpr, at, folder, pkg string) {
	for i, arg := range call.Args {
		if text, ok := textOf(arg); ok {
			s.literals[text] = append(s.literals[text], passing{folder, namesOf(call.Args[i+1:])})
		}
	}
	if len(call.Args) == 0 {
		return
	}
	text, literal := textOf(call.Args[0])
	switch function := nameOf(call.Fun); function {
	case "reason.Term", "Term":
		if literal {
			s.terms[text] = at
		}
	case "reason.New", "Phrase", "warn", "New", "note", "paragraph", "Heading", "Paragraph", "Note":
		if function == "New" && pkg != "reason" {
			return
		}
		m := making{at: at, code: text, names: namesOf(call.Args[1:]), whole: !call.Ellipsis.IsValid()}
		if sum, ok := call.Args[0].(*ast.BinaryExpr); ok {
			m.part, _ = textOf(sum.X)
			if m.part == "" {
				m.part, _ = textOf(sum.Y)
			}
		}
		if !literal && m.part == "" {
			if s.handed[folder] == nil {
				s.handed[folder] = map[string]bool{}
			}
			for _, name := range m.names {
				s.handed[folder][name] = true
			}
			return
		}
		s.makings = append(s.makings, m)
	}
}

// nameOf returns the name of a function, with its package where that is
// package reason, and of a method without its receiver.
func nameOf(fun ast.Expr) string {
	switch fun := fun.(type) {
	case *ast.Ident:
		return fun.Name
	case *ast.SelectorExpr:
		if x, ok := fun.X.(*ast.Ident); ok && x.Name == "reason" {
			return "reason." + fun.Sel.Name
		}
		if fun.Sel.Name != "New" { // of other packages
			return fun.Sel.Name
		}
	}
	return ""
}

func textOf(e ast.Expr) (string, bool) {
	if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		text, err := strconv.Unquote(lit.Value)
		return text, err == nil
	}
	return "", false
}

// namesOf returns every second argument that is a text.
func namesOf(args []ast.Expr) []string {
	var names []string
	for i := 0; i+1 < len(args); i += 2 {
		if text, ok := textOf(args[i]); ok {
			names = append(names, text)
		}
	}
	return names
}

// catalogue is the file of words of a language itself.
func catalogue(t *testing.T, lang string) (phrases, terms map[string]string) {
	t.Helper()
	var file struct{ Phrase, Term map[string]string }
	text, err := os.ReadFile(lang + ".toml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := toml.Decode(string(text), &file); err != nil {
		t.Fatal(err)
	}
	return file.Phrase, file.Term
}

var slot = regexp.MustCompile(`\{([^}:]*)(:[^}|]*\|[^}]*)?\}`)

// lacks returns the slots of a phrase that none of the names fills.
func lacks(phrase string, named func(string) bool) []string {
	var list []string
	for _, m := range slot.FindAllStringSubmatch(phrase, -1) {
		if !named(m[1]) {
			list = append(list, m[1])
		}
	}
	return list
}

func TestEveryCodeOfTheProgramHasWords(t *testing.T) {
	phrases, _ := catalogue(t, "en")
	s := readSource(t)
	for _, m := range s.makings {
		codes := []string{m.code}
		if m.part != "" {
			codes = composed[m.part]
			if codes == nil {
				t.Errorf("%s: codes are composed with %q, which this test does not list", m.at, m.part)
			}
		}
		for _, code := range codes {
			phrase, ok := phrases[code]
			if !ok {
				t.Errorf("%s: no words for %q", m.at, code)
				continue
			}
			if list := lacks(phrase, func(name string) bool { return slices.Contains(m.names, name) }); m.whole && len(list) > 0 {
				t.Errorf("%s: %q speaks of %v, which is not given", m.at, code, list)
			}
		}
	}
	for part := range composed {
		if !slices.ContainsFunc(s.makings, func(m making) bool { return m.part == part }) {
			t.Errorf("no code is composed with %q", part)
		}
	}
}

func TestEveryPhraseIsSaid(t *testing.T) {
	phrases, _ := catalogue(t, "en")
	s := readSource(t)
	said := map[string]bool{}
	for _, m := range s.makings {
		said[m.code] = true
		for _, code := range composed[m.part] {
			said[code] = true
		}
	}
	for _, code := range slices.Sorted(maps.Keys(phrases)) {
		if said[code] || strings.HasPrefix(code, "client.") {
			continue
		}
		// A code that is handed on: its values are given with it, or where
		// the reason is made.
		passed := s.literals[code]
		if len(passed) == 0 {
			t.Errorf("nobody says %q", code)
			continue
		}
		filled := slices.ContainsFunc(passed, func(p passing) bool {
			return len(lacks(phrases[code], func(name string) bool { return s.handed[p.folder][name] || slices.Contains(p.names, name) })) == 0
		})
		if !filled {
			t.Errorf("%q has slots that nobody fills: %s", code, phrases[code])
		}
	}
}

// What a client reads is said of a thing that the program says too, with no
// other values, and without a word that is typed: a flag, a command or a key.
func TestEveryPhraseForClientsIsOfOneOfTheProgram(t *testing.T) {
	typed := regexp.MustCompile(`--\w|crsplan|[a-z]_[a-z]`)
	for _, lang := range reason.Languages() {
		phrases, _ := catalogue(t, lang)
		for code, phrase := range phrases {
			of, ok := strings.CutPrefix(code, "client.")
			if !ok {
				continue
			}
			values, choices := slotsOf(phrases[of])
			if more := lacks(phrase, func(name string) bool { return slices.Contains(values, name) || slices.Contains(choices, name) }); phrases[of] == "" || len(more) > 0 {
				t.Errorf("%s: %s speaks of %v, which %q does not", lang, code, more, of)
			}
			if word := typed.FindString(slot.ReplaceAllString(phrase, "")); word != "" {
				t.Errorf("%s: %s has %q for a client", lang, code, word)
			}
			words, _ := reason.In(lang)
			if got, want := words.ForClients().Phrase(of), words.Phrase(code); got != want {
				t.Errorf("%s: clients read %q, want %q", lang, got, want)
			}
		}
	}
}

func TestEveryTermOfTheProgramHasAWord(t *testing.T) {
	_, terms := catalogue(t, "en")
	s := readSource(t)
	want := map[string]string{}
	maps.Copy(want, s.terms)
	list := func(prefix string, words ...string) {
		for _, word := range words {
			want[prefix+word] = prefix
		}
	}
	list("education.", profile.LevelWords()...)
	list("study.", profile.StudyWords()...)
	list("who.", "self", "partner")
	list("marital.", profile.MaritalWords()...)
	list("confidence.", "high", "medium", "low")
	list("section.", "core", "spouse", "transferability", "additional")
	list("ends.", "waiting", "not-reached", "running")
	list("place.", string(draws.Below), string(draws.Inside), string(draws.Above), string(draws.Unpublished))
	list("", string(draws.Unknown.Term()))
	list("instrument.", "in-force", "announced", "proposed")
	list("kind.", "profile", "scenario", "plan", "instrument")
	list("verdict.", "yes", "no", "not-known")
	list("state.", string(draws.Active), string(draws.Dormant), string(draws.Closed))
	for _, era := range sim.Eras {
		list("era.", era.Key)
		if era.From > 0 {
			list("era-mark.", era.Key)
		}
	}
	for _, key := range streams.Pathways() {
		list("pathway.", key)
	}
	list("move.", scenarios.LibraryNames()...)
	list("fact.", slices.Collect(maps.Keys(sim.Facts))...)
	for _, stream := range draws.Streams() {
		list("", string(stream.Term()))
		list("short.", string(stream))
	}
	for _, a := range language.Abilities {
		list("", string(a.Term()))
	}
	for _, o := range []language.Official{language.English, language.French} {
		list("", string(o.Term()))
		list("scale.", o.String())
	}
	book := crs.Embedded()
	for _, in := range slices.Concat(book.Instruments(), book.Proposals()) {
		for _, key := range in.Unknown {
			list("unknown.", key)
		}
		if !in.Proposed() && in.InForce > crs.FirstDay {
			list("mark.", in.ID)
		}
	}
	for _, f := range crs.Factors() {
		list("factor.", string(f))
	}
	for _, kind := range []sim.EventKind{sim.WorkYearEvent, sim.WindowEvent, sim.ExpiryEvent, sim.RuleEvent, sim.LanguageEvent, sim.RenewalEvent} {
		list("flag.", string(kind))
	}
	for month := 1; month <= 12; month++ {
		list("month.", strconv.Itoa(month))
	}
	for _, key := range slices.Sorted(maps.Keys(want)) {
		if terms[key] == "" {
			t.Errorf("%s: no word for %q", want[key], key)
		}
	}
}

// A slot is a value, or a choice of two words.
func TestThePhrasesAreWellFormed(t *testing.T) {
	shape := regexp.MustCompile(`^(?:[^{}]|\{[a-z_]+(?::[^{}|]+\|[^{}|]+)?\})+$`)
	for _, lang := range reason.Languages() {
		phrases, terms := catalogue(t, lang)
		for code, phrase := range phrases {
			if !shape.MatchString(phrase) {
				t.Errorf("%s: %s = %q", lang, code, phrase)
			}
		}
		for key, word := range terms {
			if strings.ContainsAny(word, "{}") || strings.TrimSpace(word) == "" {
				t.Errorf("%s: %s = %q", lang, key, word)
			}
		}
		words, _ := reason.In(lang)
		if diff := cmp.Diff(slices.Sorted(maps.Keys(phrases)), words.Codes()); diff != "" {
			t.Errorf("%s: codes (-file +catalogue):\n%s", lang, diff)
		}
	}
}
