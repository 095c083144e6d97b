package storetest

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"time"

	"entente/internal/diplo"
	"entente/internal/fold"
	"entente/internal/store"
)

// matches tells whether the event is one that the filter wants.
func (g *graph) matches(f *store.EventFilter, e *diplo.Event) bool {
	for i := range f.And {
		if !g.matches(&f.And[i], e) {
			return false
		}
	}
	if len(f.Or) > 0 && !slices.ContainsFunc(f.Or, func(part store.EventFilter) bool { return g.matches(&part, e) }) {
		return false
	}
	if f.Not != nil && g.matches(f.Not, e) {
		return false
	}
	source := func(match *store.ActorMatch) bool { return g.matchesActor(match, e.Source, e.SourceFor) }
	target := func(match *store.ActorMatch) bool { return g.matchesActor(match, e.Target, e.TargetFor) }
	if f.Source != nil && !source(f.Source) || f.Target != nil && !target(f.Target) {
		return false
	}
	if f.Either != nil && !source(f.Either) && !target(f.Either) {
		return false
	}
	if f.Between != nil {
		a, b := &f.Between[0], &f.Between[1]
		if !(source(a) && target(b)) && !(source(b) && target(a)) {
			return false
		}
	}
	if set := f.RelationSet(); set != nil && !slices.Contains(set, e.Relation) {
		return false
	}
	if f.Date != nil && !overlaps(*f.Date, e.Date.Start, e.Date.End) {
		return false
	}
	if f.Starts != nil && !overlaps(*f.Starts, e.Date.Start, e.Date.Start) {
		return false
	}
	if f.Reported != nil && !overlaps(*f.Reported, e.FirstReported, e.FirstReported) {
		return false
	}
	if f.Recorded != nil {
		at := g.first[string(e.ID)]
		if !f.Recorded.From.IsZero() && at.Before(f.Recorded.From) || !f.Recorded.Until.IsZero() && !at.Before(f.Recorded.Until) {
			return false
		}
	}
	if f.Background != nil && e.Background != *f.Background ||
		f.MinConfidence != nil && e.Confidence.Value < *f.MinConfidence ||
		f.MaxConfidence != nil && e.Confidence.Value > *f.MaxConfidence ||
		e.OutletCount < f.MinOutlets {
		return false
	}
	return oneOf(f.Modalities, e.Modality) &&
		oneOf(f.Statuses, e.Status) &&
		(len(f.Actions) == 0 || e.Action != "" && slices.Contains(f.Actions, e.Action)) &&
		(len(f.Occurrences) == 0 || e.Occurrence != "" && slices.Contains(f.Occurrences, e.Occurrence)) &&
		(f.Place == "" || samePlace(f.Place, e.Place)) &&
		g.anyMention(len(f.Articles) > 0, e, func(mention diplo.Mention) bool { return slices.Contains(f.Articles, mention.Article) }) &&
		g.anyMention(len(f.Outlets) > 0, e, func(mention diplo.Mention) bool {
			return slices.Contains(f.Outlets, g.articles[mention.Article].Article.Outlet)
		}) &&
		g.anyMention(f.Text != "", e, func(mention diplo.Mention) bool { return store.WordsOf(f.Text).FoundIn(mention.Quote) })
}

func (g *graph) anyMention(wanted bool, e *diplo.Event, is func(diplo.Mention) bool) bool {
	return !wanted || slices.ContainsFunc(g.mentions[e.ID], is)
}

// matchesActor tells whether the actor, who acts on behalf of another or "", is in reach of the match.
func (g *graph) matchesActor(match *store.ActorMatch, actor, behalf diplo.ActorID) bool {
	is := func(id diplo.ActorID) bool {
		return slices.ContainsFunc(match.IDs, func(wanted diplo.ActorID) bool { return g.isActor(wanted, id) })
	}
	if is(actor) {
		return true
	}
	if match.Scope != store.Officials && match.Scope != store.Affiliated {
		return false
	}
	if is(behalf) {
		return true
	}
	code := g.code(actor)
	return match.Scope == store.Affiliated && code != "" && slices.Contains(match.Codes, code)
}

func overlaps(r store.DayRange, start, end diplo.Day) bool {
	if r.From == diplo.NoDay && r.To == diplo.NoDay {
		return true
	}
	if start == diplo.NoDay || r.From != diplo.NoDay && r.To != diplo.NoDay && r.To < r.From {
		return false
	}
	return (r.To == diplo.NoDay || start <= r.To) && (r.From == diplo.NoDay || end >= r.From)
}

func oneOf[T comparable](list []T, value T) bool {
	return len(list) == 0 || slices.Contains(list, value)
}

// matching are the events that match.
func (g *graph) matching(f store.EventFilter) ([]diplo.Event, error) {
	if err := f.Validate(); err != nil {
		return nil, err
	}
	var all []diplo.Event
	for id := range g.events {
		if e := g.event(id); g.matches(&f, e) {
			all = append(all, *e)
		}
	}
	return all, nil
}

// listed is an entry of a list with the keys it is ordered by.
type listed[T any] struct {
	item T
	keys []string
}

// pageOf orders the entries by their keys and cuts the page out. The keys order as bytes.
func pageOf[T any](list string, n int, entries []listed[T], page store.PageRequest) (store.Page[T], error) {
	slices.SortFunc(entries, func(a, b listed[T]) int { return slices.Compare(a.keys, b.keys) })
	var result store.Page[T]
	if page.After != "" {
		after, err := page.After.Keys(list, n)
		if err != nil {
			return result, err
		}
		entries = slices.DeleteFunc(entries, func(e listed[T]) bool { return slices.Compare(e.keys, after) <= 0 })
	}
	if page.Before != "" {
		before, err := page.Before.Keys(list, n)
		if err != nil {
			return result, err
		}
		entries = slices.DeleteFunc(entries, func(e listed[T]) bool { return slices.Compare(e.keys, before) >= 0 })
	}
	if size := page.Size(); len(entries) > size {
		result.More = true
		if page.Last {
			entries = entries[len(entries)-size:]
		} else {
			entries = entries[:size]
		}
	}
	for _, e := range entries {
		result.Items = append(result.Items, e.item)
		result.Cursors = append(result.Cursors, store.NewCursor(list, e.keys...))
	}
	return result, nil
}

// upwards writes a number so that the bytes of the text order as the numbers; downwards the other way round.
func upwards(n int64) string   { return string(wide(uint64(n) ^ 1<<63)) }
func downwards(n int64) string { return string(wide(^(uint64(n) ^ 1<<63))) }

// reversed turns the order of an id round.
func reversed(id string) string {
	b := make([]byte, 0, 2*len(id)+1)
	for i := 0; i < len(id); i++ {
		b = append(b, wide(uint64(^id[i]))[14:]...)
	}
	return string(append(b, 'z'))
}

func wide(n uint64) []byte {
	digits := strconv.AppendUint(nil, n, 16)
	return append(slices.Repeat([]byte{'0'}, 16-len(digits)), digits...)
}

// Events gives a page of events.
func (r reading) Events(ctx context.Context, filter store.EventFilter, order store.EventOrder, page store.PageRequest) (store.Page[*diplo.Event], error) {
	g, err := r.enter(ctx)
	if err != nil {
		return store.Page[*diplo.Event]{}, err
	}
	if err := order.Validate(); err != nil {
		return store.Page[*diplo.Event]{}, err
	}
	matching, err := g.matching(filter)
	if err != nil {
		return store.Page[*diplo.Event]{}, err
	}
	entries := make([]listed[*diplo.Event], len(matching))
	for i := range matching {
		e := &matching[i]
		entries[i].item = e
		switch order {
		case store.OldestFirst:
			undated := "0"
			if !e.Date.Known() {
				undated = "1"
			}
			entries[i].keys = []string{undated + upwards(int64(e.Date.Start)), string(e.ID)}
		case store.RecentlyStoredFirst:
			entries[i].keys = []string{downwards(e.Recorded.UnixMicro()), reversed(string(e.ID))}
		default:
			entries[i].keys = []string{downwards(int64(e.Date.Start)), reversed(string(e.ID))}
		}
	}
	list := "events " + string(cmp.Or(order, store.NewestFirst))
	return pageOf(list, 2, entries, page)
}

// EventsEach gives a page for each filter.
func (r reading) EventsEach(ctx context.Context, filters []store.EventFilter, order store.EventOrder, page store.PageRequest) ([]store.Page[*diplo.Event], error) {
	pages := make([]store.Page[*diplo.Event], len(filters))
	for i := range filters {
		var err error
		if pages[i], err = r.Events(ctx, filters[i], order, page); err != nil {
			return nil, err
		}
	}
	_, err := r.enter(ctx)
	return pages, err
}

// CountEventsEach counts the events of each filter.
func (r reading) CountEventsEach(ctx context.Context, filters []store.EventFilter) ([]int, error) {
	counts := make([]int, len(filters))
	for i := range filters {
		var err error
		if counts[i], err = r.CountEvents(ctx, filters[i]); err != nil {
			return nil, err
		}
	}
	_, err := r.enter(ctx)
	return counts, err
}

// CountEvents counts events.
func (r reading) CountEvents(ctx context.Context, filter store.EventFilter) (int, error) {
	g, err := r.enter(ctx)
	if err != nil {
		return 0, err
	}
	matching, err := g.matching(filter)
	return len(matching), err
}

func (g *graph) actorsWanted(filter store.ActorFilter) []listed[*diplo.Actor] {
	var entries []listed[*diplo.Actor]
	for id := range g.who.actors {
		a := g.actor(id)
		if oneOf(filter.Kinds, a.Kind) && oneOf(filter.Codes, a.Code) && (filter.Name == "" || nameFound(filter.Name, *a)) {
			entries = append(entries, listed[*diplo.Actor]{a, []string{fold.String(a.Name), string(id)}})
		}
	}
	return entries
}

// Actors gives a page of actors.
func (r reading) Actors(ctx context.Context, filter store.ActorFilter, page store.PageRequest) (store.Page[*diplo.Actor], error) {
	g, err := r.enter(ctx)
	if err != nil {
		return store.Page[*diplo.Actor]{}, err
	}
	return pageOf("actors", 2, g.actorsWanted(filter), page)
}

// CountActors counts actors.
func (r reading) CountActors(ctx context.Context, filter store.ActorFilter) (int, error) {
	g, err := r.enter(ctx)
	if err != nil {
		return 0, err
	}
	return len(g.actorsWanted(filter)), nil
}

func (g *graph) actionsWanted(filter store.ActionFilter) ([]listed[*diplo.Action], error) {
	if err := filter.DoneBy.Validate(); err != nil {
		return nil, err
	}
	var entries []listed[*diplo.Action]
	for id, a := range g.who.actions {
		if (filter.DoneBy == nil || g.matchesActor(filter.DoneBy, a.DoneBy, "")) &&
			(filter.Name == "" || store.WordsOf(filter.Name).FoundIn(a.Name)) {
			entries = append(entries, listed[*diplo.Action]{&a, []string{fold.String(a.Name), string(id)}})
		}
	}
	return entries, nil
}

// Actions gives a page of actions.
func (r reading) Actions(ctx context.Context, filter store.ActionFilter, page store.PageRequest) (store.Page[*diplo.Action], error) {
	g, err := r.enter(ctx)
	if err != nil {
		return store.Page[*diplo.Action]{}, err
	}
	entries, err := g.actionsWanted(filter)
	if err != nil {
		return store.Page[*diplo.Action]{}, err
	}
	return pageOf("actions", 2, entries, page)
}

// CountActions counts actions.
func (r reading) CountActions(ctx context.Context, filter store.ActionFilter) (int, error) {
	g, err := r.enter(ctx)
	if err != nil {
		return 0, err
	}
	entries, err := g.actionsWanted(filter)
	return len(entries), err
}

func (g *graph) articlesWanted(filter store.ArticleFilter) []listed[*diplo.Article] {
	var entries []listed[*diplo.Article]
	for id := range g.articles {
		a := g.article(id)
		if oneOf(filter.Outlets, a.Outlet) &&
			(filter.Reported == nil || overlaps(*filter.Reported, a.Reported, a.Reported)) &&
			(filter.Text == "" || store.WordsOf(filter.Text).FoundIn(a.Title, a.Text)) {
			entries = append(entries, listed[*diplo.Article]{a, []string{downwards(int64(a.Reported)), string(id)}})
		}
	}
	return entries
}

// Articles gives a page of articles.
func (r reading) Articles(ctx context.Context, filter store.ArticleFilter, page store.PageRequest) (store.Page[*diplo.Article], error) {
	g, err := r.enter(ctx)
	if err != nil {
		return store.Page[*diplo.Article]{}, err
	}
	return pageOf("articles", 2, g.articlesWanted(filter), page)
}

// CountArticles counts articles.
func (r reading) CountArticles(ctx context.Context, filter store.ArticleFilter) (int, error) {
	g, err := r.enter(ctx)
	if err != nil {
		return 0, err
	}
	return len(g.articlesWanted(filter)), nil
}

// Groups counts by dimensions.
func (r reading) Groups(ctx context.Context, filter store.EventFilter, by []store.Dimension, measure store.Measure, limit int) ([]store.Group, error) {
	g, err := r.enter(ctx)
	if err != nil {
		return nil, err
	}
	if err := store.ValidateDimensions(by); err != nil {
		return nil, err
	}
	if err := measure.Validate(); err != nil {
		return nil, err
	}
	matching, err := g.matching(filter)
	if err != nil {
		return nil, err
	}
	var groups []store.Group
	var tenths []int64
	var different []map[string]bool // of each group, what the measure counts
	for _, e := range matching {
		keys := make([]string, len(by))
		for i, d := range by {
			keys[i] = g.key(&e, d)
		}
		if slices.Contains(keys, "") {
			continue
		}
		at := slices.IndexFunc(groups, func(g store.Group) bool { return slices.Equal(g.Keys, keys) })
		if at < 0 {
			at = len(groups)
			groups = append(groups, store.Group{Keys: keys, First: diplo.NoDay, Last: diplo.NoDay})
			tenths = append(tenths, 0)
			different = append(different, map[string]bool{})
		}
		for _, one := range g.measured(&e, measure) {
			different[at][one] = true
		}
		g := &groups[at]
		g.Count = len(different[at])
		g.Events++
		tenths[at] += store.IntensityTenths(e.Relation)
		g.MeanIntensity = store.MeanIntensity(tenths[at], g.Events)
		if e.Date.Known() {
			g.Last = max(g.Last, e.Date.Start)
			if g.First == diplo.NoDay || e.Date.Start < g.First {
				g.First = e.Date.Start
			}
		}
	}
	slices.SortFunc(groups, func(a, b store.Group) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), slices.Compare(a.Keys, b.Keys))
	})
	return groups[:max(0, min(limit, len(groups)))], nil
}

// measured are the things that the measure counts of an event.
func (g *graph) measured(e *diplo.Event, measure store.Measure) []string {
	switch {
	case measure == store.CountOutlets:
		var outlets []string
		for _, m := range g.mentions[e.ID] {
			outlets = append(outlets, cmp.Or(g.articles[m.Article].Article.Outlet, string(m.Article)))
		}
		return outlets
	case measure == store.CountOccurrences && e.Occurrence != "":
		return []string{string(e.Occurrence)}
	}
	return []string{string(e.ID)}
}

// key is the event's key in the dimension, "" when it has none.
func (g *graph) key(e *diplo.Event, d store.Dimension) string {
	day := e.Date.Start.String()
	switch d {
	case store.BySource:
		return string(e.Source)
	case store.ByTarget:
		return string(e.Target)
	case store.BySourceCode:
		return g.code(e.Source)
	case store.ByTargetCode:
		return g.code(e.Target)
	case store.ByRelation:
		return string(e.Relation)
	case store.ByEventType:
		return string(e.Relation.Type())
	case store.ByQuadClass:
		return string(e.Relation.Quad())
	case store.ByModality:
		return string(e.Modality)
	case store.ByWeek:
		if !e.Date.Known() {
			return ""
		}
		return (e.Date.Start - diplo.Day(e.Date.Start.Time().Weekday()+6)%7).String()
	case store.ByMonth:
		return day[:min(7, len(day))]
	case store.ByYear:
		return day[:min(4, len(day))]
	}
	return day
}

// Decisions gives a page of decisions.
func (r reading) Decisions(ctx context.Context, filter store.DecisionFilter, page store.PageRequest) (store.Page[*diplo.Decision], error) {
	g, err := r.enter(ctx)
	if err != nil {
		return store.Page[*diplo.Decision]{}, err
	}
	var entries []listed[*diplo.Decision]
	for _, d := range g.decisions {
		if filter.Event != "" && (d.Event == "" || g.eventID(d.Event) != g.eventID(filter.Event)) ||
			filter.Article != "" && d.Article != filter.Article ||
			filter.Actor != "" && !g.isActor(filter.Actor, d.Actor) && !g.isActor(filter.Actor, d.Other) ||
			!oneOf(filter.IDs, d.ID) || !oneOf(filter.Kinds, d.Kind) || !oneOf(filter.Authors, d.Author) {
			continue
		}
		d = copyDecision(d)
		entries = append(entries, listed[*diplo.Decision]{&d, []string{downwards(d.Recorded.UnixMicro())}})
	}
	return pageOf("decisions", 1, entries, page)
}

// isActor tells whether the ids stand for one actor.
func (g *graph) isActor(id, other diplo.ActorID) bool {
	return other != "" && g.who.identity.Actor(id) == g.who.identity.Actor(other)
}

// Neighbours gives who shares events with each.
func (r reading) Neighbours(ctx context.Context, of, among []diplo.ActorID, filter store.EventFilter, limit int) ([]store.Neighbours, error) {
	g, err := r.enter(ctx)
	if err != nil {
		return nil, err
	}
	matching, err := g.matching(filter)
	if err != nil {
		return nil, err
	}
	lists := make([]store.Neighbours, len(of))
	for i, id := range of {
		shared := map[diplo.ActorID]int{}
		for _, e := range matching {
			for _, other := range g.facing(&e, id) {
				if among == nil || slices.ContainsFunc(among, func(wanted diplo.ActorID) bool { return g.isActor(wanted, other) }) {
					shared[other]++
				}
			}
		}
		if limit > 0 {
			lists[i] = store.NeighboursOf(shared, limit)
		}
	}
	return lists, nil
}

// facing are the others who face the actor in the event, each once, as who they are now.
func (g *graph) facing(e *diplo.Event, id diplo.ActorID) (others []diplo.ActorID) {
	sides := [2][]diplo.ActorID{{e.Source, e.SourceFor}, {e.Target, e.TargetFor}}
	for side, own := range sides {
		if !slices.ContainsFunc(own, func(a diplo.ActorID) bool { return g.isActor(id, a) }) {
			continue
		}
		for _, other := range sides[1-side] {
			if now := g.who.identity.Actor(other); other != "" && !g.isActor(id, other) && !slices.Contains(others, now) {
				others = append(others, now)
			}
		}
	}
	return others
}

// Changes gives a page of changes.
func (r reading) Changes(ctx context.Context, page store.PageRequest) (store.Page[*diplo.Change], error) {
	g, err := r.enter(ctx)
	if err != nil {
		return store.Page[*diplo.Change]{}, err
	}
	var entries []listed[*diplo.Change]
	for i, change := range r.model.changesUntil(g.recorded) {
		change.Event = g.event(change.ID)
		entries = append(entries, listed[*diplo.Change]{&change, []string{upwards(int64(i))}})
	}
	return pageOf(r.model.name, 1, entries, page)
}

func (m *Model) changesUntil(at time.Time) []diplo.Change {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := len(m.changes)
	for n > 0 && m.changes[n-1].Recorded.After(at) {
		n--
	}
	return m.changes[:n]
}

// Ties counts what each two share by quad class.
func (r reading) Ties(ctx context.Context, actors []diplo.ActorID, filter store.EventFilter, limit int) ([]store.Tie, error) {
	g, err := r.enter(ctx)
	if err != nil {
		return nil, err
	}
	matching, err := g.matching(filter)
	if err != nil {
		return nil, err
	}
	var sides []store.SharedSides
	for _, e := range matching {
		sides = append(sides, store.SharedSides{Source: e.Source, SourceFor: e.SourceFor, Target: e.Target, TargetFor: e.TargetFor, QuadClass: e.Relation.Quad(), Events: 1})
	}
	return store.TiesIn(sides, actors, g.who.identity, limit), nil
}
