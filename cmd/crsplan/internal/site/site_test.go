package site

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"crsplan/cmd/crsplan/internal/web"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
)

// served is the page before anything is filled in.
func served() *web.Server {
	today := civil.MustParse("2026-11-22")
	return web.New(web.Config{Book: crs.Embedded(), Record: draws.Embedded(), Today: func() civil.Day { return today }, Seed: 1, Paths: 100, Log: io.Discard, Alone: true})
}

// A browser opens the site under a path of a plain host, and the file from a disk:
// the sample, a change, its chances, a file; and again without the host. It asks
// for nothing but the files of the site.
func TestTheSiteAnswersInTheBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("the program for browsers takes long to make")
	}
	path, err := exec.LookPath("chromium")
	if err != nil && os.Getenv("CI") != "true" {
		t.Skip(err)
	} else if err != nil {
		t.Fatal("the gate needs Chromium: ", err)
	}
	quality = 1
	folder := t.TempDir()
	if err := Folder(t.Context(), filepath.Join(folder, "repo"), "", served()); err != nil {
		t.Fatal(err)
	}
	single := filepath.Join(folder, "crsplan.html")
	if err := Single(t.Context(), single, "", served()); err != nil {
		t.Fatal(err)
	}
	var asked []string
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.Path)
		http.FileServer(http.Dir(folder)).ServeHTTP(w, r)
	}))
	defer host.Close()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("disable-quic", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	defer stop()
	browser, leave := chromedp.NewContext(allocator)
	defer leave()
	if err := chromedp.Do(browser); err != nil {
		t.Fatal(err)
	}
	var ctx context.Context // of the tab
	wait := func(expression string) {
		t.Helper()
		begun := time.Now()
		defer func() { t.Log(time.Since(begun).Round(10*time.Millisecond), expression) }()
		if _, err := chromedp.Run(ctx, chromedp.Poll[bool]("!!("+expression+")", chromedp.WithPollingInterval(100*time.Millisecond), chromedp.WithPollingTimeout(40*time.Second))); err != nil {
			t.Fatalf("%s: %v", expression, err)
		}
	}
	run := func(statements string) {
		t.Helper()
		if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("(() => {"+statements+"; return true})()")); err != nil {
			t.Fatalf("%s: %v", statements, err)
		}
	}
	open := func(address string) {
		t.Helper()
		tab, leave := chromedp.NewContext(browser)
		t.Cleanup(leave)
		ctx, leave = context.WithTimeout(tab, time.Minute)
		t.Cleanup(leave)
		if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
			t.Fatal(err)
		}
		wait(`Number(document.documentElement.dataset.shown) > 0`)
	}
	for _, address := range []string{host.URL + "/repo/", "file://" + single} {
		open(address)
		run(`document.querySelector("button[value=sample]").click()`)
		wait(`document.querySelector("#card .score strong")?.textContent === "355"`)
		run(`const e = document.getElementsByName("profile.languages.english.listening")[0]; e.value = "8"; e.dispatchEvent(new Event("change", {bubbles: true}))`)
		wait(`document.querySelector("#card .score strong")?.textContent === "363"`)
		wait(`document.querySelector("#finding .head")?.textContent.includes("NCLC 7")`)
		wait(`!document.querySelector("#search-wait, .stale")`)
		run(`URL.createObjectURL = (blob) => { window.saved = blob.type + " " + blob.size; return "blob:" }; document.querySelector("button[formaction='file/report.pdf']").click()`)
		wait(`window.saved?.startsWith("application/pdf ") && Number(window.saved.split(" ")[1]) > 50000`)
		run(`const e = document.getElementsByName("profile.work.developer.noc")[0]; e.focus(); e.value = "cook"; e.dispatchEvent(new Event("input", {bubbles: true}))`)
		wait(`document.querySelector("#occupations option")?.value.startsWith("63200")`)
	}
	names, err := os.ReadDir(filepath.Join(folder, "repo"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range asked {
		name := strings.TrimPrefix(path, "/repo/")
		if name != "" && !slices.ContainsFunc(names, func(e os.DirEntry) bool { return e.Name() == name }) {
			t.Errorf("asked for %s", path)
		}
	}
	// What was loaded is there without the host.
	open(host.URL + "/repo/")
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("navigator.serviceWorker.ready.then(() => true)", chromedp.EvalAwaitPromise)); err != nil {
		t.Fatal(err)
	}
	host.CloseClientConnections()
	host.Close()
	open(host.URL + "/repo/")
	run(`document.querySelector("button[value=sample]").click()`)
	wait(`document.querySelector("#card .score strong")?.textContent === "355"`)
}

// The files that are kept for a page without a network are those of the site.
func TestTheListOfFilesIsThatOfTheSite(t *testing.T) {
	all := files(served())
	for name := range all {
		if strings.HasSuffix(name, ".js") && strings.Contains(string(all[name]), `from "/`) {
			t.Errorf("%s asks for a file at the root of its host", name)
		}
	}
	for _, want := range []string{"index.html", "page.js", "style.css", "call.js", "site.js"} {
		if all[want] == nil {
			t.Errorf("no %s", want)
		}
	}
	if html := string(all["index.html"]); strings.Contains(html, `="/`) || strings.Contains(html, "http:") || strings.Contains(html, "https:") {
		t.Error("the page asks for something elsewhere")
	}
	if _, err := json.Marshal(manifest); err != nil || !json.Valid([]byte(manifest)) {
		t.Error("the manifest is no JSON")
	}
}
