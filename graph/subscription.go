package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"entente/internal/diplo"
	"entente/internal/live"
	"entente/internal/query"
	"entente/internal/store"
)

type subscriptionResolver struct{ *Resolver }

// EventChanged gives one change after another, each when the one before it was taken.
func (r subscriptionResolver) EventChanged(ctx context.Context, where *query.EventFilter, since *string) (<-chan *live.Change, error) {
	if r.feed == nil {
		return nil, diplo.Errorf(diplo.Unsupported, "this server tells nothing as it happens")
	}
	filter, err := viewFrom(ctx).questions.Events(ctx, where)
	if err != nil {
		return nil, err
	}
	at := cursor(since)
	if id := graphql.GetOperationContext(ctx).Headers.Get("Last-Event-ID"); id != "" {
		at = store.Cursor(id)
	}
	if at, err = r.feed.Start(ctx, at); err != nil {
		return nil, err
	}
	changes := make(chan *live.Change)
	go func() {
		defer close(changes)
		for change := range r.feed.Follow(ctx, filter, at) {
			tellCursor(ctx, change.Cursor)
			select {
			case changes <- &change:
			case <-ctx.Done():
				return
			}
		}
	}()
	return changes, nil
}

type cursorsKey struct{}

// withCursors gives the context of a subscription whose transport wants to know the cursor of each answer: they come in the order of the
// answers.
func withCursors(ctx context.Context) (context.Context, <-chan store.Cursor) {
	cursors := make(chan store.Cursor, 2) // of the answer being written, and of the one that waits behind it
	return context.WithValue(ctx, cursorsKey{}, cursors), cursors
}

func tellCursor(ctx context.Context, at store.Cursor) {
	if cursors, wanted := ctx.Value(cursorsKey{}).(chan store.Cursor); wanted {
		select {
		case cursors <- at:
		case <-ctx.Done():
		}
	}
}
