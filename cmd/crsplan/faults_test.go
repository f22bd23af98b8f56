package main_test

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"crsplan/cmd/crsplan/internal/cli"
	"crsplan/sim/civil"
)

// What a fault may do to a run: it ends with an error that one can act on, and
// what was there before is as it was.

// sample is a profile whose file is made anew.
func sample(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "testdata", "profiles", "ana.toml"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "ana.toml")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// onDay runs the program in this process as if it were a day.
func onDay(day string, args ...string) (stdout, stderr string, code int) {
	var out, talk bytes.Buffer
	code = cli.Main(args, cli.Env{
		In: strings.NewReader(""), Out: &out, Err: &talk, Today: civil.MustParse(day), Getenv: func(string) string { return "" },
	})
	return out.String(), talk.String(), code
}

// A clock that is years off is no reason to fail: the program says how old its
// data are, or that it knows no round yet.
func TestTheClockIsYearsOff(t *testing.T) {
	if testing.Short() {
		t.Skip("many runs")
	}
	ana := sample(t)
	every := []string{
		"score " + ana, "plan --details --no-charts --paths 0", "eligible " + ana, "replay " + ana + " --no-charts --from 2025-01-01", "draws", "forecast pnp --no-charts",
		"levers " + ana + " --no-charts --paths 0 --most 1",
	}
	for _, test := range []struct {
		day, says string
		commands  []string
	}{
		{"2015-01-10", "No round was held by January 10, 2015", every},
		{"2015-06-01", "", every[:2]},
		{"2040-02-29", "Rounds after October 8, 2026 are missing", every},
		{"2090-01-01", "Rounds after October 8, 2026 are missing", every[:2]},
	} {
		for _, command := range test.commands {
			t.Run(test.day+" "+strings.Fields(command)[0], func(t *testing.T) {
				out, talk, code := onDay(test.day, strings.Fields(command)...)
				flat := strings.Join(strings.Fields(out), " ")
				if code != 0 || !strings.Contains(flat, test.says) {
					t.Errorf("exit code %d, it does not say %q: %s%s", code, test.says, out, talk)
				}
			})
		}
	}
	for _, command := range []string{"score " + ana, "plan --no-charts", "eligible " + ana, "init " + t.TempDir(), "batch - --paths 0"} {
		if _, talk, code := onDay("2014-06-01", strings.Fields(command)...); code != 2 && command != "batch - --paths 0" || code != 0 && !strings.Contains(talk, "Express Entry began on January 1, 2015") {
			t.Errorf("%s before Express Entry: exit code %d: %s", command, code, talk)
		}
	}
	for _, day := range []string{"1970-01-01", "2199-12-31"} {
		for _, command := range []string{"version", "draws", "scenarios", "check " + ana} {
			if _, talk, code := onDay(day, strings.Fields(command)...); code != 0 {
				t.Errorf("%s on %s: exit code %d: %s", command, day, code, talk)
			}
		}
	}
}

// The surroundings of the user change nothing of an answer.
func TestOddSurroundingsChangeNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("many runs")
	}
	ana := sample(t)
	output := func(command string, env ...string) string {
		cmd := exec.Command("crsplan", strings.Fields(command)...)
		cmd.Env = append([]string{"TODAY=2026-11-22", "PATH=" + os.Getenv("PATH")}, env...)
		var talk bytes.Buffer
		cmd.Stderr = &talk
		out, err := cmd.Output()
		if err != nil || bytes.ContainsAny(talk.Bytes(), "\r\x1b") {
			t.Errorf("%s with %v: %v %q", command, env, err, talk.String())
		}
		return string(out)
	}
	for _, command := range []string{"score " + ana, "plan " + ana + " clb9 --no-charts --paths 0", "draws --last 5 --csv"} {
		want := output(command)
		for _, env := range [][]string{
			{"HOME="}, {"HOME=/nowhere/at/all"}, {"HOME=relative", "XDG_DATA_HOME=also/relative"},
			{"LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8"}, {"LC_ALL=C"}, {"LC_ALL=xx_YY.nothing", "LANG="},
			{"TZ=Pacific/Kiritimati"}, {"TZ=Pacific/Pago_Pago"}, {"TZ=No/Where"}, {"TZ="},
			{"TERM=dumb"}, {"TERM="}, {"NO_COLOR=1"}, {"LINES=1"}, {"TMPDIR=/nowhere"},
		} {
			if got := output(command, env...); got != want {
				t.Errorf("%s with %v prints otherwise:\n%s", command, env, got)
			}
		}
	}
}

// No terminal, and no standard input at all.
func TestNoTerminalAndNoInput(t *testing.T) {
	ana := sample(t)
	for _, in := range []string{"</dev/null", "<&-"} {
		for command, fails := range map[string]bool{"score " + ana: false, "batch - --paths 0": false, "score -": true} {
			cmd := exec.Command("sh", "-c", "crsplan "+command+" "+in)
			cmd.Env = append(os.Environ(), "TODAY=2026-11-22")
			out, err := cmd.CombinedOutput()
			if (err != nil) != fails || fails && !bytes.HasPrefix(out, []byte("crsplan: ")) || bytes.ContainsAny(out, "\r\x1b") {
				t.Errorf("%s %s: %v %s", command, in, err, out)
			}
		}
	}
}

// Whoever reads stops reading: the program ends, without a word or with one.
func TestAPipeThatIsClosed(t *testing.T) {
	ana := sample(t)
	for _, command := range []string{"draws --csv", "plan " + ana + " clb9 --json --paths 0", "score --batch -", "batch - --paths 0", "scenarios", "man"} {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("crsplan", strings.Fields(command)...)
		cmd.Env = append(os.Environ(), "TODAY=2026-11-22")
		cmd.Stdin = bytes.NewReader(someClients(40, 2, 0))
		cmd.Stdout = w
		var talk bytes.Buffer
		cmd.Stderr = &talk
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		w.Close()
		r.Close()
		err = cmd.Wait()
		if err == nil || strings.Contains(talk.String(), "goroutine") {
			t.Errorf("%s: %v %s", command, err, talk.String())
		}
	}
}

// held is a command that has opened its temporary file and waits for more.
func held(t *testing.T, path string) *process {
	t.Helper()
	p := begin(t, "score", "--batch", "-", "--out", path)
	if _, err := io.WriteString(p.in, strings.Repeat(string(someClients(1, 1, 0)), 200)); err != nil {
		t.Fatal(err)
	}
	for range 6000 {
		if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".crsplan-*")); len(left) > 0 {
			return p
		}
		pause()
	}
	t.Fatal("no temporary file")
	return nil
}

// A write that is broken off leaves what was there before.
func TestAWriteThatIsBrokenOff(t *testing.T) {
	for _, test := range []struct {
		name    string
		signal  os.Signal
		code    int
		cleared bool
	}{
		{"interrupted", os.Interrupt, 130, true},
		{"killed", os.Kill, -1, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			folder := t.TempDir()
			path := filepath.Join(folder, "scores.jsonl")
			if err := os.WriteFile(path, []byte("before"), 0o600); err != nil {
				t.Fatal(err)
			}
			p := held(t, path)
			if err := p.Process.Signal(test.signal); err != nil {
				t.Skip(err)
			}
			_ = p.Wait()
			if code := p.ProcessState.ExitCode(); code != test.code {
				t.Errorf("exit code %d: %s", code, p.talk.String())
			}
			if data, err := os.ReadFile(path); err != nil || string(data) != "before" {
				t.Errorf("the file holds %q, %v", data, err)
			}
			left, _ := filepath.Glob(filepath.Join(folder, ".crsplan-*"))
			if (len(left) == 0) != test.cleared {
				t.Errorf("left behind: %v", left)
			}
			// And again, as if nothing had been.
			if _, talk, code := run(bytes.NewReader(someClients(3, 1, 0)), "score", "--batch", "-", "--out", path); code != 0 {
				t.Error(talk)
			}
		})
	}
}
