package noc

import "slices"

// Map2016 returns the codes of NOC 2021 for a code of NOC 2016, sorted, and
// false for what is not one of the tech occupations that crsplan knows the
// older codes of. A code may map to several: which of them someone did is for
// the duties to tell, so what is concluded from this deserves a warning
// (medium confidence). The codes of [Perhaps2016] are among them.
func Map2016(code string) (codes []string, ok bool) {
	c, ok := concordance()[code]
	return slices.Clone(c.codes), ok
}

// Mapped2016 returns the codes of NOC 2016, sorted, that became a single one.
func Mapped2016() []string {
	var list []string
	for old, to := range concordance() {
		if len(to.codes) == 1 {
			list = append(list, old)
		}
	}
	slices.Sort(list)
	return list
}

// Perhaps2016 returns those codes of [Map2016] that could not be settled: the
// source gives them to this occupation or to another.
func Perhaps2016(code string) []string { return slices.Clone(concordance()[code].perhaps) }
