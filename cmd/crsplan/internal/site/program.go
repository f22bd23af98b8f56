package site

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// packedProgram is the program of the browser, with what runs it there.
type packedProgram struct {
	plain, gzip, brotli []byte
	runtime             []byte // wasm_exec.js of the Go that made it
}

// ErrNoSource is the error where the program of the browser is neither carried nor
// can be made: there is no Go command, or this is no clone of crsplan.
var ErrNoSource = errors.New("no Go command in a clone of crsplan")

// program returns the program of the browser: the one that a release carries, or
// one that the Go command makes of the clone in which the command runs. Packing
// takes long; what was packed is kept in the folder cache.
func program(ctx context.Context, cache string) (*packedProgram, error) {
	p, err := carried()
	if err != nil || p != nil {
		return p, err
	}
	if p, err = compiled(ctx); err != nil {
		return nil, err
	}
	return p, p.pack(cache)
}

// page is the import path of the program.
const page = "crsplan/cmd/crsplan/inbrowser"

// compiled makes the program.
func compiled(ctx context.Context) (*packedProgram, error) {
	made, err := os.MkdirTemp("", "crsplan-site-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(made)
	goRoot, err := run(ctx, "env", "GOROOT")
	if err != nil {
		return nil, ErrNoSource
	}
	p := &packedProgram{}
	if p.runtime, err = os.ReadFile(filepath.Join(goRoot, "lib", "wasm", "wasm_exec.js")); err != nil {
		return nil, err
	}
	if _, err := run(ctx, "list", page); err != nil {
		return nil, ErrNoSource
	}
	modules, err := withoutFaces(ctx, made)
	if err != nil {
		return nil, err
	}
	out := filepath.Join(made, "crsplan.wasm")
	if _, err := run(ctx, "build", "-trimpath", "-modfile", modules, "-ldflags", "-s -w", "-o", out, page); err != nil {
		return nil, err
	}
	p.plain, err = os.ReadFile(out)
	return p, err
}

// faces is the module of the font faces. The plotting library asks for all of
// them, and the charts are set in those without serifs.
const faces = "codeberg.org/go-fonts/liberation"

// withoutFaces writes a go.mod in which faces that no chart is set in are that of
// the text: else they would travel for nothing.
func withoutFaces(ctx context.Context, folder string) (path string, err error) {
	dir, err := run(ctx, "list", "-m", "-f", "{{.Dir}}", faces)
	if err != nil {
		return "", err
	}
	found, err := os.ReadDir(dir)
	if err != nil {
		return "", err
	}
	copied := filepath.Join(folder, "faces")
	for _, face := range found {
		name := face.Name()
		if !face.IsDir() || !strings.HasPrefix(name, "liberation") {
			continue
		}
		if strings.HasPrefix(name, "liberationsans") {
			if err := os.CopyFS(filepath.Join(copied, name), os.DirFS(filepath.Join(dir, name))); err != nil {
				return "", err
			}
			continue
		}
		if err := os.MkdirAll(filepath.Join(copied, name), 0o700); err != nil {
			return "", err
		}
		same := fmt.Sprintf("package %s\n\nimport %q\n\nvar TTF = liberationsansregular.TTF\n", name, faces+"/liberationsansregular")
		if err := os.WriteFile(filepath.Join(copied, name, "face.go"), []byte(same), 0o600); err != nil {
			return "", err
		}
	}
	if err := os.WriteFile(filepath.Join(copied, "go.mod"), []byte("module "+faces+"\n"), 0o600); err != nil {
		return "", err
	}
	own, err := run(ctx, "env", "GOMOD")
	if err != nil {
		return "", err
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join(filepath.Dir(own), name))
		if err != nil {
			return "", err
		}
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o600); err != nil {
			return "", err
		}
	}
	path = filepath.Join(folder, "go.mod")
	_, err = run(ctx, "mod", "edit", "-replace", faces+"="+copied, path)
	return path, err
}

// run runs the Go command for the browser and returns what it printed.
func run(ctx context.Context, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
	var out, talk bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &talk
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("go %s: %w: %s", args[0], err, strings.TrimSpace(talk.String()))
	}
	return strings.TrimSpace(out.String()), nil
}

// pack packs a program, or finds it packed.
func (p *packedProgram) pack(cache string) error {
	sum := sha256.Sum256(p.plain)
	name := filepath.Join(cache, hex.EncodeToString(sum[:12]))
	for _, form := range []struct {
		ending string
		into   *[]byte
		pack   func([]byte) ([]byte, error)
	}{{".gz", &p.gzip, zipped}, {".br", &p.brotli, brotlied}} {
		if cache != "" {
			if data, err := os.ReadFile(name + form.ending); err == nil {
				*form.into = data
				continue
			}
		}
		data, err := form.pack(p.plain)
		if err != nil {
			return err
		}
		*form.into = data
		if cache == "" {
			continue
		}
		if err := os.MkdirAll(cache, 0o700); err != nil {
			return err
		}
		if err := write(name+form.ending, data); err != nil {
			return err
		}
	}
	return nil
}
