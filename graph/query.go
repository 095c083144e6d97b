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

func (r queryResolver) Node(ctx context.Context, id string) (bind.Node, error) {
	return loadersFrom(ctx).node(ctx, id)
}

func (r queryResolver) Nodes(ctx context.Context, ids []string) ([]bind.Node, error) {
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

func (r queryResolver) Actor(ctx context.Context, id, name *query.ActorRef, at *query.When) (bind.Actor, error) {
	var refs []query.ActorRef
	for _, ref := range []*query.ActorRef{id, name} {
		if ref != nil && *ref != "" {
			refs = append(refs, *ref)
		}
	}
	if len(refs) != 1 {
		return nil, diplo.Errorf(diplo.Invalid, "give id or name, one of them")
	}
	actor, err := r.questions.Actors.Resolve(ctx, string(refs[0]), r.day(at))
	if err != nil {
		return nil, err
	}
	loadersFrom(ctx).sawActors(&actor)
	return bind.ActorOf(&actor), nil
}

func (r queryResolver) ResolveActor(ctx context.Context, name string, at *query.When) ([]*query.Candidate, error) {
	candidates, err := r.questions.Actors.Candidates(ctx, name, r.day(at))
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
func (r *Resolver) day(at *query.When) diplo.Day {
	now := r.questions.Clock()
	if at == nil {
		return diplo.DayOf(now)
	}
	first, _ := at.Days(now)
	return first
}

func (r queryResolver) Actors(ctx context.Context, where *query.ActorFilter, first *int, after *string, last *int, before *string) (*bind.ActorConnection, error) {
	asked, err := page(first, after, last, before)
	if err != nil {
		return nil, err
	}
	filter, err := r.questions.ActorsWanted(where)
	if err != nil {
		return nil, err
	}
	got, err := r.store.Actors(ctx, filter, asked.PageRequest)
	if err != nil {
		return nil, err
	}
	loadersFrom(ctx).sawActors(got.Items...)
	return &bind.ActorConnection{Connection: connection(asked, got, func(ctx context.Context) (int, error) {
		return r.store.CountActors(ctx, filter)
	})}, nil
}

func (r queryResolver) Event(ctx context.Context, id string) (*diplo.Event, error) {
	return loadersFrom(ctx).events.load(ctx, diplo.EventID(id))
}

func (r queryResolver) Events(ctx context.Context, where *query.EventFilter, orderBy store.EventOrder, first *int, after *string, last *int, before *string) (*bind.EventConnection, error) {
	filter, err := r.questions.Events(ctx, where)
	if err != nil {
		return nil, err
	}
	return r.eventConnection(ctx, filter, orderBy, first, after, last, before)
}

func (r queryResolver) EventGroups(ctx context.Context, where *query.EventFilter, by []store.Dimension, first *int) (*model.EventGroupList, error) {
	size, err := listSize(first)
	if err != nil {
		return nil, err
	}
	filter, err := r.questions.Events(ctx, where)
	if err != nil {
		return nil, err
	}
	groups, truncated, err := r.questions.Groups(ctx, filter, by, size)
	if err != nil {
		return nil, err
	}
	loadersFrom(ctx).sawGroups(groups)
	return &model.EventGroupList{Nodes: groups, Truncated: truncated}, nil
}

func (r queryResolver) Dyad(ctx context.Context, a, b query.ActorRef, where *query.EventFilter, scope *store.Scope) (*query.Dyad, error) {
	return r.questions.Between(ctx, a, b, where, scopeOf(scope))
}

func scopeOf(given *store.Scope) store.Scope {
	if given == nil {
		return ""
	}
	return *given
}

func (r queryResolver) Action(ctx context.Context, id string) (*diplo.Action, error) {
	return loadersFrom(ctx).actions.load(ctx, diplo.ActionID(id))
}

func (r queryResolver) Actions(ctx context.Context, where *query.ActionFilter, first *int, after *string, last *int, before *string) (*bind.ActionConnection, error) {
	asked, err := page(first, after, last, before)
	if err != nil {
		return nil, err
	}
	filter, err := r.questions.ActionsWanted(ctx, where)
	if err != nil {
		return nil, err
	}
	got, err := r.store.Actions(ctx, filter, asked.PageRequest)
	if err != nil {
		return nil, err
	}
	loadersFrom(ctx).sawActions(got.Items...)
	return &bind.ActionConnection{Connection: connection(asked, got, func(ctx context.Context) (int, error) {
		return r.store.CountActions(ctx, filter)
	})}, nil
}

func (r queryResolver) Article(ctx context.Context, id string) (*diplo.Article, error) {
	return loadersFrom(ctx).articles.load(ctx, diplo.ArticleID(id))
}

func (r queryResolver) Articles(ctx context.Context, where *query.ArticleFilter, first *int, after *string, last *int, before *string) (*bind.ArticleConnection, error) {
	asked, err := page(first, after, last, before)
	if err != nil {
		return nil, err
	}
	filter, err := r.questions.ArticlesWanted(where)
	if err != nil {
		return nil, err
	}
	got, err := r.store.Articles(ctx, filter, asked.PageRequest)
	if err != nil {
		return nil, err
	}
	loadersFrom(ctx).sawArticles(got.Items...)
	return &bind.ArticleConnection{Connection: connection(asked, got, func(ctx context.Context) (int, error) {
		return r.store.CountArticles(ctx, filter)
	})}, nil
}

func (r queryResolver) Search(ctx context.Context, words string, kinds []store.SearchKind, first *int) (*model.SearchHitList, error) {
	size, err := listSize(first)
	if err != nil {
		return nil, err
	}
	if len(words) > longestSearch {
		return nil, diplo.Errorf(diplo.Invalid, "the search has %d bytes; at most %d are allowed", len(words), longestSearch)
	}
	hits, err := r.store.Search(ctx, words, kinds, size+1)
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

func (r queryResolver) Ontology(context.Context) (*bind.Ontology, error) {
	return &bind.Ontology{}, nil
}

func (r queryResolver) Quality(context.Context) (*quality.Report, error) {
	report := quality.Published()
	return &report, nil
}

func (r queryResolver) About(ctx context.Context) (*model.About, error) {
	totals, err := r.store.Totals(ctx)
	if err != nil {
		return nil, err
	}
	return &model.About{Version: r.version, Statistics: &totals, Limits: r.limits.model()}, nil
}
