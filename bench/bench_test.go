package bench_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/bench"
	"entente/internal/diplo"
	"entente/internal/store"
	"entente/internal/store/embedded"
	"entente/internal/store/neo4j"
	"entente/internal/store/neo4j/neo4jtest"
	"entente/internal/store/storetest"
)

var small = bench.Size{Events: 3000, Actors: 9000, Days: 30}

func grow(t *testing.T, from, to bench.Size, g *bench.Graph) []diplo.CodedArticle {
	t.Helper()
	var all []diplo.CodedArticle
	if err := g.Grow(from, to, func(batch []diplo.CodedArticle) error {
		all = append(all, batch...)
		return store.ValidateBatch(batch)
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestAGraphIsTheSameEachTimeAndGrows(t *testing.T) {
	pattern := bench.BuiltIn()
	first, again := bench.NewGraph(pattern), bench.NewGraph(bench.BuiltIn())
	one, other := grow(t, bench.Size{}, small, first), grow(t, bench.Size{}, small, again)
	storetest.Same(t, "made again", one, other)
	mentions := 0
	for _, coded := range one {
		mentions += len(coded.Mentions)
	}
	if mentions != small.Events || len(first.Sample) == 0 {
		t.Errorf("%d events, %d subjects", mentions, len(first.Sample))
	}
	for _, coded := range grow(t, small, small.Times(2), first) {
		if day := coded.Article.Reported; day < diplo.DateOf(2018, 1, 31) || day > diplo.DateOf(2018, 3, 1) {
			t.Errorf("what came later is of %s", day)
		}
	}
}

func TestASizeKeepsItsProportions(t *testing.T) {
	if tenth := bench.ICEWS18.Of(46_855); tenth.Actors != 2303 || tenth.Days != 30 || bench.ICEWS18.Of(1).Days != 1 {
		t.Errorf("a tenth of it is %+v", tenth)
	}
}

func TestAPatternIsLearntFromWhatIsPut(t *testing.T) {
	var l bench.Learner
	if _, err := l.Pattern(); diplo.KindOf(err) != diplo.Invalid {
		t.Errorf("nothing learnt gives the error %v", err)
	}
	if _, err := l.Put(t.Context(), storetest.Sample().Articles); err != nil {
		t.Fatal(err)
	}
	pattern, err := l.Pattern()
	if err != nil {
		t.Fatal(err)
	}
	known := map[diplo.ActorID]bool{storetest.France: true, storetest.Macron: true}
	for _, coded := range grow(t, bench.Size{}, bench.Size{Events: 200, Days: 3}, bench.NewGraph(pattern)) {
		for _, m := range coded.Mentions {
			delete(known, m.Source)
		}
	}
	if len(known) > 0 {
		t.Errorf("%v do nothing", known)
	}
}

func TestAStoreIsMeasuredAtEachSize(t *testing.T) {
	s, err := embedded.Open(embedded.Temporary, embedded.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	target := bench.Target{Name: "embedded", Store: s, Disk: func() (int64, error) { return 5e6, nil }, Floor: func(context.Context) error { return nil }}
	o := bench.Options{Pattern: bench.BuiltIn(), Base: small, Factors: []int{1, 2}, Clients: []int{1, 2}, For: 4 * time.Millisecond}
	results, err := bench.Run(t.Context(), target, o)
	if err != nil || len(results) != 2 || results[1].Totals.Events <= results[0].Totals.Events {
		t.Fatalf("results %+v, %v", results, err)
	}
	for _, m := range results[1].Questions {
		if m.Answers == 0 || m.P50 == 0 && m.Question != "floor: a round trip" || m.P99 < m.P50 || m.Rate == 0 {
			t.Errorf("measured %+v", m)
		}
	}
	var b bytes.Buffer
	if err := bench.Write(&b, results); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"x2:", "load, events a second", "5 MB", "pair page, 2", "floor: a round trip, 1"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is missing from\n%s", want, b.String())
		}
	}
	if _, err := bench.Run(t.Context(), target, o); diplo.KindOf(err) != diplo.Conflict {
		t.Errorf("a store that is not empty gives the error %v", err)
	}
}

// BenchmarkLoad puts as many events as ICEWS18 has into an empty embedded store, 10,000 at a time.
func BenchmarkLoad(b *testing.B) {
	graph := bench.NewGraph(bench.BuiltIn())
	var batches [][]diplo.CodedArticle
	graph.Grow(bench.Size{}, bench.ICEWS18, func(batch []diplo.CodedArticle) error {
		batches = append(batches, slices.Clone(batch))
		return nil
	})
	events := 0
	for b.Loop() {
		b.StopTimer()
		s, err := embedded.Open(filepath.Join(b.TempDir(), "bench.db"), embedded.Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		for _, batch := range batches {
			result, err := s.Put(b.Context(), batch)
			if err != nil {
				b.Fatal(err)
			}
			events += result.NewEvents
		}
		b.StopTimer()
		s.Close()
		b.StartTimer()
	}
	b.ReportMetric(float64(events)/b.Elapsed().Seconds(), "events/s")
}

// BenchmarkQuestions asks each question of a tenth of ICEWS18: of the embedded store, and of the Neo4j that NEO4J_URI names, which is
// emptied.
func BenchmarkQuestions(b *testing.B) {
	stores := map[string]func(b *testing.B) (store.Store, error){
		"embedded": func(b *testing.B) (store.Store, error) {
			return embedded.Open(filepath.Join(b.TempDir(), "bench.db"), embedded.Options{})
		},
	}
	if os.Getenv("NEO4J_URI") != "" {
		stores["neo4j"] = func(b *testing.B) (store.Store, error) {
			server := neo4jtest.Open(b)
			return neo4j.Open(b.Context(), neo4j.Config{URI: server.URI, User: server.User, Password: server.Password, Database: server.Database})
		}
	}
	for name, open := range stores {
		b.Run(name, func(b *testing.B) {
			s, err := open(b)
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			graph := bench.NewGraph(bench.BuiltIn())
			tenth := bench.ICEWS18.Of(bench.ICEWS18.Events / 10)
			if err := graph.Grow(bench.Size{}, tenth, func(batch []diplo.CodedArticle) error {
				_, err := s.Put(b.Context(), batch)
				return err
			}); err != nil {
				b.Fatal(err)
			}
			for _, q := range bench.Questions() {
				b.Run(q.Name, func(b *testing.B) {
					i := 0
					for b.Loop() {
						if err := q.Ask(b.Context(), s, graph.Sample[i%len(graph.Sample)]); err != nil {
							b.Fatal(err)
						}
						i++
					}
				})
			}
		})
	}
}
