package main

import (
	"iter"

	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/query"
)

// known lets questions ask the actor base.
type known struct{ *actors.Base }

var _ query.Base = known{}

// Candidates are the actors that a name could mean on the day, best first.
func (k known) Candidates(name string, on diplo.Day) []query.Candidate {
	found := k.Lookup(name, on)
	candidates := make([]query.Candidate, len(found))
	for i, c := range found {
		candidates[i] = query.Candidate(c)
	}
	return candidates
}

// Officials are those who held an office of the actor, whenever it was.
func (k known) Officials(of diplo.ActorID) []diplo.Office { return k.OfficesOf(of, diplo.NoDay) }

// Names are the names and aliases that the base knows.
func (k known) Names() iter.Seq[string] {
	return func(yield func(string) bool) {
		for actor := range k.All() {
			for _, name := range append([]string{actor.Name}, actor.Aliases...) {
				if !yield(name) {
					return
				}
			}
		}
	}
}
