package query

import (
	"slices"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Contradiction is an event that tells of an act otherwise than another event does.
type Contradiction struct {
	Event *diplo.Event
	About Disagreement
}

// Disagreement is what two events differ in.
type Disagreement string

// The disagreements.
const (
	AboutSource   Disagreement = "SOURCE"   // somebody else did it
	AboutTarget   Disagreement = "TARGET"   // it was done to somebody else
	AboutDate     Disagreement = "DATE"     // on another day
	AboutModality Disagreement = "MODALITY" // told as a fact here, denied there
	AboutTruth    Disagreement = "TRUTH"    // somebody denies it
)

// Bounds of what is compared with an event.
const (
	daysApart      = 7  // that two reports of one act differ by, at most
	daysApartAlike = 1  // that events differ by which may be one
	MostCompared   = 50 // events
)

// RivalsOf are filters of the events that may contradict the event; none when nothing can.
func RivalsOf(e *diplo.Event) []store.EventFilter {
	var sides []diplo.ActorID
	for _, side := range []diplo.ActorID{e.Source, e.Target} {
		if side != "" {
			sides = append(sides, side)
		}
	}
	denied := store.EventFilter{Actions: []diplo.ActionID{diplo.ActionOfEvent(e.ID)}, Relations: []diplo.Relation{"DENIED"}}
	filters := []store.EventFilter{Both(store.Standing(), denied)}
	if len(sides) > 0 && e.Date.Known() {
		filters = append(filters, store.EventFilter{
			Relations: []diplo.Relation{e.Relation}, Date: around(e, daysApart), Either: &store.ActorMatch{IDs: sides},
			Modalities: []diplo.Modality{diplo.Asserted, diplo.Claimed, diplo.Denied}, Statuses: standingStatuses,
		})
	}
	return filters
}

// Contradicts tells whether the other event, one of RivalsOf, tells of the same act otherwise, and what they differ in. articles are those that
// tell of each: what one article tells of both is two acts.
//
// Two events are of one act when they are of one relation and have an action or a named place in common, and all but one thing: who did it, to
// whom, or when, by no more than a week. One that is told as denied and one that is told as a fact need only have both actors and a day in common.
func Contradicts(e, other *diplo.Event, articles, otherArticles []diplo.ArticleID) (Disagreement, bool) {
	if other.ID == e.ID {
		return "", false
	}
	if other.Relation == "DENIED" && other.Action == diplo.ActionOfEvent(e.ID) {
		return AboutTruth, true
	}
	if other.Relation != e.Relation || other.Action != e.Action {
		return "", false
	}
	source, target := other.Source, other.Target
	if e.Relation.Reciprocal() && source == e.Target {
		source, target = target, source
	}
	sameSource, sameTarget := source == e.Source, target == e.Target
	sameDay := e.Date.Start <= other.Date.End && other.Date.Start <= e.Date.End
	if (e.Modality == diplo.Denied) != (other.Modality == diplo.Denied) {
		return AboutModality, sameSource && sameTarget && sameDay
	}
	together := slices.ContainsFunc(articles, func(id diplo.ArticleID) bool { return slices.Contains(otherArticles, id) })
	samePlace := e.Place.Name != "" && e.Place.Name == other.Place.Name
	switch {
	case together || e.Action == "" && !samePlace || e.Modality == diplo.Denied:
		return "", false
	case sameSource && sameTarget:
		return AboutDate, !sameDay
	case !sameDay:
		return "", false
	case sameSource:
		return AboutTarget, apart(e.Target, e.TargetFor, other.Target, other.TargetFor)
	case sameTarget:
		return AboutSource, apart(e.Source, e.SourceFor, other.Source, other.SourceFor)
	}
	return "", false
}

// apart tells that two actors are known, and that neither acts for the other nor both for a third.
func apart(one, oneFor, other, otherFor diplo.ActorID) bool {
	return one != "" && other != "" && one != other && one != otherFor && other != oneFor && (oneFor == "" || oneFor != otherFor)
}

// DoublesOf is a filter of the events that may be the same as the event, told with other words: of its event type, between the same two actors or those
// whom they act for, a day away at most, and as much a fact, a plan or a denial. False when it lacks an actor or a date.
func DoublesOf(e *diplo.Event) (store.EventFilter, bool) {
	if e.Source == "" || e.Target == "" || !e.Date.Known() {
		return store.EventFilter{}, false
	}
	side := func(actor, behalf diplo.ActorID) store.ActorMatch {
		if behalf != "" {
			actor = behalf
		}
		return store.ActorMatch{IDs: []diplo.ActorID{actor}, Scope: store.Officials}
	}
	f := store.EventFilter{
		EventTypes: []diplo.EventType{e.Relation.Type()}, Date: around(e, daysApartAlike), Statuses: standingStatuses, Modalities: []diplo.Modality{e.Modality},
		Between: &[2]store.ActorMatch{side(e.Source, e.SourceFor), side(e.Target, e.TargetFor)},
	}
	if slices.Contains(standingModalities, e.Modality) {
		f.Modalities = standingModalities
	}
	return f, true
}

// IsDouble tells whether one of DoublesOf may indeed be the same: events of one act are told apart by what is coded of it.
func IsDouble(e, other *diplo.Event) bool {
	return other.ID != e.ID && (e.Occurrence == "" || e.Occurrence != other.Occurrence)
}

// around are the event's days and so many before and behind them.
func around(e *diplo.Event, days diplo.Day) *store.DayRange {
	return &store.DayRange{From: e.Date.Start - days, To: e.Date.End + days}
}
