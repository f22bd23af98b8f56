package tomlfile

import "crsplan/sim/reason"

// inFrench is what a key ends in whose text is the French of another's.
const inFrench = "_fr"

// Text returns what a writer says under a key, for readers of either language:
// the key's own text, and beside it the French of key_fr. A hint that lists the
// keys of a table speaks of the French ones only where there are some. Texts
// are [reason.Plain]: they go to terminals, and may be of foreign files.
func (t *Table) Text(key string) reason.Text {
	var text reason.Text
	text.English = t.line(key)
	if t.Has(key + inFrench) {
		text.French = t.line(key + inFrench)
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
		texts = append(texts, reason.Text{English: reason.Plain(list[i])})
		if inBoth {
			texts[i].French = reason.Plain(french[i])
		}
	}
	return texts
}

func (t *Table) line(key string) string {
	text, _ := t.String(key)
	return reason.Plain(text)
}

// needs reports a key that stands without the one that it belongs to.
func (t *Table) needs(key, other string) {
	if !t.Has(other) {
		t.RejectKey(key, reason.New("file.french-alone", "key", key, "other", other), reason.New("file.french-alone.hint", "other", other))
	}
}
