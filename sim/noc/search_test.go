package noc_test

import (
	"slices"
	"strings"
	"testing"

	"crsplan/sim/noc"
)

func first(typed string, n int) []string {
	var codes []string
	for _, f := range noc.Search(typed) {
		if len(codes) < n {
			codes = append(codes, f.Code)
		}
	}
	return codes
}

// commonTitles were chosen before they were tried: the titles of Randstad
// Canada's "Top 15 most in-demand jobs in Canada for 2026"
// (www.randstad.ca/newsroom/randstad-canada-most-in-demand-jobs-2026) and of its
// list for 2021, and the most common occupations of Statistics Canada's 2011
// National Household Survey (release of 2013-06-26), each with the code of the
// unit group whose description has it, and with its usual name in French.
var commonTitles = []struct{ english, french, code string }{
	{"sales associate", "conseiller aux ventes", "64100"},
	{"sales representative", "représentant des ventes", "64101"},
	{"administrative assistant", "adjointe administrative", "13110"},
	{"customer service representative", "représentant du service à la clientèle", "64409"},
	{"accounting clerk", "commis comptable", "14200"},
	{"receptionist", "réceptionniste", "14101"},
	{"bookkeeper", "teneur de livres", "12200"},
	{"retail sales associate", "vendeur au détail", "64100"},
	{"store manager", "directeur de magasin", "60020"},
	{"pharmacy assistant", "assistante en pharmacie", "33103"},
	{"registered practical nurse", "infirmière auxiliaire", "32101"},
	{"dental assistant", "assistante dentaire", "33100"},
	{"registered nurse", "infirmière autorisée", "31301"},
	{"licensed practical nurse", "infirmière auxiliaire autorisée", "32101"},
	{"office administrator", "administrateur de bureau", "13100"},
	{"office clerk", "commis de bureau", "14100"},
	{"forklift operator", "cariste", "75101"},
	{"driver", "chauffeur", "73300"},
	{"general labourer", "manœuvre", "75110"},
	{"electrical engineer", "ingénieur électrique", "21310"},
	{"software developer", "développeur de logiciels", "21232"},
	{"accountant", "comptable", "11100"},
	{"HR manager", "directeur des RH", "10011"},
	{"financial advisor", "conseiller financier", "11102"},
	{"cashier", "caissière", "65100"},
	{"elementary school teacher", "enseignante au primaire", "41221"},
	{"transport truck driver", "camionneur", "73300"},
	{"carpenter", "charpentier", "72310"},
	{"janitor", "concierge", "65312"},
	{"kindergarten teacher", "enseignante à la maternelle", "41221"},
}

func TestCommonTitlesAreAmongTheFirstThree(t *testing.T) {
	if len(commonTitles) != 30 {
		t.Fatalf("%d titles", len(commonTitles))
	}
	for _, c := range commonTitles {
		for _, typed := range []string{c.english, c.french} {
			codes := first(typed, 3)
			if !slices.Contains(codes, c.code) {
				t.Errorf("%q: %v, want %s", typed, codes, c.code)
			}
			t.Logf("%-40s %s %s", typed, c.code, strings.Join(codes, " "))
		}
	}
}

func TestSearch(t *testing.T) {
	for _, c := range []struct {
		name, typed string
		want        []string // among the first three, in any order
	}{
		{"a programmer, whom no title names alone", "programmer", []string{"21230", "21232"}},
		{"a teacher, at school", "teacher", []string{"41220", "41221"}},
		{"an engineer, of several kinds", "engineer", []string{"21300", "21301", "21310"}},
		{"a doctor", "doctor", []string{"31102", "31100"}},
		{"a doctor, in French", "médecin", []string{"31102", "31100"}},
		{"a nurse", "nurse", []string{"31301", "32101"}},
		{"a nurse, in French", "infirmière", []string{"31301", "32101"}},
		{"accents and capitals do not matter", "INFIRMIERE", []string{"31301", "32101"}},
		{"nor does the plural", "infirmiers", []string{"31301", "32101"}},
		{"a cook", "cook", []string{"63200"}},
		{"UX", "UX", []string{"52120", "21233"}},
		{"UX with another word", "senior UX designer", []string{"52120", "21233"}},
		{"scrum", "scrum master", []string{"21222"}},
		{"HR", "HR manager", []string{"10011"}},
		{"letters with dots", "R.N.", []string{"31301"}},
		{"an alias is no more than a part of a longer title", "bus driver", []string{"73301"}},
		{"a misspelt word", "sofware developer", []string{"21232"}},
		{"two letters swapped", "sotfware developer", []string{"21232"}},
		{"an unfinished word", "software dev", []string{"21232"}},
		{"words in another order", "developer, software", []string{"21232"}},
		{"a word that no title has", "java developer", []string{"21232"}},
		{"an official title", "Software developers and programmers", []string{"21232"}},
		{"an official title in French", "Cuisiniers/cuisinières", []string{"63200"}},
		{"a code", "21232", []string{"21232"}},
		{"the beginning of one", "2123", []string{"21230", "21231", "21232"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			codes := first(c.typed, noc.Likeliest)
			for _, want := range c.want {
				if !slices.Contains(codes, want) {
					t.Errorf("%q: %v, want %v", c.typed, codes, c.want)
				}
			}
		})
	}
	for _, typed := range []string{"", " ", "of the", "qqqqzzzz", "99999", "\xff\x00"} {
		if codes := first(typed, 1); codes != nil {
			t.Errorf("%q: %v", typed, codes)
		}
	}
	found := noc.Search("infirmière autorisée")
	if found[0].JobTitle != "Infirmier autorisé/infirmière autorisée" {
		t.Errorf("found by %q", found[0].JobTitle)
	}
	if found := noc.Search(strings.Repeat("cook ", 10_000)); len(found) == 0 || found[0].Code != "63200" {
		t.Error("a long text is not read from its beginning")
	}
}

func TestNamedSaysCodesWithTheirTitlesInBothLanguages(t *testing.T) {
	named := noc.Named(noc.Nearest("cook")[:1])
	if named.English != "63200 Cooks" || named.French != "63200 Cuisiniers/cuisinières" {
		t.Errorf("got %q and %q", named.English, named.French)
	}
	two := noc.Named(noc.Nearest("21239")[:2])
	if two.English != "21234 Web developers and programmers; 21233 Web designers" {
		t.Errorf("got %q", two.English)
	}
}
