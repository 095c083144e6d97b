package dates

import (
	"strings"
	"time"

	"entente/internal/diplo"
	"entente/internal/text"
)

// LineDate is a date in a raw line, such as a dateline, a masthead or a caption.
type LineDate struct {
	text.Span // bytes of the line
	Day       diplo.Day
}

// Full gives the full dates (day, month and year) of a line in order.
func Full(line string) []LineDate {
	if !strings.ContainsAny(line, "0123456789") {
		return nil // no year: most lines are not even looked at word by word
	}
	return FullNear(line, diplo.NoDay)
}

// FullNear also reads days without year: the latest such day up to the reference.
func FullNear(line string, reference diplo.Day) []LineDate {
	r := &reader{pieces: cut(nil, line, 0, 0), reference: reference}
	var found []LineDate
	for i := 0; i < len(r.pieces); {
		end := 0
		if r.pieces[i].starts() && !(r.gluedTo(i) && r.pieces[i-1].kind != markPiece) {
			var p point
			if p, end = r.point(i); end > 0 && p.day != 0 {
				if date, _, ok := r.resolve(p, i, end); ok {
					found = append(found, LineDate{text.Span{Start: r.pieces[i].start, End: r.pieces[end-1].end}, date.Start})
				}
			}
		}
		i = max(end, i+1)
	}
	return found
}

// Weekdays gives the weekdays that a line names without "last", "next" or the like, in order.
func Weekdays(line string) []time.Weekday {
	r := &reader{pieces: cut(nil, line, 0, 0)}
	var found []time.Weekday
	for i := range r.pieces {
		w, end, ok := r.weekdayName(i, false)
		if ok && r.weekdayMeant(i, end) && !r.is(i-1, "last", "next", "past", "coming") {
			found = append(found, w)
		}
	}
	return found
}
