package storetest

import (
	"context"
	"testing"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Dump is all that a store gives back, so that two can be compared. Recorded is left out.
type Dump struct {
	Totals    store.Totals
	Actors    []*diplo.Actor
	Actions   []*diplo.Action
	Articles  []*diplo.Article
	Events    []*diplo.Event
	Mentions  [][]*diplo.Mention // of each event
	InText    [][]*diplo.Mention // of each article
	Offices   [][]diplo.Office   // of each actor
	Decisions []*diplo.Decision
}

// Read reads all of a store, or of what it was at another time.
func Read(t testing.TB, s store.Reader) Dump {
	t.Helper()
	ctx := context.Background()
	var d Dump
	d.Totals = must[store.Totals](t)(s.Totals(ctx))
	d.Actors = all(t, func(p store.PageRequest) (store.Page[*diplo.Actor], error) {
		return s.Actors(ctx, store.ActorFilter{}, p)
	})
	d.Actions = all(t, func(p store.PageRequest) (store.Page[*diplo.Action], error) {
		return s.Actions(ctx, store.ActionFilter{}, p)
	})
	d.Articles = all(t, func(p store.PageRequest) (store.Page[*diplo.Article], error) {
		return s.Articles(ctx, store.ArticleFilter{}, p)
	})
	d.Events = all(t, func(p store.PageRequest) (store.Page[*diplo.Event], error) {
		return s.Events(ctx, store.EventFilter{}, store.OldestFirst, p)
	})
	d.Decisions = all(t, func(p store.PageRequest) (store.Page[*diplo.Decision], error) {
		return s.Decisions(ctx, store.DecisionFilter{}, p)
	})
	for _, decision := range d.Decisions {
		decision.Recorded = time.Time{}
	}
	var actors []diplo.ActorID
	var articles []diplo.ArticleID
	var events []diplo.EventID
	for _, a := range d.Actors {
		actors = append(actors, a.ID)
	}
	for _, a := range d.Articles {
		articles = append(articles, a.ID)
		a.Recorded = time.Time{}
	}
	for _, e := range d.Events {
		events = append(events, e.ID)
		e.Recorded = time.Time{}
	}
	d.Offices = must[[][]diplo.Office](t)(s.Offices(ctx, actors))
	d.Mentions = must[[][]*diplo.Mention](t)(s.Mentions(ctx, events))
	d.InText = must[[][]*diplo.Mention](t)(s.MentionsIn(ctx, articles))
	return d
}

// ReadChanges reads all changes. Recorded is left out.
func ReadChanges(t testing.TB, s store.Reader) []*diplo.Change {
	t.Helper()
	changes := all(t, func(p store.PageRequest) (store.Page[*diplo.Change], error) {
		return s.Changes(context.Background(), p)
	})
	for _, change := range changes {
		change.Recorded = time.Time{}
		if change.Event != nil {
			change.Event.Recorded = time.Time{}
		}
	}
	return changes
}

// all reads a whole list, page by page.
func all[T any](t testing.TB, list func(store.PageRequest) (store.Page[T], error)) []T {
	t.Helper()
	var items []T
	request := store.PageRequest{Limit: store.MaxLimit}
	for {
		page := must[store.Page[T]](t)(list(request))
		items = append(items, page.Items...)
		if !page.More {
			return items
		}
		request.After = page.Cursors[len(page.Cursors)-1]
	}
}
