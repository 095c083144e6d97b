package graph

import (
	"context"
	"log/slog"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/internal/diplo"
)

// Trace is told that a part of the work begins, and gives the context for what belongs to it and what is to be called with its error when
// it has ended. Parts are an operation ("query"), a root field ("Query.events") and a look-up of many keys ("load actors").
type Trace func(ctx context.Context, name string, about ...slog.Attr) (context.Context, func(error))

// use has operations and their root fields told of. Subscriptions last for days; their answers are no part of a request.
func (begin Trace) use(server *handler.Server) {
	server.AroundResponses(func(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
		if !graphql.HasOperationContext(ctx) || subscribes(graphql.GetOperationContext(ctx)) {
			return next(ctx)
		}
		operation := graphql.GetOperationContext(ctx)
		kind := kindOf(operation)
		ctx, end := begin(ctx, kind, slog.String("graphql.operation.type", kind), slog.String("graphql.operation.name", operation.OperationName),
			slog.Int("entente.cost", costOf(operation)))
		response := next(ctx)
		if response != nil && len(response.Errors) > 0 {
			end(faultOf(response.Errors[0]))
		} else {
			end(nil)
		}
		return response
	})
	server.AroundRootFields(func(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
		if subscribes(graphql.GetOperationContext(ctx)) {
			return next(ctx)
		}
		field := graphql.GetRootFieldContext(ctx).Field
		ctx, end := begin(ctx, field.ObjectDefinition.Name+"."+field.Name, slog.String("graphql.field.alias", field.Alias))
		answer := next(ctx)
		end(faultIn(ctx, field.Alias))
		return answer
	})
}

// faultIn is the first error at or below the root field, nil when there is none.
func faultIn(ctx context.Context, alias string) error {
	for _, err := range graphql.GetErrors(ctx) {
		if len(err.Path) > 0 && err.Path[0] == ast.PathName(alias) {
			return faultOf(err)
		}
	}
	return nil
}

// faultOf is an error that was answered, with its code as its kind.
func faultOf(err *gqlerror.Error) error {
	code, _ := err.Extensions["code"].(string)
	return diplo.Errorf(diplo.Kind(code), "%s", err.Message)
}

// traced is a look-up that is told of.
func traced[K, V any](begin Trace, name string, fetch func(context.Context, []K) ([]V, error)) func(context.Context, []K) ([]V, error) {
	if begin == nil {
		return fetch
	}
	return func(ctx context.Context, keys []K) ([]V, error) {
		ctx, end := begin(ctx, "load "+name, slog.Int("entente.keys", len(keys)))
		values, err := fetch(ctx, keys)
		end(err)
		return values, err
	}
}
