package query

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"entente/internal/diplo"
)

// Row is an event with what a flat table tells beside it. What is not known is nil.
type Row struct {
	Event                *diplo.Event
	Source, Target       *diplo.Actor
	SourceFor, TargetFor *diplo.Actor
	AttributedTo         *diplo.Actor
	Action               *diplo.Action
	Lead                 *diplo.Mention // the report that tells it best: see Lead
	Article              *diplo.Article // that holds it
}

// Rows gives a row for each event, in that order. It asks the store for each sort of thing once, however many events there are.
func (q *Questions) Rows(ctx context.Context, events []*diplo.Event) ([]Row, error) {
	var actorIDs []diplo.ActorID
	var actionIDs []diplo.ActionID
	eventIDs := make([]diplo.EventID, len(events))
	for i, e := range events {
		eventIDs[i] = e.ID
		actorIDs = append(actorIDs, e.Source, e.Target, e.SourceFor, e.TargetFor, e.AttributedTo)
		actionIDs = append(actionIDs, e.Action)
	}
	actors, err := found(ctx, actorIDs, q.Actors.AllByID)
	if err != nil {
		return nil, err
	}
	actions, err := found(ctx, actionIDs, q.Store.ActionsByID)
	if err != nil {
		return nil, err
	}
	mentions, err := q.Store.Mentions(ctx, eventIDs)
	if err != nil {
		return nil, err
	}
	rows := make([]Row, len(events))
	var articleIDs []diplo.ArticleID
	for i, e := range events {
		rows[i] = Row{
			Event: e, Source: actors[e.Source], Target: actors[e.Target], SourceFor: actors[e.SourceFor], TargetFor: actors[e.TargetFor],
			AttributedTo: actors[e.AttributedTo], Action: actions[e.Action], Lead: Lead(e, mentions[i]),
		}
		if lead := rows[i].Lead; lead != nil {
			articleIDs = append(articleIDs, lead.Article)
		}
	}
	articles, err := found(ctx, articleIDs, q.Store.ArticlesByID)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		if lead := rows[i].Lead; lead != nil {
			rows[i].Article = articles[lead.Article]
		}
	}
	return rows, nil
}

// found looks the ids up, each once and without "".
func found[K ~string, V any](ctx context.Context, ids []K, lookUp func(context.Context, []K) ([]*V, error)) (map[K]*V, error) {
	slices.Sort(ids)
	ids = slices.Compact(ids)
	if len(ids) > 0 && ids[0] == "" {
		ids = ids[1:]
	}
	if len(ids) == 0 {
		return nil, nil
	}
	values, err := lookUp(ctx, ids)
	if err != nil {
		return nil, err
	}
	byID := make(map[K]*V, len(ids))
	for i, id := range ids {
		byID[id] = values[i]
	}
	return byID, nil
}

// Lead is the surest of the reports that tell the event as it stands, else of all; nil when there is none.
func Lead(e *diplo.Event, mentions []*diplo.Mention) *diplo.Mention {
	if len(mentions) == 0 {
		return nil
	}
	otherwise := func(m *diplo.Mention) int {
		if m.Claim == e.Claim {
			return 0
		}
		return 1
	}
	return slices.MinFunc(mentions, func(a, b *diplo.Mention) int {
		return cmp.Or(
			cmp.Compare(otherwise(a), otherwise(b)),
			cmp.Compare(b.Confidence, a.Confidence),
			strings.Compare(string(a.ID), string(b.ID)),
		)
	})
}
