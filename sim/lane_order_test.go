package sim_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim"
)

func TestLanesRunSideBySideAndEachInItsOrder(t *testing.T) {
	a, b, c := scenario("a", clb(9, months(2))), scenario("b", clb(10, months(3))), scenario("c", clb(12, months(4)))
	tests := []struct {
		name  string
		lanes []int
		want  []string
	}{
		{"all in one", []int{0, 0, 0}, []string{"a done 2022-01-10 2022-03-12", "a done 2022-03-12 2022-06-12", "a done 2022-06-12 2022-10-12"}},
		{"each in its own", []int{0, 1, 2}, []string{"a done 2022-01-10 2022-03-12", "a done 2022-01-10 2022-04-12", "a done 2022-01-10 2022-05-12"}},
		{"the first two in one", []int{0, 0, 1}, []string{"a done 2022-01-10 2022-03-12", "a done 2022-03-12 2022-06-12", "a done 2022-01-10 2022-05-12"}},
		{"the first and the last in one", []int{5, 3, 5}, []string{"a done 2022-01-10 2022-03-12", "a done 2022-01-10 2022-04-12", "a done 2022-03-12 2022-07-12"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, err := now("2022-01-10").Project(&sim.Plan{Profile: person()}, sim.Option{Scenarios: []*sim.Scenario{a, b, c}, Lanes: test.lanes})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, steps(p)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
