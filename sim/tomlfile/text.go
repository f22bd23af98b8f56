package tomlfile

import "crsplan/sim/reason"

// inFrench is what a key ends in whose text is the French of another's.
const inFrench = "_fr"

// Text returns what a writer says under a key, for readers of either language:
// the key's own text, and beside it the French of key_fr. A hint that lists the
// keys of a table speaks of the French ones only where there are some.
func (t *Table) Text(key string) reason.Text {
	var text reason.Text
	text.English, _ = t.String(key)
	if t.Has(key + inFrench) {
		text.French, _ = t.String(key + inFrench)
		t.needs(key+inFrench, key)
	}
	return text
}

// Texts returns a list of texts as [Table.Text] does. The French list has as
// many items.
func (t *Table) Texts(key string) []reason.Text {
	list, ok := t.Strings(key)
	var french []string
	inBoth := false
	if t.Has(key + inFrench) {
		french, inBoth = t.Strings(key + inFrench)
		t.needs(key+inFrench, key)
	}
	if ok && inBoth && len(list) != len(french) {
		t.Reject(key+inFrench, reason.New("file.french-length", "key", key+inFrench, "have", len(french), "other", key, "want", len(list)), reason.New("file.french-length.hint"))
		return nil
	}
	var texts []reason.Text
	for i := range list {
		texts = append(texts, reason.Text{English: list[i]})
		if inBoth {
			texts[i].French = french[i]
		}
	}
	return texts
}

// needs reports a key that stands without the one that it belongs to.
func (t *Table) needs(key, other string) {
	if !t.Has(other) {
		t.RejectKey(key, reason.New("file.french-alone", "key", key, "other", other), reason.New("file.french-alone.hint", "other", other))
	}
}
