package graph

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/internal/diplo"
	"entente/internal/query"
)

// The codes that clients see in extensions.code, beside the generator's GRAPHQL_PARSE_FAILED,
// GRAPHQL_VALIDATION_FAILED and PERSISTED_QUERY_NOT_FOUND.
const (
	codeNotFound    = "NOT_FOUND"
	codeAmbiguous   = "AMBIGUOUS_ACTOR"
	codeBadInput    = "BAD_USER_INPUT"
	codeConflict    = "CONFLICT"
	codeUnavailable = "UNAVAILABLE"
	codeUnsupported = "UNSUPPORTED"
	codeTooComplex  = "TOO_COMPLEX"
	codeInternal    = "INTERNAL"

	codeUnauthenticated = "UNAUTHENTICATED"
	codeForbidden       = "FORBIDDEN"
	codeRateLimited     = "RATE_LIMITED"
)

var codeOfKind = map[diplo.Kind]string{
	diplo.NotFound:    codeNotFound,
	diplo.Ambiguous:   codeAmbiguous,
	diplo.Invalid:     codeBadInput,
	diplo.Conflict:    codeConflict,
	diplo.Unavailable: codeUnavailable,
	diplo.Unsupported: codeUnsupported,
	diplo.Internal:    codeInternal,

	diplo.Unauthenticated: codeUnauthenticated,
	diplo.Forbidden:       codeForbidden,
	diplo.RateLimited:     codeRateLimited,
}

// faults decides what clients see of errors: those of the domain as they are, with a code; what is our own fault
// goes to the log, and clients get the id to ask for it by.
type faults struct {
	log     *slog.Logger
	timeout time.Duration
}

// panicked is what a panic left; it is logged already, under the id.
type panicked struct{ id string }

func (p panicked) Error() string { return "panic " + p.id }

// recovered logs a panic.
func (f faults) recovered(ctx context.Context, value any) error {
	id := rand.Text()[:12]
	f.log.ErrorContext(ctx, "graph: a resolver panicked", "id", id, "panic", fmt.Sprint(value), "stack", string(debug.Stack()))
	return panicked{id}
}

// present makes an error ready for the client.
func (f faults) present(ctx context.Context, err error) *gqlerror.Error {
	var told *gqlerror.Error
	if !errors.As(err, &told) {
		told = &gqlerror.Error{Err: err, Path: graphql.GetPath(ctx)}
	}
	shown := &gqlerror.Error{Message: told.Message, Path: told.Path, Locations: told.Locations, Extensions: map[string]any{}}
	for name, value := range told.Extensions {
		shown.Extensions[name] = value
	}
	if shown.Extensions["code"] != nil { // the generator's own, or that of a limit
		if len(told.Path) > 1 && told.Path[0] == ast.PathName("variable") && graphql.GetFieldContext(ctx) == nil {
			// It says "must be defined", and only the path says what.
			shown.Message = "$" + strings.TrimPrefix(told.Path.String(), "variable.") + ": " + told.Message
		}
		return shown
	}
	set := func(code, message string) { shown.Extensions["code"], shown.Message = code, message }

	var domain *diplo.Error
	var crash panicked
	switch {
	case errors.As(err, &crash):
		set(codeInternal, internalMessage(crash.id))
		shown.Extensions["id"] = crash.id
	case errors.Is(err, context.DeadlineExceeded):
		set(codeUnavailable, fmt.Sprintf("the operation was stopped after %s; ask for less, or try again later", f.timeout))
	case errors.Is(err, context.Canceled):
		set(codeUnavailable, "the operation was cancelled")
	case errors.As(err, &domain) && domain.Kind != diplo.Internal:
		set(codeOfKind[domain.Kind], domain.Message)
		if len(domain.Suggestions) > 0 {
			shown.Extensions["suggestions"] = domain.Suggestions
		}
		var ambiguous *query.AmbiguousError
		if errors.As(err, &ambiguous) {
			shown.Extensions["candidates"] = candidates(ambiguous)
		}
	case domain == nil && (told.Err == nil && graphql.GetFieldContext(ctx) == nil || ofArgument(ctx, told)):
		// The request itself, or an argument that the generator could not read.
		shown.Extensions["code"] = codeBadInput
	default:
		id := rand.Text()[:12]
		f.log.ErrorContext(ctx, "graph: a request failed", "id", id, "path", told.Path.String(), "error", err)
		set(codeInternal, internalMessage(id))
		shown.Extensions["id"] = id
	}
	return shown
}

func internalMessage(id string) string {
	return fmt.Sprintf("something went wrong in the server; its log tells more under %s", id)
}

// ofArgument tells whether the error is of reading an argument: its path goes on behind that of the field.
func ofArgument(ctx context.Context, err *gqlerror.Error) bool {
	field := graphql.GetFieldContext(ctx)
	return field != nil && len(err.Path) > len(field.Path())
}

func candidates(err *query.AmbiguousError) []map[string]any {
	list := make([]map[string]any, len(err.Candidates))
	for i, c := range err.Candidates {
		list[i] = map[string]any{"id": c.Actor.ID, "name": c.Actor.Name, "score": c.Score, "reason": c.Reason}
	}
	return list
}
