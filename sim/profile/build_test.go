package profile_test

import (
	"crsplan/sim/civil"
	"crsplan/sim/language"
	"crsplan/sim/profile"
)

func day(s string) civil.Day {
	if s == "" {
		return 0
	}
	return civil.MustParse(s)
}

// A developer's unit group, TEER 1: skilled on every day.
const developer = "21232"

// job is a full-time stint abroad as a developer, unless changed. An empty to
// means that it goes on.
func job(from, to string, changes ...func(*profile.Job)) profile.Job {
	j := profile.Job{NOC: developer, Country: "BR", From: day(from), To: day(to), Hours: 4000}
	for _, change := range changes {
		change(&j)
	}
	return j
}

func inCanada(j *profile.Job)     { j.Country, j.Province = "CA", "ON" }
func selfEmployed(j *profile.Job) { j.SelfEmployed = true }
func student(j *profile.Job)      { j.Student = true }
func unauthorized(j *profile.Job) { j.Unauthorized = true }

func as(code string) func(*profile.Job) {
	return func(j *profile.Job) { j.NOC = code }
}

// weekly sets the hours a week, in hundredths.
func weekly(hours int) func(*profile.Job) {
	return func(j *profile.Job) { j.Hours = hours }
}

// undated is work declared in months on a day, as a file gives it.
func undated(months int, stated string, changes ...func(*profile.Job)) profile.Job {
	j := job("", "", changes...)
	j.Hours, j.Months = profile.FullTimeHours, months
	j.From, j.To = day(stated).AddMonths(-months), day(stated)-1
	return j
}

func even(level int8) language.Levels { return language.Levels{level, level, level, level} }
