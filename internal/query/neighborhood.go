package query

import (
	"cmp"
	"context"
	"slices"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Neighborhood is an actor with those around it, to be drawn.
type Neighborhood struct {
	Nodes []NeighborhoodNode // the actor itself first, then by distance, the strongest tie first, ties by id
	// Edges are between any two of the nodes, From before To among them: those of most events first, ties by the places of the nodes
	// and by quad class.
	Edges []NeighborhoodEdge
	// Truncated tells that there are more actors within the depth, or more edges.
	Truncated bool
}

// NeighborhoodNode is an actor that many ties away.
type NeighborhoodNode struct {
	ID       diplo.ActorID
	Distance int
	Events   int // of its strongest tie to those one nearer; 0 of the actor itself
}

// NeighborhoodEdge counts the events of one quad class between two actors.
type NeighborhoodEdge struct {
	From, To  diplo.ActorID
	QuadClass diplo.QuadClass
	Count     int
}

// Bounds of neighbourhoods.
const (
	MaxNeighborhoodDepth = 3
	MaxNeighborhoodNodes = 300
	MaxNeighborhoodEdges = 5000
)

// Neighborhood gives the actors that are at most depth ties of events that f wants away, the nearest first and of those as near the ones with the
// strongest ties; at most maxNodes, the actor itself among them.
func (q *Questions) Neighborhood(ctx context.Context, of ActorRef, f *EventFilter, depth, maxNodes int) (*Neighborhood, error) {
	if depth < 1 || depth > MaxNeighborhoodDepth {
		return nil, diplo.Errorf(diplo.Invalid, "a neighbourhood can be 1 to %d deep, not %d", MaxNeighborhoodDepth, depth)
	}
	if maxNodes < 1 || maxNodes > MaxNeighborhoodNodes {
		return nil, diplo.Errorf(diplo.Invalid, "ask for 1 to %d actors, not %d", MaxNeighborhoodNodes, maxNodes)
	}
	actor, err := q.Actors.Resolve(ctx, string(of), diplo.DayOf(q.Clock()))
	if err != nil {
		return nil, err
	}
	filter, err := q.Events(ctx, f)
	if err != nil {
		return nil, err
	}
	n := &Neighborhood{Nodes: []NeighborhoodNode{{ID: actor.ID}}}
	ids, there := []diplo.ActorID{actor.ID}, map[diplo.ActorID]bool{actor.ID: true}
	for distance, from := 1, 0; distance <= depth && from < len(ids) && !n.Truncated; distance++ {
		// So many are enough: each actor may find all those that are nearer, and itself no place for the rest.
		lists, err := q.Store.Neighbours(ctx, ids[from:], nil, filter, maxNodes)
		if err != nil {
			return nil, err
		}
		from = len(ids)
		best := map[diplo.ActorID]int{}
		for _, list := range lists {
			n.Truncated = n.Truncated || list.More
			for _, neighbour := range list.List {
				if !there[neighbour.Actor] {
					best[neighbour.Actor] = max(best[neighbour.Actor], neighbour.Events)
				}
			}
		}
		var found []NeighborhoodNode
		for id, events := range best {
			found = append(found, NeighborhoodNode{id, distance, events})
		}
		slices.SortFunc(found, func(a, b NeighborhoodNode) int {
			return cmp.Or(cmp.Compare(b.Events, a.Events), cmp.Compare(a.ID, b.ID))
		})
		if room := maxNodes - len(ids); len(found) > room {
			n.Truncated, found = true, found[:room]
		}
		for _, node := range found {
			there[node.ID] = true
			ids = append(ids, node.ID)
		}
		n.Nodes = append(n.Nodes, found...)
	}
	return n, n.join(ctx, q.Store, ids, filter)
}

// join fills in the edges.
func (n *Neighborhood) join(ctx context.Context, reader store.Reader, ids []diplo.ActorID, filter store.EventFilter) error {
	place := map[diplo.ActorID]int{}
	for i, id := range ids {
		place[id] = i
	}
	ties, err := reader.Ties(ctx, ids, filter, MaxNeighborhoodEdges+1)
	if err != nil {
		return err
	}
	for _, tie := range ties {
		from, to := tie.One, tie.Other
		if place[from] > place[to] {
			from, to = to, from
		}
		n.Edges = append(n.Edges, NeighborhoodEdge{from, to, tie.QuadClass, tie.Events})
	}
	slices.SortStableFunc(n.Edges, func(a, b NeighborhoodEdge) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(place[a.From], place[b.From]), cmp.Compare(place[a.To], place[b.To]))
	})
	if len(n.Edges) > MaxNeighborhoodEdges {
		n.Edges, n.Truncated = n.Edges[:MaxNeighborhoodEdges], true
	}
	return nil
}
