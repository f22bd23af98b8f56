package sim_test

import (
	"errors"
	"testing"

	"crsplan/sim"
)

// Whoever answers for many people outlives what breaks for one of them.
func TestAPanicOnAnotherCoreIsTheCallers(t *testing.T) {
	defer func() {
		if p := recover(); p != "broken" {
			t.Errorf("recovered %v", p)
		}
	}()
	err := sim.Parallel(100, func(i int) error {
		if i == 7 {
			panic("broken")
		}
		return nil
	})
	t.Errorf("it came back with %v", err)
}

func TestAllThatGoesWrongOnTheCoresIsTold(t *testing.T) {
	one, other := errors.New("one"), errors.New("other")
	err := sim.Parallel(10, func(i int) error { return map[int]error{3: one, 8: other}[i] })
	if !errors.Is(err, one) || !errors.Is(err, other) {
		t.Error(err)
	}
}
