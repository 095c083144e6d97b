package loader

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"time"

	"entente/internal/extract"
	"entente/loader/source"
)

// Reading is what became of an item: what was read, or why nothing was.
type Reading struct {
	Document extract.Document
	Result   extract.Result
	Skip     *source.Skip // nil when the document was read, or was there
	// There tells that the store has what this reader reads in the document: it was not read again, and Result has its id and origin alone.
	There bool
	Took  time.Duration // for reading it

	item source.Item // as it was had
	held int64       // bytes that are held for it
	err  error       // that ends the run
}

// Read has all items read, several at a time, and gives the readings in the order of the items, without storing
// them, with their explanations where those are wanted. It ends early when the context does. A bad article is a Skip and costs nothing else.
func Read(ctx context.Context, extractor Extractor, items iter.Seq[source.Item], explain bool) iter.Seq[Reading] {
	return func(yield func(Reading) bool) {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		rs := &readers{extractor: extractor, explain: explain, held: newWeight(heldBytes)}
		for r := range rs.readings(ctx, items) {
			if !yield(r) {
				return
			}
			rs.held.give(r.held)
		}
	}
}

// readers read items side by side.
type readers struct {
	extractor Extractor
	explain   bool
	workers   int
	held      *weight // no more texts are held than it allows
	grade     func(*extract.Document)
	// known tells which of the documents need no reading; nil when all do.
	known func(context.Context, []extract.Document) ([]bool, error)
}

// readings has the items read and gives the readings in the order of the items. It ends with the context at once, even while the
// items are waited for: a terminal or a pipe may give none for ever, and what waits for it can't be called back.
func (rs *readers) readings(ctx context.Context, items iter.Seq[source.Item]) iter.Seq[Reading] {
	return func(yield func(Reading) bool) {
		results := rs.start(ctx, items)
		for {
			select {
			case result, open := <-results:
				if !open {
					return
				}
				// What was read while the context ended may be but an error of that.
				if reading := <-result; ctx.Err() != nil || !yield(reading) {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}

// job is an item on its way to a worker.
type job struct {
	item source.Item
	done chan Reading
}

// start starts the workers. Each result is to be waited for.
func (rs *readers) start(ctx context.Context, items iter.Seq[source.Item]) <-chan chan Reading {
	workers := rs.workers
	if workers <= 0 {
		workers = 4 * runtime.GOMAXPROCS(0) // one may wait for another: a model reads several articles at once
	}
	jobs := make(chan job)
	results := make(chan chan Reading, ahead)
	for range workers {
		go func() {
			for j := range jobs {
				j.done <- rs.read(ctx, j.item)
			}
		}()
	}
	arrived := make(chan source.Item, batchArticles)
	go func() {
		defer close(arrived)
		for item := range items {
			if !rs.held.take(ctx, item.Weight()) || !send(ctx, arrived, item) {
				return
			}
		}
	}()
	go func() {
		defer close(results)
		defer close(jobs)
		for first := range arrived {
			group := append(make([]source.Item, 0, batchArticles), first)
			for len(group) < batchArticles && len(arrived) > 0 {
				group = append(group, <-arrived)
			}
			if !rs.hand(ctx, group, jobs, results) {
				return
			}
		}
	}()
	return results
}

// hand gives to the workers what needs reading, of items that arrived together; false when the run ended.
func (rs *readers) hand(ctx context.Context, group []source.Item, jobs chan<- job, results chan<- chan Reading) bool {
	there, err := rs.there(ctx, group)
	for i, item := range group {
		done := make(chan Reading, 1)
		if there[i] || err != nil {
			done <- thereAlready(Reading{Document: item.Document, item: item, held: item.Weight(), err: err})
		} else if !send(ctx, jobs, job{item, done}) {
			return false
		}
		if !send(ctx, results, done) || err != nil {
			return false
		}
	}
	return true
}

func thereAlready(r Reading) Reading {
	r.There = true
	r.Result.Coded.Article.ID, r.Result.Coded.Origin = r.Document.ID(), r.Document.Origin
	return r
}

// there tells which of the items are documents that need no reading.
func (rs *readers) there(ctx context.Context, group []source.Item) ([]bool, error) {
	there := make([]bool, len(group))
	if rs.known == nil {
		return there, nil
	}
	var documents []extract.Document
	var places []int
	for i := range group {
		if d := &group[i].Document; group[i].Skip == nil && d.Text != "" {
			rs.graded(d)
			documents, places = append(documents, *d), append(places, i)
		}
	}
	if len(documents) == 0 {
		return there, nil
	}
	known, err := rs.known(ctx, documents)
	for i := range known {
		there[places[i]] = known[i]
	}
	return there, err
}

func (rs *readers) graded(d *extract.Document) {
	if rs.grade != nil {
		rs.grade(d)
	}
}

func send[T any](ctx context.Context, to chan<- T, value T) bool {
	select {
	case to <- value:
		return true
	case <-ctx.Done():
		return false
	}
}

// read reads one article, out of its page where it is in one. Whatever goes wrong in it, the others go on.
func (rs *readers) read(ctx context.Context, item source.Item) (r Reading) {
	name, paged := item.Name(), item.IsPage()
	r.item, r.held = item, item.Weight()
	began := time.Now()
	defer func() {
		if p := recover(); p != nil {
			r.Skip = &source.Skip{Name: name, Cause: Failed, Reason: fmt.Sprintf("a fault of ours while reading it: %v", p)}
		}
		r.Took = time.Since(began)
	}()
	item = item.Read(ctx)
	if less := item.Weight(); less < r.held && item.Skip == nil { // the page is let go, the article in it stays
		rs.held.give(r.held - less)
		r.item, r.held = item, less
	}
	r.Document, r.Skip = item.Document, item.Skip
	if r.Skip != nil {
		return r
	}
	rs.graded(&r.Document)
	if rs.known != nil && paged {
		known, err := rs.known(ctx, []extract.Document{r.Document})
		if r.err = err; err != nil || known[0] {
			return thereAlready(r)
		}
	}
	return rs.extracted(ctx, r)
}

// extracted has the document read.
func (rs *readers) extracted(ctx context.Context, r Reading) Reading {
	result, err := rs.extractor.Extract(ctx, r.Document, rs.explain)
	if err != nil {
		r.Skip = &source.Skip{Name: r.Document.Source, Cause: Failed, Reason: err.Error()}
	}
	r.Result, r.There = result, false
	r.Result.Coded.Origin = r.Document.Origin
	return r
}
