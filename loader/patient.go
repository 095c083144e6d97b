package loader

import (
	"context"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
)

// patient is a store that is waited for while it can't be reached.
type patient struct {
	store   Store
	most    time.Duration
	waiting func(err error, wait time.Duration)
}

// Waits between attempts double from the first to the last.
const (
	firstWait = time.Second
	lastWait  = 30 * time.Second
)

// insist makes the call until the store can be reached, or has been waited for long enough.
func (p *patient) insist(ctx context.Context, call func() error) error {
	began := time.Now()
	for wait := firstWait; ; wait = min(2*wait, lastWait) {
		err := call()
		if diplo.KindOf(err) != diplo.Unavailable || time.Since(began)+wait > p.most {
			return err
		}
		if p.waiting != nil {
			p.waiting(err, wait)
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Put waits and puts.
func (p *patient) Put(ctx context.Context, batch []diplo.CodedArticle) (result store.PutResult, err error) {
	err = p.insist(ctx, func() error {
		result, err = p.store.Put(ctx, batch)
		return err
	})
	return result, err
}

// Has waits and asks.
func (p *patient) Has(ctx context.Context, documents []store.Document) (has []bool, err error) {
	err = p.insist(ctx, func() error {
		has, err = p.store.Has(ctx, documents)
		return err
	})
	return has, err
}

// Withdraw waits and withdraws.
func (p *patient) Withdraw(ctx context.Context, origins []string) (articles int, err error) {
	err = p.insist(ctx, func() error {
		articles, err = p.store.Withdraw(ctx, origins)
		return err
	})
	return articles, err
}
