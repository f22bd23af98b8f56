// Package site writes the page of crsplan as files: a folder that any host of
// static files serves, under any path, or one file that opens from a disk. Both
// are the page of command serve with its handler compiled for the browser, so that
// what is filled in never leaves the browser.
package site

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"

	"crsplan/cmd/crsplan/internal/web"
	"crsplan/sim/noc"
)

//go:embed static
var static embed.FS

// quality is how hard brotli works.
var quality = brotli.BestCompression

// programName is the program of the browser as a file of the site.
const programName = "crsplan.wasm.gz"

// manifest makes the page one that can be installed.
const manifest = `{"name": "crsplan", "short_name": "crsplan", "start_url": "./", "display": "minimal-ui", "background_color": "#f6f5f1", "theme_color": "#00609a", "icons": [{"src": "icon.svg", "sizes": "any", "type": "image/svg+xml"}]}` + "\n"

// Folder writes the site into a folder, which is made where there is none. What it
// packs is kept in the folder cache for the next time; "" keeps nothing. The error
// is that of the Go command, of packing or of writing.
func Folder(ctx context.Context, folder, cache string, page *web.Server) error {
	p, err := program(ctx, cache)
	if err != nil {
		return err
	}
	files := files(page)
	files[programName] = p.gzip
	files[noc.TitlesName] = noc.TitlesPacked()
	files["worker.js"] = slices.Concat(p.runtime, []byte("\n"), read("worker.js"))
	files["manifest.webmanifest"] = []byte(manifest)
	names := append(slices.Sorted(maps.Keys(files)), "./")
	list, err := json.Marshal(names)
	if err != nil {
		return err // names are texts
	}
	offline := bytes.ReplaceAll(read("offline.js"), []byte("{{files}}"), list)
	files["offline.js"] = bytes.ReplaceAll(offline, []byte("{{version}}"), []byte(digest(files)))
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := write(filepath.Join(folder, name), files[name]); err != nil {
			return err
		}
		if strings.HasSuffix(name, ".gz") {
			continue // packed already
		}
		if err := packed(filepath.Join(folder, name), files[name]); err != nil {
			return err
		}
	}
	// For hosts that send a file packed where the browser takes it so.
	plain := strings.TrimSuffix(programName, ".gz")
	for ending, data := range map[string][]byte{"": p.plain, ".br": p.brotli} {
		if err := write(filepath.Join(folder, plain+ending), data); err != nil {
			return err
		}
	}
	return nil
}

// files are those of the page, and those that it has as a site.
func files(page *web.Server) map[string][]byte {
	all := page.Files()
	all["call.js"], all["site.js"] = read("call.js"), read("site.js")
	return all
}

func read(name string) []byte {
	data, err := fs.ReadFile(static, "static/"+name)
	if err != nil {
		panic(err) // it is embedded
	}
	return data
}

func digest(files map[string][]byte) string {
	sum := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(sum, "%s %d\n", name, len(files[name]))
		sum.Write(files[name])
	}
	return hex.EncodeToString(sum.Sum(nil)[:12])
}

// packed writes a file once more as gzip and brotli.
func packed(path string, data []byte) error {
	small, err := zipped(data)
	if err != nil {
		return err
	}
	if err := write(path+".gz", small); err != nil {
		return err
	}
	if small, err = brotlied(data); err != nil {
		return err
	}
	return write(path+".br", small)
}

func zipped(data []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err = w.Close()
	return b.Bytes(), err
}

func brotlied(data []byte) ([]byte, error) {
	var b bytes.Buffer
	w := brotli.NewWriterOptions(&b, brotli.WriterOptions{Quality: quality, LGWin: 24})
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err := w.Close()
	return b.Bytes(), err
}

// write writes a file whole or not at all.
func write(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".crsplan-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(data)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Chmod(f.Name(), 0o644)
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// Single writes the site as one file.
func Single(ctx context.Context, path, cache string, page *web.Server) error {
	p, err := program(ctx, cache)
	if err != nil {
		return err
	}
	files := files(page)
	modules := map[string]string{}
	for name, data := range files {
		if strings.HasSuffix(name, ".js") {
			modules[name] = "data:text/javascript;base64," + base64.StdEncoding.EncodeToString(bytes.ReplaceAll(data, []byte(`from "./`), []byte(`from "`)))
		}
	}
	imports, err := json.Marshal(map[string]any{"imports": modules})
	if err != nil {
		return err // names and texts
	}
	worker, err := json.Marshal(fmt.Sprintf("crsplanFiles = {%q: %q};\n%s\n%s", noc.TitlesName, "data:application/gzip;base64,"+base64.StdEncoding.EncodeToString(noc.TitlesPacked()), p.runtime, read("worker.js")))
	if err != nil {
		return err // a text
	}
	whole := string(files["index.html"])
	for from, to := range map[string]string{
		html.EscapeString(web.AlonePolicy):                       "default-src 'none'; script-src 'unsafe-inline' data: blob: 'wasm-unsafe-eval'; worker-src blob:; style-src 'unsafe-inline'; img-src data:; connect-src data: blob:; base-uri 'none'; form-action 'none'",
		`<link rel="icon" href="icon.svg" type="image/svg+xml">`: `<link rel="icon" href="data:image/svg+xml;base64,` + base64.StdEncoding.EncodeToString(files["icon.svg"]) + `">`,
		`<link rel="manifest" href="manifest.webmanifest">`:      "",
		`<link rel="stylesheet" href="style.css">`:               "<style>" + string(files["style.css"]) + "</style>",
		`<script type="module" src="site.js"></script>`:          "",
		`<script type="module" src="page.js"></script>`: `<script type="importmap">` + string(imports) + `</script>
<script>globalThis.crsplanProgram = "data:application/gzip;base64,` + base64.StdEncoding.EncodeToString(p.gzip) + `";
globalThis.crsplanWorker = URL.createObjectURL(new Blob([` + strings.ReplaceAll(string(worker), "</", `<\/`) + `], { type: "text/javascript" }));</script>
<script type="module">import "page.js";</script>`,
	} {
		if !strings.Contains(whole, from) {
			panic("the page has no " + from)
		}
		whole = strings.Replace(whole, from, to, 1)
	}
	return write(path, []byte(whole))
}
