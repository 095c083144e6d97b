package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"entente/graph"
	"entente/internal/access"
	"entente/internal/diplo"
	"entente/internal/store"
)

// constantStore answers every page of events with the same fifty and every page of actors with the same ten, at once: what is left of a question's cost is that of GraphQL and
// HTTP. Verbs that no question of this command needs are not there.
type constantStore struct {
	store.Reader
	actors   map[diplo.ActorID]*diplo.Actor
	articles map[diplo.ArticleID]*diplo.Article
	mentions map[diplo.EventID][]*diplo.Mention
	events   []*diplo.Event
}

func newConstantStore() *constantStore {
	s := &constantStore{actors: map[diplo.ActorID]*diplo.Actor{}, articles: map[diplo.ArticleID]*diplo.Article{}, mentions: map[diplo.EventID][]*diplo.Mention{}}
	for _, name := range []string{"France", "Armenia"} {
		id := diplo.ActorID("country:" + map[string]string{"France": "FRA", "Armenia": "ARM"}[name])
		s.actors[id] = &diplo.Actor{ID: id, Kind: diplo.KindCountry, Name: name, Code: string(id[8:])}
	}
	day := diplo.DateOf(2023, 9, 19)
	for i := range 50 {
		article := &diplo.Article{ID: diplo.ArticleID(fmt.Sprintf("article:%d", i)), Title: fmt.Sprintf("Talks on day %d", i), URL: fmt.Sprintf("https://news.example/%d", i)}
		s.articles[article.ID] = article
		claim := diplo.Claim{Relation: "SPOKE_TO", Source: "country:FRA", Target: "country:ARM", Date: diplo.OnDay(day-diplo.Day(i), diplo.BasisData, ""), Modality: diplo.Asserted}
		m := &diplo.Mention{Claim: claim, Quote: "The presidents of France and Armenia spoke by telephone for an hour about the border and the prisoners.", Confidence: 0.8}
		m.Identify(article)
		s.mentions[m.Event] = []*diplo.Mention{m}
		event := diplo.Fold([]diplo.Evidence{{Mention: m, Cluster: "cluster:1", Outlet: "The Example"}})
		s.events = append(s.events, &event)
	}
	return s
}

func (s *constantStore) Events(context.Context, store.EventFilter, store.EventOrder, store.PageRequest) (store.Page[*diplo.Event], error) {
	return store.Page[*diplo.Event]{Items: s.events}, nil
}

func (s *constantStore) EventsEach(_ context.Context, filters []store.EventFilter, _ store.EventOrder, _ store.PageRequest) ([]store.Page[*diplo.Event], error) {
	pages := make([]store.Page[*diplo.Event], len(filters))
	for i := range pages {
		pages[i].Items = s.events
	}
	return pages, nil
}

func (s *constantStore) Actors(context.Context, store.ActorFilter, store.PageRequest) (store.Page[*diplo.Actor], error) {
	page := store.Page[*diplo.Actor]{}
	for range 10 {
		page.Items = append(page.Items, s.actors["country:FRA"])
	}
	return page, nil
}

func (s *constantStore) ActorsByID(_ context.Context, ids []diplo.ActorID) ([]*diplo.Actor, error) {
	return byID(s.actors, ids, s.actors["country:FRA"]), nil
}

func (s *constantStore) ArticlesByID(_ context.Context, ids []diplo.ArticleID) ([]*diplo.Article, error) {
	return byID(s.articles, ids, nil), nil
}

func (s *constantStore) Mentions(_ context.Context, events []diplo.EventID) ([][]*diplo.Mention, error) {
	return byID(s.mentions, events, nil), nil
}

// byID looks each up; what is not there is other.
func byID[K comparable, V any](known map[K]V, ids []K, other V) []V {
	found := make([]V, len(ids))
	for i, id := range ids {
		v, there := known[id]
		if !there {
			v = other
		}
		found[i] = v
	}
	return found
}

// serveConstant serves GraphQL over a constantStore until the context ends.
func serveConstant(ctx context.Context, address string) error {
	mux := http.NewServeMux()
	guard := &access.Guard{Anybody: access.Reader, OnlyHere: true}
	mux.Handle("/graphql", guard.Handler(graph.NewHandler(graph.Config{Store: newConstantStore()})))
	server := &http.Server{Addr: address, Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
