package metrics

import (
	"context"
	"io"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Store is the store with its calls noted.
func (m *Metrics) Store(s store.Store) store.Store { return metered{reader{s, m}, s, s} }

// metered notes what a store is asked and told.
type metered struct {
	reader
	store.Writer
	closer io.Closer
}

// Close closes the store.
func (s metered) Close() error { return s.closer.Close() }

// Put stores articles.
func (s metered) Put(ctx context.Context, batch []diplo.CodedArticle) (store.PutResult, error) {
	result, err := noted(s.metrics, "Put", func() (store.PutResult, error) { return s.Writer.Put(ctx, batch) })
	for outcome, n := range map[string]int{"new": result.New, "unchanged": result.Unchanged, "replaced": result.Replaced} {
		s.metrics.articles.WithLabelValues(outcome).Add(float64(n))
	}
	s.metrics.events.Add(float64(result.NewEvents))
	return result, err
}

// Decide keeps a decision.
func (s metered) Decide(ctx context.Context, decision diplo.Decision) (diplo.Decision, error) {
	return noted(s.metrics, "Decide", func() (diplo.Decision, error) { return s.Writer.Decide(ctx, decision) })
}

// Has tells which documents are there.
func (s metered) Has(ctx context.Context, documents []store.Document) ([]bool, error) {
	return noted(s.metrics, "Has", func() ([]bool, error) { return s.Writer.Has(ctx, documents) })
}

// Withdraw takes back what came from the origins.
func (s metered) Withdraw(ctx context.Context, origins []string) (int, error) {
	return noted(s.metrics, "Withdraw", func() (int, error) { return s.Writer.Withdraw(ctx, origins) })
}

// reader notes what a store is asked.
type reader struct {
	store.Reader
	metrics *Metrics
}

// AsOf is the reader of the store as it was.
func (r reader) AsOf(at time.Time) store.Reader { return reader{r.Reader.AsOf(at), r.metrics} }

func noted[T any](m *Metrics, call string, ask func() (T, error)) (T, error) {
	began := time.Now()
	answer, err := ask()
	m.called(call, began, err)
	return answer, err
}

func (r reader) ActorsByID(ctx context.Context, ids []diplo.ActorID) ([]*diplo.Actor, error) {
	return noted(r.metrics, "ActorsByID", func() ([]*diplo.Actor, error) { return r.Reader.ActorsByID(ctx, ids) })
}

func (r reader) ActionsByID(ctx context.Context, ids []diplo.ActionID) ([]*diplo.Action, error) {
	return noted(r.metrics, "ActionsByID", func() ([]*diplo.Action, error) { return r.Reader.ActionsByID(ctx, ids) })
}

func (r reader) ArticlesByID(ctx context.Context, ids []diplo.ArticleID) ([]*diplo.Article, error) {
	return noted(r.metrics, "ArticlesByID", func() ([]*diplo.Article, error) { return r.Reader.ArticlesByID(ctx, ids) })
}

func (r reader) EventsByID(ctx context.Context, ids []diplo.EventID) ([]*diplo.Event, error) {
	return noted(r.metrics, "EventsByID", func() ([]*diplo.Event, error) { return r.Reader.EventsByID(ctx, ids) })
}

func (r reader) Actors(ctx context.Context, filter store.ActorFilter, page store.PageRequest) (store.Page[*diplo.Actor], error) {
	return noted(r.metrics, "Actors", func() (store.Page[*diplo.Actor], error) { return r.Reader.Actors(ctx, filter, page) })
}

func (r reader) Actions(ctx context.Context, filter store.ActionFilter, page store.PageRequest) (store.Page[*diplo.Action], error) {
	return noted(r.metrics, "Actions", func() (store.Page[*diplo.Action], error) { return r.Reader.Actions(ctx, filter, page) })
}

func (r reader) Articles(ctx context.Context, filter store.ArticleFilter, page store.PageRequest) (store.Page[*diplo.Article], error) {
	return noted(r.metrics, "Articles", func() (store.Page[*diplo.Article], error) { return r.Reader.Articles(ctx, filter, page) })
}

func (r reader) Events(ctx context.Context, filter store.EventFilter, order store.EventOrder, page store.PageRequest) (store.Page[*diplo.Event], error) {
	return noted(r.metrics, "Events", func() (store.Page[*diplo.Event], error) { return r.Reader.Events(ctx, filter, order, page) })
}

func (r reader) CountEvents(ctx context.Context, filter store.EventFilter) (int, error) {
	return noted(r.metrics, "CountEvents", func() (int, error) { return r.Reader.CountEvents(ctx, filter) })
}

func (r reader) CountActors(ctx context.Context, filter store.ActorFilter) (int, error) {
	return noted(r.metrics, "CountActors", func() (int, error) { return r.Reader.CountActors(ctx, filter) })
}

func (r reader) CountActions(ctx context.Context, filter store.ActionFilter) (int, error) {
	return noted(r.metrics, "CountActions", func() (int, error) { return r.Reader.CountActions(ctx, filter) })
}

func (r reader) CountArticles(ctx context.Context, filter store.ArticleFilter) (int, error) {
	return noted(r.metrics, "CountArticles", func() (int, error) { return r.Reader.CountArticles(ctx, filter) })
}

func (r reader) Mentions(ctx context.Context, events []diplo.EventID) ([][]*diplo.Mention, error) {
	return noted(r.metrics, "Mentions", func() ([][]*diplo.Mention, error) { return r.Reader.Mentions(ctx, events) })
}

func (r reader) MentionsIn(ctx context.Context, articles []diplo.ArticleID) ([][]*diplo.Mention, error) {
	return noted(r.metrics, "MentionsIn", func() ([][]*diplo.Mention, error) { return r.Reader.MentionsIn(ctx, articles) })
}

func (r reader) Offices(ctx context.Context, holders []diplo.ActorID) ([][]diplo.Office, error) {
	return noted(r.metrics, "Offices", func() ([][]diplo.Office, error) { return r.Reader.Offices(ctx, holders) })
}

func (r reader) EventsEach(ctx context.Context, filters []store.EventFilter, order store.EventOrder, page store.PageRequest) ([]store.Page[*diplo.Event], error) {
	return noted(r.metrics, "EventsEach", func() ([]store.Page[*diplo.Event], error) { return r.Reader.EventsEach(ctx, filters, order, page) })
}

func (r reader) CountEventsEach(ctx context.Context, filters []store.EventFilter) ([]int, error) {
	return noted(r.metrics, "CountEventsEach", func() ([]int, error) { return r.Reader.CountEventsEach(ctx, filters) })
}

func (r reader) Groups(ctx context.Context, filter store.EventFilter, by []store.Dimension, measure store.Measure, limit int) ([]store.Group, error) {
	return noted(r.metrics, "Groups", func() ([]store.Group, error) { return r.Reader.Groups(ctx, filter, by, measure, limit) })
}

func (r reader) Ties(ctx context.Context, actors []diplo.ActorID, filter store.EventFilter, limit int) ([]store.Tie, error) {
	return noted(r.metrics, "Ties", func() ([]store.Tie, error) { return r.Reader.Ties(ctx, actors, filter, limit) })
}

func (r reader) Neighbours(ctx context.Context, of []diplo.ActorID, among []diplo.ActorID, filter store.EventFilter, limit int) ([]store.Neighbours, error) {
	return noted(r.metrics, "Neighbours", func() ([]store.Neighbours, error) { return r.Reader.Neighbours(ctx, of, among, filter, limit) })
}

func (r reader) Search(ctx context.Context, query string, kinds []store.SearchKind, limit int) ([]store.Hit, error) {
	return noted(r.metrics, "Search", func() ([]store.Hit, error) { return r.Reader.Search(ctx, query, kinds, limit) })
}

func (r reader) Totals(ctx context.Context) (store.Totals, error) {
	return noted(r.metrics, "Totals", func() (store.Totals, error) { return r.Reader.Totals(ctx) })
}

func (r reader) Decisions(ctx context.Context, filter store.DecisionFilter, page store.PageRequest) (store.Page[*diplo.Decision], error) {
	return noted(r.metrics, "Decisions", func() (store.Page[*diplo.Decision], error) { return r.Reader.Decisions(ctx, filter, page) })
}

func (r reader) Changes(ctx context.Context, page store.PageRequest) (store.Page[*diplo.Change], error) {
	return noted(r.metrics, "Changes", func() (store.Page[*diplo.Change], error) { return r.Reader.Changes(ctx, page) })
}
