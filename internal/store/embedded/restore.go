package embedded

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"entente/internal/diplo"
)

// Restore makes the store at path what the backup holds. The backup is read through and checked before anything is replaced: one that
// is not sound is refused with the error of Check, and the store stays as it is. A store that a process has open for writing is a diplo.Conflict.
func Restore(ctx context.Context, backup, path string) error {
	from, err := Open(backup, Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer from.Close()
	held, err := takeLock(path)
	if err != nil {
		return err
	}
	defer held.release()
	next := path + ".restoring"
	if err := removeFiles(next); err != nil {
		return explainFile(path, err)
	}
	if err := from.Backup(ctx, next); err != nil {
		return err
	}
	if err := checkFile(ctx, next); err != nil {
		return errors.Join(err, removeFiles(next))
	}
	if err := replaceFile(next, path); err != nil {
		return explainFile(path, err)
	}
	return nil
}

// checkFile checks the store in a file.
func checkFile(ctx context.Context, path string) error {
	s, err := Open(path, Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer s.Close()
	return s.Check(ctx)
}

// replaceFile puts the one file in the place of the other, with nothing left beside it that belonged to the old one: SQLite would take
// an old log for the new file's own.
func replaceFile(next, path string) error {
	if c, err := connect(path, "mode=rw", "busy_timeout = 10000"); err == nil {
		c.number(background, "PRAGMA wal_checkpoint(TRUNCATE)")
		c.close()
	}
	if err := syncFile(next); err != nil {
		return err
	}
	for _, beside := range []string{"-wal", "-shm"} {
		for _, file := range []string{path, next} {
			if err := os.Remove(file + beside); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	if err := os.Rename(next, path); err != nil {
		return err
	}
	return syncFile(filepath.Dir(path))
}

// removeFiles removes a file and what SQLite keeps beside it.
func removeFiles(path string) error {
	for _, file := range []string{path, path + "-wal", path + "-shm"} {
		if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

func syncFile(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

func explainFile(path string, err error) error {
	return diplo.Errorf(diplo.Unavailable, "store %s can't be replaced: %w", path, err)
}
