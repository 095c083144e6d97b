package dates

import (
	"time"

	"entente/internal/diplo"
)

// opener reads "between" or "from" in front of a range.
func (r *reader) opener(i int) (next int, between, from bool) {
	between, from = r.is(i, "between"), r.is(i, "from")
	if between || from {
		return i + 1, between, from
	}
	return i, false, false
}

// joins tells whether piece i may stand between the two ends of a range.
func (r *reader) joins(i int, between, from bool) bool {
	switch {
	case between:
		return r.is(i, "and") || r.dash(i)
	case from:
		return r.is(i, "to", "until", "till", "through") || r.dash(i)
	}
	return r.is(i, "to", "through") || r.dash(i)
}

// calendarRange reads two dates and what lies between: "between 2014 and 2020", "from March to
// May 2022", "September 30 – October 2", "2020–21".
func calendarRange(r *reader, i int) match {
	j, between, from := r.opener(i)
	p, mid := r.point(j)
	if mid == 0 || !r.joins(mid, between, from) {
		return match{}
	}
	q, end := r.point(mid + 1)
	if p.month == 0 && r.dash(mid) && r.gluedTo(mid) && r.gluedTo(mid+1) && mid+1 < len(r.pieces) &&
		r.pieces[mid+1].kind == numberPiece && r.pieces[mid+1].digits == 2 && r.pieces[mid+1].number == (p.year+1)%100 {
		q, end = point{year: p.year + 1, form: "year"}, mid+2
	}
	if end == 0 || (p.month == 0) != (q.month == 0) || (p.day == 0) != (q.day == 0) {
		return match{}
	}
	opened := between || from
	if p.month == 0 && (p.year >= q.year || p.year < 1700 || q.year >= 2100 || r.in(end, counted)) {
		return match{}
	}
	if p.month != 0 && p.day == 0 && q.year == 0 && !opened && !r.monthMeant(j, mid) {
		return match{}
	}
	if p.month != 0 && p.year == 0 && q.year != 0 {
		p.year = q.year
		if p.month > q.month {
			p.year--
		}
	}
	if q.month != 0 && q.year == 0 && p.year != 0 {
		q.year = p.year
		if p.month > q.month {
			q.year++
		}
	}
	last, note, ok := r.resolve(q, i, end)
	if !ok {
		return match{}
	}
	if p.month != 0 && p.year == 0 {
		p.year = last.Start.Time().Year()
		if p.month > q.month {
			p.year--
		}
	}
	first, _, ok := r.resolve(p, i, end)
	if !ok || first.Start > last.End {
		return match{}
	}
	return match{end, span(first.Start, last.End, diplo.ToAnInterval, last.Basis), "from " + p.form + " to " + q.form + note}
}

// dayRange reads days of one month: "18–20 September", "September 18 to 20, 2023".
func dayRange(r *reader, i int) match {
	j, between, from := r.opener(i)
	joined := func(at int) bool {
		return r.joins(at, between, from) || !between && !from && r.is(at, "and")
	}
	if first, mid := r.dayNumber(j); mid > 0 && joined(mid) {
		last, next := r.dayNumber(mid + 1)
		if next == 0 {
			return match{}
		}
		if r.is(next, "of") {
			next++
		}
		if month, after, ok := r.monthName(next); ok {
			p, end := r.withYear(point{weekday: -1, month: month, day: last}, after)
			return r.days(i, first, p, end)
		}
		return match{}
	}
	month, next, ok := r.monthName(j)
	if !ok {
		return match{}
	}
	first, mid := r.dayNumber(next)
	if mid == 0 || !joined(mid) {
		return match{}
	}
	last, after := r.dayNumber(mid + 1)
	if after == 0 || r.in(after, counted) {
		return match{}
	}
	p, end := r.withYear(point{weekday: -1, month: month, day: last}, after)
	return r.days(i, first, p, end)
}

// days is the range from the day named first to p.
func (r *reader) days(i, first int, p point, end int) match {
	if end == 0 || first >= p.day {
		return match{}
	}
	last, note, ok := r.resolve(p, i, end)
	if !ok {
		return match{}
	}
	start := last.Start - diplo.Day(p.day-first)
	return match{end, span(start, last.End, diplo.ToAnInterval, last.Basis), "days of a month" + note}
}

// decade reads "the 1990s", "mid-1990s", "early 2000s".
func decade(r *reader, i int) match {
	p, at := r.partOf(i)
	if r.is(at, "the") {
		at++
	}
	if at >= len(r.pieces) {
		return match{}
	}
	year := r.pieces[at]
	if year.kind != numberPiece || year.digits != 4 || year.number%10 != 0 || year.number < 1500 || year.number > 2090 {
		return match{}
	}
	end := at + 1
	if r.is(end, "'", "’") && r.gluedTo(end) {
		end++
	}
	if !r.is(end, "s") || !r.gluedTo(end) || end > at+1 && end+1 < len(r.pieces) && r.pieces[end+1].kind == wordPiece {
		return match{} // "1990's war" is of a year
	}
	date := span(diplo.DateOf(year.number, 1, 1), diplo.DateOf(year.number+9, 12, 31), diplo.ToTheDecade, diplo.BasisExplicit)
	return match{end + 1, third(date, p), "decade"}
}

// century reads "the 19th century".
func century(r *reader, i int) match {
	p, at := r.partOf(i)
	if r.is(at, "the") {
		at++
	}
	if at+2 >= len(r.pieces) || r.pieces[at].kind != numberPiece || !r.is(at+1, "st", "nd", "rd", "th") || !r.gluedTo(at+1) {
		return match{}
	}
	end := at + 2
	if r.dash(end) {
		end++
	}
	n := r.pieces[at].number
	if !r.is(end, "century") || n < 11 || n > 21 {
		return match{}
	}
	date := span(diplo.DateOf(n*100-99, time.January, 1), diplo.DateOf(n*100, 12, 31), diplo.ToAnInterval, diplo.BasisExplicit)
	return match{end + 1, third(date, p), "century"}
}
