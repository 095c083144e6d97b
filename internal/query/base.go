package query

import (
	"iter"

	"entente/internal/actors"
	"entente/internal/diplo"
)

// Base is what is known of actors beside the graph: states, organisations, office-holders.
type Base interface {
	// Candidates are the actors that a name could mean on the day, best first; none when it is unknown.
	Candidates(name string, on diplo.Day) []Candidate
	// Actor is the actor of that id.
	Actor(id diplo.ActorID) (diplo.Actor, bool)
	// Offices are those that the actor held, and Officials those who held an office of it, whenever it was.
	Offices(holder diplo.ActorID) []diplo.Office
	Officials(of diplo.ActorID) []diplo.Office
	// All are the actors that it knows, for suggestions, in no promised order.
	All() iter.Seq[diplo.Actor]
}

// Known is the actor base as questions need it.
func Known(base *actors.Base) Base { return known{base} }

type known struct{ *actors.Base }

func (k known) Candidates(name string, on diplo.Day) []Candidate {
	found := k.Lookup(name, on)
	candidates := make([]Candidate, len(found))
	for i, c := range found {
		candidates[i] = Candidate(c)
	}
	return candidates
}

func (k known) Officials(of diplo.ActorID) []diplo.Office { return k.OfficesOf(of, diplo.NoDay) }

// Nobody is a base that knows nobody.
type Nobody struct{}

// Candidates are none.
func (Nobody) Candidates(string, diplo.Day) []Candidate { return nil }

// Actor is unknown.
func (Nobody) Actor(diplo.ActorID) (diplo.Actor, bool) { return diplo.Actor{}, false }

// Offices are none.
func (Nobody) Offices(diplo.ActorID) []diplo.Office { return nil }

// Officials are none.
func (Nobody) Officials(diplo.ActorID) []diplo.Office { return nil }

// All are none.
func (Nobody) All() iter.Seq[diplo.Actor] { return func(func(diplo.Actor) bool) {} }
