// Package access tells who asks and what they may do: roles, API keys in a file, how much each key may ask for, and
// the guard that stands before all that the server answers.
package access

import (
	"context"
	"strings"

	"entente/internal/diplo"
)

// Role says what a caller may do.
type Role string

// The roles, each with all rights of those before it. "" may do nothing.
const (
	Reader Role = "READER" // asks questions
	Editor Role = "EDITOR" // puts articles in, and decides about what was read in them
	Admin  Role = "ADMIN"  // everything
)

// Roles lists the roles, least rights first.
func Roles() []Role { return []Role{Reader, Editor, Admin} }

// ParseRole reads a role in either case; any other is diplo.Invalid.
func ParseRole(text string) (Role, error) {
	for _, role := range Roles() {
		if strings.EqualFold(text, string(role)) {
			return role, nil
		}
	}
	return "", diplo.Errorf(diplo.Invalid, "%q is not a role; the roles are reader, editor and admin", text)
}

// Allows tells whether the role has the rights of another.
func (r Role) Allows(needed Role) bool { return r.rank() >= needed.rank() }

func (r Role) rank() int {
	for i, role := range Roles() {
		if r == role {
			return i + 1
		}
	}
	return 0
}

// Caller is who asks. The zero Caller is somebody who did not say.
type Caller struct {
	Name   string // of the key, or who it is where no key is needed
	Role   Role
	Keyed  bool   // it showed a key, so that Name is known to be right
	Client string // tells callers apart that have one name: the key, or the address that the request came from

	budget *budget // nil is no bounds
	key    *shown  // nil is none
}

type callerKey struct{}

// As gives the context of a request that the caller made.
func As(ctx context.Context, caller Caller) context.Context {
	return context.WithValue(ctx, callerKey{}, caller)
}

// From is who made the request; the zero Caller when nobody said.
func From(ctx context.Context) Caller {
	caller, _ := ctx.Value(callerKey{}).(Caller)
	return caller
}

// Require gives an error unless the caller has the rights of the role: diplo.Unauthenticated when it is not known who asks,
// diplo.Forbidden when it is.
func Require(ctx context.Context, needed Role) error {
	switch caller := From(ctx); {
	case caller.Role.Allows(needed):
		return nil
	case caller.Role == "":
		return errNobody
	default:
		return diplo.Errorf(diplo.Forbidden, "%s has the role %s, and this needs %s", caller.Name, caller.Role, needed)
	}
}

// errNobody is what callers without a key are told.
var errNobody = diplo.Errorf(diplo.Unauthenticated, "an API key is needed: send it as Authorization: Bearer KEY")
