package render

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestATextIsNoMarkdownWhereverItStands(t *testing.T) {
	for text, want := range map[string]string{
		"":                   "",
		"1. first":           `1\. first`,
		"2026) then":         `2026\) then`,
		"2026-11-22":         "2026-11-22",
		"450":                "450",
		"-":                  `\-`,
		"---":                `\---`,
		"+53":                "+53",
		"-5":                 "-5",
		"22.5 to 23":         "22.5 to 23",
		"- item":             `\- item`,
		"+ item":             `\+ item`,
		"1)":                 `1\)`,
		"===":                `\===`,
		"    code":           "code",
		"# head":             `\# head`,
		"> said":             `\> said`,
		"a | b":              `a \| b`,
		`a \| b`:             `a \\\| b`,
		"~~no~~":             `\~\~no\~\~`,
		"&lt;":               `\&lt;`,
		"<script>":           `\<script\>`,
		"![x](y)":            `\!\[x\](y)`,
		"__a__ *b* `c`":      "\\_\\_a\\_\\_ \\*b\\* \\`c\\`",
		"one\nline\r\n# two": `one line  \# two`,
		"$1,590 ($20)":       "$1,590 ($20)",
	} {
		if got := escape(text); got != want {
			t.Errorf("%q is written as %q, want %q", text, got, want)
		}
	}
}

// Every mark is escaped, and nothing but marks is: taken away, the text stands
// there.
func TestAnEscapedTextSaysTheSame(t *testing.T) {
	escaped := regexp.MustCompile(`\\([[:punct:]])`)
	list := regexp.MustCompile(`^(([-+=]+|\d+[.)])(\s|$)|\s)`)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune("ab 19.)-+=*_`[]()<>|#~&!\\\n\té漢$"))).Draw(t, "text")
		got := escape(text)
		if bare := escaped.ReplaceAllString(got, ""); strings.ContainsAny(bare, "\\`*_[]<>|#~&!\n\r") || list.MatchString(got) {
			t.Fatalf("%q is written as %q", text, got)
		}
		want := strings.ReplaceAll(strings.TrimSpace(text), "\n", " ")
		if back := escaped.ReplaceAllString(got, "$1"); back != want {
			t.Fatalf("%q comes back as %q", text, back)
		}
	})
}
