package storetest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Versus puts the same random articles into two empty stores, makes the same decisions in both, asks both the same random
// questions, of now and of other times, and wants the same answers. A failure prints the seed and the question. Only
// when a thing was recorded is not compared.
func Versus(t *testing.T, seed int64, rounds int, a, b store.Store) {
	t.Helper()
	ask := &asker{history: churn(t, seed, a, b), dice: rand.New(rand.NewPCG(uint64(seed), 3)), dump: Read(t, a)}
	if diff := cmp.Diff(ask.dump, Read(t, b), exactly); diff != "" {
		t.Fatalf("seed %d: after the same writes the stores hold (- a, + b):\n%s", seed, diff)
	}
	if diff := cmp.Diff(ReadChanges(t, a), ReadChanges(t, b), exactly); diff != "" {
		t.Fatalf("seed %d: after the same writes the stores tell of the changes (- a, + b):\n%s", seed, diff)
	}
	var actors []diplo.ActorID
	for _, actor := range ask.dump.Actors {
		actors = append(actors, actor.ID)
	}
	for _, filter := range []store.EventFilter{store.Standing(), {}} {
		fromA := must[[]store.Neighbours](t)(a.Neighbours(t.Context(), actors, nil, filter, 1000))
		if diff := cmp.Diff(fromA, must[[]store.Neighbours](t)(b.Neighbours(t.Context(), actors, nil, filter, 1000)), exactly); diff != "" {
			t.Fatalf("seed %d: after the same writes, in %s, neighbours are (- a, + b):\n%s", seed, describe(filter), diff)
		}
	}
	for range 4 {
		then, at := ask.time(100)
		readA, readB := at(a, 0), at(b, 1)
		if diff := cmp.Diff(Read(t, readA), Read(t, readB), exactly); diff != "" {
			t.Fatalf("seed %d: %s the stores held (- a, + b):\n%s", seed, then, diff)
		}
		if diff := cmp.Diff(ReadChanges(t, readA), ReadChanges(t, readB), exactly); diff != "" {
			t.Fatalf("seed %d: %s the stores told of the changes (- a, + b):\n%s", seed, then, diff)
		}
	}
	for round := range rounds {
		question := ask.question()
		then, at := ask.time(30)
		fromA, errA := question.answer(t, at(a, 0))
		fromB, errB := question.answer(t, at(b, 1))
		if diplo.KindOf(errA) != diplo.KindOf(errB) {
			t.Fatalf("seed %d, round %d: %s, %s\n  a gives the error %v\n  b gives the error %v", seed, round, question.text, then, errA, errB)
		}
		if diff := cmp.Diff(fromA, fromB, exactly); diff != "" {
			t.Fatalf("seed %d, round %d: %s, %s (- a, + b)\n%s", seed, round, question.text, then, diff)
		}
	}
}

// time gives, with that chance in percent, a time of all stores that has passed, else now: in words, and what reads the i-th store as
// of it.
func (ask *asker) time(percent int) (text string, at func(s store.Store, i int) store.Reader) {
	if len(ask.marks) == 0 || !ask.chance(percent) {
		return "now", func(s store.Store, _ int) store.Reader { return s }
	}
	n := ask.dice.IntN(len(ask.marks))
	if ask.chance(50) {
		return fmt.Sprintf("as of decision %d", n), func(s store.Store, i int) store.Reader { return s.AsOf(ask.marks[n][i]) }
	}
	return fmt.Sprintf("just before decision %d", n), func(s store.Store, i int) store.Reader { return s.AsOf(ask.marks[n][i].Add(-time.Microsecond)) }
}

// question is something to ask of any store.
type question struct {
	text   string
	answer func(t *testing.T, s store.Reader) (any, error)
}

// asker makes up questions about what was put.
type asker struct {
	*history
	dice *rand.Rand
	dump Dump
}

func among[T any](ask *asker, list []T) T { return list[ask.dice.IntN(len(list))] }

func (ask *asker) chance(percent int) bool { return ask.dice.IntN(100) < percent }

// some are up to n of the list.
func some[T any](ask *asker, list []T, n int) []T {
	var chosen []T
	for range 1 + ask.dice.IntN(n) {
		chosen = append(chosen, among(ask, list))
	}
	return chosen
}

func (ask *asker) question() question {
	switch ask.dice.IntN(17) {
	case 0:
		filter := ask.filter(2)
		return question{fmt.Sprintf("CountEvents(%s)", describe(filter)), func(t *testing.T, s store.Reader) (any, error) {
			return s.CountEvents(t.Context(), filter)
		}}
	case 1, 2:
		filter, by, limit := ask.filter(2), some(ask, store.Dimensions(), 2), among(ask, []int{1, 3, 10, 1000})
		measure := among(ask, append(store.Measures(), ""))
		if ask.chance(10) {
			by = nil
		}
		return question{fmt.Sprintf("Groups(%s, %v, %s, %d)", describe(filter), by, measure, limit), func(t *testing.T, s store.Reader) (any, error) {
			return s.Groups(t.Context(), filter, by, measure, limit)
		}}
	case 3:
		filter, request := ask.actorFilter(), ask.request()
		return question{fmt.Sprintf("Actors(%+v, %+v)", filter, request), func(t *testing.T, s store.Reader) (any, error) {
			n, err := s.CountActors(t.Context(), filter)
			if err != nil {
				return nil, err
			}
			pages, err := pagesOf(request, func(p store.PageRequest) (store.Page[*diplo.Actor], error) { return s.Actors(t.Context(), filter, p) })
			return []any{n, pages}, err
		}}
	case 4:
		filter, request := ask.actionFilter(), ask.request()
		return question{fmt.Sprintf("Actions(%+v, %+v)", filter, request), func(t *testing.T, s store.Reader) (any, error) {
			n, err := s.CountActions(t.Context(), filter)
			if err != nil {
				return nil, err
			}
			pages, err := pagesOf(request, func(p store.PageRequest) (store.Page[*diplo.Action], error) { return s.Actions(t.Context(), filter, p) })
			return []any{n, pages}, err
		}}
	case 5:
		filter, request := ask.articleFilter(), ask.request()
		return question{fmt.Sprintf("Articles(%+v, %+v)", filter, request), func(t *testing.T, s store.Reader) (any, error) {
			n, err := s.CountArticles(t.Context(), filter)
			if err != nil {
				return nil, err
			}
			pages, err := pagesOf(request, func(p store.PageRequest) (store.Page[string], error) {
				page, err := s.Articles(t.Context(), filter, p)
				return idsOf(page, func(a *diplo.Article) string { return string(a.ID) }), err
			})
			return []any{n, pages}, err
		}}
	case 6:
		query, kinds, limit := ask.query(), []store.SearchKind(nil), among(ask, []int{1, 3, 10, 100000})
		if ask.chance(50) {
			kinds = some(ask, store.SearchKinds(), 2)
		}
		return question{fmt.Sprintf("Search(%q, %v, %d)", query, kinds, limit), func(t *testing.T, s store.Reader) (any, error) {
			hits, err := s.Search(t.Context(), query, kinds, limit)
			checkHits(t, query, hits)
			return hits, err
		}}
	case 7:
		return ask.lookup()
	case 8:
		filter, request := ask.decisionFilter(), ask.request()
		return question{fmt.Sprintf("Decisions(%+v, %+v)", filter, request), func(t *testing.T, s store.Reader) (any, error) {
			return pagesOf(request, func(p store.PageRequest) (store.Page[string], error) {
				page, err := s.Decisions(t.Context(), filter, p)
				return idsOf(page, func(d *diplo.Decision) string { return string(d.ID + " undone by " + d.Undone) }), err
			})
		}}
	case 9:
		request := ask.request()
		return question{fmt.Sprintf("Changes(%+v)", request), func(t *testing.T, s store.Reader) (any, error) {
			return pagesOf(request, func(p store.PageRequest) (store.Page[string], error) {
				page, err := s.Changes(t.Context(), p)
				return idsOf(page, func(c *diplo.Change) string { return string(c.Kind) + " " + string(c.ID) }), err
			})
		}}
	case 10, 11:
		filter, of, others, limit := ask.filter(1), ask.actorIDs(), []diplo.ActorID(nil), among(ask, []int{0, 1, 3, 1000})
		if ask.chance(50) {
			filter = store.Standing()
		}
		if ask.chance(40) {
			others = ask.actorIDs()
		}
		return question{fmt.Sprintf("Neighbours(%q, %q, %s, %d)", of, others, describe(filter), limit), func(t *testing.T, s store.Reader) (any, error) {
			ties, err := s.Ties(t.Context(), append(of, others...), filter, limit)
			if err != nil {
				return nil, err
			}
			neighbours, err := s.Neighbours(t.Context(), of, others, filter, limit)
			return []any{neighbours, ties}, err
		}}
	case 12:
		filter, order, request := ask.filter(1), among(ask, []store.EventOrder{"", store.NewestFirst, store.OldestFirst}), ask.request()
		var each []store.EventFilter
		for range 1 + ask.dice.IntN(4) {
			each = append(each, store.EventFilter{And: []store.EventFilter{filter, {Either: ask.match()}}})
		}
		return question{fmt.Sprintf("EventsEach(%s and %d either, %s, %+v)", describe(filter), len(each), order, request), func(t *testing.T, s store.Reader) (any, error) {
			counts, err := s.CountEventsEach(t.Context(), each)
			if err != nil {
				return nil, err
			}
			answers := []any{counts}
			pages, err := s.EventsEach(t.Context(), each, order, request)
			for _, page := range pages {
				answers = append(answers, idsOf(page, func(e *diplo.Event) string { return string(e.ID) }).Items, page.More)
			}
			return answers, err
		}}
	default:
		filter, order, request := ask.filter(2), among(ask, []store.EventOrder{"", store.NewestFirst, store.OldestFirst}), ask.request()
		return question{fmt.Sprintf("Events(%s, %s, %+v)", describe(filter), order, request), func(t *testing.T, s store.Reader) (any, error) {
			return pagesOf(request, func(p store.PageRequest) (store.Page[string], error) {
				page, err := s.Events(t.Context(), filter, order, p)
				return idsOf(page, func(e *diplo.Event) string { return string(e.ID) }), err
			})
		}}
	}
}

// lookup asks for things by id, some of which are not there.
func (ask *asker) lookup() question {
	var events []diplo.EventID
	var actors []diplo.ActorID
	var articles []diplo.ArticleID
	for range ask.dice.IntN(8) {
		events = append(events, ask.eventID())
		actors = append(actors, among(ask, ask.actorIDs()))
		articles = append(articles, ask.articleID())
	}
	return question{fmt.Sprintf("by id: %v, %v, %v", events, actors, articles), func(t *testing.T, s store.Reader) (any, error) {
		ctx := t.Context()
		mentions, err := s.Mentions(ctx, events)
		if err != nil {
			return nil, err
		}
		in, err := s.MentionsIn(ctx, articles)
		if err != nil {
			return nil, err
		}
		offices, err := s.Offices(ctx, actors)
		if err != nil {
			return nil, err
		}
		found, err := s.ActorsByID(ctx, actors)
		if err != nil {
			return nil, err
		}
		told, err := s.EventsByID(ctx, events)
		for _, e := range told {
			if e != nil {
				e.Recorded = time.Time{}
			}
		}
		return []any{mentions, in, offices, found, told}, err
	}}
}

// pagesOf are the items of up to three pages on end, and whether there were more after each.
func pagesOf[T any](request store.PageRequest, list func(store.PageRequest) (store.Page[T], error)) ([]any, error) {
	var pages []any
	for range 3 {
		page, err := list(request)
		if err != nil {
			return nil, err
		}
		pages = append(pages, page.Items, page.More)
		if !page.More {
			break
		}
		if request.Last {
			request.Before = page.Cursors[0]
		} else {
			request.After = page.Cursors[len(page.Cursors)-1]
		}
	}
	return pages, nil
}

func idsOf[T any](page store.Page[T], id func(T) string) store.Page[string] {
	ids := store.Page[string]{Cursors: page.Cursors, More: page.More}
	for _, item := range page.Items {
		ids.Items = append(ids.Items, id(item))
	}
	return ids
}

func (ask *asker) request() store.PageRequest {
	return store.PageRequest{Limit: among(ask, []int{0, 1, 2, 5, 30, 500}), Last: ask.chance(40)}
}

// actorIDs are those of the actors and of one that is not there.
func (ask *asker) actorIDs() []diplo.ActorID {
	ids := []diplo.ActorID{Nobody}
	for _, a := range ask.Actors {
		ids = append(ids, a.ID)
	}
	return ids
}

func (ask *asker) eventID() diplo.EventID {
	if len(ask.dump.Events) == 0 || ask.chance(10) {
		return "event:none"
	}
	if coded := among(ask, ask.known); len(coded.Mentions) > 0 && ask.chance(50) {
		return among(ask, coded.Mentions).Event // which may have another id now
	}
	return among(ask, ask.dump.Events).ID
}

func (ask *asker) articleID() diplo.ArticleID {
	if ask.chance(10) {
		return "article:none"
	}
	return among(ask, ask.dump.Articles).ID
}

func (ask *asker) query() string {
	words := some(ask, ask.Words, 2)
	if ask.chance(20) {
		words = append(words, among(ask, lastNames))
	}
	last := []rune(words[len(words)-1])
	words[len(words)-1] = string(last[:1+ask.dice.IntN(len(last))])
	query := strings.Join(words, among(ask, []string{" ", ", ", "-", ` "`}))
	if ask.chance(30) {
		query = strings.ToUpper(query)
	}
	return query
}

func (ask *asker) name() string {
	name := among(ask, firstNames) + " " + among(ask, lastNames)
	if ask.chance(50) {
		name = among(ask, lastNames)
	}
	runes := []rune(name)
	return string(runes[:1+ask.dice.IntN(len(runes))])
}

func (ask *asker) codes() []string { return []string{"FRA", "ARM", "AZE", "TUR", "RUS", "XXX", ""} }

func (ask *asker) match() *store.ActorMatch {
	match := &store.ActorMatch{Scope: among(ask, []store.Scope{"", store.Self, store.Officials, store.Officials, store.Affiliated})}
	if ask.chance(95) {
		match.IDs = some(ask, ask.actorIDs(), among(ask, []int{1, 1, 4}))
	}
	if match.Scope == store.Affiliated || ask.chance(10) {
		match.Codes = some(ask, ask.codes(), 2)
	}
	return match
}

func (ask *asker) days() *store.DayRange {
	from := ask.First + diplo.Day(ask.dice.IntN(ask.Days))
	r := &store.DayRange{From: from, To: from + diplo.Day(ask.dice.IntN(20)-2)}
	if ask.chance(25) {
		r.From = diplo.NoDay
	}
	if ask.chance(25) {
		r.To = diplo.NoDay
	}
	return r
}

func (ask *asker) actorFilter() (f store.ActorFilter) {
	if ask.chance(50) {
		f.Name = ask.name()
	}
	if ask.chance(30) {
		f.Kinds = some(ask, diplo.ActorKinds(), 2)
	}
	if ask.chance(30) {
		f.Codes = some(ask, ask.codes(), 2)
	}
	return f
}

func (ask *asker) actionFilter() (f store.ActionFilter) {
	if ask.chance(50) {
		f.Name = ask.query()
	}
	if ask.chance(50) {
		f.DoneBy = ask.match()
	}
	return f
}

func (ask *asker) articleFilter() (f store.ArticleFilter) {
	if ask.chance(40) {
		f.Text = ask.query()
	}
	if ask.chance(40) {
		f.Outlets = some(ask, outlets, 2)
	}
	if ask.chance(40) {
		f.Reported = ask.days()
	}
	return f
}

func (ask *asker) decisionFilter() (f store.DecisionFilter) {
	switch ask.dice.IntN(4) {
	case 0:
		f.Event = ask.eventID()
	case 1:
		f.Article = ask.articleID()
	case 2:
		f.Actor = among(ask, ask.actorIDs())
	}
	if ask.chance(30) {
		f.Kinds = some(ask, diplo.DecisionKinds(), 3)
	}
	if ask.chance(20) {
		f.Authors = []string{"Ana"}
	}
	return f
}

// filter makes an event filter of a few conditions, with filters up to that depth inside.
func (ask *asker) filter(depth int) (f store.EventFilter) {
	for range ask.dice.IntN(4) {
		switch ask.dice.IntN(22) {
		case 0, 1:
			f.Source = ask.match()
		case 2, 3:
			f.Target = ask.match()
		case 4:
			f.Either = ask.match()
		case 5, 6:
			f.Between = &[2]store.ActorMatch{*ask.match(), *ask.match()}
		case 7:
			f.Relations = some(ask, relations, 3)
		case 8:
			f.EventTypes = some(ask, diplo.EventTypes(), 4)
		case 9:
			f.QuadClasses = some(ask, diplo.QuadClasses(), 2)
		case 10, 11:
			f.Date = ask.days()
		case 12:
			f.Reported = ask.days()
		case 13:
			if ask.chance(40) {
				f.Statuses = some(ask, []diplo.Status{diplo.Current, diplo.Corrected, diplo.Retracted}, 2)
				break
			}
			f.Modalities = some(ask, diplo.Modalities(), 3)
		case 14:
			f.Background = pointer(ask.chance(50))
		case 15:
			f.Actions = some(ask, []diplo.ActionID{"action:a0", "action:a1", "action:a2", "action:none"}, 2)
		case 16:
			f.Articles = []diplo.ArticleID{ask.articleID(), ask.articleID()}
			if ask.chance(50) {
				f.Articles, f.Outlets = nil, some(ask, outlets, 2)
			}
		case 17:
			f.Place = among(ask, []string{"geneva", "GENÈVE", "che", "Aze", "Lach", "nowhere"})
		case 18:
			f.Text = ask.query()
		case 19:
			f.MinOutlets = 1 + ask.dice.IntN(2)
			f.MinConfidence = pointer(float64(ask.dice.IntN(20)) / 20)
			if ask.chance(30) {
				f.MaxConfidence, f.MinConfidence = f.MinConfidence, nil
			}
		case 20:
			f.Starts = ask.days()
		case 21:
			f.Occurrences = some(ask, []diplo.OccurrenceID{"occurrence:o0", "occurrence:o1", "occurrence:o2", "", "occurrence:none"}, 2)
		}
	}
	if depth > 0 && ask.chance(40) {
		switch ask.dice.IntN(3) {
		case 0:
			f.And = []store.EventFilter{ask.filter(depth - 1), ask.filter(depth - 1)}
		case 1:
			f.Or = []store.EventFilter{ask.filter(depth - 1), ask.filter(depth - 1)}
		case 2:
			inner := ask.filter(depth - 1)
			f.Not = &inner
		}
	}
	return f
}

// describe writes a filter with only what is set in it.
func describe(f store.EventFilter) string {
	var parts []string
	add := func(set bool, name string, value any) {
		if set {
			parts = append(parts, fmt.Sprintf("%s: %+v", name, value))
		}
	}
	list := func(name string, filters []store.EventFilter) {
		var texts []string
		for _, inner := range filters {
			texts = append(texts, describe(inner))
		}
		add(len(texts) > 0, name, texts)
	}
	list("and", f.And)
	list("or", f.Or)
	if f.Not != nil {
		add(true, "not", describe(*f.Not))
	}
	add(f.Source != nil, "source", f.Source)
	add(f.Target != nil, "target", f.Target)
	add(f.Either != nil, "either", f.Either)
	add(f.Between != nil, "between", f.Between)
	add(f.Relations != nil, "relations", f.Relations)
	add(f.EventTypes != nil, "types", f.EventTypes)
	add(f.QuadClasses != nil, "quads", f.QuadClasses)
	add(f.Date != nil, "date", f.Date)
	add(f.Starts != nil, "starts", f.Starts)
	add(f.Reported != nil, "reported", f.Reported)
	add(f.Modalities != nil, "modalities", f.Modalities)
	add(f.Statuses != nil, "statuses", f.Statuses)
	if f.Background != nil {
		add(true, "background", *f.Background)
	}
	add(f.Actions != nil, "actions", f.Actions)
	add(f.Occurrences != nil, "occurrences", f.Occurrences)
	add(f.Articles != nil, "articles", f.Articles)
	add(f.Outlets != nil, "outlets", f.Outlets)
	add(f.Place != "", "place", f.Place)
	add(f.Text != "", "text", f.Text)
	add(f.MinOutlets > 0, "outlets at least", f.MinOutlets)
	if f.MinConfidence != nil {
		add(true, "confidence at least", *f.MinConfidence)
	}
	if f.MaxConfidence != nil {
		add(true, "confidence at most", *f.MaxConfidence)
	}
	return "{" + strings.Join(parts, ", ") + "}"
}
