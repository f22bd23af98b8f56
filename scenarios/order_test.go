package scenarios

import (
	"fmt"
	"strings"
	"testing"
)

// chain is a scenario of so many steps, each after the one before, and the first
// after one of them where they go round.
func chain(n int, round bool) []byte {
	var b strings.Builder
	b.WriteString("title = \"Chain\"\n")
	for i := range n {
		fmt.Fprintf(&b, "[steps.s%d]\ntitle = \"Step\"\n", i)
		switch {
		case i > 0:
			fmt.Fprintf(&b, "after = [\"s%d\"]\n", i-1)
		case round:
			fmt.Fprintf(&b, "after = [\"s%d\"]\n", n-1)
		}
	}
	return []byte(b.String())
}

func TestALongChainOfStepsIsReadAndALongLoopIsToldOnce(t *testing.T) {
	if s, _, err := ReadScenario("chain.toml", chain(2000, false)); err != nil || len(s.Steps) != 2000 {
		t.Fatal(err)
	}
	for _, n := range []int{1, 2, mostNamed, mostNamed + 1, 300} {
		_, _, err := ReadScenario("loop.toml", chain(n, true))
		want := "waits for itself"
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Fatalf("%d steps: %v", n, err)
		}
	}
}

func BenchmarkAChainOfSteps(b *testing.B) {
	for _, n := range []int{200, 2000} {
		text := chain(n, false)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if _, _, err := ReadScenario("chain.toml", text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
