package plots_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// Charts inline in a page with the strictest policy are drawn as they are, and
// nothing of them is refused. The page after them has a style of its own, of
// which the browser must complain, and of nothing else.
func TestInlineSVGsKeepAStrictPolicy(t *testing.T) {
	if testing.Short() {
		t.Skip("the browser takes long")
	}
	path := program(t, "chromium")

	const strict = "default-src 'none'; style-src 'self'; img-src 'self'; report-uri /refused"
	refused := make(chan string, 100)
	pages := http.NewServeMux()
	pages.HandleFunc("POST /refused", func(w http.ResponseWriter, r *http.Request) {
		refused <- r.Referer()
	})
	pages.HandleFunc("GET /style.css", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/css")
		fmt.Fprint(w, "svg { width: 100%; height: auto }")
	})
	page := func(name, body string) {
		pages.HandleFunc("GET /"+name, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Security-Policy", strict)
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprintf(w, `<!DOCTYPE html><html lang="en"><head><title>%s</title><link rel="stylesheet" href="/style.css"></head><body>%s</body></html>`, name, body)
		})
	}
	var charts strings.Builder
	for _, name := range []string{"far scores", "waterfall", "crowded lanes", "tech draws", "replay", "fan", "reliability"} {
		charts.WriteString(string(svg(t, samples()[name], name)))
	}
	page("charts", charts.String())
	page("styled", `<p style="color: red">not allowed</p>`)
	server := httptest.NewServer(pages)
	defer server.Close()

	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
	)
	allocator, _ := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ := chromedp.NewContext(allocator)
	defer chromedp.Cancel(ctx)
	ctx, stop := context.WithTimeout(ctx, 2*time.Minute)
	defer stop()

	if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/charts")); err != nil {
		t.Fatal(err)
	}
	seen, err := chromedp.Run(ctx, chromedp.Evaluate[string](`(() => {
		const charts = [...document.querySelectorAll("svg")];
		const named = charts.every(s => s.getAttribute("aria-labelledby").split(" ").every(id => s.querySelector("#" + id) && document.querySelectorAll("#" + id).length === 1));
		const ground = getComputedStyle(charts[0].querySelector("path")).fill;
		const wide = charts.every(s => s.getBoundingClientRect().width === document.body.clientWidth);
		return [charts.length, named, ground, wide].join(" ");
	})()`))
	if err != nil {
		t.Fatal(err)
	}
	if want := "7 true rgb(255, 255, 255) true"; seen != want {
		t.Errorf("the page has %s, want %s", seen, want)
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/styled")); err != nil {
		t.Fatal(err)
	}
	select {
	case from := <-refused:
		if from != server.URL+"/styled" {
			t.Errorf("something is refused on %s", from)
		}
	case <-ctx.Done():
		t.Error("the browser does not complain of a style")
	}
	for len(refused) > 0 {
		t.Errorf("something more is refused on %s", <-refused)
	}
}
