package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

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
	// Behind what ends in front of a cursor, and in front of what begins behind one, there is the entry of the cursor.
	c.Page.HasPreviousPage, c.Page.HasNextPage = asked.After != "", asked.Before != ""
	if asked.Last {
		c.Page.HasPreviousPage = c.Page.HasPreviousPage || got.More
	} else {
		c.Page.HasNextPage = c.Page.HasNextPage || got.More
	}
	if n := len(got.Cursors); n > 0 {
		c.Page.StartCursor, c.Page.EndCursor = got.Cursors[0], got.Cursors[n-1]
	}
	return c
}

// eventPage gives a page of the events that match.
func eventPage(ctx context.Context, filter store.EventFilter, order store.EventOrder, asked paging) (bind.Connection[*diplo.Event], error) {
	pages, err := eventsEach(ctx, []store.EventFilter{filter}, order, asked.PageRequest)
	if err != nil {
		return bind.Connection[*diplo.Event]{}, err
	}
	return connection(asked, pages[0], func(ctx context.Context) (int, error) {
		if belowList(ctx) {
			return loadersFrom(ctx).counts.ask(ctx, filter)
		}
		return viewFrom(ctx).store.CountEvents(ctx, filter)
	}), nil
}

// eventsEach gives a page of the events of each filter. Where other entries of a list want pages too, all are asked for together.
func eventsEach(ctx context.Context, filters []store.EventFilter, order store.EventOrder, page store.PageRequest) ([]store.Page[*diplo.Event], error) {
	l := loadersFrom(ctx)
	if belowList(ctx) {
		asked := make([]pageAsked, len(filters))
		for i, filter := range filters {
			asked[i] = pageAsked{filter, listAsked{order, page}}
		}
		return l.pages.askAll(ctx, asked)
	}
	pages, err := viewFrom(ctx).store.EventsEach(ctx, filters, order, page)
	for i := range pages {
		l.sawEvents(pages[i].Items...)
	}
	return pages, err
}

// belowList tells whether the field being resolved belongs to an entry of a list.
func belowList(ctx context.Context) bool {
	for field := graphql.GetFieldContext(ctx); field != nil; field = field.Parent {
		if field.Index != nil {
			return true
		}
	}
	return false
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
