package page

import (
	"fmt"
	"slices"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
	"crsplan/sim/reason"
)

// standing is the appendix of the facts and the score, line by line and over time.
func (a *author) standing() Section {
	code := "report.score"
	if !a.score.Complete {
		code = "report.score/incomplete"
	}
	s := Section{Key: "score", Title: a.Catalogue.Term("report.section.standing"), Blocks: a.person()}
	s.Blocks = append(s.Blocks, Paragraph{Text: a.Phrase(code, "total", a.score.Total, "on", a.score.On, "rules", a.rules(a.score.Rules))}, a.titled(Breakdown(a.Writer, a.score).Uncited(), "report.score-caption", "on", a.score.On))
	if a.chosen != nil && len(a.played.Steps) > 0 {
		waterfall := charts.Waterfall(a.Catalogue, a.doc)
		s.Blocks = append(s.Blocks, Chart{Name: "waterfall", Title: waterfall.Heading.Title, Chart: waterfall})
	}
	if a.drawsChances() { // without chances it is compared already
		projection := charts.Projection(a.Catalogue, a.doc, a.World)
		s.Blocks = append(s.Blocks, Chart{Name: "projection", Title: projection.Heading.Title, Chart: projection})
	}
	return s
}

// rounds is the appendix of the pool, the rounds that are open, and the chances
// day by day.
func (a *author) rounds() Section {
	s := Section{Key: "rounds", Title: a.Catalogue.Term("report.heading.streams")}
	s.Blocks = append(s.Blocks, a.Paragraph("report.streams"), a.streamTable())
	if rest := a.otherStreams(); rest != "" {
		s.Blocks = append(s.Blocks, a.Note("report.streams-rest", "streams", rest))
	}
	s.Blocks = append(s.Blocks, a.Name("report.heading.pool"), a.inThePool())
	if a.techHeld() {
		if tech, err := charts.TechDraws(a.Catalogue, a.doc, a.World, a.Plan.Profile); err == nil {
			s.Blocks = append(s.Blocks, Chart{Name: "tech-draws", Title: tech.Heading.Title, Chart: tech})
		}
	}
	if days := a.doc.ChanceDays(); len(days) > 0 {
		s.Blocks = append(s.Blocks, a.Name("report.heading.chances"), a.titled(Chances(a.Writer, a.doc), "report.chances-caption"), a.Note("report.chances-higher", "day", days[len(days)-1]))
		for _, text := range a.doc.ChanceNotes(a.Catalogue) {
			s.Blocks = append(s.Blocks, Paragraph{Text: text, Small: true})
		}
	}
	return s
}

// inThePool is the place in the newest pool that is known.
func (a *author) inThePool() Paragraph {
	r := a.rank
	if r == nil {
		return a.Paragraph("report.rank/none")
	}
	code := "report.rank"
	if r.Fewest == r.Most {
		code = "report.rank/exact"
	}
	text := a.Phrase(code, "score", r.Score, "fewest", r.Fewest, "most", r.Most, "total", r.Total, "on", r.On, "low", r.Low, "high", r.High)
	if r.On < forecast.Reform && a.doc.Today >= forecast.Reform {
		text += " " + a.Phrase("report.rank-reform", "reform", forecast.Reform)
	}
	return Paragraph{Text: text}
}

// shown says whether a stream stands in the table: one that holds rounds, or
// that is open, or may be.
func shown(s *answer.Stream) bool {
	return s.State == "active" || s.State != "closed" && (s.Eligible == nil || *s.Eligible)
}

// streamTable is which streams are open, and what is missing in the others.
func (a *author) streamTable() Table {
	t := Table{Title: a.Phrase("report.streams-caption", "on", a.doc.Today), Columns: a.Columns("stream", "in", "last-round", "#cutoff", "#against", "lacks")}
	for i := range a.eligible.Streams {
		s := &a.eligible.Streams[i]
		if !shown(s) {
			continue
		}
		last, cutoff, against := a.lastRound(s)
		t.Rows = append(t.Rows, Row{Cells: cells(a.Catalogue.Term("stream."+s.Stream), a.Verdict(s.Eligible).Text, last, cutoff, against, a.lacks(s))})
	}
	return t
}

// lastRound is the day and the cutoff of a stream's newest round, and how far
// the score lies above it.
func (a *author) lastRound(s *answer.Stream) (last, cutoff, against string) {
	if s.LastRound.IsZero() {
		return a.Catalogue.Term("state.never"), "", ""
	}
	for i := len(a.doc.Record.Rounds) - 1; i >= 0; i-- {
		r := &a.doc.Record.Rounds[i]
		if string(r.Stream) != s.Stream {
			continue
		}
		// A cutoff of nominees holds 600 points that nobody else has.
		if r.Stream == draws.PNP && s.Eligible != nil && !*s.Eligible {
			return a.Value(r.Date), fmt.Sprint(r.Cutoff), ""
		}
		return a.Value(r.Date), fmt.Sprint(r.Cutoff), a.Signed(a.score.Total - r.Cutoff).Text
	}
	for i := len(a.doc.Record.Bands) - 1; i >= 0; i-- {
		b := &a.doc.Record.Bands[i]
		if b.Until == s.LastRound && b.Published() && slices.Contains(b.Streams, draws.Stream(s.Stream)) {
			return a.Value(b.Until), fmt.Sprintf("%d–%d", b.Low, b.High), a.Catalogue.Term("place." + string(b.Place(a.score.Total)))
		}
	}
	return a.Value(s.LastRound), "", ""
}

// lacks is what is missing of a stream, or not known: the first thing, and how
// many more.
func (a *author) lacks(s *answer.Stream) string {
	var list []string
	for _, r := range s.Missing {
		list = append(list, r.Because)
	}
	for _, r := range s.Unknown {
		list = append(list, a.Phrase("report.unknown-requirement", "because", r.Because))
	}
	const most = 1
	more := len(list) - most
	text := reason.Capital(strings.Join(list[:min(most, len(list))], "; "))
	if more > 0 {
		text += a.Phrase("eligible-more", "count", more)
	}
	return text
}

// otherStreams names the streams that the table leaves out.
func (a *author) otherStreams() string {
	var names []string
	for i := range a.eligible.Streams {
		if s := &a.eligible.Streams[i]; !shown(s) {
			names = append(names, a.Catalogue.Term("stream."+s.Stream))
		}
	}
	return strings.Join(names, ", ")
}
