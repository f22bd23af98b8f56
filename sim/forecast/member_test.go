package forecast

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"crsplan/sim/draws"
)

// follow plays the equations of a member over levels, for a mean that is given.
func follow(z []float64, keep, mean float64) (surprises []float64, at float64) {
	for t := range z {
		expected := z[0] + mean + keep*at
		if t == 0 {
			// Before the first round nothing is known but its level, which is
			// the base: all of its distance from the mean is a surprise.
			expected = z[0] + mean
		}
		e := z[t] - expected
		surprises = append(surprises, e)
		at = keep*at + learns*e
	}
	return surprises, at
}

func drawLevels(t *rapid.T) []float64 {
	return rapid.SliceOfN(rapid.Float64Range(-50, 50), 8, 40).Draw(t, "levels")
}

// The mean is that with the least sum of squared surprises, newer ones counting
// more, found here by trying.
func TestTheMeanHasTheLeastSurprises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		z, keep := drawLevels(t), rapid.SampledFrom([]float64{0, 0.6, 0.9}).Draw(t, "keep")
		m := learn(z, keep)
		cost := func(mean float64) (sum float64) {
			surprises, _ := follow(z, keep, mean)
			for i, w := range recency(len(z), memory) {
				sum += w * surprises[i] * surprises[i]
			}
			return sum
		}
		least := cost(m.mean)
		for _, off := range []float64{-1, -0.01, 0.01, 1} {
			if other := cost(m.mean + off); other < least-1e-9 {
				t.Fatalf("keep %v: with the mean %v the surprises are %v, with %v more only %v", keep, m.mean, least, off, other)
			}
		}
		surprises, at := follow(z, keep, m.mean)
		if math.Abs(at-m.at) > 1e-9 {
			t.Fatalf("it stands at %v, want %v", m.at, at)
		}
		clip(surprises[1:])
		for i, e := range m.surprises {
			if math.Abs(e-surprises[i+1]) > 1e-6 {
				t.Fatalf("surprise %d: %v, want %v", i, e, surprises[i+1])
			}
		}
	})
}

// With nothing to fall back to, a member is exponential smoothing.
func TestAMemberWithoutAMeanSmoothes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		z := drawLevels(t)
		smooth := z[0]
		for _, v := range z[1:] {
			smooth = (1-learns)*smooth + learns*v
		}
		if m := learn(z, 1); math.Abs(m.base+m.mean+m.at-smooth) > 1e-9 {
			t.Fatalf("expects %v, want %v", m.base+m.mean+m.at, smooth)
		}
	})
}

func TestAMemberKnowsTheSimpleCases(t *testing.T) {
	flat := slices.Repeat([]float64{7}, 20)
	zigzag := slices.Repeat([]float64{-10, 10}, 10)
	jump := append(slices.Repeat([]float64{0}, 30), 40)
	for _, test := range []struct {
		name      string
		z         []float64
		keep      float64
		low, high float64 // of the next level
	}{
		{"what was always the same stays, walking", flat, 1, 7, 7},
		{"and falling back", flat, 0.6, 7, 7},
		{"after a jump half of it is luck", jump, 1, 20, 20},
		{"a mean calls back", jump, 0.6, 1, 16},
		{"at once where nothing is kept", jump, 0, 0, 4},
		{"a zigzag is expected in its middle", zigzag, 0, -2, 2},
	} {
		m := learn(test.z, test.keep)
		if next := m.base + m.mean + m.keep*m.at; next < test.low-1e-9 || next > test.high+1e-9 {
			t.Errorf("%s: %v, want %v to %v", test.name, next, test.low, test.high)
		}
	}
	if walk, fall := learn(zigzag, 1).fit, learn(zigzag, 0).fit; fall <= walk {
		t.Errorf("a zigzag is as likely a walk (%v) as something that falls back (%v)", walk, fall)
	}
}

// By hand: errors of 1 each; weights 1, .97, ... of the targets that there are.
func TestTheFitByHand(t *testing.T) {
	total := func(n int) (sum float64) {
		for i := range n {
			sum += math.Pow(memory, float64(i))
		}
		return sum
	}
	always := func(int, int) float64 { return -1 }
	for n, want := range map[int]float64{
		3: 0, // one target each: nothing to compare by
		4: total(2),
		5: total(3) + total(2)/3,
		8: total(6) + total(5)/3 + total(2)/6,
	} {
		if got := fit(n, always); math.Abs(got+want*math.Log(2)) > 1e-12 {
			t.Errorf("%d rounds: %v, want %v", n, got, -want*math.Log(2))
		}
	}
}

func TestMembersCountByTheirFit(t *testing.T) {
	w := weights([]member{{fit: -10}, {fit: -12}, {fit: -200}})
	if math.Abs(w[0]+w[1]+w[2]-1) > 1e-12 || math.Abs(w[1]/w[0]-math.Exp(-1)) > 1e-12 || w[2] > 1e-40 {
		t.Errorf("%v", w)
	}
}

func TestASingleJumpIsNoRule(t *testing.T) {
	steady := slices.Repeat([]float64{2, -2}, 10)
	jump := append(slices.Clone(steady), 500)
	if a, b := clip(steady), clip(jump); a != 2 || math.Abs(b-2.961) > 1e-3 {
		t.Errorf("the spread goes from %v to %v", a, b)
	}
	if most := jump[20]; math.Abs(most-3*2*1.4826) > 1e-9 {
		t.Errorf("the jump counts as %v", most)
	}
	if tiny := []float64{0, 0, 0, 9}; clip(tiny) == 0 || tiny[3] != 3 {
		t.Errorf("a point is the least that is typical: %v", tiny)
	}
}

func TestSizesFallBackAndAreDrawnToTheUsualWhileFew(t *testing.T) {
	if a := fitAutoregression([]float64{5, 5, 5}); a.mean != 5 || math.Abs(a.keep-0.8) > 1e-9 || a.after(6) != 5+a.keep {
		t.Errorf("%+v", a)
	}
	if a := fitAutoregression(slices.Repeat([]float64{4, 6}, 60)); a.keep != 0 {
		t.Errorf("a zigzag keeps nothing: %+v", a)
	}
}

// PNP is no queue, and its cutoffs answer to sizes by the logarithm.
func TestTheLevelOfNominees(t *testing.T) {
	past := history(draws.PNP, []int{700, 720, 690}, []int{500, 1000, 250}, []int{1, 14, 14})
	z, q := levels(past, 20)
	for i, want := range []float64{700, 720 + 20*math.Ln2, 690 - 20*math.Ln2} {
		if math.Abs(z[i]-want) > 1e-9 {
			t.Errorf("round %d: %v, want %v", i, z[i], want)
		}
	}
	if q != nil {
		t.Errorf("a queue: %v", q)
	}
}
