package storetest

import (
	"cmp"
	"context"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"entente/internal/diplo"
	"entente/internal/fold"
	"entente/internal/store"
)

// Model is the contract in plain loops: a store in memory that keeps the coded articles and works everything
// else out of them again after each Put. It is slow, and meant to be seen to be right.
type Model struct {
	mu       sync.Mutex
	closed   bool
	articles map[diplo.ArticleID]diplo.CodedArticle
	first    map[string]time.Time // when each article and event was first stored, by id
	now      time.Time
	graph    graph
}

// graph is all that follows from the articles.
type graph struct {
	actors   map[diplo.ActorID]diplo.Actor
	actions  map[diplo.ActionID]diplo.Action
	offices  map[diplo.Office]bool
	mentions map[diplo.EventID][]diplo.Mention
	events   map[diplo.EventID]diplo.Event
}

// NewModel makes an empty model. Its clock starts at a fixed instant and runs on by a second for each Put.
func NewModel() *Model {
	return &Model{
		articles: map[diplo.ArticleID]diplo.CodedArticle{},
		first:    map[string]time.Time{},
		now:      time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC),
	}
}

// Close makes every further call fail.
func (m *Model) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	return nil
}

// enter locks the model for a call; the caller unlocks it, error or not.
func (m *Model) enter(ctx context.Context) error {
	m.mu.Lock()
	if m.closed {
		return diplo.Errorf(diplo.Unavailable, "the model is closed")
	}
	return ctx.Err()
}

// Put keeps the articles and works the graph out again.
func (m *Model) Put(ctx context.Context, batch []diplo.CodedArticle) (store.PutResult, error) {
	err := m.enter(ctx)
	defer m.mu.Unlock()
	if err != nil {
		return store.PutResult{}, err
	}
	if err := store.ValidateBatch(batch); err != nil {
		return store.PutResult{}, err
	}
	m.now = m.now.Add(time.Second)
	var result store.PutResult
	for _, coded := range batch {
		coded = copyCoded(coded)
		coded.Article.Recorded = time.Time{}
		old, there := m.articles[coded.Article.ID]
		switch {
		case !there:
			result.New++
			m.first[string(coded.Article.ID)] = m.now
		case reflect.DeepEqual(old, coded):
			result.Unchanged++
		default:
			result.Replaced++
		}
		m.articles[coded.Article.ID] = coded
	}
	before := m.graph.events
	m.graph = m.derive()
	for id := range m.graph.events {
		if _, there := before[id]; !there {
			result.NewEvents++
			m.first[string(id)] = m.now
		}
	}
	return result, nil
}

// derive works out the graph that follows from the articles.
func (m *Model) derive() graph {
	g := graph{
		actors:   map[diplo.ActorID]diplo.Actor{},
		actions:  map[diplo.ActionID]diplo.Action{},
		offices:  map[diplo.Office]bool{},
		mentions: map[diplo.EventID][]diplo.Mention{},
		events:   map[diplo.EventID]diplo.Event{},
	}
	evidence := map[diplo.EventID][]diplo.Evidence{}
	for _, coded := range m.articles {
		for _, a := range coded.Actors {
			if known, there := g.actors[a.ID]; there {
				g.actors[a.ID] = diplo.MergeActors(known, a)
			} else {
				g.actors[a.ID] = diplo.MergeActors(a, a)
			}
		}
		for _, a := range coded.Actions {
			if known, there := g.actions[a.ID]; there {
				g.actions[a.ID] = diplo.MergeActions(known, a)
			} else {
				g.actions[a.ID] = a
			}
		}
		for _, o := range coded.Offices {
			g.offices[o] = true
		}
		for i := range coded.Mentions {
			mention := &coded.Mentions[i]
			g.mentions[mention.Event] = append(g.mentions[mention.Event], *mention)
			evidence[mention.Event] = append(evidence[mention.Event], diplo.Evidence{
				Mention: mention, Cluster: coded.Article.Cluster, Outlet: coded.Article.Outlet, Reported: coded.Article.Reported,
			})
		}
	}
	for id, all := range evidence {
		g.events[id] = diplo.Fold(all)
	}
	return g
}

// event is the event of that id as it is read, with when it was stored.
func (m *Model) event(id diplo.EventID) diplo.Event {
	e := m.graph.events[id]
	e.Recorded = m.first[string(id)]
	return e
}

func (m *Model) article(id diplo.ArticleID) diplo.Article {
	a := m.articles[id].Article
	a.Warnings = slices.Clone(a.Warnings)
	a.Recorded = m.first[string(id)]
	return a
}

func (m *Model) actor(id diplo.ActorID) diplo.Actor {
	a := m.graph.actors[id]
	a.Aliases = slices.Clone(a.Aliases)
	return a
}

// byID looks each id up in one of the maps.
func byID[ID comparable, T, U any](m *Model, ctx context.Context, ids []ID, among func() map[ID]U, get func(ID) T) ([]*T, error) {
	err := m.enter(ctx)
	defer m.mu.Unlock()
	if err != nil {
		return nil, err
	}
	found := make([]*T, len(ids))
	for i, id := range ids {
		if _, there := among()[id]; there {
			value := get(id)
			found[i] = &value
		}
	}
	return found, nil
}

// ActorsByID looks actors up.
func (m *Model) ActorsByID(ctx context.Context, ids []diplo.ActorID) ([]*diplo.Actor, error) {
	return byID(m, ctx, ids, func() map[diplo.ActorID]diplo.Actor { return m.graph.actors }, m.actor)
}

// ActionsByID looks actions up.
func (m *Model) ActionsByID(ctx context.Context, ids []diplo.ActionID) ([]*diplo.Action, error) {
	return byID(m, ctx, ids, func() map[diplo.ActionID]diplo.Action { return m.graph.actions },
		func(id diplo.ActionID) diplo.Action { return m.graph.actions[id] })
}

// ArticlesByID looks articles up.
func (m *Model) ArticlesByID(ctx context.Context, ids []diplo.ArticleID) ([]*diplo.Article, error) {
	return byID(m, ctx, ids, func() map[diplo.ArticleID]diplo.CodedArticle { return m.articles }, m.article)
}

// EventsByID looks events up.
func (m *Model) EventsByID(ctx context.Context, ids []diplo.EventID) ([]*diplo.Event, error) {
	return byID(m, ctx, ids, func() map[diplo.EventID]diplo.Event { return m.graph.events }, m.event)
}

// Mentions gives the mentions of events.
func (m *Model) Mentions(ctx context.Context, events []diplo.EventID) ([][]*diplo.Mention, error) {
	err := m.enter(ctx)
	defer m.mu.Unlock()
	if err != nil {
		return nil, err
	}
	lists := make([][]*diplo.Mention, len(events))
	for i, id := range events {
		for _, mention := range m.graph.mentions[id] {
			lists[i] = append(lists[i], &mention)
		}
		slices.SortFunc(lists[i], func(a, b *diplo.Mention) int {
			return cmp.Or(
				cmp.Compare(m.articles[a.Article].Article.Reported, m.articles[b.Article].Article.Reported),
				cmp.Compare(a.ID, b.ID))
		})
	}
	return lists, nil
}

// MentionsIn gives the mentions in articles.
func (m *Model) MentionsIn(ctx context.Context, articles []diplo.ArticleID) ([][]*diplo.Mention, error) {
	err := m.enter(ctx)
	defer m.mu.Unlock()
	if err != nil {
		return nil, err
	}
	lists := make([][]*diplo.Mention, len(articles))
	for i, id := range articles {
		for _, mention := range m.articles[id].Mentions {
			lists[i] = append(lists[i], &mention)
		}
		slices.SortFunc(lists[i], func(a, b *diplo.Mention) int {
			return cmp.Or(
				cmp.Compare(a.Sentence.Start, b.Sentence.Start),
				cmp.Compare(a.Trigger.Start, b.Trigger.Start),
				cmp.Compare(a.ID, b.ID))
		})
	}
	return lists, nil
}

// Offices gives the offices of holders.
func (m *Model) Offices(ctx context.Context, holders []diplo.ActorID) ([][]diplo.Office, error) {
	err := m.enter(ctx)
	defer m.mu.Unlock()
	if err != nil {
		return nil, err
	}
	lists := make([][]diplo.Office, len(holders))
	for i, holder := range holders {
		for office := range m.graph.offices {
			if office.Holder == holder {
				lists[i] = append(lists[i], office)
			}
		}
		slices.SortFunc(lists[i], func(a, b diplo.Office) int {
			return cmp.Or(
				cmp.Compare(b.From, a.From),
				cmp.Compare(a.Title, b.Title),
				cmp.Compare(a.Of, b.Of),
				cmp.Compare(a.Role, b.Role),
				cmp.Compare(a.To, b.To))
		})
	}
	return lists, nil
}

// Totals counts.
func (m *Model) Totals(ctx context.Context) (store.Totals, error) {
	err := m.enter(ctx)
	defer m.mu.Unlock()
	if err != nil {
		return store.Totals{}, err
	}
	totals := store.Totals{
		Actors: len(m.graph.actors), Actions: len(m.graph.actions), Articles: len(m.articles), Events: len(m.graph.events),
		FirstDay: diplo.NoDay, LastDay: diplo.NoDay,
	}
	for id, e := range m.graph.events {
		totals.Mentions += len(m.graph.mentions[id])
		if e.Date.Known() {
			totals.LastDay = max(totals.LastDay, e.Date.End)
			if totals.FirstDay == diplo.NoDay || e.Date.Start < totals.FirstDay {
				totals.FirstDay = e.Date.Start
			}
		}
	}
	return totals, nil
}

// Search finds by words.
func (m *Model) Search(ctx context.Context, query string, kinds []store.SearchKind, limit int) ([]store.Hit, error) {
	err := m.enter(ctx)
	defer m.mu.Unlock()
	if err != nil {
		return nil, err
	}
	if kinds, err = store.ValidateSearchKinds(kinds); err != nil {
		return nil, err
	}
	words := store.WordsOf(query)
	byKind := make([][]store.Hit, len(kinds))
	for i, kind := range kinds {
		var found []listed[store.Hit]
		add := func(hit store.Hit, keys []string, texts ...string) {
			if !words.FoundIn(texts...) {
				return
			}
			rank := "2"
			// Behind one more word that everything has, none is the last.
			if whole := append(slices.Clone(words), "any"); whole.FoundIn(append(texts, "any")...) {
				rank = "1"
			}
			if kind == store.SearchActors && slices.ContainsFunc(texts, func(name string) bool { return slices.Equal(store.WordsOf(name), words) }) {
				rank = "0"
			}
			hit.Text, hit.Marks = words.Excerpt(texts...)
			found = append(found, listed[store.Hit]{hit, append([]string{rank}, keys...)})
		}
		m.searched(kind, add)
		slices.SortFunc(found, func(a, b listed[store.Hit]) int { return slices.Compare(a.keys, b.keys) })
		for _, f := range found {
			byKind[i] = append(byKind[i], f.item)
		}
	}
	return store.Ranked(byKind, limit), nil
}

// searched goes through all that there is of a kind, with the keys that hits are ordered by, and the texts that they are found by.
func (m *Model) searched(kind store.SearchKind, add func(hit store.Hit, keys []string, texts ...string)) {
	named := func(name, id string) []string {
		return []string{upwards(int64(len(fold.Words(name)))), fold.String(name), id}
	}
	switch kind {
	case store.SearchActors:
		for id := range m.graph.actors {
			a := m.actor(id)
			add(store.Hit{Kind: kind, Actor: id}, named(a.Name, string(id)), append([]string{a.Name}, a.Aliases...)...)
		}
	case store.SearchActions:
		for id, a := range m.graph.actions {
			add(store.Hit{Kind: kind, Action: id}, named(a.Name, string(id)), a.Name)
		}
	case store.SearchArticles:
		for id, coded := range m.articles {
			add(store.Hit{Kind: kind, Article: id}, []string{downwards(int64(coded.Article.Reported)), string(id)}, coded.Article.Title, coded.Article.Text)
		}
	case store.SearchSentences:
		for _, mention := range m.sentences() {
			reported := m.articles[mention.Article].Article.Reported
			add(store.Hit{Kind: kind, Mention: &mention},
				[]string{downwards(int64(reported)), string(mention.Article), upwards(int64(mention.Sentence.Start)), string(mention.ID)}, mention.Quote)
		}
	}
}

// sentences are the mentions that stand for their sentences.
func (m *Model) sentences() []diplo.Mention {
	type sentence struct {
		article diplo.ArticleID
		span    diplo.Span
		quote   string
	}
	firsts := map[sentence]diplo.Mention{}
	for _, coded := range m.articles {
		for _, mention := range coded.Mentions {
			key := sentence{mention.Article, mention.Sentence, mention.Quote}
			if known, there := firsts[key]; !there || mention.ID < known.ID {
				firsts[key] = mention
			}
		}
	}
	all := make([]diplo.Mention, 0, len(firsts))
	for _, mention := range firsts {
		all = append(all, mention)
	}
	return all
}

// nameFound tells whether the filter's name is found in the name or an alias.
func nameFound(name string, a diplo.Actor) bool {
	wanted := store.NameKey(name)
	return wanted != "" && slices.ContainsFunc(append([]string{a.Name}, a.Aliases...), func(own string) bool {
		return strings.Contains(store.NameKey(own), wanted)
	})
}

func samePlace(place string, p diplo.Place) bool {
	wanted := fold.String(place)
	return wanted != "" && (wanted == fold.String(p.Name) || wanted == fold.String(p.Country))
}

func copyCoded(coded diplo.CodedArticle) diplo.CodedArticle {
	coded.Article.Warnings = cloneFilled(coded.Article.Warnings)
	coded.Actors = cloneFilled(coded.Actors)
	for i := range coded.Actors {
		coded.Actors[i].Aliases = cloneFilled(coded.Actors[i].Aliases)
	}
	coded.Offices = cloneFilled(coded.Offices)
	coded.Actions = cloneFilled(coded.Actions)
	coded.Mentions = cloneFilled(coded.Mentions)
	return coded
}

// cloneFilled copies a list; an empty one becomes nil, for nil and empty are alike.
func cloneFilled[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return slices.Clone(list)
}
