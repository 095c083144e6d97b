package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"entente/bench/graphql"
)

// telling is what came of it.
type telling struct {
	mutex   sync.Mutex
	times   []time.Duration // of the minute under way
	shed    int
	errors  int
	failed  int // of all minutes
	first   error
	changes int
	twice   int
	server  server
	p99     []time.Duration // of each minute

	sent, decided atomic.Int64 // articles and decisions
}

// of notes an answer. What the end of the run cut off does not count.
func (t *telling) of(err error, took time.Duration, ctx context.Context) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	switch {
	case err == nil:
		t.times = append(t.times, took)
	case errors.Is(err, graphql.ErrBusy):
		t.shed++
	case ctx.Err() == nil:
		t.errors++
		t.failed++
		if t.first == nil {
			t.first = err
		}
	}
}

// report tells of the minute, and begins the next.
func (t *telling) report(minute int) {
	had := t.server.least()
	t.mutex.Lock()
	defer t.mutex.Unlock()
	slices.Sort(t.times)
	var p50, p99 time.Duration
	if n := len(t.times); n > 0 {
		p50, p99 = t.times[n/2], t.times[n*99/100]
	}
	fmt.Printf("%6d  %7d  %5d  %6d  %6.1f ms  %6.1f ms  %s\n", minute, len(t.times), t.shed, t.errors, milliseconds(p50), milliseconds(p99), had)
	t.p99 = append(t.p99, p99)
	t.times, t.shed, t.errors = t.times[:0], 0, 0
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
