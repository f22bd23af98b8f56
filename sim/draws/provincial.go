package draws

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// Provincial is a round of a province's own, on its own scale: never CRS points.
// A round that invited by points and apart by wage is two of them.
type Provincial struct {
	Province     string
	Program      string // the province's name of it
	Date         civil.Day
	Scale        string  // of Points, an ID of package provinces; "wage" where the wage decided
	Points       int     // the lowest invited; 0: the wage decided
	Hourly       float64 // the lowest wage invited, in dollars; 0: the points decided
	Annual       int     // the lowest yearly pay invited beside it, in dollars; 0: none
	Size         int     // invitations; 0: not published
	Target       string  // who could be invited, in the English of the record; "": everybody
	ExpressEntry string  // whether the nomination can be used there: "yes", "option" or "no"
	Confidence   string
	Source, Note string
}

//go:embed provincial.csv
var provincialCSV string

const provincialFile = "provincial.csv"

// ProvincialColumns are the columns of a file of such rounds.
const ProvincialColumns = "province,stream,date,scale,min_points,min_hourly_wage,invited,source,confidence,min_annual_pay,target,express_entry,note"

// WageScale is the [Provincial.Scale] of rounds by wage.
const WageScale = "wage"

// ReadProvincial reads rounds of provinces in the form of provincial.csv. Anything
// unexpected is a [RowError] that names the file.
func ReadProvincial(name string, from io.Reader) (list []Provincial, _ error) {
	err := eachRow(name, ProvincialColumns, from, func(row *row) {
		p := Provincial{
			Province: row.text("province"), Program: row.text("stream"), Date: row.day("date"), Scale: row.text("scale"),
			Points: row.optionalWhole("min_points"), Annual: row.optionalWhole("min_annual_pay"), Size: row.optionalWhole("invited"),
			Target: row.cell("target"), ExpressEntry: row.text("express_entry"), Confidence: row.text("confidence"),
			Source: row.text("source"), Note: row.cell("note"),
		}
		if wage := row.cell("min_hourly_wage"); wage != "" {
			var err error
			if p.Hourly, err = strconv.ParseFloat(wage, 64); err != nil || !(p.Hourly > 0) {
				row.reject("draws.row/number", "column", "min_hourly_wage", "value", wage, "least", 1)
			}
		}
		if wrong := p.wrong(list); !wrong.IsZero() && row.wrong.IsZero() {
			row.wrong = wrong
		}
		list = append(list, p)
	})
	slices.SortStableFunc(list, compareProvincial)
	return list, err
}

// wrong says what no round can be, beside those read before it.
func (p *Provincial) wrong(before []Provincial) reason.Reason {
	for _, c := range []struct {
		column, value string
		words         []string
	}{
		{"province", p.Province, []string{"AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "SK", "YT"}},
		{"express_entry", p.ExpressEntry, []string{"yes", "option", "no"}},
		{"confidence", p.Confidence, []string{"high", "medium", "low"}},
	} {
		if !slices.Contains(c.words, c.value) {
			return reason.New("draws.row/one-of", "column", c.column, "value", c.value, "words", strings.Join(c.words, ", "))
		}
	}
	if (p.Scale == WageScale) != (p.Hourly > 0) || (p.Points > 0) == (p.Hourly > 0) || p.Hourly >= 10_000 || p.Program == "" || p.Date.IsZero() {
		return reason.New("draws.row/minimum")
	}
	if slices.ContainsFunc(before, func(q Provincial) bool { return q.same(p) }) {
		return reason.New("draws.row/repeated", "value", p.Province+" "+p.Program+" "+p.Date.String())
	}
	return reason.Reason{}
}

func provincialDay(p *Provincial) civil.Day { return p.Date }

// compareProvincial puts the older round first; of one day, those by points
// before those by wage.
func compareProvincial(a, b Provincial) int {
	return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Province, b.Province), cmp.Compare(a.Program, b.Program), cmp.Compare(b.Points, a.Points))
}

// same reports whether two rows are of one round.
func (p *Provincial) same(q *Provincial) bool {
	return p.Province == q.Province && p.Program == q.Program && p.Date == q.Date && p.Scale == q.Scale && p.Target == q.Target
}

// ProvincialMerge is what a file of provincial rounds adds to a record.
type ProvincialMerge struct {
	Record  *Record
	Added   []Provincial
	Changed []Change // values of known rounds: in the record only if accepted
}

// MergeProvincial lays rounds over the record. Another value of a known round is
// taken over if the caller accepts it.
func (r *Record) MergeProvincial(list []Provincial, accept bool) *ProvincialMerge {
	m := &ProvincialMerge{}
	all := slices.Clone(r.Provincial)
	for i := range list {
		now := list[i]
		at := slices.IndexFunc(all, func(p Provincial) bool { return p.same(&now) })
		if at < 0 {
			m.Added = append(m.Added, now)
			all = append(all, now)
			continue
		}
		old := all[at]
		for _, c := range []struct{ field, was, is string }{
			{"min_points", fmt.Sprint(old.Points), fmt.Sprint(now.Points)},
			{"min_hourly_wage", fmt.Sprint(old.Hourly), fmt.Sprint(now.Hourly)},
			{"min_annual_pay", fmt.Sprint(old.Annual), fmt.Sprint(now.Annual)},
			{"invited", fmt.Sprint(old.Size), fmt.Sprint(now.Size)},
			{"express_entry", old.ExpressEntry, now.ExpressEntry},
		} {
			if c.was != c.is {
				m.Changed = append(m.Changed, Change{old.Province + " " + old.Program + " " + old.Date.String(), c.field, c.was, c.is})
			}
		}
		if accept {
			all[at] = now
		}
	}
	slices.SortStableFunc(all, compareProvincial)
	with := *r
	with.Provincial = all
	m.Record = &with
	return m
}

// BeyondProvincial returns the provincial rounds that another record lacks or has
// otherwise.
func (r *Record) BeyondProvincial(other *Record) []Provincial {
	return slices.DeleteFunc(slices.Clone(r.Provincial), func(p Provincial) bool { return slices.Contains(other.Provincial, p) })
}

// keptProvincial is the file of [WriteProvincial].
type keptProvincial struct {
	Schema int          `json:"schema"`
	Rounds []Provincial `json:"rounds"`
}

// WriteProvincial writes rounds as one JSON document, for [ReadKeptProvincial].
func WriteProvincial(w io.Writer, list []Provincial) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", " ")
	return enc.Encode(keptProvincial{keptSchema, append([]Provincial{}, list...)})
}

// ReadKeptProvincial reads what [WriteProvincial] wrote. Anything unexpected is a
// *[FeedError]; an error of the reader is passed on.
func ReadKeptProvincial(from io.Reader) ([]Provincial, error) {
	text, err := io.ReadAll(io.LimitReader(from, MaxFeed+1))
	if err != nil {
		return nil, err
	}
	var file keptProvincial
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	err = dec.Decode(&file)
	switch _, more := dec.Token(); {
	case len(text) > MaxFeed:
		return nil, &FeedError{reason.New("draws.feed/large", "most", MaxFeed>>20)}
	case err != nil:
		return nil, &FeedError{reason.New("draws.feed/shape", "problem", reason.Said(clip(err.Error())))}
	case more != io.EOF:
		return nil, &FeedError{reason.New("draws.feed/trailing")}
	case file.Schema != keptSchema:
		return nil, &FeedError{reason.New("draws.feed/schema", "value", file.Schema, "want", keptSchema)}
	}
	for i := range file.Rounds {
		if wrong := file.Rounds[i].wrong(file.Rounds[:i]); !wrong.IsZero() {
			return nil, &FeedError{wrong}
		}
	}
	return file.Rounds, nil
}

// ProvincialOf returns the rounds of a program of a province on a scale.
func (r *Record) ProvincialOf(province, program, scale string) (list []Provincial) {
	for i := range r.Provincial {
		if p := &r.Provincial[i]; p.Province == province && p.Program == program && p.Scale == scale {
			list = append(list, *p)
		}
	}
	return list
}

// ProvincialUntil returns the day of the newest round of a province, of any
// program: to it no round is missing. Zero where there is none.
func (r *Record) ProvincialUntil(province string) (newest civil.Day) {
	for i := range r.Provincial {
		if p := &r.Provincial[i]; p.Province == province {
			newest = p.Date
		}
	}
	return newest
}

// readEmbeddedProvincial reads the rounds that the program carries.
func readEmbeddedProvincial(from io.Reader) []Provincial {
	list, err := ReadProvincial(provincialFile, from)
	if err != nil {
		panic("draws: " + err.Error())
	}
	return list
}
