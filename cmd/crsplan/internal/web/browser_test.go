package web_test

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"crsplan/cmd/crsplan/internal/web"
)

// The browser is Chromium. Where it is not installed these tests are skipped,
// but not in the gate (CI=true).

// one is the browser that the tests of the package share, each with a tab of
// its own.
var one struct {
	sync.Once
	ctx context.Context
	err error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if one.ctx != nil {
		chromedp.Cancel(one.ctx)
	}
	os.Exit(code)
}

var errNoBrowser = errors.New("no Chromium")

func launch() {
	path, err := exec.LookPath("chromium")
	if err != nil {
		one.err = errNoBrowser
		return
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		// Whatever is asked of another machine fails, and so does the test.
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
		chromedp.Flag("force-device-scale-factor", "1"), chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("lang", "en-CA"),
		chromedp.WindowSize(1280, 900),
	)
	allocator, _ := chromedp.NewExecAllocator(context.Background(), options...)
	one.ctx, _ = chromedp.NewContext(allocator)
	one.err = chromedp.Do(one.ctx)
}

// tab is a tab of the browser on a page of its own.
type tab struct {
	*testing.T
	ctx     context.Context
	address string

	mu     sync.Mutex
	faults []string
}

// served serves the page on the loopback address for a test.
func served(t testing.TB, c web.Config) (address string) {
	t.Helper()
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- web.Serve(ctx, l, web.New(c)) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return "http://" + l.Addr().String()
}

// browse opens the page in a tab. What the console says and what the policy of
// the page refuses fails the test.
func browse(t *testing.T) *tab {
	t.Helper()
	if testing.Short() {
		t.Skip("the browser takes long")
	}
	one.Do(launch)
	if errors.Is(one.err, errNoBrowser) {
		if os.Getenv("CI") == "true" {
			t.Fatal("the gate needs Chromium: apt-get install chromium")
		}
		t.Skip(one.err)
	}
	if one.err != nil {
		t.Fatal(one.err)
	}
	b := &tab{T: t, address: served(t, config())}
	ctx, leave := chromedp.NewContext(one.ctx, chromedp.WithNewBrowserContext())
	ctx, late := context.WithTimeout(ctx, 2*time.Minute)
	b.ctx = ctx
	go b.listen()
	t.Cleanup(func() {
		b.mu.Lock()
		for _, fault := range b.faults {
			t.Error(fault)
		}
		b.mu.Unlock()
		late()
		leave()
	})
	b.do(chromedp.EmulateViewport(1280, 900))
	return b
}

func (b *tab) listen() {
	for message, err := range chromedp.Console(b.ctx) {
		if err != nil {
			return
		}
		if message.Type == chromedp.ConsoleError || message.Type == chromedp.ConsoleWarning || message.IsException() {
			b.mu.Lock()
			b.faults = append(b.faults, "the console says: "+message.String()+" "+message.URL)
			b.mu.Unlock()
		}
	}
}

func (b *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.Fatal(err)
	}
}

// open goes to a path of the page and waits for its script.
func (b *tab) open(path string) {
	b.Helper()
	b.do(chromedp.Navigate(b.address + path))
	b.wait(`document.documentElement.classList.contains("scripted")`)
}

// wait waits until an expression is true.
func (b *tab) wait(expression string) {
	b.Helper()
	_, err := chromedp.Run(b.ctx, chromedp.Poll[bool]("!!("+expression+")", chromedp.WithPollingInterval(30*time.Millisecond), chromedp.WithPollingTimeout(40*time.Second)))
	if err != nil {
		b.Fatalf("waiting for %s: %v", expression, err)
	}
}

// value returns the value of an expression.
func value[T any](b *tab, expression string) T {
	b.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return v
}

// run runs statements in the page.
func (b *tab) run(statements string) {
	b.Helper()
	value[bool](b, "(() => {"+statements+"; return true})()")
}

// press presses a button by its name and value.
func (b *tab) press(name, value string) {
	b.Helper()
	b.run(`[...document.querySelectorAll("button")].find((e) => e.name === ` + quote(name) + ` && e.value === ` + quote(value) + `).click()`)
}

// fill fills a field in, as somebody does who leaves it afterwards.
func (b *tab) fill(name, text string) {
	b.Helper()
	b.run(`const e = document.getElementsByName(` + quote(name) + `)[0]; e.focus(); e.value = ` + quote(text) + `;
		e.dispatchEvent(new Event("input", {bubbles: true})); e.dispatchEvent(new Event("change", {bubbles: true}))`)
}

// answered waits until there is an answer to what was filled in last. Typing is
// waited out by the page itself.
func (b *tab) answered(statements func()) {
	b.Helper()
	b.run(`window.before = document.documentElement.dataset.shown`)
	statements()
	b.wait(`document.documentElement.dataset.shown !== window.before && (document.getElementById("answer-wrong") || !document.querySelector("#answer.stale"))`)
}

// chances waits until the chances are there too.
func (b *tab) chances() {
	b.Helper()
	b.wait(`document.getElementById("finding") && !document.querySelector("#search-wait, .stale")`)
}

func (b *tab) text(selector string) string {
	b.Helper()
	return strings.Join(strings.Fields(value[string](b, `document.querySelector(`+quote(selector)+`)?.textContent ?? ""`)), " ")
}

func quote(text string) string {
	data, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(data)
}
