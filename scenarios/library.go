package scenarios

import (
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
	slices.Sort(names)
	return names
})

var loaded sync.Map // of *sim.Scenario by name

// Library returns the scenario of a name, and whether the program ships one.
func Library(name string) (*sim.Scenario, bool) {
	if s, ok := loaded.Load(name); ok {
		return s.(*sim.Scenario), true
	}
	data, err := files.ReadFile("library/" + name + ".toml")
	if err != nil {
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
		data, err := files.ReadFile("library/" + name + ".toml")
		if err != nil {
			panic(err) // it is listed
		}
		fmt.Fprintf(h, "%s %d\n%s", name, len(data), data)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// LibraryNames returns the names of the scenarios that the program ships, in
// order.
func LibraryNames() []string { return slices.Clone(libraryNames()) }
