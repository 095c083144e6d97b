package graph

import (
	"context"

	"entente/graph/bind"
	"entente/graph/model"
	"entente/internal/diplo"
	"entente/internal/query"
	"entente/internal/store"
)

type groupResolver struct{}

func (groupResolver) Keys(_ context.Context, g *query.Group) ([]*model.GroupKey, error) {
	keys := make([]*model.GroupKey, len(g.By))
	for i, dimension := range g.By {
		keys[i] = &model.GroupKey{Dimension: dimension, Key: g.Keys[i]}
	}
	return keys, nil
}

func (groupResolver) Events(ctx context.Context, g *query.Group, orderBy store.EventOrder, first *int, after *string, last *int, before *string) (*bind.EventConnection, error) {
	return eventConnection(ctx, g.Filter, orderBy, first, after, last, before)
}

type groupKeyResolver struct{}

func (groupKeyResolver) Actor(ctx context.Context, key *model.GroupKey) (bind.Actor, error) {
	if !ofActors(key.Dimension) {
		return nil, nil
	}
	return loadersFrom(ctx).actor(ctx, diplo.ActorID(key.Key))
}

func (r groupKeyResolver) Label(ctx context.Context, key *model.GroupKey) (string, error) {
	actor, err := r.Actor(ctx, key)
	if err != nil || actor == nil {
		return key.Key, err
	}
	return actor.Record().Name, nil
}

// ofActors tells whether the keys of the dimension are ids of actors.
func ofActors(dimension store.Dimension) bool {
	return dimension == store.BySource || dimension == store.ByTarget
}

func (l *loaders) sawGroups(groups []*query.Group) {
	for _, g := range groups {
		for i, dimension := range g.By {
			if ofActors(dimension) {
				l.actors.expect(diplo.ActorID(g.Keys[i]))
			}
		}
	}
}
