package noc

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

const (
	codeDigits = 5
	// subMajorGroup is how many digits name the sub-major group: two codes
	// that share so many differ only in their narrower parts.
	subMajorGroup = 3
	// longestCode is how much text, in bytes, is still taken for a code.
	longestCode = 32
)

// Nearest returns the occupations, [Likeliest] at most and the likeliest first,
// that what was written in place of a code may have meant; none where nothing is
// near. A text with fewer than three digits is a job title: see [Search]. Of a
// mistyped code the digits count from the left, as the classification goes from
// broad groups to narrow ones: near is what shares the first three, or has a
// single digit wrong. Of these the one that shares the longest beginning is the
// nearest, and then the one closest in number. Zeros lost at the beginning, and
// anything that is no digit, do not matter.
func Nearest(code string) []Occupation {
	var list []Occupation
	digits := onlyDigits(code)
	if len(digits) < subMajorGroup && strings.ContainsFunc(code, unicode.IsLetter) {
		found := Search(code)
		for _, f := range found[:min(len(found), Likeliest)] {
			list = append(list, f.Occupation)
		}
		return list
	}
	if digits == "" {
		return nil
	}
	if zeros := codeDigits - len(digits); zeros > 0 {
		if o, ok := Lookup(strings.Repeat("0", zeros) + digits); ok {
			return []Occupation{o}
		}
	}
	for _, o := range occupations() {
		if sharedStart(digits, o.Code) >= subMajorGroup || oneDigitOff(digits, o.Code) {
			list = append(list, o)
		}
	}
	slices.SortStableFunc(list, func(a, b Occupation) int {
		return cmp.Or(sharedStart(digits, b.Code)-sharedStart(digits, a.Code), gap(digits, a.Code)-gap(digits, b.Code))
	})
	return list[:min(len(list), Likeliest)]
}

func onlyDigits(s string) string {
	if len(s) > longestCode {
		return ""
	}
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

func sharedStart(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

func oneDigitOff(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	wrong := 0
	for i := range len(a) {
		if a[i] != b[i] {
			wrong++
		}
	}
	return wrong <= 1
}

// gap is how far two codes are apart as numbers, each filled up with zeros or
// cut to five digits.
func gap(a, b string) int {
	d := asNumber(a) - asNumber(b)
	return max(d, -d)
}

func asNumber(digits string) int {
	n, _ := strconv.Atoi((digits + "00000")[:codeDigits])
	return n
}
