package streams

import (
	"slices"

	"crsplan/sim/reason"
)

// sheet gathers the requirements of one answer. Where only the verdict is
// asked for it writes none, and whoever fills it may stop once it is over.
type sheet struct {
	verdict Verdict
	tells   bool
	lines   []Requirement
}

func telling() sheet { return sheet{verdict: Yes, tells: true} }

func judging() sheet { return sheet{verdict: Yes} }

// require puts a requirement on the sheet. The reason is made only where it
// is told.
func (s *sheet) require(key string, met Verdict, because func() reason.Reason, needs ...string) {
	s.verdict = s.verdict.And(met)
	if !s.tells {
		return
	}
	line := Requirement{Key: key, Met: met, Because: because()}
	if met == NotKnown {
		line.Needs = slices.Clone(needs)
	}
	s.lines = append(s.lines, line)
}

// over says that nothing more could change the answer, or be told of it.
func (s *sheet) over() bool { return !s.tells && s.verdict == No }

func (s *sheet) result() Result { return Result{s.verdict, s.lines} }
