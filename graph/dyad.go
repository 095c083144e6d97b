package graph

import (
	"context"

	"entente/graph/bind"
	"entente/internal/query"
	"entente/internal/store"
)

type dyadResolver struct{ *Resolver }

func (dyadResolver) A(ctx context.Context, d *query.Dyad) (bind.Actor, error) {
	loadersFrom(ctx).sawActors(d.A)
	return bind.ActorOf(d.A), nil
}

func (dyadResolver) B(ctx context.Context, d *query.Dyad) (bind.Actor, error) {
	loadersFrom(ctx).sawActors(d.B)
	return bind.ActorOf(d.B), nil
}

func (r dyadResolver) Events(ctx context.Context, d *query.Dyad, orderBy store.EventOrder, first *int, after *string, last *int, before *string) (*bind.EventConnection, error) {
	return r.eventConnection(ctx, d.Filter, orderBy, first, after, last, before)
}

func (r dyadResolver) Timeline(ctx context.Context, d *query.Dyad, interval query.Interval) ([]*query.TimelinePoint, error) {
	return r.questions.Timeline(ctx, d.Filter, interval)
}
