package web

import (
	"context"
	"errors"
	"io"
	"testing"
	"testing/synctest"
	"time"

	"crsplan/scenarios"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

func TestTheWorkEndsWhenNobodyWaits(t *testing.T) {
	srv := New(Config{Book: crs.Embedded(), Record: draws.Embedded(), Today: func() civil.Day { return today }, Paths: 50, Log: io.Discard})
	s := &state{plan: scenarios.SampleSheet("en", today), begun: true}
	q := srv.ask(s)
	a, err := srv.answer(t.Context(), reason.English(), q)
	if err != nil {
		t.Fatal(err)
	}
	ctx, leave := context.WithCancel(t.Context())
	told := 0
	err = srv.follow(ctx, reason.English(), s, q, a, func(done, of int) {
		if told++; done != 0 || of != 6 {
			t.Errorf("%d of %d done", done, of)
		}
		leave()
	}, func(string, *shownAnswer) {})
	if !errors.Is(err, context.Canceled) || told != 1 || a.Plan.Outlooks != nil {
		t.Errorf("%v after %d options", err, told)
	}
	if _, err := srv.answer(ctx, reason.English(), q); !errors.Is(err, context.Canceled) {
		t.Errorf("an answer to nobody: %v", err)
	}
	if _, err := srv.present(ctx, reason.English(), s, q, a); !errors.Is(err, context.Canceled) {
		t.Errorf("charts for nobody: %v", err)
	}
}

func TestAGateLetsSoManyThrough(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(1)
		leave, err := g.enter(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		ctx, gone := context.WithTimeout(t.Context(), time.Second)
		defer gone()
		if _, err := g.enter(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("one who left waits on: %v", err)
		}
		start := time.Now()
		if _, err := g.enter(t.Context()); !errors.Is(err, errBusy) || time.Since(start) != waitForTurn {
			t.Errorf("%v after %v", err, time.Since(start))
		}
		time.AfterFunc(time.Second, leave)
		if _, err := g.enter(t.Context()); err != nil {
			t.Errorf("room was made: %v", err)
		}
	})
}
