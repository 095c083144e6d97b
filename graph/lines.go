package graph

import (
	"context"
	"errors"
	"net/http"
	"sync"

	"entente/internal/access"
	"entente/internal/diplo"
)

// Lines are what stays open for clients: WebSocket connections, and subscriptions over them or as server-sent events. The zero Lines has
// none.
type Lines struct {
	mutex   sync.Mutex
	closed  bool
	open    map[*line]struct{}
	count   map[held]int
	changed chan struct{} // made by who waits for all to end; closed when the last has
}

// held is what is counted.
type held struct {
	client string
	what   string
}

// The sorts of line, as clients are told of them.
const (
	connections   = "connections"
	subscriptions = "subscriptions"
)

// statusOf is the status that a line is refused with.
func statusOf(err error) int {
	if diplo.KindOf(err) == diplo.RateLimited {
		return http.StatusTooManyRequests
	}
	return http.StatusServiceUnavailable
}

// line is one that is open.
type line struct {
	held
	hangUp context.CancelCauseFunc
}

// errStopping is why lines end when the server does.
var errStopping = errors.New("the server is stopping; come back, and go on behind the last cursor")

// enter opens a line for whoever asks; its context ends with errStopping when the lines are closed. A client that has most of them
// already is diplo.RateLimited.
func (l *Lines) enter(ctx context.Context, what string, most int) (_ context.Context, leave func(), err error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.closed {
		return ctx, nil, diplo.Errorf(diplo.Unavailable, "%w", errStopping)
	}
	this := &line{held: held{access.From(ctx).Client, what}}
	if l.count[this.held] >= most {
		return ctx, nil, diplo.Errorf(diplo.RateLimited, "%d %s are open for this client, which is the most; close one first", most, what)
	}
	if l.open == nil {
		l.open, l.count = map[*line]struct{}{}, map[held]int{}
	}
	ctx, this.hangUp = context.WithCancelCause(ctx)
	l.open[this] = struct{}{}
	l.count[this.held]++
	return ctx, func() { l.leave(this) }, nil
}

func (l *Lines) leave(this *line) {
	this.hangUp(nil)
	l.mutex.Lock()
	defer l.mutex.Unlock()
	delete(l.open, this)
	if l.count[this.held]--; l.count[this.held] == 0 {
		delete(l.count, this.held)
	}
	if len(l.open) == 0 && l.changed != nil {
		close(l.changed)
		l.changed = nil
	}
}

// Subscriptions is how many are open.
func (l *Lines) Subscriptions() int {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	n := 0
	for this := range l.open {
		if this.what == subscriptions {
			n++
		}
	}
	return n
}

// Close tells all clients that the server stops, opens no more, and waits until all lines have ended or the context has.
func (l *Lines) Close(ctx context.Context) error {
	l.mutex.Lock()
	l.closed = true
	for this := range l.open {
		this.hangUp(errStopping)
	}
	var ended chan struct{}
	if len(l.open) > 0 {
		if l.changed == nil {
			l.changed = make(chan struct{})
		}
		ended = l.changed
	}
	l.mutex.Unlock()
	if ended == nil {
		return nil
	}
	select {
	case <-ended:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
