package bind

import (
	"context"

	"entente/internal/diplo"
	"entente/internal/store"
)

// PageInfo tells where a page stands in its list.
type PageInfo struct {
	HasNextPage, HasPreviousPage bool
	StartCursor, EndCursor       store.Cursor // "" when the page is empty
}

// Connection is a page of a list. The whole list is counted only when somebody asks.
type Connection[T any] struct {
	Items   []T
	Cursors []store.Cursor
	Page    PageInfo
	Count   func(context.Context) (int, error)
}

// PageInfo tells where the page stands.
func (c *Connection[T]) PageInfo() *PageInfo { return &c.Page }

// TotalCount is the length of the whole list.
func (c *Connection[T]) TotalCount(ctx context.Context) (int, error) { return c.Count(ctx) }

// A connection and an edge for each noun.
type (
	ActorConnection    struct{ Connection[*diplo.Actor] }
	ActionConnection   struct{ Connection[*diplo.Action] }
	ArticleConnection  struct{ Connection[*diplo.Article] }
	EventConnection    struct{ Connection[*diplo.Event] }
	ReactionConnection struct{ Connection[*diplo.Event] }
	DecisionConnection struct{ Connection[*diplo.Decision] }

	ActorEdge struct {
		Cursor store.Cursor
		Node   Actor
	}
	ActionEdge struct {
		Cursor store.Cursor
		Node   *diplo.Action
	}
	ArticleEdge struct {
		Cursor store.Cursor
		Node   *diplo.Article
	}
	EventEdge struct {
		Cursor store.Cursor
		Node   *diplo.Event
	}
	ReactionEdge struct {
		Cursor store.Cursor
		Node   *Reaction
	}
	DecisionEdge struct {
		Cursor store.Cursor
		Node   *diplo.Decision
	}
)

// Nodes are the actors.
func (c *ActorConnection) Nodes() []Actor { return each(c.Items, ActorOf) }

// Edges are the actors with their cursors.
func (c *ActorConnection) Edges() []*ActorEdge {
	return paired(c.Items, c.Cursors, func(a *diplo.Actor, at store.Cursor) *ActorEdge { return &ActorEdge{at, ActorOf(a)} })
}

// Nodes are the actions.
func (c *ActionConnection) Nodes() []*diplo.Action { return c.Items }

// Edges are the actions with their cursors.
func (c *ActionConnection) Edges() []*ActionEdge {
	return paired(c.Items, c.Cursors, func(a *diplo.Action, at store.Cursor) *ActionEdge { return &ActionEdge{at, a} })
}

// Nodes are the articles.
func (c *ArticleConnection) Nodes() []*diplo.Article { return c.Items }

// Edges are the articles with their cursors.
func (c *ArticleConnection) Edges() []*ArticleEdge {
	return paired(c.Items, c.Cursors, func(a *diplo.Article, at store.Cursor) *ArticleEdge { return &ArticleEdge{at, a} })
}

// Nodes are the events.
func (c *EventConnection) Nodes() []*diplo.Event { return c.Items }

// Edges are the events with their cursors.
func (c *EventConnection) Edges() []*EventEdge {
	return paired(c.Items, c.Cursors, func(e *diplo.Event, at store.Cursor) *EventEdge { return &EventEdge{at, e} })
}

// Nodes are the reactions.
func (c *ReactionConnection) Nodes() []*Reaction {
	return each(c.Items, func(e *diplo.Event) *Reaction { return &Reaction{e} })
}

// Edges are the reactions with their cursors.
func (c *ReactionConnection) Edges() []*ReactionEdge {
	return paired(c.Items, c.Cursors, func(e *diplo.Event, at store.Cursor) *ReactionEdge { return &ReactionEdge{at, &Reaction{e}} })
}

// Nodes are the decisions.
func (c *DecisionConnection) Nodes() []*diplo.Decision { return c.Items }

// Edges are the decisions with their cursors.
func (c *DecisionConnection) Edges() []*DecisionEdge {
	return paired(c.Items, c.Cursors, func(d *diplo.Decision, at store.Cursor) *DecisionEdge { return &DecisionEdge{at, d} })
}

func each[T, U any](items []T, of func(T) U) []U {
	list := make([]U, len(items))
	for i, item := range items {
		list[i] = of(item)
	}
	return list
}

func paired[T, U any](items []T, cursors []store.Cursor, of func(T, store.Cursor) U) []U {
	list := make([]U, len(items))
	for i, item := range items {
		list[i] = of(item, cursors[i])
	}
	return list
}
