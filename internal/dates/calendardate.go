package dates

import (
	"time"

	"entente/internal/diplo"
)

// point is a calendar date as far as it is written; a zero part is not.
type point struct {
	year    int
	month   time.Month
	day     int
	weekday time.Weekday // -1 when not written
	part    part         // "early March"
	form    string       // "day month year", for the rule's name
}

// calendarDate reads one date written by month or year: "19 September 2023", "Sept. 19",
// "2023-09-19", "in March", "since 2014", "the 2015 deal".
func calendarDate(r *reader, i int) match {
	p, end := r.point(i)
	if end == 0 || p.month == 0 && !r.yearMeant(i, end) || p.month != 0 && p.day == 0 && p.year == 0 && !r.monthMeant(i, end) {
		return match{}
	}
	if p.day != 0 && r.in(end, notDateBefore) && r.pieces[end].upper {
		return match{}
	}
	date, note, ok := r.resolve(p, i, end)
	if !ok {
		return match{}
	}
	return match{end, date, p.form + note}
}

// point reads a date as far as it is written, from piece i; end 0 when there is none.
func (r *reader) point(i int) (point, int) {
	if p, end := r.numeric(i); end > 0 {
		return p, end
	}
	p := point{weekday: -1}
	start := i
	if w, next, ok := r.weekdayName(i, true); ok {
		p.weekday, i = w, next
		if r.is(i, ",") {
			i++
		}
		if r.is(i, "the") {
			i++
		}
	}
	part, i := r.partOf(i)
	p.part = part
	if day, end := r.dayNumber(i); end > 0 {
		if r.is(end, "of") {
			end++
		}
		if month, next, ok := r.monthName(end); ok {
			p.day, p.month, p.form = day, month, "day month"
			return r.withYear(p, next)
		}
	}
	if month, next, ok := r.monthName(i); ok {
		p.month = month
		if day, end := r.dayNumber(next); end > 0 && !(r.gluedTo(end) && r.is(end, ":")) {
			p.day, p.form = day, "month day"
			return r.withYear(p, end)
		}
		p.form = "month"
		return r.withYear(p, next)
	}
	if p.weekday >= 0 {
		return p, 0
	}
	if year, end := r.yearNumber(i); end > 0 && (i == start || part != whole) {
		p.year, p.form = year, "year"
		return p, end
	}
	return p, 0
}

// withYear reads the year behind month and day, where one stands there.
func (r *reader) withYear(p point, i int) (point, int) {
	next := i
	if r.is(next, ",", "of") {
		next++
	}
	if year, end := r.yearNumber(next); end > 0 && !(p.day != 0 && !validDay(year, p.month, p.day)) &&
		!(next == i+1 && p.day == 0 && r.is(i, ",")) && !(r.in(end, counted) && year%100 == 0) {
		p.year = year
		p.form += " year"
		return p, end
	}
	if p.day > 29 && p.day > daysIn(2000, p.month) {
		return p, 0
	}
	return p, i
}

// partOf reads "early", "mid-", "the end of" in front of a month, year or decade.
func (r *reader) partOf(i int) (part, int) {
	at := i
	if r.is(at, "the") {
		at++
	}
	if at >= len(r.pieces) {
		return whole, i
	}
	p := partWords[r.pieces[at].lower]
	if p == whole {
		return whole, i
	}
	of := r.is(at, "beginning", "start", "middle", "end")
	at++
	switch {
	case of && r.is(at, "of"):
		return p, at + 1
	case of:
		return whole, i
	case r.dash(at):
		return p, at + 1
	case r.is(at, "in"):
		return p, at + 1
	}
	return p, at
}

// monthName reads a month, with a capital; an abbreviation with or without its point.
func (r *reader) monthName(i int) (time.Month, int, bool) {
	if i >= len(r.pieces) || !r.pieces[i].upper {
		return 0, 0, false
	}
	if m, ok := months[r.pieces[i].lower]; ok {
		return m, i + 1, true
	}
	m, ok := monthAbbreviations[r.pieces[i].lower]
	if !ok {
		return 0, 0, false
	}
	if r.is(i+1, ".") && r.gluedTo(i+1) {
		return m, i + 2, true
	}
	return m, i + 1, true
}

// weekdayName reads a weekday, with a capital; an abbreviation only where a date must follow.
func (r *reader) weekdayName(i int, abbreviated bool) (time.Weekday, int, bool) {
	if i >= len(r.pieces) || !r.pieces[i].upper {
		return 0, 0, false
	}
	if w, ok := weekdays[r.pieces[i].lower]; ok {
		return w, i + 1, true
	}
	if w, ok := weekdayAbbreviations[r.pieces[i].lower]; ok && abbreviated {
		if r.is(i+1, ".") {
			return w, i + 2, true
		}
		return w, i + 1, true
	}
	return 0, 0, false
}

// dayNumber reads 1–31, with or without "st", "nd", "rd", "th".
func (r *reader) dayNumber(i int) (day, end int) {
	if i >= len(r.pieces) || r.pieces[i].kind != numberPiece || r.pieces[i].digits > 2 {
		return 0, 0
	}
	if day = r.pieces[i].number; day < 1 || day > 31 {
		return 0, 0
	}
	if r.gluedTo(i+1) && r.is(i+1, "st", "nd", "rd", "th") {
		return day, i + 2
	}
	if r.gluedTo(i+1) && r.pieces[i+1].kind != markPiece || r.gluedTo(i+1) && r.is(i+1, "%", ":") {
		return 0, 0
	}
	return day, i + 1
}

// yearNumber reads a number of four digits that may be a year.
func (r *reader) yearNumber(i int) (year, end int) {
	if i >= len(r.pieces) || r.pieces[i].kind != numberPiece || r.pieces[i].digits != 4 {
		return 0, 0
	}
	year = r.pieces[i].number
	if year < firstYear || year > lastYear || r.gluedTo(i) && r.pieces[i-1].kind == markPiece && r.is(i-1, "$", "€", "£", "#", ".", ":") ||
		r.gluedTo(i+1) && (r.pieces[i+1].kind != markPiece || r.is(i+1, "%", "°", ":")) {
		return 0, 0
	}
	return year, i + 1
}

// numeric reads "2023-09-19", "2023/09/19", "19.09.2023" and "19/09/2023" where only one order makes sense.
func (r *reader) numeric(i int) (point, int) {
	none := point{}
	if i+4 >= len(r.pieces) || r.gluedTo(i) && r.pieces[i-1].kind != markPiece {
		return none, 0
	}
	a, b, c := r.pieces[i], r.pieces[i+2], r.pieces[i+4]
	separator := r.pieces[i+1].lower
	if a.kind != numberPiece || b.kind != numberPiece || c.kind != numberPiece || separator != r.pieces[i+3].lower ||
		!r.gluedTo(i+1) || !r.gluedTo(i+2) || !r.gluedTo(i+3) || !r.gluedTo(i+4) {
		return none, 0
	}
	end := i + 5
	p := point{weekday: -1, form: "numbers"}
	switch {
	case a.digits == 4 && b.digits <= 2 && c.digits <= 2 && (separator == "-" || separator == "/" || separator == "."):
		p.year, p.month, p.day = a.number, time.Month(b.number), c.number
	case c.digits == 4 && a.digits <= 2 && b.digits <= 2 && separator == ".":
		p.year, p.month, p.day = c.number, time.Month(b.number), a.number
	case c.digits == 4 && a.digits <= 2 && b.digits <= 2 && (separator == "/" || separator == "-"):
		switch {
		case a.number > 12 || a.number == b.number:
			p.year, p.month, p.day = c.number, time.Month(b.number), a.number
		case b.number > 12:
			p.year, p.month, p.day = c.number, time.Month(a.number), b.number
		}
	}
	if !validDay(p.year, p.month, p.day) {
		return none, 0
	}
	if separator == "/" && (r.gluedTo(i) && r.is(i-1, "/") || r.gluedTo(end) && r.is(end, "/")) {
		return none, 0 // part of an address
	}
	if r.gluedTo(end) && (r.pieces[end].kind == numberPiece || r.pieces[end].kind == wordPiece && r.pieces[end].lower != "t") {
		return none, 0
	}
	return p, end
}

// monthMeant tells whether a month without day or year is one: something must lead up to it.
func (r *reader) monthMeant(i, end int) bool {
	month := end - 1
	if token := r.token(month); token != nil && len(token.Tag) > 1 && (token.Tag[:2] == "VB" || token.Tag == "MD") {
		return false
	}
	if r.named(month, "PERSON", "ORG", "WORK_OF_ART") {
		return false
	}
	if month > i { // "early March", "the end of March"
		return true
	}
	return r.is(i-1, "in", "since", "until", "till", "by", "from", "during", "of", "through", "throughout", "before", "after", "last", "next", "this", "between", "around", "late", "early", "and") &&
		!(r.is(i-1, "and", "of", "by", "after", "before") && r.is(month, "may", "march", "mar", "jan", "april", "june") && !r.is(month, "march")) &&
		!(r.is(i-1, "of", "and") && r.is(month, "march"))
}

// yearMeant tells whether a bare number is a year: a preposition in front of it, or an article before and a noun behind.
func (r *reader) yearMeant(i, end int) bool {
	year := r.pieces[end-1].number
	if end-1 > i {
		return year >= 1700 && year < 2100
	}
	if r.gluedTo(i) || r.gluedTo(end) && r.dash(end) {
		return false
	}
	switch {
	case r.is(i-1, "in", "since", "after", "before", "during", "until", "till", "by", "late", "early", "mid", "throughout"):
		return year >= 1700 && year < 2100 && !(year%100 == 0 && r.in(end, counted)) && !r.in(end, set("gmt", "utc"))
	case r.is(i-1, "of", "from", "to", "through", "and", "between", "around", "for"):
		return year >= 1900 && year < 2100 && !r.in(end, counted)
	case r.is(i-1, "the", "a", "its", "his", "her", "their", "s", "that", "this", "our", "an"):
		return year >= 1900 && year < 2100 && end < len(r.pieces) && r.pieces[end].kind == wordPiece && !r.in(end, counted)
	}
	return false
}

// resolve makes a range of a point. Day and month without year come nearest to the
// reference: before it in the past tense, after it in the future.
func (r *reader) resolve(p point, i, end int) (date diplo.DateRange, note string, ok bool) {
	switch {
	case p.year != 0 && p.day != 0:
		if !validDay(p.year, p.month, p.day) {
			return date, "", false
		}
		return diplo.OnDay(diplo.DateOf(p.year, p.month, p.day), diplo.BasisExplicit, ""), "", true
	case p.year != 0 && p.month != 0:
		return third(monthRange(p.year, p.month, diplo.BasisExplicit), p.part), "", true
	case p.year != 0:
		return third(yearRange(p.year, diplo.BasisExplicit), p.part), "", true
	case p.day != 0:
		if day, ok := r.famousDay(p, end); ok {
			return diplo.OnDay(day, diplo.BasisExplicit, ""), ", famous", true
		}
		if r.reference == diplo.NoDay {
			return date, "", false
		}
		t := r.tense(i, end)
		day, ok := nearestDay(p, r.reference, t)
		return diplo.OnDay(day, diplo.BasisRelative, ""), t.name(), ok
	}
	if r.reference == diplo.NoDay {
		return date, "", false
	}
	t := r.tense(i, end)
	return third(nearestMonth(p.month, r.reference, t), p.part), t.name(), true
}

// nearestDay is the day of that month and day next to the reference. In the past tense it may be one day later, for
// articles whose own date is in another time zone. A weekday decides where it fits.
func nearestDay(p point, reference diplo.Day, t tense) (diplo.Day, bool) {
	best, found := diplo.NoDay, false
	bestScore := 0
	for year := reference.Time().Year() - 8; year <= reference.Time().Year()+8; year++ {
		if !validDay(year, p.month, p.day) {
			continue
		}
		day := diplo.DateOf(year, p.month, p.day)
		score := int(day - reference)
		if t == pastTense && score > 1 || t == futureTense && score < 0 {
			score *= 10 // only where nothing else is near
		}
		if score < 0 {
			score = -score
		}
		if p.weekday >= 0 && day.Time().Weekday() != p.weekday {
			score += 3 * 366
		}
		if !found || score < bestScore {
			best, bestScore, found = day, score, true
		}
	}
	return best, found
}

// nearestMonth is the latest such month that has begun by the reference; in the future tense the first not over.
func nearestMonth(month time.Month, reference diplo.Day, t tense) diplo.DateRange {
	year := reference.Time().Year()
	date := monthRange(year, month, diplo.BasisRelative)
	if t == futureTense && date.End < reference {
		return monthRange(year+1, month, diplo.BasisRelative)
	}
	if t != futureTense && date.Start > reference {
		return monthRange(year-1, month, diplo.BasisRelative)
	}
	return date
}
