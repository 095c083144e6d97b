package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"entente/internal/store"
	"entente/internal/store/embedded"
	"entente/internal/store/neo4j"
	"entente/internal/store/neo4j/neo4jtest"
)

// place is where the graph is kept.
type place interface {
	// name is what a reader of the table calls it.
	name() string
	// flag is what --store is set to.
	flag() string
	// look opens the store beside a program that writes it; an error where there is none yet.
	look(ctx context.Context) (store.Store, error)
	// open opens the store that no program has open.
	open(ctx context.Context) (store.Store, error)
	// check has the store check itself, where it can.
	check(ctx context.Context, s store.Store) error
	// empty makes it as if there had never been anything.
	empty(ctx context.Context) error
	close() error
}

func newPlace(ctx context.Context, store, dir string) (place, error) {
	switch store {
	case "embedded":
		return file(filepath.Join(dir, "graph.db")), nil
	case "neo4j":
		say("starting Neo4j")
		process, err := neo4jtest.Start(ctx)
		return server{process}, err
	}
	return nil, fmt.Errorf("the store is embedded or neo4j, not %q", store)
}

// file is the embedded store at the path.
type file string

func (f file) name() string { return "embedded store" }
func (f file) flag() string { return string(f) }
func (f file) close() error { return nil }

func (f file) look(context.Context) (store.Store, error) {
	return embedded.Open(string(f), embedded.Options{ReadOnly: true})
}

func (f file) open(context.Context) (store.Store, error) {
	return embedded.Open(string(f), embedded.Options{})
}

func (f file) check(ctx context.Context, s store.Store) error {
	return s.(*embedded.Store).Check(ctx)
}

func (f file) empty(context.Context) error {
	for _, end := range []string{"", "-wal", "-shm", ".lock"} {
		if err := os.Remove(string(f) + end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// server is a Neo4j.
type server struct{ *neo4jtest.Process }

func (s server) name() string { return "Neo4j" }
func (s server) flag() string { return s.URI }
func (s server) close() error { return s.Stop() }

func (s server) look(ctx context.Context) (store.Store, error) { return s.open(ctx) }

func (s server) open(ctx context.Context) (store.Store, error) {
	return neo4j.Open(ctx, neo4j.Config{URI: s.URI})
}

func (s server) check(context.Context, store.Store) error { return nil }

func (s server) empty(ctx context.Context) error { return s.Empty(ctx) }
