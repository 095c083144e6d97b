package embedded

import (
	"context"
	"database/sql/driver"
	"io"
	"net/url"
	"path/filepath"

	"modernc.org/sqlite"

	"entente/internal/diplo"
)

// conn is a connection with its prepared statements. One goroutine at a time may use it. It speaks to the driver
// itself: database/sql would cost more than most of the questions asked here.
type conn struct {
	raw        driver.Conn
	statements map[string]*statement

	who    *diplo.Identity // under the merges that stood at the instant merged; nil while there was none
	merged int64
}

// maxStatements is how many prepared statements a connection keeps; filters make ever new ones.
const maxStatements = 400

type statement struct {
	stmt driver.Stmt
	args []driver.NamedValue
	row  []driver.Value
}

// connect opens the file, with URI parameters such as mode=ro, and sets the connection up by the pragmas.
func connect(path, parameters string, pragmas ...string) (*conn, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	location := url.URL{Scheme: "file", Path: filepath.ToSlash(absolute), RawQuery: parameters}
	raw, err := (&sqlite.Driver{}).Open(location.String())
	if err != nil {
		return nil, err
	}
	c := &conn{raw: raw, statements: map[string]*statement{}}
	for _, pragma := range pragmas {
		if err := c.exec("PRAGMA " + pragma); err != nil {
			c.close()
			return nil, err
		}
	}
	return c, nil
}

func (c *conn) close() error {
	c.forget()
	return c.raw.Close()
}

// forget closes the prepared statements.
func (c *conn) forget() {
	for _, s := range c.statements {
		s.stmt.Close()
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
	stmt, err := c.raw.(driver.ConnPrepareContext).PrepareContext(context.Background(), sql)
	if err != nil {
		return nil, err
	}
	s := &statement{stmt: stmt}
	c.statements[sql] = s
	return s, nil
}

// bind sets the arguments. Ints of all widths become the driver's.
func (s *statement) bind(args []any) {
	s.args = s.args[:0]
	for i, arg := range args {
		s.args = append(s.args, driver.NamedValue{Ordinal: i + 1, Value: value(arg)})
	}
}

// exec runs a statement that gives no rows.
func (s *statement) exec(args []any) error {
	s.bind(args)
	_, err := s.stmt.(driver.StmtExecContext).ExecContext(context.Background(), s.args)
	return err
}

func value(arg any) driver.Value {
	switch v := arg.(type) {
	case int:
		return int64(v)
	case bool:
		if v {
			return int64(1)
		}
		return int64(0)
	}
	return arg
}

// exec runs a statement that gives no rows.
func (c *conn) exec(sql string, args ...any) error {
	s, err := c.prepare(sql)
	if err != nil {
		return err
	}
	return s.exec(args)
}

// script runs several statements at once, without arguments.
func (c *conn) script(sql string) error {
	_, err := c.raw.(driver.ExecerContext).ExecContext(context.Background(), sql, nil)
	return err
}

// query calls each for every row. The row is only good until each returns; each must not ask the same again.
func (c *conn) query(ctx context.Context, sql string, args []any, each func(row []driver.Value) error) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	s, err := c.prepare(sql)
	if err != nil {
		return err
	}
	s.bind(args)
	rows, err := s.stmt.(driver.StmtQueryContext).QueryContext(ctx, s.args)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return err
	}
	defer func() {
		if e := rows.Close(); err == nil {
			err = e
		}
	}()
	if s.row == nil {
		s.row = make([]driver.Value, len(rows.Columns()))
	}
	for n := 0; ; n++ {
		if n%256 == 255 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := rows.Next(s.row); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		if err := each(s.row); err != nil {
			return err
		}
	}
}

// one gives the columns of the first row, nil when there is none.
func (c *conn) one(ctx context.Context, sql string, args ...any) (found []driver.Value, err error) {
	err = c.query(ctx, sql, args, func(row []driver.Value) error {
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
