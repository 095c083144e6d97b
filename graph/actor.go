package graph

import (
	"cmp"
	"context"
	"slices"

	"entente/graph/bind"
	"entente/graph/model"
	"entente/internal/diplo"
	"entente/internal/query"
	"entente/internal/store"
)

// actor is the actor of that id in its concrete type, nil for "" and when nothing has the id.
func (l *loaders) actor(ctx context.Context, id diplo.ActorID) (bind.Actor, error) {
	record, err := l.actors.load(ctx, id)
	if err != nil {
		return nil, err
	}
	return bind.ActorOf(record), nil
}

// actorResolver resolves what all kinds of actor have.
type actorResolver[A bind.Actor] struct{}

func (r actorResolver[A]) Events(ctx context.Context, actor A, where *query.EventFilter, role model.EventRole, scope *store.Scope,
	orderBy store.EventOrder, first *int, after *string, last *int, before *string,
) (*bind.EventConnection, error) {
	wanted, of, err := r.wanted(ctx, actor, where, scope)
	if err != nil {
		return nil, err
	}
	var part store.EventFilter
	switch role {
	case model.EventRoleSource:
		part.Source = &of
	case model.EventRoleTarget:
		part.Target = &of
	default:
		part.Either = &of
	}
	return eventConnection(ctx, query.Both(wanted, part), orderBy, first, after, last, before)
}

func (r actorResolver[A]) Partners(ctx context.Context, actor A, where *query.EventFilter, scope *store.Scope, first *int) (*model.PartnerList, error) {
	size, err := listSize(first)
	if err != nil {
		return nil, err
	}
	wanted, of, err := r.wanted(ctx, actor, where, scope)
	if err != nil {
		return nil, err
	}
	partners, truncated, err := viewFrom(ctx).questions.Partners(ctx, wanted, of, size)
	if err != nil {
		return nil, err
	}
	for _, p := range partners {
		loadersFrom(ctx).actors.expect(p.ID)
	}
	return &model.PartnerList{Nodes: partners, Truncated: truncated}, nil
}

func (r actorResolver[A]) Timeline(ctx context.Context, actor A, interval query.Interval, where *query.EventFilter, scope *store.Scope) ([]*query.TimelinePoint, error) {
	wanted, of, err := r.wanted(ctx, actor, where, scope)
	if err != nil {
		return nil, err
	}
	return viewFrom(ctx).questions.Timeline(ctx, query.Both(wanted, store.EventFilter{Either: &of}), interval)
}

// wanted is the filter of the events asked for, and the condition for the actor.
func (actorResolver[A]) wanted(ctx context.Context, actor A, where *query.EventFilter, scope *store.Scope) (store.EventFilter, store.ActorMatch, error) {
	of, err := viewFrom(ctx).questions.Actors.Match(ctx, *actor.Record(), scopeOf(scope))
	if err != nil {
		return store.EventFilter{}, of, err
	}
	wanted, err := viewFrom(ctx).questions.Events(ctx, where)
	return wanted, of, err
}

// bodyResolver resolves what actors with offices have.
type bodyResolver[A bind.Actor] struct{ actorResolver[A] }

func (bodyResolver[A]) Officials(ctx context.Context, body A, at *query.When) ([]*diplo.Office, error) {
	offices := heldAt(ctx, viewFrom(ctx).questions.Actors.Base.Officials(body.Record().ID), at)
	slices.SortFunc(offices, func(a, b *diplo.Office) int {
		return cmp.Or(cmp.Compare(a.Title, b.Title), cmp.Compare(b.From, a.From), cmp.Compare(a.Holder, b.Holder))
	})
	l := loadersFrom(ctx)
	for _, office := range offices {
		l.actors.expect(office.Holder, office.Of)
	}
	return offices, nil
}

type personResolver struct{ actorResolver[*bind.Person] }

// Offices are those that the base and the articles tell of. Where both tell of one, the base's dates count.
func (personResolver) Offices(ctx context.Context, person *bind.Person, at *query.When) ([]*diplo.Office, error) {
	told, err := loadersFrom(ctx).offices.load(ctx, person.ID)
	if err != nil {
		return nil, err
	}
	all := slices.Clone(viewFrom(ctx).questions.Actors.Base.Offices(person.ID))
	for _, office := range told {
		if !slices.ContainsFunc(all, func(known diplo.Office) bool { return sameOffice(known, office) }) {
			all = append(all, office)
		}
	}
	loadersFrom(ctx).sawOffices(all)
	offices := heldAt(ctx, all, at)
	slices.SortStableFunc(offices, func(a, b *diplo.Office) int {
		return cmp.Or(cmp.Compare(b.From, a.From), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Of, b.Of))
	})
	return offices, nil
}

// sameOffice tells whether two records are of one term in one office.
func sameOffice(a, b diplo.Office) bool {
	return a.Holder == b.Holder && a.Of == b.Of && a.Role == b.Role && (a.From == b.From || a.From == diplo.NoDay || b.From == diplo.NoDay)
}

// heldAt keeps the offices that were held then, all when at is not given.
func heldAt(ctx context.Context, offices []diplo.Office, at *query.When) []*diplo.Office {
	kept := []*diplo.Office{}
	for i := range offices {
		if !at.Given() || offices[i].HeldOn(day(ctx, at)) {
			kept = append(kept, &offices[i])
		}
	}
	return kept
}

type officeResolver struct{}

func (officeResolver) Of(ctx context.Context, office *diplo.Office) (bind.Actor, error) {
	return loadersFrom(ctx).actor(ctx, office.Of)
}

func (officeResolver) Holder(ctx context.Context, office *diplo.Office) (bind.Actor, error) {
	return loadersFrom(ctx).actor(ctx, office.Holder)
}

type candidateResolver struct{}

func (candidateResolver) Actor(_ context.Context, candidate *query.Candidate) (bind.Actor, error) {
	return bind.ActorOf(&candidate.Actor), nil
}

type partnerResolver struct{}

func (partnerResolver) Actor(ctx context.Context, partner *query.Partner) (bind.Actor, error) {
	return loadersFrom(ctx).actor(ctx, partner.ID)
}
