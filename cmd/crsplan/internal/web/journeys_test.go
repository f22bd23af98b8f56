package web_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"crsplan/cmd/crsplan/internal/cli"
	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// downloads makes the browser save files into a folder of the test's.
func (b *tab) downloads() (folder string) {
	b.Helper()
	folder = b.TempDir()
	id := chromedp.FromContext(b.ctx).BrowserContextID
	_, err := chromedp.CallBrowser(b.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, BrowserContextID: id, DownloadPath: folder,
	})
	if err != nil {
		b.Fatal(err)
	}
	return folder
}

// saved waits for a file to be saved whole.
func (b *tab) saved(folder, name string) []byte {
	b.Helper()
	path := filepath.Join(folder, name)
	for range 400 {
		if data, err := os.ReadFile(path); err == nil && len(data) > 0 {
			if _, err := os.Stat(path + ".crdownload"); err != nil {
				return data
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	b.Fatalf("%s was not saved", name)
	return nil
}

func (b *tab) click(selector string) {
	b.Helper()
	b.do(chromedp.ScrollIntoView(chromedp.CSS(selector)), chromedp.Click(chromedp.CSS(selector)))
}

// choose picks a word of a list, the n-th of that name.
func (b *tab) choose(name string, n int, word string) {
	b.Helper()
	b.run(`const e = document.getElementsByName(` + quote(name) + `)[` + strconv.Itoa(n) + `]; e.focus(); e.value = ` + quote(word) + `; e.dispatchEvent(new Event("input", {bubbles: true})); e.dispatchEvent(new Event("change", {bubbles: true}))`)
}

// figures are the rows of the table that compares the options: now, best and
// its day.
func (b *tab) figures() [][]string {
	b.Helper()
	return value[[][]string](b, `[...document.querySelectorAll("#points table")][0] && [...document.querySelectorAll("#points table")[0].tBodies[0].rows].map((r) => [...r.cells].slice(1, 4).map((c) => c.textContent.replace("*", "")))`)
}

func TestANewcomersWholeWay(t *testing.T) {
	b := browse(t)
	folder := b.downloads()
	b.open("/")
	b.answered(func() { b.click(`button[value=sample]`) })
	if got := b.text(".score strong"); got != "355" {
		t.Fatalf("the sample has %s", got)
	}
	b.run(`const began = performance.now(); new MutationObserver((_, o) => { window.took = performance.now() - began; o.disconnect() }).observe(document.documentElement, {attributeFilter: ["data-shown"]})`)
	b.answered(func() { b.fill("profile.birth_date", "1994-05-20") })
	// About 200 ms on a machine that does nothing else.
	if took := value[float64](b, `window.took`); took > 5000 {
		t.Errorf("a change is answered after %.0f ms", took)
	} else {
		t.Logf("a change is answered after %.0f ms", took)
	}
	b.answered(func() { b.fill("profile.languages.english.listening", "8.5") })
	b.answered(func() { b.fill("profile.languages.english.reading", "7.5") })
	before := b.text("#options")
	b.answered(func() { b.choose("options.clb9.scenarios", 1, "canadian-year") })
	b.answered(func() { b.press("do", "remove options.own") })
	b.answered(func() { b.press("do", "add options") })
	b.answered(func() { b.choose("options.option-1.scenarios", 0, "second-credential") })
	if b.text("#options") == before {
		t.Error("the options do not change")
	}
	b.chances()
	for _, part := range []string{"credential", "→ One year of work in Canada"} {
		if !strings.Contains(b.text("#compared"), part) || !strings.Contains(b.text("#chances"), part) {
			t.Errorf("the answer does not speak of %q", part)
		}
	}
	if status := b.text("#status"); status == "" {
		t.Error("nothing is announced")
	}
	page := b.figures()

	b.click(`button[formaction="/file/projection.pdf"]`)
	if data := b.saved(folder, "projection.pdf"); !bytes.HasPrefix(data, []byte("%PDF")) {
		t.Errorf("%.20q is no PDF", data)
	}
	b.run(`document.getElementById("take").open = true`)
	b.click(`button[formaction="/file/plan.toml"]`)
	b.saved(folder, "plan.toml")

	// The file gives the same on the command line.
	var out, talk bytes.Buffer
	code := cli.Main([]string{"plan", filepath.Join(folder, "plan.toml"), "--json", "--paths", "200", "--seed", "1"}, cli.Env{
		In: strings.NewReader(""), Out: &out, Err: &talk, Today: today, Getenv: func(string) string { return "" },
	})
	if code != 0 {
		t.Fatalf("exit code %d: %s", code, talk.String())
	}
	var plan struct {
		Options []struct {
			Now  int
			Best struct {
				On    civil.Day
				Total int
			}
			Chance []struct{ P float64 }
		}
	}
	if err := json.Unmarshal(out.Bytes(), &plan); err != nil {
		t.Fatal(err)
	}
	var line [][]string
	var chances []string
	for _, o := range plan.Options {
		line = append(line, []string{strconv.Itoa(o.Now), strconv.Itoa(o.Best.Total), reason.English().Day(o.Best.On)})
		chances = append(chances, reason.English().Chance(o.Chance[len(o.Chance)-1].P))
	}
	// The page keeps the order in which the options were added; the command puts the
	// best first.
	shown := slices.SortedFunc(slices.Values(page), slices.Compare[[]string])
	slices.SortFunc(line, slices.Compare[[]string])
	slices.Sort(chances)
	if !slices.EqualFunc(shown, line, slices.Equal[[]string]) {
		t.Errorf("the page says %v, the command line %v", page, line)
	}
	if told := value[[]string](b, `[...document.querySelector("#chances table").tBodies[0].rows].map((r) => r.cells[4].textContent)`); !slices.Equal(slices.Sorted(slices.Values(told)), chances) {
		t.Errorf("chances by the end: the page says %q, the command line %q", told, chances)
	}
	if other := value[[]string](b, `performance.getEntriesByType("resource").map((e) => e.name).filter((n) => !n.startsWith(location.origin + "/"))`); len(other) > 0 {
		t.Errorf("asked of others: %q", other)
	}

	// And it opens again.
	again := browse(t)
	again.open("/")
	again.answered(func() { again.upload(filepath.Join(folder, "plan.toml")) })
	again.chances()
	if got := again.figures(); !slices.EqualFunc(page, got, slices.Equal[[]string]) {
		t.Errorf("opened again it says %v, not %v", got, page)
	}
}

func TestThePageWithoutScripts(t *testing.T) {
	b := browse(t)
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.Navigate(b.address + "/"))
	if value[bool](b, `document.documentElement.classList.contains("scripted")`) {
		t.Fatal("a script ran")
	}
	// Each post is a new page, whose first mark is gone once it is there.
	next := func(selector string) {
		t.Helper()
		b.do(chromedp.WaitReady(chromedp.CSS("footer.foot")))
		value[bool](b, `document.body.dataset.old = "1", true`)
		b.click(selector)
		for range 400 {
			if old, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](`document.readyState === "complete" && !document.body.dataset.old`)); err == nil && old {
				return
			}
			time.Sleep(25 * time.Millisecond)
		}
		t.Fatalf("no page after %s", selector)
	}
	next(`button[value=sample]`)
	if got := b.text(".score strong"); got != "355" {
		t.Errorf("the sample has %s", got)
	}
	if !strings.Contains(b.text("#chances"), "%") {
		t.Error("the chances are not there")
	}
	b.do(chromedp.Clear(chromedp.CSS(`[name="profile.languages.english.speaking"]`)), chromedp.SendKeys(chromedp.CSS(`[name="profile.languages.english.speaking"]`), "5"))
	next(`button.update`)
	if got := b.text(".score strong"); got == "355" || got == "" {
		t.Errorf("the update gives %q", got)
	}
	next(`button[value="add profile.work"]`)
	if !value[bool](b, `!!document.getElementById("profile.work.job-1.noc")`) {
		t.Error("no job was added")
	}
	b.do(chromedp.SendKeys(chromedp.CSS(`[name="profile.work.job-1.noc"]`), "99999"))
	next(`button.update`)
	if !strings.Contains(b.text("#problems"), "99999") || b.text(`[id="profile.work.job-1.noc-wrong"]`) == "" {
		t.Error("nothing is said of an occupation that there is not")
	}
	next(`button[value="lang fr"]`)
	if got := value[string](b, `document.documentElement.lang`); got != "fr" {
		t.Errorf("the page is in %s", got)
	}
}

// focus is where the focus is, in words.
func (b *tab) focus() string {
	return value[string](b, `(() => { const e = document.activeElement; return e === document.body ? "" : e.id || e.value || e.textContent.trim() })()`)
}

func (b *tab) key(keys string) {
	b.Helper()
	b.do(chromedp.KeyEvent(keys))
}

func TestTheKeyboardAlone(t *testing.T) {
	b := browse(t)
	b.open("/")
	b.key(kb.Tab)
	if got := b.focus(); got != "Skip to the answer" {
		t.Errorf("first comes %q", got)
	}
	b.key(kb.Enter)
	if got := b.focus(); got != "answer" {
		t.Errorf("skipping leads to %q", got)
	}
	b.run(`document.activeElement.blur(); getSelection().removeAllRanges(); document.querySelector(".skip").focus()`)
	tabTo := func(name string) {
		t.Helper()
		for range 120 {
			if value[bool](b, `document.activeElement.name === `+quote(name)+` || document.activeElement.value === `+quote(name)+` && document.activeElement.tagName === "BUTTON"`) {
				return
			}
			b.key(kb.Tab)
		}
		t.Fatalf("the keyboard does not come to %s", name)
	}
	tabTo("sample")
	b.answered(func() { b.key(kb.Enter) })
	if got := b.focus(); got != "sample" {
		t.Errorf("the focus is lost to %q", got)
	}
	tabTo("profile.languages.english.speaking")
	b.answered(func() { b.key("8") })
	if got := b.focus(); got != "profile.languages.english.speaking" {
		t.Errorf("while typing the focus moves to %q", got)
	}
	if text := value[string](b, `document.activeElement.value`); text != "8" {
		t.Errorf("%q was typed", text)
	}
	tabTo("options.clb9.scenarios")
	if outline := value[string](b, `getComputedStyle(document.activeElement).outlineStyle`); outline == "none" {
		t.Error("the focus cannot be seen")
	}
	b.answered(func() { b.key("Doc") }) // a list chooses by its first letters
	if got := value[string](b, `document.activeElement.value`); got != "doctorate" {
		t.Errorf("chosen: %s", got)
	}
	tabTo("add options")
	b.answered(func() { b.key(" ") })
	if got := value[string](b, `document.activeElement.name`); got != "options.option-1.scenarios" {
		t.Errorf("after adding an option the focus is on %q", got)
	}
	// What is wrong is said, and linked to its field.
	b.run(`document.getElementsByName("profile.languages.english.speaking")[0].focus()`)
	b.answered(func() { b.key(kb.Backspace + kb.Delete + kb.Delete + "11") })
	if got := b.text("#status"); strings.Contains(got, "mend") {
		t.Errorf("announced while it is typed: %q", got)
	}
	b.key(kb.Tab)
	b.run(`document.getElementsByName("profile.languages.english.speaking")[0].focus()`)
	if got := value[string](b, `document.activeElement.getAttribute("aria-describedby")`); !strings.Contains(got, "-wrong") || b.text(`[id="profile.languages.english.speaking-wrong"]`) == "" {
		t.Errorf("the field is described by %q", got)
	}
	if got := b.text("#status"); !strings.HasPrefix(got, "Fix 1 item") {
		t.Errorf("announced: %q", got)
	}
	b.run(`document.querySelector("#problems a").focus()`)
	b.key(kb.Enter)
	if got := b.focus(); got != "profile.languages.english.speaking" {
		t.Errorf("the summary leads to %q", got)
	}
}

// Enter in a field answers: it saves no file, leaves no page, and the focus stays.
func TestEnterInAFieldAnswers(t *testing.T) {
	b := browse(t)
	b.open("/")
	b.answered(func() { b.press("do", "sample") })
	for _, name := range []string{"profile.name", "profile.languages.english.speaking"} {
		b.run(`document.getElementsByName(` + quote(name) + `)[0].focus()`)
		b.answered(func() { b.key("8" + kb.Enter) })
		if got := b.focus(); got != name {
			t.Errorf("the focus goes to %q", got)
		}
		if path := value[string](b, `location.pathname`); path != "/" {
			t.Errorf("it leads to %s", path)
		}
	}
}

// The focus comes to every field and button, and past every one.
func TestTheKeyboardIsCaughtNowhere(t *testing.T) {
	b := browse(t)
	b.open("/")
	b.answered(func() { b.press("do", "sample") })
	b.chances()
	b.run(`for (const d of document.querySelectorAll("details")) d.open = true; document.querySelector(".skip").focus()`)
	all := value[int](b, `window.left = new Set([...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary, [tabindex='0']")].filter((e) => e.checkVisibility() && !e.disabled)); window.left.size`)
	for range 3 * all {
		b.run(`window.left.delete(document.activeElement)`)
		b.key(kb.Tab)
		if value[bool](b, `document.activeElement === document.body || document.activeElement.matches(".skip")`) {
			break
		}
	}
	b.run(`window.left.delete(document.activeElement)`)
	if left := value[[]string](b, `[...window.left].map((e) => e.outerHTML.slice(0, 120))`); len(left) > 0 {
		t.Errorf("of %d never reached: %q", all, left)
	}
}

func TestALinkHoldsAllThatWasFilledIn(t *testing.T) {
	b := browse(t)
	b.open("/")
	b.answered(func() { b.press("do", "sample") })
	b.answered(func() { b.fill("profile.name", "Ana Élise") })
	b.answered(func() { b.fill("as_of", "2026-11-01") })
	b.run(`document.getElementById("link").click()`)
	b.wait(`document.getElementById("link-text").value`)
	link := value[string](b, `document.getElementById("link-text").value`)
	address, fragment, _ := strings.Cut(link, "#")
	if address != b.address+"/" || len(fragment) < 100 || len(fragment) > 4000 {
		t.Fatalf("%d letters: %.200s", len(link), link)
	}
	b.do(chromedp.Navigate("about:blank"))
	b.open("/#" + fragment)
	b.wait(`document.getElementById("answer").hasAttribute("data-ready")`)
	if got := value[string](b, `document.getElementsByName("profile.name")[0].value + document.getElementsByName("as_of")[0].value`); got != "Ana Élise2026-11-01" {
		t.Errorf("the link opens %q", got)
	}
	if got := value[string](b, `location.href`); got != b.address+"/" {
		t.Errorf("the state stays in the address: %s", got)
	}
	b.do(chromedp.Navigate("about:blank"))
	b.open("/#" + fragment[:200]) // cut short
	if value[bool](b, `document.getElementById("answer").hasAttribute("data-ready")`) {
		t.Error("half a link has an answer")
	}
}

func TestChangingTheLanguageKeepsWhatWasFilledIn(t *testing.T) {
	b := browse(t)
	b.open("/")
	b.answered(func() { b.press("do", "sample") })
	b.answered(func() { b.fill("profile.name", "Ana") })
	b.answered(func() { b.press("do", "lang fr") })
	if lang, name := value[string](b, `document.documentElement.lang`), value[string](b, `document.getElementsByName("profile.name")[0]?.value ?? document.getElementsByName("profile.name_fr")[0].value`); lang != "fr" || !strings.Contains(name, "Ana") && !strings.Contains(name, "xemple") {
		t.Errorf("%s, %s", lang, name)
	}
	if got := b.text(".skip") + b.text("#options-title"); got != "Aller à la réponseCe que vous pourriez faire" {
		t.Errorf("%q", got)
	}
	b.answered(func() { b.press("do", "lang en") })
	if got := b.text("#options-title"); got != "What you could do" {
		t.Errorf("%q", got)
	}
	// Where nobody answers any more it is said, until somebody does.
	b.run(`window.answering = window.fetch; window.fetch = () => Promise.reject(new TypeError("gone"))`)
	b.fill("profile.name", "Eve")
	b.wait(`document.getElementById("gone").checkVisibility()`)
	if got := b.text("#gone"); !strings.HasPrefix(got, "crsplan has stopped.") {
		t.Errorf("%q", got)
	}
	b.run(`window.fetch = window.answering`)
	b.answered(func() { b.fill("profile.name", "Eva") })
	if value[bool](b, `document.getElementById("gone").checkVisibility()`) {
		t.Error("somebody answers again")
	}
}
