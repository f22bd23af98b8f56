package streams

import (
	"crsplan/sim/draws"
	"crsplan/sim/language"
)

// The keys that settle what a profile leaves out.
var (
	languageNeeds    = []string{"languages"}
	educationNeeds   = []string{"education"}
	assessmentNeeds  = []string{"education.eca_issued"}
	certificateNeeds = []string{"canada.certificate_of_qualification"}
)

// LeastLevels are the lowest levels with which the Federal Skilled Worker
// program takes somebody.
func LeastLevels() language.Levels { return programs().fsw.language.minimums }

// GridStudyYears are the years of study in Canada that earn points of the
// Federal Skilled Worker grid.
func GridStudyYears() int { return programs().fsw.grid.adaptability.studyYears }

// ServiceYears are the years of service that the newest list of military
// recruits asks for.
func ServiceYears() int {
	years := 0
	for _, l := range categories().of[draws.Military] {
		if l.service != nil {
			years = l.service.years
		}
	}
	return years
}
