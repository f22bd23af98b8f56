package main_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestADeviceThatIsFull(t *testing.T) {
	if testing.Short() {
		t.Skip("many runs")
	}
	const full = "/dev/full"
	before, err := os.Stat(full)
	if err != nil {
		t.Skip(err)
	}
	ana := sample(t)
	for _, command := range []string{
		"score " + ana, "score " + ana + " --json", "plan " + ana + " clb9 --no-charts --paths 0", "eligible " + ana, "draws --csv", "scenarios",
		"version", "check " + ana, "score --batch -", "batch - --paths 0", "batch - --paths 0 --since 2026-08-18", "man", "schema profile",
	} {
		for _, how := range []string{"standard output", "--out"} {
			cmd := exec.Command("crsplan", strings.Fields(command)...)
			where := "standard output"
			out, err := os.OpenFile(full, os.O_WRONLY, 0)
			if err != nil {
				t.Skip(err)
			}
			if how == "--out" {
				if strings.Contains(command, "plan ") || command == "man" || strings.HasPrefix(command, "batch - --paths 0") && !strings.Contains(command, "since") {
					out.Close()
					continue // they write folders, or a journal, which is a file
				}
				cmd.Args = append(cmd.Args, "--out", full)
				where = full
			} else {
				cmd.Stdout = out
			}
			var talk bytes.Buffer
			cmd.Stderr = &talk
			cmd.Env = append(os.Environ(), "TODAY=2026-11-22", "HOME=")
			cmd.Stdin = bytes.NewReader(someClients(3, 1, 0))
			err = cmd.Run()
			out.Close()
			if want := "crsplan: cannot write " + where + ": no space left on device\ncrsplan: hint: "; cmd.ProcessState.ExitCode() != 1 || !strings.Contains(talk.String(), want) {
				t.Errorf("%s to %s: %v: %s", command, how, err, talk.String())
			}
		}
	}
	if after, err := os.Stat(full); err != nil || after.Mode() != before.Mode() {
		t.Fatalf("%s is another: %v, %v", full, after, err)
	}
}

// A disk that fills up: what was there stays, nothing half-written is left, and
// a batch goes on where it stopped once there is room.
func TestADiskThatFillsUp(t *testing.T) {
	if testing.Short() {
		t.Skip("many runs")
	}
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=96k"); err != nil {
		t.Skip(err) // only root may
	}
	t.Cleanup(func() { _ = syscall.Unmount(disk, 0) })
	ana := sample(t)
	at := func(name string) string { return filepath.Join(disk, name) }
	program := func(args ...string) (string, int) {
		cmd := exec.Command("crsplan", args...)
		cmd.Env = append(os.Environ(), "TODAY=2026-11-22", "CRSPLAN_DATA="+at("data"))
		out, _ := cmd.CombinedOutput()
		return string(out), cmd.ProcessState.ExitCode()
	}
	feed := filepath.Join(t.TempDir(), "feed.json")
	if err := os.WriteFile(feed, []byte(`{"rounds":[`+round(448)+`]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, code := program("draws", "update", "--from", feed); code != 0 {
		t.Fatal(out)
	}
	if out, code := program("score", ana, "--json", "--out", at("score.json")); code != 0 {
		t.Fatal(out)
	}
	score, err := os.ReadFile(at("score.json"))
	if err != nil {
		t.Fatal(err)
	}

	// A batch until there is no room.
	clients := filepath.Join(t.TempDir(), "clients.jsonl")
	if err := os.WriteFile(clients, someClients(70, 4, 0), 0o600); err != nil {
		t.Fatal(err)
	}
	want, talk, code := run(nil, "batch", clients, "--paths", "0", "--as-of", "2026-11-22")
	if code != 0 {
		t.Fatal(talk)
	}
	out, code := program("batch", clients, "--paths", "0", "--as-of", "2026-11-22", "--out", at("answers.jsonl"))
	if code != 1 || !strings.Contains(out, "cannot write "+at("answers.jsonl")+": no space left on device") {
		t.Errorf("exit code %d: %s", code, out)
	}
	full := func(when string) {
		t.Helper()
		for _, args := range [][]string{
			{"plan", ana, "clb9", "--paths", "0", "--out", at("charts")}, {"score", ana, "--json", "--out", at("score.json")},
			{"init", at("mine")}, {"draws", "update", "--from", feed, "--accept-changes"},
		} {
			if out, code := program(args...); code != 1 || !strings.Contains(out, "no space left on device") {
				t.Errorf("%s %v: exit code %d: %s", when, args, code, out)
			}
		}
		if is, err := os.ReadFile(at("score.json")); err != nil || !bytes.Equal(is, score) {
			t.Errorf("%s: the score is another: %v", when, err)
		}
		err := filepath.WalkDir(disk, func(path string, d os.DirEntry, err error) error {
			if strings.HasPrefix(d.Name(), ".crsplan-") || err == nil && strings.HasSuffix(path, ".png") {
				t.Errorf("%s: left behind: %s", when, path)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
	fill, err := os.Create(at("fill"))
	if err != nil {
		t.Fatal(err)
	}
	for err == nil {
		_, err = fill.Write(make([]byte, 4096))
	}
	fill.Close()
	full("full")
	if out, code := program("draws", "--last", "1", "--csv"); code != 0 || !strings.Contains(out, "\n448,") {
		t.Errorf("what was taken in is not read: %s", out)
	}

	// There is room again.
	if err := os.Remove(at("fill")); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", disk, "tmpfs", syscall.MS_REMOUNT, "size=4m"); err != nil {
		t.Skip(err)
	}
	if out, code = program("batch", clients, "--paths", "0", "--as-of", "2026-11-22", "--out", at("answers.jsonl"), "--resume"); code != 0 || strings.Contains(out, "; 0 taken over") {
		t.Errorf("exit code %d: %s", code, out)
	}
	// The rounds that were taken in are data too: the whole is made with them.
	if is, err := os.ReadFile(at("answers.jsonl")); err != nil || bytes.Count(is, []byte("\n")) != strings.Count(want, "\n") {
		t.Errorf("the answers are not whole: %v", err)
	}
}
