// Package watch follows feeds, pages and folders for months without care: it loads what is new, replaces what has changed and
// withdraws what has been deleted where it was. Each source is looked at by itself, so that none stops another, and what was seen is kept
// in a file, so that a program that is killed goes on where it was.
//
// The store is what counts: an article is noted as seen only once it is stored, and what the store does not have is
// fetched again. An article that has left its feed stays; one whose page is not there any more (410, or 404 at two looks
// running), or whose file is gone, goes. Folders are looked through from time to time rather than by notices of the system, which do not
// come from all file systems and are lost while nobody listens.
package watch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"entente/internal/diplo"
	"entente/loader"
	"entente/loader/fetch"
)

// Store is what a watcher needs of a store.
type Store interface {
	loader.Store
	ArticlesByID(ctx context.Context, ids []diplo.ArticleID) ([]*diplo.Article, error)
}

// Watcher follows the sources of a configuration.
type Watcher struct {
	Config    *Config
	State     string // file that keeps what was seen
	Web       *fetch.Client
	Store     Store
	Extractor loader.Extractor
	Program   string // see loader.Loader, and Outlets too
	Outlets   loader.Outlets
	Tell      func(Round)      // is told of each round; calls do not overlap
	Now       func() time.Time // nil is time.Now

	state   *state
	telling sync.Mutex
	// One load at a time has all processors, and bounded memory: one of pages, which is short, and one of files, which may take hours.
	loadingPages, loadingFiles sync.Mutex
}

// Round is what came of looking at a source once.
type Round struct {
	Source    string
	Listed    int // pages or files that the source names; 0 when that has not changed
	New       int // articles
	Changed   int
	Unchanged int
	Gone      int
	Events    int      // new
	Skipped   int      // pages and files that no article was read in
	Failed    int      // pages and files that were not had, and are tried again
	Reasons   []string // why, of the first skipped and failed
	Took      time.Duration
	Err       error     // why the source itself was not had; it is tried again
	Next      time.Time // when it is looked at again
}

// mostReasons is how many reasons a round tells.
const mostReasons = 20

func (r *Round) reason(format string, args ...any) {
	if len(r.Reasons) < mostReasons {
		r.Reasons = append(r.Reasons, fmt.Sprintf(format, args...))
	}
}

// String is the round in a line, with a line more for each reason.
func (r *Round) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d new, %d changed, %d gone, %d unchanged; %d new events", r.Source, r.New, r.Changed, r.Gone, r.Unchanged, r.Events)
	if r.Skipped > 0 {
		fmt.Fprintf(&b, "; %d skipped", r.Skipped)
	}
	if r.Failed > 0 {
		fmt.Fprintf(&b, "; %d not had", r.Failed)
	}
	fmt.Fprintf(&b, "; %.1f s; again at %s", r.Took.Seconds(), r.Next.UTC().Format(time.DateTime))
	if r.Err != nil {
		fmt.Fprintf(&b, "\n  not had: %v", r.Err)
	}
	for _, reason := range r.Reasons {
		b.WriteString("\n  " + reason)
	}
	return b.String()
}

const (
	// longestRound ends a round of pages of which the hosts are slow; what is due still is so in the next one.
	longestRound = 10 * time.Minute
	// checkedAtOnce is how many articles the store is asked for at a time.
	checkedAtOnce = 1000
)

// Run follows the sources until the context ends; with once it looks one time at those that are due, and is done. Errors are those of
// the file of what was seen, and of the store at the beginning; a store that can't be reached is waited for, unless with once. Later errors are
// told with the rounds, and what failed is tried again.
func (w *Watcher) Run(ctx context.Context, once bool) (err error) {
	if w.Now == nil {
		w.Now = time.Now
	}
	if w.state, err = openState(w.State); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.state.close()) }()
	for failures := 1; ; failures++ {
		err := w.reconcile(ctx)
		if err == nil {
			break
		}
		if once || diplo.KindOf(err) != diplo.Unavailable {
			return err
		}
		wait := min(time.Second<<min(failures-1, 10), time.Minute)
		w.Tell(Round{Source: "the store", Err: err, Next: w.Now().Add(wait)})
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return nil
		}
	}
	slots := make(chan struct{}, w.Config.AtOnce)
	var following sync.WaitGroup
	for i := range w.Config.Sources {
		following.Go(func() { w.follow(ctx, &w.Config.Sources[i], slots, once) })
	}
	following.Wait()
	return nil
}

// reconcile brings what was seen into line with the configuration and the store, which may be others than before: sources that are
// followed no more are forgotten, and what the store does not have is due at once.
func (w *Watcher) reconcile(ctx context.Context) error {
	followed := map[string]bool{"": true}
	for i := range w.Config.Sources {
		followed[w.Config.Sources[i].name()] = true
	}
	var change, stored []record
	for _, r := range w.state.records {
		of := r.Source
		if of == "" {
			of = r.Name
		}
		if !followed[of] {
			change = append(change, record{Name: r.Name, Forgotten: true})
		} else if len(r.Articles) > 0 {
			stored = append(stored, r)
		}
	}
	missing, err := w.missing(ctx, stored)
	if err != nil {
		return err
	}
	for _, r := range missing {
		r.Articles, r.Validator, r.Modified, r.Due = nil, fetch.Validator{}, time.Time{}, w.Now()
		change = append(change, r)
	}
	return w.state.keep(change...)
}

// missing gives the records of which the store lacks an article.
func (w *Watcher) missing(ctx context.Context, records []record) ([]record, error) {
	there := map[diplo.ArticleID]bool{}
	var ids []diplo.ArticleID
	ask := func() error {
		found, err := w.Store.ArticlesByID(ctx, ids)
		for i := range found {
			there[ids[i]] = found[i] != nil
		}
		ids = ids[:0]
		return err
	}
	for _, r := range records {
		for _, id := range r.Articles {
			if ids = append(ids, id); len(ids) == checkedAtOnce {
				if err := ask(); err != nil {
					return nil, err
				}
			}
		}
	}
	if err := ask(); err != nil {
		return nil, err
	}
	var missing []record
	for _, r := range records {
		for _, id := range r.Articles {
			if !there[id] {
				missing = append(missing, r)
				break
			}
		}
	}
	return missing, nil
}

// follow looks at a source each time that it is due.
func (w *Watcher) follow(ctx context.Context, s *Source, slots chan struct{}, once bool) {
	for {
		known, _ := w.state.get(s.name())
		wait := min(known.Due.Sub(w.Now()), 2*max(time.Duration(s.Every), lastRetry)) // more is of a clock that was ahead
		if once {
			if wait > time.Duration(s.Every)/5 { // what is due a little later is not left to the run after this one
				return
			}
			wait = 0
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return
		}
		select {
		case slots <- struct{}{}:
		case <-ctx.Done():
			return
		}
		round := w.round(ctx, s)
		<-slots
		if ctx.Err() != nil {
			return
		}
		w.telling.Lock()
		w.Tell(round)
		w.telling.Unlock()
		if once {
			return
		}
	}
}

// round looks at a source once. A fault of ours in it costs the round only.
func (w *Watcher) round(ctx context.Context, s *Source) (round Round) {
	started := w.Now()
	round.Source = s.name()
	defer func() {
		if fault := recover(); fault != nil {
			round.Err = diplo.Errorf(diplo.Internal, "a fault of ours: %v", fault)
		}
		round.Took = w.Now().Sub(started)
		if ctx.Err() == nil {
			w.plan(s, &round)
		}
	}()
	limited, cancel := context.WithTimeout(ctx, longestRound)
	defer cancel()
	switch {
	case s.Folder != "":
		round.Err = w.folder(ctx, s, &round)
	case s.Feed != "":
		round.Err = errors.Join(w.feed(limited, s, &round), w.pages(limited, s, &round))
	default:
		round.Err = errors.Join(w.list(s), w.pages(limited, s, &round))
	}
	if limited.Err() != nil && ctx.Err() == nil {
		round.Err = nil
		round.reason("its hosts are slow: what is left comes in the next round")
	}
	return round
}

// plan sets when the source is looked at again.
func (w *Watcher) plan(s *Source, round *Round) {
	known, _ := w.state.get(s.name())
	known.Name = s.name()
	if round.Err == nil {
		known.Failures = 0
		known.Due = w.Now().Add(around(time.Duration(s.Every)))
	} else {
		known.Failures++
		known.Due = w.Now().Add(retry(known.Failures, time.Duration(s.Every), fetch.After(round.Err)))
	}
	round.Next = known.Due
	if err := w.state.keep(known); err != nil {
		round.Err = errors.Join(round.Err, err)
	}
}

// StateFile is where what was seen is kept when the configuration does not say: beside the store where that is a file, else beside the configuration.
func StateFile(config *Config, configPath, storePath string) string {
	switch {
	case config.State != "":
		return config.State
	case storePath != "":
		return storePath + ".watch"
	}
	return configPath + ".watch"
}

// Check tells what is wrong with sources before they are followed, and need not stay so: folders that are not there.
func (c *Config) Check() []string {
	var wrong []string
	for i := range c.Sources {
		if folder := c.Sources[i].Folder; folder != "" {
			if info, err := os.Stat(folder); err != nil || !info.IsDir() {
				wrong = append(wrong, fmt.Sprintf("there is no folder %s", folder))
			}
		}
	}
	return wrong
}
