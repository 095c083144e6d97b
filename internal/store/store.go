// Package store says what the rest of entente asks of a place that keeps the event
// graph, in the domain's words: few verbs, filters, pages. Two packages below it keep every promise made
// here: embedded (SQLite, the default) and neo4j. storetest checks both.
//
// Promises that hold for every verb: a cancelled context ends the call with the
// context's error; a store that can't be reached gives an error of kind diplo.Unavailable;
// values passed in are not kept, values returned are the caller's; all verbs may be
// called at once from many goroutines; a read sees every Put and Decide that returned before it began, and of
// each all or nothing. Lists that are empty may be nil. A closed store is diplo.Unavailable.
//
// What is read back follows from the articles as they were last put and from the decisions that stand (diplo.Standing), by
// pure functions of diplo, whatever the order of Puts among decisions:
//
//   - An article that a standing RETRACT_ARTICLE names is read with the status RETRACTED, and that is all: what was
//     read in it (mentions, actors, actions, offices) is not there. Any other article is CURRENT.
//   - A mention is what Identity.Mention makes of it, an office and an action are of and by whom Identity.Actor says.
//   - An event is what diplo.Fold makes of all its mentions, and then Event.Under of the decisions about it: those
//     that name an id which stands for it.
//   - An actor is what diplo.ActorOf makes of all records whose ids stand for it, and of the aliases decided for such ids; an
//     action what diplo.MergeActions makes of all records of it. They and offices are there while an article or a
//     standing correction lists them.
//
// An id stands for the actor that Identity.Actor says. It stands for the event that has it, else for that of a mention which has it
// among Identity.Events. So ids that were given out before a merge go on working, wherever ids are passed in: what is read then has
// its own id, not the one asked for.
package store

import (
	"context"
	"time"

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

	// EventsEach gives for each filter, in that order, the page that Events gives: all of them in one call, for lists of lists. A position
	// is one in all their lists.
	EventsEach(ctx context.Context, filters []EventFilter, order EventOrder, page PageRequest) ([]Page[*diplo.Event], error)
	// CountEventsEach gives for each filter what CountEvents gives.
	CountEventsEach(ctx context.Context, filters []EventFilter) ([]int, error)

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

	// Groups counts the events that match by one or two dimensions, largest Count by the measure
	// first, ties by the keys in order of bytes; at most limit groups, so none when it is not positive. Events without a key
	// in a dimension (undated, no target, an actor without a code) are left out of it. No dimension gives one
	// group of all, or none when nothing matches. A third dimension, or a dimension or measure that there is not, is diplo.Invalid.
	Groups(ctx context.Context, filter EventFilter, by []Dimension, measure Measure, limit int) ([]Group, error)

	// Neighbours gives for each actor those that it shares events of the filter with: one of the two, or whoever acts on its behalf,
	// is the source and the other, or whoever acts on that one's behalf, the target, as Between has it with Officials for both. An
	// event counts once for each two actors; nobody is a neighbour of himself. Most events first, ties by id; at most limit
	// for each actor, so none when it is not positive. Only those among are given, anybody where it is nil. For AsOf too, neighbours are who
	// they are now. What Standing wants is kept counted, so that such a question costs by the number of neighbours; any other by that of
	// the actors' events.
	Neighbours(ctx context.Context, of []diplo.ActorID, among []diplo.ActorID, filter EventFilter, limit int) ([]Neighbours, error)

	// Ties counts the events of the filter that each two of the actors share, as Neighbours has it, by their quad class: most events first, ties by the
	// ids of the two and the order of the quad classes; at most limit, so none when it is not positive. The cost is that of the actors' events.
	Ties(ctx context.Context, actors []diplo.ActorID, filter EventFilter, limit int) ([]Tie, error)

	// Search finds actors, actions, articles and sentences by Words, best first as Ranked and the words above it say; at
	// most limit hits over all kinds, so none when it is not positive. No kinds are all kinds; one that there is not is
	// diplo.Invalid. Case and diacritics do not matter; every word must be found, the last one
	// may be a prefix. Where no actor is found by the words, actors with names like them are; see Words.AlikeIn. Text between quotation marks or operators of the store's own query language has no special
	// meaning. A query without any letter or digit gives no hits.
	Search(ctx context.Context, query string, kinds []SearchKind, limit int) ([]Hit, error)

	// Totals counts what is kept.
	Totals(ctx context.Context) (Totals, error)

	// Decisions gives a page of the decisions that match the filter, those that were undone and undos too, latest first.
	Decisions(ctx context.Context, filter DecisionFilter, page PageRequest) (Page[*diplo.Decision], error)

	// Changes gives a page of what happened to events, in the order in which it did: for each Put and Decide, which
	// events were added, then which are now read otherwise (Recorded aside), then which went, each by id. Nothing is
	// left out or compacted; an event that comes and goes is told of each time. The position behind the last change that was read
	// is where to go on later: whoever does misses nothing and is given nothing twice, however writes run at once. A
	// position in another store is diplo.Invalid. The cost is that of what is given, wherever it stands.
	Changes(ctx context.Context, page PageRequest) (Page[*diplo.Change], error)

	// AsOf reads what had been recorded up to the instant, that one included: what happened is as it was
	// then, who is who as it is known now.
	//
	// Articles, events, mentions, sentences, decisions, changes, and what is counted of them, follow from the Puts and
	// Decides of that time: what has come since is not there, what has gone, changed, been retracted, corrected or merged since is
	// as it was, under the ids that it had. Before the first Put there are none. Actors, actions and offices, and how many there
	// are, are read as now, whatever the instant. An actor or action by whose id nothing is read now is
	// given by id as it last was. An actor in a filter matches all who are that actor now (Identity.Names), by the code that
	// it has now; keys of groups are the ids of then, and the codes of now.
	//
	// An instant to come is now, until it has come. Instants are told apart by the microsecond, fractions cut off. The
	// AsOf of such a reader is of the earlier instant of the two. It costs no call, and is closed with the store.
	AsOf(at time.Time) Reader
}

// Putter takes articles in.
type Putter interface {
	// Put stores the articles with all that was read in them: all of them or, on error,
	// none; durable when it returns. It is idempotent: an article that is there
	// already with the same content changes nothing; one that was read
	// differently is replaced, and what only its old reading told of goes.
	// The order in which articles are put does not change what is read back, Recorded excepted.
	//
	// The same content is the same CodedArticle, aside from Origin and the article's Recorded, Status, Fingerprint, and Source, which
	// stays as it was; nil and empty lists are alike. An article that was retracted is kept as any other, and stays retracted.
	//
	// An article with an Origin takes the place of the one that was there. That one goes, unless it has another origin or stands in the
	// batch too; it can still be read as of before, and what was decided about it holds again when it comes back.
	//
	// Recorded of an article or event is the instant of the Put or Decide that first stored it, UTC, whole microseconds,
	// later than that of every Put and Decide that returned before; it stays as long as the article or event does.
	//
	// Mentions, offices and actions must name the article, actors and actions of their CodedArticle,
	// and each article and origin may stand in the batch once: ValidateBatch says what else is diplo.Invalid.
	Put(ctx context.Context, batch []diplo.CodedArticle) (PutResult, error)
}

// Document names an article, where it is, and who read it as what: see diplo.CodedArticle and diplo.Article.
type Document struct {
	Article     diplo.ArticleID
	Origin      string
	Fingerprint string
}

// Writer changes the graph.
type Writer interface {
	Putter

	// Has tells, for each of the documents in that order, whether the article is there, at that origin where it has one, as a reading with
	// that fingerprint: then putting it again would change nothing. A document without a fingerprint is not.
	Has(ctx context.Context, documents []Document) ([]bool, error)

	// Withdraw takes out what has been deleted where it was taken from: nothing is at the origins any more, and the articles that were
	// there and are at no other go, as those do whose place another takes. It gives how many. An origin at which there is
	// nothing is fine. All or nothing; durable when it returns.
	Withdraw(ctx context.Context, origins []string) (articles int, err error)

	// Decide keeps a decision and gives it back as it is kept, with its id and instant; durable when it returns. Recorded and
	// Undone of what is passed in do not matter. A decision whose id is there already is given as it is kept when it
	// says the same, and nothing is changed; else that is a diplo.Conflict. So a call whose answer was lost may be sent again.
	//
	// ValidateDecision says what is diplo.Invalid. A subject that stands for nothing is diplo.NotFound: an event, article,
	// actor, or the decision to undo. Identity.Check and Decision.CheckUndo say what can't be decided as things are.
	//
	// It costs by what it changes: merging an actor that is in a hundred thousand events writes them all.
	Decide(ctx context.Context, decision diplo.Decision) (diplo.Decision, error)
}

// PutResult counts what a Put did.
type PutResult struct {
	New       int // articles that were not there
	Unchanged int
	Replaced  int // articles that were there with another reading
	Gone      int // articles that went, for others took their places
	NewEvents int // events that are there now and were not before
}

// Totals counts what a store keeps.
type Totals struct {
	Actors, Actions, Articles, Events, Mentions int
	// FirstDay is the first start and LastDay the last end of the event dates; diplo.NoDay when no event is dated.
	FirstDay, LastDay diplo.Day
}
