package dates

import (
	"time"

	"entente/internal/diplo"
)

func relativeDay(d diplo.Day) diplo.DateRange { return diplo.OnDay(d, diplo.BasisRelative, "") }

func relativeSpan(start, end diplo.Day) diplo.DateRange {
	return span(start, end, diplo.ToAnInterval, diplo.BasisRelative)
}

// namedDay reads "today", "yesterday", "tomorrow", "tonight", "overnight", "last night",
// "this morning", "the day before yesterday".
func namedDay(r *reader, i int) match {
	ref := r.reference
	end := i + 1
	if end < len(r.pieces) && r.in(end, partsOfDay) && r.is(i, "yesterday", "tomorrow") {
		end++
	}
	if r.pieces[i].upper && i > 0 && r.pieces[i-1].kind == wordPiece {
		return match{} // a newspaper's name
	}
	switch {
	case r.is(i, "today", "tonight"):
		return match{i + 1, relativeDay(ref), "today"}
	case r.is(i, "overnight"):
		return match{i + 1, relativeDay(ref), "overnight"}
	case r.is(i, "yesterday"):
		return match{end, relativeDay(ref - 1), "yesterday"}
	case r.is(i, "tomorrow"):
		return match{end, relativeDay(ref + 1), "tomorrow"}
	case r.is(i, "last") && r.is(i+1, "night", "evening"):
		return match{i + 2, relativeDay(ref - 1), "last night"}
	case r.is(i, "this") && r.is(i+1, "morning", "afternoon", "evening"):
		return match{i + 2, relativeDay(ref), "part of today"}
	case r.is(i, "the") && r.is(i+1, "day") && r.is(i+2, "before") && r.is(i+3, "yesterday"):
		return match{i + 4, relativeDay(ref - 2), "before yesterday"}
	case r.is(i, "the") && r.is(i+1, "day") && r.is(i+2, "after") && r.is(i+3, "tomorrow"):
		return match{i + 4, relativeDay(ref + 2), "after tomorrow"}
	}
	return match{}
}

// quantity reads how many: exactly n where least and most are the same, else about.
func (r *reader) quantity(i int) (least, most, end int) {
	if i >= len(r.pieces) {
		return 0, 0, 0
	}
	switch {
	case r.is(i, "several"):
		return 3, 7, i + 1
	case r.is(i, "few"):
		return 2, 5, i + 1
	case r.is(i, "a") && r.is(i+1, "few"):
		return 2, 5, i + 2
	case r.is(i, "a") && r.is(i+1, "couple") && r.is(i+2, "of"):
		return 2, 2, i + 3
	case r.is(i, "couple") && r.is(i+1, "of"):
		return 2, 2, i + 2
	}
	n, end := numberWords[r.pieces[i].lower], i+1
	if r.pieces[i].kind == numberPiece {
		n = r.pieces[i].number
	}
	if r.dash(end) { // "two-week"
		end++
	}
	return n, n, end
}

// ago reads "two weeks ago", "a few days ago", "48 hours ago".
func ago(r *reader, i int) match {
	least, most, at := r.quantity(i)
	if least == 0 || at >= len(r.pieces) || i > 0 && r.dash(i-1) {
		return match{}
	}
	half := r.half(at) // "two and a half years", "a year and a half"
	if half {
		at += 3
	}
	if at >= len(r.pieces) {
		return match{}
	}
	u := units[r.pieces[at].lower]
	if r.is(at, "fortnight") {
		u, least, most = weekUnit, 2*least, 2*most
	}
	end := at + 1
	if r.half(end) {
		half, end = true, end+3
	}
	if u == noUnit || !r.is(end, "ago") {
		return match{}
	}
	if half && u == yearUnit && least <= mostYears {
		return match{end + 1, yearRange(addMonths(r.reference, -12*least-6).Time().Year(), diplo.BasisRelative), "some time ago"}
	}
	date, ok := r.back(u, least, most)
	if !ok {
		return match{}
	}
	return match{end + 1, date, "some time ago"}
}

// half tells whether "and a half" stands at piece i.
func (r *reader) half(i int) bool { return r.is(i, "and") && r.is(i+1, "a") && r.is(i+2, "half") }

// ahead reads how long from now something will be: "will meet in two weeks", "must leave within 48 hours".
func ahead(r *reader, i int) match {
	if !r.is(i, "in", "within") {
		return match{}
	}
	least, most, at := r.quantity(i + 1)
	if least == 0 || most > mostYears || at >= len(r.pieces) || r.dash(at-1) {
		return match{}
	}
	u, end := units[r.pieces[at].lower], at+1
	if r.is(at, "fortnight") {
		u, least, most = weekUnit, 2*least, 2*most
	}
	if r.is(end, "'", "’") && r.is(end+1, "time") {
		end += 2
	}
	if u == noUnit || u == decadeUnit || u == centuryUnit || r.is(end, "of", "ago", "after", "before") || !r.willBe(i) {
		return match{}
	}
	day := r.moved(u, least)
	year, month, _ := day.Time().Date()
	date := relativeDay(day)
	switch {
	case r.is(i, "within") || least != most:
		date = relativeSpan(r.reference, r.moved(u, most))
	case u == weekUnit:
		date = weekRange(day)
	case u == monthUnit:
		date = monthRange(year, month, diplo.BasisRelative)
	case u == yearUnit:
		date = yearRange(year, diplo.BasisRelative)
	}
	return match{end, date, "some time ahead"}
}

// willBe tells whether the clause before piece i says what will or must be.
func (r *reader) willBe(i int) bool {
	for j := i - 1; j >= 0 && j >= i-clauseReach && !clauseEnds[r.pieces[j].lower]; j-- {
		if r.is(j, "will", "shall", "ll", "wo", "must", "due", "set", "expected", "scheduled", "plans", "planned", "vowed", "promised") {
			return true
		}
	}
	return false
}

// mostYears is how far back or ahead of the reference counted times may lie.
const mostYears = 900

// back is the range that lies so many units in the past, as wide as the unit.
func (r *reader) back(u unit, least, most int) (diplo.DateRange, bool) {
	ref := r.reference
	if u == hourUnit {
		return relativeDay(ref - diplo.Day(min(most, 24*366)/24)), true
	}
	if most > mostYears {
		return diplo.DateRange{}, false
	}
	if least != most {
		return relativeSpan(r.moved(u, -most), r.moved(u, -least)), true
	}
	day := r.moved(u, -least)
	year, month, _ := day.Time().Date()
	switch u {
	case dayUnit:
		return relativeDay(day), true
	case weekUnit:
		return weekRange(day), true
	case monthUnit:
		return monthRange(year, month, diplo.BasisRelative), true
	case yearUnit:
		return yearRange(year, diplo.BasisRelative), true
	case decadeUnit:
		return relativeSpan(diplo.DateOf(year-2, 1, 1), diplo.DateOf(year+2, 12, 31)), least*10 <= mostYears
	}
	return relativeSpan(diplo.DateOf(year-10, 1, 1), diplo.DateOf(year+10, 12, 31)), least*100 <= mostYears
}

// moved is the reference day moved by n units; it stays within the years that are believed in.
func (r *reader) moved(u unit, n int) diplo.Day {
	switch u {
	case hourUnit:
		return r.reference + diplo.Day(n/24)
	case dayUnit:
		return r.reference + diplo.Day(n)
	case weekUnit:
		return r.reference + diplo.Day(7*n)
	case monthUnit:
		return addMonths(r.reference, n)
	case yearUnit:
		return addMonths(r.reference, 12*n)
	case decadeUnit:
		return addMonths(r.reference, max(-mostYears, min(mostYears, 10*n))*12)
	}
	return addMonths(r.reference, max(-mostYears, min(mostYears, 100*n))*12)
}

// seasons by their first month, in the north.
var seasons = map[string]time.Month{"spring": time.March, "summer": time.June, "autumn": time.September, "fall": time.September, "winter": time.December}

// shifted reads "last week", "next year", "earlier this month", "late last year", "over the
// weekend", "last summer", "last March".
func shifted(r *reader, i int) match {
	p, at := whole, i
	half := ""
	switch {
	case r.is(i, "earlier", "later"):
		half, at = r.pieces[i].lower, i+1
	case r.is(i, "early", "late"):
		p, at = partWords[r.pieces[i].lower], i+1
	}
	if at > i && r.is(at, "in") {
		at++
	}
	step := 0
	switch {
	case r.is(at, "last"):
		step = -1
	case r.is(at, "next"):
		step = 1
	case r.is(at, "this"):
	case r.is(at, "the") && (r.is(at+1, "weekend") || half != "" && r.is(at-1, "in") && r.is(at+1, "week", "month", "year")):
	default:
		return match{}
	}
	if at > 0 && r.is(at-1, "the") || at+1 >= len(r.pieces) {
		return match{} // "the last week" reaches up to now
	}
	noun := at + 1
	date, ok := r.stepped(noun, step)
	if !ok {
		return match{}
	}
	end := noun + 1
	if _, next, isMonth := r.monthName(noun); isMonth {
		end = next
	}
	date = third(date, p)
	switch half {
	case "earlier":
		date = relativeSpan(date.Start, min(date.End, max(date.Start, r.reference)))
	case "later":
		date = relativeSpan(max(date.Start, min(date.End, r.reference)), date.End)
	}
	return match{end, date, "last, this or next"}
}

// stepped is the unit named at that piece, so many steps from the one that the reference lies in.
func (r *reader) stepped(noun, step int) (diplo.DateRange, bool) {
	year, month, _ := r.reference.Time().Date()
	word := r.pieces[noun].lower
	if m, _, ok := r.monthName(noun); ok {
		date := monthRange(year, m, diplo.BasisRelative)
		switch {
		case step < 0 && date.End >= r.reference:
			date = monthRange(year-1, m, diplo.BasisRelative)
		case step > 0 && date.Start <= r.reference:
			date = monthRange(year+1, m, diplo.BasisRelative)
		}
		return date, true
	}
	switch word {
	case "week":
		return weekRange(r.reference + diplo.Day(7*step)), true
	case "weekend":
		weekend := weekendRange(r.reference)
		if step <= 0 && weekend.Start > r.reference && (step < 0 || r.tense(noun, noun+1) != futureTense) ||
			step < 0 && weekend.End >= r.reference {
			weekend = weekendRange(r.reference - 7)
		}
		if step > 0 && weekend.Start <= r.reference {
			weekend = weekendRange(r.reference + 7)
		}
		return weekend, true
	case "month":
		first := addMonths(r.reference, step).Time()
		return monthRange(first.Year(), first.Month(), diplo.BasisRelative), true
	case "quarter":
		first := diplo.DateOf(year, (month-1)/3*3+1+time.Month(3*step), 1)
		return relativeSpan(first, addMonths(first, 3)-1), true
	case "year":
		return yearRange(year+step, diplo.BasisRelative), true
	}
	start, ok := seasons[word]
	if !ok {
		return diplo.DateRange{}, false
	}
	season := func(year int) diplo.DateRange {
		return relativeSpan(diplo.DateOf(year, start, 1), diplo.DateOf(year, start+3, 0))
	}
	date := season(year)
	switch {
	case step < 0 && date.End >= r.reference:
		date = season(year - 1)
	case step > 0 && date.Start <= r.reference:
		date = season(year + 1)
	}
	return date, true
}

// someTime is how many units reach back to what "recent days" or "for weeks" mean.
var someTime = map[unit]int{dayUnit: 7, weekUnit: 6, monthUnit: 9, yearUnit: 7, decadeUnit: 3}

// recent reads times that reach up to now or start from it: "in recent weeks", "the past three days", "the coming months".
func recent(r *reader, i int) match {
	at := i
	if r.is(at, "the", "these") {
		at++
	}
	back := r.is(at, "recent", "past", "last")
	if !back && !r.is(at, "coming", "next") || r.is(at, "past", "last", "next") && at == i && !r.counts(at+1) {
		return match{}
	}
	bare := r.is(at, "recent", "coming")
	noun := at + 1
	_, most, end := r.quantity(noun)
	if most > 0 && r.counts(noun) {
		noun = end
	} else {
		most = 1
	}
	if noun >= len(r.pieces) {
		return match{}
	}
	u := units[r.pieces[noun].lower]
	if u == noUnit {
		return match{}
	}
	if r.dash(noun-1) || u == dayUnit && most == 1 && r.is(at, "next") && r.is(noun, "day") {
		return match{} // "the next five-year term"; "the next day" is not counted from the reference
	}
	if plural := r.pieces[noun].lower[len(r.pieces[noun].lower)-1] == 's'; plural && most == 1 {
		if u == hourUnit {
			most = 24
		} else if most = someTime[u]; most == 0 {
			return match{}
		}
	} else if bare && !plural {
		most = 1
	}
	if most > mostYears {
		return match{}
	}
	if back {
		return match{noun + 1, relativeSpan(r.moved(u, -most), r.reference), "up to now"}
	}
	return match{noun + 1, relativeSpan(r.reference, r.moved(u, most)), "from now on"}
}

// counts tells whether piece i says how many.
func (r *reader) counts(i int) bool {
	n, _, _ := r.quantity(i)
	return n > 0
}

// duration reads how long something has gone on by now: "for months", "for three years" with a perfect.
func duration(r *reader, i int) match {
	if !r.is(i, "for") {
		return match{}
	}
	at := i + 1
	if r.is(at, "many") {
		at++
	}
	_, most, end := r.quantity(at)
	exact := most > 0
	if exact {
		at = end
	}
	if at >= len(r.pieces) {
		return match{}
	}
	u := units[r.pieces[at].lower]
	if u == noUnit || u == hourUnit || u == centuryUnit || r.is(at+1, "to", "ahead", "in", "after", "before") {
		return match{}
	}
	if !exact && r.pieces[at].lower[len(r.pieces[at].lower)-1] != 's' || !r.perfect(i) {
		return match{}
	}
	if !exact {
		most = someTime[u]
	}
	if most > mostYears {
		return match{}
	}
	return match{at + 1, relativeSpan(r.moved(u, -most), r.reference), "for some time"}
}

// perfect tells whether "has", "have", "had" or "been" stands in the clause before piece i.
func (r *reader) perfect(i int) bool {
	for j := i - 1; j >= 0 && j >= i-10; j-- {
		if r.is(j, "has", "have", "had", "been") {
			return true
		}
		if clauseEnds[r.pieces[j].lower] && r.pieces[j].lower != "which" && r.pieces[j].lower != "who" {
			return false
		}
	}
	return false
}
