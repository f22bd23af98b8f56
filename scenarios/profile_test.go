package scenarios_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"crsplan/scenarios"
	"crsplan/sim/civil"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// head is a profile without its tables. What is wrong with a table below it
// stands on line 4 or later.
const head = `stated_on = 2026-11-22
birth_date = 1995-03-14
marital_status = "single"
`

// tables are those that every profile has.
const tables = `
[education]
level = "bachelor"
country = "CA"
[languages.english]
taken_on = 2026-06-02
clb = { listening = 9, reading = 9, writing = 9, speaking = 9 }
`

const partnerTables = `
[partner]
birth_date = 1996-05-01
[partner.education]
level = "two-year"
country = "CA"
[partner.languages.french]
taken_on = 2026-06-02
clb = { listening = 5, reading = 5, writing = 5, speaking = 5 }
`

const married = `stated_on = 2026-11-22
birth_date = 1995-03-14
marital_status = "married"
`

// problemsOf writes the problems of an error as "line:column what; hint", by
// their codes.
func problemsOf(t *testing.T, err error) []string {
	t.Helper()
	if err == nil {
		return nil
	}
	problems, ok := errors.AsType[tomlfile.Problems](err)
	if !ok {
		t.Fatalf("not problems of a file: %v", err)
	}
	var list []string
	for _, p := range problems {
		line := fmt.Sprintf("%d:%d %s", p.Line, p.Col, p.What.Code)
		if !p.Hint.IsZero() {
			line += "; " + p.Hint.Code
		}
		list = append(list, line)
	}
	return list
}

// tef is a French test with some keys and its scores.
func tef(keys string, scores ...int) string {
	return fmt.Sprintf("[languages.french]\ntest = \"tef-canada\"\n%s\nlistening = %d\nreading = %d\nwriting = %d\nspeaking = %d\n", keys, scores[0], scores[1], scores[2], scores[3])
}

// canadian is a job in Canada with a key more.
func canadian(key string) string {
	return "[work.a]\nnoc = \"21231\"\ncountry = \"CA\"\nmonths = 12\n" + key + "\n"
}

// goingOn is a job in Canada since 2025, with a key more.
func goingOn(key string) string {
	return "[work.a]\nnoc = \"21231\"\ncountry = \"CA\"\nfrom = 2025-01-01\n" + key + "\n"
}

const study = "[canada]\npermit = { kind = \"study\", expires = 2028-01-01 }\n"

func codesOf(warnings reason.Warnings) []string {
	var codes []string
	for _, w := range warnings {
		codes = append(codes, w.Code)
	}
	return codes
}

// broken is a file with what is wrong with it.
type broken struct {
	name string
	text string
	want []string // as problemsOf writes them
}

var brokenProfiles = []broken{
	{"nothing at all", "", []string{"1:1 file.empty; file.empty.hint"}},
	{"a name alone", `name = "Ana"`, []string{"1:1 file.missing-key; profile.no-stated-on/hint", "1:1 profile.no-age; profile.no-age/hint"}},
	{"an unknown key at the top", head + "nmae = 1\n", []string{"4:1 file.unknown-key; file.unknown-key.hint/nearest"}},
	{"an unknown table is one problem", head + "[wrok.x]\na = 1\nb = 2\n", []string{"4:2 file.unknown-key; file.unknown-key.hint/nearest"}},
	{"an unknown key of a language", head + "[languages.english]\ntest = \"ielts-general\"\ntaken_on = 2026-01-01\nlistening = 8\nreadng = 8\nwriting = 8\nspeaking = 8\n",
		[]string{"4:1 file.missing-key", "8:1 file.unknown-key; file.unknown-key.hint/nearest"}},
	{"an unknown language", head + "[languages.englisch]\ntest = \"ielts-general\"\n", []string{"4:12 file.unknown-key; file.unknown-key.hint/nearest"}},
	{"both an age and a birth date", head + "age = 31\n", []string{"4:1 profile.age-twice; profile.age-twice/hint"}},
	{"a birth on the day of the profile", "stated_on = 2026-11-22\nbirth_date = 2026-11-22\n", []string{"2:14 profile.birth-range; profile.birth-range/hint"}},
	{"a birth after the profile", "stated_on = 2026-11-22\nbirth_date = 2026-11-23\n", []string{"2:14 profile.birth-range; profile.birth-range/hint"}},
	{"a birth 111 years before", "stated_on = 2026-11-22\nbirth_date = 1915-11-22\n", []string{"2:14 profile.birth-range; profile.birth-range/hint"}},
	{"an age of 111", "stated_on = 2026-11-22\nage = 111\n", []string{"2:7 file.out-of-range; file.out-of-range.hint/between"}},
	{"a negative age", "stated_on = 2026-11-22\nage = -1\n", []string{"2:7 file.out-of-range; file.out-of-range.hint/between"}},
	{"a birth date in quotes", "stated_on = 2026-11-22\nbirth_date = \"1995-03-14\"\n", []string{"2:14 file.wrong-type; file.wrong-type.hint/no-quotes"}},
	{"a day that no calendar has", "stated_on = 2026-02-30\n", []string{"1:13 file.syntax"}},
	{"a day out of the calendar's range", "stated_on = 1899-12-31\nage = 30\n", []string{"1:13 file.out-of-range; file.out-of-range.hint/between"}},
	{"stated at a time of day", "stated_on = 2026-11-22T10:00:00Z\nage = 30\n", []string{"1:13 file.wrong-type; file.wrong-type.hint/day-only"}},
	{"an unknown marital status", "stated_on = 2026-11-22\nage = 30\nmarital_status = \"maried\"\n", []string{"3:18 file.unknown-value; file.unknown-value.hint/nearest"}},
	{"married without a partner", married, []string{"3:18 profile.no-partner; profile.no-partner/hint"}},
	{"common-law without a partner", strings.Replace(married, "married", "common-law", 1), []string{"3:18 profile.no-partner; profile.no-partner/hint"}},
	{"single with a partner", head + "[partner]\n", []string{"4:2 profile.partner-single; profile.partner-single/hint"}},
	{"widowed with a partner", strings.Replace(head, "single", "widowed", 1) + "[partner]\n", []string{"4:2 profile.partner-single; profile.partner-single/hint"}},
	{"a partner and no status", "stated_on = 2026-11-22\nage = 30\n[partner]\n", []string{"3:2 profile.partner-no-status; profile.partner-no-status/hint"}},
	{"a partner of another type", married + "partner = true\n", []string{"4:11 file.wrong-type"}},
	{"an accompanying partner in words", married + "[partner]\naccompanying = \"yes\"\n", []string{"5:16 file.wrong-type; file.wrong-type.hint/bool"}},
	{"an unknown key of the partner", married + "[partner]\nacompanying = true\n", []string{"5:1 file.unknown-key; file.unknown-key.hint/nearest"}},
	{"a partner born after the profile", married + "[partner]\nbirth_date = 2027-01-01\n", []string{"5:14 profile.birth-range; profile.birth-range/hint"}},
	{"a credential without a level", head + "[education]\ncountry = \"CA\"\n", []string{"4:1 file.missing-key"}},
	{"a further credential without a level", head + "[education]\nlevel = \"masters\"\n[education.second]\ncountry = \"CA\"\n", []string{"6:1 file.missing-key"}},
	{"an unknown key of a further credential", head + "[education]\nlevel = \"masters\"\n[education.second]\nlevel = \"one-year\"\ncontry = \"CA\"\n", []string{"8:1 file.unknown-key; file.unknown-key.hint/nearest"}},
	{"a further credential that is no table", head + "[education]\nlevel = \"masters\"\nsecond = \"one-year\"\n", []string{"6:1 file.unknown-key; file.unknown-key.hint/all"}},
	{"an unknown level", head + "[education]\nlevel = \"master\"\n", []string{"5:9 file.unknown-value; file.unknown-value.hint/nearest"}},
	{"a country mistyped", head + "[education]\nlevel = \"masters\"\ncountry = \"Brazl\"\n", []string{"6:11 profile.country; profile.country/near"}},
	{"a country that there is not", head + "[education]\nlevel = \"masters\"\ncountry = \"xyxyxyxy\"\n", []string{"6:11 profile.country; profile.country/hint"}},
	{"an assessment after the profile", head + "[education]\nlevel = \"masters\"\ncountry = \"BR\"\neca_issued = 2026-11-23\n", []string{"7:14 profile.future; profile.future/hint"}},
	{"an unknown study in Canada", head + "[education]\nlevel = \"masters\"\ncanadian_study = \"two\"\n", []string{"6:18 file.unknown-value; file.unknown-value.hint/all"}},
	{"a test without a name", head + "[languages.english]\ntaken_on = 2026-01-01\nlistening = 8\nreading = 8\nwriting = 8\nspeaking = 8\n", []string{"4:1 file.missing-key"}},
	{"a test without a day", head + "[languages.english]\ntest = \"ielts-general\"\nlistening = 8\nreading = 8\nwriting = 8\nspeaking = 8\n", []string{"4:1 file.missing-key"}},
	{"a test after the profile", head + "[languages.english]\ntaken_on = 2026-11-23\nclb = { listening = 9, reading = 9, writing = 9, speaking = 9 }\n", []string{"5:12 profile.future; profile.future/hint"}},
	{"the academic IELTS", head + "[languages.english]\ntest = \"ielts-academic\"\ntaken_on = 2026-01-01\nlistening = 8\nreading = 8\nwriting = 8\nspeaking = 8\n", []string{"5:8 profile.academic; profile.academic/hint"}},
	{"the academic PTE, with levels", head + "[languages.english]\ntest = \"pte-academic\"\ntaken_on = 2026-01-01\nclb = { listening = 9, reading = 9, writing = 9, speaking = 9 }\n", []string{"5:8 profile.academic; profile.academic/hint"}},
	{"keys as another program writes them", "statedOn = 2026-11-22\nbirthDate = 1995-03-14\nmaritalStatus = \"single\"\n", []string{
		"1:1 file.missing-key; profile.no-stated-on/hint", "1:1 profile.no-age; profile.no-age/hint", "1:1 file.unknown-key; file.unknown-key.hint/nearest",
		"2:1 file.unknown-key; file.unknown-key.hint/nearest", "3:1 file.unknown-key; file.unknown-key.hint/nearest"}},
	{"a French test in English", head + "[languages.english]\ntest = \"tef-canada\"\ntaken_on = 2026-01-01\nclb = { listening = 9, reading = 9, writing = 9, speaking = 9 }\n", []string{"5:8 file.unknown-value; file.unknown-value.hint/all"}},
	{"an IELTS score between the halves", head + "[languages.english]\ntest = \"ielts-general\"\ntaken_on = 2026-01-01\nlistening = 8.3\nreading = 8\nwriting = 8\nspeaking = 8\n", []string{"7:13 language.impossible-score; language.possible-scores/step"}},
	{"an IELTS score above nine", head + "[languages.english]\ntest = \"ielts-general\"\ntaken_on = 2026-01-01\nlistening = 9\nreading = 9.5\nwriting = 8\nspeaking = 8\n", []string{"8:11 language.impossible-score; language.possible-scores/step"}},
	{"a score in quotes", head + "[languages.english]\ntest = \"ielts-general\"\ntaken_on = 2026-01-01\nlistening = \"9\"\nreading = 9\nwriting = 8\nspeaking = 8\n", []string{"7:13 file.wrong-type; file.wrong-type.hint/no-quotes"}},
	{"a score beside levels", head + "[languages.english]\nreading = 8\nclb = { listening = 9, reading = 9, writing = 9, speaking = 9 }\n", []string{"5:1 profile.scores-and-levels; profile.scores-and-levels/hint"}},
	{"levels without one ability", head + "[languages.english]\nclb = { listening = 9, reading = 9, writing = 9 }\n", []string{"5:7 file.missing-key"}},
	{"a level of 13", head + "[languages.english]\nclb = { listening = 13, reading = 9, writing = 9, speaking = 9 }\n", []string{"5:21 file.out-of-range; file.out-of-range.hint/between"}},
	{"an unknown first language", head + "[languages]\nfirst = \"spanish\"\n", []string{"5:9 file.unknown-value; file.unknown-value.hint/all"}},
	{"work as a list of tables", head + "[[work]]\nnoc = \"21231\"\n", []string{"4:1 file.array-of-tables; file.named-tables.hint"}},
	{"a job that is no table", head + "[work]\nnoc = \"21231\"\n", []string{"5:7 file.wrong-type; file.named-tables.hint"}},
	{"a job with nothing", head + "[work.x]\n", []string{"4:1 file.missing-key", "4:1 file.missing-key", "4:1 profile.no-from; profile.no-from/hint"}},
	{"a job in Canada that goes on of who is outside", head + goingOn("") + "[canada]\nstatus = \"outside\"\n", []string{"6:11 profile.job-while; profile.job-while/hint"}},
	{"of a visitor", head + goingOn("") + "[canada]\nstatus = \"visitor\"\n", []string{"6:11 profile.job-while; profile.job-while/hint"}},
	{"one that ends the day after", head + goingOn("to = 2026-11-23") + "[canada]\nstatus = \"outside\"\n", []string{"6:11 profile.job-while; profile.job-while/hint"}},
	{"one without authorization of who is outside", head + goingOn("unauthorized = true") + "[canada]\nstatus = \"outside\"\n", []string{"6:11 profile.job-while; profile.job-while/hint"}},
	{"a code of NOC 2016 that became several", head + job("noc = \"2173\""), []string{"7:7 noc.unknown; noc.unknown/successors"}},
	{"one of which a successor is not sure", head + job("noc = \"2171\""), []string{"7:7 noc.unknown; noc.unknown/successors-perhaps"}},
	{"a code of four digits outside of tech is near nothing", head + job("noc = \"6322\""), []string{"7:7 noc.unknown; noc.unknown/four-digits"}},
	{"a scale of a test that has but one", head + "[languages.english]\ntest = \"ielts-general\"\nscale = 699\ntaken_on = 2026-01-01\nlistening = 8\nreading = 8\nwriting = 8\nspeaking = 8\n", []string{"6:1 profile.no-scale; profile.no-scale/hint"}},
	{"a scale beside levels", head + "[languages.french]\nscale = \"old\"\nclb = { listening = 9, reading = 9, writing = 9, speaking = 9 }\n", []string{"5:1 profile.no-scale; profile.no-scale/hint"}},
	{"a scale that there is not", head + tef("taken_on = 2026-01-01\nscale = 700", 300, 300, 300, 300), []string{"7:9 file.out-of-range; file.out-of-range.hint/between"}},
	{"scores out of 699 before there were any", head + tef("taken_on = 2023-12-10\nscale = 699", 500, 500, 500, 500), []string{"7:9 profile.scale-early; profile.scale-early/hint"}},
	{"scores out of 699 on the old scale", head + tef("taken_on = 2026-01-01\nscale = \"old\"", 500, 207, 310, 310), []string{"8:13 language.impossible-score; language.possible-scores/previous"}},
	{"a score above 699 on the other", head + tef("taken_on = 2026-01-01\nscale = 699", 700, 500, 500, 500), []string{"8:13 language.impossible-score; language.possible-scores/whole"}},
	{"an unknown occupation with another nearby", head + job("noc = \"21239\""), []string{"7:7 noc.unknown; noc.unknown/hint"}},
	{"an occupation by its title", head + job("noc = \"developer\""), []string{"7:7 noc.unknown; noc.unknown/hint"}},
	{"an occupation that is nothing like one", head + job("noc = \"zzzqqq\""), []string{"7:7 noc.unknown; noc.unknown/form"}},
	{"an occupation without quotes", head + job("noc = 21231"), []string{"7:7 file.wrong-type; file.wrong-type.hint/quotes"}},
	{"a job that ends the day before it starts", head + "[work.x]\nnoc = \"21231\"\ncountry = \"BR\"\nfrom = 2020-02-01\nto = 2020-01-31\n", []string{"8:6 profile.job-ends-early; profile.job-ends-early/hint"}},
	{"a job that starts after the profile", head + "[work.x]\nnoc = \"21231\"\ncountry = \"BR\"\nfrom = 2026-11-23\n", []string{"7:8 profile.future; profile.future/hint"}},
	{"a job on the day of birth", head + "[work.x]\nnoc = \"21231\"\ncountry = \"BR\"\nfrom = 1995-03-14\n", []string{"7:8 profile.job-before-birth; profile.job-before-birth/hint"}},
	{"months and days of one job", head + "[work.x]\nnoc = \"21231\"\ncountry = \"BR\"\nmonths = 60\nfrom = 2020-01-01\nto = 2020-02-01\nhours_per_week = 40\n",
		[]string{"8:1 profile.months-and-dates; profile.months-and-dates/hint", "9:1 profile.months-and-dates; profile.months-and-dates/hint", "10:1 profile.months-and-dates; profile.months-and-dates/hint"}},
	{"721 months", head + "[work.x]\nnoc = \"21231\"\ncountry = \"BR\"\nmonths = 721\n", []string{"7:10 file.out-of-range; file.out-of-range.hint/between"}},
	{"a week of 101 hours", head + job("hours_per_week = 101", "noc = \"21231\""), []string{"7:18 file.out-of-range; file.out-of-range.hint/between"}},
	{"a week of no hours", head + job("hours_per_week = 0", "noc = \"21231\""), []string{"7:18 file.out-of-range; file.out-of-range.hint/between"}},
	{"a province that there is not", head + job("province = \"ONT\"", "noc = \"21231\""), []string{"7:12 file.unknown-value; file.unknown-value.hint/nearest"}},
	{"interest in a province that there is not", head + "[canada]\nprovinces = [\"ON\", \"XX\"]\n", []string{"5:20 profile.province; profile.province/hint"}},
	{"interest in a province nearly right", head + "[canada]\nprovinces = [\"on\"]\n", []string{"5:14 profile.province; hint.did-you-mean"}},
	{"interest in one province as a word", head + "[canada]\nprovinces = \"ON\"\n", []string{"5:13 file.unknown-value; file.unknown-value.hint/all"}},
	{"a list with a number", head + "[canada]\nprovinces = [1]\n", []string{"5:14 file.wrong-item; file.wrong-type.hint/quotes"}},
	{"a nomination by nobody", head + "[canada]\nnomination = \"ZZ\"\n", []string{"5:14 file.unknown-value; file.unknown-value.hint/all"}},
	{"a family of none", head + "[canada]\nfamily_size = 0\n", []string{"5:15 file.out-of-range; file.out-of-range.hint/between"}},
	{"funds below nothing", head + "[canada]\nsettlement_funds_cad = -1\n", []string{"5:24 file.out-of-range; file.out-of-range.hint/between"}},
	{"an unknown status", head + "[canada]\nstatus = \"resident\"\n", []string{"5:10 file.unknown-value; file.unknown-value.hint/all"}},
	{"a permit without a kind and an end", head + "[canada]\npermit = {}\n", []string{"5:10 file.missing-key", "5:10 file.missing-key"}},
	{"an unknown kind of permit", head + "[canada]\npermit = { kind = \"pgw\", expires = 2027-01-01 }\n", []string{"5:19 file.unknown-value; file.unknown-value.hint/nearest"}},
	{"an official score of the day before there were any", head + "[canada]\nofficial_score = { total = 500, on = 2014-12-31 }\n", []string{"5:38 profile.before-scores; profile.before-scores/hint"}},
	{"one of the day after the profile", head + "[canada]\nofficial_score = { total = 500, on = 2026-11-23 }\n", []string{"5:38 profile.future; profile.future/hint"}},
	{"one without its day, of too many points", head + "[canada]\nofficial_score = { total = 1201 }\n", []string{"5:18 file.missing-key", "5:28 file.out-of-range; file.out-of-range.hint/between"}},
	{"a profile submitted the day before there was a pool", head + "[canada]\nprofile_submitted = 2014-12-31T23:59:59Z\n", []string{"5:21 profile.before-pool; profile.before-pool/hint"}},
	{"a profile submitted two days after its day", head + "[canada]\nprofile_submitted = 2026-11-24T00:00:00Z\n", []string{"5:21 profile.future; profile.future/hint"}},
	{"a profile submitted at no zone's time", head + "[canada]\nprofile_submitted = 2026-05-01T14:00:00\n", []string{"5:21 file.wrong-type; file.wrong-type.hint/zone"}},
	{"an offer without an occupation", head + "[canada.job_offer]\nlmia = true\nmonths = 12\n", []string{"4:1 file.missing-key"}},
	{"an offer with an LMIA and exempt from it", head + "[canada.job_offer]\nnoc = \"21231\"\nlmia = true\nlmia_exempt = true\nmonths = 12\n", []string{"7:1 profile.lmia-twice; profile.lmia-twice/hint"}},
	{"a wage in words", head + "[canada.job_offer]\nnoc = \"21231\"\nmonths = 12\nhourly_wage_cad = \"high\"\n", []string{"7:19 file.wrong-type"}},
	{"a region of another province", head + "[canada.job_offer]\nnoc = \"21231\"\nmonths = 12\nprovince = \"AB\"\nregion = \"toronto\"\n", []string{"8:10 profile.region; profile.region/hint"}},
	{"a region without its province", head + "[canada.job_offer]\nnoc = \"21231\"\nmonths = 12\nregion = \"calgary\"\n", []string{"7:10 profile.region; profile.region/hint"}},
	{"family in a province that there is not", head + "[canada]\nclose_family = [\"AB\", \"XX\"]\n", []string{"5:23 profile.province; profile.province/hint"}},
	{"a primary occupation that there is not", head + "[canada]\nprimary_noc = \"99999\"\n", []string{"5:15 noc.unknown; noc.unknown/form"}},
	{"many problems come out at once, in order", "stated_on = 2026-11-22\nage = 200\nmarital_status = \"x\"\n[education]\nlevl = 1\n[canada]\nfamily_size = \"two\"\n",
		[]string{"2:7 file.out-of-range; file.out-of-range.hint/between", "3:18 file.unknown-value; file.unknown-value.hint/all",
			"4:1 file.missing-key", "5:1 file.unknown-key; file.unknown-key.hint/nearest", "7:15 file.wrong-type"}},
	{"a plan in its place", "profile = \"ana.toml\"\n[options.stay]\n", []string{"2:2 kind.other; kind.other/plan-hint"}},
	{"a scenario in its place", "title = \"x\"\n[steps.a]\nmonths = 1\n", []string{"2:2 kind.other; kind.other/scenario-hint"}},
	{"bytes that are not UTF-8", "stated_on = 2026-11-22\nname = \"Jos\xe9\"\n", []string{"2:12 file.not-utf8; file.not-utf8.hint"}},
	{"an escape that a terminal would obey", head + "name = \"A\\u001b[31m\"\n", []string{"4:8 file.control-character"}},
	{"such an escape in the name of a job", head + "[work.\"\\u009b\"]\nnoc = \"21231\"\ncountry = \"BR\"\nmonths = 1\n", []string{"4:7 file.control-character"}},
	{"such an escape in JSON, in a list", `{"stated_on": "2026-11-22", "age": 30, "canada": {"provinces": ["\u0007"]}}`, []string{"1:65 file.control-character", "1:65 profile.province; profile.province/hint"}},
	{"a key twice", head + "marital_status = \"single\"\n", []string{"4:1 file.syntax"}},
}

func TestEachRuleOfAProfileTellsItsPlaceAndWhatToDo(t *testing.T) {
	for _, test := range brokenProfiles {
		t.Run(test.name, func(t *testing.T) {
			p, _, err := scenarios.ReadProfile("ana.toml", []byte(test.text))
			if diff := cmp.Diff(test.want, problemsOf(t, err)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			if p != nil {
				t.Error("a broken profile was returned")
			}
		})
	}
}

// job is a job below head, of which the lines given stand from line 7 on.
func job(lines ...string) string {
	return "[work.x]\ncountry = \"CA\"\nfrom = 2020-01-01\n" + strings.Join(lines, "\n") + "\n"
}

func TestWhatIsDoubtfulInAProfileIsAWarning(t *testing.T) {
	const offer = "[canada.job_offer]\nnoc = \"21231\"\n"
	const permit = "[canada]\npermit = { kind = \"open\", expires = 2027-01-01 }\n"
	tests := []struct {
		name string
		text string
		want []string
	}{
		{"nothing is doubtful", head + tables, nil},
		{"an age alone", strings.Replace(head, "birth_date = 1995-03-14", "age = 31", 1) + tables, []string{"birthday-unknown"}},
		{"no marital status", "stated_on = 2026-11-22\nbirth_date = 1995-03-14\n" + tables, []string{"marital-status-assumed"}},
		{"no tables", head, []string{"missing-table", "missing-table"}},
		{"a partner without tables", married + tables + "[partner]\n", []string{"missing-table", "missing-table"}},
		{"a partner with both", married + tables + partnerTables, nil},
		{"a partner's age alone is no matter", married + tables + strings.Replace(partnerTables, "birth_date = 1996-05-01", "age = 30", 1), nil},
		{"a foreign credential without an assessment", head + strings.Replace(tables, "\"CA\"", "\"BR\"", 1), []string{"no-assessment"}},
		{"a credential of no country", head + strings.Replace(tables, "country = \"CA\"\n", "", 1), []string{"no-assessment"}},
		{"a foreign credential with an assessment", head + strings.Replace(tables, "\"CA\"", "\"BR\"\neca_issued = 2026-11-22", 1), nil},
		{"no credential needs no assessment", head + strings.Replace(strings.Replace(tables, "\"CA\"", "\"BR\"", 1), "bachelor", "less-than-secondary", 1), nil},
		{"levels of no test day", head + strings.Replace(tables, "taken_on = 2026-06-02\n", "", 1), []string{"test-day-assumed"}},
		{"a test before it was accepted", head + strings.Replace(tables, "taken_on = 2026-06-02", "test = \"pte-core\"\ntaken_on = 2023-01-01", 1), []string{"test-not-yet-accepted"}},
		{"two occupations abroad", head + tables + "[work.a]\nnoc = \"21231\"\ncountry = \"BR\"\nmonths = 12\n[work.b]\nnoc = \"21232\"\ncountry = \"BR\"\nmonths = 12\n", []string{"foreign-occupations-summed"}},
		{"one occupation twice abroad", head + tables + "[work.a]\nnoc = \"21231\"\ncountry = \"BR\"\nmonths = 12\n[work.b]\nnoc = \"21231\"\ncountry = \"BR\"\nmonths = 12\n", nil},
		{"one abroad and one in Canada", head + tables + "[work.a]\nnoc = \"21231\"\ncountry = \"BR\"\nmonths = 12\n[work.b]\nnoc = \"21232\"\ncountry = \"CA\"\nmonths = 12\n", nil},
		{"a job that is not skilled is named", head + tables + "[work.b]\nnoc = \"65100\"\ncountry = \"CA\"\nmonths = 12\n", []string{"job-not-counted/teer"}},
		{"one without authorization", head + tables + canadian("unauthorized = true"), []string{"job-not-counted/unauthorized"}},
		{"one as a student in Canada", head + tables + canadian("student = true"), []string{"job-not-counted/student"}},
		{"one of one's own in Canada", head + tables + canadian("self_employed = true"), []string{"job-not-counted/self-employed"}},
		{"one that ended ten years ago today", head + tables + "[work.a]\nnoc = \"21231\"\ncountry = \"BR\"\nfrom = 2014-01-01\nto = 2016-11-21\n", []string{"job-not-counted/window"}},
		{"one that ended a day later", head + tables + "[work.a]\nnoc = \"21231\"\ncountry = \"BR\"\nfrom = 2014-01-01\nto = 2016-11-22\n", nil},
		{"one beside full-time work all along", head + tables + "[work.a]\nnoc = \"21231\"\ncountry = \"BR\"\nfrom = 2020-01-01\n[work.b]\nnoc = \"21231\"\ncountry = \"BR\"\nhours_per_week = 10\nfrom = 2021-01-01\n", []string{"job-not-counted/hours"}},
		{"a partner's in Canada, and none abroad", married + tables + partnerTables + "[partner.work.a]\nnoc = \"65100\"\ncountry = \"BR\"\nmonths = 12\n[partner.work.b]\nnoc = \"65100\"\ncountry = \"CA\"\nmonths = 12\n", []string{"job-not-counted/teer"}},
		{"an unskilled one besides", head + tables + "[work.a]\nnoc = \"21231\"\ncountry = \"BR\"\nmonths = 12\n[work.b]\nnoc = \"65100\"\ncountry = \"BR\"\nmonths = 12\n", []string{"job-not-counted/teer"}},
		{"self-employed abroad", head + tables + "[work.a]\nnoc = \"21231\"\ncountry = \"BR\"\nmonths = 12\nself_employed = true\n", []string{"foreign-work-doubtful"}},
		{"a student abroad", head + tables + "[work.a]\nnoc = \"21231\"\ncountry = \"BR\"\nmonths = 12\nstudent = true\n", []string{"foreign-work-doubtful"}},
		{"a physician of their own in Canada", head + tables + "[work.a]\nnoc = \"31102\"\ncountry = \"CA\"\nmonths = 12\nself_employed = true\n", []string{"physician-self-employed"}},
		{"a code of NOC 2016 that became one", head + tables + "[work.a]\nnoc = \"2147\"\ncountry = \"BR\"\nmonths = 12\n", []string{"noc-2016-mapped"}},
		{"a job in Quebec", head + tables + "[work.a]\nnoc = \"21231\"\ncountry = \"CA\"\nmonths = 12\nprovince = \"QC\"\n", nil},
		{"an offer in Quebec", head + tables + offer + "lmia = true\nmonths = 12\nprovince = \"QC\"\n", []string{"quebec"}},
		{"an offer in Quebec of who would live in Ontario", head + tables + "[canada]\nprovinces = [\"ON\"]\n" + offer + "lmia = true\nmonths = 12\nprovince = \"QC\"\n", nil},
		{"a selection by Quebec", head + tables + "[canada]\nnomination = \"QC\"\n", []string{"quebec"}},
		{"a TEF of the day from which there are two scales", head + tables + tef("taken_on = 2025-11-10", 352, 299, 379, 422), []string{"two-scales"}},
		{"one of before", head + tables + tef("taken_on = 2023-12-10", 352, 299, 379, 422), nil},
		{"one of the first day", head + tables + tef("taken_on = 2023-12-11", 352, 299, 379, 422), []string{"two-scales"}},
		{"one that says it is of the old scale", head + tables + tef("taken_on = 2025-11-10\nscale = \"old\"", 352, 299, 379, 422), nil},
		{"one that says it is of the other", head + tables + tef("taken_on = 2025-11-10\nscale = 699", 352, 299, 379, 422), nil},
		{"one that is nothing on both", head + tables + tef("taken_on = 2025-11-10", 100, 100, 100, 100), nil},
		{"interest in Quebec", head + tables + "[canada]\nprovinces = [\"ON\", \"QC\"]\n", []string{"quebec"}},
		{"interest in all of them", head + tables + "[canada]\nprovinces = \"all\"\n", nil},
		{"interest in all of them as a list", head + tables + "[canada]\nprovinces = [\"all\"]\n", nil},
		{"a job in Canada that goes on without a permit", head + tables + "[work.a]\nnoc = \"21231\"\ncountry = \"CA\"\nfrom = 2025-01-01\n", []string{"canadian-job-without-permit"}},
		{"a job in Canada that goes on with one", head + tables + "[work.a]\nnoc = \"21231\"\ncountry = \"CA\"\nfrom = 2025-01-01\n" + permit, nil},
		{"a job in Canada that ends today, of who is outside", head + tables + goingOn("to = 2026-11-22") + "[canada]\nstatus = \"outside\"\n", nil},
		{"one without authorization of a visitor", head + tables + goingOn("unauthorized = true") + "[canada]\nstatus = \"visitor\"\n", []string{"job-not-counted/unauthorized", "canadian-job-without-permit"}},
		{"one that goes on where no status is stated", head + tables + goingOn("") + permit, nil},
		{"one beside a study permit", head + tables + goingOn("") + study, []string{"student-unstated"}},
		{"one that is said to be a student's", head + tables + goingOn("student = true") + study, []string{"job-not-counted/student"}},
		{"one that is said to be none", head + tables + goingOn("student = false") + study, nil},
		{"one that has ended beside a study permit", head + tables + goingOn("to = 2026-11-22") + study, nil},
		{"one abroad beside a study permit", head + tables + strings.Replace(goingOn(""), "CA", "BR", 1) + study, nil},
		{"one of a student without a permit", head + tables + goingOn("") + "[canada]\nstatus = \"student\"\n", []string{"student-unstated", "canadian-job-without-permit"}},
		{"a work permit decides, not the status", head + tables + goingOn("") + permit + "status = \"student\"\n", nil},
		{"an offer of no length", head + tables + offer + "lmia = true\n", []string{"offer-length-assumed"}},
		{"an offer exempt from the LMIA", head + tables + offer + "lmia_exempt = true\nmonths = 12\n", []string{"offer-exempt"}},
		{"a whole offer", head + tables + offer + "lmia = true\nmonths = 12\nfull_time = true\n", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, warnings, err := scenarios.ReadProfile("ana.toml", []byte(test.text))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, codesOf(warnings)); diff != "" {
				t.Errorf("warnings (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTheEdgesOfWhatAProfileMaySay(t *testing.T) {
	for name, text := range map[string]string{
		"born the day before the profile's": "stated_on = 2026-11-22\nbirth_date = 2026-11-21\n",
		"110 years old":                     "stated_on = 2026-11-22\nbirth_date = 1916-11-22\n",
		"110 years old in years":            "stated_on = 2026-11-22\nage = 110\n",
		"a test on the day of the profile":  head + strings.Replace(tables, "2026-06-02", "2026-11-22", 1),
		"a job of one day":                  head + "[work.x]\nnoc = \"21231\"\ncountry = \"BR\"\nfrom = 2026-11-22\nto = 2026-11-22\n",
		"a job that ends after the profile": head + "[work.x]\nnoc = \"21231\"\ncountry = \"BR\"\nfrom = 2020-01-01\nto = 2027-01-01\n",
		"a job from the day after birth":    head + "[work.x]\nnoc = \"21231\"\ncountry = \"BR\"\nfrom = 1995-03-15\n",
		"a week of half an hour":            head + job("hours_per_week = 0.5", "noc = \"21231\""),
		"a week of 100 hours":               head + job("hours_per_week = 100", "noc = \"21231\""),
		"submitted on the pool's first day": head + "[canada]\nprofile_submitted = 2015-01-01T00:00:00Z\n",
		"submitted the day after, in UTC":   head + "[canada]\nprofile_submitted = 2026-11-23T04:00:00Z\n",
		"no nomination in quotes":           head + "[canada]\nnomination = \"\"\n",
		"lines that end as on Windows":      strings.ReplaceAll(head+tables, "\n", "\r\n"),
		"a byte order mark":                 "\uFEFF" + head,
	} {
		t.Run(name, func(t *testing.T) {
			if _, _, err := scenarios.ReadProfile("ana.toml", []byte(text)); err != nil {
				t.Error(err)
			}
		})
	}
}

// full is the blueprint's profile with a partner, and every key there is.
func full(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "testdata", "profiles", "every-key.toml"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestEveryKeyOfAProfileIsRead(t *testing.T) {
	got, warnings, err := scenarios.ReadProfile("every-key.toml", full(t))
	if err != nil {
		t.Fatal(err)
	}
	day := civil.MustParse
	funds, military, wage := 25000, 0, 48.5
	yes, pay, years, staff, revenue, best := true, 100_880.0, 5, 12, 2_000_000, 71_000
	want := &profile.Profile{
		StatedOn: day("2026-11-22"), Name: reason.Text{English: "Ana"}, Marital: profile.Married,
		Self: profile.Person{
			Name:      "Ana",
			Birth:     day("1995-03-14"),
			Education: profile.Education{Level: profile.Bachelor, Country: "BR", ECAIssued: day("2025-06-10")},
			Languages: profile.Languages{FirstDeclared: true, Results: [2]profile.Result{
				language.English: {Held: true, Test: "ielts-general", TakenOn: day("2025-11-02"), Levels: language.Levels{9, 9, 8, 9}, Scores: [4]float64{8, 7, 6.5, 7}},
				language.French:  {Held: true, TakenOn: day("2026-02-01"), Levels: language.Levels{5, 6, 5, 4}},
			}},
			Work: []profile.Job{
				{Name: "acme", NOC: "21231", Country: "BR", From: day("2019-02-01"), To: day("2025-10-31"), Hours: 3750},
				{Name: "initech", NOC: "21231", Country: "CA", Province: "ON", From: day("2025-12-01"), Hours: 4000, SelfEmployed: true, Student: true, Unauthorized: true},
				{Name: "before", NOC: "21231", Country: "BR", From: day("2026-05-22"), To: day("2026-11-21"), Hours: 3000, Months: 6},
			},
		},
		Partner: &profile.Partner{
			Person: profile.Person{
				Name:      "Rui",
				Birth:     day("1996-05-01"),
				Education: profile.Education{Level: profile.TwoYear, Country: "CA", CanadianStudy: profile.OneOrTwoYears},
				Languages: profile.Languages{Results: [2]profile.Result{
					language.English: {Held: true, TakenOn: day("2026-06-02"), Levels: language.Levels{5, 5, 5, 5}},
				}},
				Unstated: profile.TheECA, // a Canadian credential needs none
				Work:     []profile.Job{{Name: "clinic", NOC: "31301", Country: "BR", From: day("2023-02-01"), Hours: 4000}},
			},
			Accompanying: true, CitizenOrPR: false, Sibling: true, StudyYears: 2,
		},
		Canada: profile.Canada{
			Sibling: true, Relative: true, StudyYears: 1, Certificate: true, Provinces: []string{"ON", "BC"}, Nomination: "ON",
			FamilySize: 3, Funds: &funds, Status: profile.Worker, PrimaryNOC: "21231", MilitaryYears: &military,
			Permit:    &profile.Permit{Kind: profile.PostGraduation, Expires: day("2027-08-31")},
			Submitted: time.Date(2026, 5, 1, 14, 0, 0, 0, time.UTC),
			Offer: &profile.Offer{NOC: "21231", LMIA: true, Months: 12, FullTime: true, Province: "ON", Employer: "canadian-forces", HourlyWage: &wage,
				Region: "toronto", Permanent: &yes, Current: &yes, AnnualPay: &pay, Hours: 4000, Years: &years, Staff: &staff, Revenue: &revenue},
			Family: []string{"AB", "SK"}, Licensed: []string{}, BestYear: &best,
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("profile (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"job-not-counted/unauthorized"}, codesOf(warnings)); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
}

// A hint about a mistyped key names the keys that may stand in its place, also
// those that a reader asks for only when they are there.
func TestAHintNamesEveryKey(t *testing.T) {
	tests := []struct{ typed, meant, text string }{
		{"educaton", "education", head + "[educaton]\n"},
		{"lnguages", "languages", head + "[lnguages]\n"},
		{"frnch", "french", head + "[languages.frnch]\n"},
		{"clbs", "clb", head + "[languages.english]\nclbs = {}\n"},
		{"provnce", "province", head + job("provnce = \"ON\"")},
		{"mnths", "months", head + job("mnths = 3")},
		{"primary_nok", "primary_noc", head + "[canada]\nprimary_nok = \"21231\"\n"},
		{"provnce", "province", head + "[canada.job_offer]\nnoc = \"21231\"\nprovnce = \"ON\"\n"},
	}
	for _, test := range tests {
		t.Run(test.typed, func(t *testing.T) {
			_, _, err := scenarios.ReadProfile("ana.toml", []byte(test.text))
			problems, _ := errors.AsType[tomlfile.Problems](err)
			for _, p := range problems {
				if p.What.Value("key") == test.typed {
					if near := p.Hint.Value("nearest"); near != test.meant {
						t.Errorf("the hint is %v, want %s", p.Hint, test.meant)
					}
					return
				}
			}
			t.Errorf("%s is not told: %v", test.typed, err)
		})
	}
}

func TestSeveralCredentialsAreReadAndBroughtBySteps(t *testing.T) {
	p, warnings, err := scenarios.ReadProfile("ana.toml", []byte(head+tables+`[education.first]
level = "one-year"
country = "FR"
eca_issued = 2024-05-05
[education.second]
level = "two-year"
country = "CA"
canadian_study = "one-or-two-years"
`))
	if err != nil || len(warnings) > 0 {
		t.Fatal(err, warnings)
	}
	want := []profile.Credential{
		{Name: "first", Education: profile.Education{Level: profile.OneYear, Country: "FR", ECAIssued: civil.MustParse("2024-05-05")}},
		{Name: "second", Education: profile.Education{Level: profile.TwoYear, Country: "CA", CanadianStudy: profile.OneOrTwoYears}},
	}
	if diff := cmp.Diff(want, p.Self.Further); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	s, _, err := scenarios.ReadScenario("move.toml", []byte(`title = "x"
[steps.a]
months = 1
[steps.a.then.education.first]
level = "bachelor"
country = "FR"
eca_issued = "done"
[steps.a.then.education.third]
level = "one-year"
country = "CA"
`))
	if err != nil {
		t.Fatal(err)
	}
	on := civil.MustParse("2027-01-01")
	if !s.Steps[0].Then.Apply(p, 0, on) {
		t.Error("the step changes nothing")
	}
	want[0].Level, want[0].ECAIssued = profile.Bachelor, on
	want = append(want, profile.Credential{Name: "third", Education: profile.Education{Level: profile.OneYear, Country: "CA"}})
	if diff := cmp.Diff(want, p.Self.Further); diff != "" {
		t.Errorf("after the step (-want +got):\n%s", diff)
	}
}

// A country is written by its code or by its name, in either language, and is
// its code from there on.
func TestCountriesByName(t *testing.T) {
	for text, want := range map[string]string{"BR": "BR", "br": "BR", "Brazil": "BR", "brésil": "BR", "BRESIL": "BR", "Côte d’Ivoire": "CI", "USA": "US", "Canada": "CA", "XX": "XX"} {
		p, _, err := scenarios.ReadProfile("p.toml", []byte(head+"[education]\nlevel = \"masters\"\ncountry = \""+text+"\"\n[work.a]\nnoc = \"21231\"\ncountry = \""+text+"\"\nmonths = 12\n"))
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if e, j := p.Self.Education.Country, p.Self.Work[0].Country; e != want || j != want {
			t.Errorf("%q is read as %q and %q, want %q", text, e, j, want)
		}
	}
}
