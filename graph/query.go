package graph

import (
	"context"
	"strings"

	"entente/graph/bind"
	"entente/graph/model"
	"entente/internal/diplo"
	"entente/internal/quality"
	"entente/internal/query"
	"entente/internal/store"
)

type queryResolver struct{ *Resolver }

func (queryResolver) Node(ctx context.Context, id string, _ *query.When) (bind.Node, error) {
	return loadersFrom(ctx).node(ctx, id)
}

func (queryResolver) Nodes(ctx context.Context, ids []string, _ *query.When) ([]bind.Node, error) {
	if len(ids) > store.MaxLimit {
		return nil, diplo.Errorf(diplo.Invalid, "ids has %d values; at most %d are allowed", len(ids), store.MaxLimit)
	}
	l := loadersFrom(ctx)
	for _, id := range ids {
		l.expectNode(id)
	}
	nodes := make([]bind.Node, len(ids))
	for i, id := range ids {
		var err error
		if nodes[i], err = l.node(ctx, id); err != nil {
			return nil, err
		}
	}
	return nodes, nil
}

// expectNode tells the loader of the id's type.
func (l *loaders) expectNode(id string) {
	switch kind, _, _ := strings.Cut(id, ":"); {
	case kind == "event":
		l.events.expect(diplo.EventID(id))
	case kind == "action":
		l.actions.expect(diplo.ActionID(id))
	case kind == "article":
		l.articles.expect(diplo.ArticleID(id))
	case query.IsActorID(id):
		l.actors.expect(diplo.ActorID(id))
	}
}

// node is whatever has that id, nil when nothing has it.
func (l *loaders) node(ctx context.Context, id string) (bind.Node, error) {
	switch kind, _, _ := strings.Cut(id, ":"); {
	case kind == "event":
		return nodeOf(l.events.load(ctx, diplo.EventID(id)))
	case kind == "action":
		return nodeOf(l.actions.load(ctx, diplo.ActionID(id)))
	case kind == "article":
		return nodeOf(l.articles.load(ctx, diplo.ArticleID(id)))
	case query.IsActorID(id):
		return nodeOf(l.actor(ctx, diplo.ActorID(id)))
	}
	return nil, nil
}

// nodeOf makes a plain nil of a typed one.
func nodeOf[T comparable](found T, err error) (bind.Node, error) {
	var none T
	if found == none {
		return nil, err
	}
	return found, err
}

func (queryResolver) Actor(ctx context.Context, id, name *query.ActorRef, at *query.When, _ *query.When) (bind.Actor, error) {
	var refs []query.ActorRef
	for _, ref := range []*query.ActorRef{id, name} {
		if ref != nil && *ref != "" {
			refs = append(refs, *ref)
		}
	}
	if len(refs) != 1 {
		return nil, diplo.Errorf(diplo.Invalid, "give id or name, one of them")
	}
	actor, err := viewFrom(ctx).questions.Actors.Resolve(ctx, string(refs[0]), day(ctx, at))
	if err != nil {
		return nil, err
	}
	loadersFrom(ctx).sawActors(&actor)
	return bind.ActorOf(&actor), nil
}

func (queryResolver) ResolveActor(ctx context.Context, name string, at *query.When, _ *query.When) ([]*query.Candidate, error) {
	candidates, err := viewFrom(ctx).questions.Actors.Candidates(ctx, name, day(ctx, at))
	if err != nil {
		return nil, err
	}
	list := make([]*query.Candidate, len(candidates))
	for i := range candidates {
		list[i] = &candidates[i]
		loadersFrom(ctx).sawActors(&candidates[i].Actor)
	}
	return list, nil
}

// day is the day that an argument means, today when it is not given.
func day(ctx context.Context, at *query.When) diplo.Day {
	now := viewFrom(ctx).questions.Clock()
	if !at.Given() {
		return diplo.DayOf(now)
	}
	first, _ := at.Days(now)
	return first
}

func (queryResolver) Actors(ctx context.Context, where *query.ActorFilter, first *int, after *string, last *int, before *string, _ *query.When) (*bind.ActorConnection, error) {
	asked, err := page(first, after, last, before)
	if err != nil {
		return nil, err
	}
	filter, err := viewFrom(ctx).questions.ActorsWanted(where)
	if err != nil {
		return nil, err
	}
	got, err := viewFrom(ctx).store.Actors(ctx, filter, asked.PageRequest)
	if err != nil {
		return nil, err
	}
	loadersFrom(ctx).sawActors(got.Items...)
	return &bind.ActorConnection{Connection: connection(asked, got, func(ctx context.Context) (int, error) {
		return viewFrom(ctx).store.CountActors(ctx, filter)
	})}, nil
}

func (queryResolver) Event(ctx context.Context, id string, _ *query.When) (*diplo.Event, error) {
	return loadersFrom(ctx).events.load(ctx, diplo.EventID(id))
}

func (queryResolver) Events(ctx context.Context, where *query.EventFilter, orderBy store.EventOrder, first *int, after *string, last *int, before *string, _ *query.When) (*bind.EventConnection, error) {
	filter, err := viewFrom(ctx).questions.Events(ctx, where)
	if err != nil {
		return nil, err
	}
	return eventConnection(ctx, filter, orderBy, first, after, last, before)
}

func (queryResolver) EventGroups(ctx context.Context, where *query.EventFilter, by []store.Dimension, measure store.Measure, first *int, _ *query.When) (*model.EventGroupList, error) {
	size, err := listSize(first)
	if err != nil {
		return nil, err
	}
	filter, err := viewFrom(ctx).questions.Events(ctx, where)
	if err != nil {
		return nil, err
	}
	groups, truncated, err := viewFrom(ctx).questions.Groups(ctx, filter, by, measure, size)
	if err != nil {
		return nil, err
	}
	viewFrom(ctx).sawGroups(groups)
	return &model.EventGroupList{Nodes: groups, Truncated: truncated}, nil
}

func (queryResolver) Dyad(ctx context.Context, a, b query.ActorRef, where *query.EventFilter, scope *store.Scope, _ *query.When) (*query.Dyad, error) {
	return viewFrom(ctx).questions.Between(ctx, a, b, where, scopeOf(scope))
}

func scopeOf(given *store.Scope) store.Scope {
	if given == nil {
		return ""
	}
	return *given
}

func (queryResolver) Action(ctx context.Context, id string, _ *query.When) (*diplo.Action, error) {
	return loadersFrom(ctx).actions.load(ctx, diplo.ActionID(id))
}

func (queryResolver) Actions(ctx context.Context, where *query.ActionFilter, first *int, after *string, last *int, before *string, _ *query.When) (*bind.ActionConnection, error) {
	asked, err := page(first, after, last, before)
	if err != nil {
		return nil, err
	}
	filter, err := viewFrom(ctx).questions.ActionsWanted(ctx, where)
	if err != nil {
		return nil, err
	}
	got, err := viewFrom(ctx).store.Actions(ctx, filter, asked.PageRequest)
	if err != nil {
		return nil, err
	}
	loadersFrom(ctx).sawActions(got.Items...)
	return &bind.ActionConnection{Connection: connection(asked, got, func(ctx context.Context) (int, error) {
		return viewFrom(ctx).store.CountActions(ctx, filter)
	})}, nil
}

func (queryResolver) Article(ctx context.Context, id string, _ *query.When) (*diplo.Article, error) {
	return loadersFrom(ctx).articles.load(ctx, diplo.ArticleID(id))
}

func (queryResolver) Articles(ctx context.Context, where *query.ArticleFilter, first *int, after *string, last *int, before *string, _ *query.When) (*bind.ArticleConnection, error) {
	asked, err := page(first, after, last, before)
	if err != nil {
		return nil, err
	}
	filter, err := viewFrom(ctx).questions.ArticlesWanted(where)
	if err != nil {
		return nil, err
	}
	got, err := viewFrom(ctx).store.Articles(ctx, filter, asked.PageRequest)
	if err != nil {
		return nil, err
	}
	loadersFrom(ctx).sawArticles(got.Items...)
	return &bind.ArticleConnection{Connection: connection(asked, got, func(ctx context.Context) (int, error) {
		return viewFrom(ctx).store.CountArticles(ctx, filter)
	})}, nil
}

func (queryResolver) Search(ctx context.Context, words string, kinds []store.SearchKind, first *int, _ *query.When) (*model.SearchHitList, error) {
	size, err := listSize(first)
	if err != nil {
		return nil, err
	}
	if len(words) > longestSearch {
		return nil, diplo.Errorf(diplo.Invalid, "the search has %d bytes; at most %d are allowed", len(words), longestSearch)
	}
	hits, err := viewFrom(ctx).store.Search(ctx, words, kinds, size+1)
	if err != nil {
		return nil, err
	}
	list := &model.SearchHitList{Nodes: []*store.Hit{}, Truncated: len(hits) > size}
	for i := range hits[:min(size, len(hits))] {
		loadersFrom(ctx).sawHit(&hits[i])
		list.Nodes = append(list.Nodes, &hits[i])
	}
	return list, nil
}

func (queryResolver) Ontology(context.Context) (*bind.Ontology, error) {
	return &bind.Ontology{}, nil
}

func (queryResolver) Quality(context.Context) (*quality.Report, error) {
	report := quality.Published()
	return &report, nil
}

func (r queryResolver) About(ctx context.Context, _ *query.When) (*model.About, error) {
	totals, err := viewFrom(ctx).store.Totals(ctx)
	if err != nil {
		return nil, err
	}
	return &model.About{Version: r.version, Statistics: &totals, Limits: r.limits.model()}, nil
}
