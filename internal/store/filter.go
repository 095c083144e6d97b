package store

import (
	"time"

	"entente/internal/diplo"
)

// Scope says how far an actor in a filter reaches.
type Scope string

// The scopes, each wider than the one before.
const (
	Self       Scope = "SELF"       // the actor itself
	Officials  Scope = "OFFICIALS"  // and those who act on its behalf in the event (SourceFor, TargetFor)
	Affiliated Scope = "AFFILIATED" // and all whose code is its code
)

// ActorMatch matches any of several actors. An empty match matches no actor, and so
// does "" among the ids or codes: what has no source is nobody's.
type ActorMatch struct {
	IDs   []diplo.ActorID
	Scope Scope // "" is Self; one that there is not is diplo.Invalid
	// Codes are the codes of the actors, used with Affiliated only: it matches every
	// actor whose Code is one of them.
	Codes []string
}

// DayRange is a range of days, both ends included; diplo.NoDay leaves an end open. A
// range with both ends open matches everything, undated events too; any other range
// matches only what is dated and overlaps it. Nothing is in a range that ends before it begins.
type DayRange struct{ From, To diplo.Day }

// TimeRange is a half-open range of instants; a zero end is open.
type TimeRange struct{ From, Until time.Time }

// EventFilter says which events are wanted. All conditions that are set must hold;
// a nil or empty condition is not set and matches everything, the zero filter too. A name that
// nothing has (an unknown relation, an unknown actor) is no error; it matches nothing.
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
	Starts   *DayRange  // contains the start day
	Reported *DayRange  // contains the day first reported
	Recorded *TimeRange // contains the instant first stored

	Modalities []diplo.Modality
	Background *bool
	Statuses   []diplo.Status
	Actions    []diplo.ActionID // what it was about
	// Occurrences are the acts that it was coded from.
	Occurrences []diplo.OccurrenceID
	Articles    []diplo.ArticleID // has a mention in one of them
	Outlets     []string          // has a mention in an article of one of them
	Place       string            // place name or country code, case and diacritics folded, whole
	Text        string            // Words found in a sentence of one of its mentions, as Search finds them

	MinConfidence *float64 // of Confidence.Value, both ends included
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

// The orders; another is diplo.Invalid.
const (
	NewestFirst         EventOrder = "DATE_DESC" // by start date; the zero order too
	OldestFirst         EventOrder = "DATE_ASC"
	RecentlyStoredFirst EventOrder = "RECORDED_DESC"
)

// ActorFilter says which actors are wanted; the zero filter is all.
type ActorFilter struct {
	Kinds []diplo.ActorKind
	Codes []string
	// Name is words found one after another in the name or an alias, the last may be the start of a
	// word, case and diacritics folded: "macron" and "emmanuel m" find Emmanuel Macron, "acron" and
	// "macron emmanuel" do not. See NameKey. A name without any letter or digit finds nobody.
	Name string
}

// ActionFilter says which actions are wanted; the zero filter is all.
type ActionFilter struct {
	DoneBy *ActorMatch // Self and Affiliated only; Officials is as Self
	Name   string      // Words found in the name
}

// ArticleFilter says which articles are wanted; the zero filter is all.
type ArticleFilter struct {
	Outlets  []string
	Reported *DayRange
	Text     string // Words found in title and text together
}

// DecisionFilter says which decisions are wanted; the zero filter is all.
type DecisionFilter struct {
	// Event, Article and Actor are what it is about: as Event, Article, Actor or Other, by any id that stands for the
	// same now, or else by the id itself.
	Event   diplo.EventID
	Article diplo.ArticleID
	Actor   diplo.ActorID
	IDs     []diplo.DecisionID
	Kinds   []diplo.DecisionKind
	Authors []string // as they are written
}
