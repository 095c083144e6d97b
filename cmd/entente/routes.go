package main

import (
	"context"
	"fmt"
	"html/template"
	"net/http"
	"sync/atomic"
	"time"

	"entente/graph"
	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/explorer/playground"
	"entente/internal/query"
	"entente/internal/store"
)

// routes are all that the server answers. It is ready once the flag is set.
func routes(s store.Store, ready *atomic.Bool) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/graphql", newGraph(s))
	mux.Handle("/playground", playground.Handler())
	mux.Handle("/playground/", playground.Handler())
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { plain(w, http.StatusOK, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) { answerReady(r.Context(), w, s, ready) })
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) { land(r.Context(), w, s) })
	return mux
}

// newGraph is the GraphQL handler over the store, with what the program knows of actors.
func newGraph(s store.Store) http.Handler {
	return graph.NewHandler(graph.Config{Store: s, Actors: query.Known(actors.Default()), Version: version()})
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

var landing = template.Must(template.New("landing").Parse(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>entente</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}code{font-size:.95em}</style>
<h1>entente</h1>
<p>Who did what to whom, read from the news.
{{with .}}<p>{{.Events}} events between {{.Actors}} actors, from {{.Articles}} articles{{if .Events}}, {{.FirstDay}} to {{.LastDay}}{{end}}.{{end}}
<ul>
<li><a href="/playground/">Playground</a>: write a query, see the answer
<li><code>/graphql</code>: the API, by POST or GET
<li><a href="/healthz">/healthz</a>, <a href="/readyz">/readyz</a>
</ul>
</html>
`))

// land writes the page at the root.
func land(ctx context.Context, w http.ResponseWriter, s store.Reader) {
	ctx, cancel := context.WithTimeout(ctx, readyWithin)
	defer cancel()
	var totals *store.Totals
	if t, err := s.Totals(ctx); err == nil {
		totals = &t
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
	_ = landing.Execute(w, totals) // the client has gone when it can't be written
}
