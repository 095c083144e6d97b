package dates

import (
	"time"

	"entente/internal/diplo"
)

// weekday reads "Tuesday", "late on Monday", "last Friday", "next Sunday evening".
func weekday(r *reader, i int) match {
	at, which := i, ""
	if r.is(at, "early", "late", "overnight") {
		at++
		if r.is(at, "on", "into", "to") {
			at++
		}
	}
	if r.is(at, "last", "next", "this", "coming", "past") {
		which = r.pieces[at].lower
		at++
	}
	w, end, ok := r.weekdayName(at, false)
	if !ok || !r.weekdayMeant(at, end) {
		return match{}
	}
	day, note := r.onWeekday(w, which, at, end)
	if r.in(end, partsOfDay) && !r.pieces[end].upper {
		end++
	}
	return match{end, relativeDay(day), "weekday" + note}
}

// onWeekday is the day of that name next to the reference. The same weekday as the
// reference's means the reference day itself.
func (r *reader) onWeekday(w time.Weekday, which string, at, end int) (diplo.Day, string) {
	switch which {
	case "last", "past":
		return weekdayUpTo(r.reference-1, w), ", last"
	case "next", "coming":
		return weekdayFrom(r.reference+1, w), ", next"
	}
	t := r.tense(at, end)
	if t == openTense && r.is(at-1, "for") {
		t = futureTense // "calls a vote for Monday"
	}
	if t == futureTense || which == "this" && t != pastTense {
		return weekdayFrom(r.reference, w), t.name()
	}
	return weekdayUpTo(r.reference, w), t.name()
}

// weekdayMeant refuses feasts, newspapers, habits and days counted from another.
func (r *reader) weekdayMeant(at, end int) bool {
	if r.in(at-1, notWeekdayAfter) && r.pieces[at-1].upper || r.in(end, notWeekdayBefore) && r.pieces[end].upper {
		return false
	}
	if r.is(at-1, "following", "previous", "every", "each") || r.is(at-2, "mail") && r.is(at-1, "on") && r.pieces[at-1].upper {
		return false
	}
	if token := r.token(at); token != nil && token.Name == "B-ORG" && r.named(at, "ORG") {
		return false
	}
	return true
}

// weekdayRange reads "from Monday to Wednesday", "between Friday and Sunday", "Saturday–Monday".
func weekdayRange(r *reader, i int) match {
	j, between, from := r.opener(i)
	a, mid, ok := r.weekdayName(j, false)
	if !ok || !r.joins(mid, between, from) {
		return match{}
	}
	b, end, ok := r.weekdayName(mid+1, false)
	if !ok || a == b {
		return match{}
	}
	t := r.tense(j, end)
	var first, last diplo.Day
	switch t {
	case futureTense:
		first = weekdayFrom(r.reference, a)
		last = weekdayFrom(first, b)
	case pastTense: // over by the reference
		last = weekdayUpTo(r.reference, b)
		first = weekdayUpTo(last, a)
	default:
		first = weekdayUpTo(r.reference, a)
		last = weekdayFrom(first, b)
	}
	return match{end, relativeSpan(first, last), "weekdays" + t.name()}
}
