package profile

import (
	"fmt"
	"testing"

	"crsplan/sim/civil"
)

func BenchmarkManyPartTimeJobs(b *testing.B) {
	on := civil.MustParse("2026-11-22")
	for _, n := range []int{40, 400} {
		jobs := make([]Job, n)
		for i := range jobs {
			from := on.AddYears(-9) + civil.Day(i*3000/n)
			jobs[i] = Job{NOC: "21231", Country: "BR", From: from, To: from + 400, Hours: 500 + 100*(i%7)}
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				Months(jobs, on.AddYears(-10), on, func(*Job) bool { return true })
			}
		})
	}
}
