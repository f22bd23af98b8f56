package sim_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim"
	"crsplan/sim/draws"
	"crsplan/sim/streams"
)

func TestMargins(t *testing.T) {
	// The data date is 2022-06-01: the year is from 2021-06-02.
	record := &draws.Record{
		Rounds: []draws.Round{
			round("1", "2020-01-01", draws.French, 400),
			round("2", "2021-06-01", draws.CEC, 300),
			round("3", "2021-06-02", draws.CEC, 460),
			round("4", "2021-09-01", draws.CEC, 440),
			round("5", "2022-01-01", draws.CEC, 480),
			round("6", "2022-03-01", draws.PNP, 700),
			round("7", "2022-06-01", draws.CEC, 470),
		},
		Bands: []draws.Band{band("2021-01-01", 430, 440), band("2022-02-01", 460, 480)},
	}
	// The lanes are made up: the score is what counts here.
	open := func(p *sim.Projection, of ...draws.Stream) []sim.Lane {
		var lanes []sim.Lane
		for _, s := range of {
			lanes = append(lanes, sim.Lane{Stream: s, From: p.Start, To: p.End + 1, Verdict: streams.Yes})
		}
		return lanes
	}
	fixed := play(t, now("2022-01-10"), resident(477))
	margins := func(p *sim.Projection, lanes []sim.Lane) map[draws.Stream]sim.Margin {
		m := map[draws.Stream]sim.Margin{}
		for _, margin := range p.Margins(lanes, record) {
			m[margin.Stream] = margin
		}
		return m
	}

	t.Run("the newest round, and the lowest and highest of the twelve months before", func(t *testing.T) {
		want := sim.Margin{Stream: draws.CEC, Eligible: streams.Yes, Score: 477, On: fixed.Start, Last: record.Rounds[6], ToLast: 7, InYear: 4, ToLowest: 37, ToHighest: -3}
		if diff := cmp.Diff(want, margins(fixed, open(fixed, draws.CEC))[draws.CEC]); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
	t.Run("a stream without a round in the year has its last alone", func(t *testing.T) {
		want := sim.Margin{Stream: draws.French, Eligible: streams.Yes, Score: 477, On: fixed.Start, Last: record.Rounds[0], ToLast: 77}
		if diff := cmp.Diff(want, margins(fixed, open(fixed, draws.French))[draws.French]); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
	t.Run("a stream without any round is left out", func(t *testing.T) {
		if m := margins(fixed, open(fixed, draws.STEM, draws.OntarioHealth)); len(m) != 0 {
			t.Errorf("%+v", m)
		}
		if list := fixed.Margins(open(fixed, draws.Streams()...), &draws.Record{}); list != nil {
			t.Errorf("nothing was held, but %v", list)
		}
	})
	t.Run("so is a stream that is never open", func(t *testing.T) {
		shut := []sim.Lane{{Stream: draws.CEC, From: fixed.Start, To: fixed.End + 1, Verdict: streams.No}}
		if m := margins(fixed, shut); len(m) != 0 {
			t.Errorf("%+v", m)
		}
	})
	t.Run("the score is the best of the days on which the stream is open", func(t *testing.T) {
		up := play(t, now("2022-01-10"), abroad(478), scenario("up", clb(10, months(4)))) // done on 2022-05-12
		lanes := []sim.Lane{
			{Stream: draws.CEC, From: up.Start, To: day("2022-05-12"), Verdict: streams.Yes},
			{Stream: draws.CEC, From: day("2022-05-12"), To: up.End + 1, Verdict: streams.No},
			{Stream: draws.French, From: up.Start, To: up.End + 1, Verdict: streams.Yes},
		}
		m := margins(up, lanes)
		if m[draws.CEC].Score != 478 || m[draws.CEC].ToLast != 8 || m[draws.CEC].On != up.Start {
			t.Errorf("before the step: %+v", m[draws.CEC])
		}
		if best := up.Best().Total; m[draws.French].Score != best || m[draws.French].ToLast != best-400 || m[draws.French].On != day("2022-05-12") {
			t.Errorf("with it: %+v", m[draws.French])
		}
	})
	t.Run("what is not known is an if, where no day is known to be open", func(t *testing.T) {
		perhaps := []sim.Lane{{Stream: draws.CEC, From: fixed.Start, To: fixed.End + 1, Verdict: streams.NotKnown}}
		if m := margins(fixed, perhaps)[draws.CEC]; m.Eligible != streams.NotKnown || m.ToLast != 7 {
			t.Errorf("%+v", m)
		}
		late := []sim.Lane{
			{Stream: draws.CEC, From: fixed.Start, To: fixed.End, Verdict: streams.NotKnown},
			{Stream: draws.CEC, From: fixed.End, To: fixed.End + 1, Verdict: streams.Yes},
		}
		if m := margins(fixed, late)[draws.CEC]; m.Eligible != streams.Yes || m.On != fixed.End {
			t.Errorf("%+v", m)
		}
	})
	t.Run("the PNP's rounds are for the nominated", func(t *testing.T) {
		if m, ok := margins(fixed, fixed.Lanes(fixed.Start, draws.Streams()))[draws.PNP]; ok {
			t.Errorf("without a nomination: %+v", m)
		}
		nomination := sim.Step{}
		nomination.Then.Nomination = new("BC")
		p := play(t, now("2022-01-10"), resident(477), scenario("nominated", nomination))
		if m := margins(p, p.Lanes(p.Start, draws.Streams()))[draws.PNP]; m.Score != 1077 || m.ToLast != 377 || m.InYear != 1 || m.ToLowest != 377 || m.ToHighest != 377 {
			t.Errorf("with one: %+v", m)
		}
	})
	t.Run("both ends of Ontario's newest band bind", func(t *testing.T) {
		for score, place := range map[int]draws.Place{454: draws.Below, 462: draws.Inside, 477: draws.Inside, 509: draws.Above} {
			p := play(t, now("2022-01-10"), resident(score))
			m := margins(p, open(p, draws.OntarioTech))[draws.OntarioTech]
			if m.Place != place || m.Band == nil || m.Band.Date != day("2022-02-01") || m.InYear != 0 {
				t.Errorf("%d: %+v", score, m)
			}
		}
	})
	t.Run("in the order of the streams", func(t *testing.T) {
		var got []draws.Stream
		for _, m := range fixed.Margins(open(fixed, draws.OntarioTech, draws.French, draws.PNP, draws.CEC), record) {
			got = append(got, m.Stream)
		}
		if want := []draws.Stream{draws.CEC, draws.PNP, draws.French, draws.OntarioTech}; !slices.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
	})
}
