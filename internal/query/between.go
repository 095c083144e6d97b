package query

import (
	"context"
	"sync"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Dyad is all that passed between two actors.
type Dyad struct {
	A, B   *diplo.Actor
	Filter store.EventFilter // the events between them

	store        store.Reader
	sideA, sideB store.ActorMatch
	counts       func() (relationCounts, error) // counted once
}

// DyadSummary counts the events of a dyad.
type DyadSummary struct {
	Events, AToB, BToA    int
	Cooperation, Conflict int
	MeanIntensity         *float64 // nil without events
	QuadClasses           []QuadClassCount
	Relations             []RelationCount
}

// QuadClassCount is how many events are of a quad class.
type QuadClassCount struct {
	QuadClass diplo.QuadClass
	Count     int
}

// RelationCount is how many events are of a relation.
type RelationCount struct {
	Relation diplo.Relation
	Count    int
}

// Between gives what passed between the two, of the events that f wants. The context is kept for the counts, so it is that of
// the whole answer.
func (q *Questions) Between(ctx context.Context, a, b ActorRef, f *EventFilter, scope store.Scope) (*Dyad, error) {
	today := diplo.DayOf(q.Clock())
	actorA, err := q.Actors.Resolve(ctx, string(a), today)
	if err != nil {
		return nil, err
	}
	actorB, err := q.Actors.Resolve(ctx, string(b), today)
	if err != nil {
		return nil, err
	}
	if scope == "" && f != nil {
		scope = f.Scope
	}
	d := &Dyad{A: &actorA, B: &actorB, store: q.Store}
	if d.sideA, err = q.Actors.Match(ctx, actorA, scope); err != nil {
		return nil, err
	}
	if d.sideB, err = q.Actors.Match(ctx, actorB, scope); err != nil {
		return nil, err
	}
	wanted, err := q.Events(ctx, f)
	if err != nil {
		return nil, err
	}
	d.Filter = Both(wanted, store.EventFilter{Between: &[2]store.ActorMatch{d.sideA, d.sideB}})
	d.counts = sync.OnceValues(func() (relationCounts, error) { return countRelations(ctx, q.Store, d.Filter) })
	return d, nil
}

// Summary counts the events.
func (d *Dyad) Summary(ctx context.Context) (*DyadSummary, error) {
	counts, err := d.counts()
	if err != nil {
		return nil, err
	}
	s := &DyadSummary{
		Events:        counts.events,
		Cooperation:   counts.quads[diplo.VerbalCooperation] + counts.quads[diplo.MaterialCooperation],
		Conflict:      counts.quads[diplo.VerbalConflict] + counts.quads[diplo.MaterialConflict],
		MeanIntensity: counts.meanIntensity(),
		Relations:     counts.relations,
	}
	for _, quad := range diplo.QuadClasses() {
		s.QuadClasses = append(s.QuadClasses, QuadClassCount{quad, counts.quads[quad]})
	}
	if s.AToB, err = d.store.CountEvents(ctx, Both(d.Filter, store.EventFilter{Source: &d.sideA, Target: &d.sideB})); err != nil {
		return nil, err
	}
	s.BToA, err = d.store.CountEvents(ctx, Both(d.Filter, store.EventFilter{Source: &d.sideB, Target: &d.sideA}))
	return s, err
}

// Balance is (cooperation − conflict) / all, −1 … 1; nil without events.
func (d *Dyad) Balance() (*float64, error) {
	counts, err := d.counts()
	if err != nil {
		return nil, err
	}
	return counts.balance(), nil
}

// FirstEvent is the earliest dated event; nil when there is none.
func (d *Dyad) FirstEvent(ctx context.Context) (*diplo.Event, error) {
	return d.one(ctx, store.OldestFirst)
}

// LastEvent is the latest dated event; nil when there is none.
func (d *Dyad) LastEvent(ctx context.Context) (*diplo.Event, error) {
	return d.one(ctx, store.NewestFirst)
}

func (d *Dyad) one(ctx context.Context, order store.EventOrder) (*diplo.Event, error) {
	page, err := d.store.Events(ctx, d.Filter, order, store.PageRequest{Limit: 1})
	if err != nil || len(page.Items) == 0 || !page.Items[0].Date.Known() {
		return nil, err
	}
	return page.Items[0], nil
}

// relationCounts are events counted by what was done.
type relationCounts struct {
	events    int
	tenths    int64 // of the intensities of all events together
	quads     map[diplo.QuadClass]int
	relations []RelationCount // largest first
}

func countRelations(ctx context.Context, reader store.Reader, filter store.EventFilter) (relationCounts, error) {
	counts := relationCounts{quads: map[diplo.QuadClass]int{}}
	groups, err := reader.Groups(ctx, filter, []store.Dimension{store.ByRelation}, store.CountEvents, len(diplo.Ontology))
	if err != nil {
		return counts, err
	}
	for _, g := range groups {
		relation := diplo.Relation(g.Keys[0])
		counts.events += g.Events
		counts.tenths += g.IntensityTenths()
		counts.quads[relation.Quad()] += g.Events
		counts.relations = append(counts.relations, RelationCount{relation, g.Events})
	}
	return counts, nil
}

func (c relationCounts) meanIntensity() *float64 {
	if c.events == 0 {
		return nil
	}
	mean := store.MeanIntensity(c.tenths, c.events)
	return &mean
}

func (c relationCounts) balance() *float64 {
	cooperation := c.quads[diplo.VerbalCooperation] + c.quads[diplo.MaterialCooperation]
	return balance(cooperation, c.events-cooperation)
}

func balance(cooperation, conflict int) *float64 {
	if cooperation+conflict == 0 {
		return nil
	}
	b := float64(cooperation-conflict) / float64(cooperation+conflict)
	return &b
}
