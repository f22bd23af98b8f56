package draws

import (
	"bytes"
	"encoding/binary"
	"html"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// windows1252 are the characters of 0x80 to 0x9f in Windows-1252; 0xa0 and above
// are those of Unicode. The five bytes that it leaves free stay what they are.
var windows1252 = []rune("€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ")

// inUTF8 returns the text of a feed in UTF-8, without a mark of its encoding.
// What is not in UTF-8, nor marked as UTF-16, is read as Windows-1252 and said
// to be foreign: IRCC's feed was in it in September 2026.
func inUTF8(text []byte) (_ []byte, foreign bool) {
	for mark, order := range map[string]binary.ByteOrder{"\xff\xfe": binary.LittleEndian, "\xfe\xff": binary.BigEndian} {
		if bytes.HasPrefix(text, []byte(mark)) {
			var units []uint16
			for i := 2; i+1 < len(text); i += 2 {
				units = append(units, order.Uint16(text[i:]))
			}
			return []byte(string(utf16.Decode(units))), false
		}
	}
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	if utf8.Valid(text) {
		return text, false
	}
	var b bytes.Buffer
	for _, c := range text {
		switch {
		case c < 0x80 || c >= 0xa0:
			b.WriteRune(rune(c))
		default:
			b.WriteRune(windows1252[c-0x80])
		}
	}
	return b.Bytes(), true
}

// pattern is a regular expression that is compiled when it is first asked for:
// most runs of the program read no feed.
func pattern(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

var (
	breaking = pattern(`(?i)<\s*/?\s*(?:br|p|div|li|td|tr)\b[^<>]*>`)
	inline   = pattern(`</?[A-Za-z][^<>]*>`)
)

// plain takes the HTML out of a value, what cannot be printed, and all spaces
// but single ones between words.
func plain(s string) string {
	if strings.ContainsAny(s, "<&") {
		s = html.UnescapeString(s)
		s = inline().ReplaceAllString(breaking().ReplaceAllString(s, " "), "")
	}
	s = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) || unicode.IsSpace(r) {
			return r
		}
		return -1
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

var unaccented = strings.NewReplacer("à", "a", "â", "a", "é", "e", "è", "e", "ê", "e", "ë", "e", "î", "i", "ï", "i",
	"ô", "o", "û", "u", "ù", "u", "ç", "c", "’", "'")

// folded returns a text in lower case and without French accents.
func folded(s string) string { return unaccented.Replace(strings.ToLower(s)) }

// clip makes a foreign text fit to be printed: short, and without what a
// terminal would obey.
func clip(text string) string {
	const most = 80
	text = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return '?'
		}
		return r
	}, text)
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "..."
	}
	return text
}
