package cli_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"crsplan/cmd/crsplan/internal/cli"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
)

// later is a feed with one round after the embedded ones.
const later = `{"rounds":[{"drawNumber":"448","drawDate":"2026-10-14","drawName":"Canadian Experience Class","drawSize":"1,500","drawCRS":"520",
	"drawText2":"Canadian Experience Class","drawCutOff":"August 30, 2026 at 10:11:12 UTC"}]}`

// user is somebody with surroundings of their own.
type user map[string]string

func (u user) run(args ...string) (out, talk string, code int) {
	var o, e bytes.Buffer
	code = cli.Main(args, cli.Env{
		In: strings.NewReader(later), Out: &o, Err: &e, Today: civil.MustParse("2026-11-22"),
		Getenv: func(name string) string { return u[name] }, Patience: time.Second,
	})
	return o.String(), e.String(), code
}

// files returns the names in a folder, which may be missing.
func files(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestTheDataFolderIsTheUsers(t *testing.T) {
	dir := t.TempDir()
	under := func(parts ...string) string { return filepath.Join(append([]string{dir}, parts...)...) }
	tests := []struct {
		name string
		user user
		want string
	}{
		{"named for this program", user{"CRSPLAN_DATA": under("own"), "XDG_DATA_HOME": under("xdg"), "HOME": under("home")}, under("own")},
		{"that of data", user{"XDG_DATA_HOME": under("xdg"), "HOME": under("home")}, under("xdg", "crsplan")},
		{"at home", user{"HOME": under("home")}, under("home", ".local", "share", "crsplan")},
		{"at home where the one of data is relative", user{"XDG_DATA_HOME": "xdg", "HOME": under("house")}, under("house", ".local", "share", "crsplan")},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if _, talk, code := test.user.run("draws", "update", "--from", "-"); code != 0 {
				t.Fatal(code, talk)
			}
			if got := files(t, test.want); !slices.Equal(got, []string{"rounds.json"}) {
				t.Errorf("%s holds %v", test.want, got)
			}
			for path, mode := range map[string]os.FileMode{test.want: 0o700, filepath.Join(test.want, "rounds.json"): 0o600} {
				if info, err := os.Stat(path); err != nil || info.Mode().Perm() != mode {
					t.Errorf("%v, %v: want %v", info, err, mode)
				}
			}
			if out, _, _ := test.user.run("version"); !strings.HasSuffix(out, "rounds to October 14, 2026\n") {
				t.Error(out)
			}
		})
	}
}

func TestWithoutAHomeNothingIsKept(t *testing.T) {
	_, talk, code := user{}.run("draws", "update", "--from", "-")
	if code != 1 || !strings.Contains(talk, "hint: set HOME, or CRSPLAN_DATA") {
		t.Error(code, talk)
	}
	if out, talk, code := (user{}).run("version"); code != 0 || talk != "" || !strings.HasSuffix(out, "rounds to October 1, 2026\n") {
		t.Error(code, out, talk)
	}
}

func TestAnAnswerOfTheNetworkIsTakenInOrLeavesAllAsItWas(t *testing.T) {
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, later) }))
	defer elsewhere.Close()
	over := make(chan struct{})
	pages := http.NewServeMux()
	page := func(path string, answer http.HandlerFunc) { pages.HandleFunc(path, answer) }
	page("/feed", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, later) })
	page("/moved", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/feed", http.StatusFound) })
	page("/away", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, elsewhere.URL, http.StatusFound) })
	page("/round", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/round", http.StatusFound) })
	page("/html", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html>Sorry</html>") })
	page("/cut", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, later[:200]) })
	page("/short", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "9999")
		fmt.Fprint(w, later)
	})
	page("/silent", func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-over:
		case <-r.Context().Done():
		}
	})
	page("/slow", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, later[:100])
		w.(http.Flusher).Flush()
		select {
		case <-over:
		case <-r.Context().Done():
		}
	})
	page("/huge", func(w http.ResponseWriter, _ *http.Request) {
		block := bytes.Repeat([]byte(" "), 1<<20)
		for {
			if _, err := w.Write(block); err != nil { // the client hangs up
				return
			}
		}
	})
	here := httptest.NewServer(pages)
	defer here.Close()
	defer close(over)

	gone := httptest.NewServer(nil)
	gone.Close()
	tests := []struct {
		name, from string
		code       int
		says       string
	}{
		{"the feed", here.URL + "/feed", 0, ""},
		{"the feed at another address of that host", here.URL + "/moved", 0, ""},
		{"sent to another host", here.URL + "/away", 1, "sends on to " + elsewhere.URL + ", which is not followed"},
		{"sent in a circle", here.URL + "/round", 1, "which is not followed"},
		{"not found", here.URL + "/none", 1, "answers with status 404"},
		{"a web page", here.URL + "/html", 1, "this is a web page, not the feed"},
		{"cut off", here.URL + "/cut", 1, "breaks off or is not JSON"},
		{"hung up", here.URL + "/short", 1, "cannot reach 127.0.0.1"},
		{"silent", here.URL + "/silent", 1, "has not answered within 1 second"},
		{"never ending", here.URL + "/slow", 1, "has not answered within 1 second"},
		{"oversized", here.URL + "/huge", 1, "the feed has more than 8 MiB"},
		{"nobody there", gone.URL, 1, "cannot reach 127.0.0.1"},
		{"http to a host that is not this machine", "http://192.0.2.1/feed", 2, "hint: https only"},
		{"http to a name that begins like this machine", "http://localhost.example/feed", 2, "hint: https only"},
		{"another scheme", "file:///etc/passwd", 2, "is not an address"},
		{"no host", "https://", 2, "is not an address"},
		{"no address", "http://[::1", 2, "is not an address"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			u := user{"CRSPLAN_DATA": filepath.Join(t.TempDir(), "data")}
			_, talk, code := u.run("draws", "update", "--from", test.from)
			if code != test.code || !strings.Contains(talk, test.says) || code != 0 && !strings.Contains(talk, "\ncrsplan: hint: ") {
				t.Errorf("exit code %d: %s", code, talk)
			}
			want := []string{"rounds.json"}
			if test.code != 0 {
				want = nil
			}
			if got := files(t, u["CRSPLAN_DATA"]); !slices.Equal(got, want) {
				t.Errorf("the folder holds %v, want %v", got, want)
			}
		})
	}
}

func TestABrokenFileOfRoundsIsIgnoredAndSaid(t *testing.T) {
	for name, text := range map[string]string{"cut off": `{"schema":1,"rounds":[{"num`, "empty": "", "of disorder": `{"schema":1,"rounds":[{"number":"438","date":"2016-01-01","name":"General","size":1,"cutoff":400}],"pools":[]}`} {
		t.Run(name, func(t *testing.T) {
			u := user{"CRSPLAN_DATA": t.TempDir()}
			if err := os.WriteFile(filepath.Join(u["CRSPLAN_DATA"], "rounds.json"), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			out, talk, code := u.run("version")
			if code != 0 || strings.Count(talk, "draws update --reset") != 1 || !strings.HasSuffix(out, "rounds to October 1, 2026\n") {
				t.Error(code, out, talk)
			}
			if _, talk, code := u.run("draws", "update", "--from", "-"); code != 0 {
				t.Error(code, talk)
			}
			if out, talk, _ := u.run("version"); talk != "" || !strings.HasSuffix(out, "rounds to October 14, 2026\n") {
				t.Error(out, talk)
			}
		})
	}
}

// An update that is killed while it writes leaves a temporary file behind.
func TestWhatAKilledUpdateLeftIsIgnoredAndCleared(t *testing.T) {
	for _, args := range [][]string{{"--from", "-"}, {"--reset"}} {
		u := user{"CRSPLAN_DATA": filepath.Join(t.TempDir(), "a [folder]*")}
		if _, talk, code := u.run("draws", "update", "--from", "-"); code != 0 {
			t.Fatal(talk)
		}
		torn := filepath.Join(u["CRSPLAN_DATA"], ".crsplan-123")
		if err := os.WriteFile(torn, []byte(`{"schema":1,"rou`), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, talk, _ := u.run("version"); talk != "" || !strings.HasSuffix(out, "rounds to October 14, 2026\n") {
			t.Error(out, talk)
		}
		if _, talk, code := u.run(append([]string{"draws", "update"}, args...)...); code != 0 {
			t.Error(talk)
		}
		if got := files(t, u["CRSPLAN_DATA"]); slices.Contains(got, ".crsplan-123") {
			t.Errorf("%v: the folder holds %v", args, got)
		}
	}
}

func TestUpdatesAtTheSameTimeLeaveOneWholeFile(t *testing.T) {
	u := user{"CRSPLAN_DATA": t.TempDir()}
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() {
			if _, talk, code := u.run("draws", "update", "--from", "-"); code != 0 {
				t.Error(code, talk)
			}
			if _, talk, code := u.run("version"); code != 0 || talk != "" {
				t.Error(code, talk)
			}
		})
	}
	all.Wait()
	if _, talk, code := u.run("draws", "update", "--from", "-"); code != 0 {
		t.Error(talk)
	}
	if got := files(t, u["CRSPLAN_DATA"]); !slices.Equal(got, []string{"rounds.json"}) {
		t.Errorf("the folder holds %v", got)
	}
}

func TestAFolderThatCannotBeWrittenIsAFailure(t *testing.T) {
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, talk, code := user{"CRSPLAN_DATA": filepath.Join(blocked, "data")}.run("draws", "update", "--from", "-")
	if code != 1 || !strings.Contains(talk, "cannot write ") {
		t.Error(code, talk)
	}
	full := t.TempDir()
	if err := os.MkdirAll(filepath.Join(full, "rounds.json", "x"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"--from", "-"}, {"--reset"}} {
		_, talk, code := user{"CRSPLAN_DATA": full}.run(append([]string{"draws", "update"}, args...)...)
		if code != 1 || !strings.Contains(talk, "cannot write ") {
			t.Error(args, code, talk)
		}
	}
}

// A feed with all the embedded rounds is no change, but for round 208.
func TestTheEmbeddedRoundsAsAFeedAreNoDifference(t *testing.T) {
	words := map[string]string{"FSW": "Federal Skilled Worker", "CEC": "Canadian Experience Class", "FST": "Federal Skilled Trades", "PNP": "Provincial Nominee Program"}
	var rounds []map[string]string
	for _, r := range draws.Embedded().Rounds {
		var programs []string
		for _, p := range r.Programs {
			programs = append(programs, words[p])
		}
		row := map[string]string{
			"drawNumber": r.Number, "drawDate": r.Date.String(), "drawName": r.Name, "drawSize": fmt.Sprint(r.Size),
			"drawCRS": fmt.Sprint(r.Cutoff), "drawText2": strings.Join(programs, ", "),
		}
		if r.Number == "208" {
			row["drawSize"] = "681"
		}
		if !r.TieBreak.IsZero() {
			row["drawCutOff"] = r.TieBreak.Format("January 2, 2006 at 15:04:05 UTC")
		}
		rounds = append(rounds, row)
	}
	text, err := json.Marshal(map[string]any{"rounds": rounds})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "feed.json")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	u := user{"CRSPLAN_DATA": t.TempDir()}
	out, talk, code := u.run("draws", "update", "--from", path, "--json")
	var doc struct {
		Taken                 bool
		Read                  int
		Added, Changed, Known []any
	}
	if err := json.Unmarshal([]byte(out), &doc); err != nil || code != 0 {
		t.Fatal(err, code, talk)
	}
	if !doc.Taken || doc.Read != 448 || len(doc.Added) != 0 || len(doc.Changed) != 0 || len(doc.Known) != 1 {
		t.Error(out)
	}
}
