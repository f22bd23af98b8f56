package streams_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/streams"
)

func TestWhatBecameKnown(t *testing.T) {
	tests := []struct {
		name, after, until string
		want               []string
	}{
		{"nothing between two days on which nothing was said", "2026-08-18", "2026-08-19", nil},
		{"the list of physicians, ahead of the day it holds from", "2025-12-07", "2025-12-08", []string{"2025-12-08 physicians list from 2026-02-18"}},
		{"the day after is no news", "2025-12-08", "2025-12-09", nil},
		{"a new table of funds", "2025-07-06", "2025-07-07", []string{"2025-07-07  funds from 2025-07-28"}},
		{"Ontario's closing", "2026-06-25", "2026-06-26", []string{"2026-06-26 oinp-french closed from 2026-06-26"}},
		{"lists of 2025: one without a follower is over", "2025-02-26", "2025-02-27", []string{
			"2025-02-27 healthcare list from 2025-02-27", "2025-02-27 stem list from 2025-02-27", "2025-02-27 trades list from 2025-02-27",
			"2025-02-27 transport list-over from 2025-02-27", "2025-02-27 agriculture list from 2025-02-27", "2025-02-27 education list from 2025-02-27",
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, n := range streams.NewsBetween(day(test.after), day(test.until)) {
				if n.What == streams.NowClosed && n.Stream != draws.OntarioFrench {
					continue // they all closed on one day
				}
				got = append(got, fmt.Sprintf("%v %s %s from %v", n.Known, n.Stream, n.What, n.From))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("news (-want +got):\n%s", diff)
			}
		})
	}
}

func TestADigestIsThatOfWhatIsKnown(t *testing.T) {
	same := streams.Digest(day("2026-08-18"))
	if streams.Digest(day("2026-08-19")) != same || streams.Digest(day("2026-08-18")) != same {
		t.Error("nothing became known, and the digest is another")
	}
	if streams.Digest(day("2025-12-07")) == streams.Digest(day("2025-12-08")) || streams.Digest(civil.Max) == streams.Digest(civil.Min) {
		t.Error("a list became known, and the digest is the same")
	}
}
