package provinces

import (
	"fmt"
	"time"

	"github.com/BurntSushi/toml"

	"crsplan/sim/civil"
)

// decode reads a file of the package. An unknown key, or a mistake, is one of the
// program.
func decode(name, data string, into any) {
	meta, err := toml.Decode(data, into)
	if err == nil && len(meta.Undecoded()) > 0 {
		err = fmt.Errorf("unknown keys %v", meta.Undecoded())
	}
	if err != nil {
		panic("provinces: " + name + ": " + err.Error())
	}
}

// Date is a day as the files have it; zero where they say nothing.
type Date struct{ civil.Day }

// UnmarshalTOML implements [toml.Unmarshaler].
func (d *Date) UnmarshalTOML(value any) error {
	at, ok := value.(time.Time)
	if !ok {
		return fmt.Errorf("%v is no day", value)
	}
	d.Day = civil.OfTime(at)
	return nil
}
