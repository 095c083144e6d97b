package storetest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"entente/internal/diplo"
	"entente/internal/fold"
	"entente/internal/store"
)

// Model is the contract in plain loops: a store in memory that keeps the coded articles and the decisions, works everything
// else out of them again after each write, and keeps each state for AsOf. It is slow, and meant to be seen to be right.
type Model struct {
	reading
	mu      sync.Mutex
	closed  bool
	name    string // tells its positions among changes from those of others
	states  []*graph
	changes []diplo.Change // without their events
}

// reading answers questions about one state of a model: the last one up to an instant, or that of now.
type reading struct {
	model *Model
	at    time.Time // zero for now
}

// graph is all that there is at one time: what was put and decided, and all that follows.
type graph struct {
	recorded  time.Time
	articles  map[diplo.ArticleID]diplo.CodedArticle
	origins   map[string]diplo.ArticleID
	decisions []diplo.Decision     // oldest first
	first     map[string]time.Time // when each article and event was first stored, by id

	identity *diplo.Identity
	actors   map[diplo.ActorID]diplo.Actor
	actions  map[diplo.ActionID]diplo.Action
	offices  map[diplo.Office]bool
	mentions map[diplo.EventID][]diplo.Mention
	inText   map[diplo.ArticleID][]diplo.Mention
	events   map[diplo.EventID]diplo.Event
	former   map[diplo.EventID]diplo.EventID // ids that events had, and those that they have now

	// who knows who is who: the graph itself, or for AsOf that of now.
	who         *graph
	lastActors  map[diplo.ActorID]diplo.Actor // as they were when they were last there
	lastActions map[diplo.ActionID]diplo.Action
}

var models atomic.Int64

// NewModel makes an empty model. Its clock starts at a fixed instant and runs on by a second for each write.
func NewModel() *Model {
	m := &Model{name: fmt.Sprint("changes ", models.Add(1))}
	m.reading = reading{model: m}
	empty := &graph{
		recorded: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), articles: map[diplo.ArticleID]diplo.CodedArticle{}, origins: map[string]diplo.ArticleID{}, first: map[string]time.Time{},
		lastActors: map[diplo.ActorID]diplo.Actor{}, lastActions: map[diplo.ActionID]diplo.Action{},
	}
	empty.derive()
	m.states = []*graph{empty}
	return m
}

// Close makes every further call fail.
func (m *Model) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	return nil
}

// AsOf reads the state of that instant.
func (r reading) AsOf(at time.Time) store.Reader {
	at = at.Truncate(time.Microsecond)
	if !r.at.IsZero() && r.at.Before(at) {
		at = r.at
	}
	return reading{r.model, at}
}

// enter gives the graph to answer from.
func (r reading) enter(ctx context.Context) (*graph, error) {
	m := r.model
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.closed {
		return nil, diplo.Errorf(diplo.Unavailable, "the model is closed")
	}
	now := m.states[len(m.states)-1]
	if r.at.IsZero() {
		return now, ctx.Err()
	}
	then := *m.states[0]
	for _, state := range m.states {
		if !state.recorded.After(r.at) {
			then = *state
		}
	}
	then.who = now
	return &then, ctx.Err()
}

// write has change make the next state of a copy of the last one, and keeps it and what happened to events.
func (m *Model) write(ctx context.Context, change func(next *graph) error) (before, after *graph, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.closed {
		return nil, nil, diplo.Errorf(diplo.Unavailable, "the model is closed")
	}
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	before = m.states[len(m.states)-1]
	after = &graph{
		recorded: before.recorded.Add(time.Second), articles: maps.Clone(before.articles), origins: maps.Clone(before.origins), decisions: slices.Clone(before.decisions),
		first: maps.Clone(before.first), lastActors: maps.Clone(before.lastActors), lastActions: maps.Clone(before.lastActions),
	}
	if err := change(after); err != nil {
		return nil, nil, err
	}
	after.derive()
	m.states = append(m.states, after)
	var changes []diplo.Change
	for id, e := range after.events {
		old, there := before.events[id]
		switch {
		case !there:
			after.first[string(id)] = after.recorded
			changes = append(changes, diplo.Change{Kind: diplo.Added, ID: id, Recorded: after.recorded})
		case !reflect.DeepEqual(old, e):
			changes = append(changes, diplo.Change{Kind: diplo.Changed, ID: id, Recorded: after.recorded})
		}
	}
	for id := range before.events {
		if _, there := after.events[id]; !there {
			changes = append(changes, diplo.Change{Kind: diplo.Removed, ID: id, Recorded: after.recorded})
		}
	}
	slices.SortFunc(changes, func(a, b diplo.Change) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID)) // ADDED, CHANGED, REMOVED
	})
	m.changes = append(m.changes, changes...)
	return before, after, nil
}

// Put keeps the articles.
func (m *Model) Put(ctx context.Context, batch []diplo.CodedArticle) (store.PutResult, error) {
	var result store.PutResult
	before, after, err := m.write(ctx, func(next *graph) error {
		if err := store.ValidateBatch(batch); err != nil {
			return err
		}
		for _, coded := range batch {
			coded = copyCoded(coded)
			coded.Article.Recorded, coded.Article.Status = time.Time{}, ""
			id, origin := coded.Article.ID, coded.Origin
			coded.Origin = ""
			old, there := next.articles[id]
			known := old
			known.Article.Source, known.Article.Fingerprint = coded.Article.Source, coded.Article.Fingerprint
			switch {
			case !there:
				result.New++
				next.first[string(id)] = next.recorded
			case reflect.DeepEqual(known, coded):
				result.Unchanged++
				coded.Article.Source = old.Article.Source
			default:
				result.Replaced++
			}
			next.articles[id] = coded
			if origin != "" {
				next.origins[origin] = id
			}
		}
		result.Gone = next.depart(m.states[len(m.states)-1].origins, batch)
		return nil
	})
	if err != nil {
		return store.PutResult{}, err
	}
	for id := range after.events {
		if _, there := before.events[id]; !there {
			result.NewEvents++
		}
	}
	return result, nil
}

// Withdraw takes out what was at the origins.
func (m *Model) Withdraw(ctx context.Context, origins []string) (articles int, err error) {
	_, _, err = m.write(ctx, func(next *graph) error {
		for _, origin := range origins {
			delete(next.origins, origin)
		}
		articles = next.depart(m.states[len(m.states)-1].origins, nil)
		return nil
	})
	return articles, err
}

// depart removes the articles that were at an origin before, are at none now, and are not of the batch.
func (g *graph) depart(before map[string]diplo.ArticleID, batch []diplo.CodedArticle) (gone int) {
	staying := slices.Collect(maps.Values(g.origins))
	for _, coded := range batch {
		staying = append(staying, coded.Article.ID)
	}
	for _, id := range before {
		if _, there := g.articles[id]; there && !slices.Contains(staying, id) {
			delete(g.articles, id)
			delete(g.first, string(id))
			gone++
		}
	}
	return gone
}

// Has tells which documents are there.
func (m *Model) Has(ctx context.Context, documents []store.Document) ([]bool, error) {
	g, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	has := make([]bool, len(documents))
	for i, d := range documents {
		coded, there := g.articles[d.Article]
		has[i] = there && d.Fingerprint != "" && coded.Article.Fingerprint == d.Fingerprint && (d.Origin == "" || g.origins[d.Origin] == d.Article)
	}
	return has, nil
}

// Decide keeps the decision.
func (m *Model) Decide(ctx context.Context, d diplo.Decision) (diplo.Decision, error) {
	_, after, err := m.write(ctx, func(next *graph) error {
		if err := store.ValidateDecision(&d); err != nil {
			return err
		}
		d = copyDecision(d)
		if at := next.decision(d.ID); d.ID != "" && at >= 0 {
			if !next.decisions[at].Says(&d) {
				return diplo.Errorf(diplo.Conflict, "another decision has the id %q", d.ID)
			}
			return errKept
		}
		d.Recorded, d.Undone = next.recorded, ""
		if d.ID == "" {
			d.Identify()
		}
		if err := m.states[len(m.states)-1].check(&d); err != nil {
			return err
		}
		if at := next.decision(d.Undoes); d.Kind == diplo.UndoDecision {
			next.decisions[at].Undone = d.ID
		}
		next.decisions = append(next.decisions, d)
		return nil
	})
	if errors.Is(err, errKept) {
		m.mu.Lock()
		defer m.mu.Unlock()
		after, err = m.states[len(m.states)-1], nil
	}
	if err != nil {
		return diplo.Decision{}, err
	}
	return copyDecision(after.decisions[after.decision(d.ID)]), nil
}

// errKept tells that a decision is there already.
var errKept = errors.New("the decision is there already")

// decision is the place of the decision with that id, −1 when there is none.
func (g *graph) decision(id diplo.DecisionID) int {
	return slices.IndexFunc(g.decisions, func(d diplo.Decision) bool { return d.ID == id })
}

// check tells why a decision can't be made in this state.
func (g *graph) check(d *diplo.Decision) error {
	missing := func(what any) error { return diplo.Errorf(diplo.NotFound, "there is no %q", what) }
	if _, there := g.events[g.eventID(d.Event)]; d.Event != "" && !there {
		return missing(d.Event)
	}
	if _, there := g.articles[d.Article]; d.Article != "" && !there {
		return missing(d.Article)
	}
	for _, id := range []diplo.ActorID{d.Actor, d.Other} {
		if _, there := g.actors[g.identity.Actor(id)]; id != "" && !there {
			return missing(id)
		}
	}
	switch d.Kind {
	case diplo.MergeActor, diplo.Distinguish:
		return g.identity.Check(d)
	case diplo.UndoDecision:
		at := g.decision(d.Undoes)
		if at < 0 {
			return missing(d.Undoes)
		}
		return g.decisions[at].CheckUndo()
	}
	return nil
}

// derive works out all that follows from the articles and decisions.
func (g *graph) derive() {
	standing := diplo.Standing(g.decisions)
	g.who = g
	g.identity = diplo.IdentityOf(standing)
	g.actors, g.actions, g.offices = map[diplo.ActorID]diplo.Actor{}, map[diplo.ActionID]diplo.Action{}, map[diplo.Office]bool{}
	g.mentions, g.inText = map[diplo.EventID][]diplo.Mention{}, map[diplo.ArticleID][]diplo.Mention{}
	g.events, g.former = map[diplo.EventID]diplo.Event{}, map[diplo.EventID]diplo.EventID{}
	records, aliases := map[diplo.ActorID][]diplo.Actor{}, map[diplo.ActorID][]string{}
	list := func(actors []diplo.Actor, actions []diplo.Action) {
		for _, a := range actors {
			id := g.identity.Actor(a.ID)
			records[id] = append(records[id], a)
		}
		for _, a := range actions {
			a.DoneBy = g.identity.Actor(a.DoneBy)
			if known, there := g.actions[a.ID]; there {
				a = diplo.MergeActions(known, a)
			}
			g.actions[a.ID] = a
		}
	}
	evidence := map[diplo.EventID][]diplo.Evidence{}
	for _, coded := range g.articles {
		if g.retracted(coded.Article.ID) {
			continue
		}
		list(coded.Actors, coded.Actions)
		for _, o := range coded.Offices {
			o.Holder, o.Of = g.identity.Actor(o.Holder), g.identity.Actor(o.Of)
			g.offices[o] = true
		}
		for _, raw := range coded.Mentions {
			mention := g.identity.Mention(raw)
			for _, id := range g.identity.Events(&raw) {
				g.former[id] = mention.Event
			}
			g.mentions[mention.Event] = append(g.mentions[mention.Event], mention)
			g.inText[mention.Article] = append(g.inText[mention.Article], mention)
			evidence[mention.Event] = append(evidence[mention.Event], coded.Article.Evidence(&mention))
		}
	}
	for id, all := range evidence {
		g.events[id] = diplo.Fold(all)
	}
	about := map[diplo.EventID][]diplo.Decision{}
	for _, d := range standing {
		switch d.Kind {
		case diplo.CorrectEvent:
			list(d.Correction.Actors, d.Correction.Actions)
		case diplo.AddAlias:
			id := g.identity.Actor(d.Actor)
			aliases[id] = append(aliases[id], d.Alias)
		}
		if d.Event != "" {
			id := g.eventID(d.Event)
			about[id] = append(about[id], d)
		}
	}
	for id, e := range g.events {
		g.events[id] = e.Under(about[id], g.identity)
	}
	for id, all := range records {
		g.actors[id] = diplo.ActorOf(id, all, aliases[id])
		g.lastActors[id] = g.actors[id]
	}
	for id, a := range g.actions {
		g.lastActions[id] = a
	}
}

// retracted tells whether a standing decision retracts the article.
func (g *graph) retracted(id diplo.ArticleID) bool {
	return slices.ContainsFunc(g.decisions, func(d diplo.Decision) bool {
		return d.Kind == diplo.RetractArticle && d.Article == id && d.Undone == ""
	})
}

// eventID is the id of the event that the id stands for; itself when it stands for none.
func (g *graph) eventID(id diplo.EventID) diplo.EventID {
	if _, there := g.events[id]; there {
		return id
	}
	return cmp.Or(g.former[id], id)
}

// event is the event of that id as it is read, with when it was stored; nil when the id stands for none.
func (g *graph) event(id diplo.EventID) *diplo.Event {
	id = g.eventID(id)
	e, there := g.events[id]
	if !there {
		return nil
	}
	e.Recorded = g.first[string(id)]
	return &e
}

func (g *graph) article(id diplo.ArticleID) *diplo.Article {
	coded, there := g.articles[id]
	if !there {
		return nil
	}
	a := coded.Article
	a.Warnings = slices.Clone(a.Warnings)
	a.Recorded = g.first[string(id)]
	a.Status = diplo.Current
	if g.retracted(id) {
		a.Status = diplo.Retracted
	}
	return &a
}

// actor is the actor that the id stands for; nil when there is none. For AsOf one that has gone is given as it last was.
func (g *graph) actor(id diplo.ActorID) *diplo.Actor {
	id = g.who.identity.Actor(id)
	a, there := g.who.actors[id]
	if !there && g.who != g {
		a, there = g.who.lastActors[id]
	}
	if !there {
		return nil
	}
	a.Aliases = slices.Clone(a.Aliases)
	return &a
}

func (g *graph) action(id diplo.ActionID) *diplo.Action {
	a, there := g.who.actions[id]
	if !there && g.who != g {
		a, there = g.who.lastActions[id]
	}
	if !there {
		return nil
	}
	return &a
}

// code is the code of who the actor is, "" for nobody.
func (g *graph) code(id diplo.ActorID) string {
	if a := g.actor(id); a != nil {
		return a.Code
	}
	return ""
}

// byID looks each id up.
func byID[ID, T any](ctx context.Context, r reading, ids []ID, get func(*graph, ID) *T) ([]*T, error) {
	g, err := r.enter(ctx)
	if err != nil {
		return nil, err
	}
	found := make([]*T, len(ids))
	for i, id := range ids {
		found[i] = get(g, id)
	}
	return found, nil
}

// ActorsByID looks actors up.
func (r reading) ActorsByID(ctx context.Context, ids []diplo.ActorID) ([]*diplo.Actor, error) {
	return byID(ctx, r, ids, (*graph).actor)
}

// ActionsByID looks actions up.
func (r reading) ActionsByID(ctx context.Context, ids []diplo.ActionID) ([]*diplo.Action, error) {
	return byID(ctx, r, ids, (*graph).action)
}

// ArticlesByID looks articles up.
func (r reading) ArticlesByID(ctx context.Context, ids []diplo.ArticleID) ([]*diplo.Article, error) {
	return byID(ctx, r, ids, (*graph).article)
}

// EventsByID looks events up.
func (r reading) EventsByID(ctx context.Context, ids []diplo.EventID) ([]*diplo.Event, error) {
	return byID(ctx, r, ids, (*graph).event)
}

// Mentions gives the mentions of events.
func (r reading) Mentions(ctx context.Context, events []diplo.EventID) ([][]*diplo.Mention, error) {
	g, err := r.enter(ctx)
	if err != nil {
		return nil, err
	}
	lists := make([][]*diplo.Mention, len(events))
	for i, id := range events {
		for _, mention := range g.mentions[g.eventID(id)] {
			lists[i] = append(lists[i], &mention)
		}
		slices.SortFunc(lists[i], func(a, b *diplo.Mention) int {
			return cmp.Or(
				cmp.Compare(g.articles[a.Article].Article.Reported, g.articles[b.Article].Article.Reported),
				cmp.Compare(a.ID, b.ID))
		})
	}
	return lists, nil
}

// MentionsIn gives the mentions in articles.
func (r reading) MentionsIn(ctx context.Context, articles []diplo.ArticleID) ([][]*diplo.Mention, error) {
	g, err := r.enter(ctx)
	if err != nil {
		return nil, err
	}
	lists := make([][]*diplo.Mention, len(articles))
	for i, id := range articles {
		for _, mention := range g.inText[id] {
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
func (r reading) Offices(ctx context.Context, holders []diplo.ActorID) ([][]diplo.Office, error) {
	g, err := r.enter(ctx)
	if err != nil {
		return nil, err
	}
	lists := make([][]diplo.Office, len(holders))
	for i, holder := range holders {
		for office := range g.who.offices {
			if g.isActor(office.Holder, holder) {
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
func (r reading) Totals(ctx context.Context) (store.Totals, error) {
	g, err := r.enter(ctx)
	if err != nil {
		return store.Totals{}, err
	}
	totals := store.Totals{
		Actors: len(g.who.actors), Actions: len(g.who.actions), Articles: len(g.articles), Events: len(g.events),
		FirstDay: diplo.NoDay, LastDay: diplo.NoDay,
	}
	for id, e := range g.events {
		totals.Mentions += len(g.mentions[g.eventID(id)])
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
func (r reading) Search(ctx context.Context, query string, kinds []store.SearchKind, limit int) ([]store.Hit, error) {
	g, err := r.enter(ctx)
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
		g.searched(kind, add)
		if kind == store.SearchActors && len(found) == 0 {
			g.searched(kind, func(hit store.Hit, keys []string, texts ...string) {
				alike, letters, is := words.AlikeIn(texts...)
				if is && store.NamedAlike(g.actor(hit.Actor).Kind) {
					hit.Text, hit.Marks = alike.Excerpt(texts...)
					found = append(found, listed[store.Hit]{hit, append([]string{upwards(int64(letters))}, keys...)})
				}
			})
		}
		slices.SortFunc(found, func(a, b listed[store.Hit]) int { return slices.Compare(a.keys, b.keys) })
		for _, f := range found {
			byKind[i] = append(byKind[i], f.item)
		}
	}
	return store.Ranked(byKind, limit), nil
}

// searched goes through all that there is of a kind, with the keys that hits are ordered by, and the texts that they are found by.
func (g *graph) searched(kind store.SearchKind, add func(hit store.Hit, keys []string, texts ...string)) {
	named := func(name, id string) []string {
		return []string{upwards(int64(len(fold.Words(name)))), fold.String(name), id}
	}
	switch kind {
	case store.SearchActors:
		for id := range g.who.actors {
			a := g.actor(id)
			add(store.Hit{Kind: kind, Actor: id}, named(a.Name, string(id)), append([]string{a.Name}, a.Aliases...)...)
		}
	case store.SearchActions:
		for id, a := range g.who.actions {
			add(store.Hit{Kind: kind, Action: id}, named(a.Name, string(id)), a.Name)
		}
	case store.SearchArticles:
		for id, coded := range g.articles {
			add(store.Hit{Kind: kind, Article: id}, []string{downwards(int64(coded.Article.Reported)), string(id)}, coded.Article.Title, coded.Article.Text)
		}
	case store.SearchSentences:
		for _, mention := range g.sentences() {
			reported := g.articles[mention.Article].Article.Reported
			add(store.Hit{Kind: kind, Mention: &mention},
				[]string{downwards(int64(reported)), string(mention.Article), upwards(int64(mention.Sentence.Start)), string(mention.ID)}, mention.Quote)
		}
	}
}

// sentences are the mentions that stand for their sentences.
func (g *graph) sentences() []diplo.Mention {
	type sentence struct {
		article diplo.ArticleID
		span    diplo.Span
		quote   string
	}
	firsts := map[sentence]diplo.Mention{}
	for _, mentions := range g.inText {
		for _, mention := range mentions {
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

func copyDecision(d diplo.Decision) diplo.Decision {
	if d.Correction == nil {
		return d
	}
	c := *d.Correction
	c.Source, c.Target, c.Date, c.Place, c.Background = copyOf(c.Source), copyOf(c.Target), copyOf(c.Date), copyOf(c.Place), copyOf(c.Background)
	listed := copyCoded(diplo.CodedArticle{Actors: c.Actors, Actions: c.Actions})
	c.Actors, c.Actions = listed.Actors, listed.Actions
	d.Correction = &c
	return d
}

func copyOf[T any](value *T) *T {
	if value == nil {
		return nil
	}
	copied := *value
	return &copied
}

// cloneFilled copies a list; an empty one becomes nil, for nil and empty are alike.
func cloneFilled[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return slices.Clone(list)
}
