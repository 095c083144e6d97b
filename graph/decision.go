package graph

import (
	"context"

	"entente/graph/bind"
	"entente/graph/model"
	"entente/internal/diplo"
	"entente/internal/query"
	"entente/internal/store"
)

func (queryResolver) Decisions(ctx context.Context, where *query.DecisionFilter, first *int, after *string, last *int, before *string, _ *query.When) (*bind.DecisionConnection, error) {
	filter, err := viewFrom(ctx).questions.DecisionsWanted(ctx, where)
	if err != nil {
		return nil, err
	}
	return decisions(ctx, filter, first, after, last, before)
}

func (eventResolver) Decisions(ctx context.Context, e *diplo.Event, first *int, after *string, last *int, before *string) (*bind.DecisionConnection, error) {
	return decisions(ctx, store.DecisionFilter{Event: e.ID}, first, after, last, before)
}

func (articleResolver) Decisions(ctx context.Context, a *diplo.Article, first *int, after *string, last *int, before *string) (*bind.DecisionConnection, error) {
	return decisions(ctx, store.DecisionFilter{Article: a.ID}, first, after, last, before)
}

func (actorResolver[A]) Decisions(ctx context.Context, actor A, first *int, after *string, last *int, before *string) (*bind.DecisionConnection, error) {
	return decisions(ctx, store.DecisionFilter{Actor: actor.Record().ID}, first, after, last, before)
}

// decisions gives a page of the decisions that match.
func decisions(ctx context.Context, filter store.DecisionFilter, first *int, after *string, last *int, before *string) (*bind.DecisionConnection, error) {
	asked, err := page(first, after, last, before)
	if err != nil {
		return nil, err
	}
	got, err := viewFrom(ctx).store.Decisions(ctx, filter, asked.PageRequest)
	if err != nil {
		return nil, err
	}
	loadersFrom(ctx).sawDecisions(got.Items...)
	return &bind.DecisionConnection{Connection: connection(asked, got, nil)}, nil
}

// sawDecisions notes what decisions are about.
func (l *loaders) sawDecisions(decisions ...*diplo.Decision) {
	for _, d := range decisions {
		l.events.expect(d.Event)
		l.articles.expect(d.Article)
		l.actors.expect(d.Actor, d.Other)
	}
}

type decisionResolver struct{}

func (decisionResolver) Undone(_ context.Context, d *diplo.Decision) (bool, error) {
	return d.Undone != "", nil
}

func (decisionResolver) Event(ctx context.Context, d *diplo.Decision) (*diplo.Event, error) {
	return loadersFrom(ctx).events.load(ctx, d.Event)
}

func (decisionResolver) Article(ctx context.Context, d *diplo.Decision) (*diplo.Article, error) {
	return loadersFrom(ctx).articles.load(ctx, d.Article)
}

func (decisionResolver) Actor(ctx context.Context, d *diplo.Decision) (bind.Actor, error) {
	return loadersFrom(ctx).actor(ctx, d.Actor)
}

func (decisionResolver) Other(ctx context.Context, d *diplo.Decision) (bind.Actor, error) {
	return loadersFrom(ctx).actor(ctx, d.Other)
}

func (decisionResolver) Correction(ctx context.Context, d *diplo.Decision) (*diplo.Correction, error) {
	if c := d.Correction; c != nil {
		if c.Source != nil {
			loadersFrom(ctx).actors.expect(c.Source.Source, c.Source.SourceFor)
		}
		if c.Target != nil {
			loadersFrom(ctx).actors.expect(c.Target.Target, c.Target.TargetFor)
		}
	}
	return d.Correction, nil
}

type correctionResolver struct{}

func (correctionResolver) Fields(_ context.Context, c *diplo.Correction) ([]model.CorrectedField, error) {
	fields := []model.CorrectedField{}
	for _, one := range []struct {
		field model.CorrectedField
		given bool
	}{
		{model.CorrectedFieldRelation, c.Relation != ""},
		{model.CorrectedFieldSource, c.Source != nil},
		{model.CorrectedFieldTarget, c.Target != nil},
		{model.CorrectedFieldDate, c.Date != nil},
		{model.CorrectedFieldPlace, c.Place != nil},
		{model.CorrectedFieldModality, c.Modality != ""},
		{model.CorrectedFieldBackground, c.Background != nil},
	} {
		if one.given {
			fields = append(fields, one.field)
		}
	}
	return fields, nil
}

// claim is what the correction gives, and nothing else.
func claimOf(c *diplo.Correction) *diplo.Event {
	var only diplo.Event
	c.Change(&only.Claim)
	return &only
}

func (correctionResolver) Source(ctx context.Context, c *diplo.Correction) (bind.Actor, error) {
	return loadersFrom(ctx).actor(ctx, claimOf(c).Source)
}

func (correctionResolver) SourceOnBehalfOf(ctx context.Context, c *diplo.Correction) (bind.Actor, error) {
	return loadersFrom(ctx).actor(ctx, claimOf(c).SourceFor)
}

func (correctionResolver) Target(ctx context.Context, c *diplo.Correction) (bind.EventTarget, error) {
	return targetOf(ctx, claimOf(c))
}

func (correctionResolver) TargetOnBehalfOf(ctx context.Context, c *diplo.Correction) (bind.Actor, error) {
	return loadersFrom(ctx).actor(ctx, claimOf(c).TargetFor)
}

func (correctionResolver) Date(_ context.Context, c *diplo.Correction) (*diplo.DateRange, error) {
	return c.Date, nil
}

func (correctionResolver) Place(_ context.Context, c *diplo.Correction) (*diplo.Place, error) {
	return placeOf(claimOf(c)), nil
}
