package streams

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"crsplan/sim/civil"
	"crsplan/sim/noc"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

//go:embed funds.csv
var fundsCSV string

// fundsTables are the tables of settlement funds, the oldest first.
var fundsTables = sync.OnceValue(func() []fundsTable { return must(parseFunds(fundsCSV)) })

// fundsTable is what a family needs to settle, by its size.
type fundsTable struct {
	announced civil.Day // the day it took effect for new profiles
	// from is the first day it is used: profiles in the pool had until then
	// to be brought up to date, and the table before serves until that day.
	from       civil.Day
	rows       []fundsRow // for one person, two, ...
	additional int        // dollars for each further one
}

type fundsRow struct {
	dollars int
	ref     string
}

// asked returns the dollars asked of a family.
func (t *fundsTable) asked(size int) (dollars int, ref string) {
	size = max(size, 1)
	last := len(t.rows)
	if size <= last {
		return t.rows[size-1].dollars, t.rows[size-1].ref
	}
	return t.rows[last-1].dollars + (size-last)*t.additional, fmt.Sprintf("%s, and %d for each further one", t.rows[last-1].ref, t.additional)
}

const fundsColumns = "effective_from,update_profile_by,family_size,funds_cad,per_additional_member_cad,confidence,ref"

func parseFunds(text string) ([]fundsTable, error) {
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		return nil, err
	}
	if len(rows) < 2 || strings.Join(rows[0], ",") != fundsColumns {
		return nil, fmt.Errorf("funds.csv must have rows, and the columns %s", fundsColumns)
	}
	var tables []fundsTable
	for i, row := range rows[1:] {
		if tables, err = addFunds(tables, row); err != nil {
			return nil, fmt.Errorf("funds.csv: row %d: %w", i+2, err)
		}
	}
	return tables, nil
}

// addFunds adds a row to the table of its day.
func addFunds(tables []fundsTable, row []string) ([]fundsTable, error) {
	day, err := civil.Parse(row[0])
	if err != nil {
		return nil, err
	}
	from := day
	if row[1] != "" {
		if from, err = civil.Parse(row[1]); err != nil {
			return nil, err
		}
	}
	var n [3]int
	for i := range n {
		if n[i], err = strconv.Atoi(row[2+i]); err != nil || n[i] <= 0 {
			return nil, fmt.Errorf("%q is not a number above zero", row[2+i])
		}
	}
	if last := len(tables) - 1; last < 0 || tables[last].announced != day {
		if last >= 0 && max(day, from) <= tables[last].from {
			return nil, fmt.Errorf("%v is not after the table above", day)
		}
		tables = append(tables, fundsTable{announced: day, from: max(day, from), additional: n[2]})
	}
	table := &tables[len(tables)-1]
	table.rows = append(table.rows, fundsRow{n[1], row[6]})
	if len(table.rows) != n[0] {
		return nil, fmt.Errorf("the family of %d is out of order", n[0])
	}
	return tables, nil
}

// fundsOn returns the table in use on a day, of those known on another. There
// is none before the oldest, where the amounts are not established.
func fundsOn(law, known civil.Day) *fundsTable {
	tables := fundsTables()
	for i := len(tables) - 1; i >= 0; i-- {
		if tables[i].from <= law && tables[i].announced <= known {
			return &tables[i]
		}
	}
	return nil
}

const fundsKey = "canada.settlement_funds_cad"

// fundsVerdict is the verdict on the funds alone, with what it rests on.
type fundsVerdict struct {
	met    Verdict
	asked  AskedFunds
	oldest bool // the table of the day is not established: asked is that of the oldest, which is later
}

// settlementFunds compares the funds that are stated with those asked for.
//
// Before the oldest table the amounts are not established, but something was
// asked for, and the amounts have risen from table to table ever since: who has
// what the oldest asks for had enough, who has nothing had not (medium
// confidence), and between the two it is not known.
func (p *Person) settlementFunds() fundsVerdict {
	family := p.Profile.Canada.FamilySize
	asked, known := FundsAsked(p.Law, p.Known, family)
	if !known {
		asked = fundsTables()[0].asks(p.Law, p.Known, family)
	}
	v := fundsVerdict{met: NotKnown, asked: asked, oldest: !known}
	switch funds := p.Profile.Canada.Funds; {
	case funds == nil:
	case *funds >= v.asked.Dollars:
		v.met = Yes
	case !v.oldest || *funds == 0:
		v.met = No
	}
	return v
}

// requireFunds asks for settlement funds, unless the person is authorized to
// work in Canada and holds an offer that counts.
func (p *Person) requireFunds(s *sheet, ref string) {
	if p.authorized() && p.offerCounts() {
		s.require("funds", Yes, func() reason.Reason { return reason.New("streams.funds/waived").At(ref) })
		return
	}
	v := p.settlementFunds()
	s.require("funds", v.met, func() reason.Reason { return p.fundsReason(&v, ref) }, p.fundsNeeds()...)
}

// fundsNeeds are the keys that settle funds not known: where they are stated,
// it is the table that is not known, and no key settles that.
func (p *Person) fundsNeeds() []string {
	if p.Profile.Canada.Funds != nil {
		return nil
	}
	return []string{fundsKey}
}

// fundsReason says what is asked, and where a newer table may exist, so.
func (p *Person) fundsReason(v *fundsVerdict, rule string) reason.Reason {
	funds := p.Profile.Canada.Funds
	code := map[Verdict]string{No: "streams.funds/short", NotKnown: "streams.funds/not-declared", Yes: "streams.funds/met"}[v.met]
	switch {
	case v.oldest && funds == nil:
		code = "streams.funds/not-declared-before"
	case v.oldest:
		code = map[Verdict]string{No: "streams.funds/none-before", NotKnown: "streams.funds/no-table", Yes: "streams.funds/met-before"}[v.met]
	case v.asked.NewerMayExist && funds == nil:
		code = "streams.funds/not-declared-newer-may-exist"
	case v.asked.NewerMayExist:
		code = "streams.funds/newer-may-exist"
	}
	stated := 0
	if funds != nil {
		stated = *funds
	}
	return reason.New(code, "funds", reason.CAD(stated), "asked", reason.CAD(v.asked.Dollars), "family", v.asked.Family,
		"day", p.Law, "from", fundsTables()[0].from, "table", v.asked.Table, "confirmed", v.asked.Confirmed).At(rule + "; " + v.asked.Ref)
}

// authorized says whether the person may work in Canada: a permit decides, and
// the declared status only where no permit is given.
func (p *Person) authorized() bool {
	if permit := p.Profile.Canada.Permit; permit != nil {
		return permit.Kind.Works() && permit.Holds(p.Day)
	}
	return p.Profile.Canada.Status == profile.Worker
}

// offerCounts says whether the person holds an offer that counts for the
// programs: full time for a year or more, skilled, with an LMIA or exempt from
// it. (A profile with an exempt one carries a warning.)
func (p *Person) offerCounts() bool {
	o := p.Profile.Canada.Offer
	return o != nil && o.FullTime && o.Months >= profile.OfferMonths && (o.LMIA || o.LMIAExempt) && noc.Skilled(o.NOC, p.Law)
}

// fundsDays are the days on which another table comes into use.
func fundsDays() []civil.Day {
	var days []civil.Day
	for _, t := range fundsTables() {
		days = append(days, t.from)
	}
	return slices.Clip(days)
}

// ProgramDays are the days on which what a program asks for changes.
func ProgramDays() []civil.Day { return append(fundsDays(), profile.DefinitionDays()...) }
