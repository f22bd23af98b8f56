package web_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"
)

// slowly lets every answer take so long.
func (b *tab) slowly(wait time.Duration) {
	b.Helper()
	b.run(`window.swift ??= fetch; window.fetch = async (...all) => { await new Promise((go) => setTimeout(go, ` + strconv.FormatInt(wait.Milliseconds(), 10) + `)); return window.swift(...all); }`)
}

// typed types letter by letter, at the pace of a person.
func (b *tab) typed(text string) {
	b.Helper()
	for i, letter := range text {
		b.key(string(letter))
		time.Sleep(time.Duration(60+40*(i%3)) * time.Millisecond)
	}
}

// mine marks a field as the one in which somebody is, and says at the end whether
// it is still that one, with the focus, its text, the caret and the scroll of the
// form.
func (b *tab) mine(name string) (still func(text string)) {
	b.Helper()
	b.run(`const e = document.getElementsByName(` + quote(name) + `)[0]; e.focus(); e.mine = true; e.select?.(); document.getElementById("who").scrollTop = 40; window.scrolled = [scrollY, document.getElementById("who").scrollTop]`)
	return func(text string) {
		b.Helper()
		got := value[string](b, `const e = document.activeElement; [e.name, e.mine, e.value, e.selectionStart, String(window.scrolled) === String([scrollY, document.getElementById("who").scrollTop])].join("|")`)
		if want := strings.Join([]string{name, "true", text, strconv.Itoa(len(text)), "true"}, "|"); got != want {
			b.Errorf("after typing it is %q, not %q", got, want)
		}
	}
}

// Whatever comes back while somebody types, the field, its text, the caret and the
// scroll stay as they are.
func TestTypingIsNeverTouched(t *testing.T) {
	for _, wait := range []time.Duration{200 * time.Millisecond, time.Second, 3 * time.Second} {
		t.Run(wait.String(), func(t *testing.T) {
			b := browse(t)
			b.open("/")
			b.answered(func() { b.press("do", "sample") })
			b.chances()
			b.slowly(wait)
			still := b.mine("profile.name")
			b.typed("Priya ")
			// A partner appears in between.
			b.run(`const e = document.getElementsByName("profile.marital_status")[0]; e.value = "married"; e.dispatchEvent(new Event("change", {bubbles: true}))`)
			b.typed("Raghunathan Iyer")
			b.wait(`!document.getElementById("partner-part").hidden`)
			b.typed(" Rao")
			b.wait(`!document.querySelector("#answer.stale")`)
			still("Priya Raghunathan Iyer Rao")
		})
	}
}

// Nothing is an error before the field is left, and the last good answer stays.
func TestNothingIsAnErrorWhileItIsTyped(t *testing.T) {
	b := browse(t)
	b.open("/")
	b.answered(func() { b.press("do", "sample") })
	b.chances()
	const field = "profile.languages.english.listening"
	wrong := `[...document.querySelectorAll(".messages")].some((m) => m.textContent.trim() && m.checkVisibility())`
	b.mine(field)
	b.answered(func() { b.typed("7.3") })
	if value[bool](b, wrong) || value[bool](b, `document.getElementById("problems").checkVisibility()`) {
		t.Error("it is an error before it is left")
	}
	if got := b.text("#card .score strong"); got != "355" {
		t.Errorf("the last answer is gone: %q", got)
	}
	b.key(kb.Tab)
	b.wait(`document.getElementById("problems").checkVisibility()`)
	if !value[bool](b, wrong) || b.text("#card .score strong") != "355" {
		t.Error("it is no error after it is left")
	}
	b.answered(func() { b.fill(field, "8") })
	b.chances()
	if value[bool](b, wrong) {
		t.Error("it is an error after it was mended")
	}
	// By the keyboard: a country by its name, a test by its first letters.
	const country = "profile.education.country"
	b.mine(country)
	b.typed("India")
	b.key(kb.Tab)
	b.run(`document.getElementsByName("profile.languages.french.test")[0].focus()`)
	b.answered(func() { b.typed("TEF") })
	if got := value[string](b, `document.getElementsByName("profile.languages.french.test")[0].value`); got != "tef-canada" {
		t.Errorf("%q was chosen", got)
	}
	if got := value[string](b, `document.getElementsByName("`+country+`")[0].value`); got != "India" {
		t.Errorf("the country became %q", got)
	}
}

// A reload keeps what was asked to be kept; one click forgets it; and what was
// begun anew can be had back.
func TestNothingIsLost(t *testing.T) {
	b := browse(t)
	b.open("/")
	b.answered(func() { b.press("do", "sample") })
	b.answered(func() { b.fill("profile.name", "Ana Maria") })
	name := func() string { return value[string](b, `document.getElementsByName("profile.name")[0].value`) }
	b.answered(func() { b.press("do", "new") })
	if name() != "" {
		t.Errorf("starting over leaves %q", name())
	}
	b.answered(func() { b.run(`document.getElementById("undo").click()`) })
	if name() != "Ana Maria" {
		t.Errorf("undone: %q", name())
	}
	if value[int](b, `localStorage.length`) != 0 {
		t.Error("something is kept unasked")
	}
	b.run(`document.getElementById("take").open = true`)
	b.run(`document.getElementById("keep").click()`)
	b.answered(func() { b.fill("profile.name", "Ana Maria Lima") })
	b.open("/")
	b.wait(`document.getElementsByName("profile.name")[0].value === "Ana Maria Lima"`)
	b.chances()
	b.run(`document.getElementById("take").open = true`)
	b.run(`document.getElementById("keep").click()`)
	if value[int](b, `localStorage.length`) != 0 {
		t.Error("something is still kept")
	}
	// The program ends in the midst of an answer: what was filled in stays.
	b.run(`window.fetch = async () => { throw new TypeError("gone") }`)
	b.fill("profile.name", "Ana")
	b.wait(`!document.getElementById("gone").hidden`)
	if name() != "Ana" || b.text("#card .score strong") != "355" {
		t.Errorf("left: %q, %q", name(), b.text("#card .score strong"))
	}
}
