package web_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"crsplan/cmd/crsplan/internal/web"
)

// A plan that is answered as one types: score, timeline, eligibility, charts.
func BenchmarkPlan(b *testing.B) {
	s := httptest.NewServer(web.New(config()))
	defer s.Close()
	form := somebody()
	for b.Loop() {
		if r := post(b, s.URL+"/", form); r.StatusCode != http.StatusOK {
			b.Fatal(r.Status)
		}
	}
}

// What follows as one types: what single changes are worth, and the chances.
func BenchmarkMore(b *testing.B) {
	s := httptest.NewServer(web.New(config()))
	defer s.Close()
	form := somebody()
	for b.Loop() {
		if r := post(b, s.URL+"/more", form); !r.has(`"part":"chances"`) {
			b.Fatal(r.Status)
		}
	}
}

// heap is what is in use after what is not has been given back.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// many sends so many requests, so many at once, and returns how long each took
// and how they were answered.
func many(t *testing.T, requests, atOnce int, ask func(i int) (status int, err error)) (took []time.Duration, answers map[int]int) {
	t.Helper()
	took, answers = make([]time.Duration, requests), map[int]int{}
	var next atomic.Int64
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range atOnce {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < requests; i = int(next.Add(1)) - 1 {
				start := time.Now()
				status, err := ask(i)
				took[i] = time.Since(start)
				mu.Lock()
				if err != nil {
					status = 0 // cut off
				}
				answers[status]++
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	slices.Sort(took)
	return took, answers
}

func postForm(address, body string) (int, error) {
	request, err := http.NewRequest(http.MethodPost, address, strings.NewReader(body))
	if err != nil {
		return 0, err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("X-Crsplan", "live")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	_, err = io.Copy(io.Discard, response.Body)
	return response.StatusCode, err
}

func TestUnderLoad(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	address, _ := started(t, config())
	plan := somebody().Encode()
	ask := func(int) (int, error) { return postForm("http://"+address+"/", plan) }
	many(t, 4, 2, ask) // what is read once has been read
	before := heap()

	say := func(what string, requests int, whole time.Duration, took []time.Duration, answers map[int]int) {
		t.Logf("%s: %d requests, %.0f a second, median %v, p99 %v, answers %v, heap %+d KB", what, requests,
			float64(requests)/whole.Seconds(), took[len(took)/2].Round(time.Millisecond), took[len(took)*99/100].Round(time.Millisecond), answers, (heap()-before)>>10)
	}
	const plans = 30
	start := time.Now()
	took, answers := many(t, plans, 4, ask)
	say("plans, 4 at once", plans, time.Since(start), took, answers)
	if answers[http.StatusOK] != plans {
		t.Errorf("plans were not answered: %v", answers)
	}

	for range 200 {
		slowly(t, address)
	}
	start = time.Now()
	took, answers = many(t, plans, 4, ask)
	say("plans beside 200 who are slow", plans, time.Since(start), took, answers)
	if answers[http.StatusOK] != plans {
		t.Errorf("plans were not answered beside those who are slow: %v", answers)
	}

	bad := []string{
		strings.Repeat("a=b&", 512<<10), "a=%zz", strings.Repeat("%", 1000), strings.Repeat("table=options.x&", 1000), strings.Repeat("table=profile.work.a&", 5000),
		"rest=" + url.QueryEscape(strings.Repeat("[a]\n", 1000)), "rest=" + url.QueryEscape(strings.Repeat("x=[", 3000)), "\x00\x01\x02",
	}
	const flood = 160
	start = time.Now()
	took, answers = many(t, flood, 32, func(i int) (int, error) { return postForm("http://"+address+"/", bad[i%len(bad)]) })
	say("a flood of what is wrong", flood, time.Since(start), took, answers)
	for status := range answers {
		if status >= 500 && status != http.StatusServiceUnavailable {
			t.Errorf("something broke: %v", answers)
		}
	}
	if answers[http.StatusRequestEntityTooLarge]+answers[0] < flood/len(bad) {
		t.Errorf("what is too large was taken in: %v", answers)
	}
	if grown := heap() - before; grown > 64<<20 {
		t.Errorf("%d MiB were kept", grown>>20)
	}
	if status, err := ask(0); err != nil || status != http.StatusOK {
		t.Errorf("afterwards: %d, %v", status, err)
	}
}
