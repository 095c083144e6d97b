package query

import (
	"context"

	"entente/internal/diplo"
	"entente/internal/store"
)

// DecisionFilter says which decisions are wanted. Zero fields are not given.
type DecisionFilter struct {
	Event   diplo.EventID
	Article diplo.ArticleID
	Actor   ActorRef
	Kind    []diplo.DecisionKind
	Author  []string
}

// DecisionsWanted makes a store's filter of f; nil is all.
func (q *Questions) DecisionsWanted(ctx context.Context, f *DecisionFilter) (store.DecisionFilter, error) {
	if f == nil {
		return store.DecisionFilter{}, nil
	}
	filter := store.DecisionFilter{Event: f.Event, Article: f.Article, Kinds: f.Kind, Authors: given(f.Author)}
	if err := checkList(f.Author, ""); err != nil {
		return filter, err
	}
	if f.Actor == "" {
		return filter, nil
	}
	actor, err := q.Actors.Resolve(ctx, string(f.Actor), diplo.DayOf(q.Clock()))
	filter.Actor = actor.ID
	return filter, err
}
