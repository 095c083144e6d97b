package web

import (
	"log/slog"
	"net/http"
	"strings"
	"time"
)

// Answer is what became of a request.
type Answer struct {
	Request *http.Request
	Route   string // the pattern that answered it, "" when none did
	Status  int
	Bytes   int64 // of the body, as it went out
	Took    time.Duration
}

// Path is the route without its method, "" when none answered.
func (a Answer) Path() string {
	if _, path, hasMethod := strings.Cut(a.Route, " "); hasMethod {
		return path
	}
	return a.Route
}

// Observe tells of each request once it is answered. A server that names the route does so in the request's Pattern.
func Observe(tell func(Answer)) Layer {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			seen := &observed{ResponseWriter: w, status: http.StatusOK}
			began := time.Now()
			defer func() { // after a panic as well: the server above breaks off the connection
				tell(Answer{Request: r, Route: r.Pattern, Status: seen.status, Bytes: seen.bytes, Took: time.Since(began)})
			}()
			next.ServeHTTP(seen, r)
		})
	}
}

// observed notes what is written.
type observed struct {
	http.ResponseWriter
	status int
	bytes  int64
	begun  bool
}

func (o *observed) WriteHeader(status int) {
	if !o.begun && (status >= 200 || status == http.StatusSwitchingProtocols) {
		o.status, o.begun = status, true
	}
	o.ResponseWriter.WriteHeader(status)
}

func (o *observed) Write(b []byte) (int, error) {
	o.begun = true
	n, err := o.ResponseWriter.Write(b)
	o.bytes += int64(n)
	return n, err
}

// Flush sends what was written.
func (o *observed) Flush() { _ = http.NewResponseController(o.ResponseWriter).Flush() }

// Unwrap is what http.ResponseController reaches the connection by.
func (o *observed) Unwrap() http.ResponseWriter { return o.ResponseWriter }

// Log writes a line for each answer: what is routine as detail.
func Log(log *slog.Logger) func(Answer) {
	return func(a Answer) {
		level := slog.LevelInfo
		switch {
		case a.Status >= http.StatusInternalServerError:
			level = slog.LevelWarn
		case a.Status < http.StatusBadRequest && Routine(a.Request):
			level = slog.LevelDebug
		}
		log.LogAttrs(a.Request.Context(), level, "request",
			slog.String("method", a.Request.Method), slog.String("path", a.Request.URL.Path), slog.Int("status", a.Status),
			slog.Int64("bytes", a.Bytes), slog.Duration("took", a.Took), slog.String("from", a.Request.RemoteAddr))
	}
}

// Routine tells whether a request is one that machines make every few seconds to see how the server is.
func Routine(r *http.Request) bool {
	switch r.URL.Path {
	case "/healthz", "/readyz", "/metrics":
		return true
	}
	return false
}
