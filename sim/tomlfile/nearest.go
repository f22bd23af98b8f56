package tomlfile

import (
	"strings"
	"unicode/utf8"
)

// longestWord is the length in runes beyond which a word is not compared.
const longestWord = 64

var joiners = strings.NewReplacer("-", "", "_", "", " ", "")

// folding makes alike what people mix up: case, and how words are joined.
func folding(s string) string {
	return joiners.Replace(strings.ToLower(s))
}

// Nearest returns the option that a mistyped word most likely meant. Case,
// hyphens and underscores count little; a beginning of an option stands for
// it, after nearer words. False means that no option is near enough.
func Nearest(word string, options []string) (string, bool) {
	folded := folding(word)
	length := utf8.RuneCountInString(folded)
	if length == 0 || utf8.RuneCountInString(word) > longestWord {
		return "", false
	}
	// A third of the letters may be wrong; of one or two letters, none.
	limit := length / 3
	best, bestCost := "", -1
	for _, option := range options {
		target := folding(option)
		if target == "" {
			continue
		}
		d := distance(folded, target)
		if d > limit && length >= 3 && strings.HasPrefix(target, folded) {
			d = limit
		}
		if d > limit {
			continue
		}
		// Among equals the one that is nearer as written.
		cost := d*2*longestWord + min(distance(word, option), 2*longestWord-1)
		if bestCost < 0 || cost < bestCost {
			best, bestCost = option, cost
		}
	}
	return best, bestCost >= 0
}

// distance is the number of letters to put in, take out, replace or swap with
// the next to make one word of the other (optimal string alignment).
func distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	before, last, row := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(s); i++ {
		row[0] = i
		for j := 1; j <= len(t); j++ {
			wrong := 1
			if s[i-1] == t[j-1] {
				wrong = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+wrong)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(t)]
}
