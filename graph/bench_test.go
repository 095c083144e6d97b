package graph_test

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"sync"
	"testing"

	"entente/internal/diplo"
	"entente/internal/store"
	"entente/internal/store/embedded"
)

// repeating answers a question that was asked before without the store behind it: what an answer costs beside the store.
type repeating struct {
	store.Reader
	answers sync.Map
}

func repeat[T any](r *repeating, question string, ask func() (T, error)) (T, error) {
	if known, there := r.answers.Load(question); there {
		return known.(T), nil
	}
	answer, err := ask()
	r.answers.Store(question, answer)
	return answer, err
}

func (r *repeating) ActorsByID(ctx context.Context, ids []diplo.ActorID) ([]*diplo.Actor, error) {
	return repeat(r, fmt.Sprint("actors ", len(ids), ids[0]), func() ([]*diplo.Actor, error) { return r.Reader.ActorsByID(ctx, ids) })
}

func (r *repeating) ArticlesByID(ctx context.Context, ids []diplo.ArticleID) ([]*diplo.Article, error) {
	return repeat(r, fmt.Sprint("articles ", len(ids), ids[0]), func() ([]*diplo.Article, error) { return r.Reader.ArticlesByID(ctx, ids) })
}

func (r *repeating) Actors(ctx context.Context, filter store.ActorFilter, page store.PageRequest) (store.Page[*diplo.Actor], error) {
	return repeat(r, "named "+filter.Name, func() (store.Page[*diplo.Actor], error) { return r.Reader.Actors(ctx, filter, page) })
}

func (r *repeating) EventsEach(ctx context.Context, filters []store.EventFilter, order store.EventOrder, page store.PageRequest) ([]store.Page[*diplo.Event], error) {
	return repeat(r, "events", func() ([]store.Page[*diplo.Event], error) { return r.Reader.EventsEach(ctx, filters, order, page) })
}

func (r *repeating) Mentions(ctx context.Context, events []diplo.EventID) ([][]*diplo.Mention, error) {
	return repeat(r, fmt.Sprint("mentions ", len(events), events[0]), func() ([][]*diplo.Mention, error) { return r.Reader.Mentions(ctx, events) })
}

// BenchmarkADyadPageOfFiftyEvents asks for the events between two with their actors and first mention: of a store, and of one that has the answers at
// hand. ENTENTE_BENCH_STORE names the file of a store that has Russia and Ukraine; else there are fifty events.
func BenchmarkADyadPageOfFiftyEvents(b *testing.B) {
	const question = `{ dyad(a: %q, b: %q) { events(first: 50) { nodes {
		id relation date { iso } source { id name } target { __typename ... on Actor { id name } } mentions(first: 1) { sentence article { title outlet } } } } } }`
	query := fmt.Sprintf(question, "USA", "FRA")
	s := store.Store(nil)
	if file := os.Getenv("ENTENTE_BENCH_STORE"); file != "" {
		var err error
		if s, err = embedded.Open(file, embedded.Options{}); err != nil {
			b.Fatal(err)
		}
		defer s.Close()
		query = fmt.Sprintf(question, "Russia", "Ukraine")
	} else {
		s = storeOf(b, many(50))
	}
	for _, from := range []struct {
		name    string
		handler http.Handler
	}{{"store", serve(b, s)}, {"answers at hand", serve(b, &repeating{Reader: s})}} {
		b.Run(from.name, func(b *testing.B) {
			b.ReportAllocs()
			if got := ask(b, from.handler, query); len(got.Errors) > 0 || len(got.raw) < 5000 {
				b.Fatal(got.raw)
			}
			for b.Loop() {
				post(b, from.handler, query)
			}
		})
	}
}

// post asks and leaves the answer unread.
func post(b *testing.B, h http.Handler, query string) {
	b.Helper()
	if w := answerTo(b, h, query); w.Code != http.StatusOK {
		b.Fatal(w.Body.String())
	}
}
