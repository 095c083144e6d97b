package neo4j

import (
	"context"
	"slices"

	"entente/internal/diplo"
	"entente/internal/store"
)

// The ties of each actor that is asked about, or those with some others: then the pair is looked up from its two ends, however many
// others a busy actor has.
const (
	cypherTies = `
UNWIND range(0, size($of) - 1) AS i
MATCH (a:Actor {id: $of[i]}) USING INDEX SEEK a:Actor(id)
CALL (a) {
  MATCH (a)-[p:PAIR]-(b:Actor)
  RETURN b.id AS other, p.n AS n ORDER BY n DESC, other LIMIT $limit
}
RETURN i, other, n`
	cypherTiesAmong = `
UNWIND range(0, size($of) - 1) AS i
MATCH (a:Actor {id: $of[i]}) USING INDEX SEEK a:Actor(id)
CALL (a) {
  UNWIND $among AS id
  MATCH (b:Actor {id: id}) USING INDEX SEEK b:Actor(id)
  MATCH (a)-[p:PAIR]-(b)
  RETURN b.id AS other, p.n AS n ORDER BY n DESC, other LIMIT $limit
}
RETURN i, other, n`
)

// Neighbours gives the actors that others share events with; see store.Reader.
func (v view) Neighbours(ctx context.Context, of, among []diplo.ActorID, filter store.EventFilter, limit int) ([]store.Neighbours, error) {
	if err := filter.Validate(); err != nil {
		return nil, err
	}
	lists := make([]store.Neighbours, len(of))
	if limit <= 0 || len(of) == 0 || among != nil && len(among) == 0 {
		return lists, v.usable(ctx)
	}
	who, err := v.who(ctx)
	if err != nil {
		return nil, err
	}
	if filter.IsStanding() && !v.past {
		return lists, v.tied(ctx, lists, now(who, of), now(who, among), limit)
	}
	return lists, v.meeting(ctx, lists, of, among, filter, limit, who)
}

// now are the ids of who the actors are now; nil stays nil.
func now(who *judgments, ids []diplo.ActorID) []diplo.ActorID {
	if !who.merges {
		return ids
	}
	current := slices.Clone(ids)
	for i, id := range ids {
		current[i] = who.identity.Actor(id)
	}
	return current
}

// tied fills in the lists from the counts of pairs.
func (v view) tied(ctx context.Context, lists []store.Neighbours, of, among []diplo.ActorID, limit int) error {
	params := parameters{"of": texts(of), "limit": limit + 1}
	cypher := cypherTies
	if among != nil {
		sorted := slices.Sorted(slices.Values(among))
		cypher, params["among"] = cypherTiesAmong, texts(slices.Compact(sorted))
	}
	rows, err := v.ask(ctx, cypher, params)
	if err != nil {
		return err
	}
	events := make([]map[diplo.ActorID]int, len(lists))
	for i := range rows {
		row := &rows[i]
		at := row.count("i")
		if events[at] == nil {
			events[at] = map[diplo.ActorID]int{}
		}
		if events[at][diplo.ActorID(row.text("other"))] = row.count("n"); row.err != nil {
			return row.err
		}
	}
	for i := range lists {
		lists[i] = store.NeighboursOf(events[i], limit)
	}
	return nil
}

// meeting fills in the lists from the events of the filter.
func (v view) meeting(ctx context.Context, lists []store.Neighbours, of, among []diplo.ActorID, filter store.EventFilter, limit int, who *judgments) error {
	own := store.ActorMatch{IDs: of, Scope: store.Officials}
	led := store.EventFilter{Either: &own}
	if among != nil {
		led = store.EventFilter{Between: &[2]store.ActorMatch{own, {IDs: among, Scope: store.Officials}}}
	}
	filter = v.meaning(who, store.EventFilter{And: []store.EventFilter{led, filter}})
	q := newEventQuery(&filter, v.past)
	if q.hopeless() {
		return nil
	}
	rows, err := v.ask(ctx, q.matching()+cypherSides, q.params)
	if err != nil {
		return err
	}
	sides, err := readSides(rows)
	if err != nil {
		return err
	}
	for i, id := range of {
		lists[i] = store.NeighboursIn(sides, id, among, who.identity, limit)
	}
	return nil
}

// Ties counts what each two of the actors share; see store.Reader.
func (v view) Ties(ctx context.Context, actors []diplo.ActorID, filter store.EventFilter, limit int) ([]store.Tie, error) {
	if err := filter.Validate(); err != nil {
		return nil, err
	}
	if limit <= 0 || len(actors) == 0 {
		return nil, v.usable(ctx)
	}
	who, err := v.who(ctx)
	if err != nil {
		return nil, err
	}
	any := store.ActorMatch{IDs: actors, Scope: store.Officials}
	filter = v.meaning(who, store.EventFilter{And: []store.EventFilter{{Between: &[2]store.ActorMatch{any, any}}, filter}})
	q := newEventQuery(&filter, v.past)
	if q.hopeless() {
		return nil, nil
	}
	rows, err := v.ask(ctx, q.matching()+cypherSides+", e.quadClass AS quadClass", q.params)
	if err != nil {
		return nil, err
	}
	sides, err := readSides(rows)
	return store.TiesIn(sides, actors, who.identity, limit), err
}

func readSides(rows []fields) ([]store.SharedSides, error) {
	sides := make([]store.SharedSides, len(rows))
	for i := range rows {
		row := &rows[i]
		id := func(name string) diplo.ActorID { return diplo.ActorID(row.text(name)) }
		sides[i] = store.SharedSides{Source: id("source"), SourceFor: id("sourceFor"), Target: id("target"), TargetFor: id("targetFor"),
			QuadClass: diplo.QuadClass(row.text("quadClass")), Events: row.count("n")}
		if row.err != nil {
			return nil, row.err
		}
	}
	return sides, nil
}

// cypherSides counts events by who is on their sides.
const cypherSides = `
RETURN e.source AS source, e.sourceFor AS sourceFor, e.target AS target, e.targetFor AS targetFor, count(*) AS n`
