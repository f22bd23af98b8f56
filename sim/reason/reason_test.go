package reason_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

func TestSay(t *testing.T) {
	tests := []struct {
		name string
		is   reason.Reason
		want string
	}{
		{"a value", reason.New("score.age", "age", 31), "31 years old"},
		{"one of a thing", reason.New("event.work-year/canadian", "years", 1), "1 year of Canadian work complete"},
		{"none of a thing", reason.New("event.work-year/canadian", "years", 0), "0 years of Canadian work complete"},
		{"minus one of a thing", reason.New("event.work-year/canadian", "years", -1), "-1 year of Canadian work complete"},
		{"two of a thing", reason.New("event.work-year/canadian", "years", 2), "2 years of Canadian work complete"},
		{"a term", reason.New("score.education", "level", reason.Term("education.masters")), "master's degree"},
		{"a term without a word", reason.New("score.education", "level", reason.Term("education.magic")), "education.magic"},
		{"a day", reason.New("birthday-unknown", "stated", civil.MustParse("2026-02-01")), "Only an age was given: we assume the birthday is February 1, 2026."},
		{"a value that is missing", reason.New("score.age"), "? years old"},
		{"values that are not asked for", reason.New("score.age", "age", 31, "more", true), "31 years old"},
		{"a code without words is shown with its values", reason.New("no.such", "n", 3), "no.such n=3"},
		{"nothing", reason.Reason{}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := reason.English().Say(test.is); got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}

func TestPluralsOfEveryKind(t *testing.T) {
	for _, test := range []struct {
		n    any
		want string
	}{
		{1, "year"}, {2, "years"}, {0, "years"}, {reason.Months(1), "year"}, {reason.Months(1.5), "years"}, {true, "year"}, {false, "years"}, {"1", "years"}, {nil, "years"},
	} {
		want := reason.English().Value(test.n) + " " + test.want + " of Canadian work complete"
		if got := reason.English().Phrase("event.work-year/canadian", "years", test.n); got != want {
			t.Errorf("%v: %q, want %q", test.n, got, want)
		}
	}
}

func TestValue(t *testing.T) {
	tests := []struct {
		is   any
		want string
	}{
		{nil, "?"},
		{0, "0"}, {999, "999"}, {1000, "1,000"}, {-999, "-999"}, {-1000, "-1,000"}, {123456, "123,456"}, {1234567, "1,234,567"}, {-123456, "-123,456"},
		{reason.CAD(0), "$0"}, {reason.CAD(23448), "$23,448"},
		{reason.Months(4), "4"}, {reason.Months(2.5), "2.5"},
		{reason.Term("language.french"), "French"},
		{reason.Terms{"language.french", "language.english"}, "French, English"}, {reason.Terms{}, ""},
		{civil.MustParse("2026-11-22"), "November 22, 2026"}, {civil.Day(0), "no day"},
		{"as it is", "as it is"}, {true, "true"}, {1.5, "1.5"},
	}
	for _, test := range tests {
		if got := reason.English().Value(test.is); got != test.want {
			t.Errorf("%#v is %q, want %q", test.is, got, test.want)
		}
	}
}

func TestFrenchNumbersMoneyAndDays(t *testing.T) {
	tests := []struct {
		is   any
		want string
	}{
		{0, "0"}, {999, "999"}, {1590, "1\u00a0590"}, {-1000, "-1\u00a0000"}, {1234567, "1\u00a0234\u00a0567"},
		{reason.CAD(0), "0\u00a0$"}, {reason.CAD(1590), "1\u00a0590\u00a0$"},
		{reason.Months(4), "4"}, {reason.Months(2.5), "2,5"},
		{reason.Term("language.french"), "français"}, {reason.Terms{"language.french", "language.english"}, "français, anglais"},
		{civil.MustParse("2026-11-22"), "22 novembre 2026"}, {civil.MustParse("2026-12-01"), "1er décembre 2026"}, {civil.MustParse("2026-12-11"), "11 décembre 2026"},
		{civil.Day(0), "aucun jour"},
	}
	for _, test := range tests {
		if got := reason.French().Value(test.is); got != test.want {
			t.Errorf("%#v is %q, want %q", test.is, got, test.want)
		}
	}
}

func TestDecimalsAndPercent(t *testing.T) {
	english, french := reason.English(), reason.French()
	for _, test := range []struct{ name, got, want string }{
		{"as many decimals as it needs", english.Decimal(2.5, -1) + " " + french.Decimal(2.5, -1), "2.5 2,5"},
		{"so many decimals", english.Decimal(0.97531, 3) + " " + french.Decimal(0.97531, 3), "0.975 0,975"},
		{"no decimals", french.Decimal(7, 0), "7"},
		{"a share", english.Percent(0.624) + " " + french.Percent(0.624), "62% 62\u00a0%"},
		{"a chance", english.Chance(0.624), "62%"},
		{"a chance of next to nothing", english.Chance(0.0049), "<1%"},
		{"a chance that is nearly sure", french.Chance(0.9951), ">99\u00a0%"},
		{"half of a percent", french.Percent(0.005), "1\u00a0%"},
	} {
		if test.got != test.want {
			t.Errorf("%s: %q, want %q", test.name, test.got, test.want)
		}
	}
}

// In French 0, 1 and what is between 1 and 2 take the singular.
func TestFrenchPlurals(t *testing.T) {
	for _, test := range []struct {
		n    any
		want string
	}{{0, "an"}, {1, "an"}, {-1, "an"}, {2, "ans"}, {reason.Months(1.5), "an"}, {reason.Months(2), "ans"}, {true, "an"}, {"1", "ans"}} {
		got := reason.French().Phrase("event.window/canadian", "years", test.n)
		if want := "du travail au Canada sort de la période de dix ans\u00a0: il reste " + reason.French().Value(test.n) + " " + test.want; got != want {
			t.Errorf("%v: %q, want %q", test.n, got, want)
		}
	}
}

func TestBlanksThatDoNotBreak(t *testing.T) {
	const text = "Option : 5 % de 1 020 $, « oui »; non?"
	if got, want := reason.French().Unbroken(text), "Option\u00a0: 5\u00a0% de 1\u00a0020\u00a0$, «\u00a0oui\u00a0»; non?"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := reason.English().Unbroken(text); got != text {
		t.Errorf("in English %q", got)
	}
}

func TestTheCatalogueOfALanguage(t *testing.T) {
	for _, lang := range reason.Languages() {
		if c, ok := reason.In(lang); !ok || c.Lang() != lang {
			t.Errorf("%s: %v, %t", lang, c, ok)
		}
	}
	if _, ok := reason.In("FR"); ok {
		t.Error("languages are written small")
	}
}

func TestReason(t *testing.T) {
	r := reason.New("unknown-factor/proposed", "factor", reason.Term("unknown.french"), "n", 2)
	if r.Kind() != "unknown-factor" || reason.New("plain").Kind() != "plain" {
		t.Error("the kind is the code without its variant")
	}
	if r.Value("n") != 2 || r.Value("m") != nil {
		t.Error("values are found by name")
	}
	if got := r.String(); got != "unknown-factor/proposed factor=unknown.french n=2" {
		t.Errorf("in a test it reads %q", got)
	}
	if r.IsZero() || !(reason.Reason{}).IsZero() {
		t.Error("only the empty reason is none")
	}
	if at := r.At("a rule"); at.Ref != "a rule" || r.Ref != "" || at.Equal(r) || !at.Equal(r.At("a rule")) {
		t.Error("a reference makes another reason of a copy")
	}
	if diff := cmp.Diff(reason.New("x", "a", 1), reason.New("x", "a", 1, "without a value")); diff != "" {
		t.Errorf("a name without a value is dropped:\n%s", diff)
	}
}

func TestAWarningIsGivenOnce(t *testing.T) {
	var w reason.Warnings
	w.Add(reason.New("quebec"), reason.New("score.age", "age", 1), reason.New("quebec"))
	w.Add(reason.New("score.age", "age", 2), reason.New("score.age", "age", 1), reason.New("quebec").At("elsewhere"))
	want := reason.Warnings{reason.New("quebec"), reason.New("score.age", "age", 1), reason.New("score.age", "age", 2), reason.New("quebec").At("elsewhere")}
	if diff := cmp.Diff(want, w); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
}

func TestTheCatalogueKnowsItsCodes(t *testing.T) {
	c := reason.English()
	if !c.Has("score.age") || c.Has("score.magic") {
		t.Error("it has words for what it has words for")
	}
	if c.Term("total") != "Total" || c.Term("no such term") != "no such term" {
		t.Error("a term without a word is said as it is")
	}
}

func TestWhatOthersSayInEnglish(t *testing.T) {
	french := reason.French()
	for _, test := range []struct{ is, want string }{
		{"unexpected EOF", "fin du texte inattendue"},
		{`expected value but found "x" instead`, `une valeur était attendue, et non "x"`},
		{"expected a comma (',') or array terminator (']'), but got end of file", "une virgule ou «\u00a0]\u00a0» était attendu, et non la fin du texte"},
		{"dial tcp 127.0.0.1:9: connect: connection refused", "connexion refusée (127.0.0.1:9)"},
		{`invalid argument "x" for "--last" flag: strconv.ParseInt: parsing "x": invalid syntax`, `valeur "x" invalide pour l'option "--last"` + "\u00a0: ce n'est pas un nombre entier"},
		{"something nobody has foreseen", "something nobody has foreseen"},
		{"permission denied", "permission refusée"},
	} {
		if got := french.Value(reason.Said(test.is)); got != test.want {
			t.Errorf("%q is %q, want %q", test.is, got, test.want)
		}
		if got := reason.English().Value(reason.Said(test.is)); got != test.is {
			t.Errorf("in English %q is %q", test.is, got)
		}
	}
}

func TestCitationsInFrench(t *testing.T) {
	for _, test := range []struct{ name, is, want string }{
		{"whole", "IRPR s. 76", "RIPR, art. 76"},
		{"put together of several", "IRPR s. 76; IRCC, Proof of funds, amounts of 2025 (a.com; b.com): 15,263 for 1", "RIPR, art. 76; IRCC, Preuve de fonds, montants de 2025 (a.com; b.com)\u00a0: 15\u00a0263 pour 1"},
		{"with a semicolon of its own", "IRPR s. 87.1; IRCC, Canadian Experience Class (canada.ca)", "RIPR, art. 87.1; IRCC, Catégorie de l'expérience canadienne (canada.ca)"},
		{"the name of a round", "French language proficiency (Version 1)", "Compétence en français (version 1)"},
		{"one that nobody translated stands as it is", "My own source; IRPR s. 76", "My own source; IRPR s. 76"},
		{"none", "", ""},
	} {
		if got := reason.French().Value(reason.Cited(test.is)); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
		if got := reason.English().CiteRef(reason.New("x").At(test.is)); got != test.is {
			t.Errorf("%s: in English %q", test.name, got)
		}
	}
}

func TestTextsInTheLanguageOfTheReader(t *testing.T) {
	both, one, none := reason.Text{English: "Stay", French: "Rester : 1 000 $"}, reason.Text{English: "Stay"}, reason.Text{}
	english, french := reason.English(), reason.French()
	if got := english.Value(both) + english.Value(one); got != "StayStay" {
		t.Errorf("in English %q", got)
	}
	if got := french.Value(both) + "|" + french.Value(one); got != "Rester\u00a0: 1\u00a0000\u00a0$|Stay" {
		t.Errorf("in French %q", got)
	}
	if diff := cmp.Diff([]string{"Rester\u00a0: 1\u00a0000\u00a0$", "Stay"}, french.Texts([]reason.Text{both, one})); diff != "" {
		t.Error(diff)
	}
	if !none.IsZero() || both.IsZero() || both.String() != "Stay" || french.Texts(nil) != nil {
		t.Error("a text that nobody wrote is zero, and none are none")
	}
}
