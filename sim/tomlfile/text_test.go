package tomlfile_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

func TestTextsInBothLanguages(t *testing.T) {
	doc := tomlfile.Parse("a.toml", []byte("title = \"A\"\ntitle_fr = \"Un\"\nsummary = \"B\"\nsources = [\"c\", \"d\"]\nsources_fr = [\"e\", \"f\"]\nchanges = [\"g\"]\n"))
	root := doc.Root()
	if diff := cmp.Diff([]reason.Text{{English: "A", French: "Un"}, {English: "B"}, {}}, []reason.Text{root.Text("title"), root.Text("summary"), root.Text("source")}); diff != "" {
		t.Errorf("texts (-want +got):\n%s", diff)
	}
	want := []reason.Text{{English: "c", French: "e"}, {English: "d", French: "f"}, {English: "g"}}
	if diff := cmp.Diff(want, append(root.Texts("sources"), root.Texts("changes")...)); diff != "" {
		t.Errorf("lists (-want +got):\n%s", diff)
	}
	if list := root.Texts("assumptions"); list != nil || doc.Err() != nil {
		t.Errorf("%v, %v", list, doc.Err())
	}
}

func TestFrenchWithoutTheOther(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"a text", "title_fr = \"Un\"\n", `a.toml:1:1: "title_fr" is there without "title"`},
		{"a list", "sources_fr = [\"e\"]\n", `a.toml:1:1: "sources_fr" is there without "sources"`},
		{"a longer list", "sources = [\"c\"]\nsources_fr = [\"e\", \"f\"]\n", `a.toml:2:14: sources_fr has 2 items, sources has 1`},
	} {
		t.Run(test.name, func(t *testing.T) {
			doc := tomlfile.Parse("a.toml", []byte(test.text))
			doc.Root().Text("title")
			doc.Root().Texts("sources")
			if err := doc.Err(); err == nil || err.Error() != test.want {
				t.Errorf("%v, want %s", err, test.want)
			}
		})
	}
}
