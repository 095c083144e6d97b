package embedded

import (
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"entente/internal/diplo"
	"entente/internal/store"
	"entente/internal/store/storetest"
)

func onDisk(b *testing.B) *Store {
	b.Helper()
	s, err := Open(filepath.Join(b.TempDir(), "graph.db"), Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	return s
}

func mustPut(b *testing.B, s *Store, batch []diplo.CodedArticle) store.PutResult {
	result, err := s.Put(b.Context(), batch)
	if err != nil {
		b.Fatal(err)
	}
	return result
}

// batches cuts the articles into batches of about that many mentions.
func batches(articles []diplo.CodedArticle, mentions int) (cut [][]diplo.CodedArticle) {
	n := 0
	for from, i := 0, 0; i < len(articles); i++ {
		if n += len(articles[i].Mentions); n >= mentions || i == len(articles)-1 {
			cut = append(cut, articles[from:i+1])
			from, n = i+1, 0
		}
	}
	return cut
}

// BenchmarkPut measures mentions a second into a growing store.
func BenchmarkPut(b *testing.B) {
	for _, c := range []struct {
		mentions, size, clients int
	}{{100_000, 2000, 1}, {100_000, 2000, 4}, {100_000, 10_000, 2}, {5_000, 10, 1}, {20_000, 10, 16}} {
		b.Run(fmt.Sprintf("%d mentions, %d a batch, %d clients", c.mentions, c.size, c.clients), func(b *testing.B) {
			var seed atomic.Int64
			for b.Loop() {
				b.StopTimer()
				s := onDisk(b)
				work := batches(storetest.NewNews(seed.Add(1), 20_000, 365).Articles(c.mentions), c.size)
				var next atomic.Int64
				var wait sync.WaitGroup
				b.StartTimer()
				for range c.clients {
					wait.Go(func() {
						for {
							i := next.Add(1) - 1
							if i >= int64(len(work)) {
								return
							}
							mustPut(b, s, work[i])
						}
					})
				}
				wait.Wait()
			}
			b.ReportMetric(float64(c.mentions)*float64(b.N)/b.Elapsed().Seconds(), "mentions/s")
		})
	}
}

var loaded = sync.OnceValue(func() *Store {
	s, err := Open(Temporary, Options{})
	if err != nil {
		panic(err)
	}
	for _, batch := range batches(storetest.NewNews(1, 20_000, 365).Articles(400_000), 5000) {
		if _, err := s.Put(background, batch); err != nil {
			panic(err)
		}
	}
	return s
})

// BenchmarkAsk measures the main questions of a year of news.
func BenchmarkAsk(b *testing.B) {
	s := loaded()
	ctx := b.Context()
	busy := storetest.NewNews(1, 20_000, 365).Busy(300)
	match := func(id diplo.ActorID, scope store.Scope) *store.ActorMatch {
		return &store.ActorMatch{IDs: []diplo.ActorID{id}, Scope: scope}
	}
	between := func(i int, scope store.Scope) store.EventFilter {
		return store.EventFilter{Between: &[2]store.ActorMatch{*match(busy[i%20], scope), *match(busy[(i+1+i%7)%20], scope)}}
	}
	window := func(f store.EventFilter, i int) store.EventFilter {
		from, _ := diplo.ParseDay("2018-02-01")
		f.Date = &store.DayRange{From: from + diplo.Day(i%200), To: from + diplo.Day(i%200) + 90}
		return f
	}
	events := func(f store.EventFilter, order store.EventOrder) error {
		_, err := s.Events(ctx, f, order, store.PageRequest{Limit: 50})
		return err
	}
	groups := func(f store.EventFilter, limit int, by ...store.Dimension) error {
		_, err := s.Groups(ctx, f, by, store.CountEvents, limit)
		return err
	}
	month, _ := diplo.ParseDay("2018-06-01")
	for _, question := range []struct {
		name string
		ask  func(i int) error
	}{
		{"page of a pair", func(i int) error { return events(between(i, store.Self), "") }},
		{"page of a pair in a window", func(i int) error { return events(window(between(i, store.Self), i), "") }},
		{"page of a pair with officials", func(i int) error { return events(between(i, store.Officials), "") }},
		{"page of an actor", func(i int) error { return events(store.EventFilter{Either: match(busy[i%300], store.Officials)}, "") }},
		{"page of a source, oldest first", func(i int) error {
			return events(store.EventFilter{Source: match(busy[i%300], store.Self)}, store.OldestFirst)
		}},
		{"page of a relation in a window", func(i int) error {
			return events(window(store.EventFilter{Relations: []diplo.Relation{diplo.Ontology[i%50].Relation}}, i), "")
		}},
		{"page of all", func(i int) error { return events(store.EventFilter{}, "") }},
		{"page recently stored", func(i int) error { return events(store.EventFilter{}, store.RecentlyStoredFirst) }},
		{"partners of a busy actor", func(i int) error {
			return groups(store.EventFilter{Source: match(busy[i%10], store.Self)}, 50, store.ByTarget)
		}},
		{"partners of a middling actor", func(i int) error {
			return groups(store.EventFilter{Source: match(busy[100+i%200], store.Self)}, 50, store.ByTarget)
		}},
		{"months of a pair", func(i int) error { return groups(between(i, store.Officials), 100, store.ByMonth) }},
		{"top 20 sources in 30 days", func(i int) error {
			return groups(store.EventFilter{Date: &store.DayRange{From: month, To: month + 29}}, 20, store.BySource)
		}},
		{"days of all", func(i int) error { return groups(store.EventFilter{}, 1000, store.ByDay) }},
		{"count of an actor", func(i int) error {
			_, err := s.CountEvents(ctx, store.EventFilter{Either: match(busy[i%300], store.Officials)})
			return err
		}},
		{"count of all", func(i int) error { _, err := s.CountEvents(ctx, store.EventFilter{}); return err }},
		{"names by prefix", func(i int) error {
			_, err := s.Actors(ctx, store.ActorFilter{Name: "person b" + string("aeiou"[i%5])}, store.PageRequest{})
			return err
		}},
		{"search of two words", func(i int) error { _, err := s.Search(ctx, "babe ti", nil, 20); return err }},
		{"50 events by id", nil},
	} {
		if question.ask == nil {
			page, err := s.Events(ctx, store.EventFilter{}, "", store.PageRequest{Limit: 50})
			if err != nil {
				b.Fatal(err)
			}
			ids := make([]diplo.EventID, len(page.Items))
			for i, e := range page.Items {
				ids[i] = e.ID
			}
			question.ask = func(int) error { _, err := s.EventsByID(ctx, ids); return err }
		}
		b.Run(question.name, func(b *testing.B) {
			i := 0
			for b.Loop() {
				if err := question.ask(i); err != nil {
					b.Fatal(err)
				}
				i++
			}
		})
	}
}
