package store

import (
	"cmp"
	"slices"

	"entente/internal/diplo"
)

// Neighbours are the actors that an actor shares events with.
type Neighbours struct {
	List []Neighbour
	More bool // the limit cut the list
}

// Neighbour is an actor that another shares events with.
type Neighbour struct {
	Actor  diplo.ActorID
	Events int // how many they share
}

// Standing is the filter for what stands: asserted or claimed, and not retracted. It is what people ask for when they say nothing
// of either.
func Standing() EventFilter {
	return EventFilter{Modalities: []diplo.Modality{diplo.Asserted, diplo.Claimed}, Statuses: []diplo.Status{diplo.Current, diplo.Corrected}}
}

// IsStanding tells whether the filter says just what Standing does. Stores keep how many such events each two actors share.
func (f *EventFilter) IsStanding() bool {
	standing := Standing()
	if !sameSet(f.Modalities, standing.Modalities) || !sameSet(f.Statuses, standing.Statuses) {
		return false
	}
	return len(f.And)+len(f.Or)+len(f.Relations)+len(f.EventTypes)+len(f.QuadClasses)+len(f.Actions)+len(f.Occurrences)+len(f.Articles)+len(f.Outlets) == 0 &&
		f.Not == nil && f.Source == nil && f.Target == nil && f.Either == nil && f.Between == nil &&
		f.Date == nil && f.Starts == nil && f.Reported == nil && f.Recorded == nil && f.Background == nil && f.Place == "" && f.Text == "" &&
		f.MinConfidence == nil && f.MaxConfidence == nil && f.MinOutlets <= 0
}

func sameSet[T cmp.Ordered](a, b []T) bool {
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(slices.Compact(a), slices.Compact(b))
}

// NeighboursOf makes a list of how many events each other actor shares: in its order, at most limit of them.
func NeighboursOf(events map[diplo.ActorID]int, limit int) Neighbours {
	list := make([]Neighbour, 0, len(events))
	for actor, n := range events {
		list = append(list, Neighbour{actor, n})
	}
	slices.SortFunc(list, func(a, b Neighbour) int {
		return cmp.Or(cmp.Compare(b.Events, a.Events), cmp.Compare(a.Actor, b.Actor))
	})
	return Neighbours{list[:min(limit, len(list))], len(list) > limit}
}

// Tie is how many events of a quad class two actors share.
type Tie struct {
	One, Other diplo.ActorID // in order of bytes
	QuadClass  diplo.QuadClass
	Events     int
}

// SharedSides is how many events have these actors on their sides; "" is nobody. QuadClass is that of the events where it is asked for.
type SharedSides struct {
	Source, SourceFor, Target, TargetFor diplo.ActorID
	QuadClass                            diplo.QuadClass
	Events                               int
}

// TiesIn counts the ties of the actors in events of which each is in one of the sides, by who is who.
func TiesIn(sides []SharedSides, actors []diplo.ActorID, who *diplo.Identity, limit int) []Tie {
	wanted := map[diplo.ActorID]bool{}
	for _, id := range actors {
		if now := who.Actor(id); now != "" {
			wanted[now] = true
		}
	}
	events := map[Tie]int{}
	for i := range sides {
		s := &sides[i]
		var met [4]Tie // an event counts once for each two
		n := 0
		for _, source := range [2]diplo.ActorID{who.Actor(s.Source), who.Actor(s.SourceFor)} {
			for _, target := range [2]diplo.ActorID{who.Actor(s.Target), who.Actor(s.TargetFor)} {
				tie := Tie{One: min(source, target), Other: max(source, target), QuadClass: s.QuadClass}
				if source != target && wanted[source] && wanted[target] && !slices.Contains(met[:n], tie) {
					met[n] = tie
					n++
					events[tie] += s.Events
				}
			}
		}
	}
	list := make([]Tie, 0, len(events))
	for tie, n := range events {
		tie.Events = n
		list = append(list, tie)
	}
	quad := func(t Tie) int { return slices.Index(diplo.QuadClasses(), t.QuadClass) }
	slices.SortFunc(list, func(a, b Tie) int {
		return cmp.Or(cmp.Compare(b.Events, a.Events), cmp.Compare(a.One, b.One), cmp.Compare(a.Other, b.Other), cmp.Compare(quad(a), quad(b)))
	})
	return list[:max(0, min(limit, len(list)))]
}

// NeighboursIn counts the neighbours of an actor in events of which each is in one of the sides, by who is who; among is as in Reader.
func NeighboursIn(sides []SharedSides, of diplo.ActorID, among []diplo.ActorID, who *diplo.Identity, limit int) Neighbours {
	if of = who.Actor(of); of == "" {
		return Neighbours{}
	}
	wanted := map[diplo.ActorID]bool{}
	for _, id := range among {
		wanted[who.Actor(id)] = true
	}
	events := map[diplo.ActorID]int{}
	for i := range sides {
		s := &sides[i]
		source := [2]diplo.ActorID{who.Actor(s.Source), who.Actor(s.SourceFor)}
		target := [2]diplo.ActorID{who.Actor(s.Target), who.Actor(s.TargetFor)}
		var others []diplo.ActorID
		for _, facing := range [2][2][2]diplo.ActorID{{source, target}, {target, source}} {
			if !slices.Contains(facing[0][:], of) {
				continue
			}
			for _, other := range facing[1] {
				if other != "" && other != of && (among == nil || wanted[other]) && !slices.Contains(others, other) {
					others = append(others, other)
					events[other] += s.Events
				}
			}
		}
	}
	return NeighboursOf(events, limit)
}
