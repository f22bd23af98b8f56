//go:build !unix

package cli

import "os"

// lock does nothing: here an open file is kept by the system, or by nobody.
func lock(*os.File) error { return nil }

// lockFolder does nothing.
func lockFolder(string) (release func()) { return func() {} }
