package render

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestNoCellOfACSVIsAFormula(t *testing.T) {
	for text, want := range map[string]string{
		"=cmd|' /C calc'!A0": "'=cmd|' /C calc'!A0", "=1": "'=1", "+A1": "'+A1", "-A1": "'-A1", "-": "'-", "+": "'+", "@SUM(A1)": "'@SUM(A1)",
		"\t=1": "'\t=1", "\r=1": "'\r=1", "-1+A1": "'-1+A1", "-5 points": "'-5 points", "--1": "'--1", "-1=1": "'-1=1",
		"-5": "-5", "+53": "+53", "-0.25": "-0.25", "-1,5": "-1,5", "1e-7": "1e-7", "-1e-7": "-1e-7",
		"": "", "Ana": "Ana", "a=b": "a=b", "2026-11-22": "2026-11-22", "'=1": "'=1",
	} {
		var b bytes.Buffer
		if err := CSVLines(&b, [][]string{{"first", text}}); err != nil {
			t.Fatal(err)
		}
		lines, err := csv.NewReader(&b).ReadAll()
		if err != nil || lines[0][1] != want {
			t.Errorf("%q is written as %q, want %q; %v", text, lines, want, err)
		}
	}
}

func TestAWriterThatFailsIsTold(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	w.Close()
	if CSVLines(w, [][]string{{"a"}}) == nil {
		t.Error("no error")
	}
}

// There is one way to write CSV, and so one guard.
func TestEveryCSVIsWrittenByTheSameHand(t *testing.T) {
	root := filepath.Join("..", "..", "..", "..")
	found := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		if err == nil && bytes.Contains(text, []byte("csv.NewWriter(")) {
			if found++; filepath.Base(path) != "csv.go" {
				t.Errorf("%s writes CSV by itself", path)
			}
		}
		return err
	})
	if err != nil || found != 1 {
		t.Error(found, err)
	}
}
