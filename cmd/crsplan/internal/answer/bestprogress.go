package answer

import (
	"sync"

	"crsplan/sim/search"
)

// Work is how far a long search is.
type Work struct {
	// Done and All are the combinations that are simulated, of how many as far as
	// is known; both 0 while none is.
	Done, All int
	// Share is how much of the whole work is done, from 0 to 1. It is an estimate,
	// and never falls.
	Share float64
}

// What the parts of a search take, counted in combinations simulated. Measured on
// searches of two to four steps; they decide only what is told meanwhile.
const (
	playing  = 1. / 120 // a route played without chances
	usual    = 400      // combinations simulated in a search, before that is known
	stressed = 25       // the stress tests at the end
)

// progress tells how far a search is that is one of several on end.
type progress struct {
	tell        func(Work)
	begin, span float64 // of the whole work: what was done before this search, and its own share
	lock        sync.Mutex
	played      float64 // what the routes played take
	share       float64 // told last
}

// routes is told how many routes are played, of how many.
func (p *progress) routes(done, all int) {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.played = playing * float64(all)
	p.told(Work{}, playing*float64(done), usual)
}

// simulated is told how many combinations are simulated, of how many.
func (p *progress) simulated(done, all int) {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.told(Work{Done: done, All: all}, p.played+float64(done), float64(all))
}

func (p *progress) told(w Work, done, simulated float64) {
	p.share = max(p.share, p.begin+p.span*done/(p.played+simulated+stressed))
	w.Share = p.share
	p.tell(w)
}

// follow has a search and its simulations tell how far they are.
func (q BestQuery) follow(question *search.Question, odds *search.Odds) {
	if q.Progress == nil {
		return
	}
	p := &progress{tell: q.Progress, begin: q.begin, span: 1 - q.begin}
	if q.again {
		p.span /= 2
	}
	question.Progress = p.routes
	if odds != nil {
		odds.Progress = p.simulated
	}
}
