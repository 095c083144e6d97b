package graph

import (
	"context"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/internal/access"
)

// Observer is told of what is asked.
type Observer interface {
	// Operation was answered, or refused: its kind ("query", "mutation", "subscription", or "unknown" when it could not be read), its cost,
	// 0 when it was not weighed, and the codes of its errors. A subscription is told of when it opens.
	Operation(kind string, took time.Duration, cost int, codes []string)
	// Subscribed tells that a subscription was opened (1) or closed (-1).
	Subscribed(change int)
}

// unobserved is an observer of nothing.
type unobserved struct{}

func (unobserved) Operation(string, time.Duration, int, []string) {}
func (unobserved) Subscribed(int)                                 {}

// account keeps account of operations: it takes a place at the gate for each, tells the observer, and the client what it cost.
type account struct {
	observer Observer
	most     int // cost
	present  graphql.ErrorPresenterFunc
}

// ExtensionName names the extension.
func (account) ExtensionName() string { return "Account" }

// Validate has nothing to check.
func (account) Validate(graphql.ExecutableSchema) error { return nil }

// openedKey marks the context of a subscription that was told of.
type openedKey struct{}

// InterceptOperation answers an operation when there is a place for it.
func (a account) InterceptOperation(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	operation := graphql.GetOperationContext(ctx)
	if operation.Operation.Operation == ast.Subscription {
		a.observer.Operation(string(ast.Subscription), 0, costOf(operation), nil)
		a.observer.Subscribed(1)
		context.AfterFunc(ctx, sync.OnceFunc(func() { a.observer.Subscribed(-1) }))
		return next(context.WithValue(ctx, openedKey{}, true))
	}
	ctx, leave, err := access.Enter(ctx)
	if err != nil {
		return graphql.OneShot(&graphql.Response{Errors: gqlerror.List{a.present(ctx, err)}})
	}
	answer := next(ctx)
	return func(ctx context.Context) *graphql.Response {
		defer leave()
		return answer(ctx)
	}
}

// InterceptResponse adds the cost to an answer, and tells of it.
func (a account) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	operation := graphql.GetOperationContext(ctx)
	if ctx.Value(openedKey{}) != nil {
		return next(ctx)
	}
	cost := costOf(operation)
	if cost > 0 {
		graphql.RegisterExtension(ctx, "cost", map[string]int{"requested": cost, "most": a.most})
	}
	response := next(ctx)
	if response == nil {
		return nil
	}
	codes := make([]string, len(response.Errors))
	for i, err := range response.Errors {
		codes[i], _ = err.Extensions["code"].(string)
	}
	a.observer.Operation(kindOf(operation), time.Since(operation.Stats.OperationStart), cost, codes)
	return response
}

// costExtension is where the cost of an operation is noted.
const costExtension = "cost"

// costOf is what the operation was weighed at, 0 when it was not.
func costOf(operation *graphql.OperationContext) int {
	cost, _ := operation.Stats.GetExtension(costExtension).(int)
	return cost
}

// kindOf is the kind of an operation, "unknown" of one that could not be read.
func kindOf(operation *graphql.OperationContext) string {
	if operation.Operation == nil {
		return "unknown"
	}
	return string(operation.Operation.Operation)
}
