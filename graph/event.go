package graph

import (
	"context"

	"entente/graph/bind"
	"entente/internal/diplo"
	"entente/internal/query"
)

type eventResolver struct{}

func (eventResolver) Source(ctx context.Context, e *diplo.Event) (bind.Actor, error) {
	return loadersFrom(ctx).actor(ctx, e.Source)
}

func (eventResolver) Target(ctx context.Context, e *diplo.Event) (bind.EventTarget, error) {
	return targetOf(ctx, e)
}

func targetOf(ctx context.Context, e *diplo.Event) (bind.EventTarget, error) {
	if e.TargetIsAction {
		return nodeOf(loadersFrom(ctx).actions.load(ctx, e.Action))
	}
	return nodeOf(loadersFrom(ctx).actor(ctx, e.Target))
}

func (eventResolver) TargetActor(ctx context.Context, e *diplo.Event) (bind.Actor, error) {
	return loadersFrom(ctx).actor(ctx, e.Target)
}

func (eventResolver) SourceOnBehalfOf(ctx context.Context, e *diplo.Event) (bind.Actor, error) {
	return loadersFrom(ctx).actor(ctx, e.SourceFor)
}

func (eventResolver) TargetOnBehalfOf(ctx context.Context, e *diplo.Event) (bind.Actor, error) {
	return loadersFrom(ctx).actor(ctx, e.TargetFor)
}

func (eventResolver) Action(ctx context.Context, e *diplo.Event) (*diplo.Action, error) {
	return loadersFrom(ctx).actions.load(ctx, e.Action)
}

func (eventResolver) Place(_ context.Context, e *diplo.Event) (*diplo.Place, error) {
	return placeOf(e), nil
}

func placeOf(e *diplo.Event) *diplo.Place {
	if e.Place.Name == "" {
		return nil
	}
	return &e.Place
}

func (eventResolver) AttributedTo(ctx context.Context, e *diplo.Event) (bind.Actor, error) {
	return loadersFrom(ctx).actor(ctx, e.AttributedTo)
}

func (eventResolver) Mentions(ctx context.Context, e *diplo.Event, first *int) ([]*diplo.Mention, error) {
	return firstOf(first, func() ([]*diplo.Mention, error) { return loadersFrom(ctx).mentions.load(ctx, e.ID) })
}

// firstOf are the first entries of a list that comes whole.
func firstOf[T any](first *int, load func() ([]T, error)) ([]T, error) {
	size, err := listSize(first)
	if err != nil {
		return nil, err
	}
	all, err := load()
	return all[:min(size, len(all))], err
}

func (eventResolver) MentionCount(ctx context.Context, e *diplo.Event) (int, error) {
	mentions, err := loadersFrom(ctx).mentions.load(ctx, e.ID)
	return len(mentions), err
}

// Explanation is that of the surest report which tells the event as it stands.
func (eventResolver) Explanation(ctx context.Context, e *diplo.Event) (*diplo.Trace, error) {
	mentions, err := loadersFrom(ctx).mentions.load(ctx, e.ID)
	if err != nil || len(mentions) == 0 {
		return nil, err
	}
	return &query.Lead(e, mentions).Trace, nil
}

type placeResolver struct{}

func (placeResolver) Latitude(_ context.Context, p *diplo.Place) (*float64, error) {
	latitude, _ := bind.Coordinates(p)
	return latitude, nil
}

func (placeResolver) Longitude(_ context.Context, p *diplo.Place) (*float64, error) {
	_, longitude := bind.Coordinates(p)
	return longitude, nil
}
