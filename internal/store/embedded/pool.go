package embedded

import (
	"context"
	"errors"
)

// pool keeps up to a number of connections, opened as they are needed.
type pool struct {
	open func() (*conn, error)
	free chan *conn // holds nil for a connection that is not open yet
	size int
}

func newPool(size int, open func() (*conn, error)) *pool {
	p := &pool{open: open, free: make(chan *conn, size), size: size}
	for range size {
		p.free <- nil
	}
	return p
}

// with lends a connection to use, waiting for one while the context lasts, and explains errors.
func (p *pool) with(ctx context.Context, use func(*conn) error, explain func(error) error) error {
	var c *conn
	select {
	case c = <-p.free:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { p.free <- c }()
	if c == nil {
		var err error
		if c, err = p.open(); err != nil {
			return explain(err)
		}
	}
	defer c.trim()
	return explain(safely(func() error { return use(c) }))
}

// close closes the connections; none may be lent.
func (p *pool) close() (err error) {
	for range p.size {
		if c := <-p.free; c != nil {
			err = errors.Join(err, c.close())
		}
	}
	return err
}
