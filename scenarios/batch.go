package scenarios

import (
	"crsplan/sim/civil"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// BatchLine is one line of a JSON Lines file: a profile with an id and a day.
type BatchLine struct {
	ID       any       // a string or an integer as it stood; nil where there is none
	On       civil.Day // zero where there is none
	Profile  *profile.Profile
	Warnings reason.Warnings
	Err      error // tomlfile.Problems, placed on the line
}

// ReadBatchLine reads line n of a file of profiles.
func ReadBatchLine(file string, n int, text []byte) BatchLine {
	doc := tomlfile.ParseJSON(file, n, text)
	t := doc.Root()
	var line BatchLine
	if t.Kind("id") == tomlfile.Integer {
		if id, ok := t.Int("id", -1<<53, 1<<53); ok {
			line.ID = id
		}
	} else if id, ok := t.String("id"); ok {
		line.ID = id
	}
	line.On, _ = t.Day("on")
	line.Profile, line.Warnings = ProfileFrom(t)
	line.Err = doc.Err()
	return line
}
