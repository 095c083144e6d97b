package actors

import "entente/internal/diplo"

// Via says through what an actor was recognised.
type Via string

// The ways to recognise an actor, surest first.
const (
	ViaName    Via = "NAME"    // a name or alias of the actor base
	ViaOffice  Via = "OFFICE"  // "the French president", resolved by the table of offices or the article
	ViaTitle   Via = "TITLE"   // a person that its title introduces: "French Foreign Minister Jane Doe"
	ViaArticle Via = "ARTICLE" // a surname, acronym, "the Democrat" that goes back to an earlier mention
	ViaPronoun Via = "PRONOUN"
	ViaNoun    Via = "NOUN"    // a group or body by common nouns: "protesters in Yerevan", "Turkish police"
	ViaDemonym Via = "DEMONYM" // an adjective that stands for the country: "a US strike", "the Azerbaijani offensive"
)

// Mention is a run of tokens of one sentence that names an actor.
type Mention struct {
	First, Last int // token indexes, both included
	Head        int // the token whose arc leaves the run: the one that frames attach to
	Actor       diplo.Actor
	// Office is the one through which the actor was named, or which it held on the day; nil when none is known.
	Office *diplo.Office
	// For is the country or organisation that the actor acts on behalf of; "" when it acts in its own name.
	For diplo.ActorID
	Via Via
	// Place tells that the words name a place as well (country, capital, region): in
	// "in Moscow" they say where, in "Moscow said" who. Who asks the arcs.
	Place  bool
	Score  float64 // 0 … 1
	Reason string  // one short sentence: "surname of Emmanuel Macron, named in sentence 3"
}

// OwnName tells whether the words are a name of the actor itself, in the actor base, and not of a capital, a place in the
// country or a seat of government.
func (m *Mention) OwnName() bool { return m.Via == ViaName && m.Score >= ownName }

// ownName is the least score of an actor that is called by a name of its own.
const ownName = 0.95
