package sim

import (
	_ "embed"
	"slices"
	"sync"
	"time"

	"github.com/BurntSushi/toml"

	"crsplan/sim/civil"
)

//go:embed times.toml
var timesTOML string

// timeRow is how long something takes, as it stands in times.toml.
type timeRow struct {
	Of     []string
	From   time.Time
	Months [3]float64
	Weeks  int
	Ref    string
}

// times are the rows of times.toml. The file is part of the program, so one that
// is broken is a mistake in it.
var times = sync.OnceValue(func() []timeRow {
	var file struct{ Time []timeRow }
	if meta, err := toml.Decode(timesTOML, &file); err != nil || len(meta.Undecoded()) > 0 {
		panic("sim: times.toml is broken")
	}
	return file.Time
})

// timeOf returns how long something takes, as far as it is known on a day;
// false where it is not.
func timeOf(what string, known civil.Day) (row timeRow, ok bool) {
	for _, r := range times() {
		if slices.Contains(r.Of, what) && civil.OfTime(r.From) <= known {
			row, ok = r, true
		}
	}
	return row, ok
}
