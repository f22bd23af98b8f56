package web_test

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"
)

// sizes are the screens that the page is looked at on: a laptop's, a
// telephone's, and the narrowest that there is.
var sizes = []int64{1280, 390, 320}

// views are what somebody may have before them.
var views = []struct {
	name string
	show func(b *tab)
}{
	{"empty", func(*tab) {}},
	{"sample", func(b *tab) { b.answered(func() { b.press("do", "sample") }); b.chances() }},
	{"couple", func(b *tab) { b.answered(func() { b.upload("../../../../testdata/profiles/couple.toml") }) }},
	{"six-options", func(b *tab) {
		b.answered(func() { b.press("do", "sample") })
		b.answered(func() { b.press("do", "add options") })
		b.answered(func() {
			b.run(`const e = [...document.querySelectorAll(".option")].pop().querySelector("select"); e.value = "canadian-year"; e.dispatchEvent(new Event("change", {bubbles: true}))`)
		})
		b.chances()
	}},
	{"errors", func(b *tab) {
		b.answered(func() { b.press("do", "sample") })
		b.answered(func() {
			b.fill("profile.birth_date", "2030-01-01")
			b.fill("profile.languages.english.listening", "8.3")
			b.fill("profile.work.developer.noc", "21239")
		})
	}},
	{"french", func(b *tab) {
		b.answered(func() { b.press("do", "sample") })
		b.answered(func() { b.press("lang", "fr") })
	}},
}

// The pictures are kept with go test -artifacts, to be looked at. Nothing is
// wider than the screen.
func TestThePageFitsItsScreens(t *testing.T) {
	for _, width := range sizes {
		for _, view := range views {
			t.Run(view.name+" "+strconv.FormatInt(width, 10), func(t *testing.T) {
				b := browse(t)
				b.do(chromedp.EmulateViewport(width, 900))
				b.open("/")
				view.show(b)
				if over := value[[]string](b, `[...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll, .picture, .unseen, datalist")).map((e) => e.tagName + "." + e.className + " " + e.id)`); len(over) > 0 {
					t.Errorf("beyond %d: %v", width, over)
				}
				b.do(chromedp.EmulateViewport(width, value[int64](b, "document.documentElement.scrollHeight")))
				picture, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(t.ArtifactDir(), view.name+"-"+strconv.FormatInt(width, 10)+".png"), picture, 0o600); err != nil {
					t.Fatal(err)
				}
			})
		}
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
