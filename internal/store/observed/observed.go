// Package observed tells of each call of a store once it is answered: its verb, how long it took, how it went. It knows nothing of who is
// told; counting and tracing are theirs.
package observed

import (
	"context"
	"io"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Call is a call that was answered.
type Call struct {
	Verb  string // such as "EventsByID"
	Began time.Time
	Took  time.Duration
	Err   error
	Put   store.PutResult // what a Put did
}

// Teller is told of calls, in the context of who called, and not one after the other.
type Teller func(context.Context, Call)

// Store is the store whose calls are told of, to each in turn.
func Store(s store.Store, tellers ...Teller) store.Store {
	tell := func(ctx context.Context, c Call) {
		for _, teller := range tellers {
			teller(ctx, c)
		}
	}
	return whole{reader{s, tell}, s, s}
}

// whole tells of what a store is asked and told.
type whole struct {
	reader
	store.Writer
	closer io.Closer
}

// Close closes the store.
func (s whole) Close() error { return s.closer.Close() }

// Put stores articles.
func (s whole) Put(ctx context.Context, batch []diplo.CodedArticle) (store.PutResult, error) {
	began := time.Now()
	result, err := s.Writer.Put(ctx, batch)
	s.tell(ctx, Call{Verb: "Put", Began: began, Took: time.Since(began), Err: err, Put: result})
	return result, err
}

// Decide keeps a decision.
func (s whole) Decide(ctx context.Context, decision diplo.Decision) (diplo.Decision, error) {
	return told(ctx, s.tell, "Decide", func() (diplo.Decision, error) { return s.Writer.Decide(ctx, decision) })
}

// Has tells which documents are there.
func (s whole) Has(ctx context.Context, documents []store.Document) ([]bool, error) {
	return told(ctx, s.tell, "Has", func() ([]bool, error) { return s.Writer.Has(ctx, documents) })
}

// Withdraw takes back what came from the origins.
func (s whole) Withdraw(ctx context.Context, origins []string) (int, error) {
	return told(ctx, s.tell, "Withdraw", func() (int, error) { return s.Writer.Withdraw(ctx, origins) })
}

// reader tells of what a store is asked.
type reader struct {
	store.Reader
	tell Teller
}

// AsOf is the reader of the store as it was.
func (r reader) AsOf(at time.Time) store.Reader { return reader{r.Reader.AsOf(at), r.tell} }

func told[T any](ctx context.Context, tell Teller, verb string, ask func() (T, error)) (T, error) {
	began := time.Now()
	answer, err := ask()
	tell(ctx, Call{Verb: verb, Began: began, Took: time.Since(began), Err: err})
	return answer, err
}

func (r reader) ActorsByID(ctx context.Context, ids []diplo.ActorID) ([]*diplo.Actor, error) {
	return told(ctx, r.tell, "ActorsByID", func() ([]*diplo.Actor, error) { return r.Reader.ActorsByID(ctx, ids) })
}

func (r reader) ActionsByID(ctx context.Context, ids []diplo.ActionID) ([]*diplo.Action, error) {
	return told(ctx, r.tell, "ActionsByID", func() ([]*diplo.Action, error) { return r.Reader.ActionsByID(ctx, ids) })
}

func (r reader) ArticlesByID(ctx context.Context, ids []diplo.ArticleID) ([]*diplo.Article, error) {
	return told(ctx, r.tell, "ArticlesByID", func() ([]*diplo.Article, error) { return r.Reader.ArticlesByID(ctx, ids) })
}

func (r reader) EventsByID(ctx context.Context, ids []diplo.EventID) ([]*diplo.Event, error) {
	return told(ctx, r.tell, "EventsByID", func() ([]*diplo.Event, error) { return r.Reader.EventsByID(ctx, ids) })
}

func (r reader) Actors(ctx context.Context, filter store.ActorFilter, page store.PageRequest) (store.Page[*diplo.Actor], error) {
	return told(ctx, r.tell, "Actors", func() (store.Page[*diplo.Actor], error) { return r.Reader.Actors(ctx, filter, page) })
}

func (r reader) Actions(ctx context.Context, filter store.ActionFilter, page store.PageRequest) (store.Page[*diplo.Action], error) {
	return told(ctx, r.tell, "Actions", func() (store.Page[*diplo.Action], error) { return r.Reader.Actions(ctx, filter, page) })
}

func (r reader) Articles(ctx context.Context, filter store.ArticleFilter, page store.PageRequest) (store.Page[*diplo.Article], error) {
	return told(ctx, r.tell, "Articles", func() (store.Page[*diplo.Article], error) { return r.Reader.Articles(ctx, filter, page) })
}

func (r reader) Events(ctx context.Context, filter store.EventFilter, order store.EventOrder, page store.PageRequest) (store.Page[*diplo.Event], error) {
	return told(ctx, r.tell, "Events", func() (store.Page[*diplo.Event], error) { return r.Reader.Events(ctx, filter, order, page) })
}

func (r reader) CountEvents(ctx context.Context, filter store.EventFilter) (int, error) {
	return told(ctx, r.tell, "CountEvents", func() (int, error) { return r.Reader.CountEvents(ctx, filter) })
}

func (r reader) CountActors(ctx context.Context, filter store.ActorFilter) (int, error) {
	return told(ctx, r.tell, "CountActors", func() (int, error) { return r.Reader.CountActors(ctx, filter) })
}

func (r reader) CountActions(ctx context.Context, filter store.ActionFilter) (int, error) {
	return told(ctx, r.tell, "CountActions", func() (int, error) { return r.Reader.CountActions(ctx, filter) })
}

func (r reader) CountArticles(ctx context.Context, filter store.ArticleFilter) (int, error) {
	return told(ctx, r.tell, "CountArticles", func() (int, error) { return r.Reader.CountArticles(ctx, filter) })
}

func (r reader) Mentions(ctx context.Context, events []diplo.EventID) ([][]*diplo.Mention, error) {
	return told(ctx, r.tell, "Mentions", func() ([][]*diplo.Mention, error) { return r.Reader.Mentions(ctx, events) })
}

func (r reader) MentionsIn(ctx context.Context, articles []diplo.ArticleID) ([][]*diplo.Mention, error) {
	return told(ctx, r.tell, "MentionsIn", func() ([][]*diplo.Mention, error) { return r.Reader.MentionsIn(ctx, articles) })
}

func (r reader) Offices(ctx context.Context, holders []diplo.ActorID) ([][]diplo.Office, error) {
	return told(ctx, r.tell, "Offices", func() ([][]diplo.Office, error) { return r.Reader.Offices(ctx, holders) })
}

func (r reader) EventsEach(ctx context.Context, filters []store.EventFilter, order store.EventOrder, page store.PageRequest) ([]store.Page[*diplo.Event], error) {
	return told(ctx, r.tell, "EventsEach", func() ([]store.Page[*diplo.Event], error) { return r.Reader.EventsEach(ctx, filters, order, page) })
}

func (r reader) CountEventsEach(ctx context.Context, filters []store.EventFilter) ([]int, error) {
	return told(ctx, r.tell, "CountEventsEach", func() ([]int, error) { return r.Reader.CountEventsEach(ctx, filters) })
}

func (r reader) Groups(ctx context.Context, filter store.EventFilter, by []store.Dimension, measure store.Measure, limit int) ([]store.Group, error) {
	return told(ctx, r.tell, "Groups", func() ([]store.Group, error) { return r.Reader.Groups(ctx, filter, by, measure, limit) })
}

func (r reader) Ties(ctx context.Context, actors []diplo.ActorID, filter store.EventFilter, limit int) ([]store.Tie, error) {
	return told(ctx, r.tell, "Ties", func() ([]store.Tie, error) { return r.Reader.Ties(ctx, actors, filter, limit) })
}

func (r reader) Neighbours(ctx context.Context, of []diplo.ActorID, among []diplo.ActorID, filter store.EventFilter, limit int) ([]store.Neighbours, error) {
	return told(ctx, r.tell, "Neighbours", func() ([]store.Neighbours, error) { return r.Reader.Neighbours(ctx, of, among, filter, limit) })
}

func (r reader) Search(ctx context.Context, query string, kinds []store.SearchKind, limit int) ([]store.Hit, error) {
	return told(ctx, r.tell, "Search", func() ([]store.Hit, error) { return r.Reader.Search(ctx, query, kinds, limit) })
}

func (r reader) Totals(ctx context.Context) (store.Totals, error) {
	return told(ctx, r.tell, "Totals", func() (store.Totals, error) { return r.Reader.Totals(ctx) })
}

func (r reader) Decisions(ctx context.Context, filter store.DecisionFilter, page store.PageRequest) (store.Page[*diplo.Decision], error) {
	return told(ctx, r.tell, "Decisions", func() (store.Page[*diplo.Decision], error) { return r.Reader.Decisions(ctx, filter, page) })
}

func (r reader) Changes(ctx context.Context, page store.PageRequest) (store.Page[*diplo.Change], error) {
	return told(ctx, r.tell, "Changes", func() (store.Page[*diplo.Change], error) { return r.Reader.Changes(ctx, page) })
}
