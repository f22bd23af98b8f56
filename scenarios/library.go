package scenarios

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"crsplan/sim"
)

//go:embed library/*.toml
var files embed.FS

// libraryNames returns the names of the scenarios that the program ships.
var libraryNames = sync.OnceValue(func() []string {
	paths, err := fs.Glob(files, "library/*.toml")
	if err != nil {
		panic(err) // the pattern is right
	}
	names := make([]string, len(paths))
	for i, p := range paths {
		names[i] = strings.TrimSuffix(path.Base(p), ".toml")
	}
	for name := range variants {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
})

// variant is a scenario that differs from another of the library in a few words:
// each text of a pair is replaced by the other, and must be there.
type variant struct {
	of    string
	words [][2]string
}

var variants = map[string]variant{
	"alberta-elsewhere": {"alberta", [][2]string{
		{"Alberta nomination", "Alberta nomination, outside its two cities"},
		{"Désignation par l'Alberta", "Désignation par l'Alberta, hors de ses deux villes"},
		{"employer in Calgary", "employer outside Calgary and Edmonton"},
		{"technologies à Calgary", "technologies hors de Calgary et d'Edmonton"},
		{"Trouver à Calgary un employeur", "Trouver hors de Calgary et d'Edmonton un employeur"},
		{`region = "calgary"`, `region = "elsewhere"`},
	}},
	"british-columbia-60": {"british-columbia", [][2]string{
		{"$50 an hour", "$60 an hour"},
		{"50 $ l'heure", "60 $ l'heure"},
		{"hourly_wage_cad = 50", "hourly_wage_cad = 60"},
		{"chance = 0.3", "chance = 0.2"},
	}},
}

// libraryText returns the file of a scenario, and whether there is one.
func libraryText(name string) ([]byte, bool) {
	v, varied := variants[name]
	if !varied {
		v.of = name
	}
	data, err := files.ReadFile("library/" + v.of + ".toml")
	if err != nil {
		return nil, false
	}
	for _, words := range v.words {
		if !bytes.Contains(data, []byte(words[0])) {
			panic("scenarios: " + name + " replaces what is not there: " + words[0])
		}
		data = bytes.ReplaceAll(data, []byte(words[0]), []byte(words[1]))
	}
	return data, true
}

var loaded sync.Map // of *sim.Scenario by name

// Library returns the scenario of a name, and whether the program ships one.
func Library(name string) (*sim.Scenario, bool) {
	if s, ok := loaded.Load(name); ok {
		return s.(*sim.Scenario), true
	}
	data, ok := libraryText(name)
	if !ok {
		return nil, false
	}
	s, _, err := ReadScenario(name+".toml", data)
	if err != nil {
		panic("scenarios: a scenario of the library is broken: " + err.Error())
	}
	s.Ours = true
	s.Summary.Dated = true
	for i := range s.Assumptions {
		s.Assumptions[i].Dated = true
	}
	for i := range s.Sources {
		s.Sources[i].Dated = true
	}
	for i := range s.Steps {
		s.Steps[i].Source.Dated = true
	}
	loaded.Store(name, s)
	return s, true
}

// LibraryDigest names what the library holds: it differs where a scenario does.
func LibraryDigest() string {
	h := sha256.New()
	for _, name := range libraryNames() {
		data, _ := libraryText(name)
		fmt.Fprintf(h, "%s %d\n%s", name, len(data), data)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// LibraryNames returns the names of the scenarios that the program ships, in
// order.
func LibraryNames() []string { return slices.Clone(libraryNames()) }
