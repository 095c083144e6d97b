package graph

import (
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/internal/query"
	"entente/internal/store"
)

// view is what questions are put to: the graph as it is now, or as it was at an instant.
type view struct {
	store     store.Reader
	questions *query.Questions
	loaders   *loaders // of one operation
	trace     Trace
}

func newView(reader store.Reader, base query.Base, clock func() time.Time, trace Trace) *view {
	actors := &query.Resolver{Base: base, Store: reader, Memory: new(query.Memory)}
	return &view{
		store:     reader,
		questions: &query.Questions{Store: reader, Actors: actors, Clock: clock},
		loaders:   newLoaders(reader, actors, trace),
		trace:     trace,
	}
}

// asOf is the graph as it was at the instant, which relative times are counted from; what is still to come is now.
func (v *view) asOf(at time.Time) *view {
	if !at.Before(v.questions.Clock()) {
		return v
	}
	return newView(v.store.AsOf(at), v.questions.Actors.Base, func() time.Time { return at }, v.trace)
}

type viewKey struct{}

func withView(ctx context.Context, v *view) context.Context {
	return context.WithValue(ctx, viewKey{}, v)
}

func viewFrom(ctx context.Context) *view { return ctx.Value(viewKey{}).(*view) }

// asOfArgument is the argument of a root field that names the instant.
const asOfArgument = "asOf"

// lookBack puts the questions of a root field, and all below it, to the graph of the instant that the field names. Each mutation looks anew.
func lookBack(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
	if graphql.GetOperationContext(ctx).Operation.Operation == ast.Mutation {
		v := viewFrom(ctx)
		return next(withView(ctx, newView(v.store, v.questions.Actors.Base, v.questions.Clock, v.trace)))
	}
	field := graphql.GetRootFieldContext(ctx).Field
	if field.Arguments.ForName(asOfArgument) == nil {
		return next(ctx)
	}
	when, err := query.WhenOf(field.ArgumentMap(graphql.GetOperationContext(ctx).Variables)[asOfArgument])
	if err != nil || !when.Given() {
		return next(ctx) // reading the argument says what is wrong
	}
	now := viewFrom(ctx)
	_, until := when.Range(now.questions.Clock())
	return next(withView(ctx, now.asOf(until.Add(-time.Microsecond))))
}
