package draws_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// A record small enough to break.
const (
	federalHeader = "number,date,stream,name,programs,size,cutoff,tie_break,pool_date,source\n"
	federalRows   = "9,2026-01-06,cec,Canadian Experience Class,CEC,1000,510,2025-06-10T02:46:26Z,2026-01-04,test\n" +
		"10,2026-01-06,pnp,Provincial Nominee Program,PNP,400,711,,2026-01-04,test\n"
	poolHeader   = "pool_date,round,low,high,candidates,source\n"
	poolRows     = "2026-01-04,9,501,1200,300,test\n2026-01-04,9,0,500,2000,test\n"
	totalsHeader = "pool_date,round,total,subtotal_451_500,subtotal_401_450,source\n"
	totalsRows   = "2026-01-04,9,2300,10,20,test\n"
	bandHeader   = "date,until,streams,program,kind,size,low,high,noc_version,nocs,nocs_partial,cec_only,created_from,created_to,confidence,note,source\n"
	bandRow      = "2026-01-05,,oinp-hcp-tech,P,tech,700,470,480,2021,21231 21232,,,2025-01-05,2026-01-05,high,,test\n"
)

func read(federal, pool, totals, ontario string) (*draws.Record, error) {
	return draws.Read(strings.NewReader(federal), strings.NewReader(pool), strings.NewReader(totals), strings.NewReader(ontario))
}

func TestRowsMayStandInAnyOrder(t *testing.T) {
	lines := strings.SplitAfter(federalRows, "\n")
	early := "8,2025-12-30,cec,Canadian Experience Class,CEC,1000,510,,,test\n"
	r, err := read(federalHeader+lines[1]+lines[0]+early, poolHeader+poolRows, totalsHeader+totalsRows, bandHeader+bandRow)
	if err != nil {
		t.Fatal(err)
	}
	var numbers []string
	for _, round := range r.Rounds {
		numbers = append(numbers, round.Number)
	}
	if diff := cmp.Diff([]string{"8", "9", "10"}, numbers); diff != "" {
		t.Error(diff)
	}
	want := []draws.Pool{{
		Date: day("2026-01-04"), Published: day("2026-01-06"), Round: "9", Total: 2300,
		Bands: []draws.PoolBand{{501, 1200, 300}, {0, 500, 2000}},
	}}
	if diff := cmp.Diff(want, r.Pools); diff != "" {
		t.Error(diff)
	}
}

func TestABrokenRowIsNamedByFileAndLine(t *testing.T) {
	const federal, pool, totals, ontario = 0, 1, 2, 3
	tests := []struct {
		name     string
		file     int
		old, new string // in that file
		want     string // how the error begins
	}{
		{"no header", federal, federalHeader, "", "federal.csv:1: the first line must name the columns number,"},
		{"an empty file", ontario, bandHeader + bandRow, "", "ontario.csv:1: the first line must name the columns date,"},
		{"another column", federal, "cutoff,", "crs,", "federal.csv:1: the first line must name"},
		{"a column short", federal, ",,2026-01-04", ",2026-01-04", "federal.csv:3: not a row of CSV: wrong number of fields"},
		{"a quote left open", federal, "Provincial", `"Provincial`, "federal.csv:"},
		{"a round twice", federal, "\n10,", "\n9,", "federal.csv:3: round 9 is listed a second time here"},
		{"no number", federal, "\n9,", "\n,", "federal.csv:2: number is empty"},
		{"no day", federal, "9,2026-01-06", "9,", "federal.csv:2: date is empty"},
		{"a day that is none", federal, "10,2026-01-06", "10,2026-01-32", `federal.csv:3: date "2026-01-32" is not a day`},
		{"a stream nobody knows", federal, "cec", "ced", `federal.csv:2: stream "ced" is not a stream`},
		{"Ontario's stream among the federal", federal, "cec", "oinp-trades", `federal.csv:2: stream "oinp-trades" is not a stream`},
		{"a size in words", federal, "1000", "many", `federal.csv:2: size "many" is not a whole number of at least 1`},
		{"a round that invited nobody", federal, "1000", "0", `federal.csv:2: size "0" is not`},
		{"a cutoff with a fraction", federal, "510", "510.5", `federal.csv:2: cutoff "510.5" is not`},
		{"a tie-break without its zone", federal, "46:26Z", "46:26", `federal.csv:2: tie_break "2025-06-10T02:46:26" is not a time`},
		{"the pool's day in words", federal, ",,2026-01-04", ",,January", `federal.csv:3: pool_date "January" is not a day`},
		{"a row without a source", federal, "2026-01-04,test", "2026-01-04,", "federal.csv:2: source is empty"},
		{"totals of no round", totals, ",9,", ",11,", "pool_totals.csv:2: there is no round 11 that"},
		{"totals twice", totals, totalsRows, totalsRows + totalsRows, "pool_totals.csv:3: round 9 is listed a second time here"},
		{"totals without bands", totals, totalsRows, totalsRows + "2026-01-04,10,1,0,0,test\n", "pool_totals.csv:3: the pool of round 10 has a total and no bands"},
		{"a subtotal left out", totals, ",20,", ",,", "pool_totals.csv:2: subtotal_401_450 is empty"},
		{"bands without totals", pool, "2026-01-04,9,0", "2026-01-04,10,0", "pool.csv:3: there is no pool of that day in the totals for round 10"},
		{"bands of another day", pool, "2026-01-04,9,501", "2026-01-03,9,501", "pool.csv:2: there is no pool of that day in the totals for round 9"},
		{"bands with a gap", pool, ",0,500", ",0,499", "pool.csv:3: the band that ends at 499 does not follow"},
		{"bands that overlap", pool, ",0,500", ",0,501", "pool.csv:3: the band that ends at 501 does not follow"},
		{"a band upside down", pool, "501,1200", "1200,501", "pool.csv:2: 1200 comes after 501"},
		{"fewer than none", pool, "2000", "-2000", `pool.csv:3: candidates "-2000" is not a whole number of at least 0`},
		{"a federal stream among Ontario's", ontario, "oinp-hcp-tech", "oinp-hcp-tech cec", `ontario.csv:2: streams "cec" is not a stream`},
		{"no stream", ontario, "oinp-hcp-tech", "", "ontario.csv:2: streams is empty"},
		{"an end before the beginning", ontario, "2026-01-05,,", "2026-01-05,2026-01-04,", "ontario.csv:2: 2026-01-05 comes after 2026-01-04"},
		{"an upper bound alone", ontario, "470,480", ",480", "ontario.csv:2: the band has a high end, 480, and no low one"},
		{"an upper bound below the lower", ontario, "470,480", "480,479", "ontario.csv:2: 480 comes after 479"},
		{"a zero for what is not known", ontario, "470,480", "470,0", `ontario.csv:2: high "0" is not a whole number of at least 1`},
		{"a window upside down", ontario, "2025-01-05,2026-01-05", "2026-01-05,2025-01-05", "ontario.csv:2: 2026-01-05 comes after 2025-01-05"},
		{"half a window", ontario, "2025-01-05,2026-01-05", ",2026-01-05", "ontario.csv:2: the window for creating a profile has only one end"},
		{"codes of no version", ontario, "480,2021", "480,", `ontario.csv:2: occupations need the version of their codes`},
		{"codes of a version to come", ontario, "480,2021", "480,2026", `ontario.csv:2: occupations need the version of their codes, 2016 or 2021, and only they do; found "2026"`},
		{"a version without codes", ontario, "21231 21232", "", `ontario.csv:2: occupations need`},
		{"neither yes nor nothing", ontario, "21231 21232,,", "21231 21232,,no", `ontario.csv:2: cec_only "no" must be "yes" or nothing`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := []string{federalHeader + federalRows, poolHeader + poolRows, totalsHeader + totalsRows, bandHeader + bandRow}
			if !strings.Contains(files[tt.file], tt.old) {
				t.Fatalf("nothing to break: %q", tt.old)
			}
			files[tt.file] = strings.Replace(files[tt.file], tt.old, tt.new, 1)
			_, err := read(files[0], files[1], files[2], files[3])
			var row *draws.RowError
			if !errors.As(err, &row) {
				t.Fatalf("got %v, want a RowError", err)
			}
			if !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("got  %s\nwant %s", err, tt.want)
			}
			if !reason.English().Has(row.What.Code) {
				t.Errorf("%s has no words", row.What.Code)
			}
		})
	}
}

func TestAnEmptyHighEndIsNoUpperBound(t *testing.T) {
	open := strings.Replace(bandRow, "470,480", "470,", 1)
	r, err := read(federalHeader+federalRows, poolHeader+poolRows, totalsHeader+totalsRows, bandHeader+open)
	if err != nil {
		t.Fatal(err)
	}
	if b := r.Bands[0]; b.Low != 470 || b.High != 0 || !b.Published() || b.Place(1200) != draws.Inside {
		t.Errorf("an open band was read as %d-%d", b.Low, b.High)
	}
}

func TestAReaderThatFailsIsPassedOn(t *testing.T) {
	broken := errors.New("broken")
	for i := range 4 {
		readers := []io.Reader{
			strings.NewReader(federalHeader + federalRows), strings.NewReader(poolHeader + poolRows),
			strings.NewReader(totalsHeader + totalsRows), strings.NewReader(bandHeader + bandRow),
		}
		readers[i] = iotest.ErrReader(broken)
		if _, err := draws.Read(readers[0], readers[1], readers[2], readers[3]); !errors.Is(err, broken) {
			t.Errorf("file %d: got %v", i, err)
		}
	}
}
