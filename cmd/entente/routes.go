package main

import (
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"entente/graph"
	"entente/internal/access"
	"entente/internal/actors"
	"entente/internal/explorer/pages"
	"entente/internal/explorer/playground"
	"entente/internal/export"
	"entente/internal/live"
	"entente/internal/metrics"
	"entente/internal/query"
	"entente/internal/tracing"
	"entente/internal/web"
)

// site is what a server is made of.
type site struct {
	store    live.Store
	lines    *graph.Lines
	articles *desk
	guard    *access.Guard
	limits   graph.Limits
	origins  web.Origins
	metrics  *metrics.Metrics
	tracer   *tracing.Tracer // nil is none
	ready    *readiness
	log      *slog.Logger
	audit    *slog.Logger
}

// handler answers all that the server answers.
func (s *site) handler() http.Handler {
	layers := []web.Layer{web.Identify}
	if s.tracer != nil {
		layers = []web.Layer{s.tracer.Layer, web.Identify, web.Observe(s.tracer.Answered)}
	}
	layers = append(layers, web.Observe(s.metrics.Answered), web.Observe(web.Log(s.log)), s.origins.Layer, web.Compress)
	return web.Through(s.routes(), layers...)
}

func (s *site) routes() *http.ServeMux {
	mux := http.NewServeMux()
	config := graph.Config{
		Store: s.store, Writer: s.store, Ingester: s.articles, Limits: s.limits, Logger: s.log, Audit: s.audit, Observer: s.metrics,
		Feed: s.store.Feed, Lines: s.lines, Origins: s.origins.Hosts(),
	}
	if s.tracer != nil {
		config.Trace = s.tracer.Begin
	}
	mux.Handle("/graphql", s.guard.Handler(newGraph(config)))
	exports := (&export.Exports{
		Store: s.store, Actors: query.Known(actors.Default()), Filter: graph.ParseFilter, Clock: time.Now, Log: s.log, Version: version(),
	}).Handler()
	mux.Handle("/export/", s.guard.Handler(exports))
	mux.Handle("/feed.atom", s.guard.Handler(exports))
	mux.Handle("/openapi.json", exports)
	mux.Handle("/playground", playground.Handler())
	mux.Handle("/playground/", playground.Handler())
	pages.AddTo(mux)
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { plain(w, http.StatusOK, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) { s.ready.answer(r.Context(), w, s.store) })
	mux.Handle("GET /metrics", s.guard.Handler(s.metrics.Handler()))
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
