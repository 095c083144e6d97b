package embedded

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"sort"

	"entente/internal/diplo"
)

//go:embed migrations
var migrations embed.FS

// format is the number of migrations, and so the version of the file's format that this program writes.
var format = func() int64 {
	return int64(len(migrationFiles()))
}()

// Format is the version of the file's format that this program reads and writes.
func Format() int64 { return format }

func migrationFiles() []string {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		panic(err) // the pattern is fine
	}
	sort.Strings(files)
	return files
}

// applicationID marks the file as one of entente's ("entn").
const applicationID = 0x656e746e

// checkFormat tells whether the file is a store that this program can read; an empty file is of format 0.
func checkFormat(ctx context.Context, c *conn, file string) (version int64, err error) {
	if version, err = c.number(ctx, "PRAGMA user_version"); err != nil {
		return 0, explain(file, err)
	}
	application, err := c.number(ctx, "PRAGMA application_id")
	if err != nil {
		return 0, explain(file, err)
	}
	tables, err := c.number(ctx, "SELECT count(*) FROM sqlite_schema")
	switch {
	case err != nil:
		return 0, explain(file, err)
	case tables > 0 && application != applicationID:
		return 0, diplo.Errorf(diplo.Invalid, "%s is an SQLite file, but not a store of entente", file)
	case version > format:
		return 0, diplo.Errorf(diplo.Unsupported, "store %s has format %d, and this entente knows formats up to %d: use the newer entente that wrote it",
			file, version, format)
	}
	return version, nil
}

// migrate brings the file to the current format, each step in its own transaction.
func migrate(ctx context.Context, c *conn, file string) error {
	version, err := checkFormat(ctx, c, file)
	if err != nil {
		return err
	}
	for i, name := range migrationFiles() {
		if int64(i) < version {
			continue
		}
		script, err := migrations.ReadFile(name)
		if err != nil {
			return err
		}
		err = c.script(fmt.Sprintf("BEGIN IMMEDIATE;\n%s\nPRAGMA user_version = %d;\nPRAGMA application_id = %d;\nCOMMIT;", script, i+1, applicationID))
		if err != nil {
			c.exec("ROLLBACK")
			return diplo.Errorf(diplo.KindOf(explain(file, err)), "store %s: migration %s: %w", file, path.Base(name), explain(file, err))
		}
	}
	return nil
}
