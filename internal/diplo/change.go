package diplo

import "time"

// ChangeKind says what happened to an event.
type ChangeKind string

// The kinds of change, in the order in which those of one instant are told.
const (
	Added   ChangeKind = "ADDED"   // it was not there
	Changed ChangeKind = "CHANGED" // its reports, or decisions about it, tell it otherwise: see its Status
	Removed ChangeKind = "REMOVED" // nothing tells of it any more
)

// Change is something that happened to an event.
type Change struct {
	Kind     ChangeKind
	ID       EventID   // the id that it had then
	Recorded time.Time // when it happened, UTC
	Event    *Event    // what that id stands for now; nil when there is no such event any more
}
