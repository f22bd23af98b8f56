package scenarios

// LibraryText returns the file of a scenario of the library.
func LibraryText(name string) []byte {
	data, _ := libraryText(name)
	return data
}
