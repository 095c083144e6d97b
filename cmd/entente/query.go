package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"syscall"

	"entente/graph"
	"entente/internal/access"
	"entente/internal/diplo"
)

type queryCommand struct {
	Document  string `arg:"" optional:"" help:"GraphQL document, or - to read it from standard input."`
	File      string `short:"f" help:"Read the document from this file." placeholder:"FILE"`
	Variables string `short:"v" help:"Variables as a JSON object, or @FILE." placeholder:"JSON"`
	Operation string `help:"Which operation of the document, where it has several." placeholder:"NAME"`
	Server    string `help:"Ask the server at this address and not a store." placeholder:"URL" env:"ENTENTE_SERVER"`
	Key       string `help:"API key for the server; better given in the environment." placeholder:"KEY" env:"ENTENTE_KEY"`
	storeFlags
}

// Help is shown below the usage.
func (queryCommand) Help() string {
	return `Writes the answer as JSON. The exit status is 1 when the answer has errors.

Examples:

  entente query '{ events(first: 3) { nodes { source { name } relation date { start } } } }'
  entente query --server http://127.0.0.1:8080 -f dyad.graphql -v '{"a": "France", "b": "Azerbaijan"}'`
}

// Run asks and writes the answer.
func (c *queryCommand) Run(ctx context.Context, w *world) error {
	request, err := c.request(w)
	if err != nil {
		return err
	}
	body, err := json.Marshal(request)
	if err != nil {
		return err
	}
	var answer []byte
	if c.Server != "" {
		answer, err = askServer(ctx, c.Server, c.Key, body)
	} else {
		answer, err = c.askStore(ctx, body)
	}
	if err != nil {
		return err
	}
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, answer, "", "  "); err != nil {
		return diplo.Errorf(diplo.Invalid, "the answer is not JSON: %w", err)
	}
	fmt.Fprintf(w.Out, "%s\n", bytes.TrimSpace(pretty.Bytes()))
	var outcome struct {
		Errors []json.RawMessage `json:"errors"`
	}
	if err := json.Unmarshal(answer, &outcome); err != nil || len(outcome.Errors) > 0 {
		return errReported // the answer tells
	}
	return nil
}

// graphQLRequest is the body of a request by the GraphQL over HTTP specification.
type graphQLRequest struct {
	Query         string          `json:"query"`
	OperationName string          `json:"operationName,omitempty"`
	Variables     json.RawMessage `json:"variables,omitempty"`
}

// request gathers what is to be asked.
func (c *queryCommand) request(w *world) (graphQLRequest, error) {
	r := graphQLRequest{Query: c.Document, OperationName: c.Operation}
	switch {
	case c.Document != "" && c.File != "":
		return r, diplo.Errorf(diplo.Invalid, "give the document as an argument or with --file, not both")
	case c.File != "":
		content, err := os.ReadFile(c.File)
		if err != nil {
			return r, diplo.Errorf(diplo.NotFound, "can't read the document: %w", err)
		}
		r.Query = string(content)
	case c.Document == "-":
		content, err := io.ReadAll(w.In)
		if err != nil {
			return r, err
		}
		r.Query = string(content)
	}
	if strings.TrimSpace(r.Query) == "" {
		return r, diplo.Errorf(diplo.Invalid, "nothing is asked; give a document: entente query '{ events { totalCount } }'")
	}
	variables := []byte(c.Variables)
	if path, isFile := strings.CutPrefix(c.Variables, "@"); isFile {
		content, err := os.ReadFile(path)
		if err != nil {
			return r, diplo.Errorf(diplo.NotFound, "can't read the variables: %w", err)
		}
		variables = content
	}
	if len(bytes.TrimSpace(variables)) > 0 {
		var object map[string]any
		if err := json.Unmarshal(variables, &object); err != nil {
			return r, diplo.Errorf(diplo.Invalid, "--variables is not a JSON object: %w", err)
		}
		r.Variables = variables
	}
	return r, nil
}

// askStore asks the store in this process, by the very handler that a server has.
func (c *queryCommand) askStore(ctx context.Context, body []byte) ([]byte, error) {
	s, err := c.open(ctx, toRead)
	if err != nil {
		return nil, err
	}
	request, err := newRequest(access.As(ctx, access.Caller{Name: "command line", Role: access.Admin}), "http://localhost/graphql", body)
	if err != nil {
		return nil, err
	}
	answer := &recorder{header: http.Header{}}
	newGraph(graph.Config{Store: s}).ServeHTTP(answer, request)
	if err := s.Close(); err != nil {
		return nil, err
	}
	return answer.body.Bytes(), nil
}

// askServer asks a running server.
func askServer(ctx context.Context, server, key string, body []byte) ([]byte, error) {
	if !strings.Contains(server, "://") {
		server = "http://" + server
	}
	at, err := url.Parse(server)
	if err != nil || at.Host == "" || at.Scheme != "http" && at.Scheme != "https" {
		return nil, diplo.Errorf(diplo.Invalid, "%q is not the address of a server; it looks like http://%s", server, defaultListen)
	}
	if at.Path == "" || at.Path == "/" {
		at.Path = "/graphql"
	}
	request, err := newRequest(ctx, at.String(), body)
	if err != nil {
		return nil, err
	}
	if key != "" {
		request.Header.Set("Authorization", "Bearer "+key)
	}
	response, err := http.DefaultClient.Do(request)
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		return nil, diplo.Errorf(diplo.Unavailable, "no server answers at %s\nStart one (entente serve), or ask the store itself by leaving --server out", at)
	case err != nil:
		return nil, diplo.Errorf(diplo.Unavailable, "the server does not answer: %w", err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, diplo.Errorf(diplo.Unavailable, "the answer broke off: %w", err)
	}
	if !json.Valid(answer) {
		return nil, diplo.Errorf(diplo.Unavailable, "%s is no GraphQL server: it answered %s", at, response.Status)
	}
	return answer, nil
}

func newRequest(ctx context.Context, at string, body []byte) (*http.Request, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, at, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/graphql-response+json, application/json")
	return request, nil
}

// recorder keeps what a handler in this process answers.
type recorder struct {
	header http.Header
	body   bytes.Buffer
}

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) Write(b []byte) (int, error) { return r.body.Write(b) }
func (r *recorder) WriteHeader(int)             {}
