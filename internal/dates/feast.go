package dates

import "time"

// feasts are days that are called by name and are the same each year.
var feasts = []struct {
	words []string
	month time.Month
	day   int
}{
	{[]string{"orthodox", "christmas"}, time.January, 7},
	{[]string{"christmas", "eve"}, time.December, 24},
	{[]string{"christmas", "day"}, time.December, 25},
	{[]string{"christmas"}, time.December, 25},
	{[]string{"boxing", "day"}, time.December, 26},
	{[]string{"new", "year", "s", "eve"}, time.December, 31},
	{[]string{"new", "year", "s", "day"}, time.January, 1},
	{[]string{"valentine", "s", "day"}, time.February, 14},
	{[]string{"may", "day"}, time.May, 1},
	{[]string{"bastille", "day"}, time.July, 14},
	{[]string{"halloween"}, time.October, 31},
}

// feast reads "Christmas Eve", "New Year's Day 2022". A name of one word counts only behind "on", "at" or "before":
// "the Christmas market" is no day.
func feast(r *reader, i int) match {
	for _, f := range feasts {
		end := i
		for k, word := range f.words {
			if k > 0 && r.is(end, "'", "’") && word == "s" {
				end++
			}
			if !r.is(end, word) || word != "s" && !r.pieces[end].upper {
				end = i
				break
			}
			end++
		}
		if end == i || len(f.words) == 1 && !r.is(i-1, "on", "at", "before", "until", "since") {
			continue
		}
		p, end := r.withYear(point{weekday: -1, month: f.month, day: f.day, form: "feast"}, end)
		date, note, ok := r.resolve(p, i, end)
		if !ok {
			return match{}
		}
		return match{end, date, p.form + note}
	}
	return match{}
}
