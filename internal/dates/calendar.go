package dates

import (
	"time"

	"entente/internal/diplo"
)

// Years that the grammar believes in a full date.
const firstYear, lastYear = 1000, 2199

func validDay(year int, month time.Month, day int) bool {
	return year >= firstYear && year <= lastYear && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// span is a range without its words.
func span(start, end diplo.Day, precision diplo.Precision, basis diplo.Basis) diplo.DateRange {
	return diplo.DateRange{Start: start, End: end, Precision: precision, Basis: basis}
}

func monthRange(year int, month time.Month, basis diplo.Basis) diplo.DateRange {
	return span(diplo.DateOf(year, month, 1), diplo.DateOf(year, month+1, 0), diplo.ToTheMonth, basis)
}

func yearRange(year int, basis diplo.Basis) diplo.DateRange {
	return span(diplo.DateOf(year, 1, 1), diplo.DateOf(year, 12, 31), diplo.ToTheYear, basis)
}

// weekRange is the week, Monday to Sunday, that the day lies in.
func weekRange(day diplo.Day) diplo.DateRange {
	monday := day - diplo.Day((int(day.Time().Weekday())+6)%7)
	return span(monday, monday+6, diplo.ToTheWeek, diplo.BasisRelative)
}

// weekendRange is the Saturday and Sunday of the day's week.
func weekendRange(day diplo.Day) diplo.DateRange {
	monday := weekRange(day).Start
	return span(monday+5, monday+6, diplo.ToAnInterval, diplo.BasisRelative)
}

// weekdayUpTo is the latest such weekday on or before the day.
func weekdayUpTo(day diplo.Day, w time.Weekday) diplo.Day {
	return day - diplo.Day((int(day.Time().Weekday())-int(w)+7)%7)
}

// weekdayFrom is the first such weekday on or after the day.
func weekdayFrom(day diplo.Day, w time.Weekday) diplo.Day {
	return day + diplo.Day((int(w)-int(day.Time().Weekday())+7)%7)
}

// addMonths moves the day by whole months, to the month's last day where it is too short.
func addMonths(day diplo.Day, n int) diplo.Day {
	year, month, d := day.Time().Date()
	first := time.Date(year, month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	return diplo.DateOf(first.Year(), first.Month(), min(d, daysIn(first.Year(), first.Month())))
}

// part is where within a longer range something lies.
type part int

const (
	whole part = iota
	early
	middle
	late
)

var partWords = map[string]part{
	"early": early, "beginning": early, "start": early, "mid": middle, "middle": middle, "late": late, "end": late,
}

// third narrows a month, year or decade to its beginning, middle or end.
func third(r diplo.DateRange, p part) diplo.DateRange {
	if p == whole {
		return r
	}
	length := r.End - r.Start + 1
	switch p {
	case early:
		r.End = r.Start + length/3 - 1
	case middle:
		r.Start, r.End = r.Start+length/3, r.End-length/3
	case late:
		r.Start = r.End - length/3 + 1
	}
	r.End = max(r.Start, r.End)
	r.Precision = diplo.ToAnInterval
	return r
}
