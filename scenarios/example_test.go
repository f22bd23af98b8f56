package scenarios_test

import (
	"errors"
	"fmt"

	"crsplan/scenarios"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// What is wrong with a file comes out at once, each with its place and a hint.
func ExampleReadProfile() {
	_, _, err := scenarios.ReadProfile("me.toml", []byte(`stated_on = 2026-10-01
birth_date = 1996-06-01
marital_status = "singel"

[languages.english]
clb = { listening = 9, reading = 9, writing = 9, speeking = 9 }
`))
	if problems, ok := errors.AsType[tomlfile.Problems](err); ok {
		for _, p := range problems {
			fmt.Println(p.String(reason.English()))
		}
	}
	// Output:
	// me.toml:3:18: "singel" is not a value of marital_status
	// me.toml:6:7: "speaking" is missing in [languages.english.clb]
	// me.toml:6:50: unknown key "speeking" in [languages.english.clb]
}

// A scenario of the library says how long it takes and what it supposes.
func ExampleLibrary() {
	scenario, ok := scenarios.Library("clb9")
	if !ok {
		fmt.Println("no such scenario")
		return
	}
	fmt.Println(reason.English().Text(scenario.Title))
	fmt.Println(scenario.Length().Likely, "months")
	// Output:
	// Reach CLB 9 in English
	// 4 months
}
