package noc

import (
	"strconv"
	"strings"
)

const (
	codeDigits = 5
	// subMajorGroup is how many digits name the sub-major group: two codes
	// that share so many differ only in their narrower parts.
	subMajorGroup = 3
	// longestCode is how much text, in bytes, is still taken for a code.
	longestCode = 32
)

// Nearest returns the occupation that a mistyped code most likely meant, and
// false when none is near. Digits count from the left, as the classification
// goes from broad groups to narrow ones: near is what shares the first three,
// or has a single digit wrong. Of these the one that shares the longest
// beginning is the nearest, and then the one closest in number. Zeros lost at
// the beginning, and anything that is no digit, do not matter.
func Nearest(code string) (Occupation, bool) {
	digits := onlyDigits(code)
	if digits == "" {
		return Occupation{}, false
	}
	if zeros := codeDigits - len(digits); zeros > 0 {
		if o, ok := Lookup(strings.Repeat("0", zeros) + digits); ok {
			return o, true
		}
	}
	var best Occupation
	bestShared, bestGap := -1, 0
	for _, o := range occupations() {
		shared, apart := sharedStart(digits, o.Code), gap(digits, o.Code)
		if shared < subMajorGroup && !oneDigitOff(digits, o.Code) {
			continue
		}
		if shared > bestShared || shared == bestShared && apart < bestGap {
			best, bestShared, bestGap = o, shared, apart
		}
	}
	return best, bestShared >= 0
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
