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
	return loadersFrom(ctx).actor(ctx, viewFrom(ctx).actorOf(key.Dimension, key.Key))
}

func (r groupKeyResolver) Label(ctx context.Context, key *model.GroupKey) (string, error) {
	actor, err := r.Actor(ctx, key)
	if err != nil || actor == nil {
		return key.Key, err
	}
	return actor.Record().Name, nil
}

// actorOf is the actor that a key of the dimension stands for, "" where it stands for none.
func (v *view) actorOf(dimension store.Dimension, key string) diplo.ActorID {
	switch dimension {
	case store.BySource, store.ByTarget:
		return diplo.ActorID(key)
	case store.BySourceCode, store.ByTargetCode:
		return v.questions.Actors.OfCode(key)
	}
	return ""
}

func (v *view) sawGroups(groups []*query.Group) {
	for _, g := range groups {
		for i, dimension := range g.By {
			v.loaders.actors.expect(v.actorOf(dimension, g.Keys[i]))
		}
	}
}
