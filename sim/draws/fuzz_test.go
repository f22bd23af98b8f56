package draws_test

import (
	"bytes"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// FuzzFeed: a feed that is read goes into the record, which stays in order and
// comes back the same from the file that keeps it; one that is not says why.
func FuzzFeed(f *testing.F) {
	f.Add([]byte(`{"rounds":[{"drawNumber":"438","drawDate":"2026-09-01","drawName":"General","drawSize":"5,000","drawCRS":"500","drawText2":"Canadian Experience Class","drawCutOff":"August 30, 2026 at 10:11:12 UTC","drawDistributionAsOn":"August 31, 2026","dd1":"1","dd2":"2","dd18":"3"}]}`))
	f.Add([]byte(`{"rounds":[{"drawNumber":"91a","drawDate":"2016-09-01","drawName":"","drawSize":"","drawCRS":"x"},{}]}`))
	f.Add([]byte("\xef\xbb\xbf{\"rounds\":[]}"))
	f.Add([]byte("<html>"))
	record := draws.Embedded()
	f.Fuzz(func(t *testing.T, data []byte) {
		feed, _, err := draws.ReadFeed(bytes.NewReader(data))
		if err != nil {
			saysWhy(t, err)
			return
		}
		merge := record.Merge(feed, true)
		if !slices.IsSortedFunc(merge.Record.Rounds, func(a, b draws.Round) int { return int(a.Date - b.Date) }) {
			t.Fatal("the rounds are out of order")
		}
		var kept bytes.Buffer
		if err := feed.Write(&kept); err != nil {
			t.Fatal(err)
		}
		again, err := draws.ReadKept(&kept)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(feed.Rounds, again.Rounds); diff != "" {
			t.Fatalf("kept and read again (-feed +kept):\n%s", diff)
		}
	})
}

// saysWhy fails unless an error of a feed is one that has words.
func saysWhy(t *testing.T, err error) {
	t.Helper()
	bad, ok := errors.AsType[*draws.FeedError](err)
	if !ok || !reason.English().Has(bad.What.Code) {
		t.Fatalf("no words for %v", err)
	}
}

// FuzzKept: a file that keeps rounds is read and goes into the record, or says
// why it is not.
func FuzzKept(f *testing.F) {
	feed, _, err := draws.ReadFeed(strings.NewReader(`{"rounds":[{"drawNumber":"438","drawDate":"2026-09-01","drawName":"General","drawSize":"5,000","drawCRS":"500"}]}`))
	if err != nil {
		f.Fatal(err)
	}
	var kept bytes.Buffer
	if err := feed.Write(&kept); err != nil {
		f.Fatal(err)
	}
	f.Add(kept.Bytes())
	f.Add([]byte("{}"))
	record := draws.Embedded()
	f.Fuzz(func(t *testing.T, data []byte) {
		feed, err := draws.ReadKept(bytes.NewReader(data))
		if err != nil {
			saysWhy(t, err)
			return
		}
		with, _ := record.With(feed)
		inOrder(t, with)
	})
}

// inOrder fails unless a record is in order and knows nothing before its day.
func inOrder(t interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}, r *draws.Record) {
	t.Helper()
	if !slices.IsSortedFunc(r.Rounds, func(a, b draws.Round) int { return int(a.Date - b.Date) }) {
		t.Fatal("the rounds are out of order")
	}
	for _, on := range []civil.Day{civil.MustParse("2016-01-01"), civil.MustParse("2026-08-19"), civil.Max} {
		if until := r.Until(on); until.DataDate() > on {
			t.Fatalf("as of %v it reaches to %v", on, until.DataDate())
		}
	}
}

// rowsOf returns a file of the record with its heading and some of its rows,
// counted from 1.
func rowsOf(f *testing.F, name string, first, last int) []byte {
	data, err := os.ReadFile(name)
	if err != nil {
		f.Fatal(err)
	}
	lines := bytes.SplitAfter(data, []byte("\n"))
	return slices.Concat(lines[0], bytes.Join(lines[first:last+1], nil))
}

// FuzzRounds: rows of federal rounds and of Ontario's draws are read into a
// record, or the first that is wrong is named with its line.
func FuzzRounds(f *testing.F) {
	pool, totals := rowsOf(f, "pool.csv", 1, 0), rowsOf(f, "pool_totals.csv", 1, 0)
	f.Add(rowsOf(f, "federal.csv", 1, 12), rowsOf(f, "ontario.csv", 1, 12))
	f.Add(rowsOf(f, "federal.csv", 400, 401), []byte("x"))
	f.Fuzz(func(t *testing.T, federal, ontario []byte) {
		readOrTold(t, federal, pool, totals, ontario)
	})
}

// FuzzPool: the same of the bands and the totals of the pool. The first pool
// came out with round 214, in row 215.
func FuzzPool(f *testing.F) {
	federal, ontario := rowsOf(f, "federal.csv", 215, 216), rowsOf(f, "ontario.csv", 1, 0)
	bands, totals := rowsOf(f, "pool.csv", 1, 30), rowsOf(f, "pool_totals.csv", 1, 2)
	if _, err := draws.Read(bytes.NewReader(federal), bytes.NewReader(bands), bytes.NewReader(totals), bytes.NewReader(ontario)); err != nil {
		f.Fatal(err)
	}
	f.Add(bands, totals)
	f.Add(rowsOf(f, "pool.csv", 1, 1), []byte("x"))
	f.Fuzz(func(t *testing.T, pool, totals []byte) {
		readOrTold(t, federal, pool, totals, ontario)
	})
}

// readOrTold fails unless files are read into a record in order, or the row that
// is wrong is told.
func readOrTold(t *testing.T, federal, pool, totals, ontario []byte) {
	t.Helper()
	r, err := draws.Read(bytes.NewReader(federal), bytes.NewReader(pool), bytes.NewReader(totals), bytes.NewReader(ontario))
	if err != nil {
		bad, ok := errors.AsType[*draws.RowError](err)
		if !ok || bad.File == "" || bad.Line < 1 || !reason.English().Has(bad.What.Code) {
			t.Fatalf("no words for %v", err)
		}
		return
	}
	inOrder(t, r)
}
