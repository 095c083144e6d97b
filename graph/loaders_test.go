package graph_test

import (
	"context"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/internal/diplo"
	"entente/internal/store"
)

// counted counts the calls of each verb of the store behind it.
type counted struct {
	store.Reader
	mu    sync.Mutex
	calls map[string]int
}

func (c *counted) count(verb string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls[verb]++
}

func (c *counted) ActorsByID(ctx context.Context, ids []diplo.ActorID) ([]*diplo.Actor, error) {
	c.count("ActorsByID")
	return c.Reader.ActorsByID(ctx, ids)
}

func (c *counted) ActionsByID(ctx context.Context, ids []diplo.ActionID) ([]*diplo.Action, error) {
	c.count("ActionsByID")
	return c.Reader.ActionsByID(ctx, ids)
}

func (c *counted) ArticlesByID(ctx context.Context, ids []diplo.ArticleID) ([]*diplo.Article, error) {
	c.count("ArticlesByID")
	return c.Reader.ArticlesByID(ctx, ids)
}

func (c *counted) EventsByID(ctx context.Context, ids []diplo.EventID) ([]*diplo.Event, error) {
	c.count("EventsByID")
	return c.Reader.EventsByID(ctx, ids)
}

func (c *counted) Events(ctx context.Context, filter store.EventFilter, order store.EventOrder, page store.PageRequest) (store.Page[*diplo.Event], error) {
	c.count("Events")
	return c.Reader.Events(ctx, filter, order, page)
}

func (c *counted) EventsEach(ctx context.Context, filters []store.EventFilter, order store.EventOrder, page store.PageRequest) ([]store.Page[*diplo.Event], error) {
	c.count("EventsEach")
	return c.Reader.EventsEach(ctx, filters, order, page)
}

func (c *counted) CountEventsEach(ctx context.Context, filters []store.EventFilter) ([]int, error) {
	c.count("CountEventsEach")
	return c.Reader.CountEventsEach(ctx, filters)
}

func (c *counted) Actors(ctx context.Context, filter store.ActorFilter, page store.PageRequest) (store.Page[*diplo.Actor], error) {
	c.count("Actors")
	return c.Reader.Actors(ctx, filter, page)
}

func (c *counted) CountEvents(ctx context.Context, filter store.EventFilter) (int, error) {
	c.count("CountEvents")
	return c.Reader.CountEvents(ctx, filter)
}

func (c *counted) Mentions(ctx context.Context, events []diplo.EventID) ([][]*diplo.Mention, error) {
	c.count("Mentions")
	return c.Reader.Mentions(ctx, events)
}

func (c *counted) MentionsIn(ctx context.Context, articles []diplo.ArticleID) ([][]*diplo.Mention, error) {
	c.count("MentionsIn")
	return c.Reader.MentionsIn(ctx, articles)
}

func (c *counted) Offices(ctx context.Context, holders []diplo.ActorID) ([][]diplo.Office, error) {
	c.count("Offices")
	return c.Reader.Offices(ctx, holders)
}

func TestANestedQueryAsksTheStoreAsOftenForFiveHundredEventsAsForTwentyFive(t *testing.T) {
	const nested = `{ events(first: 500) { totalCount edges { node {
		source { name ... on Person { offices { title of { name } holder { name } } } }
		target { ... on Actor { name } } targetActor { id } sourceOnBehalfOf { name } targetOnBehalfOf { name } action { name } attributedTo { id }
		explanation { frame } mentionCount
		mentions { sentence attributedTo { name } event { id } article { title mentionCount mentions(first: 1) { event { source { name } } } } }
	} } } }`
	calls := func(n int) map[string]int {
		s := &counted{Reader: storeOf(t, many(n)), calls: map[string]int{}}
		got := ask(t, serve(t, s), nested)
		if len(got.Errors) > 0 {
			t.Fatal(got.Errors)
		}
		if events := got.Data.(map[string]any)["events"].(map[string]any)["edges"].([]any); len(events) != n {
			t.Fatalf("there are %d events and the answer has %d", n, len(events))
		}
		return s.calls
	}
	few, lots := calls(25), calls(500)
	if difference := cmp.Diff(few, lots); difference != "" {
		t.Errorf("the calls grow with the events (-25 +500):\n%s", difference)
	}
	for verb, n := range lots {
		if n > 3 {
			t.Errorf("%s was called %d times", verb, n)
		}
	}
}

func TestPagesBelowAListAreAskedForTogether(t *testing.T) {
	const nested = `{ events(first: 500) { nodes {
		contradicts { about } possiblySame { id }
		source { events(where: {either: "France", scope: SELF}, first: 1) { totalCount nodes { target { ... on Actor { name } } } } }
		mentions { article { events(first: 1) { totalCount } } }
	} } }`
	s := &counted{Reader: storeOf(t, many(200)), calls: map[string]int{}}
	if got := ask(t, serve(t, s), nested); len(got.Errors) > 0 {
		t.Fatal(got.Errors[0])
	}
	for verb, n := range s.calls {
		// Entries ask within a moment of one another, and a busy machine may stretch that; without gathering there are 200 and more.
		if n > 100 {
			t.Errorf("%s was called %d times for 200 events", verb, n)
		}
	}
	if s.calls["Actors"] > 1 {
		t.Errorf("a name in a filter was looked up %d times", s.calls["Actors"])
	}
}

func TestTotalsAreCountedOnlyWhenAskedFor(t *testing.T) {
	s := &counted{Reader: theStory, calls: map[string]int{}}
	h := serve(t, s)
	ask(t, h, `{ events { nodes { id } } }`)
	if s.calls["CountEvents"] != 0 {
		t.Error("the events were counted though nobody asked")
	}
	ask(t, h, `{ events { totalCount } }`)
	if s.calls["CountEvents"] != 1 {
		t.Errorf("the events were counted %d times", s.calls["CountEvents"])
	}
}

func BenchmarkAPageOfFiftyEventsWithActorsAndEvidence(b *testing.B) {
	h := serve(b, storeOf(b, many(50)))
	for b.Loop() {
		if got := ask(b, h, `{ events(first: 50) { nodes { relation source { name } target { ... on Actor { name } } mentions { sentence article { title } } } } }`); len(got.Errors) > 0 {
			b.Fatal(got.Errors)
		}
	}
}
