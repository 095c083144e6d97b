package web

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"regexp"
)

// requestIDHeader is where a client or a proxy may name a request, and where every answer tells its name.
const requestIDHeader = "X-Request-Id"

// sane is what an id of somebody else may be, for it goes into the log.
var sane = regexp.MustCompile(`^[A-Za-z0-9._:/+=-]{1,100}$`)

type requestIDKey struct{}

// Identify gives each request an id: the one that it came with, or a new one.
func Identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.Header.Get(requestIDHeader)
		if !sane.MatchString(id) {
			id = rand.Text()[:16]
		}
		w.Header().Set(requestIDHeader, id)
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), requestIDKey{}, id)))
	})
}

// RequestID is the id of the request of the context, "" outside of any.
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey{}).(string)
	return id
}

// WithRequestIDs makes a log whose lines about a request tell its id.
func WithRequestIDs(log slog.Handler) slog.Handler { return identified{log} }

type identified struct{ slog.Handler }

// Handle writes a line.
func (i identified) Handle(ctx context.Context, line slog.Record) error {
	if id := RequestID(ctx); id != "" {
		line.AddAttrs(slog.String("request", id))
	}
	return i.Handler.Handle(ctx, line)
}

// WithAttrs is a log whose lines all tell these.
func (i identified) WithAttrs(attrs []slog.Attr) slog.Handler {
	return identified{i.Handler.WithAttrs(attrs)}
}

// WithGroup is a log whose lines tell all under the name.
func (i identified) WithGroup(name string) slog.Handler {
	return identified{i.Handler.WithGroup(name)}
}
