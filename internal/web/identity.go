package web

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
)

// requestIDHeader is where a client or a proxy may name a request, and where every answer tells its name.
const requestIDHeader = "X-Request-Id"

// sane is what an id of somebody else may be, for it goes into the log.
var sane = regexp.MustCompile(`^[A-Za-z0-9._:/+=-]{1,100}$`)

type requestIDKey struct{}

// traceParent is the header of W3C Trace Context: version, id of the trace, of the span, flags; an id is not all zeros.
var traceParent = regexp.MustCompile(`^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$`)

// Identify gives each request an id: the one that it came with, or that of the trace that it is part of, or a new one. What came in many headers or does not
// look like an id is none.
func Identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := idOf(r)
		w.Header().Set(requestIDHeader, id)
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), requestIDKey{}, id)))
	})
}

func idOf(r *http.Request) string {
	if given := r.Header.Values(requestIDHeader); len(given) == 1 && sane.MatchString(given[0]) {
		return given[0]
	}
	if parent := r.Header.Values("Traceparent"); len(parent) == 1 {
		if parts := traceParent.FindStringSubmatch(parent[0]); parts != nil && strings.Trim(parts[1], "0") != "" {
			return parts[1]
		}
	}
	return rand.Text()[:16]
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
