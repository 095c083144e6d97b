package embedded

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"sync"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"

	"entente/internal/diplo"
)

// conn is a connection with its prepared statements. One goroutine at a time may use it. It calls SQLite's own functions: database/sql and its
// driver would cost more than most of the questions asked here.
type conn struct {
	tls        *libc.TLS
	db         uintptr
	cell       uintptr // where SQLite puts what it makes
	statements map[string]*statement
	asking     context.Context // of the question under way
	logged     int             // how many pages the log had after the last commit; see watchLog

	who    *diplo.Identity // under the merges that stood at the instant merged; nil while there was none
	merged int64
}

// maxStatements is how many prepared statements a connection keeps; filters make ever new ones.
const maxStatements = 400

// fault is an error of SQLite.
type fault struct {
	code    int32
	message string
}

func (f *fault) Error() string { return fmt.Sprintf("%s (%d)", f.message, f.code) }

// connect opens the file, with URI parameters such as mode=ro, and sets the connection up by the pragmas.
func connect(path, parameters string, pragmas ...string) (*conn, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	location := url.URL{Scheme: "file", Path: filepath.ToSlash(absolute), RawQuery: parameters}
	c := &conn{tls: libc.NewTLS(), statements: map[string]*statement{}}
	if c.cell = sqlite3.Xsqlite3_malloc64(c.tls, 8); c.cell == 0 {
		c.tls.Close()
		return nil, errMemory
	}
	if err := c.open(location.String()); err != nil {
		c.close()
		return nil, err
	}
	connections.Store(c.db, c)
	sqlite3.Xsqlite3_progress_handler(c.tls, c.db, stepsBetweenChecks, ended, c.db)
	for _, pragma := range pragmas {
		if err := c.exec("PRAGMA " + pragma); err != nil {
			c.close()
			return nil, err
		}
	}
	return c, nil
}

// watchLog has logged say how long the log is, which is then no longer copied into the file by whoever makes it long.
func (c *conn) watchLog() { sqlite3.Xsqlite3_wal_hook(c.tls, c.db, reportLog, 0) }

func (c *conn) open(location string) error {
	const flags = sqlite3.SQLITE_OPEN_READWRITE | sqlite3.SQLITE_OPEN_CREATE | sqlite3.SQLITE_OPEN_URI | sqlite3.SQLITE_OPEN_NOMUTEX
	name, err := libc.CString(location)
	if err != nil {
		return err
	}
	defer libc.Xfree(c.tls, name)
	code := sqlite3.Xsqlite3_open_v2(c.tls, name, c.cell, flags, 0)
	c.db = c.made()
	if code != sqlite3.SQLITE_OK {
		return c.fault(code)
	}
	sqlite3.Xsqlite3_extended_result_codes(c.tls, c.db, 1)
	return nil
}

// made is what SQLite put into the cell.
func (c *conn) made() uintptr { return libc.AtomicLoadNUintptr(c.cell, 0) }

// fault is the error of a call that gave the code.
func (c *conn) fault(code int32) error {
	text := sqlite3.Xsqlite3_errstr(c.tls, code)
	if c.db != 0 {
		text = sqlite3.Xsqlite3_errmsg(c.tls, c.db)
	}
	return &fault{code, libc.GoString(text)}
}

func (c *conn) close() error {
	c.forget()
	connections.Delete(c.db)
	code := sqlite3.Xsqlite3_close_v2(c.tls, c.db)
	sqlite3.Xsqlite3_free(c.tls, c.cell)
	c.tls.Close()
	if code != sqlite3.SQLITE_OK {
		return &fault{code, "the connection can't be closed"}
	}
	return nil
}

// SQLite asks at every so many steps of its machine, some ten microseconds, whether the question is to go on.
const stepsBetweenChecks = 1000

// connections finds the connection by what SQLite knows it by.
var connections sync.Map

// ended is the address of the function that tells SQLite whether to stop.
var ended = func() uintptr {
	function := func(_ *libc.TLS, db uintptr) int32 {
		if c, ok := connections.Load(db); ok && c.(*conn).asking != nil && c.(*conn).asking.Err() != nil {
			return 1
		}
		return 0
	}
	return *(*uintptr)(unsafe.Pointer(&function))
}()

// forget closes the prepared statements.
func (c *conn) forget() {
	for _, s := range c.statements {
		s.close()
	}
	clear(c.statements)
}

// trim forgets the prepared statements when there are too many; none may be running.
func (c *conn) trim() {
	if len(c.statements) > maxStatements {
		c.forget()
	}
}

// prepare gives the statement.
func (c *conn) prepare(sql string) (*statement, error) {
	if s, ok := c.statements[sql]; ok {
		return s, nil
	}
	text, err := libc.CString(sql)
	if err != nil {
		return nil, err
	}
	defer libc.Xfree(c.tls, text)
	code := sqlite3.Xsqlite3_prepare_v3(c.tls, c.db, text, int32(len(sql)), sqlite3.SQLITE_PREPARE_PERSISTENT, c.cell, 0)
	if code != sqlite3.SQLITE_OK {
		return nil, c.fault(code)
	}
	s := &statement{conn: c, handle: c.made()}
	s.columns = int(sqlite3.Xsqlite3_column_count(c.tls, s.handle))
	c.statements[sql] = s
	return s, nil
}

// exec runs a statement, and passes over rows that it gives.
func (c *conn) exec(sql string, args ...any) error {
	s, err := c.prepare(sql)
	if err != nil {
		return err
	}
	return s.exec(args)
}

// script runs several statements at once, without arguments.
func (c *conn) script(sql string) error {
	text, err := libc.CString(sql)
	if err != nil {
		return err
	}
	defer libc.Xfree(c.tls, text)
	if code := sqlite3.Xsqlite3_exec(c.tls, c.db, text, 0, 0, 0); code != sqlite3.SQLITE_OK {
		return c.fault(code)
	}
	return nil
}

// query calls each for every row. The slice is only good until each returns, the texts and blobs in it are for the caller to keep; each must not ask the
// same again.
func (c *conn) query(ctx context.Context, sql string, args []any, each func(row []any) error) error {
	return c.ask(ctx, sql, args, func(s *statement) error { return s.rows(each) })
}

// integers is query for rows of integers alone, which cost less.
func (c *conn) integers(ctx context.Context, sql string, args []any, each func(row []int64) error) error {
	return c.ask(ctx, sql, args, func(s *statement) error { return s.integers(each) })
}

// ask runs a statement that gives rows, as long as the context lasts.
func (c *conn) ask(ctx context.Context, sql string, args []any, rows func(*statement) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s, err := c.prepare(sql)
	if err != nil {
		return err
	}
	if err := s.bind(args); err != nil {
		return err
	}
	before := c.asking
	c.asking = ctx
	err = rows(s)
	c.asking = before
	s.reset()
	var stopped *fault
	if errors.As(err, &stopped) && stopped.code == sqlite3.SQLITE_INTERRUPT && ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// one gives the columns of the first row, nil when there is none.
func (c *conn) one(ctx context.Context, sql string, args ...any) (found []any, err error) {
	err = c.query(ctx, sql, args, func(row []any) error {
		if found == nil {
			found = append(found, row...)
		}
		return nil
	})
	return found, err
}

// number gives the first column of the first row, 0 when there is none.
func (c *conn) number(ctx context.Context, sql string, args ...any) (int64, error) {
	row, err := c.one(ctx, sql, args...)
	if err != nil || row == nil {
		return 0, err
	}
	n, _ := row[0].(int64)
	return n, nil
}
