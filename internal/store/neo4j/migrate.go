package neo4j

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/internal/diplo"
)

// The migrations bring a database from one version of the schema to the next; the number that starts a file's
// name is the version that it leads to. Statements end in ";" at the end of a line, may be run again, and
// are never changed once released: what is new is a new file.
//
//go:embed migrations/*.cypher
var migrations embed.FS

const (
	cypherSchema = `
MERGE (s:Schema {name: 'entente'})
ON CREATE SET s.version = 0, s.longest = 0, s.writes = 0, s.sequence = 0, s.decided = 0, s.store = randomUUID()
RETURN s.version AS version, s.store AS store`
	cypherSetVersion   = `MATCH (s:Schema {name: 'entente'}) SET s.version = $version`
	cypherAwaitIndexes = `CALL db.awaitIndexes(600)`
)

// migrate runs the migrations that the database has not seen.
func (s *Store) migrate(ctx context.Context) error {
	files, err := fs.Glob(migrations, "migrations/*.cypher")
	if err != nil {
		return diplo.Errorf(diplo.Internal, "migrations: %w", err)
	}
	// A constraint on :Schema stands before all else, so that two that start at once make one node.
	if err := s.statement(ctx, `CREATE CONSTRAINT schema_name IF NOT EXISTS FOR (s:Schema) REQUIRE s.name IS UNIQUE`, nil); err != nil && !isThere(err) {
		return err
	}
	version := 0
	err = s.write(ctx, func(tx transaction) error {
		rows, err := tx.rows(cypherSchema, nil)
		if err != nil {
			return err
		}
		version, s.name = rows[0].count("version"), rows[0].text("store")
		return rows[0].err
	})
	if err != nil {
		return err
	}
	if version > len(files) {
		return diplo.Errorf(diplo.Conflict, "the Neo4j database has version %d of the schema and this entente knows %d; use the entente that wrote it, or a newer one", version, len(files))
	}
	for _, file := range files[version:] {
		if err := s.runFile(ctx, file); err != nil {
			return err
		}
		version++
		if err := s.statement(ctx, cypherSetVersion, parameters{"version": version}); err != nil {
			return err
		}
	}
	return s.statement(ctx, cypherAwaitIndexes, nil)
}

// runFile runs the statements of a migration, each in its own transaction, as schema changes need it.
func (s *Store) runFile(ctx context.Context, file string) error {
	text, err := migrations.ReadFile(file)
	if err != nil {
		return diplo.Errorf(diplo.Internal, "migration: %w", err)
	}
	for _, statement := range statements(string(text)) {
		if err := s.statement(ctx, statement, nil); err != nil && !isThere(err) {
			return fmt.Errorf("migration %s: %q: %w", file, statement, err)
		}
	}
	return nil
}

// isThere tells whether a constraint or index could not be made because another, who opened the database at the same moment, had just made it.
func isThere(err error) bool {
	var server *driver.Neo4jError
	return errors.As(err, &server) && (server.Code == "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists" ||
		server.Code == "Neo.ClientError.Schema.ConstraintAlreadyExists" || server.Code == "Neo.ClientError.Schema.IndexAlreadyExists")
}

func (s *Store) statement(ctx context.Context, cypher string, params parameters) error {
	return s.write(ctx, func(tx transaction) error { return tx.run(cypher, params) })
}

// statements splits the text of a migration; lines of comment are left out.
func statements(text string) []string {
	var all []string
	var statement []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "//") {
			continue
		}
		body, ends := strings.CutSuffix(line, ";")
		statement = append(statement, body)
		if ends {
			all = append(all, strings.Join(statement, "\n"))
			statement = nil
		}
	}
	return all
}
