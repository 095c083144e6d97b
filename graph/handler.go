package graph

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/graph/generated"
	"entente/internal/live"
	"entente/internal/query"
	"entente/internal/store"
)

// Config is what the handler is made of. Only Store is needed.
type Config struct {
	Store    store.Reader
	Writer   store.Writer     // of the same store; nil: nothing can be changed
	Ingester Ingester         // nil: no articles are taken
	Feed     *live.Feed       // of the same store; nil: nothing is told as it happens
	Lines    *Lines           // nil is lines of its own
	Origins  []string         // hosts of pages elsewhere that may open a WebSocket, as patterns of path.Match
	Actors   query.Base       // what is known of actors beside the store; nil is nobody
	Version  string           // of the server, "" is "dev"
	Limits   Limits           // zero fields take those of DefaultLimits
	Clock    func() time.Time // nil is time.Now
	Logger   *slog.Logger     // nil is slog.Default()
	Audit    *slog.Logger     // where mutations are told of; nil is Logger
	Observer Observer         // nil is nobody
	Trace    Trace            // nil is nobody
}

// NewHandler makes the handler of /graphql: POST, GET for queries, and WebSocket or server-sent events for subscriptions.
func NewHandler(config Config) http.Handler {
	if config.Actors == nil {
		config.Actors = query.Nobody{}
	}
	if config.Version == "" {
		config.Version = "dev"
	}
	if config.Clock == nil {
		config.Clock = time.Now
	}
	if config.Logger == nil {
		config.Logger = slog.Default()
	}
	if config.Audit == nil {
		config.Audit = config.Logger
	}
	if config.Observer == nil {
		config.Observer = unobserved{}
	}
	if config.Lines == nil {
		config.Lines = &Lines{}
	}
	config.Limits = config.Limits.orDefault()
	resolver := &Resolver{version: config.Version, limits: config.Limits, writer: config.Writer, ingester: config.Ingester, feed: config.Feed}
	faults := faults{log: config.Logger, timeout: config.Limits.Timeout}

	schema := generated.Config{Resolvers: resolver}
	schema.Directives.HasRole = hasRole
	server := handler.New(generated.NewExecutableSchema(schema))
	server.AddTransport(overHTTP{limits: config.Limits, lines: config.Lines, present: faults.present})
	server.AddTransport(overWebSocket{limits: config.Limits, lines: config.Lines, present: faults.present, origins: config.Origins})
	server.SetParserTokenLimit(config.Limits.Tokens)
	server.SetQueryCache(newSmallCache[*ast.QueryDocument]())
	server.SetErrorPresenter(faults.present)
	server.SetRecoverFunc(faults.recovered)
	if config.Trace != nil {
		config.Trace.use(server)
	}
	server.Use(account{observer: config.Observer, most: config.Limits.Cost, present: faults.present})
	server.Use(extension.AutomaticPersistedQuery{Cache: newSmallCache[string]()})
	server.Use(shapeLimit{limits: config.Limits, passed: newSmallCache[struct{}]()})
	server.Use(onlyReaders{})
	server.Use(extension.Introspection{})
	server.Use(costLimit{most: config.Limits.Cost})
	now := func(ctx context.Context) context.Context {
		return withView(ctx, newView(config.Store, config.Actors, config.Clock, config.Trace))
	}
	server.AroundOperations(func(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
		return next(now(ctx))
	})
	server.AroundResponses(func(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
		if graphql.HasOperationContext(ctx) && subscribes(graphql.GetOperationContext(ctx)) { // each answer is of its own time
			ctx = now(ctx)
		}
		return next(ctx)
	})
	server.AroundRootFields(lookBack)
	server.AroundRootFields(func(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
		if graphql.GetOperationContext(ctx).Operation.Operation == ast.Mutation { // the one before it may have changed what was loaded
			ctx = now(ctx)
		}
		return next(ctx)
	})
	mutations := audit{config.Audit}
	server.AroundFields(func(ctx context.Context, next graphql.Resolver) (any, error) { // one for all: each has its cost in every field
		if graphql.GetFieldContext(ctx).Object == "Mutation" {
			return mutations.around(ctx, next)
		}
		return emptyIsNull(ctx, next)
	})
	return server
}

func subscribes(operation *graphql.OperationContext) bool {
	return operation.Operation != nil && operation.Operation.Operation == ast.Subscription
}

// emptyIsNull answers null for an empty text where the schema allows it: in the domain "" is "not known".
func emptyIsNull(ctx context.Context, next graphql.Resolver) (any, error) {
	value, err := next(ctx)
	if isEmptyText(value) && !graphql.GetFieldContext(ctx).Field.Definition.Type.NonNull {
		return nil, err
	}
	return value, err
}
