package cli

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// standard stands for standard input or output on the command line.
const standard = "-"

// read returns the text of a file, or of standard input. It reads one byte
// more than a document may have, so that a parser can say that it is too long.
func (a *app) read(path string) ([]byte, error) {
	if path == standard {
		return io.ReadAll(io.LimitReader(a.In, tomlfile.MaxSize+1))
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, tomlfile.MaxSize+1))
}

// open opens a file, or standard input, to be read line by line.
func (a *app) open(path string) (io.Reader, func(), error) {
	if path == standard {
		return a.In, func() {}, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	return f, func() { f.Close() }, nil
}

// mostLine is the longest line of a batch, in bytes.
const mostLine = tomlfile.MaxSize

// eachLine calls a function with each line of a text and its number, until it
// returns false. Of a line longer than mostLine it keeps one byte more, and
// passes over the rest. The error is one of reading.
func eachLine(in io.Reader, line func(n int, text []byte) bool) error {
	buffered := bufio.NewReaderSize(in, 1<<16)
	var text []byte
	for n := 1; ; {
		part, more, err := buffered.ReadLine()
		if err == io.EOF {
			if len(text) > 0 {
				line(n, text)
			}
			return nil
		}
		if err != nil {
			return err
		}
		text = append(text, part[:min(len(part), mostLine+1-len(text))]...)
		if more {
			continue
		}
		if !line(n, text) {
			return nil
		}
		n, text = n+1, text[:0]
	}
}

// The modes of what is written: what is personal is for its owner alone.
const (
	personal   = 0o600
	ownFolder  = 0o700
	openFolder = 0o755
)

// notWritten is the error for a file or a folder that could not be written.
type notWritten struct {
	path string
	err  error // the cause alone, without the names of temporary files
}

func (e *notWritten) Unwrap() error { return e.err }

func (e *notWritten) Error() string { return e.path + ": " + e.err.Error() }

// cause returns what a failure of the system was, without its path.
func cause(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	if e, ok := errors.AsType[*os.LinkError](err); ok {
		return e.Err
	}
	return err
}

// makeFolder makes a folder, with those around it, where it is missing.
func makeFolder(path string, mode fs.FileMode) error {
	if err := os.MkdirAll(path, mode); err != nil {
		return &notWritten{path, cause(err)}
	}
	return nil
}

// write writes a file whole or not at all; what is no file, such as a device or
// a pipe, as it is. The error is *notWritten.
func write(path string, fill func(io.Writer) error) error {
	info, err := os.Stat(path)
	switch {
	case err != nil: // it is not there, or replace says what is wrong
	case info.IsDir():
		return &notWritten{path, syscall.EISDIR}
	default:
		// A file that may not be written to is not replaced either.
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return &notWritten{path, cause(err)}
		}
		defer f.Close()
		if !info.Mode().IsRegular() {
			if err := flushed(f, fill); err != nil {
				return &notWritten{path, cause(err)}
			}
			return nil
		}
	}
	if err := replace(path, fill); err != nil {
		return &notWritten{path, cause(err)}
	}
	return nil
}

// flushed writes through a buffer.
func flushed(w io.Writer, fill func(io.Writer) error) error {
	buffered := bufio.NewWriterSize(w, 1<<16)
	if err := fill(buffered); err != nil {
		return err
	}
	return buffered.Flush()
}

// temporary is the pattern of the names of temporary files.
const temporary = ".crsplan-*"

// replace writes into a temporary file beside another, which then takes its
// name.
func replace(path string, fill func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), temporary)
	if err != nil {
		return err
	}
	defer interrupts.writing(f.Name())()
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if err := f.Chmod(personal); err != nil {
		return err
	}
	if err := flushed(f, fill); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// output writes to standard output, or whole to the file of --out. The error is
// *notWritten.
func (a *app) output(fill func(io.Writer) error) error {
	if a.out == "" || a.out == standard {
		buffered := bufio.NewWriter(a.Out)
		err := fill(buffered)
		if err == nil {
			err = buffered.Flush()
		}
		if err != nil {
			return &notWritten{a.words.Term("standard-output"), cause(err)}
		}
		return nil
	}
	return write(a.out, fill)
}

// writeJSON writes one document, on one line or indented.
func writeJSON(w io.Writer, doc any, indent bool) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if indent {
		enc.SetIndent("", "  ")
	}
	return enc.Encode(doc)
}

// say talks on standard error, unless asked to be quiet.
func (a *app) say(r reason.Reason) {
	if !a.quiet {
		fmt.Fprintln(a.Err, a.words.Say(r))
	}
}
