package reason

import (
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"
)

// The long tables are read line by line: as TOML reads them.
func TestTheCataloguesAreReadAsTOMLReadsThem(t *testing.T) {
	for lang, text := range map[string]string{"en": englishTOML, "fr": frenchTOML} {
		var want, got tables
		if _, err := toml.Decode(text, &want); err != nil {
			t.Fatal(lang, err)
		}
		if _, err := toml.Decode(got.takeFlat(text), &got); err != nil {
			t.Fatal(lang, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-TOML +lines):\n%s", lang, diff)
		}
		if len(got.Phrase) < 900 || len(got.Term) < 900 || len(got.Help) < 20 {
			t.Errorf("%s: %d phrases, %d terms, %d commands", lang, len(got.Phrase), len(got.Term), len(got.Help))
		}
	}
}
