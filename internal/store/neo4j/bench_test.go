package neo4j_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/internal/diplo"
	"entente/internal/store"
	"entente/internal/store/neo4j/neo4jtest"
)

// table makes articles like those of an imported table: rows mentions each, of events between a few
// busy actors and many quiet ones.
func table(seed uint64, articles, rows int) []diplo.CodedArticle {
	dice := rand.New(rand.NewPCG(seed, 0))
	zipf := rand.NewZipf(dice, 1.2, 4, 6999)
	actors := make([]diplo.Actor, 7000)
	for i := range actors {
		code := fmt.Sprintf("C%02d", i%200)
		if i < 200 {
			actors[i] = diplo.Actor{ID: diplo.CountryID(code), Kind: diplo.KindCountry, Name: "Country " + code, Code: code}
		} else {
			actors[i] = diplo.Actor{ID: diplo.ActorID(fmt.Sprintf("person:number-%d", i)), Kind: diplo.KindPerson, Name: fmt.Sprintf("Person Number %d", i), Code: code}
		}
	}
	all := make([]diplo.CodedArticle, articles)
	for i := range all {
		text := fmt.Sprintf("table %d part %d", seed, i)
		article := diplo.Article{ID: diplo.ArticleIDOf("", text, diplo.NoDay), Text: text, Cluster: diplo.ClusterIDOf(text), Outlet: "Table", Reported: diplo.NoDay}
		coded := diplo.CodedArticle{Article: article}
		used := map[diplo.ActorID]bool{}
		seen := map[diplo.MentionID]bool{}
		for row := range rows {
			source, target := &actors[zipf.Uint64()], &actors[zipf.Uint64()]
			day := diplo.DateOf(2014, 1, 1+dice.IntN(365))
			m := diplo.Mention{
				Claim: diplo.Claim{
					Relation: diplo.Ontology[dice.IntN(len(diplo.Ontology))].Relation, Source: source.ID, Target: target.ID,
					Date: diplo.OnDay(day, diplo.BasisData, ""), Modality: diplo.Asserted,
				},
				Trigger: diplo.Span{Start: row, End: row}, Confidence: 1, Extractor: "table 1",
			}
			if source.Kind == diplo.KindPerson && dice.IntN(2) == 0 {
				m.SourceFor = diplo.CountryID(source.Code)
				used[m.SourceFor] = true
			}
			m.Identify(&article)
			if seen[m.ID] {
				continue
			}
			seen[m.ID], used[source.ID], used[target.ID] = true, true, true
			coded.Mentions = append(coded.Mentions, m)
		}
		for j := range actors {
			if used[actors[j].ID] {
				coded.Actors = append(coded.Actors, actors[j])
			}
		}
		all[i] = coded
	}
	return all
}

// BenchmarkBulkLoad stores tables in batches as a loader does.
func BenchmarkBulkLoad(b *testing.B) {
	for _, shape := range []struct{ articles, rows, batch int }{{60, 1000, 10}, {20000, 1, 2000}} {
		b.Run(fmt.Sprintf("articles of %d events", shape.rows), func(b *testing.B) {
			s := open(b)
			defer s.Close()
			round := uint64(0)
			events := 0
			for b.Loop() {
				round++
				all := table(round, shape.articles, shape.rows)
				for len(all) > 0 {
					result, err := s.Put(b.Context(), all[:shape.batch])
					if err != nil {
						b.Fatal(err)
					}
					events += result.NewEvents
					all = all[shape.batch:]
				}
			}
			b.ReportMetric(float64(events)/b.Elapsed().Seconds(), "events/s")
		})
	}
}

// bolt asks the server for nothing but an answer.
func bolt(b *testing.B) func(context.Context) error {
	server := neo4jtest.Current(b)
	token := driver.NoAuth()
	if server.User != "" {
		token = driver.BasicAuth(server.User, server.Password, "")
	}
	d, err := driver.NewDriverWithContext(server.URI, token)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { d.Close(context.Background()) })
	return func(ctx context.Context) error {
		session := d.NewSession(ctx, driver.SessionConfig{AccessMode: driver.AccessModeRead, DatabaseName: server.Database})
		result, err := session.Run(ctx, "RETURN 1", nil)
		if err == nil {
			_, err = result.Consume(ctx)
		}
		return errors.Join(err, session.Close(ctx))
	}
}

// BenchmarkQuestions asks what analysts ask most, of 60,000 events.
func BenchmarkQuestions(b *testing.B) {
	s := open(b)
	defer s.Close()
	for part := range 6 {
		if _, err := s.Put(b.Context(), table(uint64(1+part), 10, 1000)); err != nil {
			b.Fatal(err)
		}
	}
	nothing := bolt(b)
	window := &store.DayRange{From: diplo.DateOf(2014, 3, 1), To: diplo.DateOf(2014, 9, 1)}
	country := func(i int, scope store.Scope) store.ActorMatch {
		return store.ActorMatch{IDs: []diplo.ActorID{diplo.CountryID(fmt.Sprintf("C%02d", i))}, Scope: scope}
	}
	for _, question := range []struct {
		name string
		ask  func(i int) error
	}{
		{"RETURN 1, what no question can do without", func(int) error { return nothing(b.Context()) }},
		{"page of a pair in a window", func(i int) error {
			_, err := s.Events(b.Context(), store.EventFilter{Between: &[2]store.ActorMatch{country(i%20, ""), country(20, "")}, Date: window}, "", store.PageRequest{Limit: 50})
			return err
		}},
		{"page of a pair with officials", func(i int) error {
			_, err := s.Events(b.Context(), store.EventFilter{Between: &[2]store.ActorMatch{country(i%20, store.Officials), country(20, store.Officials)}}, "", store.PageRequest{Limit: 50})
			return err
		}},
		{"partners of an actor", func(i int) error {
			actor := country(i%20, "")
			_, err := s.Groups(b.Context(), store.EventFilter{Source: &actor}, []store.Dimension{store.ByTarget}, store.CountEvents, 50)
			return err
		}},
		{"months of a pair", func(i int) error {
			_, err := s.Groups(b.Context(), store.EventFilter{Between: &[2]store.ActorMatch{country(i%20, ""), country(20, "")}}, []store.Dimension{store.ByMonth}, store.CountEvents, 100)
			return err
		}},
		{"busiest sources in thirty days", func(i int) error {
			first := diplo.DateOf(2014, time.Month(1+i%12), 1)
			_, err := s.Groups(b.Context(), store.EventFilter{Date: &store.DayRange{From: first, To: first + 30}}, []store.Dimension{store.BySource}, store.CountEvents, 20)
			return err
		}},
		{"newest of all", func(int) error {
			_, err := s.Events(b.Context(), store.EventFilter{}, "", store.PageRequest{Limit: 50})
			return err
		}},
		{"start of a name", func(i int) error {
			_, err := s.Actors(b.Context(), store.ActorFilter{Name: fmt.Sprintf("number %d", i%100)}, store.PageRequest{})
			return err
		}},
	} {
		b.Run(question.name, func(b *testing.B) {
			i := 0
			for range 200 { // a JVM that has not seen the question takes many times as long
				i++
				if err := question.ask(i); err != nil {
					b.Fatal(err)
				}
			}
			for b.Loop() {
				i++
				if err := question.ask(i); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
