package answer

import (
	"slices"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

// Eligible is which programs and streams are open to a person on a day.
type Eligible struct {
	Schema   int       `json:"schema"`
	ID       any       `json:"id,omitempty"`
	Name     string    `json:"name"`
	On       civil.Day `json:"on"`
	Option   string    `json:"option"`
	Title    string    `json:"title"` // of the option
	Until    civil.Day `json:"until"` // how far opens_on looks ahead
	Programs []Program `json:"programs"`
	Streams  []Stream  `json:"streams"`
	Pathways []Pathway `json:"pathways"`
	Needs    []Need    `json:"needs"` // missing facts that decide something on the day
	// Renewed are the documents that are taken to be renewed by the day, and
	// ClosedIfNotRenewed the round types that are not open without.
	Renewed            []Renewed `json:"renewed,omitempty"`
	ClosedIfNotRenewed []string  `json:"closed_if_not_renewed,omitempty"`
	Watch              []Warning `json:"watch"`
	Warnings           []Warning `json:"warnings"`
}

// Program is one of the three federal programs.
type Program struct {
	Program  string        `json:"program"`
	Eligible *bool         `json:"eligible"` // null where it is not known
	Points   *int          `json:"points,omitempty"`
	Pass     int           `json:"pass,omitempty"`
	Grid     []GridLine    `json:"grid,omitempty"`
	Met      []Requirement `json:"met"`
	Missing  []Requirement `json:"missing"`
	Unknown  []Requirement `json:"unknown"`
}

// GridLine is one of the six factors of the 67 points.
type GridLine struct {
	Factor  string `json:"factor"`
	Points  int    `json:"points"`
	Max     int    `json:"max"`
	Because string `json:"because"`
	Ref     string `json:"ref"`
}

// Stream is one kind of round.
type Stream struct {
	Stream    string        `json:"stream"`
	Eligible  *bool         `json:"eligible"`
	State     string        `json:"state"`
	LastRound civil.Day     `json:"last_round"` // null where none was held
	OpensOn   civil.Day     `json:"opens_on"`   // the first day on which it is open; null where it never is by until
	Met       []Requirement `json:"met"`
	Missing   []Requirement `json:"missing"`
	Unknown   []Requirement `json:"unknown"`
}

// Pathway is a provincial way to a nomination that holds no rounds on the
// scale of the CRS.
type Pathway struct {
	Pathway  string        `json:"pathway"`
	Eligible *bool         `json:"eligible"`
	Met      []Requirement `json:"met"`
	Missing  []Requirement `json:"missing"`
	Unknown  []Requirement `json:"unknown"`
}

// Requirement is one thing that is asked for, in words.
type Requirement struct {
	Requirement string   `json:"requirement"`
	Because     string   `json:"because"`
	Ref         string   `json:"ref"`
	Needs       []string `json:"needs,omitempty"`
}

// EligibleOf makes the document of a person on a day of a projection.
func EligibleOf(c *reason.Catalogue, name string, proj *sim.Projection, on civil.Day, record *draws.Record, today civil.Day, warnings reason.Warnings) *Eligible {
	person, standing := proj.Person(on), proj.At(on)
	person.Score = &streams.Score{Points: standing.Total, Whole: standing.Complete()}
	lanes := proj.Lanes(on, draws.Streams())
	m := decidingOn(proj, on, OpenStreams(record, today))
	doc := &Eligible{Schema: Schema, Name: name, On: on, Option: proj.Option.Name, Title: Title(c, proj.Option, proj.Names), Until: proj.End, Needs: m.needsOf(c, -1), Watch: []Warning{}}
	open := slices.DeleteFunc(slices.Clone(lanes), func(l sim.Lane) bool { return streams.StateOf(l.Stream, record, today) == draws.Closed })
	doc.Watch = watch(c, proj.Dates(open), on)
	for _, which := range streams.Programs {
		doc.Programs = append(doc.Programs, programOf(c, &person, which))
	}
	for _, stream := range draws.Streams() {
		doc.Streams = append(doc.Streams, streamOf(c, &person, stream, lanes, record, today))
	}
	for _, key := range streams.Pathways() {
		if result, ok := person.Pathway(key); ok {
			p := Pathway{Pathway: key, Eligible: truth(result.Verdict)}
			p.Met, p.Missing, p.Unknown = sorted(c, result)
			doc.Pathways = append(doc.Pathways, p)
		}
	}
	warnings.Add(DataWarnings(record, today)...)
	doc.Warnings = Words(c, warnings)
	return doc
}

// truth is a verdict as JSON: true, false or null.
func truth(v streams.Verdict) *bool {
	if v == streams.NotKnown {
		return nil
	}
	yes := v == streams.Yes
	return &yes
}

func programOf(c *reason.Catalogue, person *streams.Person, which streams.Program) Program {
	result := person.Program(which)
	doc := Program{Program: string(which), Eligible: truth(result.Verdict)}
	doc.Met, doc.Missing, doc.Unknown = sorted(c, result)
	if which == streams.FSW {
		grid := person.Grid()
		doc.Points, doc.Pass = &grid.Total, grid.Pass
		for _, l := range grid.Lines {
			doc.Grid = append(doc.Grid, GridLine{l.Factor, l.Points, l.Max, c.Say(l.Because), c.CiteRef(l.Because)})
		}
	}
	return doc
}

func streamOf(c *reason.Catalogue, person *streams.Person, s draws.Stream, lanes []sim.Lane, record *draws.Record, today civil.Day) Stream {
	result := person.Stream(s)
	doc := Stream{Stream: string(s), Eligible: truth(result.Verdict), State: string(streams.StateOf(s, record, today)), LastRound: LastHeld(record, s)}
	doc.OpensOn, _ = sim.Opens(lanes, s)
	doc.Met, doc.Missing, doc.Unknown = sorted(c, result)
	return doc
}

// LastHeld returns the day of a stream's newest round or draw; zero for none.
func LastHeld(record *draws.Record, s draws.Stream) civil.Day {
	if s.Ontario() {
		if bands := record.Of(s).Bands; len(bands) > 0 {
			return bands[len(bands)-1].Until
		}
		return 0
	}
	last, _ := record.Last(s)
	return last.Date
}

// sorted puts the requirements of a result into words, by how they are met.
func sorted(c *reason.Catalogue, result streams.Result) (met, missing, unknown []Requirement) {
	met, missing, unknown = []Requirement{}, []Requirement{}, []Requirement{}
	for _, r := range result.Requirements {
		doc := Requirement{r.Key, c.Say(r.Because), c.CiteRef(r.Because), r.Needs}
		switch r.Met {
		case streams.Yes:
			met = append(met, doc)
		case streams.No:
			missing = append(missing, doc)
		default:
			unknown = append(unknown, doc)
		}
	}
	return met, missing, unknown
}
