package live

import (
	"context"
	"iter"
	"log/slog"
	"sync"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
)

const (
	// pollEvery is how long what other processes wrote may stay unseen; what is written by this one is seen at once.
	pollEvery = 500 * time.Millisecond
	// longestPause is that after a store did not answer several times.
	longestPause = 10 * time.Second
	// pageSize is how many changes are read at a time, and held for one who is behind.
	pageSize = 200
	// held is how many of the latest changes are kept for all who follow; who is further behind reads the store.
	held = 1000
)

// Feed tells what happens to the events of a store. It asks the store only while somebody follows.
type Feed struct {
	store store.Reader
	log   *slog.Logger
	wake  chan struct{}

	mutex     sync.Mutex
	followers int
	stop      context.CancelFunc // of the poller; nil while nobody follows
	latest    []*happening       // in order; at most held
	news      chan struct{}      // closed when latest has grown
	who       whoIsWho
}

// NewFeed makes the feed of a store; log is told when the store does not answer.
func NewFeed(s store.Reader, log *slog.Logger) *Feed {
	return &Feed{store: s, log: log, wake: make(chan struct{}, 1), news: make(chan struct{})}
}

// Wake tells that something may have been written.
func (f *Feed) Wake() {
	select {
	case f.wake <- struct{}{}:
	default: // it will look anyway
	}
}

// Start is the position to follow from: the one given, or behind all that has happened when it is "". A position of another store is
// diplo.Invalid.
func (f *Feed) Start(ctx context.Context, since store.Cursor) (store.Cursor, error) {
	if since != "" {
		_, err := f.store.Changes(ctx, store.PageRequest{After: since, Limit: 1})
		return since, err
	}
	last, err := f.store.Changes(ctx, store.PageRequest{Last: true, Limit: 1})
	if err != nil || len(last.Cursors) == 0 {
		return "", err
	}
	return last.Cursors[0], nil
}

// Follow gives what happens behind the position to events that the filter wants, in the order in which it does, until the context
// ends. While the store does not answer it waits.
func (f *Feed) Follow(ctx context.Context, filter store.EventFilter, at store.Cursor) iter.Seq[Change] {
	return func(yield func(Change) bool) {
		f.enter()
		defer f.leave()
		for pause := pollEvery; ; {
			batch, news, err := f.behind(ctx, at)
			for i := 0; i < len(batch) && err == nil; i++ {
				var change Change
				var wanted bool
				if change, wanted, err = batch[i].seenThrough(ctx, f.store, &filter); err != nil {
					break
				}
				at = batch[i].cursor
				if wanted && !yield(change) {
					return
				}
			}
			switch {
			case ctx.Err() != nil:
				return
			case err != nil:
				f.log.WarnContext(ctx, "live: the store does not tell what happened; it is asked again", "in", pause, "error", err)
				wait(ctx, pause)
				pause = min(2*pause, longestPause)
			case len(batch) > 0:
				pause = pollEvery
			default:
				select {
				case <-news:
				case <-ctx.Done():
				}
			}
		}
	}
}

// behind gives what happened behind the position, some of it, or else what is closed when more has.
func (f *Feed) behind(ctx context.Context, at store.Cursor) (batch []*happening, news <-chan struct{}, err error) {
	f.mutex.Lock()
	latest, news := f.latest, f.news
	f.mutex.Unlock()
	for i := len(latest) - 1; i >= 0; i-- {
		if latest[i].cursor == at {
			return latest[i+1:], news, nil
		}
	}
	batch, err = f.read(ctx, at)
	return batch, news, err
}

// read reads a page of what happened behind the position.
func (f *Feed) read(ctx context.Context, at store.Cursor) ([]*happening, error) {
	page, err := f.store.Changes(ctx, store.PageRequest{After: at, Limit: pageSize})
	if err != nil || len(page.Items) == 0 {
		return nil, err
	}
	who, err := f.who.now(ctx, f.store)
	if err != nil {
		return nil, err
	}
	return happenings(ctx, f.store, page, who)
}

// enter starts the poller for the first who follows.
func (f *Feed) enter() {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if f.followers++; f.followers == 1 {
		var ctx context.Context
		ctx, f.stop = context.WithCancel(context.Background())
		go f.poll(ctx)
	}
}

// leave stops the poller after the last one.
func (f *Feed) leave() {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if f.followers--; f.followers == 0 {
		f.stop()
		f.latest = nil
	}
}

// poll looks for what is new until the context ends.
func (f *Feed) poll(ctx context.Context) {
	head, known := store.Cursor(""), false
	for pause := pollEvery; ctx.Err() == nil; {
		var batch []*happening
		var err error
		if !known {
			if head, err = f.Start(ctx, ""); err == nil {
				known = true
				f.tell(ctx, nil) // who looked before is to look again: what came in between is told to nobody
			}
		}
		if known {
			batch, err = f.read(ctx, head)
		}
		if len(batch) > 0 {
			head = batch[len(batch)-1].cursor
			f.tell(ctx, batch)
			continue // there may be more
		}
		pause = pollEvery
		if err != nil && ctx.Err() == nil {
			f.log.Warn("live: the store does not tell what is new; it is asked again", "in", pause, "error", err)
			pause = longestPause
		}
		select {
		case <-f.wake:
		case <-time.After(pause):
		case <-ctx.Done():
		}
	}
}

// tell hands what is new to all who follow.
func (f *Feed) tell(ctx context.Context, batch []*happening) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if ctx.Err() != nil { // another poller may be at work by now
		return
	}
	kept := f.latest[max(0, len(f.latest)+len(batch)-held):]
	f.latest = append(append(make([]*happening, 0, len(kept)+len(batch)), kept...), batch...)
	close(f.news)
	f.news = make(chan struct{})
}

func wait(ctx context.Context, pause time.Duration) {
	select {
	case <-time.After(pause):
	case <-ctx.Done():
	}
}

// Store wakes the feed when something is written through it.
type Store struct {
	store.Store
	Feed *Feed
}

// Put stores the articles.
func (s Store) Put(ctx context.Context, batch []diplo.CodedArticle) (store.PutResult, error) {
	defer s.Feed.Wake()
	return s.Store.Put(ctx, batch)
}

// Withdraw takes out what was at the origins.
func (s Store) Withdraw(ctx context.Context, origins []string) (int, error) {
	defer s.Feed.Wake()
	return s.Store.Withdraw(ctx, origins)
}

// Decide keeps a decision.
func (s Store) Decide(ctx context.Context, decision diplo.Decision) (diplo.Decision, error) {
	defer s.Feed.Wake()
	return s.Store.Decide(ctx, decision)
}
