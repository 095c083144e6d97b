package bind

import "entente/internal/diplo"

// Actor is an actor of any kind: a *Country, *Person, *Organization or *Group.
type Actor interface {
	// Record is the actor as the domain has it.
	Record() *diplo.Actor
}

// The kinds of actor.
type (
	Country      struct{ *diplo.Actor }
	Person       struct{ *diplo.Actor }
	Organization struct{ *diplo.Actor }
	Group        struct{ *diplo.Actor }
)

// Record is the actor itself.
func (a *Country) Record() *diplo.Actor { return a.Actor }

// Record is the actor itself.
func (a *Person) Record() *diplo.Actor { return a.Actor }

// Record is the actor itself.
func (a *Organization) Record() *diplo.Actor { return a.Actor }

// Record is the actor itself.
func (a *Group) Record() *diplo.Actor { return a.Actor }

// ActorOf gives the actor its concrete type; nil stays nil.
func ActorOf(a *diplo.Actor) Actor {
	if a == nil {
		return nil
	}
	switch a.Kind {
	case diplo.KindCountry:
		return &Country{a}
	case diplo.KindPerson:
		return &Person{a}
	case diplo.KindOrganization:
		return &Organization{a}
	}
	return &Group{a}
}

// Node, EventTarget and SearchTarget hold one of the types that the schema lists for them, or nil.
type (
	Node         any
	EventTarget  any
	SearchTarget any
)

// Reaction is an event seen from the action that it is about.
type Reaction struct{ Event *diplo.Event }

// TextSpan is a run of words, as a byte range.
type TextSpan struct {
	Start, End int
	Text       string // "" when the words are not at hand
}

// SkippedReading is words that looked like an event and were not coded.
type SkippedReading struct {
	Words, Reason     string
	Sentence, Trigger TextSpan
}
