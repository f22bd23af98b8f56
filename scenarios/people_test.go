package scenarios_test

import (
	"slices"

	"crsplan/sim"
	"crsplan/sim/language"
)

// The people whom the library is tried on. All begin on 2026-11-22.
const (
	employed = `
stated_on = 2026-11-22
birth_date = 1995-03-14
marital_status = "single"
[education]
level = "bachelor"
country = "BR"
eca_issued = 2025-06-10
[languages.english]
taken_on = 2026-06-02
clb = { listening = 8, reading = 7, writing = 6, speaking = 7 }
[work.acme]
noc = "21231"
country = "BR"
from = 2024-11-22
[canada]
family_size = 1
settlement_funds_cad = 25000
`
	jobless = `
stated_on = 2026-11-22
birth_date = 1995-03-14
marital_status = "single"
[education]
level = "bachelor"
country = "BR"
[languages.english]
taken_on = 2026-06-02
clb = { listening = 9, reading = 9, writing = 9, speaking = 9 }
[work.acme]
noc = "21231"
country = "BR"
from = 2024-05-22
to = 2026-05-21
`
	offered = employed + `
[canada.job_offer]
noc = "21231"
lmia = true
months = 24
`
	nominated = employed + `
nomination = "BC"
`
	tradesman = `
stated_on = 2026-11-22
birth_date = 1995-03-14
marital_status = "single"
[education]
level = "secondary"
country = "BR"
eca_issued = 2025-06-10
[languages.english]
taken_on = 2026-06-02
clb = { listening = 7, reading = 7, writing = 7, speaking = 7 }
[work.site]
noc = "72310"
country = "BR"
from = 2020-11-22
`
	couple = `
stated_on = 2026-11-22
birth_date = 1995-03-14
marital_status = "married"
[education]
level = "secondary"
country = "BR"
eca_issued = 2025-06-10
[languages.english]
taken_on = 2026-06-02
clb = { listening = 9, reading = 9, writing = 9, speaking = 9 }
[partner]
birth_date = 1996-05-01
accompanying = true
[partner.education]
level = "two-year"
country = "BR"
eca_issued = 2025-06-10
[partner.languages.english]
taken_on = 2026-06-02
clb = { listening = 5, reading = 5, writing = 5, speaking = 5 }
[partner.work.clinic]
noc = "31301"
country = "BR"
from = 2023-02-01
`
)

// settled are the couple once the applicant works in Canada.
const settled = couple + `
[canada]
permit = { kind = "closed", expires = 2030-01-01 }
`

// Facts of a standing that scenarios move.
var (
	english       = func(s *sim.Standing) any { return s.Candidate.Languages[language.English] }
	french        = func(s *sim.Standing) any { return s.Candidate.Languages[language.French].Lowest() }
	education     = func(s *sim.Standing) any { return s.Candidate.Education }
	canadianStudy = func(s *sim.Standing) any { return s.Candidate.CanadianStudy }
	canadianWork  = func(s *sim.Standing) any { return s.Candidate.CanadianWork }
	foreignWork   = func(s *sim.Standing) any { return s.Candidate.ForeignWork }
	offer         = func(s *sim.Standing) any { return s.Candidate.Offer }
	certificate   = func(s *sim.Standing) any { return s.Candidate.Certificate }
	nomination    = func(s *sim.Standing) any { return s.Candidate.Nominated }
	withPartner   = func(s *sim.Standing) any { return s.Candidate.WithPartner }
	partnerLevels = func(s *sim.Standing) any { return s.Candidate.Partner.Languages[language.English].Lowest() }
	partnerDegree = func(s *sim.Standing) any { return s.Candidate.Partner.Education }
	partnerWork   = func(s *sim.Standing) any { return s.Candidate.Partner.CanadianWork }
	siblingKnown  = func(s *sim.Standing) any { return !slices.Contains(s.Rules.Unknown, "sibling") }
)
