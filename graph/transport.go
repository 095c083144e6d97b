package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/internal/access"
	"entente/internal/diplo"
)

// overHTTP is the transport of GraphQL over HTTP: POST with a JSON body, and GET for queries. It takes no multipart, no forms
// and no batches, so that no foreign page can make a browser send more than a query.
type overHTTP struct {
	limits  Limits
	lines   *Lines
	present graphql.ErrorPresenterFunc
}

var _ graphql.Transport = overHTTP{}

// mostErrors is how many errors a refused request is answered with.
const mostErrors = 10

// Supports takes whatever does not want another protocol.
func (overHTTP) Supports(r *http.Request) bool { return r.Header.Get("Upgrade") == "" }

// Do answers one request.
func (t overHTTP) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	w.Header().Add("Vary", "Accept")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	mediaType, acceptable := negotiate(r.Header.Values("Accept"))
	events := takesEvents(r.Header.Values("Accept"))
	reply := reply{w, mediaType}
	if !acceptable && !events {
		reply.refuse(http.StatusNotAcceptable, "answers are given as %s or %s, those to subscriptions as %s", typeResponse, typeJSON, typeEvents)
		return
	}
	read := graphql.TraceTiming{Start: graphql.Now()}
	params, problem := t.read(w, r)
	if problem != nil {
		if problem.status == http.StatusMethodNotAllowed {
			w.Header().Set("Allow", "GET, POST")
		}
		reply.refuse(problem.status, "%s", problem.message)
		return
	}
	read.End = graphql.Now()
	params.Headers, params.ReadTime = r.Header, read

	ctx, leave, err := access.Enter(r.Context()) // with the request in hand, so that slow ones hold no place
	if err != nil {
		access.Announce(w.Header(), r, err)
		reply.errors(accessStatus[diplo.KindOf(err)], gqlerror.List{t.present(ctx, err)})
		return
	}
	defer leave()
	operation, errs := exec.CreateOperationContext(ctx, params)
	if refusal := accessError(errs); refusal != nil {
		presented := exec.DispatchError(graphql.WithOperationContext(ctx, operation), errs)
		access.Announce(w.Header(), r, refusal)
		reply.errors(accessStatus[diplo.KindOf(refusal)], presented.Errors)
		return
	}
	if errs != nil {
		presented := exec.DispatchError(graphql.WithOperationContext(ctx, operation), errs[:min(len(errs), mostErrors)])
		reply.errors(reply.requestErrorStatus(), presented.Errors)
		return
	}
	switch kind := operation.Operation.Operation; {
	case kind == ast.Subscription && !events:
		reply.refuse(http.StatusBadRequest, "a subscription needs a connection that stays open: WebSocket, or Accept: %s", typeEvents)
		return
	case kind == ast.Mutation && r.Method == http.MethodGet:
		w.Header().Set("Allow", "POST")
		reply.refuse(http.StatusMethodNotAllowed, "a mutation is sent by POST; GET is for queries")
		return
	}
	if operation.Operation.Operation == ast.Subscription {
		leave() // it has a place of another sort
		ctx, hangUp, err := t.lines.enter(ctx, subscriptions, t.limits.Subscriptions)
		if err != nil {
			reply.errors(statusOf(err), gqlerror.List{t.present(ctx, err)})
			return
		}
		defer hangUp()
		t.stream(ctx, w, exec, operation)
		return
	}
	ctx, cancel := context.WithTimeout(ctx, t.limits.Timeout)
	defer cancel()
	if !acceptable {
		t.stream(ctx, w, exec, operation)
		return
	}
	answers, ctx := exec.DispatchOperation(ctx, operation)
	answer := answers(ctx)
	if answer == nil { // cancelled before it began
		expired := exec.DispatchError(graphql.WithOperationContext(ctx, operation), gqlerror.List{gqlerror.Wrap(context.Cause(ctx))})
		reply.errors(http.StatusOK, expired.Errors)
		return
	}
	leave() // before a slow client takes its time
	reply.send(http.StatusOK, answer)
}

// accessStatus are the statuses of requests that are refused for who asks, or for how much, whatever they ask. They hold in both types of answer, for clients
// look at nothing else to find out that they should come back later.
var accessStatus = map[diplo.Kind]int{
	diplo.Unauthenticated: http.StatusUnauthorized,
	diplo.Forbidden:       http.StatusForbidden,
	diplo.RateLimited:     http.StatusTooManyRequests,
	diplo.Unavailable:     http.StatusServiceUnavailable,
}

// accessError is the error of these for which an operation was refused, nil when it is for another reason.
func accessError(errs gqlerror.List) error {
	for _, err := range errs {
		if accessStatus[diplo.KindOf(err)] != 0 {
			return err
		}
	}
	return nil
}

// problem is why a request can't be read.
type problem struct {
	status  int
	message string
}

// read takes the request apart.
func (t overHTTP) read(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, *problem) {
	var params *graphql.RawParams
	var wrong *problem
	switch r.Method {
	case http.MethodGet:
		params, wrong = readURL(r)
	case http.MethodPost:
		params, wrong = t.readBody(w, r)
	default:
		return nil, &problem{http.StatusMethodNotAllowed, "send GraphQL by POST, or a query by GET"}
	}
	if wrong != nil {
		return nil, wrong
	}
	if params.Query == "" && params.Extensions["persistedQuery"] == nil {
		return nil, &problem{http.StatusBadRequest, `the request has no query; send {"query": "…"}`}
	}
	return params, nil
}

func readURL(r *http.Request) (*graphql.RawParams, *problem) {
	values := r.URL.Query()
	params := &graphql.RawParams{Query: values.Get("query"), OperationName: values.Get("operationName")}
	for name, into := range map[string]*map[string]any{"variables": &params.Variables, "extensions": &params.Extensions} {
		if text := values.Get(name); text != "" {
			if err := decode(strings.NewReader(text), into); err != nil {
				return nil, &problem{http.StatusBadRequest, name + " is not a JSON object"}
			}
		}
	}
	return params, nil
}

func (t overHTTP) readBody(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, *problem) {
	mediaType, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	charset := strings.ToLower(parameters["charset"])
	if err != nil || mediaType != typeJSON || (charset != "" && charset != "utf-8") {
		return nil, &problem{http.StatusUnsupportedMediaType, "send the request as application/json in UTF-8"}
	}
	tooLarge := &problem{http.StatusRequestEntityTooLarge, fmt.Sprintf("the request is larger than the %d bytes that this server takes", t.limits.BodyBytes)}
	if r.ContentLength > t.limits.BodyBytes {
		return nil, tooLarge // before any of it is read
	}
	params := new(graphql.RawParams)
	if err := decode(http.MaxBytesReader(w, r.Body, t.limits.BodyBytes), params); err != nil {
		if errors.As(err, new(*http.MaxBytesError)) {
			return nil, tooLarge
		}
		if errors.Is(err, os.ErrDeadlineExceeded) {
			return nil, &problem{http.StatusRequestTimeout, "the request did not arrive in time; send it again"}
		}
		return nil, &problem{http.StatusBadRequest, `the request is not a JSON object of the form {"query": "…", "variables": {…}, "operationName": "…"}`}
	}
	return params, nil
}

// decode reads one JSON value and nothing behind it. Numbers keep their digits.
func decode(r io.Reader, into any) error {
	decoder := json.NewDecoder(r)
	decoder.UseNumber()
	if err := decoder.Decode(into); err != nil {
		return err
	}
	if _, err := decoder.Token(); err != io.EOF {
		if err == nil {
			err = errors.New("more than one value")
		}
		return err
	}
	return nil
}

// reply writes answers in the negotiated type.
type reply struct {
	w         http.ResponseWriter
	mediaType string // "" is JSON
}

// requestErrorStatus is the status of a request that was read but can't be executed: clients that ask for JSON only are told
// in the body alone.
func (r reply) requestErrorStatus() int {
	if r.mediaType == typeResponse {
		return http.StatusBadRequest
	}
	return http.StatusOK
}

// refuse answers a request that can't be read.
func (r reply) refuse(status int, format string, args ...any) {
	err := gqlerror.Errorf(format, args...)
	err.Extensions = map[string]any{"code": codeBadInput}
	r.errors(status, gqlerror.List{err})
}

// errors answers with errors and without data.
func (r reply) errors(status int, errs gqlerror.List) {
	r.send(status, struct {
		Errors gqlerror.List `json:"errors"`
	}{errs})
}

func (r reply) send(status int, answer any) {
	body, err := json.Marshal(answer)
	if err != nil {
		panic(err) // the server recovers, logs and answers
	}
	mediaType := r.mediaType
	if mediaType == "" {
		mediaType = typeJSON
	}
	r.w.Header().Set("Content-Type", mediaType+"; charset=utf-8")
	r.w.WriteHeader(status)
	r.w.Write(body) // a client that went away needs no answer
}
