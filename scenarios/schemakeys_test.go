package scenarios_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"crsplan/scenarios"
	"crsplan/sim/reason"
)

// view is a part of a schema with all the ways in which it may be read.
type view struct {
	root  map[string]any
	nodes []map[string]any
}

func viewOf(t testing.TB, kind scenarios.Kind) view {
	t.Helper()
	root := map[string]any{}
	if err := json.Unmarshal(scenarios.Schema(kind, reason.English()), &root); err != nil {
		t.Fatal(err)
	}
	return view{root, nil}.of(root)
}

// of gathers a node with what it refers to and what it is made of.
func (v view) of(nodes ...map[string]any) view {
	out := view{root: v.root}
	var add func(n map[string]any)
	add = func(n map[string]any) {
		out.nodes = append(out.nodes, n)
		if ref, ok := n["$ref"].(string); ok {
			add(v.root["$defs"].(map[string]any)[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any))
		}
		for _, word := range []string{"anyOf", "oneOf", "allOf"} {
			parts, _ := n[word].([]any)
			for _, part := range parts {
				add(part.(map[string]any))
			}
		}
	}
	for _, n := range nodes {
		add(n)
	}
	return out
}

// keys are the keys that a table may have.
func (v view) keys() []string {
	var keys []string
	for _, n := range v.nodes {
		if n["additionalProperties"] == false {
			keys = append(keys, slices.Collect(maps.Keys(n["properties"].(map[string]any)))...)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// child is what stands under a key.
func (v view) child(key string) view {
	var nodes []map[string]any
	for _, n := range v.nodes {
		if more, ok := n["additionalProperties"].(map[string]any); ok {
			nodes = append(nodes, more)
		} else if properties, ok := n["properties"].(map[string]any); ok && n["additionalProperties"] == false && properties[key] != nil {
			nodes = append(nodes, properties[key].(map[string]any))
		}
	}
	return v.of(nodes...)
}

// Every key that a reader asks about is in the schema, and the other way
// round: an unknown key is put into each table of each example, and the hint
// names those that the reader knows there.
func TestTheSchemaHasEveryKeyThatAReaderKnows(t *testing.T) {
	const wrong = "zzz"
	read := map[string][]string{} // by the keys of the schema: what is read depends on what else is there
	for kind, files := range examples(t) {
		root := viewOf(t, kind)
		var walk func(doc, at map[string]any, v view, path string)
		walk = func(doc, at map[string]any, v view, path string) {
			known := v.keys()
			if len(known) > 0 {
				table := strings.Join(known, " ")
				at[wrong] = 1
				data, err := json.Marshal(doc)
				if err != nil {
					t.Fatal(err)
				}
				delete(at, wrong)
				found := false
				for _, p := range problemsOfKind(kind, data) {
					if p.What.Code == "file.unknown-key" && p.What.Value("key") == wrong {
						read[table], found = append(read[table], strings.Split(p.Hint.Value("options").(string), ", ")...), true
					}
				}
				if !found {
					t.Errorf("%s: an unknown key in %s is not told", kind, path)
				}
			}
			for name, value := range at {
				inner, ok := value.(map[string]any)
				if !ok {
					continue
				}
				walk(doc, inner, v.child(name), path+"/"+name)
			}
		}
		for _, data := range files {
			doc, _ := document(data)
			walk(doc.(map[string]any), doc.(map[string]any), root, string(kind))
		}
	}
	for table, keys := range read {
		slices.Sort(keys)
		if got := strings.Join(slices.Compact(keys), " "); got != table {
			t.Errorf("a table has in the schema\n%s\nand the reader knows\n%s", table, got)
		}
	}
}

// Every key says what it means, in every language.
func TestEveryKeyOfASchemaIsExplained(t *testing.T) {
	for _, lang := range reason.Languages() {
		words, _ := reason.In(lang)
		for _, kind := range scenarios.Kinds() {
			root := map[string]any{}
			if err := json.Unmarshal(scenarios.Schema(kind, words), &root); err != nil {
				t.Fatal(err)
			}
			var walk func(v any)
			walk = func(v any) {
				switch v := v.(type) {
				case []any:
					for _, item := range v {
						walk(item)
					}
				case map[string]any:
					if properties, ok := v["properties"].(map[string]any); ok && v["additionalProperties"] == false {
						for key, value := range properties {
							if said, _ := value.(map[string]any)["description"].(string); said == "" || strings.HasPrefix(said, "key.") {
								t.Errorf("%s: nothing is said of %s (%s)", lang, key, said)
							}
						}
					}
					for _, value := range v {
						walk(value)
					}
				}
			}
			walk(root)
			if title, _ := root["title"].(string); strings.HasPrefix(title, "schema.") {
				t.Errorf("%s: %s", lang, title)
			}
		}
	}
}
