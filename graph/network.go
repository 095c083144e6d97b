package graph

import (
	"context"

	"entente/graph/bind"
	"entente/internal/query"
	"entente/internal/store"
)

func (queryResolver) Paths(ctx context.Context, from, to query.ActorRef, where *query.EventFilter, maxLength int, first *int, _ *query.When) (*query.Paths, error) {
	size := query.DefaultPaths
	if first != nil {
		size = min(*first, query.MaxPaths)
	}
	paths, err := viewFrom(ctx).questions.Paths(ctx, from, to, where, maxLength, size)
	if err != nil {
		return nil, err
	}
	l := loadersFrom(ctx)
	l.sawActors(paths.From, paths.To)
	for _, path := range paths.Paths {
		for _, step := range path.Steps {
			l.actors.expect(step.To)
		}
	}
	return paths, nil
}

func (queryResolver) Neighborhood(ctx context.Context, of query.ActorRef, where *query.EventFilter, depth, maxNodes int, _ *query.When) (*query.Neighborhood, error) {
	found, err := viewFrom(ctx).questions.Neighborhood(ctx, of, where, depth, maxNodes)
	if err != nil {
		return nil, err
	}
	for _, node := range found.Nodes {
		loadersFrom(ctx).actors.expect(node.ID)
	}
	return found, nil
}

type pathsResolver struct{}

func (pathsResolver) From(_ context.Context, paths *query.Paths) (bind.Actor, error) {
	return bind.ActorOf(paths.From), nil
}

func (pathsResolver) To(_ context.Context, paths *query.Paths) (bind.Actor, error) {
	return bind.ActorOf(paths.To), nil
}

type tieResolver struct{}

func (tieResolver) From(ctx context.Context, tie *query.Tie) (bind.Actor, error) {
	return loadersFrom(ctx).actor(ctx, tie.From)
}

func (tieResolver) To(ctx context.Context, tie *query.Tie) (bind.Actor, error) {
	return loadersFrom(ctx).actor(ctx, tie.To)
}

func (tieResolver) Events(ctx context.Context, tie *query.Tie, orderBy store.EventOrder, first *int, after *string, last *int, before *string) (*bind.EventConnection, error) {
	return eventConnection(ctx, tie.Filter, orderBy, first, after, last, before)
}

type neighborhoodNodeResolver struct{}

func (neighborhoodNodeResolver) Actor(ctx context.Context, node *query.NeighborhoodNode) (bind.Actor, error) {
	return loadersFrom(ctx).actor(ctx, node.ID)
}

type neighborhoodEdgeResolver struct{}

func (neighborhoodEdgeResolver) From(ctx context.Context, edge *query.NeighborhoodEdge) (bind.Actor, error) {
	return loadersFrom(ctx).actor(ctx, edge.From)
}

func (neighborhoodEdgeResolver) To(ctx context.Context, edge *query.NeighborhoodEdge) (bind.Actor, error) {
	return loadersFrom(ctx).actor(ctx, edge.To)
}
