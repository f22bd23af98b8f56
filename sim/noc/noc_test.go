package noc_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"crsplan/sim/civil"
	"crsplan/sim/noc"
	"crsplan/sim/reason"
)

// The day NOC 2021 came into use, and what changed with it (SOR/2022-220).
var (
	switchDay = civil.MustParse("2022-11-16")
	gained    = []string{"13102", "33100", "33102", "33103", "43100", "43200", "43201", "43202",
		"63211", "73200", "73202", "73209", "73300", "73301", "73400", "93200"}
	lost = []string{"54100", "55109", "64200"}
)

func TestTheClassificationIsWhole(t *testing.T) {
	all := noc.All()
	if len(all) != 516 {
		t.Errorf("got %d unit groups, want 516", len(all))
	}
	byTEER, trades := map[int]int{}, 0
	for _, o := range all {
		byTEER[o.TEER]++
		if o.Trade {
			trades++
		}
		if len(o.Code) != 5 || int(o.Code[1]-'0') != o.TEER {
			t.Errorf("%s: TEER %d is not the second digit", o.Code, o.TEER)
		}
		if o.Title.English == "" || o.Title.French == "" {
			t.Errorf("%s lacks a title", o.Code)
		}
	}
	if diff := cmp.Diff(map[int]int{0: 48, 1: 97, 2: 162, 3: 69, 4: 95, 5: 45}, byTEER); diff != "" {
		t.Errorf("unit groups by TEER (-want +got):\n%s", diff)
	}
	if trades != 96 {
		t.Errorf("got %d trades, want 96", trades)
	}
	if !slices.IsSortedFunc(all, func(a, b noc.Occupation) int { return cmpCodes(a.Code, b.Code) }) {
		t.Error("the occupations are not sorted, or one is there twice")
	}
}

// cmpCodes orders codes and finds equal ones out of order, so that a sorted
// list has no repetition.
func cmpCodes(a, b string) int {
	if a <= b && a != b {
		return -1
	}
	return 1
}

func TestTradesAreTheGroupsOfTheRegulations(t *testing.T) {
	for _, o := range noc.All() {
		want := false
		switch o.Code[:2] {
		case "72":
			want = o.Code[:3] != "726"
		case "73", "82", "83", "92":
			want = true
		case "93":
			want = o.Code[:3] != "932"
		case "63":
			want = o.Code[:4] == "6320"
		case "62":
			want = o.Code == "62200"
		}
		if o.Trade != want {
			t.Errorf("%s %s: trade is %v, want %v", o.Code, o.Title, o.Trade, want)
		}
	}
}

func TestLookup(t *testing.T) {
	tests := []struct {
		name, code string
		want       noc.Occupation
		ok         bool
	}{
		{"the first code", "00010", noc.Occupation{Code: "00010", Title: reason.Text{English: "Legislators", French: "Membres des corps législatifs"}, TEER: 0}, true},
		{"a tech occupation", "21231", noc.Occupation{Code: "21231", Title: reason.Text{English: "Software engineers and designers", French: "Ingénieurs/ingénieures et concepteurs/conceptrices en logiciel"}, TEER: 1}, true},
		{"a trade", "62200", noc.Occupation{Code: "62200", Title: reason.Text{English: "Chefs", French: "Chefs"}, TEER: 2, Trade: true}, true},
		{"a code of NOC 2016 is none of 2021", "2173", noc.Occupation{}, false},
		{"a code that nobody has", "21239", noc.Occupation{}, false},
		{"a code without its zeros", "10", noc.Occupation{}, false},
		{"nothing", "", noc.Occupation{}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := noc.Lookup(tt.code)
			if diff := cmp.Diff(tt.want, got); diff != "" || ok != tt.ok {
				t.Errorf("ok is %v, want %v; (-want +got):\n%s", ok, tt.ok, diff)
			}
		})
	}
}

func TestAllIsTheCallersOwn(t *testing.T) {
	noc.All()[0].Title.English = "changed"
	if o := noc.All()[0]; o.Title.English != "Legislators" {
		t.Errorf("the classification was changed from outside: %q", o.Title)
	}
}

func TestSkilledFollowsTheTEER(t *testing.T) {
	days := []civil.Day{civil.MustParse("2015-01-01"), switchDay - 1, switchDay, civil.MustParse("2026-11-22")}
	skilled := 0
	for _, o := range noc.All() {
		if o.TEER <= 3 {
			skilled++
		}
		for _, on := range days {
			want := o.TEER <= 3
			if on < switchDay && slices.Contains(gained, o.Code) {
				want = false
			}
			if on < switchDay && slices.Contains(lost, o.Code) {
				want = true
			}
			if got := noc.Skilled(o.Code, on); got != want {
				t.Errorf("%s %s on %v: skilled is %v, want %v", o.Code, o.Title, on, got, want)
			}
		}
	}
	if skilled != 376 {
		t.Errorf("%d occupations are of TEER 0 to 3, want 376", skilled)
	}
	if noc.Skilled("99999", switchDay) {
		t.Error("an unknown code is skilled")
	}
}

func TestSixteenOccupationsBecameSkilledAndThreeCeasedToBe(t *testing.T) {
	for _, tt := range []struct {
		name  string
		codes []string
		n     int
		after bool
	}{
		{"gained", gained, 16, true},
		{"lost", lost, 3, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if len(tt.codes) != tt.n {
				t.Fatalf("the test lists %d codes, want %d", len(tt.codes), tt.n)
			}
			for _, code := range tt.codes {
				if got := noc.Skilled(code, switchDay-1); got == tt.after {
					t.Errorf("%s the day before: skilled is %v", code, got)
				}
				for _, on := range []civil.Day{switchDay, switchDay + 1} {
					if got := noc.Skilled(code, on); got != tt.after {
						t.Errorf("%s on %v: skilled is %v", code, on, got)
					}
				}
			}
		})
	}
}

func TestSeniorManagersAndPhysicians(t *testing.T) {
	var managers, physicians []string
	for _, o := range noc.All() {
		if noc.SeniorManager(o.Code) {
			managers = append(managers, o.Code)
		}
		if noc.Physician(o.Code) {
			physicians = append(physicians, o.Code)
		}
	}
	if diff := cmp.Diff([]string{"00010", "00011", "00012", "00013", "00014", "00015"}, managers); diff != "" {
		t.Errorf("major group 00 (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"31100", "31101", "31102"}, physicians); diff != "" {
		t.Errorf("physicians (-want +got):\n%s", diff)
	}
	if noc.SeniorManager("00999") {
		t.Error("a code that does not exist is a senior manager")
	}
}

func TestCodesOf2016LeadToCodesOf2021(t *testing.T) {
	tests := []struct {
		code           string
		codes, perhaps []string
	}{
		{"0131", []string{"10030"}, nil},
		{"0211", []string{"20010"}, nil},
		{"0212", []string{"20011"}, nil},
		{"0213", []string{"20012"}, nil},
		{"2133", []string{"21310"}, nil},
		{"2147", []string{"21311"}, nil},
		{"2161", []string{"21210", "21211"}, []string{"21211"}},
		{"2171", []string{"21211", "21220", "21221", "21222", "21233"}, []string{"21211"}},
		{"2172", []string{"21211", "21223"}, nil},
		{"2173", []string{"21211", "21231"}, nil},
		{"2174", []string{"21230", "21232", "21234"}, nil},
		{"2175", []string{"21233", "21234"}, nil},
		{"2241", []string{"22310"}, nil},
		{"2281", []string{"22220"}, nil},
		{"2282", []string{"22221"}, nil},
		{"2283", []string{"22222"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.code, func(t *testing.T) {
			codes, ok := noc.Map2016(tt.code)
			if diff := cmp.Diff(tt.codes, codes); diff != "" || !ok {
				t.Errorf("ok is %v; codes (-want +got):\n%s", ok, diff)
			}
			perhaps := noc.Perhaps2016(tt.code)
			if !slices.Equal(tt.perhaps, perhaps) {
				t.Errorf("perhaps %v, want %v", perhaps, tt.perhaps)
			}
			for _, code := range codes {
				if _, ok := noc.Lookup(code); !ok {
					t.Errorf("%s is no code of NOC 2021", code)
				}
			}
		})
	}
	for _, code := range []string{"", "1111", "21231", "213"} {
		if codes, ok := noc.Map2016(code); ok || len(codes) > 0 {
			t.Errorf("%q was mapped to %v", code, codes)
		}
	}
}

func TestTheMappingIsTheCallersOwn(t *testing.T) {
	codes, _ := noc.Map2016("2173")
	codes[0] = "changed"
	if again, _ := noc.Map2016("2173"); again[0] != "21211" {
		t.Errorf("the mapping was changed from outside: %v", again)
	}
}

func TestNearest(t *testing.T) {
	tests := []struct{ name, code, want string }{
		{"a code is its own nearest", "21231", "21231"},
		{"the last digit is wrong: the closest in number", "21239", "21234"},
		{"below every code of its group", "21209", "21203"},
		{"the first digit is wrong", "91231", "21231"},
		{"a digit is missing at the end", "2123", "21230"},
		{"a digit too many", "212311", "21231"},
		{"zeros lost at the beginning", "12", "00012"},
		{"all zeros but one lost", "0013", "00013"},
		{"words and spaces around it", "NOC 21231 ", "21231"},
		{"far from every code", "99999", ""},
		{"too short to tell", "7", ""},
		{"a job title", "software developer", "21232"},
		{"a job title in French, misspelt", "cuisinnière", "63200"},
		{"no job title", "qqqqzzzz", ""},
		{"nothing", "", ""},
		{"a whole text", "21231 21231 21231 21231 21231 21231", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			near := noc.Nearest(tt.code)
			if tt.want == "" && near != nil || tt.want != "" && (len(near) == 0 || near[0].Code != tt.want) || len(near) > noc.Likeliest {
				t.Errorf("got %v, want %q", near, tt.want)
			}
		})
	}
}

func TestNearestOfOneWrongDigitIsNear(t *testing.T) {
	all := noc.All()
	rapid.Check(t, func(t *rapid.T) {
		o := rapid.SampledFrom(all).Draw(t, "occupation")
		if near := noc.Nearest(o.Code); len(near) == 0 || near[0] != o {
			t.Fatalf("the nearest of %s is %v", o.Code, near)
		}
		typed := []byte(o.Code)
		typed[rapid.IntRange(0, 4).Draw(t, "place")] = byte('0' + rapid.IntRange(0, 9).Draw(t, "digit"))
		near := noc.Nearest(string(typed))
		if near == nil {
			t.Fatalf("%s, one digit off %s, has no nearest", typed, o.Code)
		}
		if known, ok := noc.Lookup(near[0].Code); !ok || known != near[0] {
			t.Fatalf("the nearest of %s is no occupation: %v", typed, near)
		}
	})
}

func TestNothingThatIsTypedBreaksTheLookups(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.OneOf(rapid.String(), rapid.StringMatching(`[0-9]{0,8}`)).Draw(t, "code")
		_, known := noc.Lookup(code)
		if skilled := noc.Skilled(code, switchDay); skilled && !known {
			t.Fatalf("%q is skilled and unknown", code)
		}
		noc.Nearest(code)
		noc.Map2016(code)
	})
}

func TestACodeOf2016IsMappedWhereItBecameOne(t *testing.T) {
	list := noc.Mapped2016()
	if !slices.IsSorted(list) || !slices.Contains(list, "2147") || slices.Contains(list, "2173") || slices.Contains(list, "2171") {
		t.Errorf("got %v", list)
	}
	for _, code := range list {
		if codes, ok := noc.Map2016(code); !ok || len(codes) != 1 {
			t.Errorf("%s became %v", code, codes)
		}
	}
}
