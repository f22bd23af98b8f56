package draws

import (
	"slices"
	"strings"

	"crsplan/sim/reason"
)

// Stream is a kind of round that one may be eligible for.
type Stream string

// The streams of the federal rounds: the program-specific ones, and the
// categories. All versions of a category are one stream.
const (
	General        Stream = "general" // everybody in the pool: "No Program Specified" and "General"
	FSW            Stream = "fsw"
	CEC            Stream = "cec"
	FST            Stream = "fst" // the Federal Skilled Trades program, not the category
	PNP            Stream = "pnp"
	French         Stream = "french"
	Healthcare     Stream = "healthcare"
	STEM           Stream = "stem"
	Trades         Stream = "trades" // the category, not the program
	Transport      Stream = "transport"
	Agriculture    Stream = "agriculture"
	Education      Stream = "education"
	Physicians     Stream = "physicians"
	SeniorManagers Stream = "senior_managers"
	Researchers    Stream = "researchers"
	Military       Stream = "military"
)

// The streams of Ontario's notifications of interest: the kinds of draw under
// Human Capital Priorities (HCP), and the two other Express Entry streams.
const (
	OntarioTech      Stream = "oinp-hcp-tech"
	OntarioHealth    Stream = "oinp-hcp-health"
	OntarioPriority  Stream = "oinp-hcp-priority"  // lists of priority occupations, 2019 to 2022
	OntarioGeneral   Stream = "oinp-hcp-general"   // no occupation named, 2018 and 2019
	OntarioJobOffer  Stream = "oinp-hcp-job-offer" // with an offer in Ontario, 2018
	OntarioHCPFrench Stream = "oinp-hcp-french"    // French speakers under HCP, 2018
	OntarioICT       Stream = "oinp-hcp-ict"       // the precursor of the tech draws, 2017
	OntarioOther     Stream = "oinp-hcp-other"     // targeted, at what is not known, 2024
	OntarioFrench    Stream = "oinp-french"        // French-Speaking Skilled Worker, every kind of draw
	OntarioTrades    Stream = "oinp-trades"        // Skilled Trades, every kind of draw
)

// The provinces' own rounds that lead to a nomination, by the keys of package
// provinces. They are on scales of their own, so that they are none of [Streams].
const (
	AlbertaTech      Stream = "alberta-tech"
	BritishColumbia  Stream = "british-columbia"
	OntarioWorkforce Stream = "ontario-workforce-priority"
)

// ProvincialStreams returns those.
func ProvincialStreams() []Stream { return []Stream{AlbertaTech, BritishColumbia, OntarioWorkforce} }

// Provincial reports whether the stream is one of the provinces' own.
func (s Stream) Provincial() bool { return slices.Contains(ProvincialStreams(), s) }

// Streams returns all streams, the federal ones first.
func Streams() []Stream {
	return []Stream{
		General, FSW, CEC, FST, PNP, French, Healthcare, STEM, Trades, Transport, Agriculture,
		Education, Physicians, SeniorManagers, Researchers, Military,
		OntarioTech, OntarioHealth, OntarioPriority, OntarioGeneral, OntarioJobOffer,
		OntarioHCPFrench, OntarioICT, OntarioOther, OntarioFrench, OntarioTrades,
	}
}

// Ontario says whether the stream is one of Ontario's, whose draws are
// of type [Band] and lead to a nomination; rounds of the others are of type
// [Round].
func (s Stream) Ontario() bool { return strings.HasPrefix(string(s), "oinp-") }

// Known says whether s is one of [Streams].
func (s Stream) Known() bool { return slices.Contains(Streams(), s) }

// Term is the name of the stream, for people.
func (s Stream) Term() reason.Term {
	if s.Provincial() {
		return reason.Term("pathway." + string(s))
	}
	return reason.Term("stream." + string(s))
}
