package diplo

import (
	"fmt"
	"math"
	"time"
)

// Day counts whole UTC days from 1970-01-01, which is day 0.
type Day int32

// NoDay stands for an unknown day. It sorts before every other.
const NoDay Day = math.MinInt32

const secondsPerDay = 24 * 60 * 60

// DayOf is the UTC day of t.
func DayOf(t time.Time) Day {
	return Day(math.Floor(float64(t.Unix()) / secondsPerDay))
}

// DateOf is the day of that date; out-of-range values are normalised as by time.Date.
func DateOf(year int, month time.Month, day int) Day {
	return DayOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// ParseDay reads an ISO 8601 calendar date, "2023-09-19".
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return NoDay, Errorf(Invalid, "date %q is not of the form 2023-09-19", s)
	}
	return DayOf(t), nil
}

// Time is midnight UTC at the start of the day.
func (d Day) Time() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }

// String is the ISO 8601 date, "" for NoDay.
func (d Day) String() string {
	if d == NoDay {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// Precision says how exactly a date is known.
type Precision string

// The precisions. Undated has neither start nor end.
const (
	Undated      Precision = "UNDATED"
	ToTheDay     Precision = "DAY"
	ToTheWeek    Precision = "WEEK"
	ToTheMonth   Precision = "MONTH"
	ToTheYear    Precision = "YEAR"
	ToTheDecade  Precision = "DECADE"
	ToAnInterval Precision = "INTERVAL"
)

// Basis says where a date was taken from.
type Basis string

// The bases.
const (
	BasisExplicit    Basis = "EXPLICIT"    // a full date in the sentence
	BasisRelative    Basis = "RELATIVE"    // "Tuesday", counted from the reference date
	BasisPublication Basis = "PUBLICATION" // undated news: the article's own date
	BasisData        Basis = "DATA"        // a column of an imported table
	BasisCorrection  Basis = "CORRECTION"  // a person said so
	BasisNone        Basis = "NONE"        // undated
)

// DateRange is when something happened: whole days, both ends included.
type DateRange struct {
	Start     Day
	End       Day
	Precision Precision
	Basis     Basis
	Text      string // the words that say so, "" where none do
}

// NoDate is the date of what is undated.
var NoDate = DateRange{Start: NoDay, End: NoDay, Precision: Undated, Basis: BasisNone}

// Known tells whether there is a date at all.
func (r DateRange) Known() bool { return r.Start != NoDay }

// OnDay is the range of one day.
func OnDay(d Day, basis Basis, text string) DateRange {
	return DateRange{Start: d, End: d, Precision: ToTheDay, Basis: basis, Text: text}
}

// String is ISO 8601 at the precision: "2023-09-19", "2023-09", "2023",
// "2023-09-18/2023-09-24" for anything else, "" when undated.
func (r DateRange) String() string {
	if !r.Known() {
		return ""
	}
	switch r.Precision {
	case ToTheDay:
		return r.Start.String()
	case ToTheMonth:
		return r.Start.Time().Format("2006-01")
	case ToTheYear:
		return r.Start.Time().Format("2006")
	}
	return fmt.Sprintf("%s/%s", r.Start, r.End)
}
