package cli

import (
	"fmt"
	"io"
	"os"
	"time"

	"crsplan/sim/reason"
)

// progress tells how far long work is, with an estimate, on a terminal only
// and only where it takes longer than a second.
type progress struct {
	app          *app
	what         reason.Term // is counted
	total        int         // 0: not known
	n, made      int         // how many are through, and how many of them took work
	begun, shown time.Time
}

const (
	quiet   = time.Second            // before anything is said
	refresh = 200 * time.Millisecond // between two times
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

// reach says how many are through, of how many: of work that tells it itself.
func (p *progress) reach(n, total int) {
	if n < p.n {
		p.begun = time.Now() // another piece of work begins
	}
	p.n, p.made, p.total = n, n, total
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

func (p *progress) text(now time.Time) reason.Reason {
	if p.total == 0 || p.made == 0 {
		return reason.New("progress", "n", p.n, "what", p.what)
	}
	left := now.Sub(p.begun) / time.Duration(p.made) * time.Duration(max(0, p.total-p.n))
	if left >= time.Minute {
		return reason.New("progress/minutes", "n", p.n, "total", p.total, "what", p.what, "minutes", int((left + 30*time.Second).Minutes()))
	}
	return reason.New("progress/seconds", "n", p.n, "total", p.total, "what", p.what, "seconds", int(left.Seconds()))
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
