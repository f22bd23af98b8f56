package web_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"crsplan/cmd/crsplan/internal/web"
)

func TestEveryAnswerIsSafe(t *testing.T) {
	s := site(t)
	for _, r := range []reply{get(t, s.URL+"/"), get(t, s.URL+"/style.css"), get(t, s.URL+"/nothing"), post(t, s.URL+"/", somebody()), post(t, s.URL+"/file/plan.toml", somebody()), get(t, s.URL+"/file/plan.toml")} {
		policy := r.Header.Get("Content-Security-Policy")
		if !strings.HasPrefix(policy, "default-src 'none'; ") || strings.Contains(policy, "unsafe") || !strings.Contains(policy, "frame-ancestors 'none'") || !strings.Contains(policy, "form-action 'self'") {
			t.Errorf("%s: the policy is %q", r.Request.URL, policy)
		}
		if r.Header.Get("X-Content-Type-Options") != "nosniff" || r.Header.Get("Referrer-Policy") != "no-referrer" {
			t.Errorf("%s: %v", r.Request.URL, r.Header)
		}
		if r.Request.URL.Path != "/style.css" && r.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s may be kept", r.Request.URL)
		}
		if len(r.Header.Values("Set-Cookie")) > 0 {
			t.Errorf("%s sets a cookie", r.Request.URL)
		}
	}
}

func TestOnlyThePageItselfIsAnswered(t *testing.T) {
	s := site(t)
	port := s.Listener.Addr().(*net.TCPAddr).Port
	tests := []struct {
		name   string
		change func(*http.Request)
		want   int
	}{
		{"the page", func(*http.Request) {}, 200},
		{"by the name of the machine", func(r *http.Request) { r.Host = fmt.Sprint("localhost:", port) }, 200},
		{"by a name that was made to point here", func(r *http.Request) { r.Host = fmt.Sprint("evil.example:", port) }, 421},
		{"by a longer name", func(r *http.Request) { r.Host = fmt.Sprint("127.0.0.1.evil.example:", port) }, 421},
		{"on another port", func(r *http.Request) { r.Host = fmt.Sprint("127.0.0.1:", port+1) }, 421},
		{"without a port", func(r *http.Request) { r.Host = "127.0.0.1" }, 421},
		{"by another address", func(r *http.Request) { r.Host = fmt.Sprint("0.0.0.0:", port) }, 421},
		{"sent by the page", func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-origin") }, 200},
		{"sent by another site", func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, 403},
		{"sent by another page of this machine", func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-site") }, 403},
		{"sent from another origin by an old browser", func(r *http.Request) { r.Header.Set("Origin", "http://evil.example") }, 403},
		{"sent from nowhere", func(r *http.Request) { r.Header.Set("Origin", "null") }, 403},
		{"a form that is no form", func(r *http.Request) { r.Header.Set("Content-Type", "multipart/form-data"); r.URL.Path = "/open" }, 400},
		{"a form with a wrong escape", func(r *http.Request) { r.Body = io.NopCloser(strings.NewReader("a=%zz")); r.ContentLength = -1 }, 400},
		{"a form that is too large", func(r *http.Request) {
			r.Body = io.NopCloser(strings.NewReader(strings.Repeat("a=b&", 64<<10)))
			r.ContentLength = -1
		}, 413},
		{"asked for as another thing", func(r *http.Request) { r.Method = http.MethodPut }, 405},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			request := postRequest(t, s.URL+"/", somebody())
			test.change(request)
			r := send(t, request)
			if r.StatusCode != test.want {
				t.Errorf("%s, want %d", r.Status, test.want)
			}
			if r.StatusCode != 200 && r.has("Ana") {
				t.Error("what was refused is shown")
			}
		})
	}
}

func TestAFileThatIsTooLargeIsNotTakenIn(t *testing.T) {
	s := site(t)
	if r := upload(t, s.URL, map[string]string{"a.toml": strings.Repeat("#", 3<<20)}); r.StatusCode != http.StatusRequestEntityTooLarge {
		t.Error(r.Status)
	}
}

// started serves the page until the test stops it.
func started(t testing.TB, c web.Config) (address string, stop func() error) {
	t.Helper()
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- web.Serve(ctx, l, web.New(c)) }()
	stop = sync.OnceValue(func() error { cancel(); return <-ended })
	t.Cleanup(func() { stop() })
	return l.Addr().String(), stop
}

// slowly opens a connection and sends the beginning of a post.
func slowly(t testing.TB, address string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp4", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	fmt.Fprintf(c, "POST / HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nprofile.na", address)
	return c
}

func TestOneWhoIsSlowKeepsNobodyWaiting(t *testing.T) {
	address, _ := started(t, config())
	for range 200 {
		slowly(t, address)
	}
	start := time.Now()
	if r := post(t, "http://"+address+"/", somebody()); r.StatusCode != http.StatusOK {
		t.Error(r.Status)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("an answer took %v", took)
	}
}

func TestOneConnectionTooManyIsClosed(t *testing.T) {
	if testing.Short() {
		t.Skip("opens many connections")
	}
	address, _ := started(t, config())
	for range 512 {
		slowly(t, address)
	}
	// The last of them may not have been taken yet: then this one is among the
	// 512, and the next is one too many.
	for range 2 {
		c := slowly(t, address)
		c.SetReadDeadline(time.Now().Add(2 * time.Second))
		if _, err := c.Read(make([]byte, 1)); err != nil && !strings.Contains(err.Error(), "timeout") {
			return
		}
	}
	t.Error("there is no end to the connections")
}

func TestItStopsWhenItIsToldAndLetsAnAnswerEnd(t *testing.T) {
	address, stop := started(t, config())
	r := postRequest(t, "http://"+address+"/more", with(somebody(), "after_reform", "refuse")) // no search: it ends soon
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	lines := bufio.NewReader(response.Body)
	if _, err := lines.ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
	rest, err := io.ReadAll(lines)
	if err != nil || !strings.Contains(string(rest), "html") {
		t.Errorf("an answer under way broke off: %v", err)
	}
	if _, err := net.Dial("tcp4", address); err == nil {
		t.Error("it still answers")
	}
}

func TestItStopsThoughSomebodyIsSlow(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for the patience to end")
	}
	address, stop := started(t, config())
	slowly(t, address)
	time.Sleep(50 * time.Millisecond)
	done := make(chan error, 1)
	go func() { done <- stop() }()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("it does not stop")
	}
}

// What goes wrong inside is written down without a word of what was filled in.
func TestNothingThatWasFilledInIsWrittenDown(t *testing.T) {
	var log bytes.Buffer
	c := config()
	c.Log = &log
	c.Record = nil // so that something breaks
	address, _ := started(t, c)
	form := with(somebody(), "profile.name", "Secretname")
	r := post(t, "http://"+address+"/", form)
	if r.StatusCode != http.StatusInternalServerError || !r.has("Something broke") {
		t.Errorf("%s", r.Status)
	}
	if !strings.Contains(log.String(), "goroutine") || strings.Contains(log.String(), "Secretname") || strings.Contains(log.String(), "1995") {
		t.Errorf("written down:\n%s", log.String())
	}
}
