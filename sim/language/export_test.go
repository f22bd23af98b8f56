package language

// Parse reads the form of tests.toml, so that tests can show that a broken
// table is refused.
var Parse = parse

// Refused returns the lowest score of each level on the scale of a test that
// Express Entry does not take.
func Refused(t *Test) (minimums [4][]float64, ok bool) {
	if t.refused == nil {
		return minimums, false
	}
	return t.refused.minimums, true
}
