package cli

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

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

// The modes of what is written: what is personal is for its owner alone.
const (
	personal   = 0o600
	ownFolder  = 0o700
	openFolder = 0o755
)

// write writes a file whole or not at all: into a temporary file beside it,
// which then takes its name.
func write(path string, fill func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".crsplan-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if err := f.Chmod(personal); err != nil {
		return err
	}
	buffered := bufio.NewWriterSize(f, 1<<16)
	if err := fill(buffered); err != nil {
		return err
	}
	if err := buffered.Flush(); err != nil {
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

// print writes an answer to where it was asked for: standard output, or the
// file of --out.
func (a *app) print(fill func(io.Writer) error) error {
	if a.out == "" || a.out == standard {
		buffered := bufio.NewWriter(a.Out)
		if err := fill(buffered); err != nil {
			return err
		}
		return buffered.Flush()
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
