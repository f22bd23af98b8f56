package cli

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// A journal is a file of answers, one a line, that is also the record of what
// is done: each line names by its key all that it was made from, and by the seal
// behind it what it says itself: a line that somebody has changed is made anew.
// It is written in the order of the input and made to last some lines at a time,
// so that a run that is killed leaves whole lines and at most one torn one, which
// is dropped.
//
// To go on, lines whose key is still right are taken over. As long as they
// stand where they belong, nothing is written. At the first that does not (a
// client was changed, added or removed) all that was there is set aside as
// FILE.before, and the file begins anew with what stood right; it is removed
// once the last answer is written. So nothing that is done is lost, wherever
// the run is killed.
type journal struct {
	path  string
	had   [2]had // of the file, and of what was set aside before
	done  map[string]place
	right int64 // how much of the file stands where it belongs
	file  *os.File
	out   *bufio.Writer
	added int // lines not yet made to last
	every int // how many are made to last at once
}

// had is a file as it was found; it stays open whatever becomes of its name.
type had struct {
	file  *os.File // nil: there was none
	whole int64    // how much of it is whole lines
	size  int64
}

// place is where a line stands, and for which days it holds.
type place struct {
	in           int // which file that was found
	from, to     int64
	today, until civil.Day
}

// saveAfter is how many lines are made to last at once, where they took little
// work.
const saveAfter = 32

// before is the ending of what was set aside.
const before = ".before"

// openJournal opens a journal. Unless it is to go on there must be none yet.
func openJournal(path string, goOn bool) (*journal, error) {
	j := &journal{path: path, done: map[string]place{}, every: saveAfter}
	for i, name := range []string{path, path + before} {
		if err := j.find(i, name, goOn); err != nil {
			j.close()
			return nil, err
		}
	}
	return j, nil
}

// find opens a file as it was left and notes its lines.
func (j *journal) find(i int, name string, goOn bool) error {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return &notWritten{name, cause(err)}
	case !info.Mode().IsRegular():
		return usage(reason.New("batch-no-file", "path", name)).with(reason.New("batch-no-file/hint"))
	case info.Size() > 0 && !goOn:
		return failed(reason.New("batch-there", "path", name)).with(reason.New("batch-there/hint"))
	}
	f, err := os.Open(name)
	if err != nil {
		return &notWritten{name, cause(err)}
	}
	j.had[i].file = f
	if lock(f) != nil {
		return busy(name)
	}
	j.had[i].size = info.Size()
	if err := j.read(i); err != nil {
		return &notWritten{name, cause(err)}
	}
	return nil
}

// busy is the error for a file that another run is writing to.
func busy(name string) error {
	return failed(reason.New("batch-busy", "path", name)).with(reason.New("batch-busy/hint"))
}

// read notes where the whole lines of a file stand. What is no answer is
// passed over.
func (j *journal) read(i int) error {
	in := bufio.NewReaderSize(j.had[i].file, 1<<16)
	for {
		text, err := in.ReadBytes('\n')
		if err == io.EOF {
			return nil // what is left has no end: it was torn
		}
		if err != nil {
			return err
		}
		from := j.had[i].whole
		j.had[i].whole += int64(len(text))
		var line struct {
			Key   string    `json:"key"`
			Today civil.Day `json:"today"`
			Until civil.Day `json:"until"`
		}
		if json.Unmarshal(text, &line) != nil {
			continue
		}
		key, _, _ := strings.Cut(line.Key, sealMark)
		if key == "" {
			continue
		}
		if _, known := j.done[key]; !known {
			j.done[key] = place{i, from, j.had[i].whole, line.Today, line.Until}
		}
	}
}

// taken returns the line of a key, if there is one that holds on a day: one of
// that day, or an earlier one from which on nothing moved by itself.
func (j *journal) taken(key string, today civil.Day) ([]byte, bool) {
	s, ok := j.done[key]
	if !ok || s.today > today || s.today < today && !s.until.IsZero() && s.until <= today {
		return nil, false
	}
	text := make([]byte, s.to-s.from)
	_, err := j.had[s.in].file.ReadAt(text, s.from)
	return text, err == nil && unchanged(text)
}

// A seal stands behind the key of a line, which is its last value: a sum of the
// line without it.
const (
	sealMark  = "."
	keyBefore = `"key":"`
)

// seal puts the seal into a line, if it has a key.
func seal(line []byte) []byte {
	at := bytes.LastIndex(line, []byte(keyBefore))
	if at < 0 {
		return line
	}
	end := at + len(keyBefore) + bytes.IndexByte(line[at+len(keyBefore):], '"')
	sum := sha256.Sum256(line)
	return slices.Concat(line[:end], []byte(sealMark), []byte(hex.EncodeToString(sum[:8])), line[end:])
}

// unchanged says whether a line still is as it was sealed.
func unchanged(line []byte) bool {
	at := bytes.LastIndex(line, []byte(keyBefore))
	if at < 0 {
		return false
	}
	mark := bytes.Index(line[at:], []byte(sealMark))
	if mark < 0 {
		return false
	}
	end := bytes.IndexByte(line[at+mark:], '"')
	if end < 0 {
		return false
	}
	return bytes.Equal(seal(slices.Concat(line[:at+mark], line[at+mark+end:])), line)
}

// add puts a line after those added before.
func (j *journal) add(text []byte) error {
	if j.file == nil && j.stands(text) {
		j.right += int64(len(text))
		return nil
	}
	if err := j.begin(); err != nil {
		return err
	}
	if _, err := j.out.Write(text); err != nil {
		return &notWritten{j.path, cause(err)}
	}
	if j.added++; j.added < j.every {
		return nil
	}
	return j.save()
}

// stands says whether a line is the next of the file already.
func (j *journal) stands(text []byte) bool {
	if j.right+int64(len(text)) > j.had[0].whole {
		return false
	}
	there := make([]byte, len(text))
	_, err := j.had[0].file.ReadAt(there, j.right)
	return err == nil && bytes.Equal(there, text)
}

// begin opens the file to be written to, after what stands right.
func (j *journal) begin() error {
	if j.file != nil {
		return nil
	}
	another := j.had[0].file == nil || j.right < j.had[0].whole
	if j.right < j.had[0].whole {
		if err := j.setAside(); err != nil {
			return &notWritten{j.path, cause(err)}
		}
	}
	f, err := os.OpenFile(j.path, os.O_CREATE|os.O_WRONLY, personal)
	if err != nil {
		return &notWritten{j.path, cause(err)}
	}
	j.file, j.out = f, bufio.NewWriterSize(f, 1<<16)
	if another && lock(f) != nil {
		return busy(j.path)
	}
	err = f.Truncate(j.right) // a torn line may follow
	if err == nil {
		_, err = f.Seek(j.right, io.SeekStart)
	}
	if err != nil {
		return &notWritten{j.path, cause(err)}
	}
	return nil
}

// setAside keeps all that was there under another name, and begins the file
// anew with what stands right. Each name changes in one stroke.
func (j *journal) setAside() error {
	err := replace(j.path+before, func(w io.Writer) error {
		return errors.Join(j.had[0].copy(w, j.had[0].whole), j.had[1].copy(w, j.had[1].whole))
	})
	if err != nil {
		return err
	}
	return replace(j.path, func(w io.Writer) error { return j.had[0].copy(w, j.right) })
}

func (h *had) copy(w io.Writer, to int64) error {
	if h.file == nil {
		return nil
	}
	_, err := io.Copy(w, io.NewSectionReader(h.file, 0, to))
	return err
}

// save makes what was added last.
func (j *journal) save() error {
	if j.file == nil {
		return nil
	}
	j.added = 0
	if err := errors.Join(j.out.Flush(), j.file.Sync()); err != nil {
		return &notWritten{j.path, cause(err)}
	}
	return nil
}

// finish ends a journal whose last line was added: what follows, and what was
// set aside, goes.
func (j *journal) finish() error {
	if j.had[0].file == nil || j.right < j.had[0].size {
		if err := j.begin(); err != nil {
			return err
		}
	}
	if err := j.save(); err != nil {
		return err
	}
	if err := os.Remove(j.path + before); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return &notWritten{j.path + before, cause(err)}
	}
	return nil
}

// close lets go of the files.
func (j *journal) close() {
	for _, f := range []*os.File{j.had[0].file, j.had[1].file, j.file} {
		if f != nil {
			f.Close()
		}
	}
}
