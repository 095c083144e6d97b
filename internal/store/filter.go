package store

import (
	"time"

	"entente/internal/diplo"
)

// Scope says how far an actor in a filter reaches.
type Scope string

// The scopes.
const (
	Self       Scope = "SELF"       // the actor itself
	Officials  Scope = "OFFICIALS"  // and those who act on its behalf
	Affiliated Scope = "AFFILIATED" // and all whose code is its code
)

// ActorMatch matches any of several actors. An empty match matches no actor.
type ActorMatch struct {
	IDs   []diplo.ActorID
	Scope Scope // "" is Self
	// Codes are the codes of the actors, needed with Affiliated only.
	Codes []string
}

// DayRange is a range of days, both ends included; diplo.NoDay leaves an end open. A
// range with both ends open matches everything, undated events too; any other range
// matches only what is dated and overlaps it.
type DayRange struct{ From, To diplo.Day }

// TimeRange is a half-open range of instants; a zero end is open.
type TimeRange struct{ From, Until time.Time }

// EventFilter says which events are wanted. All conditions that are set must hold;
// a nil or empty condition is not set and matches everything, the zero filter too.
type EventFilter struct {
	And []EventFilter // all of them
	Or  []EventFilter // at least one of them; nil is no condition
	Not *EventFilter

	Source  *ActorMatch
	Target  *ActorMatch    // the target, or the actor behind an action
	Either  *ActorMatch    // source or target
	Between *[2]ActorMatch // one the source and the other the target, either way round

	// Relations, EventTypes and QuadClasses: the relation is in each list that is set.
	Relations   []diplo.Relation
	EventTypes  []diplo.EventType
	QuadClasses []diplo.QuadClass

	Date     *DayRange  // overlaps the event's dates
	Reported *DayRange  // contains the day first reported
	Recorded *TimeRange // contains the instant first stored

	Modalities []diplo.Modality
	Background *bool
	Statuses   []diplo.Status
	Actions    []diplo.ActionID  // what it was about
	Articles   []diplo.ArticleID // has a mention in one of them
	Outlets    []string          // has a mention in an article of one of them
	Place      string            // place name or country code, case and diacritics folded, whole
	Text       string            // words found in the sentences of its mentions, as Search finds them

	MinConfidence *float64 // of Confidence.Value
	MaxConfidence *float64
	MinOutlets    int // independent outlets, at least
}

// RelationSet is what Relations, EventTypes and QuadClasses leave over together;
// nil when none of them is set.
func (f *EventFilter) RelationSet() []diplo.Relation {
	if len(f.Relations)+len(f.EventTypes)+len(f.QuadClasses) == 0 {
		return nil
	}
	set := []diplo.Relation{}
	for _, info := range diplo.Ontology {
		if allows(f.Relations, info.Relation) && allows(f.EventTypes, info.Type) && allows(f.QuadClasses, info.Type.Quad()) {
			set = append(set, info.Relation)
		}
	}
	return set
}

func allows[T comparable](list []T, value T) bool {
	if len(list) == 0 {
		return true
	}
	for _, v := range list {
		if v == value {
			return true
		}
	}
	return false
}

// EventOrder orders events. Undated events come last by date whichever way; ties by event id, in the direction of
// the order.
type EventOrder string

// The orders.
const (
	NewestFirst         EventOrder = "DATE_DESC" // by start date; the zero order too
	OldestFirst         EventOrder = "DATE_ASC"
	RecentlyStoredFirst EventOrder = "RECORDED_DESC"
)

// ActorFilter says which actors are wanted; the zero filter is all.
type ActorFilter struct {
	Kinds []diplo.ActorKind
	Codes []string
	// Name is a name, alias or the start of a word of one, case and diacritics folded.
	Name string
}

// ActionFilter says which actions are wanted; the zero filter is all.
type ActionFilter struct {
	DoneBy *ActorMatch // Self and Affiliated only; Officials is as Self
	Name   string      // words found in the name
}

// ArticleFilter says which articles are wanted; the zero filter is all.
type ArticleFilter struct {
	Outlets  []string
	Reported *DayRange
	Text     string // words found in title or text
}
