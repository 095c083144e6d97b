package main

import (
	"context"
	"strings"

	"entente/internal/diplo"
	"entente/internal/store"
	"entente/internal/store/embedded"
	"entente/internal/store/neo4j"
)

// storeFlags say which store is meant.
type storeFlags struct {
	Store         string `help:"File of the embedded store, or the URI of a Neo4j server (bolt://, neo4j://, neo4j+s://); ${default} when left out." default:"entente.db" placeholder:"PATH|URI" env:"ENTENTE_STORE,NEO4J_URI" group:"Store"`
	Memory        memory `help:"Memory that the embedded store may use to keep its file at hand; ${default} when left out." default:"256MB" placeholder:"SIZE" env:"ENTENTE_MEMORY" group:"Store"`
	Neo4jUser     string `name:"neo4j-user" help:"User at the Neo4j server." placeholder:"NAME" env:"NEO4J_USER,NEO4J_USERNAME" group:"Store"`
	Neo4jPassword string `name:"neo4j-password" help:"Password at the Neo4j server; better given in the environment." placeholder:"WORD" env:"NEO4J_PASSWORD" group:"Store"`
	Neo4jDatabase string `name:"neo4j-database" help:"Database of the Neo4j server; its default when left out." placeholder:"NAME" env:"NEO4J_DATABASE" group:"Store"`
}

// defaultStore is the store when none is named; the tag of Store says the same.
const defaultStore = "entente.db"

// neo4jSchemes are those of a Neo4j server's URI.
var neo4jSchemes = []string{"bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"}

// remote tells whether the store is a Neo4j server; any other URI is refused.
func (f *storeFlags) remote() (bool, error) {
	scheme, _, isURI := strings.Cut(f.Store, "://")
	if !isURI {
		return false, nil
	}
	for _, known := range neo4jSchemes {
		if scheme == known {
			return true, nil
		}
	}
	return false, diplo.Errorf(diplo.Invalid, "the store %q is neither a file nor a Neo4j server; its URI begins with %s://", f.Store, strings.Join(neo4jSchemes, "://, "))
}

// intent is what a command wants of the store.
type intent int

const (
	toRead  intent = iota // it must be there; another process may have it open
	toWrite               // it is made when it is not there
)

// open opens the store. Its errors say what to do next.
func (f *storeFlags) open(ctx context.Context, want intent) (store.Store, error) {
	remote, err := f.remote()
	if err != nil {
		return nil, err
	}
	if remote {
		s, err := neo4j.Open(ctx, f.neo4j())
		if err != nil {
			return nil, hint(err, checkServer)
		}
		return s, nil
	}
	s, err := f.openFile(want)
	if err != nil {
		return nil, err
	}
	return s, nil
}

// checkServer is what to do when a Neo4j server is not reached.
const checkServer = "Check that the server runs, its address, and NEO4J_USER and NEO4J_PASSWORD."

// neo4j is the server that is meant.
func (f *storeFlags) neo4j() neo4j.Config {
	return neo4j.Config{URI: f.Store, User: f.Neo4jUser, Password: f.Neo4jPassword, Database: f.Neo4jDatabase}
}

// openFile opens the embedded store.
func (f *storeFlags) openFile(want intent) (*embedded.Store, error) {
	if err := f.wantFile(); err != nil {
		return nil, err
	}
	s, err := embedded.Open(f.Store, embedded.Options{ReadOnly: want == toRead, CacheBytes: int64(f.Memory)})
	switch diplo.KindOf(err) {
	case "":
		return s, nil
	case diplo.NotFound:
		return nil, hint(err, "Load articles first (entente load PATH), or name another store with --store.")
	case diplo.Conflict:
		return nil, hint(err, "A server that has it open can be asked: entente query --server http://"+defaultListen+" …")
	}
	return nil, err
}

// hint adds a line to an error; its kind stays.
func hint(err error, line string) error {
	return diplo.Errorf(diplo.KindOf(err), "%w\n%s", err, line)
}
