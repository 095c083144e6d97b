package loader

import (
	"context"
	"time"

	"entente/internal/diplo"
	"entente/loader/source"
)

// writer gathers readings into batches and puts them.
type writer struct {
	ctx      context.Context
	store    Store
	progress func(Report)
	each     func(Reading)
	clock    func() time.Time
	started  time.Time
	report   Report
	weight   *weight

	batch   []Reading
	at      map[diplo.ArticleID]int // place in the batch
	origins map[string]bool         // of the batch
	bytes   int64
	twice   []Reading // that say the same as others of the batch
}

// take adds a reading; it puts the batch when that is full, or when it holds the article in another text or of another origin, or another
// article of the origin.
func (w *writer) take(r Reading) error {
	if r.Skip != nil {
		w.weight.give(r.held)
		w.skipped(r)
		return nil
	}
	i, twice := w.at[r.Result.Coded.Article.ID]
	if twice || w.origins[r.Result.Coded.Origin] {
		if twice && same(&w.batch[i].Result.Coded, &r.Result.Coded) {
			w.twice = append(w.twice, r)
			return w.added(r)
		}
		if err := w.flush(); err != nil {
			return err
		}
	}
	if w.at == nil {
		w.at, w.origins = map[diplo.ArticleID]int{}, map[string]bool{}
	}
	if r.Result.Coded.Origin != "" {
		w.origins[r.Result.Coded.Origin] = true
	}
	w.at[r.Result.Coded.Article.ID] = len(w.batch)
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

// same tells whether two readings are of one text of one origin, with the same data about it.
func same(a, b *diplo.CodedArticle) bool {
	x, y := &a.Article, &b.Article
	return a.Origin == b.Origin && x.Text == y.Text && x.URL == y.URL && x.Title == y.Title && x.Outlet == y.Outlet && x.Reported == y.Reported
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
			w.skipped(w.batch[i])
		}
	default:
		return err
	}
	w.report.Unchanged += len(w.twice)
	w.stored(w.twice...)
	w.twice = nil
	w.weight.give(w.bytes)
	w.batch, w.bytes = w.batch[:0], 0
	clear(w.at)
	clear(w.origins)
	if w.progress != nil {
		report := w.report.copy()
		report.finish(w.clock().Sub(w.started))
		w.progress(report)
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

func (w *writer) skipped(r Reading) {
	w.report.skipped(*r.Skip)
	if w.each != nil {
		w.each(r)
	}
}
