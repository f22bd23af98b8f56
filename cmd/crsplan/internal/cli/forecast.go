package cli

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
	"crsplan/sim/reason"
)

// What the flags of a forecast may say.
const (
	mostInvited = 100_000 // of a round
	mostScore   = 1200
	nomination  = 600 // points
)

func (a *app) forecastCommand() *cobra.Command {
	var size, every, hold []string
	var scores, within []int
	var reform, log string
	var drawn *chartFlags
	cmd := &cobra.Command{
		Use: "forecast",
		Example: `  crsplan forecast
  crsplan forecast cec french --score 505,515 --within 90,180,365
  crsplan forecast cec --size cec=6000 --every cec=28d
  crsplan forecast general --hold general=0.5@2027-03
  crsplan forecast cec --as-of 2025-12-09 --json
  crsplan forecast --log forecasts.jsonl`,
		RunE: func(_ *cobra.Command, args []string) error {
			w, err := a.world()
			if err != nil {
				return err
			}
			q := answer.ForecastQuery{Scores: scores, Within: within}
			if q.Streams, err = federal(args); err != nil {
				return err
			}
			if q.Options, err = suppositions(q.Streams, size, every, hold, w.Today); err != nil {
				return err
			}
			for _, score := range scores {
				if score < 1 || score > mostScore {
					return usage(reason.New("forecast-score", "score", score, "most", mostScore)).with(reason.New("forecast-score/hint"))
				}
			}
			for _, days := range within {
				if days < 1 || days > forecast.HeldDays {
					return usage(reason.New("forecast-within", "days", days, "most", forecast.HeldDays)).with(reason.New("forecast-within/hint"))
				}
			}
			if q.Refuse, err = refuses(reform); err != nil {
				return err
			}
			if log != "" {
				if err := a.logForecast(log, answer.Issue(a.record(w), w.Today, a.seed, commit(), q.Streams)); err != nil {
					return err
				}
			}
			return a.showForecast(w.Today, answer.ForecastOf(a.words, a.record(w), w.Today, a.seed, q), len(args) > 0, drawn)
		},
	}
	flags := cmd.Flags()
	flags.StringSliceVar(&size, "size", nil, "")
	flags.StringSliceVar(&every, "every", nil, "")
	flags.StringSliceVar(&hold, "hold", nil, "")
	flags.IntSliceVar(&scores, "score", nil, "")
	flags.IntSliceVar(&within, "within", []int{90, 180, 365}, "")
	flags.StringVar(&reform, "after-reform", "show", "")
	flags.StringVar(&log, "log", "", "")
	for _, supposed := range []string{"size", "every", "hold"} { // what is logged is what was foretold, not what was supposed
		cmd.MarkFlagsMutuallyExclusive("log", supposed)
	}
	drawn = a.chartFlags(cmd)
	return cmd
}

// federal returns the streams of words, which must have rounds with a cutoff.
func federal(words []string) ([]draws.Stream, error) {
	list, err := streamsOf(words)
	if err != nil {
		return nil, err
	}
	for _, s := range list {
		if s.Ontario() {
			return nil, usage(reason.New("forecast-ontario", "stream", s.Term())).with(reason.New("forecast-ontario/hint"))
		}
	}
	return list, nil
}

// suppositions reads the what-ifs of a forecast.
func suppositions(streams []draws.Stream, size, every, hold []string, today civil.Day) (forecast.Options, error) {
	o := forecast.Options{
		Streams: streams,
		Size:    map[draws.Stream]int{}, Every: map[draws.Stream]int{}, Hold: map[draws.Stream]forecast.Hold{},
	}
	err := cmp.Or(
		eachSupposed(streams, "--size", size, reason.New("forecast-flag/size"), func(s draws.Stream, value string) bool {
			n, err := strconv.Atoi(value)
			o.Size[s] = n
			return err == nil && n >= 1 && n <= mostInvited
		}),
		eachSupposed(streams, "--every", every, reason.New("forecast-flag/every"), func(s draws.Stream, value string) bool {
			n, err := strconv.Atoi(strings.TrimSuffix(value, "d"))
			o.Every[s] = n
			return err == nil && n >= 1 && n <= forecast.HeldDays
		}),
		eachSupposed(streams, "--hold", hold, reason.New("forecast-flag/hold"), func(s draws.Stream, value string) bool {
			chance, date, _ := strings.Cut(value, "@")
			p, err := strconv.ParseFloat(chance, 64)
			by, ok := lastDay(date)
			o.Hold[s] = forecast.Hold{P: p, By: by}
			return err == nil && p >= 0 && p <= 1 && ok && by > today
		}),
	)
	return o, err
}

// eachSupposed reads the values of a flag, each a stream and what is supposed
// of it. Where streams are asked for it must be one of them.
func eachSupposed(streams []draws.Stream, flag string, values []string, hint reason.Reason, take func(draws.Stream, string) bool) error {
	for _, word := range values {
		name, value, _ := strings.Cut(word, "=")
		list, err := federal([]string{name})
		if err != nil {
			return err
		}
		if len(streams) > 0 && !slices.Contains(streams, list[0]) {
			return usage(reason.New("forecast-flag-elsewhere", "flag", flag, "value", word)).with(reason.New("forecast-flag-elsewhere/hint", "stream", name))
		}
		if !take(list[0], value) {
			return usage(reason.New("forecast-flag", "flag", flag, "value", word)).with(hint)
		}
	}
	return nil
}

// lastDay reads a day, or a month as its last day.
func lastDay(text string) (civil.Day, bool) {
	if d, err := civil.Parse(text); err == nil {
		return d, true
	}
	d, err := civil.Parse(text + "-01")
	return d.AddMonths(1) - 1, err == nil
}

func (a *app) showForecast(today civil.Day, doc *answer.Forecast, months bool, f *chartFlags) error {
	var files []charts.File
	if a.wantsCharts(f) && len(doc.Streams) > 0 {
		var err error
		if files, err = a.draw(f, today, charts.Named{Name: "fan", Chart: charts.Fan(a.words, doc)}); err != nil {
			return err
		}
	}
	return a.show(files, doc, func(w page.Writer) []page.Block { return page.Forecast(w, doc, months) })
}
