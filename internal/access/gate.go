package access

import (
	"context"
	"slices"
	"sync"
	"time"

	"entente/internal/diplo"
)

// Gate bounds how many operations are under way at a time, so that under any load those under way are answered soon. Nobody may have
// more than half of it, places and queue alike.
type Gate struct {
	places, queue int
	patience      time.Duration

	mutex   sync.Mutex
	inside  int
	clients map[string]*presence
	waiting []*waiter // the first in front
}

// presence is how many operations of a client are under way, and how many wait.
type presence struct{ inside, waiting int }

type waiter struct {
	client  string
	admit   chan struct{} // closed when it has a place
	removed bool
}

// NewGate makes a gate with so many places, in front of which so many may wait, each for as long as patience.
func NewGate(places, queue int, patience time.Duration) *Gate {
	return &Gate{places: places, queue: queue, patience: patience, clients: map[string]*presence{}}
}

type insideKey struct{}

// Enter takes a place at the gate that the guard of the request stands by, and gives what to call when the operation is answered. Whoever is
// inside already goes on. diplo.Unavailable with *Later when there is no place in time.
func Enter(ctx context.Context) (_ context.Context, leave func(), err error) {
	guard, _ := ctx.Value(guardKey{}).(*Guard)
	if guard == nil || guard.Gate == nil || ctx.Value(insideKey{}) != nil {
		return ctx, func() {}, nil
	}
	client := From(ctx).Client
	if err := guard.Gate.enter(ctx, client); err != nil {
		return ctx, nil, err
	}
	return context.WithValue(ctx, insideKey{}, true), sync.OnceFunc(func() { guard.Gate.leave(client) }), nil
}

func (g *Gate) enter(ctx context.Context, client string) error {
	g.mutex.Lock()
	at := g.clients[client]
	if at == nil {
		at = &presence{}
		g.clients[client] = at
	}
	if g.inside < g.places && at.inside < half(g.places) {
		g.inside++
		at.inside++
		g.mutex.Unlock()
		return nil
	}
	if len(g.waiting) >= g.queue || at.waiting >= half(g.queue) {
		g.forget(client)
		g.mutex.Unlock()
		return errFull
	}
	w := &waiter{client: client, admit: make(chan struct{})}
	g.waiting = append(g.waiting, w)
	at.waiting++
	g.mutex.Unlock()

	patience := time.NewTimer(g.patience)
	defer patience.Stop()
	var err error
	select {
	case <-w.admit:
		return nil
	case <-patience.C:
		err = errFull
	case <-ctx.Done():
		err = ctx.Err()
	}
	g.mutex.Lock()
	defer g.mutex.Unlock()
	if w.removed { // it was admitted at the last moment
		return nil
	}
	g.waiting = slices.DeleteFunc(g.waiting, func(other *waiter) bool { return other == w })
	at.waiting--
	g.forget(client)
	return err
}

// leave gives a place back, to the first who waits and may have one.
func (g *Gate) leave(client string) {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	g.inside--
	g.clients[client].inside--
	g.forget(client)
	for i, w := range g.waiting {
		at := g.clients[w.client]
		if at.inside < half(g.places) {
			g.waiting = slices.Delete(g.waiting, i, i+1)
			w.removed = true
			at.waiting--
			at.inside++
			g.inside++
			close(w.admit)
			return
		}
	}
}

// forget drops a client of whom nothing is left.
func (g *Gate) forget(client string) {
	if *g.clients[client] == (presence{}) {
		delete(g.clients, client)
	}
}

func half(n int) int { return max(1, n/2) }

// errFull is what those are told who find no place.
var errFull = diplo.Errorf(diplo.Unavailable, "the server is busy: %w", &Later{time.Second})
