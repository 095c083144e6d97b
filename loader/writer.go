package loader

import (
	"context"
	"time"

	"entente/internal/diplo"
	"entente/loader/source"
)

// writer gathers readings into batches and puts them.
type writer struct {
	ctx        context.Context
	store      Store
	program    string
	quarantine *Quarantine
	read       func(context.Context, Reading) Reading
	progress   func(Report)
	each       func(Reading)
	clock      func() time.Time
	started    time.Time
	report     Report
	weight     *weight

	batch   []Reading
	at      map[diplo.ArticleID]int // place in the batch
	bytes   int64
	twice   []Reading // that say the same as others of the batch
	origins met       // the articles of this run, by their origins
	put     met       // those that were put in this run
}

// take adds a reading; it puts the batch when that is full, or when it holds the article in another text.
func (w *writer) take(r Reading) error {
	if r.err != nil {
		return r.err
	}
	id := r.Document.ID()
	if r.There && w.put.has(string(id)) { // it was there before this run changed it
		r = w.read(w.ctx, r)
	}
	if r.Skip != nil {
		w.weight.give(r.held)
		return w.skipped(r)
	}
	if r.Document.Origin != "" && w.origins.set(r.Document.Origin, string(id)) {
		r.Result.Coded.Origin = ""
	}
	if r.There {
		w.weight.give(r.held)
		w.report.Unchanged++
		w.stored(r)
		return w.tick()
	}
	coded := &r.Result.Coded
	coded.Article.Fingerprint = fingerprint(w.program, &r.Document)
	w.put.set(string(coded.Article.ID), "")
	if i, twice := w.at[coded.Article.ID]; twice {
		if same(&w.batch[i].Result.Coded, coded) {
			w.twice = append(w.twice, r)
			return w.added(r)
		}
		if err := w.flush(); err != nil {
			return err
		}
	}
	if w.at == nil {
		w.at = map[diplo.ArticleID]int{}
	}
	w.at[coded.Article.ID] = len(w.batch)
	w.batch = append(w.batch, r)
	return w.added(r)
}

// added puts the batch when it is full with the reading.
func (w *writer) added(r Reading) error {
	w.bytes += r.held
	if len(w.batch)+len(w.twice) < batchArticles && w.bytes < batchBytes {
		return nil
	}
	return w.flush()
}

// same tells whether two readings are of one text with the same data about it.
func same(a, b *diplo.CodedArticle) bool {
	x, y := &a.Article, &b.Article
	return x.Text == y.Text && x.URL == y.URL && x.Title == y.Title && x.Outlet == y.Outlet && x.Reported == y.Reported
}

// flush puts the batch. A batch that the store finds invalid is put article by article, so that only the bad one is lost.
func (w *writer) flush() error {
	if len(w.batch) == 0 {
		return nil
	}
	coded := make([]diplo.CodedArticle, len(w.batch))
	for i := range w.batch {
		coded[i] = w.batch[i].Result.Coded
	}
	result, err := w.store.Put(w.ctx, coded)
	switch {
	case err == nil:
		w.report.put(result)
		w.stored(w.batch...)
	case diplo.KindOf(err) == diplo.Invalid:
		for i := range coded {
			result, err := w.store.Put(w.ctx, coded[i:i+1])
			if err == nil {
				w.report.put(result)
				w.stored(w.batch[i])
				continue
			}
			if diplo.KindOf(err) != diplo.Invalid {
				return err
			}
			w.batch[i].Skip = &source.Skip{Name: w.batch[i].Document.Source, Cause: Failed, Reason: err.Error()}
			if err := w.skipped(w.batch[i]); err != nil {
				return err
			}
		}
	default:
		return err
	}
	if err := w.placeTwice(); err != nil {
		return err
	}
	w.report.Unchanged += len(w.twice)
	w.stored(w.twice...)
	w.twice = nil
	w.weight.give(w.bytes)
	w.batch, w.bytes = w.batch[:0], 0
	clear(w.at)
	w.tell()
	return nil
}

// tick tells how far the run is, now and then, of articles that need no batch.
func (w *writer) tick() error {
	if w.report.Unchanged%batchArticles == 0 {
		w.tell()
	}
	return w.ctx.Err()
}

func (w *writer) tell() {
	if w.progress != nil {
		report := w.report.copy()
		report.finish(w.clock().Sub(w.started))
		w.progress(report)
	}
}

// placeTwice has the store note the other places of articles that came twice.
func (w *writer) placeTwice() error {
	for i := range w.twice {
		coded := &w.twice[i].Result.Coded
		if coded.Origin == "" || coded.Origin == w.batch[w.at[coded.Article.ID]].Result.Coded.Origin {
			continue
		}
		if _, err := w.store.Put(w.ctx, []diplo.CodedArticle{*coded}); err != nil && diplo.KindOf(err) != diplo.Invalid {
			return err
		}
	}
	return nil
}

// stored tells of what is in the store now.
func (w *writer) stored(readings ...Reading) {
	for i := range readings {
		w.report.read(readings[i])
		if w.each != nil {
			w.each(readings[i])
		}
	}
}

func (w *writer) skipped(r Reading) error {
	w.report.skipped(*r.Skip)
	if w.each != nil {
		w.each(r)
	}
	return w.quarantine.keep(&r)
}
