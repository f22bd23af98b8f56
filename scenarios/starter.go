package scenarios

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"text/template"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// OfficeFile is the name of the starter file for an office.
const OfficeFile = "office.toml"

//go:embed starter
var starterFiles embed.FS

// Starter returns the commented files that a new user begins with, by name:
// a profile, a scenario and a plan, dated from a day, in English or French
// ("en", "fr"). They are the sample too. Among them is [OfficeFile], the
// settings of an office, which is for advisers alone.
func Starter(lang string, today civil.Day) map[string][]byte {
	ahead := func(years, months int) civil.Day { return today.AddYears(years).AddMonths(months) }
	funcs := template.FuncMap{
		"today": func() civil.Day { return today },
		"ago":   func(years, months int) civil.Day { return ahead(-years, -months) },
		"ahead": ahead,
	}
	entries, err := starterFiles.ReadDir(path.Join("starter", lang))
	if err != nil {
		panic(err) // the folder is embedded, in every language
	}
	files := map[string][]byte{}
	for _, e := range entries {
		t := template.Must(template.New(e.Name()).Funcs(funcs).ParseFS(starterFiles, path.Join("starter", lang, e.Name())))
		var b strings.Builder
		if err := t.Execute(&b, nil); err != nil {
			panic(err) // the templates hold nothing but days
		}
		files[e.Name()] = []byte(b.String())
	}
	return files
}

// SamplePlan returns the plan of the program's sample on a day: a software
// developer abroad with a bachelor's degree and CLB 8, and five options beside
// staying.
func SamplePlan(lang string, today civil.Day) (*sim.Plan, reason.Warnings, error) {
	r := sampleReader(lang, today)
	data, err := r.Open("plan.toml")
	if err != nil {
		return nil, nil, err
	}
	return r.Plan("plan.toml", data)
}

// sampleReader reads the starter files of a day.
func sampleReader(lang string, today civil.Day) *Reader {
	files := Starter(lang, today)
	return &Reader{Open: func(name string) ([]byte, error) {
		if data, ok := files[name]; ok {
			return data, nil
		}
		return nil, fmt.Errorf("the sample names %s: %w", name, fs.ErrNotExist)
	}}
}
