package graph

import (
	"context"

	"entente/graph/bind"
	"entente/internal/diplo"
	"entente/internal/query"
	"entente/internal/store"
)

type articleResolver struct{}

func (articleResolver) Mentions(ctx context.Context, a *diplo.Article, first *int) ([]*diplo.Mention, error) {
	return firstOf(first, func() ([]*diplo.Mention, error) { return loadersFrom(ctx).mentionsIn.load(ctx, a.ID) })
}

func (articleResolver) MentionCount(ctx context.Context, a *diplo.Article) (int, error) {
	mentions, err := loadersFrom(ctx).mentionsIn.load(ctx, a.ID)
	return len(mentions), err
}

func (articleResolver) Events(ctx context.Context, a *diplo.Article, where *query.EventFilter, orderBy store.EventOrder,
	first *int, after *string, last *int, before *string,
) (*bind.EventConnection, error) {
	wanted, err := viewFrom(ctx).questions.Events(ctx, where)
	if err != nil {
		return nil, err
	}
	told := store.EventFilter{Articles: []diplo.ArticleID{a.ID}}
	return eventConnection(ctx, query.Both(wanted, told), orderBy, first, after, last, before)
}
