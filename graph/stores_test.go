package graph_test

import (
	"testing"

	"entente/graph"
	"entente/internal/diplo"
	"entente/internal/store"
	"entente/internal/store/embedded"
	"entente/internal/store/neo4j"
	"entente/internal/store/neo4j/neo4jtest"
)

// onEachStore runs the test on an empty store of each kind.
func onEachStore(t *testing.T, test func(t *testing.T, s store.Store)) {
	t.Run("embedded", func(t *testing.T) {
		s, err := embedded.Open(embedded.Temporary, embedded.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		test(t, s)
	})
	t.Run("Neo4j", func(t *testing.T) {
		neo4jtest.Open(t)
		s := openNeo4j(t)
		defer s.Close()
		test(t, s)
	})
}

// openNeo4j gives a store over the database of the tests as it is.
func openNeo4j(t *testing.T) store.Store {
	t.Helper()
	server := neo4jtest.Current(t)
	s, err := neo4j.Open(t.Context(), neo4j.Config{URI: server.URI, User: server.User, Password: server.Password, Database: server.Database})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// put stores the articles.
func put(t *testing.T, s store.Putter, articles ...diplo.CodedArticle) {
	t.Helper()
	if _, err := s.Put(t.Context(), articles); err != nil {
		t.Fatal(err)
	}
}

// editable lets the store be changed by the API.
func editable(s store.Store) func(*graph.Config) {
	return func(c *graph.Config) { c.Writer = s }
}
