//go:build unix

package main_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// nobody is the user that the tests of permissions run as where they are begun
// by root, to whom nothing is forbidden.
const nobody = 65534

// forbidden runs the program as somebody who may do little.
func forbidden(t *testing.T, program string, args ...string) (talk string, code int) {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Env = []string{"TODAY=2026-11-22", "PATH=" + os.Getenv("PATH"), "HOME="}
	cmd.Dir = "/"
	if os.Getuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	var b bytes.Buffer
	cmd.Stderr = &b
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Skip(err)
	}
	// Where coverage is measured, a program built for it says that it has no
	// place for its counts.
	talk = strings.ReplaceAll(b.String(), "warning: GOCOVERDIR not set, no coverage data emitted\n", "")
	return talk, cmd.ProcessState.ExitCode()
}

// installed is the program where everybody may run it.
func installed(t *testing.T, folder string) string {
	t.Helper()
	from, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	path := filepath.Join(folder, "crsplan")
	out, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(out, in); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWhatIsForbidden(t *testing.T) {
	folder := t.TempDir()
	for dir := folder; dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	program := installed(t, folder)
	data, err := os.ReadFile(sample(t))
	if err != nil {
		t.Fatal(err)
	}
	at := func(name string) string { return filepath.Join(folder, name) }
	make := func(name string, mode os.FileMode) {
		if err := os.WriteFile(at(name), data, 0o600); err != nil {
			t.Fatal(err)
		}
		if os.Getuid() == 0 {
			if err := os.Chown(at(name), nobody, nobody); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Chmod(at(name), mode); err != nil {
			t.Fatal(err)
		}
	}
	dir := func(name string, mode os.FileMode) {
		if err := os.Mkdir(at(name), 0o755); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.Chmod(at(name), 0o755) })
		make(name+"/ana.toml", 0o444)
		if os.Getuid() == 0 {
			if err := os.Chown(at(name), nobody, nobody); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Chmod(at(name), mode); err != nil {
			t.Fatal(err)
		}
	}
	make("ana.toml", 0o444)
	make("secret.toml", 0)
	dir("open", 0o755)
	make("open/answer.json", 0o444)
	dir("mixed", 0o755)
	make("mixed/secret.toml", 0)
	dir("closed", 0o555)
	dir("hidden", 0)
	const mayRead, mayWrite = "crsplan: hint: name a file that you may read\n", "what was there before is unchanged\n"
	for _, test := range []struct {
		name, args, says, hint string
		code                   int
	}{
		{"a profile that may not be read", "score secret.toml", "secret.toml: permission denied", mayRead, 1},
		{"a folder that may not be read", "batch hidden", "hidden: permission denied", mayRead, 1},
		{"a client that may not be read is told in its place", "batch mixed --paths 0", "2 clients: 1 answered, 1 without an answer; 0 taken over from before. Rounds are known to October 1, 2026.\nNo answer for secret.toml: mixed/secret.toml: permission denied\n", "each says why in its place\n", 1},
		{"a folder that may not be written to", "score ana.toml --json --out closed/answer.json", "cannot write closed/answer.json: permission denied", mayWrite, 1},
		{"charts into it", "plan ana.toml clb9 --paths 0 --out closed", "cannot write closed/projection.png: permission denied", mayWrite, 1},
		{"charts into a folder inside", "plan ana.toml clb9 --paths 0 --out closed/charts", "cannot write closed/charts: permission denied", mayWrite, 1},
		{"starter files into it", "init closed", "cannot write closed/plan.toml: permission denied", mayWrite, 1},
		{"a journal in it", "batch mixed --paths 0 --out closed/answers.jsonl", "cannot write closed/answers.jsonl: permission denied", mayWrite, 1},
		{"a file that may not be written to, in a folder that may", "score ana.toml --json --out open/answer.json", "cannot write open/answer.json: permission denied", mayWrite, 1},
		{"a data folder that may not be read", "version --data hidden", "hidden/rounds.json cannot be used and is ignored (permission denied)", "", 0},
		{"a data folder that may not be written to", "draws update --data closed --from " + "feed.json", "closed/rounds.json: permission denied", mayWrite, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			if err := os.WriteFile(at("feed.json"), []byte(`{"rounds":[`+round(448)+`]}`), 0o644); err != nil {
				t.Fatal(err)
			}
			cmd := test.args
			env := ""
			if before, after, ok := strings.Cut(cmd, " --data "); ok {
				word, rest, _ := strings.Cut(after, " ")
				cmd, env = before+" "+rest, "CRSPLAN_DATA="+at(word)
			}
			talk, code := forbidden(t, "/bin/sh", "-c", "cd "+folder+" && "+env+" "+program+" "+cmd)
			if code != test.code || !strings.Contains(talk, test.says) || !strings.HasSuffix(talk, test.hint) || strings.Contains(talk, "goroutine") {
				t.Errorf("exit code %d, want %d and %q: %s", code, test.code, test.says, talk)
			}
			for _, dir := range []string{"open", "closed"} {
				if left, _ := filepath.Glob(filepath.Join(at(dir), ".crsplan-*")); len(left) > 0 {
					t.Errorf("left behind: %v", left)
				}
			}
			if is, err := os.ReadFile(at("open/answer.json")); err != nil || !bytes.Equal(is, data) {
				t.Error("the file that may not be written to is another")
			}
		})
	}
}

// round is a round of a feed, after the embedded ones.
func round(number int) string {
	return fmt.Sprintf(`{"drawNumber":"%d","drawDate":"2026-10-%02d","drawName":"Canadian Experience Class","drawSize":"1,500","drawCRS":"520",`+
		`"drawText2":"Canadian Experience Class","drawCutOff":"August 30, 2026 at 10:11:12 UTC"}`, number, number-438)
}

// Updates that run at the same time, each with a round that the others lack:
// none of them is lost, and whoever reads meanwhile reads a whole file.
func TestUpdatesAtTheSameTimeLoseNoRound(t *testing.T) {
	folder := t.TempDir()
	data := filepath.Join(folder, "data")
	program := func(args ...string) (string, error) {
		cmd := exec.Command("crsplan", args...)
		cmd.Env = append(os.Environ(), "TODAY=2026-11-22", "CRSPLAN_DATA="+data)
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	const n = 12
	var all sync.WaitGroup
	for i := range n {
		feed := filepath.Join(folder, fmt.Sprint(i, ".json"))
		if err := os.WriteFile(feed, []byte(`{"rounds":[`+round(448+i)+`]}`), 0o600); err != nil {
			t.Fatal(err)
		}
		all.Go(func() {
			if out, err := program("draws", "update", "--from", feed); err != nil {
				t.Error(err, out)
			}
			if out, err := program("version"); err != nil || strings.Contains(out, "ignored") {
				t.Error(err, out)
			}
		})
	}
	all.Wait()
	out, err := program("draws", "--from", "2026-10-09", "--csv")
	if err != nil || strings.Count(out, "\n") != n+1 {
		t.Errorf("%v, rounds are missing:\n%s", err, out)
	}
	if entries, err := os.ReadDir(data); err != nil || len(entries) != 1 {
		t.Errorf("the folder holds %v, %v", entries, err)
	}
}
