package embedded

import (
	"context"
	"sync/atomic"

	"entente/internal/diplo"
	"entente/internal/store"
)

// put is one Put on its way to the writing goroutine.
type put struct {
	ctx    context.Context
	batch  *prepared
	state  atomic.Int32 // waiting, taken or abandoned
	result store.PutResult
	err    error
	done   chan struct{}
}

const (
	waiting int32 = iota
	taken
	abandoned
)

// Put stores the batch; see store.Writer. Puts that wait for one another share a transaction, and so the wait for the disk.
func (s *Store) Put(ctx context.Context, batch []diplo.CodedArticle) (store.PutResult, error) {
	if err := ctx.Err(); err != nil {
		return store.PutResult{}, err
	}
	if err := s.enter(); err != nil {
		return store.PutResult{}, err
	}
	defer s.leave()
	if s.options.ReadOnly {
		return store.PutResult{}, diplo.Errorf(diplo.Unsupported, "store %s is open for reading only", s.path)
	}
	if err := store.ValidateBatch(batch); err != nil {
		return store.PutResult{}, err
	}
	work, err := prepare(ctx, batch)
	if err != nil {
		return store.PutResult{}, err
	}
	p := &put{ctx: ctx, batch: work, done: make(chan struct{})}
	select {
	case s.puts <- p:
	case <-ctx.Done():
		return store.PutResult{}, ctx.Err()
	}
	select {
	case <-p.done:
	case <-ctx.Done():
		if p.state.CompareAndSwap(waiting, abandoned) {
			return store.PutResult{}, ctx.Err()
		}
		<-p.done // the writer has begun: it sees the context itself, or is past turning back
	}
	return p.result, s.explain(p.err)
}

// Limits of one transaction: no Put waits for more than these before it.
const (
	maxGroupedPuts     = 256
	maxGroupedMentions = 20000
)

// write is the writing goroutine: it takes what Puts wait, applies each, and makes all durable by one commit.
func (s *Store) write() {
	defer close(s.written)
	for first := range s.puts {
		group := []*put{first}
		mentions := first.batch.mentions
	gather:
		for len(group) < maxGroupedPuts && mentions < maxGroupedMentions {
			select {
			case next, open := <-s.puts:
				if !open {
					break gather
				}
				group = append(group, next)
				mentions += next.batch.mentions
			default:
				break gather
			}
		}
		s.writer.commit(group)
		for _, p := range group {
			close(p.done)
		}
	}
}

// commit applies the Puts in one transaction. When one fails, all is taken back and the others are applied again without
// it: savepoints would make every Put dearer, and the full-text tables flush at each.
func (w *writer) commit(group []*put) {
	for _, p := range group {
		if !p.state.CompareAndSwap(waiting, taken) {
			p.err = context.Canceled
		}
	}
	for {
		again, err := w.attempt(group)
		if err != nil {
			for _, p := range group {
				if p.result = (store.PutResult{}); p.err == nil {
					p.err = err
				}
			}
		}
		if !again {
			return
		}
	}
}

// attempt applies all Puts of the group that have not failed yet. When one does, its error is set, nothing is
// written, and the rest is to be attempted again. An error concerns them all.
func (w *writer) attempt(group []*put) (again bool, err error) {
	if err := w.c.exec("BEGIN IMMEDIATE"); err != nil {
		return false, err
	}
	defer w.c.trim()
	undo := func() {
		w.c.exec("ROLLBACK") // after some errors SQLite has done so already
		w.forget()
	}
	for _, p := range group {
		if p.err != nil {
			continue
		}
		if p.err = p.ctx.Err(); p.err != nil {
			continue
		}
		p.err = safely(func() (err error) {
			p.result, err = w.apply(p.ctx, p.batch)
			return err
		})
		if p.err != nil {
			p.result = store.PutResult{}
			undo()
			return true, nil
		}
	}
	if err := w.c.exec("COMMIT"); err != nil {
		undo()
		return false, err
	}
	return false, nil
}
