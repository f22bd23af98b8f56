package cli

import (
	"bytes"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"crsplan/scenarios"
	"crsplan/sim/reason"
)

// clientSource is where the clients of a batch come from.
type clientSource struct {
	all    iter.Seq[entry]
	total  int   // how many there are; 0 where that is not known before
	unread error // once they are through: what went wrong in reading them
	close  func()
}

// entry is a client before it is read: a file of a folder, or a line.
type entry struct {
	path   string // of the file, for messages and for what a plan in it names
	line   line   // of a JSON Lines file; without a number, the file is read whole
	report string // what its report is called; "" for none
}

// input names the entry in the answer: the file's name, or the line's number.
func (e *entry) input() any {
	if e.line.n > 0 {
		return e.line.n
	}
	return filepath.Base(e.path)
}

// clients opens a folder of profiles and plans, or a JSON Lines file.
func (a *app) clients(path string) (*clientSource, error) {
	if path != standard {
		info, err := os.Stat(path)
		switch {
		case err != nil:
			return nil, err
		case info.IsDir():
			return a.clientFolder(path)
		case strings.EqualFold(filepath.Ext(path), ".toml"):
			return nil, usage(reason.New("batch-one", "path", path)).with(reason.New("batch-one/hint"))
		}
	}
	in, done, err := a.open(path)
	if err != nil {
		return nil, err
	}
	s := &clientSource{close: done}
	if f, ok := in.(*os.File); ok && path != standard {
		if s.total, err = countLines(f); err != nil {
			done()
			return nil, err
		}
	}
	name := a.nameOf(path)
	s.all = func(yield func(entry) bool) {
		for l := range numbered(in, &s.unread) {
			if !yield(entry{path: name, line: l}) {
				return
			}
		}
	}
	return s, nil
}

// countLines counts the lines of a file that are not blank, and goes back to
// its beginning. Of what is no plain file it says nothing.
func countLines(f *os.File) (int, error) {
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return 0, err
	}
	n := 0
	err := eachLine(f, func(_ int, text []byte) bool {
		if len(bytes.TrimSpace(text)) > 0 {
			n++
		}
		return true
	})
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	return n, err
}

// clientFolder lists the clients of a folder, by the names of their files.
func (a *app) clientFolder(folder string) (*clientSource, error) {
	files, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, f := range files {
		ending := strings.ToLower(filepath.Ext(f.Name()))
		if !f.IsDir() && !strings.HasPrefix(f.Name(), ".") && (ending == ".toml" || ending == ".json") {
			paths = append(paths, filepath.Join(folder, f.Name()))
		}
	}
	paths = a.reader().Clients(paths)
	if len(paths) == 0 {
		return nil, usage(reason.New("batch-empty", "path", folder)).with(reason.New("batch-empty/hint"))
	}
	all := func(yield func(entry) bool) {
		for path := range slices.Values(paths) {
			if !yield(entry{path: path}) {
				return
			}
		}
	}
	return &clientSource{all: all, total: len(paths), close: func() {}}, nil
}

// readEntry reads the client of an entry, with the text that it was read from.
func (a *app) readEntry(r *scenarios.Reader, e *entry) (c *scenarios.Client, text []byte, err error) {
	if e.line.n > 0 {
		c, err = readLine(r, e.path, e.line)
		return c, e.line.text, err
	}
	id := e.id()
	if text, err = a.read(e.path); err != nil {
		return &scenarios.Client{ID: id}, nil, err
	}
	read := r.ClientFile(e.path, text)
	read.ID = id
	return &read, text, read.Err
}
