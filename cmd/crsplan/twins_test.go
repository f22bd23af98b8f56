package main_test

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"

	"crsplan/scenarios"
	"crsplan/sim/civil"
)

// twin is a TOML document as JSON: the same keys, days as text. The order of
// its tables is lost.
func twin(t *testing.T, text []byte) []byte {
	t.Helper()
	var doc map[string]any
	if _, err := toml.Decode(string(text), &doc); err != nil {
		t.Fatal(err)
	}
	var plain func(v any) any
	plain = func(v any) any {
		switch v := v.(type) {
		case map[string]any:
			for _, key := range slices.Collect(maps.Keys(v)) {
				v[key] = plain(v[key])
			}
		case time.Time:
			if v.Location().String() == "date-local" {
				return v.Format(time.DateOnly)
			}
			return v.Format(time.RFC3339)
		}
		return v
	}
	data, err := json.Marshal(plain(doc))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func profiles(t *testing.T) map[string][]byte {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("..", "..", "testdata", "profiles", "*.toml"))
	if err != nil || len(paths) == 0 {
		t.Fatal(paths, err)
	}
	files := map[string][]byte{}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files[strings.TrimSuffix(filepath.Base(path), ".toml")] = data
	}
	return files
}

// Each command says of a file the same, to the byte, whether it is TOML or
// JSON: profiles, scenarios, plans and instruments.
func TestTOMLEqualsJSON(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	people := profiles(t)
	t.Chdir(t.TempDir())
	write := func(name string, data []byte) {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	say := func(ending string, line string) string {
		out, talk, code := run(nil, strings.Fields(strings.ReplaceAll(line, ".*", ending))...)
		if code != 0 {
			t.Fatalf("%s: %s", line, talk)
		}
		return strings.ReplaceAll(out, ending, ".*") // a file is called by its name
	}
	same := func(line string) {
		t.Helper()
		if diff := cmp.Diff(say(".toml", line), say(".json", line)); diff != "" {
			t.Errorf("%s (-TOML +JSON):\n%s", line, diff)
		}
	}
	files := scenarios.Starter("en", civil.MustParse("2026-11-22"))
	files["rules.toml"] = []byte("title = \"Mine\"\nin_force = 2026-12-01\nref = \"a wish\"\nsibling = { points = 20 }\nfirst_language = { levels = [0, 7], with_spouse = [0, 20], without_spouse = [0, 21], maximum = 70 }\n")
	for name, data := range files {
		write(name, data)
		data = []byte(strings.ReplaceAll(string(data), ".toml", ".json"))
		write(strings.TrimSuffix(name, ".toml")+".json", twin(t, data))
	}
	same("check profile.* scenario.* rules.*")
	same("score profile.* --rules rules.* --on 2027-01-01")
	same("rules rules --rules rules.*")
	same("plan profile.* ./scenario.* --no-charts --json --horizon 18")
	same("check plan.*")
	for name, data := range people {
		write(name+".toml", data)
		write(name+".json", twin(t, data))
		same("score " + name + ".*")
		same("score " + name + ".* --json --as-of 2023-03-15")
		same("eligible " + name + ".* --json")
		same("replay " + name + ".* clb9 --json")
	}
}

// A line of a batch is answered as its person alone, to the byte but for its
// id.
func TestALineOfABatchIsAnsweredAsThePersonAlone(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	people := profiles(t)
	names := slices.Sorted(maps.Keys(people))
	t.Chdir(t.TempDir())
	var lines []string
	for _, name := range names {
		data := twin(t, people[name])
		if err := os.WriteFile(name+".json", data, 0o600); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, `{"id":"`+name+`",`+string(data[1:]))
	}
	batch := strings.Join(lines, "\n") + "\n"
	for _, command := range []string{"score", "score --on 2027-03-01", "eligible", "eligible --as-of 2024-06-01", "replay clb9 --within 24"} {
		words := strings.Fields(command)
		options := words[1:]
		out, talk, code := run(strings.NewReader(batch), append([]string{words[0], "--batch", "-"}, options...)...)
		if code != 0 {
			t.Fatalf("%s: %s", command, talk)
		}
		answers := linesOf(out)
		if len(answers) != len(names) {
			t.Fatalf("%s: %d answers", command, len(answers))
		}
		for i, name := range names {
			alone, talk, code := run(nil, append([]string{words[0], name + ".json", "--json"}, options...)...)
			if code != 0 {
				t.Fatalf("%s of %s: %s", command, name, talk)
			}
			var a, b map[string]any
			if err := json.Unmarshal([]byte(alone), &a); err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal([]byte(answers[i]), &b); err != nil {
				t.Fatal(err)
			}
			if b["id"] != name {
				t.Errorf("%s: the answer for %s is that of %v", command, name, b["id"])
			}
			delete(b, "id")
			if diff := cmp.Diff(a, b); diff != "" {
				t.Errorf("%s of %s (-alone +batch):\n%s", command, name, diff)
			}
		}
	}
}
