package watch

import (
	"context"
	"iter"
	"sync"

	"entente/internal/diplo"
	"entente/loader"
	"entente/loader/source"
)

// loaded tells of an item that is stored now, or of one in which no article was read.
type loaded struct {
	name    string          // as the item is called
	broke   bool            // it was not given whole
	article diplo.ArticleID // "" when none was read
	origin  string          // "" when it has none
}

// load loads the items when no other load holds the mutex, and tells of each that was stored or skipped, also when an error ends it early.
func (w *Watcher) load(ctx context.Context, alone *sync.Mutex, items iter.Seq[source.Item], round *Round, tell func(loaded)) error {
	alone.Lock()
	defer alone.Unlock()
	l := &loader.Loader{Extractor: w.Extractor, Store: w.Store, Program: w.Program, Outlets: w.Outlets, Clock: w.Now, Each: func(r loader.Reading) {
		if r.Skip != nil {
			round.reason("%s: %s", r.Skip.Name, r.Skip.Reason)
			tell(loaded{name: r.Skip.Name, broke: r.Skip.Cause == source.Unreadable})
			return
		}
		tell(loaded{name: r.Document.Source, article: r.Result.Coded.Article.ID, origin: r.Result.Coded.Origin})
	}}
	report, err := l.Load(ctx, items)
	round.New += report.New
	round.Changed += report.Replaced
	round.Unchanged += report.Unchanged
	round.Gone += report.Gone
	round.Events += report.Events
	round.Skipped += report.Skipped
	return err
}

// withdraw takes out of the store what was at the origins.
func (w *Watcher) withdraw(ctx context.Context, origins []string) (articles int, err error) {
	if len(origins) == 0 {
		return 0, nil
	}
	return w.Store.Withdraw(ctx, origins)
}
