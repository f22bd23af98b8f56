package answer

import (
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
)

// leastAlike is how many chances must have been judged before their share that
// came true is said of a stream by itself.
const leastAlike = 20

// judgedAlike returns what became of chances of a stream like this one, and where too
// few were judged of those of all streams together.
func judgedAlike(judged *forecast.Record, s draws.Stream, p float64) *forecast.Bin {
	if bin := judged.Alike(s, p, leastAlike); bin != nil {
		return bin
	}
	return binOf(judged, p)
}

// binOf returns what became of chances like this one; nil where none was
// judged.
func binOf(judged *forecast.Record, p float64) *forecast.Bin {
	if n := len(judged.Reliability); n > 0 {
		if bin := judged.Reliability[min(int(p*float64(n)), n-1)]; bin.N > 0 {
			return &bin
		}
	}
	return nil
}

// recordOfStream returns the record of one stream.
func recordOfStream(judged *forecast.Record, s *forecast.Stream) StreamRecord {
	doc := StreamRecord{Until: judged.Until, Cutoffs: []CutoffRecord{}, Chances: []ChanceRecord{}, Reliability: []forecast.Bin{}}
	for _, of := range judged.ByStream {
		if of.Stream == s.Stream {
			doc.Reliability = of.Bins
		}
	}
	for _, cell := range cutoffRecords(judged) {
		if cell.Stream == s.Stream {
			doc.Cutoffs = append(doc.Cutoffs, cell)
		}
	}
	for _, cell := range chanceRecords(judged) {
		if cell.Stream == s.Stream {
			doc.Chances = append(doc.Chances, cell)
		}
	}
	doc.Covers = len(doc.Cutoffs) > 0 && !s.Uncovered
	return doc
}
