package graph

import (
	"context"

	"entente/graph/bind"
	"entente/graph/model"
	"entente/internal/access"
	"entente/internal/diplo"
	"entente/internal/query"
	"entente/internal/store"
)

type mutationResolver struct{ *Resolver }

// said is who decides and why, as every mutation's input has it.
type said struct {
	reason      string
	author, key *string // key is the caller's own name of the call
}

// decide keeps the decision.
func (r mutationResolver) decide(ctx context.Context, by said, d diplo.Decision) (*diplo.Decision, error) {
	if r.writer == nil {
		return nil, diplo.Errorf(diplo.Unsupported, "this server only reads")
	}
	d.Reason = by.reason
	if caller := access.From(ctx); caller.Keyed {
		d.Author = caller.Name
	} else if by.author != nil {
		d.Author = *by.author
	}
	if by.key != nil && *by.key != "" {
		d.ID = diplo.DecisionIDOf(d.Author, *by.key)
	}
	kept, err := r.writer.Decide(ctx, d)
	if err != nil {
		return nil, err
	}
	loadersFrom(ctx).sawDecisions(&kept)
	return &kept, nil
}

func (r mutationResolver) RetractArticle(ctx context.Context, in model.RetractArticleInput) (*model.RetractArticlePayload, error) {
	id := diplo.ArticleID(in.Article)
	decision, err := r.decide(ctx, said{in.Reason, in.Author, in.ClientMutationID}, diplo.Decision{Kind: diplo.RetractArticle, Article: id})
	if err != nil {
		return nil, err
	}
	article, err := loadersFrom(ctx).articles.load(ctx, id)
	return &model.RetractArticlePayload{ClientMutationID: in.ClientMutationID, Decision: decision, Article: article}, err
}

func (r mutationResolver) CorrectEvent(ctx context.Context, in query.EventCorrection) (*model.CorrectEventPayload, error) {
	found, err := viewFrom(ctx).store.EventsByID(ctx, []diplo.EventID{in.Event})
	if err != nil {
		return nil, err
	}
	before := found[0]
	if before == nil {
		return nil, diplo.Errorf(diplo.NotFound, "there is no event %q", in.Event)
	}
	correction, err := viewFrom(ctx).questions.Correction(ctx, &in, before)
	if err != nil {
		return nil, err
	}
	decision, err := r.decide(ctx, said{in.Reason, &in.Author, &in.ClientMutationID},
		diplo.Decision{Kind: diplo.CorrectEvent, Event: in.Event, Correction: correction})
	if err != nil {
		return nil, err
	}
	event, err := loadersFrom(ctx).events.load(ctx, in.Event)
	return &model.CorrectEventPayload{ClientMutationID: keyOf(in.ClientMutationID), Decision: decision, Before: before, Event: event}, err
}

// keyOf is nil for a key that was not given.
func keyOf(key string) *string {
	if key == "" {
		return nil
	}
	return &key
}

func (r mutationResolver) RetractEvent(ctx context.Context, in model.RetractEventInput) (*model.RetractEventPayload, error) {
	decision, event, err := r.decideEvent(ctx, said{in.Reason, in.Author, in.ClientMutationID}, diplo.RetractEvent, in.Event)
	if err != nil {
		return nil, err
	}
	return &model.RetractEventPayload{ClientMutationID: in.ClientMutationID, Decision: decision, Event: event}, nil
}

func (r mutationResolver) ConfirmEvent(ctx context.Context, in model.ConfirmEventInput) (*model.ConfirmEventPayload, error) {
	decision, event, err := r.decideEvent(ctx, said{in.Reason, in.Author, in.ClientMutationID}, diplo.ConfirmEvent, in.Event)
	if err != nil {
		return nil, err
	}
	return &model.ConfirmEventPayload{ClientMutationID: in.ClientMutationID, Decision: decision, Event: event}, nil
}

// decideEvent keeps a decision about an event, and gives the event as it is then.
func (r mutationResolver) decideEvent(ctx context.Context, by said, kind diplo.DecisionKind, id string) (*diplo.Decision, *diplo.Event, error) {
	decision, err := r.decide(ctx, by, diplo.Decision{Kind: kind, Event: diplo.EventID(id)})
	if err != nil {
		return nil, nil, err
	}
	event, err := loadersFrom(ctx).events.load(ctx, diplo.EventID(id))
	return decision, event, err
}

func (r mutationResolver) MergeActors(ctx context.Context, in model.MergeActorsInput) (*model.MergeActorsPayload, error) {
	decision, actor, _, err := r.decideActors(ctx, said{in.Reason, in.Author, in.ClientMutationID}, diplo.MergeActor, in.Actor, in.Into)
	if err != nil {
		return nil, err
	}
	return &model.MergeActorsPayload{ClientMutationID: in.ClientMutationID, Decision: decision, Actor: actor}, nil
}

func (r mutationResolver) JudgeActors(ctx context.Context, in model.JudgeActorsInput) (*model.JudgeActorsPayload, error) {
	kind := diplo.Distinguish
	if in.Verdict == model.ActorVerdictSame {
		kind = diplo.MergeActor
	}
	decision, actor, other, err := r.decideActors(ctx, said{in.Reason, in.Author, in.ClientMutationID}, kind, in.Actor, in.Other)
	if err != nil {
		return nil, err
	}
	return &model.JudgeActorsPayload{ClientMutationID: in.ClientMutationID, Decision: decision, Actor: actor, Other: other}, nil
}

// decideActors keeps a decision about two actors, and gives both as they are then.
func (r mutationResolver) decideActors(ctx context.Context, by said, kind diplo.DecisionKind, one, other query.ActorRef) (*diplo.Decision, bind.Actor, bind.Actor, error) {
	var ids [2]diplo.ActorID
	for i, ref := range []query.ActorRef{one, other} {
		var err error
		if ids[i], err = r.actorMeant(ctx, ref); err != nil {
			return nil, nil, nil, err
		}
	}
	decision, err := r.decide(ctx, by, diplo.Decision{Kind: kind, Actor: ids[0], Other: ids[1]})
	if err != nil {
		return nil, nil, nil, err
	}
	first, err := loadersFrom(ctx).actor(ctx, ids[0])
	if err != nil {
		return nil, nil, nil, err
	}
	second, err := loadersFrom(ctx).actor(ctx, ids[1])
	return decision, first, second, err
}

// actorMeant is the id that a decision names the actor by: an id stays as it is given, whoever it stands for now, so that a decision
// that is sent again says the same.
func (r mutationResolver) actorMeant(ctx context.Context, ref query.ActorRef) (diplo.ActorID, error) {
	actor, err := viewFrom(ctx).questions.Actors.Resolve(ctx, string(ref), day(ctx, nil))
	if err == nil && query.IsActorID(string(ref)) {
		return diplo.ActorID(ref), nil
	}
	return actor.ID, err
}

func (r mutationResolver) AddAlias(ctx context.Context, in model.AddAliasInput) (*model.AddAliasPayload, error) {
	id, err := r.actorMeant(ctx, in.Actor)
	if err != nil {
		return nil, err
	}
	decision, err := r.decide(ctx, said{in.Reason, in.Author, in.ClientMutationID}, diplo.Decision{Kind: diplo.AddAlias, Actor: id, Alias: in.Alias})
	if err != nil {
		return nil, err
	}
	actor, err := loadersFrom(ctx).actor(ctx, id)
	return &model.AddAliasPayload{ClientMutationID: in.ClientMutationID, Decision: decision, Actor: actor}, err
}

func (r mutationResolver) UndoMerge(ctx context.Context, in model.UndoMergeInput) (*model.UndoMergePayload, error) {
	merge, err := r.mergeOf(ctx, diplo.ActorID(in.Actor))
	if err != nil {
		return nil, err
	}
	decision, err := r.decide(ctx, said{in.Reason, in.Author, in.ClientMutationID}, diplo.Decision{Kind: diplo.UndoDecision, Undoes: merge.ID})
	if err != nil {
		return nil, err
	}
	actor, err := loadersFrom(ctx).actor(ctx, merge.Actor)
	if err != nil {
		return nil, err
	}
	other, err := loadersFrom(ctx).actor(ctx, merge.Other)
	return &model.UndoMergePayload{ClientMutationID: in.ClientMutationID, Decision: decision, Actor: actor, Other: other}, err
}

// mergeOf is the latest decision that merged the actor into another.
func (r mutationResolver) mergeOf(ctx context.Context, id diplo.ActorID) (*diplo.Decision, error) {
	about := store.DecisionFilter{Actor: id, Kinds: []diplo.DecisionKind{diplo.MergeActor}}
	for page := (store.PageRequest{Limit: store.MaxLimit}); ; {
		found, err := viewFrom(ctx).store.Decisions(ctx, about, page)
		if err != nil {
			return nil, err
		}
		for _, d := range found.Items {
			if d.Actor == id {
				return d, nil
			}
		}
		if !found.More {
			return nil, diplo.Errorf(diplo.NotFound, "actor %q was not merged into another; name the one that was", id)
		}
		page.After = found.Cursors[len(found.Cursors)-1]
	}
}

func (r mutationResolver) UndoDecision(ctx context.Context, in model.UndoDecisionInput) (*model.UndoDecisionPayload, error) {
	id := diplo.DecisionID(in.Decision)
	decision, err := r.decide(ctx, said{in.Reason, in.Author, in.ClientMutationID}, diplo.Decision{Kind: diplo.UndoDecision, Undoes: id})
	if err != nil {
		return nil, err
	}
	undone, err := viewFrom(ctx).store.Decisions(ctx, store.DecisionFilter{IDs: []diplo.DecisionID{id}}, store.PageRequest{})
	if err != nil {
		return nil, err
	}
	loadersFrom(ctx).sawDecisions(undone.Items...)
	return &model.UndoDecisionPayload{ClientMutationID: in.ClientMutationID, Decision: decision, Undone: undone.Items[0]}, nil
}
