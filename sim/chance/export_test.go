package chance

// Together lays down fewer simulations at once, until the function that it
// returns is called.
func Together(n int) (back func()) {
	was := mostTogether
	mostTogether = n
	return func() { mostTogether = was }
}
