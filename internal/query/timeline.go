package query

import (
	"context"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Interval is a length of time on the calendar.
type Interval string

// The intervals.
const (
	Daily   Interval = "DAY"
	Weekly  Interval = "WEEK" // Monday to Sunday
	Monthly Interval = "MONTH"
	Yearly  Interval = "YEAR"
)

// mostPoints is the longest timeline: some 13 years by day.
const mostPoints = 5000

// TimelinePoint counts the events that started within one interval.
type TimelinePoint struct {
	Start, End          diplo.Day
	Count               int
	VerbalCooperation   int
	MaterialCooperation int
	VerbalConflict      int
	MaterialConflict    int
	intensity           float64 // of all events together
}

// Balance is (cooperation − conflict) / all, −1 … 1; nil when the interval is empty.
func (p *TimelinePoint) Balance() *float64 {
	return balance(p.VerbalCooperation+p.MaterialCooperation, p.VerbalConflict+p.MaterialConflict)
}

// MeanIntensity is the mean of the relations' intensities; nil when the interval is empty.
func (p *TimelinePoint) MeanIntensity() *float64 {
	if p.Count == 0 {
		return nil
	}
	mean := p.intensity / float64(p.Count)
	return &mean
}

// grain is what a store groups by for an interval, with the layout of its keys.
var grain = map[Interval]struct {
	by     store.Dimension
	layout string
	keys   int // the most keys of mostPoints intervals
}{
	Daily:   {store.ByDay, time.DateOnly, mostPoints},
	Weekly:  {store.ByDay, time.DateOnly, 7 * mostPoints},
	Monthly: {store.ByMonth, "2006-01", mostPoints},
	Yearly:  {store.ByYear, "2006", mostPoints},
}

// Timeline counts the events over time, from the first to the last interval with an event, empty ones between them
// included. More than 5,000 intervals is diplo.Invalid.
func (q *Questions) Timeline(ctx context.Context, filter store.EventFilter, interval Interval) ([]*TimelinePoint, error) {
	by, known := grain[interval]
	if !known {
		return nil, diplo.Errorf(diplo.Invalid, "interval %q is not DAY, WEEK, MONTH or YEAR", interval)
	}
	limit := by.keys * len(diplo.QuadClasses())
	groups, err := q.Store.Groups(ctx, filter, []store.Dimension{by.by, store.ByQuadClass}, store.CountEvents, limit+1)
	if err != nil {
		return nil, err
	}
	if len(groups) == 0 {
		return []*TimelinePoint{}, nil
	}
	if len(groups) > limit {
		return nil, tooLong(interval)
	}
	points := map[diplo.Day]*TimelinePoint{}
	first, last := diplo.Day(0), diplo.Day(0)
	for i, g := range groups {
		t, err := time.Parse(by.layout, g.Keys[0])
		if err != nil {
			return nil, diplo.Errorf(diplo.Internal, "the store gave %q as a key of %s: %w", g.Keys[0], by.by, err)
		}
		start := startOf(interval, diplo.DayOf(t))
		if i == 0 {
			first, last = start, start
		}
		first, last = min(first, start), max(last, start)
		point := points[start]
		if point == nil {
			point = &TimelinePoint{Start: start, End: next(interval, start) - 1}
			points[start] = point
		}
		point.add(diplo.QuadClass(g.Keys[1]), g)
	}
	var line []*TimelinePoint
	for day := first; day <= last; day = next(interval, day) {
		if len(line) == mostPoints {
			return nil, tooLong(interval)
		}
		point := points[day]
		if point == nil {
			point = &TimelinePoint{Start: day, End: next(interval, day) - 1}
		}
		line = append(line, point)
	}
	return line, nil
}

func tooLong(interval Interval) error {
	return diplo.Errorf(diplo.Invalid, "the timeline has more than %d intervals of a %s; take a longer interval or a narrower date", mostPoints, interval)
}

func (p *TimelinePoint) add(quad diplo.QuadClass, g store.Group) {
	p.Count += g.Events
	p.intensity += float64(g.Events) * g.MeanIntensity
	switch quad {
	case diplo.VerbalCooperation:
		p.VerbalCooperation += g.Events
	case diplo.MaterialCooperation:
		p.MaterialCooperation += g.Events
	case diplo.VerbalConflict:
		p.VerbalConflict += g.Events
	case diplo.MaterialConflict:
		p.MaterialConflict += g.Events
	}
}

// startOf is the first day of the interval that holds the day.
func startOf(interval Interval, day diplo.Day) diplo.Day {
	t := day.Time()
	switch interval {
	case Weekly:
		return day - diplo.Day((int(t.Weekday())+6)%7)
	case Monthly:
		return diplo.DateOf(t.Year(), t.Month(), 1)
	case Yearly:
		return diplo.DateOf(t.Year(), time.January, 1)
	}
	return day
}

// next is the first day of the interval behind the one that starts on the day.
func next(interval Interval, start diplo.Day) diplo.Day {
	t := start.Time()
	switch interval {
	case Weekly:
		return start + 7
	case Monthly:
		return diplo.DateOf(t.Year(), t.Month()+1, 1)
	case Yearly:
		return diplo.DateOf(t.Year()+1, time.January, 1)
	}
	return start + 1
}
