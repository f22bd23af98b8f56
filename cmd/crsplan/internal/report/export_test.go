package report

// Texts returns the texts of a document in the order of reading.
func Texts(d *Document) []string {
	var list []string
	d.texts(func(text string) {
		if text != "" {
			list = append(list, text)
		}
	})
	return list
}

// Front returns the texts above the first section.
func Front(d *Document) []string { return d.front() }

// Share divides the width of a table among its columns.
var Share = share
