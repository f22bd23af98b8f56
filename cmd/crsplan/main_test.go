package main_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"flag"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"crsplan/cmd/crsplan/internal/cli"
	"crsplan/sim/civil"
)

var update = flag.Bool("update", false, "write what the stories print into them")

// The program of the stories is the real one, but for its clock.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"crsplan": func() {
			os.Exit(cli.Main(os.Args[1:], cli.Env{
				In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
				Today: civil.MustParse(os.Getenv("TODAY")), Getenv: os.Getenv,
			}))
		},
	})
}

// Every story begins on 2026-11-22, in a folder with the shared profiles.
func TestStories(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("TODAY", "2026-11-22")
			env.Setenv("COLUMNS", "160") // a row is a line
			profiles, err := filepath.Abs(filepath.Join("..", "..", "testdata", "profiles"))
			env.Setenv("PROFILES", profiles)
			return err
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "holds": holds, "bytes": writeBytes, "png": png,
		},
	})
}

// exits runs the program, which must end with a code: exits CODE ARG...
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: exits CODE ARG...")
	}
	code := 0
	if err := ts.Exec("crsplan", args[1:]...); err != nil {
		failed, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		code = failed.ExitCode()
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

// holds says what a folder holds, hidden files too, and nothing else: holds
// FOLDER NAME...
func holds(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: holds FOLDER NAME...")
	}
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	var names []string
	for _, e := range entries {
		if e.Name() != ".tmp" { // the story's own
			names = append(names, e.Name())
		}
	}
	if want := slices.Sorted(slices.Values(args[1:])); !slices.Equal(names, want) {
		ts.Fatalf("%s holds %v, want %v", args[0], names, want)
	}
}

// writeBytes writes a text so many times: bytes FILE QUOTED TIMES.
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: bytes FILE QUOTED TIMES")
	}
	text, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	times, err := strconv.Atoi(args[2])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Repeat(text, times)), 0o600))
}

// png sees that a file is a PNG of a width in print: png FILE MILLIMETRES.
func png(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: png FILE MILLIMETRES")
	}
	data := []byte(ts.ReadFile(args[0]))
	_, after, ok := bytes.Cut(data, []byte("pHYs"))
	if !bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")) || !ok {
		ts.Fatalf("%s is no PNG that knows its size", args[0])
	}
	width := binary.BigEndian.Uint32(data[16:])
	perMetre := binary.BigEndian.Uint32(after)
	if mm := math.Round(1000 * float64(width) / float64(perMetre)); strconv.Itoa(int(mm)) != args[1] {
		ts.Fatalf("%s is %v mm wide, want %s", args[0], mm, args[1])
	}
}
