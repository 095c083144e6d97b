package graph

import (
	"context"

	"entente/graph/bind"
	"entente/internal/diplo"
)

type mentionResolver struct{}

func (mentionResolver) Event(ctx context.Context, m *diplo.Mention) (*diplo.Event, error) {
	return loadersFrom(ctx).events.load(ctx, m.Event)
}

func (mentionResolver) Article(ctx context.Context, m *diplo.Mention) (*diplo.Article, error) {
	return loadersFrom(ctx).articles.load(ctx, m.Article)
}

func (mentionResolver) Start(_ context.Context, m *diplo.Mention) (int, error) {
	return m.Sentence.Start, nil
}

func (mentionResolver) End(_ context.Context, m *diplo.Mention) (int, error) {
	return m.Sentence.End, nil
}

func (mentionResolver) Trigger(_ context.Context, m *diplo.Mention) (*bind.TextSpan, error) {
	return quoted(m, m.Trigger), nil
}

func (mentionResolver) SourceSpan(_ context.Context, m *diplo.Mention) (*bind.TextSpan, error) {
	return quoted(m, m.SourceSpan), nil
}

func (mentionResolver) TargetSpan(_ context.Context, m *diplo.Mention) (*bind.TextSpan, error) {
	return quoted(m, m.TargetSpan), nil
}

func (mentionResolver) AttributedTo(ctx context.Context, m *diplo.Mention) (bind.Actor, error) {
	return loadersFrom(ctx).actor(ctx, m.AttributedTo)
}

// quoted is the span with its words, where they stand in the sentence quoted; nil when it marks nothing.
func quoted(m *diplo.Mention, span diplo.Span) *bind.TextSpan {
	if span == (diplo.Span{}) {
		return nil
	}
	words := &bind.TextSpan{Start: span.Start, End: span.End}
	from, to := span.Start-m.Sentence.Start, span.End-m.Sentence.Start
	if 0 <= from && from <= to && to <= len(m.Quote) {
		words.Text = m.Quote[from:to]
	}
	return words
}
