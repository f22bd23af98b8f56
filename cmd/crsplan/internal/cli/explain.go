package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/sim/crs"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

func (a *app) explainCommand() *cobra.Command {
	var on string
	cmd := &cobra.Command{
		Use: "explain",
		Example: `  crsplan explain
  crsplan explain core.age
  crsplan explain french job_offer --as-of 2017-01-01
  crsplan explain transferability.education_language --on 2020-01-01`,
		RunE: func(_ *cobra.Command, args []string) error {
			w, err := a.world()
			if err != nil {
				return err
			}
			at, err := dayOr("--on", on, w.Today)
			if err != nil {
				return err
			}
			factors, err := factorsOf(args)
			if err != nil {
				return err
			}
			doc, err := answer.ExplanationOf(a.words, w.Book, at, w.Known, factors)
			if err != nil {
				return err
			}
			return a.printAnswer(doc, func(p page.Writer) []page.Block {
				if len(args) == 0 {
					return page.Factors(p, doc)
				}
				return page.Explanation(p, doc)
			})
		},
	}
	cmd.Flags().StringVar(&on, "on", "", "")
	return cmd
}

// factorNames returns what factors may be called: in full, and by their last
// part.
func factorNames() []string {
	var names []string
	for _, f := range crs.Factors() {
		names = append(names, string(f))
	}
	for _, f := range crs.Factors() {
		if _, short, _ := strings.Cut(string(f), "."); !slices.Contains(names, short) {
			names = append(names, short)
		}
	}
	return names
}

// factorsOf returns the factors that words mean, each once; all of them where
// there is no word.
func factorsOf(words []string) ([]crs.Factor, error) {
	if len(words) == 0 {
		return crs.Factors(), nil
	}
	var factors []crs.Factor
	for _, word := range words {
		name := strings.ReplaceAll(strings.ToLower(word), "-", "_")
		found := false
		for _, f := range crs.Factors() {
			_, short, _ := strings.Cut(string(f), ".")
			if name != string(f) && name != short {
				continue
			}
			found = true
			if !slices.Contains(factors, f) {
				factors = append(factors, f)
			}
		}
		if !found {
			hint := reason.New("no-factor/hint")
			if near, ok := tomlfile.Nearest(word, factorNames()); ok {
				hint = reason.New("hint.did-you-mean", "near", near)
			}
			return nil, usage(reason.New("no-factor", "factor", word)).with(hint)
		}
	}
	return factors, nil
}
