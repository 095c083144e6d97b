package query

import (
	"context"
	"slices"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Group is the events that share a value in each dimension asked for.
type Group struct {
	store.Group
	By     []store.Dimension
	Filter store.EventFilter // the events behind it
}

// Groups counts the events by one or two different dimensions, largest by the measure first, and tells whether there are more
// groups than limit.
func (q *Questions) Groups(ctx context.Context, filter store.EventFilter, by []store.Dimension, measure store.Measure, limit int) ([]*Group, bool, error) {
	if len(by) == 0 || len(by) > 2 || (len(by) == 2 && by[0] == by[1]) {
		return nil, false, diplo.Errorf(diplo.Invalid, "group by one or two different dimensions, not by %d: %q", len(by), by)
	}
	found, err := q.Store.Groups(ctx, filter, by, measure, limit+1)
	if err != nil {
		return nil, false, err
	}
	groups := make([]*Group, 0, len(found))
	for _, g := range found[:min(limit, len(found))] {
		behind := filter
		for i, dimension := range by {
			narrower, err := having(dimension, g.Keys[i])
			if err != nil {
				return nil, false, err
			}
			behind = Both(behind, narrower)
		}
		groups = append(groups, &Group{Group: g, By: slices.Clone(by), Filter: behind})
	}
	return groups, len(found) > limit, nil
}

// having is the filter for the events with that key in the dimension. Times are those that the event starts in.
func having(dimension store.Dimension, key string) (store.EventFilter, error) {
	self := &store.ActorMatch{IDs: []diplo.ActorID{diplo.ActorID(key)}, Scope: store.Self}
	code := &store.ActorMatch{Scope: store.Affiliated, Codes: []string{key}}
	switch dimension {
	case store.BySource:
		return store.EventFilter{Source: self}, nil
	case store.ByTarget:
		return store.EventFilter{Target: self}, nil
	case store.BySourceCode:
		return store.EventFilter{Source: code}, nil
	case store.ByTargetCode:
		return store.EventFilter{Target: code}, nil
	case store.ByRelation:
		return store.EventFilter{Relations: []diplo.Relation{diplo.Relation(key)}}, nil
	case store.ByEventType:
		return store.EventFilter{EventTypes: []diplo.EventType{diplo.EventType(key)}}, nil
	case store.ByQuadClass:
		return store.EventFilter{QuadClasses: []diplo.QuadClass{diplo.QuadClass(key)}}, nil
	case store.ByModality:
		return store.EventFilter{Modalities: []diplo.Modality{diplo.Modality(key)}}, nil
	}
	when, err := ParseWhen(key)
	if err != nil {
		return store.EventFilter{}, diplo.Errorf(diplo.Internal, "the store gave %q as a key of %s: %w", key, dimension, err)
	}
	from, until := when.start.start, when.end.until
	if dimension == store.ByWeek {
		until = from.AddDate(0, 0, 7)
	}
	return store.EventFilter{Starts: &store.DayRange{From: diplo.DayOf(from), To: diplo.DayOf(until) - 1}}, nil
}
