package neo4j

import (
	"context"

	"entente/internal/diplo"
	"entente/internal/store"
)

// put is a batch on its way through the writer.
type put struct {
	ctx      context.Context // the caller's: a batch that nobody waits for any more is not begun
	readings []*reading
	mentions int
	done     chan putOutcome // has room for the one outcome
}

type putOutcome struct {
	result store.PutResult
	err    error
}

// Put hands the batch to the writer and waits until it is stored.
func (s *Store) Put(ctx context.Context, batch []diplo.CodedArticle) (store.PutResult, error) {
	if err := s.usable(ctx); err != nil {
		return store.PutResult{}, err
	}
	if err := store.ValidateBatch(batch); err != nil {
		return store.PutResult{}, err
	}
	if len(batch) == 0 {
		return store.PutResult{}, nil
	}
	p := &put{ctx: ctx, done: make(chan putOutcome, 1)}
	for i := range batch {
		r := prepare(&batch[i])
		p.readings = append(p.readings, r)
		p.mentions += len(r.mentions)
	}
	select {
	case s.puts <- p:
	case <-s.closing:
		return store.PutResult{}, errClosed
	case <-ctx.Done():
		return store.PutResult{}, ctx.Err()
	}
	select {
	case outcome := <-p.done:
		return outcome.result, outcome.err
	case <-ctx.Done():
		return store.PutResult{}, ctx.Err()
	case <-s.written:
		// The writer has stopped. It may have finished this batch just before.
		select {
		case outcome := <-p.done:
			return outcome.result, outcome.err
		default:
			return store.PutResult{}, errClosed
		}
	}
}

// Bounds of what one transaction takes on: enough to spread the cost of a commit, and little
// enough for a server with a heap of 1 GB, which holds all of a transaction in memory. A single batch may be larger,
// up to what the server has room for.
const (
	mentionsPerWrite = 5_000
	articlesPerWrite = 1_000
)

// writePuts is the one goroutine that writes. What waits when a write ends goes into the next one together: writers side by
// side only wait for each other's locks on busy actors, or deadlock.
func (s *Store) writePuts() {
	defer close(s.written)
	var next *put // taken from the queue, but it did not go with the group before
	for {
		if next == nil {
			select {
			case next = <-s.puts:
			case <-s.closing:
				return
			}
		}
		var group []*put
		group, next = s.gather(next)
		s.writeGroup(group)
		select {
		case <-s.closing:
			return
		default:
		}
	}
}

// gather takes what waits behind the first, as long as it may go with it; the one that may not is left for the next group.
func (s *Store) gather(first *put) (group []*put, next *put) {
	group = []*put{first}
	articles, mentions := len(first.readings), first.mentions
	named, placed := map[diplo.ArticleID]bool{}, map[string]bool{}
	for {
		for _, r := range group[len(group)-1].readings {
			named[r.article.ID], placed[r.origin] = true, r.origin != ""
		}
		select {
		case p := <-s.puts:
			articles, mentions = articles+len(p.readings), mentions+p.mentions
			if articles > articlesPerWrite || mentions > mentionsPerWrite || p.shares(named, placed) {
				return group, p
			}
			group = append(group, p)
		default:
			return group, nil
		}
	}
}

// shares tells whether one of the articles is among those named, or taken from where one of them is: a group has each article and each
// origin once.
func (p *put) shares(named map[diplo.ArticleID]bool, placed map[string]bool) bool {
	for _, r := range p.readings {
		if named[r.article.ID] || placed[r.origin] {
			return true
		}
	}
	return false
}

// writeGroup stores the group in one transaction. When that fails, each batch gets its own, so
// that none fails for another's sake.
func (s *Store) writeGroup(group []*put) {
	var wanted []*put
	for _, p := range group {
		if err := p.ctx.Err(); err != nil {
			p.done <- putOutcome{err: err}
		} else {
			wanted = append(wanted, p)
		}
	}
	if len(wanted) == 0 {
		return
	}
	ctx := context.Background()
	if len(wanted) == 1 {
		ctx = wanted[0].ctx
	}
	results, err := s.store(ctx, wanted)
	if err != nil && len(wanted) > 1 && diplo.KindOf(err) != diplo.Unavailable {
		for _, p := range wanted {
			s.writeGroup([]*put{p})
		}
		return
	}
	for i, p := range wanted {
		if err != nil {
			p.done <- putOutcome{err: err}
		} else {
			p.done <- putOutcome{result: results[i]}
		}
	}
}

// store stores the batches in one transaction.
func (s *Store) store(ctx context.Context, group []*put) ([]store.PutResult, error) {
	var results []store.PutResult
	recorded := stored(s.now())
	err := s.write(ctx, func(tx transaction) error {
		c := newChange(recorded)
		err := c.put(tx, &s.decided, group)
		results = c.results
		return err
	})
	return results, err
}
