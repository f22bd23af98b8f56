package charts_test

// The people whom the charts are drawn of.
const (
	single = `
stated_on = 2026-11-22
name = "Ana"
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
from = 2021-11-22
`
	couple = `
stated_on = 2026-11-22
birth_date = 1989-03-14
marital_status = "married"
[education]
level = "two-year"
country = "BR"
eca_issued = 2025-06-10
[languages.french]
taken_on = 2026-06-02
clb = { listening = 6, reading = 6, writing = 6, speaking = 6 }
[work.clinic]
noc = "31301"
country = "BR"
from = 2023-02-01
[partner]
birth_date = 1990-05-01
[partner.education]
level = "bachelor"
country = "CA"
[partner.languages.english]
taken_on = 2026-06-02
clb = { listening = 5, reading = 5, writing = 5, speaking = 5 }
`
	worker = `
stated_on = 2026-11-22
name = "Wei"
birth_date = 1998-12-01
marital_status = "single"
[education]
level = "masters"
country = "CA"
canadian_study = "three-plus-years-or-graduate"
[languages.english]
taken_on = 2026-06-02
clb = { listening = 9, reading = 9, writing = 9, speaking = 9 }
[work.shop]
noc = "21232"
country = "CA"
from = 2025-06-01
[work.before]
noc = "21232"
country = "CN"
months = 36
[canada]
permit = { kind = "pgwp", expires = 2028-06-01 }
sibling = true
certificate_of_qualification = true
[canada.job_offer]
noc = "21232"
lmia = true
months = 24
`
)

var people = map[string]string{"single": single, "couple": couple, "worker": worker}
