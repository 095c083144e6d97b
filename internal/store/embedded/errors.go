package embedded

import (
	"context"
	"errors"
	"fmt"
	"runtime"

	sqlite3 "modernc.org/sqlite/lib"

	"entente/internal/diplo"
)

// explain makes an error of SQLite one of the domain's kinds, with the file and what to do. Errors that are the
// domain's already, and those of the context, stay as they are.
func (s *Store) explain(err error) error { return explain(s.path, err) }

func explain(path string, err error) error {
	var known *diplo.Error
	if err == nil || errors.As(err, &known) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var failed *fault
	if !errors.As(err, &failed) {
		return diplo.Errorf(diplo.Internal, "store %s: %w", path, err)
	}
	switch failed.code & 0xff {
	case sqlite3.SQLITE_FULL:
		return diplo.Errorf(diplo.Unavailable, "store %s: the disk is full; nothing of this change was kept; free some space and try again: %w", path, err)
	case sqlite3.SQLITE_IOERR:
		return diplo.Errorf(diplo.Unavailable, "store %s: the disk can't be read or written: %w", path, err)
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return diplo.Errorf(diplo.Unavailable, "store %s is held by another program; try again: %w", path, err)
	case sqlite3.SQLITE_CANTOPEN:
		return diplo.Errorf(diplo.Unavailable, "store %s can't be opened; does its folder exist, and may you write there? %w", path, err)
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH:
		return diplo.Errorf(diplo.Unavailable, "store %s may not be written; check the rights of the file and its folder, or open it read-only: %w", path, err)
	case sqlite3.SQLITE_NOTADB:
		return diplo.Errorf(diplo.Invalid, "%s is not a store of entente: it is no SQLite file: %w", path, err)
	case sqlite3.SQLITE_CORRUPT:
		return diplo.Errorf(diplo.Internal, "store %s is damaged; take the last backup, or load the articles again: %w", path, err)
	case sqlite3.SQLITE_INTERRUPT:
		return diplo.Errorf(diplo.Unavailable, "store %s: the question was interrupted: %w", path, err)
	}
	return diplo.Errorf(diplo.Internal, "store %s: %w", path, err)
}

// safely calls what reads a file that may be damaged: a panic over what it holds, a column of another type, a number that nothing
// has, becomes an error. Other panics go on.
func safely(read func() error) (err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case runtime.Error:
			err = fmt.Errorf("the file holds what can't be read (%w); take the last backup, or load the articles again", p)
		default:
			panic(p)
		}
	}()
	return read()
}
