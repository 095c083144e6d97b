package graph

import (
	"context"
	"encoding/json"
	"net/http"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/coder/websocket"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/internal/access"
	"entente/internal/diplo"
)

// overWebSocket is the transport of subscriptions over WebSocket, by the protocol graphql-transport-ws. Queries and mutations go over HTTP,
// where their number and time are bounded.
type overWebSocket struct {
	limits  Limits
	lines   *Lines
	present graphql.ErrorPresenterFunc
	origins []string // hosts of pages elsewhere that may connect, beside the server's own
}

var _ graphql.Transport = overWebSocket{}

const (
	webSocketProtocol = "graphql-transport-ws"
	// greetWithin is how long a client may take to say connection_init.
	greetWithin = 3 * time.Second
)

// The codes that the protocol closes connections with.
const (
	closeInvalid     websocket.StatusCode = 4400
	closeUnready     websocket.StatusCode = 4401
	closeForbidden   websocket.StatusCode = 4403
	closeProtocol    websocket.StatusCode = 4406
	closeGreetedLate websocket.StatusCode = 4408
	closeTaken       websocket.StatusCode = 4409
	closeGreetedMore websocket.StatusCode = 4429
)

// Supports takes what wants to be a WebSocket.
func (overWebSocket) Supports(r *http.Request) bool { return r.Header.Get("Upgrade") != "" }

// Do serves a connection until it ends.
func (t overWebSocket) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	ctx, leave, err := t.lines.enter(r.Context(), connections, t.limits.Subscriptions)
	if err != nil {
		http.Error(w, err.Error(), statusOf(err))
		return
	}
	defer leave()
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{webSocketProtocol}, OriginPatterns: t.origins})
	if err != nil {
		return // it was answered with the cause
	}
	defer conn.CloseNow()
	conn.SetReadLimit(t.limits.BodyBytes)
	if conn.Subprotocol() != webSocketProtocol {
		conn.Close(closeProtocol, "Subprotocol not acceptable")
		return
	}
	ctx, hangUp := context.WithCancel(ctx)
	s := &socket{conn: conn, exec: exec, lines: t.lines, most: t.limits.Subscriptions, present: t.present, headers: r.Header, caller: ctx, running: map[string]context.CancelFunc{}}
	defer s.subscriptions.Wait()
	defer hangUp()
	late := time.AfterFunc(greetWithin, func() { s.close(&closing{closeGreetedLate, "Connection initialisation timeout"}) })
	defer late.Stop()
	go func() {
		<-ctx.Done()
		if context.Cause(ctx) == errStopping {
			conn.Close(websocket.StatusGoingAway, "the server is stopping")
		}
	}()
	for {
		_, text, err := conn.Read(context.WithoutCancel(ctx)) // a context that ends breaks the connection, without a code
		if err != nil {
			return
		}
		if why := s.take(text, late); why != nil {
			s.close(why)
			return
		}
	}
}

// closing is why a connection is closed.
type closing struct {
	code   websocket.StatusCode
	reason string
}

var badMessage = &closing{closeInvalid, "Invalid message received"}

// socket is one connection.
type socket struct {
	conn    *websocket.Conn
	exec    graphql.GraphExecutor
	lines   *Lines
	most    int
	present graphql.ErrorPresenterFunc
	headers http.Header

	caller        context.Context // of the connection, with who asks; only its reader changes it
	greeted       bool
	mutex         sync.Mutex
	running       map[string]context.CancelFunc
	subscriptions sync.WaitGroup
}

// socketMessage is a message of the protocol.
type socketMessage struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

func (s *socket) close(why *closing) { s.conn.Close(why.code, why.reason) }

// send writes a message. A client that does not take it is gone.
func (s *socket) send(m socketMessage) {
	text, err := json.Marshal(m)
	if err != nil {
		panic(err) // texts and raw messages always marshal
	}
	ctx, cancel := context.WithTimeout(context.Background(), writeWithin)
	defer cancel()
	if s.conn.Write(ctx, websocket.MessageText, text) != nil {
		s.conn.CloseNow()
	}
}

// take does what a message asks for.
func (s *socket) take(text []byte, late *time.Timer) *closing {
	var m socketMessage
	if json.Unmarshal(text, &m) != nil {
		return badMessage
	}
	switch m.Type {
	case "connection_init":
		if s.greeted {
			return &closing{closeGreetedMore, "Too many initialisation requests"}
		}
		if why := s.greet(m.Payload); why != nil {
			return why
		}
		late.Stop()
	case "ping":
		s.send(socketMessage{Type: "pong", Payload: m.Payload})
	case "pong":
	case "subscribe":
		return s.subscribe(m)
	case "complete":
		if m.ID == "" {
			return badMessage
		}
		s.mutex.Lock()
		if stop := s.running[m.ID]; stop != nil {
			stop()
		}
		s.mutex.Unlock()
	default:
		return badMessage
	}
	return nil
}

// greet finds out who the client is, where its payload says so as a header would: {"Authorization": "Bearer KEY"}.
func (s *socket) greet(payload json.RawMessage) *closing {
	var said struct{ Authorization string } // in either case
	if len(payload) > 0 && json.Unmarshal(payload, &said) != nil {
		return badMessage
	}
	ctx, err := access.SignIn(s.caller, said.Authorization)
	if err == nil {
		err = access.Require(ctx, access.Reader)
	}
	if err != nil {
		return &closing{closeForbidden, "Forbidden"}
	}
	s.caller, s.greeted = access.WhileKnown(ctx), true
	context.AfterFunc(s.caller, func() {
		if diplo.KindOf(context.Cause(s.caller)) == diplo.Unauthenticated {
			s.close(&closing{closeForbidden, "Forbidden"}) // the key was revoked
		}
	})
	s.send(socketMessage{Type: "connection_ack"})
	go s.keepAlive()
	return nil
}

// keepAlive shows now and then that the line is there, for the machines in between.
func (s *socket) keepAlive() {
	tick := time.NewTicker(keepAlive)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			s.send(socketMessage{Type: "ping"})
		case <-s.caller.Done():
			return
		}
	}
}

// subscribe begins a subscription.
func (s *socket) subscribe(m socketMessage) *closing {
	var params graphql.RawParams
	if m.ID == "" || json.Unmarshal(m.Payload, &params) != nil {
		return badMessage
	}
	if !s.greeted {
		return &closing{closeUnready, "Unauthorized"}
	}
	s.mutex.Lock()
	_, taken := s.running[m.ID]
	s.mutex.Unlock()
	if taken {
		return &closing{closeTaken, "Subscriber for " + shortened(m.ID) + " already exists"}
	}
	ctx, leave, err := s.lines.enter(s.caller, subscriptions, s.most)
	if err == nil {
		if err = access.From(ctx).Ask(); err != nil {
			leave()
		}
	}
	if err != nil {
		s.refuse(m.ID, gqlerror.List{s.present(ctx, err)})
		return nil
	}
	ctx, stop := context.WithCancel(ctx)
	s.mutex.Lock()
	s.running[m.ID] = stop
	s.mutex.Unlock()
	params.Headers = s.headers
	s.subscriptions.Go(func() {
		defer func() {
			stop()
			leave()
		}()
		s.follow(ctx, m.ID, &params)
	})
	return nil
}

// longestReason is how many bytes of an id fit into the reason of a close frame, beside what is said of it.
const longestReason = 80

func shortened(id string) string {
	if len(id) > longestReason {
		return "this id"
	}
	return id
}

// refuse ends a subscription with errors.
func (s *socket) refuse(id string, errs gqlerror.List) {
	text, err := json.Marshal(errs)
	if err != nil {
		panic(err) // they were presented, and marshal
	}
	s.forget(id)
	s.send(socketMessage{ID: id, Type: "error", Payload: text})
}

func (s *socket) forget(id string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	delete(s.running, id)
}

// follow sends the answers to an operation, one after the other, until there are no more or the client has enough.
func (s *socket) follow(ctx context.Context, id string, params *graphql.RawParams) {
	params.ReadTime = graphql.TraceTiming{Start: graphql.Now(), End: graphql.Now()}
	ctx = graphql.StartOperationTrace(ctx)
	inside, leave, err := access.Enter(ctx)
	if err != nil {
		s.refuse(id, gqlerror.List{s.present(ctx, err)})
		return
	}
	operation, errs := s.exec.CreateOperationContext(inside, params)
	leave() // following takes no place
	if errs == nil && operation.Operation.Operation != ast.Subscription {
		errs = gqlerror.List{s.present(ctx, diplo.Errorf(diplo.Invalid, "only subscriptions go over WebSocket; send this by POST"))}
	}
	if errs != nil {
		s.refuse(id, s.exec.DispatchError(graphql.WithOperationContext(ctx, operation), errs[:min(len(errs), mostErrors)]).Errors)
		return
	}
	answers, ctx := s.exec.DispatchOperation(ctx, operation)
	for {
		answer := answers(ctx)
		if ctx.Err() != nil || answer == nil {
			break
		}
		if len(answer.Errors) > 0 && (len(answer.Data) == 0 || string(answer.Data) == "null") {
			s.refuse(id, answer.Errors)
			return
		}
		text, err := json.Marshal(answer)
		if err != nil {
			s.refuse(id, gqlerror.List{s.present(ctx, err)})
			return
		}
		s.send(socketMessage{ID: id, Type: "next", Payload: text})
	}
	s.forget(id)
	if ctx.Err() == nil {
		s.send(socketMessage{ID: id, Type: "complete"})
	}
}
