package graph

import (
	"context"

	"entente/internal/diplo"
	"entente/internal/query"
	"entente/internal/store"
)

var compared = store.PageRequest{Limit: query.MostCompared}

func (eventResolver) Contradicts(ctx context.Context, e *diplo.Event) ([]*query.Contradiction, error) {
	pages, err := eventsEach(ctx, query.RivalsOf(e), store.OldestFirst, compared)
	if err != nil {
		return nil, err
	}
	articles, err := articlesOf(ctx, e)
	if err != nil {
		return nil, err
	}
	all := []*query.Contradiction{}
	for _, page := range pages {
		for _, rival := range page.Items {
			others, err := articlesOf(ctx, rival)
			if err != nil {
				return nil, err
			}
			if about, is := query.Contradicts(e, rival, articles, others); is {
				all = append(all, &query.Contradiction{Event: rival, About: about})
			}
		}
	}
	return all, nil
}

// articlesOf are the articles that tell of the event.
func articlesOf(ctx context.Context, e *diplo.Event) ([]diplo.ArticleID, error) {
	mentions, err := loadersFrom(ctx).mentions.load(ctx, e.ID)
	articles := make([]diplo.ArticleID, len(mentions))
	for i, m := range mentions {
		articles[i] = m.Article
	}
	return articles, err
}

func (eventResolver) PossiblySame(ctx context.Context, e *diplo.Event) ([]*diplo.Event, error) {
	doubles := []*diplo.Event{}
	filter, can := query.DoublesOf(e)
	if !can {
		return doubles, nil
	}
	pages, err := eventsEach(ctx, []store.EventFilter{filter}, store.OldestFirst, compared)
	if err != nil {
		return nil, err
	}
	for _, other := range pages[0].Items {
		if query.IsDouble(e, other) {
			doubles = append(doubles, other)
		}
	}
	return doubles, nil
}
