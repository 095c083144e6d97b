package query

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"entente/internal/diplo"
)

// When is a time as people and tools write it: 2023-09-19 or 20230919, 2023-09, 2023, an RFC 3339 instant, milliseconds since
// 1970, now-30d, or two of them joined by a slash. It is a range of time; the relative forms get theirs from the clock.
type When struct {
	start, end moment
}

// moment is one time: a range from start up to until, or an offset from now.
type moment struct {
	start, until time.Time
	relative     bool
	amount       int
	unit         byte
}

// instant is how long an instant lasts: the precision with which times are stored.
const instant = time.Microsecond

var (
	relativeForm = regexp.MustCompile(`^now(?:([+-])(\d{1,5})([smhdwMy]))?$`)
	// millisecondForm leaves the years and the compact days to their own forms. Shorter numbers are a day of other
	// digits or seconds: as milliseconds all of them would be in the first months of 1970, which nobody means.
	millisecondForm = regexp.MustCompile(`^(?:0|-\d+|\d{11,})$`)
	secondForm      = regexp.MustCompile(`^\d{9,10}$`)
)

// The first and last millisecond of the years 1 to 9999.
const (
	firstMillisecond = -62135596800000
	lastMillisecond  = 253402300799999
)

// ParseWhen reads a time; anything else is diplo.Invalid.
func ParseWhen(text string) (When, error) {
	start, end, isRange := strings.Cut(strings.TrimSpace(text), "/")
	from, err := parseMoment(start)
	if err != nil {
		return When{}, err
	}
	if !isRange {
		return When{from, from}, nil
	}
	until, err := parseMoment(end)
	if err != nil {
		return When{}, err
	}
	return When{from, until}, nil
}

// Given tells whether it is a time: an empty text is none, and so is nil.
func (w *When) Given() bool { return w != nil && *w != When{} }

// WhenOf reads a value that came with JSON: a text, or a number of milliseconds or, of four digits, a year. An empty text is no time.
func WhenOf(value any) (When, error) {
	switch v := value.(type) {
	case string:
		if v == "" {
			return When{}, nil
		}
		return ParseWhen(v)
	case json.Number:
		return ParseWhen(v.String())
	case int:
		return ParseWhen(strconv.Itoa(v))
	case int64:
		return ParseWhen(strconv.FormatInt(v, 10))
	case float64:
		if v == math.Trunc(v) && math.Abs(v) < 1<<53 {
			return ParseWhen(strconv.FormatInt(int64(v), 10))
		}
	}
	return When{}, notATime(value)
}

// UnmarshalJSON reads what WhenOf reads.
func (w *When) UnmarshalJSON(text []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return err
	}
	read, err := WhenOf(value)
	*w = read
	return err
}

func notATime(value any) error {
	if text, ok := value.(string); ok && len(text) > 40 {
		value = fmt.Sprintf("a text of %d bytes", len(text))
	}
	return diplo.Errorf(diplo.Invalid, "%v is not a time; write 2023-09-19, 2023-09, 2023, 2023-09-19T08:15:00Z, milliseconds since 1970, or now-30d", value)
}

func parseMoment(text string) (moment, error) {
	text = strings.TrimSpace(text)
	if parts := relativeForm.FindStringSubmatch(text); parts != nil {
		if parts[1] == "" {
			return moment{relative: true, unit: 's'}, nil
		}
		amount, _ := strconv.Atoi(parts[1] + parts[2]) // at most five digits
		return moment{relative: true, amount: amount, unit: parts[3][0]}, nil
	}
	if secondForm.MatchString(text) {
		return moment{}, diplo.Errorf(diplo.Invalid, "%s is not a time; if it is meant in seconds, give milliseconds: %s000", text, text)
	}
	if millisecondForm.MatchString(text) {
		ms, err := strconv.ParseInt(text, 10, 64)
		if err != nil || ms < firstMillisecond || ms > lastMillisecond {
			return moment{}, notATime(text)
		}
		t := time.UnixMilli(ms).UTC()
		return moment{start: t, until: t.Add(instant)}, nil
	}
	for _, form := range []struct {
		layout        string
		years, months int
		days          int
	}{{"2006-01-02", 0, 0, 1}, {"20060102", 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.Parse(form.layout, text); err == nil {
			return moment{start: t, until: t.AddDate(form.years, form.months, form.days)}, nil
		}
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return moment{}, notATime(strconv.Quote(text))
	}
	return moment{start: t.UTC(), until: t.UTC().Add(instant)}, nil
}

// Range is the time from the start up to, and without, the end.
func (w When) Range(now time.Time) (start, until time.Time) {
	start, _ = w.start.at(now)
	_, until = w.end.at(now)
	return start, until
}

// Days are the first and the last UTC day of the time.
func (w When) Days(now time.Time) (first, last diplo.Day) {
	start, until := w.Range(now)
	return diplo.DayOf(start), diplo.DayOf(until.Add(-time.Nanosecond))
}

// DaysIn are the first and the last day of the time where instants are told by the clocks of the location. A day, month or year is what it says.
func (w When) DaysIn(now time.Time, location *time.Location) (first, last diplo.Day) {
	there := func(t time.Time) diplo.Day {
		year, month, day := t.In(location).Date()
		return diplo.DateOf(year, month, day)
	}
	first, last = w.Days(now)
	if start, until := w.start.at(now); until.Sub(start) == instant {
		first = there(start)
	}
	if start, until := w.end.at(now); until.Sub(start) == instant {
		last = there(start)
	}
	return first, last
}

func (m moment) at(now time.Time) (start, until time.Time) {
	if !m.relative {
		return m.start, m.until
	}
	t := now.UTC()
	switch m.unit {
	case 's':
		t = t.Add(time.Duration(m.amount) * time.Second)
	case 'm':
		t = t.Add(time.Duration(m.amount) * time.Minute)
	case 'h':
		t = t.Add(time.Duration(m.amount) * time.Hour)
	case 'd':
		t = t.AddDate(0, 0, m.amount)
	case 'w':
		t = t.AddDate(0, 0, 7*m.amount)
	case 'M':
		t = t.AddDate(0, m.amount, 0)
	case 'y':
		t = t.AddDate(m.amount, 0, 0)
	}
	return t, t.Add(instant)
}
