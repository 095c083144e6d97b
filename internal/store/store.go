// Package store says what the rest of entente asks of a place that keeps the event
// graph, in the domain's words: few verbs, filters, pages. Two packages below it keep every promise made
// here: embedded (SQLite, the default) and neo4j. storetest checks both.
//
// Promises that hold for every verb: a cancelled context ends the call with the
// context's error; a store that can't be reached gives an error of kind diplo.Unavailable;
// values passed in are not kept, values returned are the caller's; all verbs may be
// called at once from many goroutines; a read sees every Put that returned before it began, and of
// each Put all or nothing. Lists that are empty may be nil. A closed store is diplo.Unavailable.
package store

import (
	"context"

	"entente/internal/diplo"
)

// Store is a place that keeps the event graph.
type Store interface {
	Reader
	Writer
	// Close waits for writes under way and frees what is held. Closing again does nothing.
	Close() error
}

// Reader answers questions. Verbs by ids give one entry for each id asked, in
// that order, nil (or empty) where nothing has that id; repeated ids are fine, and so are none.
type Reader interface {
	// ActorsByID, ActionsByID, ArticlesByID and EventsByID look things up: one round trip, cost by
	// the number of ids.
	ActorsByID(ctx context.Context, ids []diplo.ActorID) ([]*diplo.Actor, error)
	ActionsByID(ctx context.Context, ids []diplo.ActionID) ([]*diplo.Action, error)
	ArticlesByID(ctx context.Context, ids []diplo.ArticleID) ([]*diplo.Article, error)
	EventsByID(ctx context.Context, ids []diplo.EventID) ([]*diplo.Event, error)

	// Actors, Actions, Articles and Events give a page of what matches the filter.
	Actors(ctx context.Context, filter ActorFilter, page PageRequest) (Page[*diplo.Actor], error)
	Actions(ctx context.Context, filter ActionFilter, page PageRequest) (Page[*diplo.Action], error)
	Articles(ctx context.Context, filter ArticleFilter, page PageRequest) (Page[*diplo.Article], error)
	Events(ctx context.Context, filter EventFilter, order EventOrder, page PageRequest) (Page[*diplo.Event], error)

	// CountEvents is the number of events that match; the whole match, whatever the page.
	CountEvents(ctx context.Context, filter EventFilter) (int, error)
	// CountActors, CountActions and CountArticles likewise.
	CountActors(ctx context.Context, filter ActorFilter) (int, error)
	CountActions(ctx context.Context, filter ActionFilter) (int, error)
	CountArticles(ctx context.Context, filter ArticleFilter) (int, error)

	// Mentions gives all reports of each event, oldest article first (unknown days
	// first of all), ties by mention id.
	Mentions(ctx context.Context, events []diplo.EventID) ([][]*diplo.Mention, error)
	// MentionsIn gives all mentions of each article in the order of the text (start of the
	// sentence, start of the trigger), ties by id.
	MentionsIn(ctx context.Context, articles []diplo.ArticleID) ([][]*diplo.Mention, error)
	// Offices gives the offices that each person held, latest start first (unknown last), ties by
	// title, then by country or organisation, role, and last day. What several articles tell alike is given once.
	Offices(ctx context.Context, holders []diplo.ActorID) ([][]diplo.Office, error)

	// Groups counts the events that match by one or two dimensions, largest count
	// first, ties by the keys in order of bytes; at most limit groups, so none when it is not positive. Events without a key
	// in a dimension (undated, no target, an actor without a code) are left out of it. No dimension gives one
	// group of all, or none when nothing matches. A third dimension, or one that there is not, is diplo.Invalid.
	Groups(ctx context.Context, filter EventFilter, by []Dimension, limit int) ([]Group, error)

	// Search finds actors, actions, articles and sentences by Words, best first as Ranked and the words above it say; at
	// most limit hits over all kinds, so none when it is not positive. No kinds are all kinds; one that there is not is
	// diplo.Invalid. Case and diacritics do not matter; every word must be found, the last one
	// may be a prefix. Text between quotation marks or operators of the store's own query language has no special
	// meaning. A query without any letter or digit gives no hits.
	Search(ctx context.Context, query string, kinds []SearchKind, limit int) ([]Hit, error)

	// Totals counts what is kept.
	Totals(ctx context.Context) (Totals, error)
}

// Writer changes the graph.
type Writer interface {
	// Put stores the articles with all that was read in them: all of them or, on error,
	// none; durable when it returns. It is idempotent: an article that is there
	// already with the same content changes nothing; one that was read
	// differently is replaced, and what only its old reading told of goes.
	// The order in which articles are put does not change what is read back, Recorded excepted.
	//
	// What is read back follows from the articles alone: an event is what diplo.Fold makes of all its mentions,
	// an actor or action what diplo.MergeActors or MergeActions makes of all records of it (one alone is merged
	// with itself, so that aliases are in order), and they and offices are there while an article that lists them is.
	// The same content is the same CodedArticle, Recorded aside; nil and empty lists are alike.
	//
	// Recorded of an article or event is the instant of the Put that first stored it, UTC, whole microseconds,
	// later than that of every Put that returned before; it stays as long as the article or event does.
	//
	// Mentions, offices and actions must name the article, actors and actions of their CodedArticle,
	// and each article may stand in the batch once: ValidateBatch says what else is diplo.Invalid.
	Put(ctx context.Context, batch []diplo.CodedArticle) (PutResult, error)
}

// PutResult counts what a Put did.
type PutResult struct {
	New       int // articles that were not there
	Unchanged int
	Replaced  int // articles that were there with another reading
	NewEvents int // events that are there now and were not before
}

// Totals counts what a store keeps.
type Totals struct {
	Actors, Actions, Articles, Events, Mentions int
	// FirstDay is the first start and LastDay the last end of the event dates; diplo.NoDay when no event is dated.
	FirstDay, LastDay diplo.Day
}
