package main

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
)

// readiness is whether a server takes requests; the zero value does not yet.
type readiness struct{ state atomic.Int32 }

// The states of a server.
const (
	starting int32 = iota
	serving
	stopping
)

// unready is what is said of the states in which no request should come.
var unready = map[int32]string{starting: "loading", stopping: "stopping"}

// readyWithin is how long the store may take to show that it answers.
const readyWithin = 2 * time.Second

// answer answers 200 when all that was to be loaded is there, the server is not about to stop, and the store answers.
func (r *readiness) answer(ctx context.Context, w http.ResponseWriter, s store.Reader) {
	if why := unready[r.state.Load()]; why != "" {
		plain(w, http.StatusServiceUnavailable, why)
		return
	}
	ctx, cancel := context.WithTimeout(ctx, readyWithin)
	defer cancel()
	if _, err := s.ActorsByID(ctx, []diplo.ActorID{"country:FRA"}); err != nil {
		plain(w, http.StatusServiceUnavailable, "the store does not answer")
		return
	}
	plain(w, http.StatusOK, "ready")
}
