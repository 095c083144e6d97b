package neo4j

import (
	"context"
	"io/fs"
	"regexp"
	"slices"
	"time"

	"entente/internal/diplo"
)

// Examination is what a server tells of itself and of the database.
type Examination struct {
	Version, Edition string
	Schema, Known    int      // versions of the schema: the database's (0 when it has none yet), and this program's
	Missing          []string // indexes and constraints that the schema has and the database has not
	Unready          []string // indexes that are being built or have failed
	Clock            time.Time
}

const (
	cypherComponents = `CALL dbms.components() YIELD name, versions, edition WHERE name = 'Neo4j Kernel' RETURN versions[0] AS version, edition`
	cypherVersion    = `MATCH (s:Schema {name: 'entente'}) RETURN s.version AS version`
	cypherIndexes    = `SHOW INDEXES YIELD name, state RETURN name, state`
	cypherClock      = `RETURN datetime() AS now`
)

// Examine looks at a database without changing it. Its errors are those of Open.
func Examine(ctx context.Context, c Config) (Examination, error) {
	s, err := newStore(c)
	if err != nil {
		return Examination{}, err
	}
	defer func() { _ = s.driver.Close(context.WithoutCancel(ctx)) }() // nothing was written
	if err := s.driver.VerifyConnectivity(ctx); err != nil {
		return Examination{}, s.failure(ctx, err)
	}
	var e Examination
	for _, part := range []struct {
		cypher string
		each   func(*fields)
	}{
		{cypherComponents, func(row *fields) { e.Version, e.Edition = row.text("version"), row.text("edition") }},
		{cypherVersion, func(row *fields) { e.Schema = row.count("version") }},
		{cypherClock, func(row *fields) { e.Clock = row.instant("now") }},
	} {
		rows, err := s.ask(ctx, part.cypher, nil)
		if err != nil {
			return e, err
		}
		for i := range rows {
			if part.each(&rows[i]); rows[i].err != nil {
				return e, rows[i].err
			}
		}
	}
	return e, s.examineIndexes(ctx, &e)
}

// indexName finds the names of indexes and constraints in migrations.
var indexName = regexp.MustCompile(`(?m)^CREATE (?:[A-Z]+ )?(?:INDEX|CONSTRAINT) (\w+) IF NOT EXISTS`)

// examineIndexes compares the indexes of the database with those that the migrations make.
func (s *Store) examineIndexes(ctx context.Context, e *Examination) error {
	files, err := fs.Glob(migrations, "migrations/*.cypher")
	if err != nil {
		return diplo.Errorf(diplo.Internal, "migrations: %w", err)
	}
	e.Known = len(files)
	rows, err := s.ask(ctx, cypherIndexes, nil)
	if err != nil {
		return err
	}
	var there []string
	for i := range rows {
		name := rows[i].text("name")
		there = append(there, name)
		if rows[i].text("state") != "ONLINE" {
			e.Unready = append(e.Unready, name)
		}
	}
	for _, file := range files[:min(e.Schema, len(files))] {
		text, err := migrations.ReadFile(file)
		if err != nil {
			return diplo.Errorf(diplo.Internal, "migration: %w", err)
		}
		for _, match := range indexName.FindAllStringSubmatch(string(text), -1) {
			if !slices.Contains(there, match[1]) {
				e.Missing = append(e.Missing, match[1])
			}
		}
	}
	return nil
}
