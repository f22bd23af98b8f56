package cli_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"crsplan/cmd/crsplan/internal/cli"
	"crsplan/sim/civil"
)

const ana = `{"id":1,"stated_on":"2026-11-22","age":30,"marital_status":"single"}` + "\n"

// closed is an output that nobody reads any more.
type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

func run(in io.Reader, out io.Writer, args ...string) (talk string, code int) {
	var b bytes.Buffer
	code = cli.Main(args, cli.Env{In: in, Out: out, Err: &b, Today: civil.MustParse("2026-11-22"), Getenv: func(string) string { return "" }})
	return b.String(), code
}

func TestAnOutputThatIsClosedIsAFailure(t *testing.T) {
	for _, args := range []string{
		"draws", "draws --json", "draws --csv", "scenarios", "scenarios clb9", "scenarios --json", "version", "version --json",
		"score -", "score - --json", "score --batch -", "plan - clb9 --no-charts", "plan - clb9 --json", "forecast cec --no-charts", "forecast cec --json", "backtest --no-charts", "backtest --json",
	} {
		t.Run(args, func(t *testing.T) {
			line := strings.Replace(ana, `"id":1,`, "", 1)
			talk, code := run(strings.NewReader(line), closed{}, strings.Fields(args)...)
			if code != 1 || !strings.HasPrefix(talk, "crsplan: cannot write standard output: broken pipe\ncrsplan: hint: ") {
				t.Errorf("exit code %d: %s", code, talk)
			}
		})
	}
}

func TestAnInputThatFailsHalfwayLeavesNoFile(t *testing.T) {
	folder := t.TempDir()
	in := io.MultiReader(strings.NewReader(ana), iotest.ErrReader(&os.PathError{Op: "read", Path: "tape", Err: errors.New("torn")}))
	talk, code := run(in, io.Discard, "score", "--batch", "-", "--out", filepath.Join(folder, "scores.jsonl"))
	if code != 1 || !strings.HasPrefix(talk, "crsplan: tape: torn\ncrsplan: hint: ") {
		t.Errorf("exit code %d: %s", code, talk)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestAFileKeepsWhatItHeldUntilTheNewOneIsWhole(t *testing.T) {
	path := filepath.Join(t.TempDir(), "scores.jsonl")
	if err := os.WriteFile(path, []byte("before"), 0o600); err != nil {
		t.Fatal(err)
	}
	in := io.MultiReader(strings.NewReader(ana), iotest.ErrReader(io.ErrUnexpectedEOF))
	if _, code := run(in, io.Discard, "score", "--batch", "-", "--out", path); code == 0 {
		t.Error("a torn input is a success")
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != "before" {
		t.Errorf("the file holds %q, %v", data, err)
	}
	if talk, code := run(strings.NewReader(ana), io.Discard, "score", "--batch", "-", "--out", path); code != 0 {
		t.Error(talk)
	}
	if data, err := os.ReadFile(path); err != nil || !bytes.HasPrefix(data, []byte(`{"schema":2,"id":1,`)) {
		t.Errorf("the file holds %q, %v", data, err)
	}
}

func TestNobodyMayWriteWhereItIsForbidden(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("nothing is forbidden to root")
	}
	folder := t.TempDir()
	if err := os.Chmod(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	talk, code := run(strings.NewReader(""), io.Discard, "init", filepath.Join(folder, "me"))
	if code != 1 || !strings.Contains(talk, "permission denied\ncrsplan: hint: ") {
		t.Errorf("exit code %d: %s", code, talk)
	}
}

// What is printed does not depend on how the lines come in.
func TestALineMayComeInPieces(t *testing.T) {
	var whole, pieces bytes.Buffer
	text := strings.Repeat(ana, 3)
	if _, code := run(strings.NewReader(text), &whole, "score", "--batch", "-"); code != 0 {
		t.Fatal("it fails")
	}
	if _, code := run(iotest.OneByteReader(strings.NewReader(strings.TrimSuffix(text, "\n"))), &pieces, "score", "--batch", "-"); code != 0 {
		t.Fatal("it fails in pieces")
	}
	if !bytes.Equal(whole.Bytes(), pieces.Bytes()) || strings.Count(whole.String(), "\n") != 3 {
		t.Errorf("%d bytes whole, %d in pieces", whole.Len(), pieces.Len())
	}
}

// Every command helps, and says so in examples where there is a choice.
func TestHelp(t *testing.T) {
	for _, command := range []string{"plan", "score", "forecast", "backtest", "draws", "scenarios", "init", "version"} {
		var out bytes.Buffer
		if talk, code := run(nil, &out, command, "--help"); code != 0 || talk != "" {
			t.Errorf("%s: exit code %d: %s", command, code, talk)
		}
		if !strings.Contains(out.String(), "Usage:\n  crsplan "+command) || command != "version" && !strings.Contains(out.String(), "Examples:") {
			t.Errorf("%s: %s", command, out.String())
		}
	}
}
