package streams

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
)

// News is what became known of a stream on a day.
type News struct {
	Known  civil.Day // the day it became known
	Stream draws.Stream
	What   NewsKind
	From   civil.Day // the first day on which it holds
}

// NewsKind is what became known.
type NewsKind string

// The kinds of news.
const (
	NewList    NewsKind = "list"      // a list, or another version of one
	ListOver   NewsKind = "list-over" // a list that no other follows
	NowClosed  NewsKind = "closed"    // for good
	NowInForce NewsKind = "funds"     // another table of settlement funds, of no one stream
)

// NewsBetween returns what became known of lists, streams and funds after one day
// and up to another, in order.
func NewsBetween(after, until civil.Day) []News {
	var all []News
	for _, stream := range draws.Streams() {
		versions := categories().of[stream]
		for i, l := range versions {
			all = append(all, News{l.announced, stream, NewList, l.from})
			if !l.to.IsZero() && (i+1 == len(versions) || versions[i+1].from > l.to+1) {
				all = append(all, News{l.ended, stream, ListOver, l.to + 1})
			}
		}
		if day, closed := draws.ClosedOn(stream); closed {
			all = append(all, News{day, stream, NowClosed, day})
		}
	}
	for _, t := range fundsTables() {
		all = append(all, News{t.announced, "", NowInForce, t.from})
	}
	all = slices.DeleteFunc(all, func(n News) bool { return n.Known <= after || n.Known > until })
	slices.SortStableFunc(all, func(a, b News) int { return cmp.Compare(a.Known, b.Known) })
	return all
}

// Digest names what the package knows on a day: it differs where a rule, a
// list or a table differs, or where one of them was not known yet.
func Digest(known civil.Day) string {
	h := sha256.New()
	for _, file := range [][]byte{programsTOML, categoriesTOML, ontarioTOML, albertaTOML, []byte(fundsCSV), []byte(fundsSeenCSV)} {
		fmt.Fprintf(h, "%d\n%s", len(file), file)
	}
	fmt.Fprintf(h, "%v", NewsBetween(civil.Min, known))
	return hex.EncodeToString(h.Sum(nil))
}
