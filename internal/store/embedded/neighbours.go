package embedded

import (
	"cmp"
	"context"
	"slices"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Neighbours gives the actors that others share events with; see store.Reader.
func (r reading) Neighbours(ctx context.Context, of, among []diplo.ActorID, filter store.EventFilter, limit int) (lists []store.Neighbours, err error) {
	if err := filter.Validate(); err != nil {
		return nil, err
	}
	lists = make([]store.Neighbours, len(of))
	if limit <= 0 || len(of) == 0 || among != nil && len(among) == 0 {
		return lists, ctx.Err()
	}
	err = r.read(ctx, func(q *question) error {
		if filter.IsStanding() && !q.past {
			return q.tied(lists, of, among, limit)
		}
		for i, id := range of {
			if lists[i], err = q.meeting(id, among, filter, limit); err != nil {
				return err
			}
		}
		return nil
	})
	return lists, err
}

// tied fills in the lists from table tie.
func (q *question) tied(lists []store.Neighbours, of, among []diplo.ActorID, limit int) error {
	rows := make(map[diplo.ActorID][]int64, len(of)+len(among))
	for _, ids := range [2][]diplo.ActorID{of, among} {
		for _, id := range ids {
			rows[id] = nil
		}
	}
	if err := q.findActors(rows); err != nil {
		return err
	}
	names := map[int64]diplo.ActorID{}
	var others []any
	for _, id := range among {
		for _, row := range rows[id] {
			if _, known := names[row]; !known {
				names[row] = q.who.Actor(id)
				others = append(others, row)
			}
		}
	}
	if among != nil && len(others) == 0 {
		return nil
	}
	found := make([][]tie, len(of))
	var unnamed []any
	for i, id := range of {
		for _, row := range rows[id] {
			ties, err := q.ties(row, others, limit)
			if err != nil {
				return err
			}
			found[i] = ties
			for _, t := range ties {
				if _, known := names[t.other]; !known {
					names[t.other] = ""
					unnamed = append(unnamed, t.other)
				}
			}
		}
	}
	err := q.lookUp("SELECT id, key FROM actor WHERE id IN (%s)", unnamed, func(row []any) error {
		names[row[0].(int64)] = diplo.ActorID(row[1].(string))
		return nil
	})
	for i, ties := range found {
		events := make(map[diplo.ActorID]int, len(ties))
		for _, t := range ties {
			events[names[t.other]] = int(t.events)
		}
		lists[i] = store.NeighboursOf(events, limit)
	}
	return err
}

// tie is another actor, and how many events that stand it shares.
type tie struct{ other, events int64 }

// ties are the strongest ties of the actor, one more than limit and those that are as strong as the last; of those with the others, where there are any.
func (q *question) ties(actor int64, others []any, limit int) (ties []tie, err error) {
	collect := func(row []any) error {
		ties = append(ties, tie{row[0].(int64), row[1].(int64)})
		return nil
	}
	const sql = "SELECT other, events FROM tie WHERE actor = ? AND other <> ?"
	if others == nil {
		err = q.query(q.ctx, sql, []any{actor, actor}, collect)
	}
	for chunk := range slices.Chunk(others, lookupSize) {
		args := slices.Clone(chunk)
		list := marks(&args)
		if err := q.query(q.ctx, sql+" AND other IN ("+list+")", append([]any{actor, actor}, args...), collect); err != nil {
			return nil, err
		}
	}
	if len(ties) > limit {
		slices.SortFunc(ties, func(a, b tie) int { return cmp.Compare(b.events, a.events) })
		end := limit + 1
		for end < len(ties) && ties[end].events == ties[limit].events {
			end++
		}
		ties = ties[:end]
	}
	return ties, err
}

// meeting counts the events of the filter that the actor shares with others.
func (q *question) meeting(id diplo.ActorID, among []diplo.ActorID, filter store.EventFilter, limit int) (store.Neighbours, error) {
	own := store.ActorMatch{IDs: []diplo.ActorID{id}, Scope: store.Officials}
	led := store.EventFilter{Either: &own}
	if among != nil {
		led = store.EventFilter{Between: &[2]store.ActorMatch{own, {IDs: among, Scope: store.Officials}}}
	}
	filter = store.EventFilter{And: []store.EventFilter{filter, led}}
	c, err := q.compile(&filter)
	if err != nil {
		return store.Neighbours{}, err
	}
	counts := map[sidesOf]int{}
	for _, p := range c.plans() {
		if p.rest.is(never) {
			continue
		}
		if err := c.countSides(&p, counts); err != nil {
			return store.Neighbours{}, err
		}
	}
	sides, err := q.named(counts)
	return store.NeighboursIn(sides, id, among, q.who, limit), err
}

// named gives the actors of the sides their names.
func (q *question) named(counts map[sidesOf]int) ([]store.SharedSides, error) {
	names := map[int64]diplo.ActorID{0: ""}
	var rows []any
	for sides := range counts {
		for _, row := range sides.actors {
			if _, known := names[row]; !known {
				names[row] = ""
				rows = append(rows, row)
			}
		}
	}
	err := q.lookUp("SELECT id, key FROM actor WHERE id IN (%s)", rows, func(row []any) error {
		names[row[0].(int64)] = q.who.Actor(diplo.ActorID(row[1].(string)))
		return nil
	})
	sides := make([]store.SharedSides, 0, len(counts))
	for s, n := range counts {
		sides = append(sides, store.SharedSides{Source: names[s.actors[0]], SourceFor: names[s.actors[1]], Target: names[s.actors[2]], TargetFor: names[s.actors[3]],
			QuadClass: diplo.QuadClasses()[s.quad], Events: n})
	}
	return sides, err
}

// Ties counts what each two of the actors share; see store.Reader.
func (r reading) Ties(ctx context.Context, actors []diplo.ActorID, filter store.EventFilter, limit int) (ties []store.Tie, err error) {
	if err := filter.Validate(); err != nil {
		return nil, err
	}
	err = r.read(ctx, func(q *question) error {
		if limit <= 0 || len(actors) == 0 {
			return nil
		}
		any := store.ActorMatch{IDs: actors, Scope: store.Officials}
		filter = store.EventFilter{And: []store.EventFilter{filter, {Between: &[2]store.ActorMatch{any, any}}}}
		c, err := q.compile(&filter)
		if err != nil {
			return err
		}
		counts := map[sidesOf]int{}
		for _, p := range c.plans() {
			if p.rest.is(never) {
				continue
			}
			if err := c.countSides(&p, counts); err != nil {
				return err
			}
		}
		sides, err := q.named(counts)
		ties = store.TiesIn(sides, actors, q.who, limit)
		return err
	})
	return ties, err
}

// sidesOf are the rows of source, whom it acts for, target, and whom that acts for, and the place of the quad class of what was done.
type sidesOf struct {
	actors [4]int64
	quad   int64
}

// countSides counts the events of the plan by who is on their sides.
func (c *eventFilter) countSides(p *plan, counts map[sidesOf]int) error {
	if p.open {
		return c.walk(p, func(list []brief) error {
			for i := range list {
				b := &list[i]
				counts[sidesOf{[4]int64{b.source, b.sourceFor, b.target, b.targetFor}, c.relations.of[b.relation].quad}]++
			}
			return nil
		})
	}
	const columns = "e.source, e.source_for, e.target, e.target_for, e.relation"
	source := p.events("e.source", "e.source_for", "e.target", "e.target_for", "e.relation")
	return c.query(c.ctx, "SELECT "+columns+", count(*)"+source.sql("")+" GROUP BY "+columns, source.args(), func(row []any) error {
		n := func(i int) int64 { return row[i].(int64) }
		counts[sidesOf{[4]int64{n(0), n(1), n(2), n(3)}, c.relations.of[n(4)].quad}] += int(n(5))
		return nil
	})
}
