package watch

import (
	"context"
	"slices"
	"time"

	"entente/internal/diplo"
	"entente/loader/feed"
	"entente/loader/fetch"
	"entente/loader/source"
)

// feed asks a feed for what is new. The pages that it links to are noted as due before the feed is noted as seen.
func (w *Watcher) feed(ctx context.Context, s *Source, round *Round) error {
	known, _ := w.state.get(s.name())
	document, err := w.Web.Get(ctx, s.Feed, known.Validator)
	switch {
	case err != nil:
		return err
	case document.NotModified:
		return nil
	case !feed.Is(document.ContentType, document.Content):
		return diplo.Errorf(diplo.Invalid, "%s is no feed", s.Feed)
	}
	links, items, err := source.Feed(s.name(), document.URL, document.Content)
	if err != nil {
		return err
	}
	round.Listed = len(links)
	now := w.Now()
	listed := make(map[string]bool, len(links))
	var change []record
	for _, link := range links {
		listed[link.Address] = true
		r, met := w.state.get(link.Address)
		switch {
		case !met:
			r = record{Name: link.Address, Source: s.name(), Due: now, First: now, Language: link.Language, Published: link.Published}
		case now.Sub(r.Listed) < 24*time.Hour:
			continue
		}
		r.Listed = now
		change = append(change, r)
	}
	until := time.Duration(w.Config.Until)
	for _, r := range w.state.from(s.name()) {
		if r.Due.IsZero() && !listed[r.Name] && now.Sub(r.Listed) > until {
			change = append(change, record{Name: r.Name, Forgotten: true})
		}
	}
	if err := w.state.keep(change...); err != nil {
		return err
	}
	if err := w.load(ctx, &w.loadingPages, slices.Values(items), round, func(loaded) {}); err != nil {
		return err
	}
	known.Name, known.Validator = s.name(), document.Validator
	return w.state.keep(known)
}

// list notes the pages of a list, and forgets those that are on it no more.
func (w *Watcher) list(s *Source) error {
	listed := make(map[string]bool, len(s.Pages))
	var change []record
	for _, address := range s.Pages {
		listed[address] = true
		if r, met := w.state.get(address); !met || r.Source != s.name() {
			change = append(change, record{Name: address, Source: s.name(), Due: w.Now(), First: w.Now(), Published: diplo.NoDay})
		}
	}
	for _, r := range w.state.from(s.name()) {
		if !listed[r.Name] {
			change = append(change, record{Name: r.Name, Forgotten: true})
		}
	}
	return w.state.keep(change...)
}

// fetched is a page that is to be read.
type fetched struct {
	record   record
	document fetch.Document
}

const (
	// readAtOnce is how many pages are read and stored at once, unless they are long. What a kill loses is fetched again.
	readAtOnce      = 32
	readAtOnceBytes = 16 << 20
	// waitingAtMost is how long pages wait for others to be stored with.
	waitingAtMost = 10 * time.Second
)

// pages fetches those of the source's pages that are due.
func (w *Watcher) pages(ctx context.Context, s *Source, round *Round) error {
	var due []record
	var requests []fetch.Request
	for _, r := range w.state.from(s.name()) {
		if now := w.Now(); r.First.After(now) { // the clock was ahead
			r.First, r.Due = now, now
		}
		if !r.Due.IsZero() && !r.Due.After(w.Now()) {
			due = append(due, r)
			requests = append(requests, fetch.Request{Address: r.Name, Known: r.Validator})
		}
	}
	var waiting []fetched
	var bytes int
	var since time.Time
	flush := func() error {
		err := w.readPages(ctx, s, waiting, round)
		waiting, bytes = waiting[:0], 0
		return err
	}
	for answer := range w.Web.GetAll(ctx, requests) {
		r := due[answer.Place]
		if answer.Err == nil && !answer.Document.NotModified {
			if len(waiting) == 0 {
				since = w.Now()
			}
			waiting = append(waiting, fetched{r, answer.Document})
			bytes += len(answer.Document.Content)
		} else if err := w.notRead(ctx, s, r, answer, round); err != nil {
			return err
		}
		if len(waiting) >= readAtOnce || bytes >= readAtOnceBytes || len(waiting) > 0 && w.Now().Sub(since) > waitingAtMost {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}

// notRead notes what came of a page in place of a new version of it.
func (w *Watcher) notRead(ctx context.Context, s *Source, r record, answer fetch.Answer, round *Round) error {
	switch diplo.KindOf(answer.Err) {
	case "":
		round.Unchanged++
		w.looked(s, &r)
	case diplo.NotFound:
		if len(r.Origins) > 0 && r.Failures == 0 && !fetch.Gone(answer.Err) { // a host in disorder says so too
			round.Failed++
			round.reason("%v; it is looked for once more", answer.Err)
			r.Failures++
			r.Due = w.Now().Add(retry(r.Failures, time.Duration(s.Every), 0))
			break
		}
		gone, err := w.withdraw(ctx, r.Origins)
		if err != nil {
			return err
		}
		round.Gone += gone
		if len(r.Origins) == 0 && !r.Gone {
			round.Skipped++
			round.reason("%v", answer.Err)
		}
		r.Gone, r.Articles, r.Origins, r.Validator = true, nil, nil, fetch.Validator{}
		w.looked(s, &r)
	case diplo.Unavailable:
		if ctx.Err() != nil {
			return nil
		}
		round.Failed++
		round.reason("%v", answer.Err)
		r.Failures++
		r.Due = w.Now().Add(retry(r.Failures, time.Duration(s.Every), fetch.After(answer.Err)))
	case diplo.Invalid:
		round.Skipped++
		round.reason("%v", answer.Err)
		w.looked(s, &r)
	default: // the round is over
		return nil
	}
	return w.state.keep(r)
}

// looked sets when a page that was looked at is so again.
func (w *Watcher) looked(s *Source, r *record) {
	r.Failures = 0
	if len(s.Pages) > 0 {
		r.Due = w.Now().Add(around(time.Duration(s.Every)))
		return
	}
	r.Due = revisit(r.First, w.Now(), time.Duration(w.Config.Revisit), time.Duration(w.Config.Until))
}

// readPages reads pages, stores what was read in them, and notes that.
func (w *Watcher) readPages(ctx context.Context, s *Source, pages []fetched, round *Round) error {
	if len(pages) == 0 {
		return nil
	}
	items := make([]source.Item, len(pages))
	at := make(map[string]*fetched, len(pages))
	for i := range pages {
		r := &pages[i].record
		link := source.Link{Address: r.Name, Language: r.Language, Published: r.Published}
		items[i] = link.Item(pages[i].document, nil)
		at[r.Name] = &pages[i]
	}
	var change []record
	err := w.load(ctx, &w.loadingPages, slices.Values(items), round, func(l loaded) {
		page := at[l.name]
		r := page.record
		r.Validator = page.document.Validator
		if l.article != "" {
			r.Gone, r.Articles, r.Origins = false, []diplo.ArticleID{l.article}, []string{l.origin}
		}
		w.looked(s, &r)
		change = append(change, r)
	})
	if keeping := w.state.keep(change...); err == nil {
		err = keeping
	}
	return err
}
