package graph

import (
	"context"

	"entente/graph/bind"
	"entente/internal/diplo"
	"entente/internal/query"
	"entente/internal/store"
)

type actionResolver struct{}

func (actionResolver) DoneBy(ctx context.Context, action *diplo.Action) (bind.Actor, error) {
	return loadersFrom(ctx).actor(ctx, action.DoneBy)
}

func (actionResolver) Event(ctx context.Context, action *diplo.Action) (*diplo.Event, error) {
	return loadersFrom(ctx).events.load(ctx, action.Event)
}

func (actionResolver) Reactions(ctx context.Context, action *diplo.Action, where *query.EventFilter, orderBy store.EventOrder,
	first *int, after *string, last *int, before *string,
) (*bind.ReactionConnection, error) {
	asked, err := page(first, after, last, before)
	if err != nil {
		return nil, err
	}
	wanted, err := viewFrom(ctx).questions.Events(ctx, where)
	if err != nil {
		return nil, err
	}
	about := store.EventFilter{Actions: []diplo.ActionID{action.ID}}
	events, err := eventPage(ctx, query.Both(wanted, about), orderBy, asked)
	if err != nil {
		return nil, err
	}
	return &bind.ReactionConnection{Connection: events}, nil
}

type reactionResolver struct{}

func (reactionResolver) Actor(ctx context.Context, reaction *bind.Reaction) (bind.Actor, error) {
	return loadersFrom(ctx).actor(ctx, reaction.Event.Source)
}

func (reactionResolver) Relation(_ context.Context, reaction *bind.Reaction) (diplo.Relation, error) {
	return reaction.Event.Relation, nil
}
