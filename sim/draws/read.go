package draws

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// The names by which errors speak of the four files, and their columns.
const (
	federalFile = "federal.csv"
	poolFile    = "pool.csv"
	totalsFile  = "pool_totals.csv"
	ontarioFile = "ontario.csv"

	federalColumns = "number,date,stream,name,programs,size,cutoff,tie_break,pool_date,source"
	poolColumns    = "pool_date,round,low,high,candidates,source"
	totalsColumns  = "pool_date,round,total,subtotal_451_500,subtotal_401_450,source"
	ontarioColumns = "date,until,streams,program,kind,size,low,high,noc_version,nocs,nocs_partial,cec_only,created_from,created_to,confidence,note,source"
)

// RowError is a row that cannot be taken in.
type RowError struct {
	File string
	Line int // from 1; the header is line 1
	What reason.Reason
}

func (e *RowError) Error() string {
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, reason.English().Say(e.What))
}

// Read reads a record from the four files of the embedded form: federal
// rounds, bands of the pool, totals of the pool, and Ontario's draws. The rows
// may stand in any order, but the bands of one pool stand together. Anything
// unexpected is a [RowError]; an error of a reader is passed on.
func Read(federal, pool, totals, ontario io.Reader) (*Record, error) {
	r := new(Record)
	held := make(map[string]civil.Day) // the day of each round
	err := eachRow(federalFile, federalColumns, federal, func(row *row) {
		round := readRound(row)
		if _, twice := held[round.Number]; twice {
			row.reject("draws.row/repeated", "value", round.Number)
		}
		held[round.Number] = round.Date
		r.Rounds = append(r.Rounds, round)
	})
	if err != nil {
		return nil, err
	}
	if err := r.readPools(pool, totals, held); err != nil {
		return nil, err
	}
	err = eachRow(ontarioFile, ontarioColumns, ontario, func(row *row) {
		r.Bands = append(r.Bands, readBand(row))
	})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(r.Rounds, compareRounds)
	slices.SortStableFunc(r.Bands, compareBands)
	slices.SortStableFunc(r.Pools, comparePools)
	return r, nil
}

func readRound(row *row) Round {
	return Round{
		Number:   row.text("number"),
		Date:     row.day("date"),
		Stream:   row.stream("stream", row.text("stream"), false),
		Name:     row.text("name"),
		Programs: strings.Split(row.text("programs"), ";"),
		Size:     row.whole("size", 1),
		Cutoff:   row.whole("cutoff", 1),
		TieBreak: row.optionalInstant("tie_break"),
		PoolDate: row.optionalDay("pool_date"),
		Source:   row.text("source"),
	}
}

// readPools reads the totals first, for each makes a pool, and then hangs the
// bands on them.
func (r *Record) readPools(pool, totals io.Reader, held map[string]civil.Day) error {
	of := make(map[string]int) // round to index in r.Pools
	var lines []int
	err := eachRow(totalsFile, totalsColumns, totals, func(row *row) {
		p := Pool{Date: row.day("pool_date"), Round: row.text("round"), Total: row.whole("total", 1)}
		var known bool
		if p.Published, known = held[p.Round]; !known {
			row.reject("draws.row/round", "value", p.Round)
		}
		if _, twice := of[p.Round]; twice {
			row.reject("draws.row/repeated", "value", p.Round)
		}
		row.whole("subtotal_451_500", 0)
		row.whole("subtotal_401_450", 0)
		row.text("source")
		of[p.Round] = len(r.Pools)
		r.Pools = append(r.Pools, p)
		lines = append(lines, row.line)
	})
	if err != nil {
		return err
	}
	err = eachRow(poolFile, poolColumns, pool, func(row *row) {
		b := PoolBand{Low: row.whole("low", 0), High: row.whole("high", 0), Candidates: row.whole("candidates", 0)}
		if b.Low > b.High {
			row.reject("draws.row/order", "low", row.cell("low"), "high", row.cell("high"))
		}
		row.text("source")
		i, known := of[row.text("round")]
		if !known || row.day("pool_date") != r.Pools[i].Date {
			row.reject("draws.row/pool", "value", row.cell("round"))
			return
		}
		p := &r.Pools[i]
		if n := len(p.Bands); n > 0 && p.Bands[n-1].Low != b.High+1 {
			row.reject("draws.row/gap", "high", row.cell("high"))
		}
		p.Bands = append(p.Bands, b)
	})
	if err != nil {
		return err
	}
	for i, p := range r.Pools {
		if len(p.Bands) == 0 {
			return &RowError{totalsFile, lines[i], reason.New("draws.row/no-bands", "value", p.Round)}
		}
	}
	return nil
}

func readBand(row *row) Band {
	b := Band{
		Date:        row.day("date"),
		Until:       row.optionalDay("until"),
		Program:     row.text("program"),
		Kind:        row.text("kind"),
		Size:        row.optionalWhole("size"),
		Low:         row.optionalWhole("low"),
		High:        row.optionalWhole("high"),
		NOCVersion:  row.cell("noc_version"),
		NOCs:        strings.Fields(row.cell("nocs")),
		NOCsPartial: row.yes("nocs_partial"),
		CECOnly:     row.yes("cec_only"),
		CreatedFrom: row.optionalDay("created_from"),
		CreatedTo:   row.optionalDay("created_to"),
		Confidence:  row.text("confidence"),
		Note:        row.cell("note"),
		Source:      row.text("source"),
	}
	for key := range strings.FieldsSeq(row.text("streams")) {
		b.Streams = append(b.Streams, row.stream("streams", key, true))
	}
	if b.Until.IsZero() {
		b.Until = b.Date
	}
	switch {
	case b.Until < b.Date:
		row.reject("draws.row/order", "low", row.cell("date"), "high", row.cell("until"))
	case b.Low == 0 && b.High != 0:
		row.reject("draws.row/no-low", "high", row.cell("high"))
	case b.High != 0 && b.High < b.Low:
		row.reject("draws.row/order", "low", row.cell("low"), "high", row.cell("high"))
	case b.CreatedTo < b.CreatedFrom:
		row.reject("draws.row/order", "low", row.cell("created_from"), "high", row.cell("created_to"))
	case b.CreatedFrom.IsZero() != b.CreatedTo.IsZero():
		row.reject("draws.row/half-window")
	case (len(b.NOCs) > 0) != (b.NOCVersion == "2016" || b.NOCVersion == "2021"):
		row.reject("draws.row/noc-version", "value", b.NOCVersion)
	}
	return b
}
