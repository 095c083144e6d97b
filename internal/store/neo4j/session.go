package neo4j

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/internal/diplo"
)

// transaction runs Cypher within one transaction.
type transaction struct {
	ctx context.Context
	tx  driver.ManagedTransaction
}

// parameters are what a query is asked with; values never stand in its text.
type parameters = map[string]any

// rows runs the query and gives all of its answer.
func (t transaction) rows(cypher string, params parameters) ([]fields, error) {
	result, err := t.tx.Run(t.ctx, cypher, params)
	if err != nil {
		return nil, err
	}
	return collect(t.ctx, result)
}

// collect gives all of an answer.
func collect(ctx context.Context, result driver.ResultWithContext) ([]fields, error) {
	records, err := result.Collect(ctx)
	if err != nil {
		return nil, err
	}
	rows := make([]fields, len(records))
	for i, record := range records {
		rows[i] = fields{of: "a row of the answer", get: record.Get}
	}
	return rows, nil
}

// run runs a query that gives no answer.
func (t transaction) run(cypher string, params parameters) error {
	result, err := t.tx.Run(t.ctx, cypher, params)
	if err != nil {
		return err
	}
	_, err = result.Consume(t.ctx)
	return err
}

// rowsPerQuery bounds what one query is given to write: larger lists take server memory and are no faster.
const rowsPerQuery = 5000

// runEach runs the query, which takes $rows, over the rows, a part at a time.
func (t transaction) runEach(cypher string, rows []any) error {
	return t.runAll(time.Time{}, []written{{cypher, rows}})
}

// written is a query with the rows that it is to write.
type written struct {
	cypher string
	rows   []any
}

// runAll runs the queries that have rows, in order, a part at a time; $recorded is the instant of the write.
func (t transaction) runAll(recorded time.Time, queries []written) error {
	for _, q := range queries {
		for len(q.rows) > 0 {
			n := min(len(q.rows), rowsPerQuery)
			if err := t.run(q.cypher, parameters{"rows": q.rows[:n], "recorded": recorded}); err != nil {
				return err
			}
			q.rows = q.rows[n:]
		}
	}
	return nil
}

// ask runs one query that only reads. It goes by itself, which costs one trip to the server where a transaction costs three;
// only when the server asks to try again does it go in a transaction, which does that by the driver's rules.
func (s *Store) ask(ctx context.Context, cypher string, params parameters) ([]fields, error) {
	if err := s.usable(ctx); err != nil {
		return nil, err
	}
	rows, err := s.askOnce(ctx, cypher, params)
	if err != nil && driver.IsRetryable(err) {
		err = s.read(ctx, func(tx transaction) (err error) {
			rows, err = tx.rows(cypher, params)
			return err
		})
	}
	return rows, s.failure(ctx, err)
}

func (s *Store) askOnce(ctx context.Context, cypher string, params parameters) ([]fields, error) {
	session := s.session(ctx, driver.AccessModeRead)
	var rows []fields
	result, err := session.Run(ctx, cypher, params, driver.WithTxTimeout(s.readTimeout))
	if err == nil {
		rows, err = collect(ctx, result)
	}
	return rows, cmp.Or(err, session.Close(context.WithoutCancel(ctx)))
}

// read runs the work in a read transaction. The work may run again when the server asks for that.
func (s *Store) read(ctx context.Context, work func(transaction) error) error {
	if err := s.usable(ctx); err != nil {
		return err
	}
	session := s.session(ctx, driver.AccessModeRead)
	_, err := session.ExecuteRead(ctx, func(tx driver.ManagedTransaction) (any, error) {
		return nil, work(transaction{ctx, tx})
	}, driver.WithTxTimeout(s.readTimeout))
	return s.failure(ctx, cmp.Or(err, session.Close(context.WithoutCancel(ctx))))
}

// write runs the work in a write transaction. The work may run again when the server asks for that.
func (s *Store) write(ctx context.Context, work func(transaction) error) error {
	session := s.session(ctx, driver.AccessModeWrite)
	_, err := session.ExecuteWrite(ctx, func(tx driver.ManagedTransaction) (any, error) {
		return nil, work(transaction{ctx, tx})
	})
	return s.failure(ctx, cmp.Or(err, session.Close(context.WithoutCancel(ctx))))
}

// session opens a session that sees all that this store wrote before.
func (s *Store) session(ctx context.Context, mode driver.AccessMode) driver.SessionWithContext {
	return s.driver.NewSession(ctx, driver.SessionConfig{AccessMode: mode, DatabaseName: s.database, BookmarkManager: s.bookmarks})
}

// usable tells whether a call may begin.
func (s *Store) usable(ctx context.Context) error {
	select {
	case <-s.closing:
		return errClosed
	default:
		return ctx.Err()
	}
}

var errClosed = diplo.Errorf(diplo.Unavailable, "the Neo4j store is closed")

// failure makes of the driver's error what the store package promises.
func (s *Store) failure(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var known *diplo.Error
	if errors.As(err, &known) {
		return known
	}
	where := s.driver.Target()
	address := where.Redacted()
	var connectivity *driver.ConnectivityError
	var gaveUp *driver.TransactionExecutionLimit
	var server *driver.Neo4jError
	switch {
	case errors.As(err, &server):
		switch {
		case strings.HasPrefix(server.Code, "Neo.ClientError.Security."):
			return diplo.Errorf(diplo.Invalid, "Neo4j at %s refuses the user or password: %w", address, err)
		case strings.HasPrefix(server.Code, "Neo.ClientError.Database.DatabaseNotFound"):
			return diplo.Errorf(diplo.Invalid, "Neo4j at %s has no database %q: %w", address, s.database, err)
		case strings.HasPrefix(server.Code, "Neo.ClientError.Transaction.TransactionTimedOut"):
			return diplo.Errorf(diplo.Unavailable, "Neo4j took longer than %s for the answer; narrow the filter: %w", s.readTimeout, err)
		case driver.IsRetryable(server), strings.HasPrefix(server.Code, "Neo.TransientError."):
			return diplo.Errorf(diplo.Unavailable, "Neo4j at %s can't do it now: %w", address, err)
		}
	case errors.As(err, &connectivity), errors.As(err, &gaveUp), driver.IsRetryable(err):
		return diplo.Errorf(diplo.Unavailable, "Neo4j at %s can't be reached: %w", address, err)
	}
	return diplo.Errorf(diplo.Internal, "Neo4j at %s: %w", address, err)
}
