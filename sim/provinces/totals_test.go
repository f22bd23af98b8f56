package provinces

import (
	"encoding/json"
	"os"
	"testing"
)

// worked is one of the totals that were derived by hand from the provinces' pages.
type worked struct {
	Scale, ID, Who, Stream string
	Input                  map[string]any
	Parts                  map[string]int
	Total                  int
}

func workedTotals(t *testing.T) (list []worked) {
	t.Helper()
	data, err := os.ReadFile("testdata/totals.json")
	if err == nil {
		err = json.Unmarshal(data, &list)
	}
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func (w *worked) inputs(t *testing.T) (inputs map[string]Value, route string) {
	t.Helper()
	inputs, route = map[string]Value{}, w.Stream
	for key, value := range w.Input {
		switch v := value.(type) {
		case float64:
			inputs[key] = Number(v)
		case bool:
			inputs[key] = Flag(v)
		case string:
			if inputs[key] = Word(v); key == "route" {
				route = v
			}
		case []any:
			var each Value
			for _, level := range v {
				each.Each = append(each.Each, int(level.(float64)))
			}
			inputs[key] = each
		default:
			t.Fatalf("%s: %s is %T", w.ID, key, value)
		}
	}
	return inputs, route
}

func TestEveryWorkedTotalIsExactLineByLine(t *testing.T) {
	list := workedTotals(t)
	if len(list) != 47 {
		t.Fatalf("%d totals", len(list))
	}
	for _, w := range list {
		inputs, route := w.inputs(t)
		p := ScaleOf(w.Scale).Points(inputs, route)
		if p.Low != w.Total || p.High != w.Total {
			t.Errorf("%s: %d to %d points, want %d", w.ID, p.Low, p.High, w.Total)
		}
		left := w.Total
		for _, l := range p.Lines {
			want := w.Parts[l.Factor]
			left -= want
			if l.Low != want || l.High != want {
				t.Errorf("%s: %s is %d to %d, want %d", w.ID, l.Factor, l.Low, l.High, want)
			}
		}
		if left != 0 {
			t.Errorf("%s: %d points are in no line", w.ID, left)
		}
	}
}
