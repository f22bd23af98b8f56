package main_test

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"crsplan/cmd/crsplan/internal/answer"
)

// linesOf cuts a text into its lines, each with its end.
func linesOf(text string) []string { return slices.Collect(strings.Lines(text)) }

// What a line of a batch says is what plan and replay say of the same person.
func TestABatchEqualsOneByOne(t *testing.T) {
	clients := someClients(10, 7, 0)
	out, talk, code := run(bytes.NewReader(clients), "batch", "-", "clb9", "canadian-year", "--paths", "200")
	if code != 0 {
		t.Fatal(talk)
	}
	words := []string{"clb9", "canadian-year"}
	file := filepath.Join(t.TempDir(), "client.json")
	answers := linesOf(out)
	for i, line := range linesOf(string(clients)) {
		var profile map[string]any
		if err := json.Unmarshal([]byte(line), &profile); err != nil {
			t.Fatal(err)
		}
		args := append([]string{file}, words...)
		if options, own := profile["options"]; own {
			profile = map[string]any{"options": options, "profile": profile, "id": profile["id"]}
			delete(profile["profile"].(map[string]any), "options")
			delete(profile["profile"].(map[string]any), "id")
			args = []string{file}
		}
		delete(profile, "id")
		text, err := json.Marshal(profile)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, text, 0o600); err != nil {
			t.Fatal(err)
		}
		var plan answer.Plan
		var replay answer.Replay
		var got answer.Client
		single(t, &plan, append([]string{"plan", "--search", "off", "--paths", "200"}, args...)...)
		single(t, &replay, append([]string{"replay"}, args...)...)
		if err := json.Unmarshal([]byte(answers[i]), &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(shortOf(&plan, &replay), got.Plan); diff != "" {
			t.Errorf("client %v (-one by one +batch):\n%s", got.ID, diff)
		}
	}
}

func single(t *testing.T, doc any, args ...string) {
	t.Helper()
	out, talk, code := run(nil, append(args, "--json")...)
	if code != 0 {
		t.Fatal(talk)
	}
	if err := json.Unmarshal([]byte(out), doc); err != nil {
		t.Fatal(err)
	}
}

// shortOf puts the documents of one person together.
func shortOf(plan *answer.Plan, replay *answer.Replay) *answer.ClientPlan {
	short := &answer.ClientPlan{Start: plan.Start, End: plan.End, Open: []string{}, IfKnown: []string{}, Needs: plan.Needs, Recommended: plan.Recommended, NotPossible: plan.NotPossible}
	stay := plan.Option("stay")
	for _, l := range stay.Lanes {
		if l.From == plan.Start && l.Eligible == nil {
			short.IfKnown = append(short.IfKnown, l.Stream)
		} else if l.From == plan.Start && *l.Eligible {
			short.Open = append(short.Open, l.Stream)
		}
	}
	common := slices.Concat(plan.Warnings, stay.Warnings)
	for _, o := range plan.Options {
		r := replay.Options[slices.IndexFunc(replay.Options, func(r answer.ReplayOption) bool { return r.Option == o.Option })]
		c := answer.ClientOption{
			Option: o.Option, Title: o.Title, Now: o.Now, Best: o.Best.Total, Day: o.Best.On, Change: o.Change, Complete: o.Complete,
			Ends: o.Ends, Months: o.Months, Cost: o.Cost.Likely, Margins: map[string]int{}, Chance: []answer.ClientChance{}, Assumed: o.Assumed, NotIncluded: o.NotIncluded, NoEstimate: o.NoEstimate,
			Replay: answer.ClientReplay{N: r.N, Invited: r.Invited, Eras: []answer.ClientEra{}},
		}
		for _, m := range o.Margins {
			if m.Eligible != nil && m.Last != nil {
				c.Margins[m.Stream] = *m.Last
			}
		}
		for _, months := range []int{6, 12, 24} {
			for _, by := range o.Chance {
				if by.By >= plan.Start.AddMonths(months) {
					c.Chance = append(c.Chance, answer.ClientChance{Months: months, By: by.By, P: by.P, PIfMet: by.PIfMet, PIfNot: by.PIfNot, PIfStepsWork: by.PIfStepsWork, Error: by.Error, AtRisk: by.AtRisk, Higher: by.Higher})
					break
				}
			}
		}
		c.CannotSay = o.Outlook.CannotSay
		for _, not := range o.Outlook.NotCounted {
			c.NotCounted = append(c.NotCounted, not.Stream)
		}
		for _, w := range o.Warnings {
			if !slices.Contains(common, w) {
				c.Warnings = append(c.Warnings, w)
			}
		}
		for _, e := range r.Eras {
			c.Replay.Eras = append(c.Replay.Eras, answer.ClientEra{Era: e.Era, N: e.N, Invited: e.Invited, AtRisk: e.AtRisk, Tied: e.Tied, IfKnown: e.IfKnown})
		}
		short.Options = append(short.Options, c)
	}
	return short
}

// The broken ones are told in their places, and touch nobody else.
func TestTwentyBrokenClientsAmongMany(t *testing.T) {
	const n = 200
	whole, spoiled := someClients(n, 3, 0), someClients(n, 3, 20)
	want, talk, code := run(bytes.NewReader(whole), "score", "--batch", "-")
	if code != 0 {
		t.Fatal(talk)
	}
	got, talk, code := run(bytes.NewReader(spoiled), "score", "--batch", "-")
	if code != 1 || !strings.Contains(talk, "20 lines have no answer") {
		t.Errorf("exit code %d: %s", code, talk)
	}
	before, after, in := linesOf(want), linesOf(got), linesOf(string(spoiled))
	if len(after) != n {
		t.Fatalf("%d answers", len(after))
	}
	for i := range after {
		switch broken := in[i] != linesOf(string(whole))[i]; {
		case !broken && after[i] != before[i]:
			t.Errorf("line %d is sound and answered otherwise:\n%s", i+1, after[i])
		case broken && !strings.Contains(after[i], `"error":{"line":`):
			t.Errorf("line %d is broken and answered:\n%s", i+1, in[i]+after[i])
		}
	}
}

// process is the program at work on clients that come in as they are sent.
type process struct {
	*exec.Cmd
	in   io.WriteCloser
	talk bytes.Buffer
}

func begin(t *testing.T, args ...string) *process {
	t.Helper()
	p := &process{Cmd: exec.Command("crsplan", args...)}
	p.Env = append(os.Environ(), "TODAY=2026-11-22", "HOME=")
	p.Stderr = &p.talk
	var err error
	if p.in, err = p.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Process.Kill() })
	return p
}

// grown waits until a file is longer than it was.
func grown(t *testing.T, path string, than int64) {
	t.Helper()
	for range 6000 {
		if info, err := os.Stat(path); err == nil && info.Size() > than {
			return
		}
		pause()
	}
	t.Fatal("nothing is written")
}

func sizeOf(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}

// A batch is killed in the middle, twice, its last line torn, and goes on: the
// file is the same, byte for byte, as that of one that was let be, and nothing
// was done twice.
func TestAKilledBatchGoesOnWithoutLossOrDoubleWork(t *testing.T) {
	if testing.Short() {
		t.Skip("the program is started three times")
	}
	clients := linesOf(string(someClients(130, 5, 10)))
	want, _, _ := run(strings.NewReader(strings.Join(clients, "")), "batch", "-", "--paths", "0")
	path := filepath.Join(t.TempDir(), "answers.jsonl")
	for _, sent := range []int{50, 100} {
		done := sizeOf(path)
		p := begin(t, "batch", "-", "--paths", "0", "--out", path, "--resume")
		if _, err := io.WriteString(p.in, strings.Join(clients[:sent], "")); err != nil {
			t.Fatal(err)
		}
		grown(t, path, done)
		if err := p.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = p.Wait()
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(want, string(text)) || len(text) == len(want) {
			t.Fatalf("what is left after %d clients is no part of the whole", sent)
		}
		if err := os.Truncate(path, int64(len(text)-20)); err != nil { // as if within a line
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	left := bytes.Count(text, []byte("\n"))
	p := begin(t, "batch", "-", "--paths", "0", "--out", path, "--resume")
	if _, err := io.WriteString(p.in, strings.Join(clients, "")); err != nil {
		t.Fatal(err)
	}
	p.in.Close()
	if err := p.Wait(); err == nil || p.ProcessState.ExitCode() != 1 {
		t.Errorf("it ends with %v", err)
	}
	said := "130 clients: 120 answered, 10 without an answer; "
	if talk := p.talk.String(); left < 32 || !strings.Contains(talk, said) || !strings.Contains(talk, said+strconv.Itoa(left)+" taken over") {
		t.Errorf("%d were done: %s", left, talk)
	}
	if text, err = os.ReadFile(path); err != nil || string(text) != want {
		t.Errorf("the file differs: %v\n%s", err, cmp.Diff(linesOf(want), linesOf(string(text))))
	}
	if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

func TestAnInterruptedBatchKeepsWholeLines(t *testing.T) {
	if testing.Short() {
		t.Skip("the program is started")
	}
	clients := linesOf(string(someClients(40, 6, 0)))
	path := filepath.Join(t.TempDir(), "answers.jsonl")
	p := begin(t, "batch", "-", "--paths", "0", "--out", path)
	if _, err := io.WriteString(p.in, strings.Join(clients, "")); err != nil {
		t.Fatal(err)
	}
	grown(t, path, 0)
	if err := p.Process.Signal(os.Interrupt); err != nil {
		t.Skip(err) // not everywhere
	}
	_ = p.Wait()
	if code := p.ProcessState.ExitCode(); code != 130 {
		t.Errorf("exit code %d: %s", code, p.talk.String())
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	n := bytes.Count(text, []byte("\n"))
	if want := "crsplan: interrupted after " + strconv.Itoa(n) + " clients\ncrsplan: hint: they are kept in " + path; n < 32 || !bytes.HasSuffix(text, []byte("\n")) || !strings.HasPrefix(p.talk.String(), want) {
		t.Errorf("%d lines: %s", n, p.talk.String())
	}
}

// pause lets a process get on.
func pause() { time.Sleep(10 * time.Millisecond) }
