package loader

import (
	"context"
	"fmt"
	"iter"
	"runtime"

	"entente/internal/extract"
	"entente/loader/source"
)

// Reading is what became of an item: what was read, or why nothing was.
type Reading struct {
	Document extract.Document
	Result   extract.Result
	Skip     *source.Skip // nil when the document was read

	held int64 // bytes that are held for it
}

// Read has all items read, several at a time, and gives the readings in the order of the items, without storing
// them, with their explanations where those are wanted. It ends early when the context does. A bad article is a Skip and costs nothing else.
func Read(ctx context.Context, extractor Extractor, items iter.Seq[source.Item], explain bool) iter.Seq[Reading] {
	return func(yield func(Reading) bool) {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		held := newWeight(heldBytes)
		for r := range readings(ctx, extractor, 0, explain, items, held) {
			if !yield(r) {
				return
			}
			held.give(r.held)
		}
	}
}

// readings has the items read by workers and gives the readings in the order of the items; no more texts are held than the
// weight allows. It ends with the context at once, even while the items are waited for: a terminal or a pipe may give
// none for ever, and what waits for it can't be called back.
func readings(ctx context.Context, extractor Extractor, workers int, explain bool, items iter.Seq[source.Item], held *weight) iter.Seq[Reading] {
	return func(yield func(Reading) bool) {
		results := start(ctx, extractor, workers, explain, items, held)
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

// start starts the workers of readings. Each result is to be waited for.
func start(ctx context.Context, extractor Extractor, workers int, explain bool, items iter.Seq[source.Item], held *weight) <-chan chan Reading {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	type job struct {
		item source.Item
		done chan Reading
	}
	jobs := make(chan job)
	results := make(chan chan Reading, ahead)
	for range workers {
		go func() {
			for j := range jobs {
				j.done <- read(ctx, extractor, j.item, explain, held)
			}
		}()
	}
	go func() {
		defer close(results)
		defer close(jobs)
		for item := range items {
			if !held.take(ctx, item.Weight()) {
				return
			}
			j := job{item, make(chan Reading, 1)}
			select {
			case jobs <- j:
			case <-ctx.Done():
				return
			}
			select {
			case results <- j.done:
			case <-ctx.Done():
				return
			}
		}
	}()
	return results
}

// read reads one article, out of its page where it is in one. Whatever goes wrong in it, the others go on.
func read(ctx context.Context, extractor Extractor, item source.Item, explain bool, held *weight) (r Reading) {
	name := item.Name()
	r.held = item.Weight()
	defer func() {
		if p := recover(); p != nil {
			r.Skip = &source.Skip{Name: name, Cause: Failed, Reason: fmt.Sprintf("a fault of ours while reading it: %v", p)}
		}
	}()
	item = item.Read(ctx)
	if less := item.Weight(); less < r.held { // the page is let go, the article in it stays
		held.give(r.held - less)
		r.held = less
	}
	r.Document, r.Skip = item.Document, item.Skip
	if r.Skip != nil {
		return r
	}
	result, err := extractor.Extract(ctx, r.Document, explain)
	if err != nil {
		r.Skip = &source.Skip{Name: name, Cause: Failed, Reason: err.Error()}
	}
	r.Result = result
	r.Result.Coded.Origin = r.Document.Origin
	return r
}
