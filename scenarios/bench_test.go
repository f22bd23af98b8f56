package scenarios_test

import (
	"os"
	"path/filepath"
	"testing"

	"crsplan/scenarios"
	"crsplan/sim/reason"
)

// everyKey is the profile with every key that there is, and the same as JSON.
func everyKey(b *testing.B) (asTOML, inJSON []byte) {
	data, err := os.ReadFile(filepath.Join("..", "testdata", "profiles", "every-key.toml"))
	if err != nil {
		b.Fatal(err)
	}
	doc, ok := document(data)
	if !ok {
		b.Fatal("no document")
	}
	return data, encoded(b, doc)
}

func BenchmarkReadProfile(b *testing.B) {
	asTOML, inJSON := everyKey(b)
	for name, data := range map[string][]byte{"TOML": asTOML, "JSON": inJSON} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := scenarios.ReadProfile("ana", data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkReadScenario(b *testing.B) {
	for b.Loop() {
		if _, _, err := scenarios.ReadScenario("all.toml", []byte(everyStep)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSchema(b *testing.B) {
	for b.Loop() {
		scenarios.Schema(scenarios.APlan, reason.English())
	}
}
