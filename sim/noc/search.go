package noc

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Found is an occupation that a search found.
type Found struct {
	Occupation
	// JobTitle is the title of the classification that fits best, in the
	// language in which it was found; "" where a code or a name of our own
	// (aliases.csv) led to the occupation.
	JobTitle string
}

// How much a title speaks for its occupation.
const (
	exactTitle  = 100.0 // the words asked for, and no others
	aliasTitle  = 150.0
	longerTitle = 70.0
	// What is taken off for each word.
	furtherWord = 2.0 // in parentheses or behind a dash
	plainWord   = 6.0
	begunWord   = 10.0 // only begun by the word asked for
	spelledWord = 15.0 // almost spelled as asked for
	// What is added where the official title of the occupation has all words,
	// and for each doubling of the titles that have them.
	officialTitle = 15.0
	moreTitles    = 3.0
	officialLess  = 0.5

	mostTyped = 200 // bytes of a search that are read
)

// Likeliest is how many occupations are offered where one was asked for.
const Likeliest = 3

// Search returns the occupations that a job title in English or French may
// mean, the likeliest first; none where it says nothing known. Words may stand
// in any order, without accents, in the singular or plural, masculine or
// feminine, unfinished, and a little misspelt. An occupation is likelier where a
// title is just these words, or has few others; where its official title has
// them; and where many of its titles do. Titles that have fewer of the words
// count where none has more, and to fill up to [Likeliest] occupations. Digits
// find the codes that begin with them.
func Search(typed string) []Found {
	typed = strings.TrimSpace(typed[:min(len(typed), mostTyped)])
	if digits := onlyDigits(typed); digits != "" && digits == typed {
		var list []Found
		for _, o := range occupations() {
			if strings.HasPrefix(o.Code, digits) {
				list = append(list, Found{Occupation: o})
			}
		}
		return list
	}
	asked, codes, whole := unaliased(words(typed))
	s := search{lexicon: titles(), best: map[int16]*hit{}}
	s.look(asked)
	if whole || s.most < len(asked) {
		for i, code := range codes {
			place, _ := find(code)
			s.at(int16(place), len(asked)).score += aliasTitle - float64(i)*moreTitles
		}
		s.most = max(s.most, min(len(codes), 1)*len(asked))
	}
	places := make([]int16, 0, len(s.best))
	for place := range s.best {
		places = append(places, place)
	}
	slices.SortFunc(places, func(a, b int16) int {
		return cmp.Or(-cmp.Compare(s.best[a].matched, s.best[b].matched), -cmp.Compare(s.best[a].total(), s.best[b].total()), cmp.Compare(a, b))
	})
	var list []Found
	for _, place := range places {
		if h := s.best[place]; h.matched == s.most || len(list) < Likeliest {
			list = append(list, Found{occupations()[place], h.title})
		}
	}
	return list
}

// unaliased puts what they mean in place of names that the classification does
// not have, or returns the codes that they mean, and whether nothing else was
// asked for.
func unaliased(asked []string) (means, codes []string, whole bool) {
	for _, a := range aliases() {
		for i := 0; i+len(a.words) <= len(asked); i++ {
			if !slices.Equal(asked[i:i+len(a.words)], a.words) {
				continue
			}
			if a.codes != nil {
				return asked, a.codes, len(asked) == len(a.words)
			}
			asked = slices.Concat(asked[:i], a.means, asked[i+len(a.words):])
			i += len(a.means) - 1
		}
	}
	return asked, nil, false
}

// hit is what speaks for an occupation.
type hit struct {
	score    float64
	title    string
	count    int // of the titles that have the words
	official bool
	matched  int // words of a title
}

func (h *hit) total() float64 {
	total := h.score + moreTitles*math.Log2(float64(1+h.count))
	if h.official {
		total += officialTitle
	}
	return total
}

type search struct {
	*lexicon
	best map[int16]*hit
	most int // words that a title had so far
}

// at returns what speaks for an occupation with so many words matched; what
// matched fewer speaks no more.
func (s *search) at(place int16, matched int) *hit {
	h := s.best[place]
	if h == nil || h.matched < matched {
		h = &hit{matched: matched}
		s.best[place] = h
	}
	return h
}

// look goes through all titles.
func (s *search) look(asked []string) {
	if len(asked) == 0 {
		return
	}
	slices.Sort(asked)
	asked = slices.Compact(asked)
	off := make([]map[int32]float64, len(asked))
	for i, word := range asked {
		off[i] = s.like(word)
	}
	for i := range s.titles {
		t := &s.titles[i]
		matched, score, plain := 0, 0.0, 0
		for _, like := range off {
			least, inPlain := -1.0, false
			for j, list := range [2][]int32{t.plain, t.further} {
				for _, n := range list {
					if less, is := like[n]; is && (least < 0 || less < least) {
						least, inPlain = less, j == 0
					}
				}
			}
			if least >= 0 {
				matched++
				score -= least
				if inPlain {
					plain++
				}
			}
		}
		if h := s.best[t.place]; matched == 0 || h != nil && h.matched > matched {
			continue
		}
		s.most = max(s.most, matched)
		left, further := max(len(t.plain)-plain, 0), max(len(t.further)-(matched-plain), 0)
		if left == 0 && matched == len(asked) {
			score += exactTitle - furtherWord*float64(further)
		} else {
			score += longerTitle - plainWord*float64(min(left, 5)) - furtherWord*float64(min(further, 5))
		}
		h := s.at(t.place, matched)
		if i < s.official { // a job title tells more beside it
			score -= officialLess
		}
		if h.count == 0 || score > h.score {
			h.score, h.title = score, t.text
		}
		h.count++
		h.official = h.official || i < s.official
	}
}

// like returns the numbers of the words that are, begin with, or are almost
// spelled as a word, with what is to be taken off for it.
func (s *search) like(word string) map[int32]float64 {
	like := map[int32]float64{}
	if n, is := s.numbers[word]; is {
		like[n] = 0
	}
	if len(word) >= 3 {
		for i, other := range s.words {
			if len(other) > len(word) && strings.HasPrefix(other, word) {
				like[int32(i)] = begunWord
			}
		}
	}
	if len(like) == 0 && len(word) >= 4 {
		for i, other := range s.words {
			if almost(word, other) {
				like[int32(i)] = spelledWord
			}
		}
	}
	return like
}

// almost says whether two words differ by one letter put in, taken out or
// replaced, or by two neighbours swapped.
func almost(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	start := sharedStart(a, b)
	a, b = a[start:], b[start:]
	switch {
	case a == "" || a == b[1:]:
		return true
	case len(a) != len(b):
		return false
	case a[1:] == b[1:]:
		return true
	}
	return len(a) > 1 && a[0] == b[1] && a[1] == b[0] && a[2:] == b[2:]
}
