package draws_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim/draws"
)

const provincialHead = "province,stream,date,scale,min_points,min_hourly_wage,invited,source,confidence,min_annual_pay,target,express_entry,note\n"

func readProvincial(t *testing.T, rows string) ([]draws.Provincial, error) {
	t.Helper()
	return draws.ReadProvincial("more.csv", strings.NewReader(provincialHead+rows))
}

func TestTheProvincesRoundsAreKnownByDay(t *testing.T) {
	record := draws.Embedded()
	if n := len(record.Provincial); n != 349 {
		t.Fatalf("%d rounds", n)
	}
	tech := record.Until(day("2026-09-22")).ProvincialOf("AB", "Accelerated Tech Pathway", "WEOI")
	if n := len(tech); n != 12 || tech[n-1].Points != 59 || tech[n-1].Size != 100 {
		t.Errorf("%d rounds, the last %+v", n, tech[len(tech)-1])
	}
	if n := len(record.Until(day("2026-09-21")).ProvincialOf("AB", "Accelerated Tech Pathway", "WEOI")); n != 11 {
		t.Errorf("the day before the last round: %d", n)
	}
	wage := record.ProvincialOf("BC", "High Economic Impact", draws.WageScale)
	if last := wage[len(wage)-1]; len(wage) != 11 || last.Hourly != 52 || last.Annual != 105_000 {
		t.Errorf("%d rounds by wage, the last %+v", len(wage), last)
	}
	var out bytes.Buffer
	if err := draws.WriteProvincial(&out, record.Provincial); err != nil {
		t.Fatal(err)
	}
	again, err := draws.ReadKeptProvincial(&out)
	if diff := cmp.Diff(record.Provincial, again); err != nil || diff != "" {
		t.Errorf("written and read again: %v\n%s", err, diff)
	}
}

func TestAFileOfProvincialRoundsIsReadWholeOrNotAtAll(t *testing.T) {
	good := "AB,Accelerated Tech Pathway,2026-10-14,WEOI,61,,90,alberta.ca,high,,,yes,\n"
	for name, rows := range map[string]string{
		"no minimum":           "AB,Accelerated Tech Pathway,2026-10-14,WEOI,,,90,alberta.ca,high,,,yes,\n",
		"points and a wage":    "BC,High Economic Impact,2026-10-14,SIRS,131,52,90,x,high,,,yes,\n",
		"a wage on a grid":     "BC,High Economic Impact,2026-10-14,SIRS,,52,90,x,high,,,yes,\n",
		"a province of nobody": "XX,Accelerated Tech Pathway,2026-10-14,WEOI,61,,90,alberta.ca,high,,,yes,\n",
		"no day":               "AB,Accelerated Tech Pathway,14.10.2026,WEOI,61,,90,alberta.ca,high,,,yes,\n",
		"twice":                good,
		"no confidence":        "AB,Accelerated Tech Pathway,2026-10-15,WEOI,61,,90,alberta.ca,sure,,,yes,\n",
		"a size of nought":     "AB,Accelerated Tech Pathway,2026-10-15,WEOI,61,,0,alberta.ca,high,,,yes,\n",
	} {
		if _, err := readProvincial(t, good+rows); err == nil || !strings.Contains(err.Error(), "more.csv:3") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAChangedProvincialRoundNeedsToBeAccepted(t *testing.T) {
	record := draws.Embedded()
	rows, err := readProvincial(t, "AB,Accelerated Tech Pathway,2026-09-22,WEOI,58,,100,alberta.ca,high,,,yes,\n"+
		"AB,Accelerated Tech Pathway,2026-10-14,WEOI,61,,90,alberta.ca,high,,,yes,\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, accept := range []bool{false, true} {
		m := record.MergeProvincial(rows, accept)
		want := draws.Change{Round: "AB Accelerated Tech Pathway 2026-09-22", Field: "min_points", Was: "59", Is: "58"}
		if len(m.Added) != 1 || len(m.Changed) != 1 || m.Changed[0] != want {
			t.Errorf("%+v", m)
		}
		tech := m.Record.ProvincialOf("AB", "Accelerated Tech Pathway", "WEOI")
		before := map[bool]int{false: 59, true: 58}[accept]
		if n := len(tech); n != 13 || tech[n-1].Points != 61 || tech[n-2].Points != before {
			t.Errorf("accept %v: %+v", accept, tech)
		}
	}
}
