package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"entente/graph"
	"entente/internal/access"
	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/explorer/pages"
	"entente/internal/explorer/playground"
	"entente/internal/export"
	"entente/internal/live"
	"entente/internal/query"
	"entente/internal/store"
	"entente/loader/fetch"
)

// routes are all that the server answers. It is ready once the flag is set.
func routes(s live.Store, web *fetch.Client, lines *graph.Lines, guard *access.Guard, ready *atomic.Bool) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/graphql", guard.Handler(newGraph(graph.Config{Store: s, Writer: s, Ingester: newDesk(web), Feed: s.Feed, Lines: lines})))
	exports := (&export.Exports{
		Store: s, Actors: query.Known(actors.Default()), Filter: graph.ParseFilter, Clock: time.Now, Log: slog.Default(), Version: version(),
	}).Handler()
	mux.Handle("/export/", guard.Handler(exports))
	mux.Handle("/feed.atom", guard.Handler(exports))
	mux.Handle("/openapi.json", exports)
	mux.Handle("/playground", playground.Handler())
	mux.Handle("/playground/", playground.Handler())
	pages.AddTo(mux)
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { plain(w, http.StatusOK, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) { answerReady(r.Context(), w, s, ready) })
	return mux
}

// newGraph is the GraphQL handler over a store, with what the program knows of actors.
func newGraph(config graph.Config) http.Handler {
	config.Actors, config.Version = query.Known(actors.Default()), version()
	return graph.NewHandler(config)
}

// plain answers with a line of text.
func plain(w http.ResponseWriter, status int, line string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	fmt.Fprintln(w, line)
}

// readyWithin is how long the store may take to show that it answers.
const readyWithin = 2 * time.Second

// answerReady answers 200 when everything that was to be loaded is there and the store answers.
func answerReady(ctx context.Context, w http.ResponseWriter, s store.Reader, ready *atomic.Bool) {
	if !ready.Load() {
		plain(w, http.StatusServiceUnavailable, "loading")
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
