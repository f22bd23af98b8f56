package cli

import (
	"bytes"
	"testing"
)

// A line of a batch is taken over only as it was written: any other id, error or
// number under the right key is somebody's, and is made anew.
func TestALineThatWasChangedIsNotTakenOver(t *testing.T) {
	plain := []byte(`{"schema":2,"id":{"key":"x"},"input":1,"plan":{"now":413},"key":"0123abcd"}` + "\n")
	line := seal(plain)
	if !unchanged(line) || bytes.Equal(line, plain) {
		t.Fatalf("%s", line)
	}
	for name, changed := range map[string][]byte{
		"as it was before there were seals": plain,
		"thinned out":                       []byte(`{"id":{"key":"x"},` + string(line[bytes.Index(line, []byte(`"key":"0123`)):])),
		"another number":                    bytes.Replace(line, []byte("413"), []byte("613"), 1),
		"another id":                        bytes.Replace(line, []byte(`"x"`), []byte(`"y"`), 1),
		"an error put in":                   bytes.Replace(line, []byte(`"plan"`), []byte(`"error":{},"plan"`), 1),
		"another key":                       bytes.Replace(line, []byte("0123"), []byte("4567"), 1),
		"another seal":                      bytes.Replace(line, []byte("abcd."), []byte("abcd.f"), 1),
		"without a key":                     []byte(`{"id":1}` + "\n"),
		"a key that does not end":           []byte(`{"key":"ab.`),
	} {
		if unchanged(changed) {
			t.Errorf("%s: %s", name, changed)
		}
	}
	if nothing := []byte(`{"id":1}`); !bytes.Equal(seal(nothing), nothing) {
		t.Error("a line without a key is sealed")
	}
}

func TestReportsDoNotShareAFileWhateverFormTheirLettersHave(t *testing.T) {
	if sameFile("Ren\u00e9") != sameFile("rene\u0301") || sameFile("a") == sameFile("b") {
		t.Error("composed and decomposed letters are told apart")
	}
}
