package profile

import (
	"strings"
	"unicode/utf8"
)

// Names are what the two of a couple are called, so that no reader has to find out
// who "you" is and who "your partner". They are empty where either is missing.
type Names struct {
	Self, Partner string
	// Alone says that there is no partner: who is meant needs no word.
	Alone bool
}

// Names returns what the two are called.
func (p *Profile) Names() Names {
	if p.Partner == nil {
		return Names{Alone: true}
	}
	if p.Self.Name == "" || p.Partner.Name == "" {
		return Names{}
	}
	return Names{Self: p.Self.Name, Partner: p.Partner.Name}
}

// Known says whether both are called by name.
func (n Names) Known() bool { return n.Self != "" && n.Partner != "" }

// Swapped returns the same where the two change places.
func (n Names) Swapped() Names { return Names{n.Partner, n.Self, n.Alone} }

// OwnName is what the principal applicant is called where a profile names the two
// together, as in "Omar & Lina"; "" where its name is the partner's alone.
func OwnName(whole, partner string) string {
	for _, and := range []string{" & ", " and ", " et "} {
		if own, ok := strings.CutSuffix(whole, and+partner); ok {
			return own
		}
		if own, ok := strings.CutPrefix(whole, partner+and); ok {
			return own
		}
	}
	if whole == partner {
		return ""
	}
	return whole
}

// In writes names into a text of the library or the catalogue that speaks of the
// applicant and the partner.
func (n Names) In(lang, text string) string {
	switch {
	case n.Alone:
		return strings.NewReplacer(" of the principal applicant", "", " (demandeur principal)", "").Replace(text)
	case !n.Known():
		return text
	case lang == "fr":
		return n.french(text)
	}
	return n.english(text)
}

func (n Names) english(text string) string {
	return strings.NewReplacer(
		"Your partner", n.Partner, "your partner", n.Partner, "The partner", n.Partner, "the partner", n.Partner,
		"Partner's ", n.Partner+"'s ", "partner's ", n.Partner+"'s ", "Partner:", n.Partner+":", "partner:", n.Partner+":",
		" of the principal applicant", " of "+n.Self,
		"in your place", "in "+n.Self+"'s place",
	).Replace(text)
}

func (n Names) french(text string) string {
	of := frenchOf(n.Partner)
	return strings.NewReplacer(
		"de votre conjoint", of, "Votre conjoint", n.Partner, "votre conjoint", n.Partner,
		"du conjoint", of, "au conjoint", "à "+n.Partner, "Le conjoint", n.Partner, "le conjoint", n.Partner,
		"Conjoint :", n.Partner+" :", "conjoint :", n.Partner+" :", "Conjoint\u00a0:", n.Partner+"\u00a0:", "conjoint\u00a0:", n.Partner+"\u00a0:",
		"Conjoint, ", n.Partner+", ", "conjoint, ", n.Partner+", ",
		"(conjoint)", "("+n.Partner+")", "(demandeur principal)", "("+n.Self+")",
		"à votre place", "à la place "+frenchOf(n.Self),
	).Replace(text)
}

// frenchOf is "de" before a name, elided before a vowel.
func frenchOf(name string) string {
	if first, _ := utf8.DecodeRuneInString(name); strings.ContainsRune("AEIOUÀÂÄÉÈÊËÎÏÔÖÙÛÜ", first) {
		return "d'" + name
	}
	return "de " + name
}
