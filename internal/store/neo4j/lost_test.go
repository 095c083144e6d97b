package neo4j_test

import (
	"context"
	"net"
	"testing"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
	"entente/internal/store/neo4j"
	"entente/internal/store/neo4j/neo4jtest"
	"entente/internal/store/storetest"
)

func TestAServerThatIsNotThereIsUnavailable(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listener.Close()
	_, err = neo4j.Open(t.Context(), neo4j.Config{URI: "bolt://" + listener.Addr().String(), RetryFor: time.Second})
	if diplo.KindOf(err) != diplo.Unavailable {
		t.Errorf("Open gave %v, want an error of kind UNAVAILABLE", err)
	}
}

func TestAnAddressThatIsNoneIsInvalid(t *testing.T) {
	_, err := neo4j.Open(t.Context(), neo4j.Config{URI: "http://localhost:7474"})
	if diplo.KindOf(err) != diplo.Invalid {
		t.Errorf("Open gave %v, want an error of kind INVALID", err)
	}
}

// A relay stands between store and server so that the server can be lost without being stopped.
func TestAServerThatIsLostIsUnavailableUntilItIsBack(t *testing.T) {
	server := neo4jtest.Open(t)
	relay := newRelay(t, server.URI)
	s, err := neo4j.Open(t.Context(), neo4j.Config{URI: relay.uri(), User: server.User, Password: server.Password, Database: server.Database, RetryFor: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	f := storetest.Sample()
	mustPut(t, s, f.Articles[0])
	relay.cut()
	if _, err := s.CountEvents(t.Context(), store.EventFilter{}); diplo.KindOf(err) != diplo.Unavailable {
		t.Errorf("a read gave %v, want an error of kind UNAVAILABLE", err)
	}
	if _, err := s.Put(t.Context(), f.Articles[1:2]); diplo.KindOf(err) != diplo.Unavailable {
		t.Errorf("Put gave %v, want an error of kind UNAVAILABLE", err)
	}
	relay.mend()
	mustPut(t, s, f.Articles[1:2]...)
	if n, err := s.CountArticles(t.Context(), store.ArticleFilter{}); n != 2 || err != nil {
		t.Errorf("when the server is back there are %d articles, %v; want 2", n, err)
	}
}

func TestAReadThatIsCancelledEndsWithTheContextsError(t *testing.T) {
	s := open(t)
	defer s.Close()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Totals(ctx); err != context.Canceled {
		t.Errorf("Totals gave %v, want %v", err, context.Canceled)
	}
}
