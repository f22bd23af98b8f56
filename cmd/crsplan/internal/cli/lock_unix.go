//go:build unix

package cli

import (
	"os"
	"syscall"
)

// lockFolder keeps other runs of the program from changing a folder until it
// is let go; it waits for one that does. Where that cannot be, it does nothing.
func lockFolder(path string) (release func()) {
	f, err := os.Open(path)
	if err != nil {
		return func() {}
	}
	_ = syscall.Flock(int(f.Fd()), syscall.LOCK_EX)
	return func() { f.Close() }
}

// lock keeps other runs of the program from a file until it is closed, or
// fails where one has it. A run that is killed lets go.
func lock(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) }
