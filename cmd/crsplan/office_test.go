package main_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"

	"crsplan/sim/civil"
)

var office = flag.String("office", "", "write 2,000 generated clients, 20 of them broken, into this `file`")

func TestAnOfficeIsWrittenWhereAskedFor(t *testing.T) {
	if *office == "" {
		t.Skip("nobody asked for one")
	}
	if err := os.WriteFile(*office, someClients(2000, 1, 20), 0o600); err != nil {
		t.Fatal(err)
	}
}

type object = map[string]any

// someClients makes clients as JSON Lines, by a seed: singles and couples of
// every age, abroad and in Canada, some with options of their own. So many of
// them, evenly spread, are broken, each in another way.
func someClients(n int, seed uint64, broken int) []byte {
	var b bytes.Buffer
	r := &maker{rand.New(rand.NewPCG(seed, 18))}
	for i := range n {
		line, err := json.Marshal(r.client(i))
		if err != nil {
			panic(err)
		}
		if broken > 0 && i%(n/broken) == n/broken/2 {
			line = breakLine(line, i/(n/broken))
		}
		b.Write(append(line, '\n'))
	}
	return b.Bytes()
}

// breakLine spoils a line in one of ten ways; in another where it has nothing
// of the kind.
func breakLine(line []byte, way int) []byte {
	swap := func(old, new string) []byte {
		if !bytes.Contains(line, []byte(old)) {
			return []byte("{}")
		}
		return bytes.Replace(line, []byte(old), []byte(new), 1)
	}
	switch way % 10 {
	case 0:
		return line[:len(line)/2]
	case 1:
		return swap(`"stated_on":"2026`, `"stated_on":"2036-13`)
	case 2:
		return swap(`"birth_date":"`, `"birth_date":"2`)
	case 3:
		return swap(`"marital_status"`, `"martial_status"`)
	case 4:
		return []byte("[]")
	case 5:
		return swap(`"country":"`, `"country":"x`)
	case 6:
		return swap(`"noc":"`, `"noc":"9`)
	case 7:
		return []byte(`{"id":"empty"}`)
	case 8:
		return swap(`"listening":`, `"listening":5`)
	}
	return swap(`"id":`, `"on":"2014-12-31","id":`)
}

// maker makes people.
type maker struct{ *rand.Rand }

func (r *maker) in(low, high int) int { return low + r.IntN(high-low+1) }

func (r *maker) once(in int) bool { return r.IntN(in) == 0 }

func pick[T any](r *maker, from ...T) T { return from[r.IntN(len(from))] }

var today = civil.MustParse("2026-11-22")

// ago is a day between so many days before today.
func (r *maker) ago(least, most int) string { return (today - civil.Day(r.in(least, most))).String() }

func (r *maker) client(i int) object {
	c := r.person(20, 46)
	c["id"], c["name"], c["stated_on"], c["marital_status"] = i+1, fmt.Sprintf("Client %d", i+1), today.String(), "single"
	family := 1
	if r.once(3) {
		c["marital_status"] = pick(r, "married", "common-law")
		partner := r.person(20, 50)
		partner["accompanying"] = !r.once(6)
		c["partner"] = partner
		family = r.in(2, 5)
	}
	canada := object{"family_size": family, "settlement_funds_cad": 1000 * r.in(5, 60)}
	if r.once(12) {
		canada["nomination"] = pick(r, "ON", "AB", "BC")
	}
	if r.once(6) {
		canada["provinces"] = []string{"ON"}
	}
	if r.once(10) {
		canada["job_offer"] = object{"noc": pick(r, occupations...), "lmia": r.once(2), "months": 12, "province": "ON"}
	}
	if r.once(2) {
		canada["profile_submitted"] = r.ago(5, 300) + "T12:00:00Z"
	}
	if r.once(3) { // in Canada
		canada["status"] = "worker"
		canada["permit"] = object{"kind": pick(r, "pgwp", "closed", "open"), "expires": (today + civil.Day(r.in(60, 900))).String()}
		c["work"].(object)["here"] = object{"noc": pick(r, occupations...), "country": "CA", "province": pick(r, "ON", "BC", "AB"), "from": r.ago(20, 1100), "hours_per_week": 40}
	}
	c["canada"] = canada
	switch {
	case r.once(12):
		c["options"] = object{"both": object{"scenarios": []string{"clb9", "french-nclc7"}, "order": "together"}}
	case r.once(12):
		c["options"] = object{"year": object{"scenarios": []string{"canadian-year"}}, "study": object{"scenarios": []string{"masters-canada"}}}
	}
	return c
}

var occupations = []string{"21231", "21232", "31301", "72310", "62200", "41220", "11100", "00012", "31102", "65100"}

func (r *maker) person(youngest, oldest int) object {
	age := r.in(youngest, oldest)
	p := object{
		"birth_date": today.AddYears(-age).AddMonths(-r.in(0, 11)).String(),
		"education":  object{"level": pick(r, "secondary", "two-year", "bachelor", "bachelor", "two-or-more", "masters", "doctorate"), "country": "BR", "eca_issued": r.ago(10, 1700)},
	}
	languages := object{}
	languages["english"] = object{"taken_on": r.ago(10, 720), "clb": r.levels(5, 10)}
	if r.once(4) {
		languages["english"] = object{"test": "ielts-general", "taken_on": r.ago(10, 720), "listening": 8.5, "reading": 7.5, "writing": 7, "speaking": pick(r, 6.5, 7, 7.5)}
	}
	if r.once(5) {
		languages["french"] = object{"taken_on": r.ago(10, 720), "clb": r.levels(4, 9)}
	}
	p["languages"] = languages
	work := object{}
	for i := range r.in(0, 2) {
		from := r.in(200, (age-18)*300+300)
		job := object{"noc": pick(r, occupations...), "country": pick(r, "BR", "IN", "NG"), "from": r.ago(from, from)}
		if i > 0 || r.once(3) {
			job["to"] = r.ago(30, max(31, from-100))
		}
		work[fmt.Sprintf("job%d", i)] = job
	}
	p["work"] = work
	return p
}

func (r *maker) levels(low, high int) object {
	level := r.in(low, high)
	near := func() int { return max(0, level+r.in(-1, 1)) }
	return object{"listening": near(), "reading": near(), "writing": near(), "speaking": near()}
}

// A client with the option that all have in common, and the few with options of
// their own.
func BenchmarkABatchOfClients(b *testing.B) {
	clients := someClients(50, 1, 0)
	for b.Loop() {
		if _, talk, code := run(bytes.NewReader(clients), "batch", "-", "clb9"); code != 0 {
			b.Fatal(talk)
		}
	}
	b.ReportMetric(float64(50*b.N)/b.Elapsed().Seconds(), "clients/s")
}
