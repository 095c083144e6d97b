package neo4j_test

import (
	"testing"

	"entente/internal/store"
	"entente/internal/store/neo4j"
	"entente/internal/store/neo4j/neo4jtest"
	"entente/internal/store/storetest"
)

// open gives a store over an empty database.
func open(tb testing.TB) store.Store {
	tb.Helper()
	server := neo4jtest.Open(tb)
	s, err := neo4j.Open(tb.Context(), neo4j.Config{URI: server.URI, User: server.User, Password: server.Password, Database: server.Database})
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func TestStoreKeepsTheContract(t *testing.T) { storetest.Run(t, open) }
