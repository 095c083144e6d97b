package dates

import (
	"time"

	"entente/internal/diplo"
)

var ordinals = map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "final": -1}

// portion reads a part of a longer time: "the end of the year", "the first half of 2022", "the third
// quarter", "Q1 2022", "the second week of August", "the summer of 2021", "in spring".
func portion(r *reader, i int) match {
	at := i
	if r.is(at, "the") {
		at++
	}
	if at >= len(r.pieces) {
		return match{}
	}
	for _, read := range []func(i, at int) (diplo.DateRange, int){r.thirdOf, r.quarterCode, r.nthOf, r.season} {
		if date, end := read(i, at); end > 0 && (date.Basis != diplo.BasisRelative || r.reference != diplo.NoDay) {
			return match{end, date, "part of a longer time"}
		}
	}
	return match{}
}

// thirdOf reads "start of the year", "end of next month".
func (r *reader) thirdOf(_, at int) (diplo.DateRange, int) {
	p := partWords[r.pieces[at].lower]
	if p == whole || !r.is(at, "beginning", "start", "middle", "end") || !r.is(at+1, "of") {
		return diplo.DateRange{}, 0
	}
	date, end := r.unitNamed(at + 2)
	return third(date, p), end
}

// unitNamed reads "the year", "this month", "next week".
func (r *reader) unitNamed(i int) (diplo.DateRange, int) {
	step := 0
	switch {
	case r.is(i, "last"):
		step = -1
	case r.is(i, "next"):
		step = 1
	case !r.is(i, "the", "this"):
		return diplo.DateRange{}, 0
	}
	if r.reference == diplo.NoDay || !r.is(i+1, "week", "month", "quarter", "year") {
		return diplo.DateRange{}, 0
	}
	date, ok := r.stepped(i+1, step)
	if !ok {
		return diplo.DateRange{}, 0
	}
	return date, i + 2
}

// quarterCode reads "Q3", "Q1 2022".
func (r *reader) quarterCode(i, at int) (diplo.DateRange, int) {
	if !r.is(at, "q") || !r.pieces[at].upper || !r.gluedTo(at+1) || r.pieces[at+1].digits != 1 || r.gluedTo(at+2) && r.pieces[at+2].kind != markPiece {
		return diplo.DateRange{}, 0
	}
	n := r.pieces[at+1].number
	if n < 1 || n > 4 {
		return diplo.DateRange{}, 0
	}
	end := at + 2
	if r.is(end, "of", "in") {
		end++
	}
	if year, next := r.yearNumber(end); next > 0 {
		return quarterRange(year, n, diplo.BasisExplicit), next
	}
	return r.nearest(i, at+2, func(year int) diplo.DateRange { return quarterRange(year, n, diplo.BasisRelative) }), at + 2
}

func quarterRange(year, n int, basis diplo.Basis) diplo.DateRange {
	return monthsRange(year, time.Month(3*n-2), 3, basis)
}

// monthsRange is so many whole months.
func monthsRange(year int, from time.Month, months int, basis diplo.Basis) diplo.DateRange {
	return span(diplo.DateOf(year, from, 1), diplo.DateOf(year, from+time.Month(months), 0), diplo.ToAnInterval, basis)
}

// nearest is what the year of the reference has, or the year before where that has not begun; in the future tense the
// first that is not over.
func (r *reader) nearest(i, end int, in func(year int) diplo.DateRange) diplo.DateRange {
	if r.reference == diplo.NoDay {
		return in(firstYear)
	}
	year := r.reference.Time().Year()
	date, future := in(year), r.tense(i, end) == futureTense
	switch {
	case future && date.End < r.reference:
		return in(year + 1)
	case !future && date.Start > r.reference:
		return in(year - 1)
	}
	return date
}

// nthOf reads "first half of 2022", "third quarter of last year", "second week of August".
func (r *reader) nthOf(i, at int) (diplo.DateRange, int) {
	n := ordinals[r.pieces[at].lower]
	if n == 0 || !r.is(at+1, "half", "quarter", "week") {
		return diplo.DateRange{}, 0
	}
	parts := map[string]int{"half": 2, "quarter": 4}[r.pieces[at+1].lower]
	if !r.is(at+2, "of") {
		if parts == 4 && n > 0 && at > i { // "in the third quarter"
			return r.nearest(i, at+2, func(year int) diplo.DateRange { return quarterRange(year, n, diplo.BasisRelative) }), at + 2
		}
		return diplo.DateRange{}, 0
	}
	from := at + 3
	if date, end := r.unitNamed(from); end > 0 && r.is(end-1, "year", "month") {
		return nth(date, n, parts), end
	}
	p, end := r.point(from)
	if end == 0 || p.day != 0 || p.part != whole || p.form == "numbers" || parts == 0 && p.month == 0 || parts == 4 && p.month != 0 {
		return diplo.DateRange{}, 0
	}
	if r.reference == diplo.NoDay && p.year == 0 {
		return diplo.DateRange{}, 0
	}
	date, _, ok := r.resolve(p, i, end)
	if !ok {
		return diplo.DateRange{}, 0
	}
	return nth(date, n, parts), end
}

// nth is the n-th of so many equal parts of a year or month, the last where n is −1; of no parts, its n-th week.
func nth(date diplo.DateRange, n, parts int) diplo.DateRange {
	start, end := date.Start, date.End
	date.Precision = diplo.ToAnInterval
	switch {
	case parts == 0 && n < 0:
		date.Start = end - 6
	case parts == 0:
		date.Start = start + diplo.Day(7*(n-1))
		date.End = min(end, date.Start+6)
	default:
		if n < 0 || n > parts {
			n = parts
		}
		if end-start > 31 { // of a year, whole months
			date.Start, date.End = addMonths(start, 12/parts*(n-1)), addMonths(start, 12/parts*n)-1
			break
		}
		length := end - start + 1
		date.Start, date.End = start+length*diplo.Day(n-1)/diplo.Day(parts), start+length*diplo.Day(n)/diplo.Day(parts)-1
	}
	return date
}

// season reads "summer of 2021", "spring 2022", and behind a preposition "in spring".
func (r *reader) season(i, at int) (diplo.DateRange, int) {
	from, ok := seasons[r.pieces[at].lower]
	if !ok {
		return diplo.DateRange{}, 0
	}
	end := at + 1
	if r.is(end, "of") {
		end++
	}
	if year, next := r.yearNumber(end); next > 0 {
		return monthsRange(year, from, 3, diplo.BasisExplicit), next
	}
	if r.is(at+1, "of") || r.pieces[at].upper || !r.is(i-1, "in", "since", "during", "by", "until", "last", "this") {
		return diplo.DateRange{}, 0 // "the fall of Kabul", "the Arab Spring"
	}
	return r.nearest(i, at+1, func(year int) diplo.DateRange { return monthsRange(year, from, 3, diplo.BasisRelative) }), at + 1
}
