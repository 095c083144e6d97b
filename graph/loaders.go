package graph

import (
	"context"
	"sync"
	"time"

	"github.com/vikstrous/dataloadgen"

	"entente/internal/diplo"
	"entente/internal/query"
	"entente/internal/store"
)

// gatherTime is how long a loader waits for more keys when one is asked for that it did not expect.
const gatherTime = time.Millisecond

// loaders look things up by key for one operation, many at once and each once.
type loaders struct {
	actors     *loader[diplo.ActorID, *diplo.Actor]
	actions    *loader[diplo.ActionID, *diplo.Action]
	articles   *loader[diplo.ArticleID, *diplo.Article]
	events     *loader[diplo.EventID, *diplo.Event]
	mentions   *loader[diplo.EventID, []*diplo.Mention]   // of each event
	mentionsIn *loader[diplo.ArticleID, []*diplo.Mention] // of each article
	offices    *loader[diplo.ActorID, []diplo.Office]     // of each holder

	// Pages and counts of events below lists: each is one of many that are asked for at once.
	pages  gatherer[pageAsked, store.Page[*diplo.Event]]
	counts gatherer[store.EventFilter, int]
}

// pageAsked is a page of events that somebody wants.
type pageAsked struct {
	filter store.EventFilter
	list   listAsked
}

type listAsked struct {
	order store.EventOrder
	page  store.PageRequest
}

// newLoaders makes the loaders of an operation. Whatever one of them brings tells the others which keys
// it holds, so that the first look-up behind a list fetches for all of the list.
func newLoaders(reader store.Reader, actors *query.Resolver, trace Trace) *loaders {
	l := &loaders{}
	l.actors = newLoader(trace, "actors", actors.AllByID, l.sawActors)
	l.actions = newLoader(trace, "actions", reader.ActionsByID, l.sawActions)
	l.articles = newLoader(trace, "articles", reader.ArticlesByID, l.sawArticles)
	l.events = newLoader(trace, "events", reader.EventsByID, l.sawEvents)
	l.mentions = newLoader(trace, "mentions", reader.Mentions, l.sawMentions)
	l.mentionsIn = newLoader(trace, "mentions of articles", reader.MentionsIn, l.sawMentions)
	l.offices = newLoader(trace, "offices", reader.Offices, l.sawOffices)
	l.pages.most, l.counts.most = store.MaxLimit, store.MaxLimit
	l.pages.fetch = traced(trace, "pages", func(ctx context.Context, asked []pageAsked) ([]store.Page[*diplo.Event], error) {
		pages, err := pagesOf(ctx, reader, asked)
		for _, page := range pages {
			l.sawEvents(page.Items...)
		}
		return pages, err
	})
	l.counts.fetch = traced(trace, "counts", reader.CountEventsEach)
	return l
}

// pagesOf asks for all pages of one order and size together.
func pagesOf(ctx context.Context, reader store.Reader, asked []pageAsked) ([]store.Page[*diplo.Event], error) {
	pages := make([]store.Page[*diplo.Event], len(asked))
	places := map[listAsked][]int{}
	for i, a := range asked {
		places[a.list] = append(places[a.list], i)
	}
	for list, at := range places {
		filters := make([]store.EventFilter, len(at))
		for i, place := range at {
			filters[i] = asked[place].filter
		}
		found, err := reader.EventsEach(ctx, filters, list.order, list.page)
		if err != nil {
			return nil, err
		}
		for i, place := range at {
			pages[place] = found[i]
		}
	}
	return pages, nil
}

func (l *loaders) sawActors(actors ...*diplo.Actor) {
	for _, a := range actors {
		if a != nil {
			l.actors.know(a.ID, a)
			if a.Kind == diplo.KindPerson {
				l.offices.expect(a.ID)
			}
		}
	}
}

func (l *loaders) sawActions(actions ...*diplo.Action) {
	for _, a := range actions {
		if a != nil {
			l.actions.know(a.ID, a)
			l.actors.expect(a.DoneBy)
			l.events.expect(a.Event)
		}
	}
}

func (l *loaders) sawArticles(articles ...*diplo.Article) {
	for _, a := range articles {
		if a != nil {
			l.articles.know(a.ID, a)
			l.mentionsIn.expect(a.ID)
		}
	}
}

func (l *loaders) sawEvents(events ...*diplo.Event) {
	for _, e := range events {
		if e != nil {
			l.events.know(e.ID, e)
			l.mentions.expect(e.ID)
			l.actions.expect(e.Action)
			l.actors.expect(e.Source, e.Target, e.SourceFor, e.TargetFor, e.AttributedTo)
		}
	}
}

func (l *loaders) sawMentions(lists ...[]*diplo.Mention) {
	for _, mentions := range lists {
		for _, m := range mentions {
			l.articles.expect(m.Article)
			l.events.expect(m.Event)
			l.actors.expect(m.AttributedTo)
		}
	}
}

func (l *loaders) sawOffices(lists ...[]diplo.Office) {
	for _, offices := range lists {
		for _, o := range offices {
			l.actors.expect(o.Of, o.Holder)
		}
	}
}

func loadersFrom(ctx context.Context) *loaders { return viewFrom(ctx).loaders }

// loader looks values up by key, the zero value where nothing has the key. Keys that it was told to expect are fetched
// together as soon as any value is asked for; others are gathered for a moment.
type loader[K comparable, V any] struct {
	fetch func(context.Context, []K) ([]V, error)
	byKey *dataloadgen.Loader[K, V]

	fetching sync.Mutex // held while expected keys are fetched, so that those who ask meanwhile wait for them
	mu       sync.Mutex // guards the rest
	expected []K
	told     map[K]bool // keys that were expected or known once
}

// newLoader makes a loader of that name; saw is told of all that it fetches.
func newLoader[K comparable, V any](trace Trace, name string, fetch func(context.Context, []K) ([]V, error), saw func(...V)) *loader[K, V] {
	fetch = traced(trace, name, fetch)
	l := &loader[K, V]{told: map[K]bool{}}
	l.fetch = func(ctx context.Context, keys []K) ([]V, error) {
		values, err := fetch(ctx, keys)
		saw(values...)
		return values, err
	}
	gathered := func(ctx context.Context, keys []K) ([]V, []error) {
		values, err := l.fetch(ctx, keys)
		if err != nil {
			return nil, []error{err}
		}
		return values, nil
	}
	l.byKey = dataloadgen.NewLoader(gathered, dataloadgen.WithWait(gatherTime))
	return l
}

// expect tells that the keys may be asked for. Zero keys and those told before are nothing new.
func (l *loader[K, V]) expect(keys ...K) {
	var none K
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, key := range keys {
		if key != none && !l.told[key] {
			l.told[key] = true
			l.expected = append(l.expected, key)
		}
	}
}

// know keeps a value that came another way.
func (l *loader[K, V]) know(key K, value V) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.told[key] = true
	l.byKey.Prime(key, value)
}

// load gives the value of the key; the zero value for the zero key.
func (l *loader[K, V]) load(ctx context.Context, key K) (V, error) {
	var none K
	if key == none {
		var nothing V
		return nothing, nil
	}
	if err := l.fetchExpected(ctx); err != nil {
		var nothing V
		return nothing, err
	}
	return l.byKey.Load(ctx, key)
}

func (l *loader[K, V]) fetchExpected(ctx context.Context) error {
	l.fetching.Lock()
	defer l.fetching.Unlock()
	l.mu.Lock()
	keys := l.expected
	l.expected = nil
	l.mu.Unlock()
	if len(keys) == 0 {
		return nil
	}
	values, err := l.fetch(ctx, keys)
	if err != nil {
		return err
	}
	for i, key := range keys {
		l.byKey.Prime(key, values[i])
	}
	return nil
}
