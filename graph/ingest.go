package graph

import (
	"context"
	"slices"

	"entente/graph/bind"
	"entente/graph/model"
	"entente/internal/diplo"
)

// Ingester reads articles that come by the API.
type Ingester interface {
	// Read reads the article, without storing it. What can't be read is diplo.Invalid, with the cause.
	Read(ctx context.Context, submitted Submission) (Reading, error)
}

// Submission is an article as a client hands it over: a text, a page, or with neither of them the address of a page to fetch. The rest is for
// what a page does not say itself; "" and diplo.NoDay when not known.
type Submission struct {
	Text, HTML, URL string
	Title, Outlet   string
	Published       diplo.Day
}

// Reading is what was read in an article.
type Reading struct {
	Coded   diplo.CodedArticle
	Skipped []bind.SkippedReading // in the order of the text
}

func (r mutationResolver) IngestArticle(ctx context.Context, in model.IngestArticleInput) (*model.IngestArticlePayload, error) {
	if r.ingester == nil || r.writer == nil {
		return nil, diplo.Errorf(diplo.Unsupported, "this server takes no articles")
	}
	submitted, err := submission(ctx, &in)
	if err != nil {
		return nil, err
	}
	read, err := r.ingester.Read(ctx, submitted)
	if err != nil {
		return nil, err
	}
	payload := &model.IngestArticlePayload{
		ClientMutationID: in.ClientMutationID, Article: &read.Coded.Article, Warnings: slices.Clone(read.Coded.Article.Warnings), Skipped: []*bind.SkippedReading{},
	}
	for i := range read.Skipped {
		payload.Skipped = append(payload.Skipped, &read.Skipped[i])
	}
	if in.DryRun {
		payload.Outcome = model.IngestOutcomeDryRun
		payload.Events, err = told(ctx, &read.Coded)
		return payload, err
	}
	return payload, r.keep(ctx, &read.Coded, payload)
}

func submission(ctx context.Context, in *model.IngestArticleInput) (Submission, error) {
	text := func(given *string) string {
		if given == nil {
			return ""
		}
		return *given
	}
	s := Submission{Text: text(in.Text), HTML: text(in.HTML), URL: text(in.URL), Title: text(in.Title), Outlet: text(in.Outlet), Published: diplo.NoDay}
	if in.Published != nil {
		s.Published = day(ctx, in.Published)
	}
	if s.Text != "" && s.HTML != "" || s.Text == "" && s.HTML == "" && s.URL == "" {
		return s, diplo.Errorf(diplo.Invalid, "give text, html or url, one of them; url may stand beside the others")
	}
	return s, nil
}

// keep stores what was read, and fills in what is there then.
func (r mutationResolver) keep(ctx context.Context, coded *diplo.CodedArticle, payload *model.IngestArticlePayload) error {
	result, err := r.writer.Put(ctx, []diplo.CodedArticle{*coded})
	if err != nil {
		return err
	}
	payload.NewEvents = result.NewEvents
	switch {
	case result.New > 0:
		payload.Outcome = model.IngestOutcomeNew
	case result.Replaced > 0:
		payload.Outcome = model.IngestOutcomeReplaced
	default:
		payload.Outcome = model.IngestOutcomeUnchanged
	}
	l := loadersFrom(ctx)
	if payload.Article, err = l.articles.load(ctx, coded.Article.ID); err != nil {
		return err
	}
	if payload.Article.Status == diplo.Retracted {
		payload.Warnings = append(payload.Warnings, "the article is retracted: what was read in it does not count")
	}
	mentions, err := l.mentionsIn.load(ctx, coded.Article.ID)
	if err != nil {
		return err
	}
	payload.Events = []*diplo.Event{}
	for _, id := range eventsOf(mentions) {
		event, err := l.events.load(ctx, id)
		if err != nil {
			return err
		}
		if event != nil { // unless it went meanwhile
			payload.Events = append(payload.Events, event)
		}
	}
	return nil
}

// eventsOf are the events that the mentions tell of, each once.
func eventsOf(mentions []*diplo.Mention) []diplo.EventID {
	var ids []diplo.EventID
	for _, m := range mentions {
		if !slices.Contains(ids, m.Event) {
			ids = append(ids, m.Event)
		}
	}
	return ids
}

// told are the events that the article alone tells, which need not be in the store; nor need what they name, so the loaders are given it.
func told(ctx context.Context, coded *diplo.CodedArticle) ([]*diplo.Event, error) {
	l := loadersFrom(ctx)
	article := &coded.Article
	article.Status, article.Recorded = diplo.Current, viewFrom(ctx).questions.Clock().UTC()
	ids := make([]diplo.ActorID, len(coded.Actors))
	for i := range coded.Actors {
		ids[i] = coded.Actors[i].ID
	}
	known, err := viewFrom(ctx).questions.Actors.AllByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	for i, id := range ids {
		if known[i] == nil {
			known[i] = &coded.Actors[i]
		}
		l.actors.know(id, known[i])
	}
	for i := range coded.Actions {
		l.actions.know(coded.Actions[i].ID, &coded.Actions[i])
	}
	l.articles.know(article.ID, article)
	mentions := make([]*diplo.Mention, len(coded.Mentions))
	for i := range coded.Mentions {
		mentions[i] = &coded.Mentions[i]
	}
	l.mentionsIn.know(article.ID, mentions)
	events := []*diplo.Event{}
	for _, id := range eventsOf(mentions) {
		of := slices.DeleteFunc(slices.Clone(mentions), func(m *diplo.Mention) bool { return m.Event != id })
		var evidence []diplo.Evidence
		for _, m := range of {
			evidence = append(evidence, article.Evidence(m))
		}
		event := diplo.Fold(evidence)
		event.Recorded = article.Recorded
		l.events.know(id, &event)
		l.mentions.know(id, of)
		events = append(events, &event)
	}
	return events, nil
}
