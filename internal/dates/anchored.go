package dates

import "entente/internal/diplo"

// anchored reads a day that is counted from another one that the sentence has named before: "the following day", "the same day",
// "two days later". Where it has named none, nobody says which day it is.
func anchored(r *reader, i int) match {
	if !r.anchor.Known() {
		return match{}
	}
	on := func(move diplo.Day, end int) match {
		return match{end, diplo.OnDay(r.anchor.Start+move, r.anchor.Basis, ""), "counted from the day before it in the sentence"}
	}
	at := i
	if r.is(at, "the", "that") {
		at++
	}
	if at > i {
		switch {
		case r.is(at, "following", "next") && r.is(at+1, "day", "morning", "night"):
			return on(1, at+2)
		case r.is(at, "previous", "preceding") && r.is(at+1, "day", "night"):
			return on(-1, at+2)
		case r.is(at, "same") && r.is(at+1, "day"):
			return on(0, at+2)
		case r.is(at, "day") && r.is(i, "that"):
			return on(0, at+1)
		case r.is(at, "day") && r.is(at+1, "after", "before") && (at+2 >= len(r.pieces) || r.pieces[at+2].kind == markPiece):
			if r.is(at+1, "before") {
				return on(-1, at+2)
			}
			return on(1, at+2)
		}
	}
	n, most, at := r.quantity(i)
	if n == 0 || n != most || at >= len(r.pieces) || !r.is(at+1, "later", "earlier") {
		return match{}
	}
	if r.is(at+1, "earlier") {
		n = -n
	}
	return r.movedFrom(r.anchor, units[r.pieces[at].lower], n, at+2)
}

// afterDay reads a day counted from a named one: "three days after 5 May 2022", "two weeks before Christmas Day".
func afterDay(r *reader, i int) match {
	n, most, at := r.quantity(i)
	if n == 0 || n != most || !r.is(at+1, "after", "before") {
		return match{}
	}
	from := at + 2
	var day match
	for _, read := range []rule{calendarDate, feast, weekday} {
		if m := read(r, from); m.end > day.end && m.date.Precision == diplo.ToTheDay && (r.reference != diplo.NoDay || m.date.Basis == diplo.BasisExplicit) {
			day = m
		}
	}
	if day.end == 0 {
		return match{}
	}
	if r.is(at+1, "before") {
		n = -n
	}
	u := units[r.pieces[at].lower]
	if u == weekUnit {
		u, n = dayUnit, 7*n
	}
	return r.movedFrom(day.date, u, n, day.end)
}

// movedFrom is the time that lies so many units from a day, as wide as the unit.
func (r *reader) movedFrom(from diplo.DateRange, u unit, n, end int) match {
	if n > mostYears || n < -mostYears {
		return match{}
	}
	var date diplo.DateRange
	switch u {
	case dayUnit:
		date = diplo.OnDay(from.Start+diplo.Day(n), from.Basis, "")
	case weekUnit:
		date = weekRange(from.Start + diplo.Day(7*n))
	case monthUnit:
		year, month, _ := addMonths(from.Start, n).Time().Date()
		date = monthRange(year, month, from.Basis)
	case yearUnit:
		date = yearRange(from.Start.Time().Year()+n, from.Basis)
	default:
		return match{}
	}
	date.Basis = from.Basis
	return match{end, date, "counted from a named day"}
}
