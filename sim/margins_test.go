package sim_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim"
	"crsplan/sim/draws"
)

func TestMargins(t *testing.T) {
	round := func(number, on string, s draws.Stream, cutoff int) draws.Round {
		return draws.Round{Number: number, Date: day(on), Stream: s, Cutoff: cutoff}
	}
	band := func(on string, low, high int) draws.Band {
		return draws.Band{Date: day(on), Until: day(on), Streams: []draws.Stream{draws.OntarioTech}, Low: low, High: high}
	}
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
		Bands: []draws.Band{band("2021-01-01", 430, 440), band("2022-02-01", 460, 467)},
	}
	margins := func(score int, nominated bool) map[draws.Stream]sim.Margin {
		m := map[draws.Stream]sim.Margin{}
		for _, margin := range sim.Margins(score, nominated, record) {
			m[margin.Stream] = margin
		}
		return m
	}

	t.Run("the newest round, and the lowest and highest of the twelve months before", func(t *testing.T) {
		want := sim.Margin{Stream: draws.CEC, Last: record.Rounds[6], ToLast: 0, InYear: 4, ToLowest: 30, ToHighest: -10}
		if diff := cmp.Diff(want, margins(470, false)[draws.CEC]); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
	t.Run("a point less is a point less everywhere", func(t *testing.T) {
		m := margins(469, false)[draws.CEC]
		if m.ToLast != -1 || m.ToLowest != 29 || m.ToHighest != -11 {
			t.Errorf("%+v", m)
		}
	})
	t.Run("a stream without a round in the year has its last alone", func(t *testing.T) {
		want := sim.Margin{Stream: draws.French, Last: record.Rounds[0], ToLast: 70}
		if diff := cmp.Diff(want, margins(470, false)[draws.French]); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
	t.Run("a stream without any round is left out", func(t *testing.T) {
		if m, ok := margins(470, true)[draws.STEM]; ok {
			t.Errorf("%+v", m)
		}
		if m, ok := margins(470, true)[draws.OntarioHealth]; ok {
			t.Errorf("%+v", m)
		}
		if list := sim.Margins(470, true, &draws.Record{}); list != nil {
			t.Errorf("nothing was held, but %v", list)
		}
	})
	t.Run("the PNP's rounds are for the nominated", func(t *testing.T) {
		if m, ok := margins(470, false)[draws.PNP]; ok {
			t.Errorf("without a nomination: %+v", m)
		}
		if m := margins(1070, true)[draws.PNP]; m.ToLast != 370 || m.InYear != 1 || m.ToLowest != 370 || m.ToHighest != 370 {
			t.Errorf("with one: %+v", m)
		}
	})
	t.Run("both ends of Ontario's newest band bind", func(t *testing.T) {
		for score, place := range map[int]draws.Place{435: draws.Below, 459: draws.Below, 460: draws.Inside, 467: draws.Inside, 468: draws.Above} {
			m := margins(score, false)[draws.OntarioTech]
			if m.Place != place || m.Band == nil || m.Band.Date != day("2022-02-01") || m.InYear != 0 {
				t.Errorf("%d: %+v", score, m)
			}
		}
	})
	t.Run("in the order of the streams", func(t *testing.T) {
		var got []draws.Stream
		for _, m := range sim.Margins(470, true, record) {
			got = append(got, m.Stream)
		}
		if want := []draws.Stream{draws.CEC, draws.PNP, draws.French, draws.OntarioTech}; !slices.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
	})
}
