//go:build !js

package noc

import _ "embed"

//go:embed titles.txt.gz
var titlesGZ []byte

// TitlesPacked is the list of the job titles as the file that the page for browsers
// loads when it first needs it.
func TitlesPacked() []byte { return titlesGZ }

// titlesFile is the list of the job titles, packed.
func titlesFile() []byte { return titlesGZ }
