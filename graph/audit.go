package graph

import (
	"context"
	"encoding/json"
	"log/slog"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"entente/internal/access"
	"entente/internal/diplo"
)

// audit writes a line for each mutation: who, what, and what came of it.
type audit struct {
	log *slog.Logger
}

// longestAudited is how much of a mutation's arguments a line holds, in bytes of JSON: the text of an article is not what an audit is about.
const longestAudited = 2000

// around is the middleware of mutations.
func (a audit) around(ctx context.Context, next graphql.Resolver) (any, error) {
	field := graphql.GetFieldContext(ctx)
	began := time.Now()
	value, err := next(ctx)
	outcome := "OK"
	if err != nil {
		outcome = codeOfKind[diplo.KindOf(err)]
	}
	caller := access.From(ctx)
	arguments, _ := json.Marshal(field.Field.ArgumentMap(graphql.GetOperationContext(ctx).Variables)) // as they were sent
	if len(arguments) > longestAudited {
		arguments = append(arguments[:longestAudited:longestAudited], "…"...)
	}
	a.log.LogAttrs(ctx, slog.LevelInfo, "mutation", slog.String("who", caller.Name), slog.String("role", string(caller.Role)),
		slog.String("client", caller.Client), slog.String("what", field.Field.Name), slog.String("arguments", string(arguments)),
		slog.String("outcome", outcome), slog.Duration("took", time.Since(began)))
	return value, err
}
