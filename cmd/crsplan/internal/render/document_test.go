package render_test

import (
	"bytes"
	"context"
	"html"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/cmd/crsplan/internal/render"
	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
	"crsplan/sim/search"
)

var today = civil.MustParse("2026-11-22")

// client is somebody whose report is made, with the options compared.
type client struct {
	name    string
	profile string // of testdata/profiles; "" for the sample
	options []string
	lang    string
	office  bool
	today   civil.Day
}

// clients are the three that a reader should look at, and those in whom
// something else is the case.
var clients = []client{
	{"developer", "", nil, "en", false, today},
	{"développeur", "", nil, "fr", true, today},
	{"couple", "couple.toml", []string{"partner-clb9", "clb9", "canadian-two-years", "french-nclc7"}, "en", true, today},
	{"couple en français", "couple.toml", []string{"clb9", "french-nclc7"}, "fr", false, today},
	{"hopeless", "no-stream.toml", []string{"eca", "masters-abroad"}, "en", false, today},
	{"sans issue", "no-stream.toml", []string{"eca"}, "fr", false, today},
	{"the article's day", "developer-2023.toml", []string{"lmia-offer", "clb9"}, "en", false, civil.MustParse("2023-03-15")},
	{"nobody to compare with", "nurse.toml", nil, "en", false, today},
	{"every key", "every-key.toml", []string{"clb9"}, "fr", false, today},
}

// made are the reports of the clients, each made once.
var made sync.Map

func (c client) report(t testing.TB) *page.Document {
	t.Helper()
	once, _ := made.LoadOrStore(c.name, sync.OnceValues(c.make))
	doc, err := once.(func() (*page.Document, error))()
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func (c client) make() (*page.Document, error) {
	words, _ := reason.In(c.lang)
	words = words.ForClients()
	w := &sim.World{Book: crs.Embedded(), Today: c.today, Known: c.today, AsOf: true}
	plan, warnings, err := c.plan()
	if err != nil {
		return nil, err
	}
	query := answer.PlanQuery{Chance: answer.ChanceQuery{Paths: 200, Seed: 1}, Trials: true, Couple: true, Given: library()}
	doc, err := answer.Of(context.Background(), words, w, plan, draws.Embedded().Until(c.today), query, warnings)
	if err != nil {
		return nil, err
	}
	in := page.ReportInput{Words: words, World: w, Plan: plan, Answer: doc}
	if c.office {
		in.Office = office()
	}
	return page.Report(in)
}

// library is what the levers of a couple are made of.
func library() []search.Move {
	var list []*sim.Scenario
	for _, name := range []string{"clb9", "partner-clb9", "masters-canada"} {
		s, _ := scenarios.Library(name)
		list = append(list, s)
	}
	return search.Library(list)
}

func (c client) plan() (*sim.Plan, reason.Warnings, error) {
	if c.profile == "" {
		return scenarios.SamplePlan(c.lang, c.today)
	}
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "testdata", "profiles", c.profile))
	if err != nil {
		return nil, nil, err
	}
	p, warnings, err := scenarios.ReadProfile(c.profile, data)
	if err != nil {
		return nil, nil, err
	}
	plan := &sim.Plan{Profile: p, HorizonMonths: sim.DefaultHorizonMonths}
	r := scenarios.Reader{}
	for _, word := range c.options {
		o, _, err := r.Option(word)
		if err != nil {
			return nil, nil, err
		}
		plan.Options = append(plan.Options, o)
	}
	return plan, warnings, nil
}

// office has a letterhead with everything on it.
func office() *scenarios.Office {
	picture := image.NewNRGBA(image.Rect(0, 0, 120, 40))
	for x := range 120 {
		picture.Set(x, x/3, color.NRGBA{0x7A, 0x1F, 0x2B, 0xC0})
	}
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		panic(err)
	}
	return &scenarios.Office{
		Name: "Érable & Fils <Ottawa>", Adviser: "Zoë Tremblay-Østergård", Licence: "R512345", Address: []string{"120, rue Elgin", "Ottawa ON  K2P 1L4"},
		Colour: scenarios.Colour{R: 0x7A, G: 0x1F, B: 0x2B}, Logo: &scenarios.Logo{PNG: b.Bytes(), Width: 120, Height: 40}, Footer: reason.Text{English: "Confidential", French: "Confidentiel"},
	}
}

// eachClient runs a test for every client.
func eachClient(t *testing.T, test func(t *testing.T, doc *page.Document)) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	for _, c := range clients {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			test(t, c.report(t))
		})
	}
}

// texts are the texts of a document in the order of reading.
func texts(doc *page.Document) (list []string) {
	doc.Texts(func(text string) {
		if text != "" {
			list = append(list, text)
		}
	})
	return list
}

func written(t testing.TB, doc *page.Document, format render.Format) string {
	t.Helper()
	return writtenOn(t, doc, format, render.A4)
}

func writtenOn(t testing.TB, doc *page.Document, format render.Format, paper render.Paper) string {
	t.Helper()
	var b bytes.Buffer
	if err := render.Document(&b, doc, "plan", format, paper); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// letters is a text without its blanks: forms break lines where they like.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '\n' || r == '\t' || r == '\u00a0' || r == '\u202f' || r == '\f' || r == '\r' {
			return -1
		}
		return r
	}, text)
}

// inOrder sees that a form says each text of a document once, in order, and
// returns what it says besides.
func inOrder(t *testing.T, doc *page.Document, form string) (besides string) {
	t.Helper()
	rest := letters(form)
	var more strings.Builder
	for _, text := range texts(doc) {
		want := letters(below.ReplaceAllString(text, "−$1")) // every form sets a minus sign
		before, after, found := strings.Cut(rest, want)
		if !found {
			t.Fatalf("%q is not said, or not in its place, after %q", text, last(more.String(), 80))
		}
		more.WriteString(before + "|")
		rest = after
	}
	return strings.Trim(regexp.MustCompile(`\|+`).ReplaceAllString(more.String()+rest, "|"), "|")
}

func last(text string, n int) string {
	runes := []rune(text)
	return string(runes[max(0, len(runes)-n):])
}

var (
	pictures = regexp.MustCompile(`(?s)<svg.*?</svg>`)
	headers  = regexp.MustCompile(`(?s)<head>.*?</head>|<nav.*?</nav>`)
	tags     = regexp.MustCompile(`<[^>]*>`)
	below    = regexp.MustCompile(`^-(\d)`)
	numbers  = regexp.MustCompile(`<span class="number">\d</span>`)
)

func TestHTMLSaysTheContentAndNothingElse(t *testing.T) {
	eachClient(t, func(t *testing.T, doc *page.Document) {
		html5 := written(t, doc, render.HTML)
		text := numbers.ReplaceAllString(headers.ReplaceAllString(pictures.ReplaceAllString(html5, ""), ""), "")
		text = strings.TrimPrefix(html.UnescapeString(tags.ReplaceAllString(text, "")), "")
		if more := inOrder(t, doc, text); more != "" {
			t.Errorf("it says besides: %q", more)
		}
	})
}

var escaped = regexp.MustCompile(`\\(.)`)

func TestMarkdownSaysTheContentAndNothingElse(t *testing.T) {
	marks := regexp.MustCompile(`(?m)^!\[.*\]\(.*\)$|^#+ (\d\. )?|^- |^> ?|^---$|^\| [-: |]*\|$`)
	eachClient(t, func(t *testing.T, doc *page.Document) {
		text := written(t, doc, render.Markdown)
		// The title comes before the letterhead here.
		_, body, _ := strings.Cut(text, "\n## ")
		text = strings.Join(doc.Front(), " ") + "\n## " + body
		text = marks.ReplaceAllString(text, "")
		const kept = "\x01"
		var held []string
		text = escaped.ReplaceAllStringFunc(text, func(m string) string { held = append(held, m[1:]); return kept })
		text = strings.NewReplacer("**", "", "|", "", ": **", "", "  \n", "\n").Replace(text)
		for _, h := range held {
			text = strings.Replace(text, kept, h, 1)
		}
		// The punctuation between the parts of a figure is Markdown's alone.
		if more := strings.Trim(strings.NewReplacer("|:|(|)", "", "|", "", ":", "", "(", "", ")", "").Replace(inOrder(t, doc, text)), " "); more != "" {
			t.Errorf("it says besides: %q", more)
		}
	})
}
