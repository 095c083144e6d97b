package loader

import (
	"context"
	"sync"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
)

// Patient is a store that is waited for while it can't be reached.
type Patient struct {
	Store   Store
	Most    time.Duration                       // how long it is waited for
	Waiting func(err error, wait time.Duration) // is told of each wait, one at a time; nil is nobody
	telling sync.Mutex
}

// Waits between attempts double from the first to the last.
const (
	firstWait = time.Second
	lastWait  = 30 * time.Second
)

// insist makes the call until the store can be reached, or has been waited for long enough.
func (p *Patient) insist(ctx context.Context, call func() error) error {
	began := time.Now()
	for wait := firstWait; ; wait = min(2*wait, lastWait) {
		err := call()
		if diplo.KindOf(err) != diplo.Unavailable || time.Since(began)+wait > p.Most {
			return err
		}
		if p.Waiting != nil {
			p.telling.Lock()
			p.Waiting(err, wait)
			p.telling.Unlock()
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Put waits and puts.
func (p *Patient) Put(ctx context.Context, batch []diplo.CodedArticle) (result store.PutResult, err error) {
	err = p.insist(ctx, func() error {
		result, err = p.Store.Put(ctx, batch)
		return err
	})
	return result, err
}

// Has waits and asks.
func (p *Patient) Has(ctx context.Context, documents []store.Document) (has []bool, err error) {
	err = p.insist(ctx, func() error {
		has, err = p.Store.Has(ctx, documents)
		return err
	})
	return has, err
}

// Withdraw waits and withdraws.
func (p *Patient) Withdraw(ctx context.Context, origins []string) (articles int, err error) {
	err = p.insist(ctx, func() error {
		articles, err = p.Store.Withdraw(ctx, origins)
		return err
	})
	return articles, err
}
