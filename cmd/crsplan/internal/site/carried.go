//go:build !carried

package site

// carried returns the program that this one carries: none, but in releases.
func carried() (*packedProgram, error) { return nil, nil }
