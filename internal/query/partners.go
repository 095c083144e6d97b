package query

import (
	"cmp"
	"context"
	"slices"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Partner is an actor that has to do with another.
type Partner struct {
	ID                 diplo.ActorID
	Events             int
	AsSource, AsTarget int // of the actor asked about
	FirstDay, LastDay  diplo.Day
	MeanIntensity      float64
	tenths             int64 // of the intensities of all events together
}

// mostPartners is how many partners are looked at on each side; beyond that the list is cut and says so.
const mostPartners = 10000

// Partners are the other actors of the events that a match takes part in, those with most events first, and whether
// there are more than limit.
func (q *Questions) Partners(ctx context.Context, filter store.EventFilter, of store.ActorMatch, limit int) ([]*Partner, bool, error) {
	asSource, err := q.Store.Groups(ctx, Both(filter, store.EventFilter{Source: &of}), []store.Dimension{store.ByTarget}, store.CountEvents, mostPartners+1)
	if err != nil {
		return nil, false, err
	}
	asTarget, err := q.Store.Groups(ctx, Both(filter, store.EventFilter{Target: &of}), []store.Dimension{store.BySource}, store.CountEvents, mostPartners+1)
	if err != nil {
		return nil, false, err
	}
	partners := map[diplo.ActorID]*Partner{}
	partner := func(g store.Group) *Partner {
		id := diplo.ActorID(g.Keys[0])
		p := partners[id]
		if p == nil {
			p = &Partner{ID: id, FirstDay: diplo.NoDay, LastDay: diplo.NoDay}
			partners[id] = p
		}
		p.add(g)
		return p
	}
	for _, g := range asSource {
		partner(g).AsSource += g.Events
	}
	for _, g := range asTarget {
		partner(g).AsTarget += g.Events
	}
	for _, id := range of.IDs {
		delete(partners, id)
	}
	list := make([]*Partner, 0, len(partners))
	for _, p := range partners {
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b *Partner) int {
		return cmp.Or(cmp.Compare(b.Events, a.Events), cmp.Compare(a.ID, b.ID))
	})
	truncated := len(list) > limit || len(asSource) > mostPartners || len(asTarget) > mostPartners
	return list[:min(limit, len(list))], truncated, nil
}

func (p *Partner) add(g store.Group) {
	p.Events += g.Events
	p.tenths += g.IntensityTenths()
	p.MeanIntensity = store.MeanIntensity(p.tenths, p.Events)
	if g.First != diplo.NoDay && (p.FirstDay == diplo.NoDay || g.First < p.FirstDay) {
		p.FirstDay = g.First
	}
	p.LastDay = max(p.LastDay, g.Last)
}
