package query

import (
	"context"
	"fmt"
	"time"
	_ "time/tzdata" // servers may have none

	"entente/internal/diplo"
	"entente/internal/store"
)

// SeriesWanted is something to count over time.
type SeriesWanted struct {
	Name    string // "" is a name by its place
	Where   *EventFilter
	Measure store.Measure
}

// TimeSeries are counts over time, of all series by the same intervals.
type TimeSeries struct{ Series []*Series }

// Series is what was counted of one.
type Series struct {
	Name   string
	Points []*SeriesPoint
}

// SeriesPoint is the count in one interval.
type SeriesPoint struct {
	Start, End diplo.Day
	Time       time.Time // when the first day begins
	Count      int       // by the measure
	events     TimelinePoint
}

// Balance is (cooperation − conflict) / all events, −1 … 1; nil when the interval is empty.
func (p *SeriesPoint) Balance() *float64 { return p.events.Balance() }

// MeanIntensity is the mean of the relations' intensities; nil when the interval is empty.
func (p *SeriesPoint) MeanIntensity() *float64 { return p.events.MeanIntensity() }

// mostSeries is how many series can be asked for at once.
const mostSeries = 20

// Series counts events over time, from the day from to the day to, or else from the first to the last interval in which any of the series
// has an event; empty intervals are there too. Instants stand for their day in the time zone. More than 5,000 intervals is diplo.Invalid.
func (q *Questions) Series(ctx context.Context, wanted []SeriesWanted, interval Interval, from, to *When, zone string) (*TimeSeries, error) {
	if len(wanted) == 0 || len(wanted) > mostSeries {
		return nil, diplo.Errorf(diplo.Invalid, "ask for 1 to %d series, not %d", mostSeries, len(wanted))
	}
	location, err := time.LoadLocation(zone)
	if err != nil || zone == "" || zone == "Local" {
		return nil, diplo.Errorf(diplo.Invalid, "%q is not a time zone; write UTC, or a name such as Europe/Paris", zone)
	}
	days := store.DayRange{From: diplo.NoDay, To: diplo.NoDay}
	if from.Given() {
		days.From, _ = from.DaysIn(q.Clock(), location)
	}
	if to.Given() {
		_, days.To = to.DaysIn(q.Clock(), location)
	}
	if from.Given() && to.Given() && days.To < days.From {
		return nil, diplo.Errorf(diplo.Invalid, "to is before from")
	}
	counts := make([]*timeline, len(wanted))
	span := &timeline{interval: interval}
	if from.Given() {
		span.cover(days.From)
	}
	if to.Given() {
		span.cover(days.To)
	}
	for i, series := range wanted {
		filter, err := q.Events(ctx, series.Where)
		if err != nil {
			return nil, err
		}
		if counts[i], err = q.counted(ctx, Both(filter, store.EventFilter{Starts: &days}), interval, series.Measure); err != nil {
			return nil, err
		}
		span.include(counts[i])
	}
	all := &TimeSeries{}
	for i, series := range wanted {
		line, err := counts[i].over(span)
		if err != nil {
			return nil, err
		}
		s := &Series{Name: series.Name, Points: make([]*SeriesPoint, len(line))}
		if s.Name == "" {
			s.Name = "events"
			if len(wanted) > 1 {
				s.Name = fmt.Sprintf("events %d", i+1)
			}
		}
		for j, point := range line {
			p := &SeriesPoint{Start: point.Start, End: point.End, Count: counts[i].measured[point.Start], events: *point}
			p.Start = max(p.Start, days.From)
			if days.To != diplo.NoDay {
				p.End = min(p.End, days.To)
			}
			year, month, day := p.Start.Time().Date()
			p.Time = time.Date(year, month, day, 0, 0, 0, 0, location)
			s.Points[j] = p
		}
		all.Series = append(all.Series, s)
	}
	return all, nil
}
