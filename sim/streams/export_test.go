package streams

// The readers of the data files, so that tests can show that a broken one is
// refused.
var (
	ParsePrograms   = refusal(parsePrograms)
	ParseCategories = refusal(parseCategories)
	ParseOntario    = refusal(parseOntario)
	ParseAlberta    = refusal(parseAlberta)
	ParseFunds      = refusal(func(data []byte) ([]fundsTable, error) { return parseFunds(string(data)) })
	ParseFundsSeen  = refusal(func(data []byte) (seenTable, error) { return parseFundsSeen(string(data)) })
)

func refusal[T any](parse func([]byte) (T, error)) func([]byte) error {
	return func(data []byte) error {
		_, err := parse(data)
		return err
	}
}
