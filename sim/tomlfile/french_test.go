package tomlfile_test

import (
	"testing"

	"crsplan/sim/reason"
	"crsplan/sim/reason/wordtest"
	"crsplan/sim/tomlfile"
)

// What the libraries say of a broken document is said in French too.
func TestBrokenDocumentsInFrench(t *testing.T) {
	for _, text := range []string{
		"a", "a =", "a = x", "a = \"x", "a = 1 2", "[a", "[a\nb = 1", "[]", "[a..b]", "[a.]", "[[a]\nb = 1", "= 1", ".a = 1", "a.b 1", "a = .5", "a = 5.", "a = [1,", "a = [1 2]",
		"a = [,]", "a = {b = 1", "a = {b = 1 c = 2}", "a = {,}", "a = {b = 1,\n\n,}", "a = '''x", "a = \"\"\"x", "a = 'x", "a = \"\\q\"", "a = \"\\u12\"", "a = \"\\uD800\"", "a = +0x1", "a = 0b2", "a = 0o8", "a = 0xg",
		"a = 1e", "a = 1_", "a = 2026-13-01", "a = 2026-02-30", "a = 99999999999999999999", "a = 1e999", "a = 1\na = 2", "a = 1\n[a]\n", "[a]\n[a]\n", "a = 1\na.b = 2", "a = [1]\n[[a]]\n", "[a]\nb = 1\n[[a]]\n",
		"a = \"x\ny\"", "a = \"\\x4\"", "a = tru", "a = inf1", "a = -", "# fin\na", "a = 07", "a = 1.2.3", "a b = 1", "\"a = 1", "'a' 'b' = 1",
		"{", "{}", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{a:1}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{\"a\":[1 2]}", "{\"a\":tru}", "{\"a\":1}x", "{\"a\":\"\\q\"}", "{\"a\":\"\\u12\"}", "{\"a\":01}", "{\"a\":1.}", "{\"a\":1e}", "{\"a\":\"x\ny\"}", "{\"a\":-}",
	} {
		err := tomlfile.ParseEither("f.toml", []byte(text)).Err()
		problems, _ := err.(tomlfile.Problems)
		for _, p := range problems {
			for _, r := range []reason.Reason{p.What, p.Hint} {
				if said := reason.French().Say(r); len(wordtest.English(said, "true", "false")) > 0 {
					t.Errorf("%q: %s", text, said)
				}
			}
		}
	}
}
