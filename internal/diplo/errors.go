package diplo

import (
	"errors"
	"fmt"
)

// Kind is one of the few ways in which something can fail. The edges (GraphQL, HTTP,
// the command line) decide by it what people see.
type Kind string

// The kinds of error.
const (
	NotFound    Kind = "NOT_FOUND"   // nothing has that id or name
	Ambiguous   Kind = "AMBIGUOUS"   // a name has several candidates
	Invalid     Kind = "INVALID"     // the caller's input is wrong
	Conflict    Kind = "CONFLICT"    // it contradicts what is there, or another holds it
	Unavailable Kind = "UNAVAILABLE" // the store can't be reached now; the same call may work later
	Unsupported Kind = "UNSUPPORTED" // this store or format can't do it
	Internal    Kind = "INTERNAL"    // a bug or damage of ours

	Unauthenticated Kind = "UNAUTHENTICATED" // it is not known who asks
	Forbidden       Kind = "FORBIDDEN"       // it is known, and they may not
	RateLimited     Kind = "RATE_LIMITED"    // they asked for too much in too short a time; the same call may work later
)

// Error is an error of a known kind.
type Error struct {
	Kind        Kind
	Message     string   // what was wrong, with the value, and what to do next
	Suggestions []string // values that would have worked, best first
	Err         error    // the cause, or nil; Message tells of it already
}

func (e *Error) Error() string { return e.Message }

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an error of the kind; a cause given with %w is kept.
func Errorf(kind Kind, format string, args ...any) error {
	err := fmt.Errorf(format, args...)
	return &Error{Kind: kind, Message: err.Error(), Err: errors.Unwrap(err)}
}

// KindOf is the kind of the first *Error in err's chain, else Internal. KindOf(nil) is "".
func KindOf(err error) Kind {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}
