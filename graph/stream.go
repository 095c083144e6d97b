package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"entente/internal/access"
)

const (
	typeEvents = "text/event-stream"
	// keepAlive is how often a line on which nothing is told shows that it is there, for the machines in between.
	keepAlive = 15 * time.Second
	// writeWithin is how long a client may take for one answer. Whoever takes longer is gone, or will not catch up.
	writeWithin = 5 * time.Minute
)

// takesEvents tells whether the client can be answered with server-sent events.
func takesEvents(headers []string) bool {
	for _, text := range strings.Split(strings.Join(headers, ","), ",") {
		if accepted, parameters, err := mime.ParseMediaType(text); err == nil && accepted == typeEvents && parameters["q"] != "0" {
			return true
		}
	}
	return false
}

// eventStream writes answers as server-sent events, by the protocol graphql-sse in its mode of distinct connections. The id of an event is its
// cursor, which browsers send back as Last-Event-ID when they come again.
type eventStream struct {
	mutex      sync.Mutex
	w          http.ResponseWriter
	controller *http.ResponseController
	hangUp     context.CancelFunc
}

// stream gives all answers to the operation. Where the server ends the line, or the key is revoked, there is
// no event complete, so that the client comes again.
func (t overHTTP) stream(ctx context.Context, w http.ResponseWriter, exec graphql.GraphExecutor, operation *graphql.OperationContext) {
	var alive sync.WaitGroup
	defer alive.Wait()
	ctx, hangUp := context.WithCancel(access.WhileKnown(ctx))
	defer hangUp()
	s := &eventStream{w: w, controller: http.NewResponseController(w), hangUp: hangUp}
	_ = s.controller.SetReadDeadline(time.Time{}) // that of the request would end the answer
	ctx, cursors := withCursors(ctx)
	answers, ctx := exec.DispatchOperation(ctx, operation)

	w.Header().Set("Content-Type", typeEvents+"; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache, no-transform")
	w.Header().Set("X-Accel-Buffering", "no")
	w.WriteHeader(http.StatusOK)
	s.write([]byte(":\n\n"))
	alive.Go(func() { s.keepAlive(ctx) })
	for {
		answer := answers(ctx)
		if answer == nil || ctx.Err() != nil {
			break
		}
		s.write(eventOf(answer, cursors))
	}
	if ctx.Err() == nil {
		s.write([]byte("event: complete\ndata:\n\n"))
	}
}

// eventOf is an answer as an event.
func eventOf[C ~string](answer *graphql.Response, cursors <-chan C) []byte {
	body, err := json.Marshal(answer)
	if err != nil {
		panic(err) // the server recovers and logs
	}
	var event bytes.Buffer
	select {
	case at := <-cursors:
		fmt.Fprintf(&event, "id: %s\n", at)
	default: // it is no change, but an error
	}
	fmt.Fprintf(&event, "event: next\ndata: %s\n\n", body)
	return event.Bytes()
}

// keepAlive shows now and then that the line is there.
func (s *eventStream) keepAlive(ctx context.Context) {
	tick := time.NewTicker(keepAlive)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			s.write([]byte(":\n\n"))
		case <-ctx.Done():
			return
		}
	}
}

// write sends what it is given; a client that does not take it is gone.
func (s *eventStream) write(event []byte) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	_ = s.controller.SetWriteDeadline(time.Now().Add(writeWithin))
	_, err := s.w.Write(event)
	if err == nil {
		err = s.controller.Flush()
	}
	if err != nil {
		s.hangUp()
	}
}
