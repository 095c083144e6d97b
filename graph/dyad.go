package graph

import (
	"context"

	"entente/graph/bind"
	"entente/internal/query"
	"entente/internal/store"
)

type dyadResolver struct{}

func (dyadResolver) A(ctx context.Context, d *query.Dyad) (bind.Actor, error) {
	loadersFrom(ctx).sawActors(d.A)
	return bind.ActorOf(d.A), nil
}

func (dyadResolver) B(ctx context.Context, d *query.Dyad) (bind.Actor, error) {
	loadersFrom(ctx).sawActors(d.B)
	return bind.ActorOf(d.B), nil
}

func (dyadResolver) Events(ctx context.Context, d *query.Dyad, orderBy store.EventOrder, first *int, after *string, last *int, before *string) (*bind.EventConnection, error) {
	return eventConnection(ctx, d.Filter, orderBy, first, after, last, before)
}

func (dyadResolver) Timeline(ctx context.Context, d *query.Dyad, interval query.Interval) ([]*query.TimelinePoint, error) {
	return viewFrom(ctx).questions.Timeline(ctx, d.Filter, interval)
}
