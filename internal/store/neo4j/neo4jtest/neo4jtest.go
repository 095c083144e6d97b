// Package neo4jtest gives tests a real Neo4j with an empty database.
//
// It is the server that NEO4J_URI names (with NEO4J_USER, NEO4J_PASSWORD and NEO4J_DATABASE), or else one that
// the package starts where java and mvn are there: Neo4j Community from its Maven artifacts, which are kept in
// ${XDG_CACHE_HOME:-~/.cache}/entente/neo4j-5.26. Where neither is to be had a test is skipped; with CI set in the environment
// it fails.
//
// A server that the package starts ends with the test process, however that ends. To start one for a whole run:
//
//	go run ./internal/store/neo4j/neo4jtest/start go test ./...
package neo4jtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Server says how a Neo4j is reached.
type Server struct {
	URI      string
	User     string // "" is no authentication
	Password string
	Database string // "" is the server's default
}

// Open gives the test an empty database. Neo4j Community has just one, so tests of one package that open it must not run at
// the same time, and whoever opens it again empties it; the tests of other packages wait until this
// package's process ends.
func Open(tb testing.TB) Server {
	tb.Helper()
	server := Current(tb)
	if err := server.Empty(tb.Context()); err != nil {
		tb.Fatalf("emptying Neo4j at %s: %v", server.URI, err)
	}
	return server
}

// Current is the server as it is, for a test that looks at what a store of its own wrote.
func Current(tb testing.TB) Server {
	tb.Helper()
	server, err := shared()
	switch {
	case errors.Is(err, ErrNone) && os.Getenv("CI") == "":
		tb.Skip(err)
	case err != nil:
		tb.Fatal(err)
	}
	return server
}

// shared is the one server of this process, locked against other processes.
var shared = sync.OnceValues(func() (Server, error) {
	server := FromEnvironment()
	if server.URI != "" {
		if err := lock(server.URI); err != nil {
			return Server{}, err
		}
	} else {
		if err := lock("started"); err != nil { // two servers at once would be too many for a small machine
			return Server{}, err
		}
		process, err := Start(context.Background())
		if err != nil {
			return Server{}, err
		}
		server = process.Server
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := server.claim(ctx); err != nil {
		return Server{}, err
	}
	return server, nil
})

// FromEnvironment is the server that the environment names; without a URI when it names none.
func FromEnvironment() Server {
	return Server{
		URI:      os.Getenv("NEO4J_URI"),
		User:     os.Getenv("NEO4J_USER"),
		Password: os.Getenv("NEO4J_PASSWORD"),
		Database: os.Getenv("NEO4J_DATABASE"),
	}
}

const (
	cypherHoldsAnything = `MATCH (n) RETURN count(n) AS nodes, count(CASE WHEN n:EntenteTests THEN 1 END) AS marks`
	cypherMark          = `MERGE (:EntenteTests {note: 'Tests of entente empty this database.'})`
	// Relationships go first: a busy node with all of its own is more than a transaction may hold.
	cypherEmptyRelationships = `MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 5000 ROWS`
	cypherEmptyNodes         = `MATCH (n) WHERE NOT n:EntenteTests CALL (n) { DELETE n } IN TRANSACTIONS OF 5000 ROWS`
)

// claim makes sure that the database may be emptied: it is empty, or tests had it before. Then it is emptied of all, and its constraints and
// indexes are dropped, for they may be those of another version.
func (s Server) claim(ctx context.Context) error {
	return s.run(ctx, func(session driver.SessionWithContext) error {
		records, err := collect(ctx, session, cypherHoldsAnything)
		if err != nil {
			return err
		}
		nodes, _, err := driver.GetRecordValue[int64](records[0], "nodes")
		if err != nil {
			return err
		}
		marks, _, err := driver.GetRecordValue[int64](records[0], "marks")
		if err != nil {
			return err
		}
		if nodes > 0 && marks == 0 {
			return fmt.Errorf("the Neo4j database at %s holds %d nodes that no test of entente made; tests would delete them. Give the tests a database of their own", s.URI, nodes)
		}
		if _, err := collect(ctx, session, cypherMark); err != nil {
			return err
		}
		if err := deleteAll(ctx, session); err != nil {
			return err
		}
		for _, kind := range []string{"CONSTRAINT", "INDEX"} {
			records, err := collect(ctx, session, "SHOW "+kind+" YIELD name, type WHERE type <> 'LOOKUP' RETURN name")
			if err != nil {
				return err
			}
			for _, record := range records {
				name, _, err := driver.GetRecordValue[string](record, "name")
				if err != nil {
					return err
				}
				if _, err := collect(ctx, session, "DROP "+kind+" `"+name+"` IF EXISTS"); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// Empty deletes all nodes; constraints and indexes stay.
func (s Server) Empty(ctx context.Context) error {
	return s.run(ctx, func(session driver.SessionWithContext) error { return deleteAll(ctx, session) })
}

func deleteAll(ctx context.Context, session driver.SessionWithContext) error {
	for _, cypher := range []string{cypherEmptyRelationships, cypherEmptyNodes} {
		if _, err := collect(ctx, session, cypher); err != nil {
			return err
		}
	}
	return nil
}

func (s Server) run(ctx context.Context, work func(driver.SessionWithContext) error) error {
	d, err := s.driver()
	if err != nil {
		return err
	}
	session := d.NewSession(ctx, driver.SessionConfig{DatabaseName: s.Database})
	return errors.Join(work(session), session.Close(ctx), d.Close(ctx))
}

func (s Server) driver() (driver.DriverWithContext, error) {
	token := driver.NoAuth()
	if s.User != "" {
		token = driver.BasicAuth(s.User, s.Password, "")
	}
	return driver.NewDriverWithContext(s.URI, token)
}

func collect(ctx context.Context, session driver.SessionWithContext, cypher string) ([]*driver.Record, error) {
	result, err := session.Run(ctx, cypher, nil)
	if err != nil {
		return nil, err
	}
	return result.Collect(ctx)
}
