package dates

import (
	"time"

	"entente/internal/diplo"
)

// weekday reads "Tuesday", "late on Monday", "last Friday", "next Sunday evening".
func weekday(r *reader, i int) match {
	at, which := i, ""
	if r.is(at, "early", "late", "earlier", "later", "overnight") {
		at++
		if r.is(at, "on", "into", "to") {
			at++
		}
	}
	if r.is(at, "last", "next", "this", "coming", "past") {
		which = r.pieces[at].lower
		at++
	}
	w, end, ok := r.weekdayName(at, r.is(at-1, "on"))
	if !ok || !r.weekdayMeant(at, end) {
		return match{}
	}
	if m := r.weekdayOfWeek(w, end); m.end > 0 && which == "" {
		return m
	}
	day, note := r.onWeekday(w, which, at, end)
	if r.in(end, partsOfDay) && !r.pieces[end].upper {
		end++
	}
	return match{end, relativeDay(day), "weekday" + note}
}

// weekdayOfWeek reads the week of a weekday: "Thursday of last week", "Monday next week".
func (r *reader) weekdayOfWeek(w time.Weekday, i int) match {
	if r.is(i, "of") {
		i++
	}
	step := 0
	switch {
	case !r.is(i+1, "week"):
		return match{}
	case r.is(i, "last"):
		step = -1
	case r.is(i, "next"):
		step = 1
	case !r.is(i, "this"):
		return match{}
	}
	monday := weekRange(r.reference + diplo.Day(7*step)).Start
	return match{i + 2, relativeDay(monday + diplo.Day((int(w)+6)%7)), "weekday of a week"}
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
