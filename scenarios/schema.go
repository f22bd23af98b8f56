package scenarios

import (
	"encoding/json"
	"maps"
	"slices"

	"crsplan/sim/country"
	"crsplan/sim/language"
	"crsplan/sim/noc"
	"crsplan/sim/reason"
)

// Schema returns the JSON Schema (draft 2020-12) of a kind of file, for
// editors, with what each key means in the words of a catalogue. It is made of
// the same words and bounds as the readers go by. What depends on two places of
// a file, such as a day that must come after another, only the readers know.
func Schema(kind Kind, words *reason.Catalogue) []byte {
	s := schemer{words: words, shared: node{}}
	var root node
	switch kind {
	case AProfile:
		root = s.profile()
	case AScenario:
		root = s.scenario()
	case APlan:
		root = s.plan()
	case AnInstrument:
		root = s.instrument()
	case AnOffice:
		root = s.office()
	}
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["$id"] = "urn:crsplan:schema:" + string(kind)
	root["title"] = words.Term("schema." + string(kind))
	root["$defs"] = s.shared
	text, err := json.MarshalIndent(root, "", "  ")
	if err != nil {
		panic(err) // it holds nothing but texts, numbers and lists
	}
	return append(text, '\n')
}

// node is a part of a schema.
type node map[string]any

// schemer makes one schema; parts that stand in several places are shared.
type schemer struct {
	words  *reason.Catalogue
	shared node
}

// share keeps a part under a name, made once, and returns a reference to it.
func (s *schemer) share(name string, make func() node) node {
	if _, known := s.shared[name]; !known {
		s.shared[name] = node{} // it may speak of itself
		s.shared[name] = make()
	}
	return node{"$ref": "#/$defs/" + name}
}

// key is a key of a table and what its value may be.
type key struct {
	name  string
	value node
}

// table is a table with the keys that it may have, each with its meaning: that
// of the key in this table, or of the key wherever it stands.
func (s *schemer) table(name string, required []string, keys ...key) node {
	properties, french := node{}, node{}
	for _, k := range keys {
		if k.value[toReaders] != nil {
			value := with(k.value)
			delete(value, toReaders)
			k.value = value
			french[k.name+"_fr"] = []string{k.name}
			properties[k.name+"_fr"] = with(value, node{"description": s.words.Phrase("key.in-french", "key", k.name)})
		}
		meaning := "key." + name + "." + k.name
		if s.words.Term(meaning) == meaning {
			meaning = "key." + k.name
		}
		properties[k.name] = with(k.value, node{"description": s.words.Term(meaning)})
	}
	t := node{"type": "object", "additionalProperties": false, "properties": properties}
	if len(required) > 0 {
		t["required"] = required
	}
	if len(french) > 0 {
		t["dependentRequired"] = french
	}
	return t
}

// named is a table of tables that have names of their own.
func named(value node) node { return node{"type": "object", "additionalProperties": value} }

// with returns a part with more said of it.
func with(n node, more ...node) node {
	all := node{}
	for _, part := range append([]node{n}, more...) {
		maps.Copy(all, part)
	}
	return all
}

// toReaders marks a value that is said to readers, and may be said in French
// too.
const toReaders = "to readers"

func said() node  { return with(text(), node{toReaders: true}) }
func saids() node { return with(texts(), node{toReaders: true}) }

func text() node                 { return node{"type": "string"} }
func flag() node                 { return node{"type": "boolean"} }
func texts() node                { return list(text()) }
func list(item node) node        { return node{"type": "array", "items": item} }
func oneOf(words ...string) node { return node{"type": "string", "enum": words} }
func whole(least, most int) node { return node{"type": "integer", "minimum": least, "maximum": most} }
func number(least, most float64) node {
	return node{"type": "number", "minimum": least, "maximum": most}
}

// dayPattern is the days that are read: 1900 to 2199.
const dayPattern = `^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$`

func someDay() node { return node{"type": "string", "format": "date", "pattern": dayPattern} }

// has says that a table has all of some keys.
func has(keys ...string) node { return node{"required": keys} }

// not says that something is not so.
func not(what node) node { return node{"not": what} }

// none says that a table has none of some keys.
func none(keys ...string) node {
	var any []node
	for _, k := range keys {
		any = append(any, has(k))
	}
	return not(node{"anyOf": any})
}

// is says that a key is there and has one of some values.
func is(key string, values ...any) node {
	return node{"required": []string{key}, "properties": node{key: node{"enum": values}}}
}

// provided says what must hold where something else does.
func provided(condition, then node) node { return node{"if": condition, "then": then} }

// unitGroup is a code of NOC 2021.
func (s *schemer) unitGroup() node {
	return s.share("unit-group", func() node {
		var codes []string
		for _, o := range noc.All() {
			codes = append(codes, o.Code)
		}
		return oneOf(codes...)
	})
}

// occupation is a code of NOC 2021, or one of NOC 2016 that became a single one.
func (s *schemer) occupation() node {
	return s.share("occupation", func() node {
		return node{"anyOf": []node{s.unitGroup(), oneOf(noc.Mapped2016()...)}}
	})
}

// country is a code, or a name in English or French. The reader takes names in
// any case and without accents, and other names beside them.
func (s *schemer) country() node {
	return s.share("country", func() node {
		var names []string
		for _, c := range country.All() {
			names = append(names, c.English, c.French)
		}
		slices.Sort(names)
		return node{"anyOf": []node{{"type": "string", "pattern": "^[A-Z]{2}$"}, oneOf(slices.Compact(names)...)}}
	})
}

func (s *schemer) province() node {
	return s.share("province", func() node { return oneOf(provinces...) })
}

// abilities are the four abilities, each with a value.
func abilities(value node) []key {
	var keys []key
	for _, a := range language.Abilities {
		keys = append(keys, key{a.String(), value})
	}
	return keys
}

func abilityNames() []string {
	var names []string
	for _, a := range language.Abilities {
		names = append(names, a.String())
	}
	return names
}

// levels is a level for each ability.
func (s *schemer) levels() node {
	return s.share("levels", func() node { return s.table("levels", abilityNames(), abilities(whole(0, language.MaxLevel))...) })
}

// scores are the conditions on a test with its scores: each test gives its
// own.
func scores(which language.Official) []node {
	var rules []node
	for _, id := range testIDs(which) {
		test, _ := language.TestByID(id)
		given := with(is("test", id), none("clb"))
		other, _, two := test.OtherScale()
		if !two {
			rules = append(rules, provided(given, with(node{"properties": ranges(test)}, none("scale"))))
			continue
		}
		onOther := is("scale", otherScales...)
		rules = append(rules,
			provided(node{"allOf": []node{given, onOther}}, node{"properties": ranges(other)}),
			provided(node{"allOf": []node{given, not(onOther)}}, node{"properties": ranges(test)}))
	}
	return append(rules, provided(node{"anyOf": []node{has("clb"), none("test")}}, none("scale")))
}

// otherScales are the ways to name the other scale of a test that has two.
var otherScales = []any{699, otherScale}

// ranges are the scores that a test gives in each ability.
func ranges(test *language.Test) node {
	properties := node{}
	for _, a := range language.Abilities {
		least, most, step := test.Range(a)
		properties[a.String()] = with(number(least, most), node{"multipleOf": step})
	}
	return properties
}

func scaleKey() key { return key{"scale", node{"enum": append([]any{oldScale}, otherScales...)}} }

// result is a test with its scores, or levels alone, in a profile.
func (s *schemer) result(which language.Official) node {
	return s.share(which.String(), func() node {
		keys := []key{{"test", oneOf(testIDs(which)...)}, {"taken_on", someDay()}, scaleKey(), {"clb", s.levels()}}
		t := s.table("result", nil, slices.Concat(keys, abilities(node{"type": "number"}))...)
		t["if"], t["then"], t["else"] = has("clb"), none(abilityNames()...), has(append(abilityNames(), "test", "taken_on")...)
		t["allOf"] = scores(which)
		return t
	})
}
