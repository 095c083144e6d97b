package neo4j_test

import (
	"testing"
	"time"

	"entente/internal/store"
	"entente/internal/store/neo4j"
	"entente/internal/store/neo4j/neo4jtest"
	"entente/internal/store/storetest"
)

// open gives a store over an empty database.
func open(tb testing.TB) store.Store {
	tb.Helper()
	return openAt(tb, nil)
}

// openAt gives one that tells the time by now.
func openAt(tb testing.TB, now func() time.Time) store.Store {
	tb.Helper()
	server := neo4jtest.Open(tb)
	s, err := neo4j.Open(tb.Context(), neo4j.Config{URI: server.URI, User: server.User, Password: server.Password, Database: server.Database, Now: now})
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func TestStoreKeepsTheContract(t *testing.T) { storetest.Run(t, open) }

func TestAClockThatIsSetCostsNothing(t *testing.T) { storetest.RunClock(t, openAt) }
