package embedded

import (
	"context"
	"sync/atomic"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
)

// task is one write on its way to the writing goroutine.
type task struct {
	ctx      context.Context
	mentions int // how large it is
	apply    func(*writer) error
	state    atomic.Int32 // waiting, taken or abandoned
	err      error
	done     chan struct{}
}

const (
	waiting int32 = iota
	taken
	abandoned
)

// Put stores the batch; see store.Writer. Writes that wait for one another share a transaction, and so the wait for the disk.
func (s *Store) Put(ctx context.Context, batch []diplo.CodedArticle) (result store.PutResult, err error) {
	err = s.enterToWrite(ctx, func() error {
		if err := store.ValidateBatch(batch); err != nil {
			return err
		}
		work, err := prepare(ctx, batch)
		if err != nil {
			return err
		}
		return s.hand(ctx, work.mentions, func(w *writer) (err error) {
			result, err = w.apply(ctx, work)
			return err
		})
	})
	if err != nil {
		return store.PutResult{}, err
	}
	return result, nil
}

// enterToWrite runs a call that writes.
func (s *Store) enterToWrite(ctx context.Context, call func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	if s.options.ReadOnly {
		return diplo.Errorf(diplo.Unsupported, "store %s is open for reading only", s.path)
	}
	return call()
}

// hand gives a write to the writing goroutine, and waits until it is durable.
func (s *Store) hand(ctx context.Context, mentions int, apply func(*writer) error) error {
	t := &task{ctx: ctx, mentions: mentions, apply: apply, done: make(chan struct{})}
	select {
	case s.tasks <- t:
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case <-t.done:
	case <-ctx.Done():
		if t.state.CompareAndSwap(waiting, abandoned) {
			return ctx.Err()
		}
		<-t.done // the writer has begun: it sees the context itself, or is past turning back
	}
	return s.explain(t.err)
}

// Limits of one transaction: no write waits for more than these before it.
const (
	maxGroupedWrites   = 256
	maxGroupedMentions = 20000
)

// quiet is how long nothing is written before the rest of the log is copied: what is in the file is read faster.
const quiet = time.Second

// write is the writing goroutine: it takes what writes wait, applies each, and makes all durable by one commit.
func (s *Store) write() {
	defer close(s.written)
	for {
		var idle <-chan time.Time
		if s.log.running == nil && s.log.left() > 0 {
			idle = time.After(quiet)
		}
		select {
		case first, open := <-s.tasks:
			if !open {
				return
			}
			s.writeGroup(first)
		case copied := <-s.log.running:
			s.log.ended(copied)
		case <-idle:
			s.log.start()
		}
	}
}

// writeGroup writes the task and those that wait behind it.
func (s *Store) writeGroup(first *task) {
	group := []*task{first}
	mentions := first.mentions
gather:
	for len(group) < maxGroupedWrites && mentions < maxGroupedMentions {
		select {
		case next, open := <-s.tasks:
			if !open {
				break gather
			}
			group = append(group, next)
			mentions += next.mentions
		default:
			break gather
		}
	}
	s.writer.commit(group)
	for _, p := range group {
		close(p.done)
	}
	s.log.committed(s.writer.c.logged)
}

// commit applies the writes in one transaction. When one fails, all is taken back and the others are applied again without
// it: savepoints would make every write dearer, and the full-text tables flush at each.
func (w *writer) commit(group []*task) {
	for _, p := range group {
		if !p.state.CompareAndSwap(waiting, taken) {
			p.err = context.Canceled
		}
	}
	for {
		again, err := w.attempt(group)
		if err != nil {
			for _, p := range group {
				if p.err == nil {
					p.err = err
				}
			}
		}
		if !again {
			return
		}
	}
}

// attempt applies all writes of the group that have not failed yet. When one does, its error is set, nothing is
// written, and the rest is to be attempted again. An error concerns them all.
func (w *writer) attempt(group []*task) (again bool, err error) {
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
		if p.err = safely(func() error { return p.apply(w) }); p.err != nil {
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
