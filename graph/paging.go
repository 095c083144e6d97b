package graph

import (
	"context"

	"entente/graph/bind"
	"entente/internal/diplo"
	"entente/internal/store"
)

// paging is what the arguments first, after, last and before ask for.
type paging struct {
	store.PageRequest
	nothing bool // first: 0 was asked for: no entries, only pageInfo and totalCount
}

// longestCursor is more than any cursor of a store has: names are part of it.
const longestCursor = 4000

// page reads the arguments of a connection. An empty cursor is none.
func page(first *int, after *string, last *int, before *string) (paging, error) {
	p := paging{PageRequest: store.PageRequest{After: cursor(after), Before: cursor(before)}}
	if len(p.After) > longestCursor || len(p.Before) > longestCursor {
		return p, diplo.Errorf(diplo.Invalid, "a cursor has at most %d bytes; take one from pageInfo or an edge of the same query", longestCursor)
	}
	size := first
	if last != nil {
		if first != nil {
			return p, diplo.Errorf(diplo.Invalid, "give first or last, not both")
		}
		p.Last, size = true, last
	}
	if size == nil {
		return p, nil
	}
	switch {
	case *size < 0:
		return p, diplo.Errorf(diplo.Invalid, "first and last can't be negative, and %d is", *size)
	case *size == 0:
		p.Limit, p.nothing = 1, true
	default:
		p.Limit = *size
	}
	return p, nil
}

// listSize reads the argument first of a plain list: at least 0, at most store.MaxLimit.
func listSize(first *int) (int, error) {
	switch {
	case first == nil:
		return store.DefaultLimit, nil
	case *first < 0:
		return 0, diplo.Errorf(diplo.Invalid, "first can't be negative, and %d is", *first)
	}
	return min(*first, store.MaxLimit), nil
}

func cursor(given *string) store.Cursor {
	if given == nil {
		return ""
	}
	return store.Cursor(*given)
}

// connection is the page in Relay's form.
func connection[T any](asked paging, got store.Page[T], count func(context.Context) (int, error)) bind.Connection[T] {
	if asked.nothing {
		got = store.Page[T]{More: got.More || len(got.Items) > 0}
	}
	c := bind.Connection[T]{Items: got.Items, Cursors: got.Cursors, Count: count}
	if asked.Last {
		c.Page.HasPreviousPage, c.Page.HasNextPage = got.More, asked.Before != ""
	} else {
		c.Page.HasNextPage, c.Page.HasPreviousPage = got.More, asked.After != ""
	}
	if n := len(got.Cursors); n > 0 {
		c.Page.StartCursor, c.Page.EndCursor = got.Cursors[0], got.Cursors[n-1]
	}
	return c
}

// eventPage gives a page of the events that match.
func eventPage(ctx context.Context, filter store.EventFilter, order store.EventOrder, asked paging) (bind.Connection[*diplo.Event], error) {
	got, err := viewFrom(ctx).store.Events(ctx, filter, order, asked.PageRequest)
	if err != nil {
		return bind.Connection[*diplo.Event]{}, err
	}
	loadersFrom(ctx).sawEvents(got.Items...)
	return connection(asked, got, func(ctx context.Context) (int, error) { return viewFrom(ctx).store.CountEvents(ctx, filter) }), nil
}

// eventConnection is eventPage with the arguments as they come.
func eventConnection(ctx context.Context, filter store.EventFilter, order store.EventOrder,
	first *int, after *string, last *int, before *string,
) (*bind.EventConnection, error) {
	asked, err := page(first, after, last, before)
	if err != nil {
		return nil, err
	}
	events, err := eventPage(ctx, filter, order, asked)
	if err != nil {
		return nil, err
	}
	return &bind.EventConnection{Connection: events}, nil
}
