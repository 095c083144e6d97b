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
	tenths              int64 // of the intensities of all events together
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
	mean := store.MeanIntensity(p.tenths, p.Count)
	return &mean
}

// grain is what a store groups by for an interval, with the layout of its keys.
var grain = map[Interval]struct {
	by     store.Dimension
	layout string
}{
	Daily:   {store.ByDay, time.DateOnly},
	Weekly:  {store.ByWeek, time.DateOnly},
	Monthly: {store.ByMonth, "2006-01"},
	Yearly:  {store.ByYear, "2006"},
}

// Timeline counts the events over time, from the first to the last interval with an event, empty ones between them
// included. More than 5,000 intervals is diplo.Invalid.
func (q *Questions) Timeline(ctx context.Context, filter store.EventFilter, interval Interval) ([]*TimelinePoint, error) {
	counts, err := q.counted(ctx, filter, interval, store.CountEvents)
	if err != nil {
		return nil, err
	}
	return counts.over(counts)
}

// timeline is what was counted in the intervals that have an event.
type timeline struct {
	interval    Interval
	points      map[diplo.Day]*TimelinePoint // by the first day of the interval
	measured    map[diplo.Day]int
	first, last diplo.Day // of the intervals that it covers, their first days
	covers      bool      // any
}

// cover stretches the timeline over the interval that holds the day.
func (t *timeline) cover(day diplo.Day) {
	start := startOf(t.interval, day)
	if !t.covers {
		t.first, t.last, t.covers = start, start, true
	}
	t.first, t.last = min(t.first, start), max(t.last, start)
}

// include stretches the timeline over another.
func (t *timeline) include(other *timeline) {
	if other.covers {
		t.cover(other.first)
		t.cover(other.last)
	}
}

// counted counts the events by their intervals.
func (q *Questions) counted(ctx context.Context, filter store.EventFilter, interval Interval, measure store.Measure) (*timeline, error) {
	by, known := grain[interval]
	if !known {
		return nil, diplo.Errorf(diplo.Invalid, "interval %q is not DAY, WEEK, MONTH or YEAR", interval)
	}
	t := &timeline{interval: interval, points: map[diplo.Day]*TimelinePoint{}, measured: map[diplo.Day]int{}}
	err := q.eachInterval(ctx, filter, interval, []store.Dimension{by.by, store.ByQuadClass}, store.CountEvents, func(start diplo.Day, g store.Group) {
		point := t.points[start]
		if point == nil {
			point = &TimelinePoint{Start: start, End: next(interval, start) - 1}
			t.points[start] = point
		}
		point.add(diplo.QuadClass(g.Keys[1]), g)
		t.measured[start] = point.Count
		t.cover(start)
	})
	if err != nil || measure == "" || measure == store.CountEvents {
		return t, err
	}
	return t, q.eachInterval(ctx, filter, interval, []store.Dimension{by.by}, measure, func(start diplo.Day, g store.Group) { t.measured[start] = g.Count })
}

// eachInterval calls each with the groups by dimensions of which the first is that of the interval, and with the interval's first day.
func (q *Questions) eachInterval(ctx context.Context, filter store.EventFilter, interval Interval, by []store.Dimension, measure store.Measure, each func(diplo.Day, store.Group)) error {
	limit := mostPoints * len(diplo.QuadClasses())
	groups, err := q.Store.Groups(ctx, filter, by, measure, limit+1)
	if err != nil {
		return err
	}
	if len(groups) > limit {
		return tooLong(interval)
	}
	for _, g := range groups {
		at, err := time.Parse(grain[interval].layout, g.Keys[0])
		if err != nil {
			return diplo.Errorf(diplo.Internal, "the store gave %q as a key of %s: %w", g.Keys[0], by[0], err)
		}
		each(diplo.DayOf(at), g)
	}
	return nil
}

// over are the points in all intervals that the span covers.
func (t *timeline) over(span *timeline) ([]*TimelinePoint, error) {
	line := []*TimelinePoint{}
	if !span.covers {
		return line, nil
	}
	for day := span.first; day <= span.last; day = next(t.interval, day) {
		if len(line) == mostPoints {
			return nil, tooLong(t.interval)
		}
		point := t.points[day]
		if point == nil {
			point = &TimelinePoint{Start: day, End: next(t.interval, day) - 1}
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
	p.tenths += g.IntensityTenths()
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
