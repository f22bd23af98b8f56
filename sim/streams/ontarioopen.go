package streams

import (
	"slices"

	"crsplan/sim/draws"
	"crsplan/sim/language"
	"crsplan/sim/noc"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// What every draw of Ontario's asks for first: a stream that is open, interest
// in Ontario, and what its name says.

// requireName asks for the least that the name of a stream says, where its
// rules are not established: some French, or some work in a trade.
func (p *Person) requireName(s *sheet, stream draws.Stream) {
	ref := ontarioRules().hcp.ref
	if stream == draws.OntarioFrench {
		s.require("language", verdict(p.levels(language.French) != language.Levels{}), func() reason.Reason {
			return reason.New("streams.named/french", "stream", stream.Term()).At(ref)
		})
		return
	}
	trade := slices.ContainsFunc(p.Profile.Self.Work, func(j profile.Job) bool {
		o, ok := noc.Lookup(j.NOC)
		return ok && o.Trade
	})
	s.require("work", verdict(trade), func() reason.Reason {
		return reason.New("streams.named/trades", "stream", stream.Term()).At(ref)
	})
}

// requireOpen asks for a stream that issues notifications at all. One that has
// merely stopped holding draws is open.
func (p *Person) requireOpen(s *sheet, stream draws.Stream) {
	day, closed := draws.ClosedOn(stream)
	closed = closed && day <= p.Law && day <= p.Known
	intakes := ontarioRules().intake
	open := slices.IndexFunc(intakes, func(i intake) bool { return i.in(p.Law, p.Known) })
	s.require("open", verdict(!closed && open >= 0), func() reason.Reason {
		switch {
		case closed:
			return reason.New("streams.open/closed", "stream", stream.Term(), "from", day).At(ontarioRules().closed)
		case open < 0:
			return reason.New("streams.open/paused", "stream", stream.Term(), "day", p.Law).At(intakes[0].ref)
		}
		return reason.New("streams.open", "stream", stream.Term()).At(intakes[open].ref)
	})
}

const ontarioTerm = reason.Term("province.ON")

// requireOntario asks for interest in Ontario.
func (p *Person) requireOntario(s *sheet) {
	met := interest(p.Profile.Canada.Provinces, "ON")
	s.require("province", met, func() reason.Reason {
		code := map[Verdict]string{Yes: "streams.province", NotKnown: "streams.province/not-declared", No: "streams.province/other"}[met]
		return reason.New(code, "province", ontarioTerm).At(ontarioRules().hcp.province)
	}, "canada.provinces")
}

// interest says whether interest in a province was declared.
func interest(provinces []string, in string) Verdict {
	if len(provinces) == 0 {
		return NotKnown
	}
	return verdict(slices.Contains(provinces, in) || slices.Contains(provinces, profile.AnyProvince))
}
