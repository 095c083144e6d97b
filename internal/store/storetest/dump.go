package storetest

import (
	"context"
	"errors"
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
	return must[Dump](t)(ReadAll(context.Background(), s))
}

// ReadAll is Read outside of a test.
func ReadAll(ctx context.Context, s store.Reader) (d Dump, err error) {
	var errs [9]error
	d.Totals, errs[0] = s.Totals(ctx)
	d.Actors, errs[1] = all(func(p store.PageRequest) (store.Page[*diplo.Actor], error) {
		return s.Actors(ctx, store.ActorFilter{}, p)
	})
	d.Actions, errs[2] = all(func(p store.PageRequest) (store.Page[*diplo.Action], error) {
		return s.Actions(ctx, store.ActionFilter{}, p)
	})
	d.Articles, errs[3] = all(func(p store.PageRequest) (store.Page[*diplo.Article], error) {
		return s.Articles(ctx, store.ArticleFilter{}, p)
	})
	d.Events, errs[4] = all(func(p store.PageRequest) (store.Page[*diplo.Event], error) {
		return s.Events(ctx, store.EventFilter{}, store.OldestFirst, p)
	})
	d.Decisions, errs[5] = all(func(p store.PageRequest) (store.Page[*diplo.Decision], error) {
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
	d.Offices, errs[6] = s.Offices(ctx, actors)
	d.Mentions, errs[7] = s.Mentions(ctx, events)
	d.InText, errs[8] = s.MentionsIn(ctx, articles)
	return d, errors.Join(errs[:]...)
}

// ReadChanges reads all changes. Recorded is left out.
func ReadChanges(t testing.TB, s store.Reader) []*diplo.Change {
	t.Helper()
	changes := must[[]*diplo.Change](t)(all(func(p store.PageRequest) (store.Page[*diplo.Change], error) {
		return s.Changes(context.Background(), p)
	}))
	for _, change := range changes {
		change.Recorded = time.Time{}
		if change.Event != nil {
			change.Event.Recorded = time.Time{}
		}
	}
	return changes
}

// all reads a whole list, page by page.
func all[T any](list func(store.PageRequest) (store.Page[T], error)) (items []T, err error) {
	request := store.PageRequest{Limit: store.MaxLimit}
	for {
		page, err := list(request)
		if err != nil {
			return items, err
		}
		items = append(items, page.Items...)
		if !page.More {
			return items, nil
		}
		request.After = page.Cursors[len(page.Cursors)-1]
	}
}
