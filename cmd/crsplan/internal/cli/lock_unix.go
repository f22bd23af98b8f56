//go:build unix

package cli

import (
	"os"
	"syscall"
)

// lock keeps other runs of the program from a file until it is closed, or
// fails where one has it. A run that is killed lets go.
func lock(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) }
