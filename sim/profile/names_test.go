package profile_test

import (
	"testing"

	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

func TestACoupleIsCalledByName(t *testing.T) {
	omar := profile.Names{Self: "Omar", Partner: "Anna"}
	for _, test := range []struct {
		names          profile.Names
		lang, is, want string
	}{
		{omar, "en", "Your partner reaches CLB 9 in English", "Anna reaches CLB 9 in English"},
		{omar, "en", "Partner's credential assessed", "Anna's credential assessed"},
		{omar, "en", "Your partner applies in your place", "Anna applies in Omar's place"},
		{omar.Swapped(), "en", "last valid day of the English test of the principal applicant", "last valid day of the English test of Anna"},
		{omar, "fr", "Votre conjoint présente la demande à votre place", "Anna présente la demande à la place d'Omar"},
		{omar, "fr", "Diplôme du conjoint : maîtrise", "Diplôme d'Anna : maîtrise"},
		{omar.Swapped(), "fr", "les tables de votre conjoint", "les tables d'Omar"},
		{profile.Names{}, "en", "Your partner reaches CLB 9 in English", "Your partner reaches CLB 9 in English"},
		{profile.Names{Alone: true}, "en", "the permit of the principal applicant", "the permit"},
		{profile.Names{Alone: true}, "fr", "le permis (demandeur principal)", "le permis"},
	} {
		if got := test.names.In(test.lang, test.is); got != test.want {
			t.Errorf("%s: %q is %q, want %q", test.lang, test.is, got, test.want)
		}
	}
}

func TestNamesNeedBoth(t *testing.T) {
	p := &profile.Profile{Name: reason.Text{English: "Omar & Lina"}}
	if n := p.Names(); !n.Alone || n.Known() {
		t.Errorf("of one person: %+v", n)
	}
	p.Partner = &profile.Partner{}
	if n := p.Names(); n.Alone || n.Known() {
		t.Errorf("without a name: %+v", n)
	}
	p.Self.Name, p.Partner.Name = "Omar", "Lina"
	if n := p.Names(); n != (profile.Names{Self: "Omar", Partner: "Lina"}) {
		t.Errorf("of two: %+v", n)
	}
	for whole, own := range map[string]string{"Omar & Lina": "Omar", "Lina and Omar": "Omar", "Omar et Lina": "Omar", "Omar": "Omar", "Lina": ""} {
		if got := profile.OwnName(whole, "Lina"); got != own {
			t.Errorf("%s is called %q, want %q", whole, got, own)
		}
	}
}
