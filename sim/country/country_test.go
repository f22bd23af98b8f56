package country_test

import (
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"crsplan/sim/country"
)

func TestACountryIsFoundByItsCodeOrItsName(t *testing.T) {
	for text, want := range map[string]string{
		"BR": "BR", "br": "BR", "Brazil": "BR", "brésil": "BR", "BRESIL": "BR", " Brazil ": "BR",
		"Canada": "CA", "USA": "US", "the United States": "US", "États-Unis": "US", "etats unis": "US",
		"UK": "GB", "Great Britain": "GB", "Côte d’Ivoire": "CI", "Ivory Coast": "CI", "L'Inde": "IN",
		"South Korea": "KR", "Viet Nam": "VN", "Türkiye": "TR", "turkey": "TR", "Bosnia & Herzegovina": "BA",
		"Brazl": "", "": "", "ZZ": "", "12": "",
	} {
		if c, ok := country.Find(text); c.Code != want || ok != (want != "") {
			t.Errorf("%q is %q, want %q", text, c.Code, want)
		}
	}
}

func TestAMistypedCountryHasOneNear(t *testing.T) {
	for text, want := range map[string]string{"Brazl": "BR", "Phillipines": "PH", "Allemange": "DE", "Indai": "IN", "xqxqxq": ""} {
		if c, _ := country.Near(text); c.Code != want {
			t.Errorf("near %q is %q, want %q", text, c.Code, want)
		}
	}
}

// No two countries share a name, and each is found by its own.
func TestEveryCountryIsFoundByItsNames(t *testing.T) {
	if len(country.All()) < 240 {
		t.Errorf("only %d countries", len(country.All()))
	}
	for _, c := range country.All() {
		for _, name := range []string{c.Code, c.English, c.French, c.Name("en"), c.Name("fr")} {
			if found, _ := country.Find(name); found != c {
				t.Errorf("%q is %v, want %v", name, found, c)
			}
		}
		if found, ok := country.ByCode(c.Code); !ok || found != c {
			t.Errorf("code %s is %v", c.Code, found)
		}
	}
	if _, ok := country.ByCode("Brazil"); ok {
		t.Error("a name is no code")
	}
}

// The names are the CLDR's, but for what is written in full.
func TestTheNamesAreTheCLDRs(t *testing.T) {
	english, french := display.Regions(language.English), display.Regions(language.CanadianFrench)
	for _, c := range country.All() {
		region, err := language.ParseRegion(c.Code)
		if err != nil || !region.IsCountry() {
			t.Errorf("%s is not a country: %v", c.Code, err)
			continue
		}
		for _, name := range []string{english.Name(region), french.Name(region)} {
			if found, _ := country.Find(name); found != c && c.Code != "HK" && c.Code != "MO" && c.Code != "MM" && c.Code != "CD" && c.Code != "CG" && name[:3] != "St." {
				t.Errorf("%s: %q is %v", c.Code, name, found)
			}
		}
	}
}
