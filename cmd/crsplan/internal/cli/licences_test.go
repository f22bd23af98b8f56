package cli_test

import (
	"bytes"
	"debug/buildinfo"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

var updateLicences = flag.Bool("update-licences", false, "write the licences of what the binary is made of")

// licences returns what version --licences says.
func licences(t *testing.T) map[string]string {
	t.Helper()
	var out bytes.Buffer
	if talk, code := run(nil, &out, "version", "--licences", "--json"); code != 0 {
		t.Fatal(talk)
	}
	var doc struct {
		Licences []struct{ Module, Version, Text string }
	}
	if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	list := map[string]string{}
	for _, l := range doc.Licences {
		list[strings.TrimSpace(l.Module+" "+l.Version)] = l.Text
	}
	return list
}

// output runs a tool of Go and returns what it prints.
func output(t *testing.T, args ...string) string {
	t.Helper()
	out, err := exec.Command("go", args...).Output()
	if err != nil {
		t.Fatal(args, err)
	}
	return strings.TrimSpace(string(out))
}

// notices gathers the files that a module states its licence in.
func notices(t *testing.T, folder string) string {
	t.Helper()
	notice := regexp.MustCompile(`^(LICEN[CS]E|COPYING|NOTICE|PATENTS)([.-].*)?$`)
	var paths []string
	for _, pattern := range []string{"*", "THIRD_PARTY_LICENSES/*", "licenses/ftl.txt"} {
		found, err := filepath.Glob(filepath.Join(folder, filepath.FromSlash(pattern)))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range found {
			if pattern != "*" || notice.MatchString(filepath.Base(path)) {
				paths = append(paths, path)
			}
		}
	}
	var texts []string
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !utf8.Valid(text) { // then it is Latin 1
			var wide []rune
			for _, b := range text {
				wide = append(wide, rune(b))
			}
			text = []byte(string(wide))
		}
		lines := strings.Split(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n")
		for i, line := range lines {
			lines[i] = strings.TrimRight(line, " \t\f")
		}
		texts = append(texts, strings.Trim(strings.Join(lines, "\n"), "\n"))
	}
	return strings.TrimSpace(strings.Join(texts, "\n\n"))
}

// The notices are those of what a built binary says that it is made of, with
// the words of the modules themselves.
func TestTheLicencesAreThoseOfTheBinary(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds the program")
	}
	binary := filepath.Join(t.TempDir(), "crsplan")
	output(t, "build", "-o", binary, "crsplan/cmd/crsplan")
	info, err := buildinfo.ReadFile(binary)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"Go": notices(t, output(t, "env", "GOROOT"))}
	names := []string{"Go"}
	for _, dep := range info.Deps {
		if dep.Replace != nil {
			dep = dep.Replace
		}
		name := dep.Path + " " + dep.Version
		names = append(names, name)
		if want[name] = notices(t, output(t, "list", "-m", "-f", "{{.Dir}}", dep.Path)); want[name] == "" {
			t.Errorf("%s states no licence", name)
		}
	}
	slices.Sort(names[1:])
	if *updateLicences {
		var b strings.Builder
		for _, name := range names {
			fmt.Fprintf(&b, "=== %s\n\n%s\n\n", name, want[name])
		}
		if err := os.WriteFile("licences.txt", []byte(strings.TrimRight(b.String(), "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Skip("written; run again")
	}
	if diff := cmp.Diff(want, licences(t)); diff != "" {
		t.Errorf("run with -update-licences (-binary +said):\n%s", diff)
	}
}
