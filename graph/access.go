package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/internal/access"
)

// hasRole is the directive: the field is resolved for callers whose role has the rights.
func hasRole(ctx context.Context, _ any, next graphql.Resolver, role access.Role) (any, error) {
	if err := access.Require(ctx, role); err != nil {
		return nil, err
	}
	return next(ctx)
}

// onlyReaders refuses operations of callers who may not ask anything.
type onlyReaders struct{}

// ExtensionName names the extension.
func (onlyReaders) ExtensionName() string { return "OnlyReaders" }

// Validate has nothing to check.
func (onlyReaders) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext refuses the operation of somebody unknown.
func (onlyReaders) MutateOperationContext(ctx context.Context, operation *graphql.OperationContext) *gqlerror.Error {
	if err := access.Require(ctx, access.Reader); err != nil {
		return gqlerror.Wrap(err)
	}
	return nil
}

// Viewer is who asks.
func (queryResolver) Viewer(ctx context.Context) (*access.Caller, error) {
	caller := access.From(ctx)
	return &caller, nil
}
