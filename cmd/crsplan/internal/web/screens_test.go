package web_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"crsplan/sim/reason"
)

// sizes are the screens that the page is looked at on: a laptop's, a
// telephone's, and the narrowest that there is.
var sizes = []int64{1280, 390, 320}

// views are what somebody may have before them.
var views = []struct {
	name string
	axe  bool // looked over by axe-core
	dark bool // looked at in the dark too
	show func(b *tab)
}{
	{"empty", true, false, func(*tab) {}},
	{"sample", true, true, func(b *tab) { b.answered(func() { b.press("do", "sample") }) }},
	{"couple", true, false, func(b *tab) { b.answered(func() { b.upload("../../../../testdata/profiles/couple.toml") }) }},
	{"permit", true, false, func(b *tab) { b.answered(func() { b.upload("../../../../testdata/profiles/nurse-toronto.toml") }) }},
	{"missing", true, false, func(b *tab) {
		b.answered(func() { b.upload("../../../../testdata/profiles/french.toml") })
		b.answered(func() { b.fill("profile.canada.settlement_funds_cad", "") })
	}},
	{"six-options", false, false, func(b *tab) {
		b.answered(func() { b.press("do", "sample") })
		b.answered(func() { b.press("do", "add scenarios") })
		b.answered(func() {
			b.fill(value[string](b, `document.querySelector("[name$='.steps.step-1.months.likely']").name`), "3")
		})
	}},
	{"errors", true, true, func(b *tab) {
		b.answered(func() { b.press("do", "sample") })
		b.answered(func() {
			b.fill("profile.birth_date", "2030-01-01")
			b.fill("profile.languages.english.listening", "8.3")
			b.fill("profile.work.developer.noc", "21239")
		})
	}},
	{"past", false, false, func(b *tab) {
		b.answered(func() { b.press("do", "sample") })
		b.answered(func() { b.fill("as_of", "2023-03-15") })
	}},
}

// pictured says whether pictures are kept: with go test -artifacts.
func pictured() bool { return flag.Lookup("test.artifacts").Value.String() == "true" }

// settled waits until there is nothing left to wait for.
func (b *tab) settled() {
	b.Helper()
	b.wait(`document.getElementById("answer-wrong") || !document.querySelector(".stale, #chances-wait, #search-wait")`)
}

// Nothing is wider than the screen, and axe-core finds nothing serious. The
// languages take turns; with go test -artifacts every view is shown in both,
// and the pictures are kept, to be looked at.
func TestThePageAsItIsSeen(t *testing.T) {
	script := axe(t)
	for i, view := range views {
		for k, lang := range reason.Languages() {
			if k != i%2 && !pictured() {
				continue
			}
			name := view.name + "-" + lang
			t.Run(name, func(t *testing.T) {
				b := browse(t)
				b.open("/?lang=" + lang)
				view.show(b)
				b.fitsEverySize(name)
				if view.axe {
					b.axe(script)
				}
				b.picture(name + "-open")
				if view.dark {
					b.media("dark")
					b.picture(name + "-dark")
					b.axe(script)
				}
			})
		}
	}
}

// fitsEverySize leaves the page wide, with all that is closed opened.
func (b *tab) fitsEverySize(name string) {
	b.Helper()
	for _, width := range sizes {
		b.do(chromedp.EmulateViewport(width, 900))
		b.settled()
		b.picture(name + "-" + strconv.FormatInt(width, 10))
		b.run(`window.shut = [...document.querySelectorAll("details:not([open], .menu)")]; for (const d of window.shut) d.open = true`)
		if over := value[[]string](b, `[...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll, .picture, .unseen, datalist")).map((e) => e.tagName + "." + e.className + " " + e.id)`); len(over) > 0 {
			b.Errorf("beyond %d: %v", width, over)
		}
		b.run(`for (const d of window.shut) d.open = false`)
	}
	b.do(chromedp.EmulateViewport(1280, 900))
	b.settled()
	b.run(`for (const d of document.querySelectorAll("details")) d.open = true`)
}

// picture keeps a picture of the whole page.
func (b *tab) picture(name string) {
	b.Helper()
	if !pictured() {
		return
	}
	width := value[int64](b, "innerWidth")
	for range 2 { // what stays beside the answer grows with the window
		b.do(chromedp.EmulateViewport(width, value[int64](b, "document.documentElement.scrollHeight")))
	}
	b.run(`document.activeElement.blur(); document.getElementById("who").scrollTop = 0; scrollTo(0, 0)`)
	data, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(b.ArtifactDir(), name+".png"), data, 0o600); err != nil {
		b.Fatal(err)
	}
}

// axe returns the text of axe-core, which the gate fetches: AXE_CORE is its
// file. It is no part of the program. Without it the page is still looked at.
func axe(t *testing.T) string {
	t.Helper()
	path := os.Getenv("AXE_CORE")
	if path == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("the gate needs AXE_CORE")
		}
		return ""
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// violation is what axe-core finds.
type violation struct {
	ID, Impact, Help string
	Where            []string
}

func (b *tab) axe(script string) {
	b.Helper()
	if script == "" {
		return
	}
	value[bool](b, script+"; true")
	found, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]violation](`axe.run(document, {resultTypes: ["violations"]}).then((r) => r.violations.map((v) =>
		({id: v.id, impact: v.impact, help: v.help, where: v.nodes.slice(0, 4).map((n) => n.target.join(" ") + ": " + (n.any[0]?.message ?? ""))})))`, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatal(err)
	}
	for _, v := range found {
		if v.Impact == "serious" || v.Impact == "critical" {
			b.Errorf("%s: %s (%s)\n%s", v.Impact, v.ID, v.Help, fmt.Sprintln(v.Where))
		} else {
			b.Logf("%s: %s (%s) %s", v.Impact, v.ID, v.Help, fmt.Sprintln(v.Where))
		}
	}
}

// media sets what the person prefers.
func (b *tab) media(scheme string) {
	b.Helper()
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
	if err != nil {
		b.Fatal(err)
	}
}

// upload opens files as a person does.
func (b *tab) upload(paths ...string) {
	b.Helper()
	for i, path := range paths {
		whole, err := filepath.Abs(path)
		if err != nil {
			b.Fatal(err)
		}
		paths[i] = whole
	}
	b.do(chromedp.SetUploadFiles(chromedp.ID("open-file"), paths))
}
