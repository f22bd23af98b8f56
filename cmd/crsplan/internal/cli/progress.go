package cli

import (
	"fmt"
	"io"
	"os"
	"time"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/reason"
)

// progress tells how far long work is, with an estimate, on a terminal only
// and only where it takes longer than a second.
type progress struct {
	app          *app
	what         reason.Term // is counted
	total        int         // 0: not known
	n, made      int         // how many are through, and how many of them took work
	share        float64     // of the whole work; 0: to be reckoned from what is counted
	begun, shown time.Time
}

const (
	quiet   = time.Second            // before anything is said
	refresh = 200 * time.Millisecond // between two times
	soon    = 90 * time.Second       // is told in seconds
)

func (a *app) progress(what reason.Term, total int) *progress {
	return &progress{app: a, what: what, total: total, begun: time.Now()}
}

// step says that one more is through, and whether it took work.
func (p *progress) step(made bool) {
	p.n++
	if made {
		p.made++
	}
	p.tell()
}

// reach says how far a search is.
func (p *progress) reach(w answer.Work) {
	p.share = w.Share
	p.tell()
}

func (p *progress) tell() {
	now := time.Now()
	if p.app.quiet || !terminal(p.app.Err) || now.Sub(p.begun) < quiet || now.Sub(p.shown) < refresh {
		return
	}
	p.shown = now
	fmt.Fprint(p.app.Err, "\r"+p.app.words.Say(p.text(now))+clearRest)
}

// clearRest clears what an earlier, longer text left of its line.
const clearRest = "\x1b[K"

// text tells how much is done and about how long the rest takes, as soon as
// there is something to reckon it from.
func (p *progress) text(now time.Time) reason.Reason {
	share := p.share
	if share == 0 && p.made > 0 && p.total > 0 {
		share = float64(p.made) / float64(p.made+max(0, p.total-p.n))
	}
	left := time.Duration(float64(now.Sub(p.begun)) * (1 - share) / max(share, 1e-9)).Round(time.Second)
	seconds, minutes := int(left.Seconds()), int(left.Round(time.Minute).Minutes())
	percent := p.app.words.Percent(share)
	switch {
	case p.share > 0 && left < soon:
		return reason.New("searching/seconds", "percent", percent, "seconds", seconds)
	case p.share > 0:
		return reason.New("searching/minutes", "percent", percent, "minutes", minutes)
	case share == 0:
		return reason.New("progress", "n", p.n, "what", p.what)
	case left < soon:
		return reason.New("progress/seconds", "n", p.n, "total", p.total, "what", p.what, "seconds", seconds)
	}
	return reason.New("progress/minutes", "n", p.n, "total", p.total, "what", p.what, "minutes", minutes)
}

// end takes the text away.
func (p *progress) end() {
	if !p.shown.IsZero() {
		fmt.Fprint(p.app.Err, "\r"+clearRest)
	}
}

// terminal says whether an output is a terminal.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && info.Name() != "null"
}
