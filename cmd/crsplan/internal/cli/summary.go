package cli

import (
	"fmt"
	"time"

	"crsplan/sim/draws"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

// summary counts what a batch comes to.
type summary struct {
	progress *progress
	record   *draws.Record
	taken    int
	bad      int
	named    []reason.Reason // the first of those without an answer
	// open counts the clients to whom a stream is open on their first day, and
	// met those of them whose score of that day is not below its last cutoff.
	open, met map[draws.Stream]int
}

func newSummary(p *progress, record *draws.Record) *summary {
	return &summary{progress: p, record: record, open: map[draws.Stream]int{}, met: map[draws.Stream]int{}}
}

// mostNamed is how many clients without an answer are named.
const mostNamed = 10

func (s *summary) add(r *answered) {
	s.progress.step(!r.taken)
	if r.taken {
		s.taken++
	}
	if e := r.doc.Error; e != nil {
		s.refuse(label(r.doc.Input, r.doc.ID), e.Message)
		return
	}
	for _, key := range r.doc.Plan.Open {
		stream := draws.Stream(key)
		s.open[stream]++
		// The first day is the same in every option.
		if last, held := s.record.Last(stream); held && r.doc.Plan.Options[0].Now >= last.Cutoff {
			s.met[stream]++
		}
	}
}

// refuse counts a client without an answer.
func (s *summary) refuse(client, problem string) {
	if s.bad++; s.bad <= mostNamed {
		s.named = append(s.named, reason.New("batch-named", "client", client, "problem", problem))
	}
}

// label names a client in a message: by its input, and its id where that says
// more.
func label(input, id any) string {
	if file, ok := input.(string); ok {
		return file
	}
	if id == nil || fmt.Sprint(id) == fmt.Sprint(input) {
		return fmt.Sprint(input)
	}
	return fmt.Sprintf("%v (%v)", input, id)
}

// say tells what a batch came to.
func (b *office) say(s *summary) {
	a := b.app
	a.say(reason.New("batch-summary", "clients", s.progress.n, "answered", s.progress.n-s.bad, "taken", s.taken, "bad", s.bad, "date", s.record.DataDate()))
	if spent := time.Since(s.progress.begun); s.progress.made > 0 && spent > quiet {
		a.say(reason.New("batch-speed", "seconds", int(spent.Seconds()), "rate", int(float64(s.progress.made)/spent.Seconds())))
	}
	for _, stream := range draws.Streams() {
		if last, held := s.record.Last(stream); held && s.open[stream] > 0 && streams.StateOf(stream, s.record, b.world.Known) == draws.Active {
			a.say(reason.New("batch-open", "stream", stream.Term(), "count", s.open[stream], "met", s.met[stream], "cutoff", last.Cutoff, "on", last.Date))
		}
	}
}

// badEnd names those without an answer, and is an error where there are any.
func (b *office) badEnd(s *summary) error {
	for _, named := range s.named {
		b.app.say(named)
	}
	if more := s.bad - len(s.named); more > 0 {
		b.app.say(reason.New("batch-named/more", "count", more))
	}
	if s.bad == 0 {
		return nil
	}
	return failed(reason.New("batch-bad/clients", "count", s.bad))
}
