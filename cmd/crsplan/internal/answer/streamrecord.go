package answer

import (
	"cmp"

	"crsplan/sim/draws"
	"crsplan/sim/forecast"
	"crsplan/sim/judged"
)

// leastAlike is how many chances must have been judged before their share that
// came true is said of a stream by itself.
const leastAlike = 20

// judgedAlike returns what became of chances of a stream like this one, and where too
// few were judged of those of all streams together.
func judgedAlike(record *forecast.Record, s draws.Stream, p float64) *judged.Bin {
	return cmp.Or(judged.Alike(judged.Of(record.ByStream, string(s)), p, leastAlike), judged.Alike(record.Reliability, p, 1))
}

// recordOfStream returns the record of one stream.
func recordOfStream(record *forecast.Record, s *forecast.Stream) StreamRecord {
	doc := StreamRecord{Until: record.Until, Cutoffs: []CutoffRecord{}, Chances: []ChanceRecord{}, Reliability: []judged.Bin{}}
	if bins := judged.Of(record.ByStream, string(s.Stream)); bins != nil {
		doc.Reliability = bins
	}
	for _, cell := range cutoffRecords(record) {
		if cell.Stream == s.Stream {
			doc.Cutoffs = append(doc.Cutoffs, cell)
		}
	}
	for _, cell := range chanceRecords(record) {
		if cell.Stream == s.Stream {
			doc.Chances = append(doc.Chances, cell)
		}
	}
	doc.Covers = len(doc.Cutoffs) > 0 && !s.Uncovered
	return doc
}
