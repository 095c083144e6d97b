package graph

import (
	"context"

	"entente/graph/bind"
	"entente/internal/diplo"
	"entente/internal/store"
)

// longestSearch is the most bytes of words that can be searched for.
const longestSearch = 1000

type searchHitResolver struct{}

func (searchHitResolver) Found(ctx context.Context, hit *store.Hit) (bind.SearchTarget, error) {
	l := loadersFrom(ctx)
	switch hit.Kind {
	case store.SearchActors:
		return nodeOf(l.actor(ctx, hit.Actor))
	case store.SearchActions:
		return nodeOf(l.actions.load(ctx, hit.Action))
	case store.SearchArticles:
		return nodeOf(l.articles.load(ctx, hit.Article))
	}
	return nodeOf(hit.Mention, nil)
}

func (searchHitResolver) Highlights(_ context.Context, hit *store.Hit) ([]*bind.TextSpan, error) {
	marks := make([]*bind.TextSpan, len(hit.Marks))
	for i, mark := range hit.Marks {
		marks[i] = &bind.TextSpan{Start: mark.Start, End: mark.End, Text: hit.Text[mark.Start:mark.End]}
	}
	return marks, nil
}

func (l *loaders) sawHit(hit *store.Hit) {
	l.actors.expect(hit.Actor)
	l.actions.expect(hit.Action)
	l.articles.expect(hit.Article)
	if hit.Mention != nil {
		l.sawMentions([]*diplo.Mention{hit.Mention})
	}
}

type relationInfoResolver struct{}

func (relationInfoResolver) QuadClass(_ context.Context, info *diplo.RelationInfo) (diplo.QuadClass, error) {
	return info.Type.Quad(), nil
}
