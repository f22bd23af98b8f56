package costs

// Parse reads the form of costs.toml, so that tests can show that a broken
// table is refused.
var Parse = parse
