package loader

import (
	"context"

	"golang.org/x/sync/semaphore"
)

// weight bounds how many bytes of text are held at a time.
type weight struct {
	most int64
	sem  *semaphore.Weighted
}

func newWeight(most int64) *weight { return &weight{most, semaphore.NewWeighted(most)} }

// take waits until n bytes more may be held; false when the context ended before.
func (w *weight) take(ctx context.Context, n int64) bool {
	return w.sem.Acquire(ctx, min(n, w.most)) == nil
}

func (w *weight) give(n int64) { w.sem.Release(min(n, w.most)) }
