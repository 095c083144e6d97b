// Package graphql asks servers over HTTP, as programs that measure them do.
package graphql

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"syscall"
)

// ErrBusy is the answer of a server that sends its client away for a while: 503 or 429, and says for how long.
var ErrBusy = errors.New("the server is busy")

// Lost tells whether the error of an Ask says that no answer came: the server is gone, or the way to it.
func Lost(err error) bool {
	var way *url.Error
	return errors.As(err, &way) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, syscall.ECONNRESET)
}

// Server is one to ask.
type Server struct {
	URL  string // of its GraphQL
	Key  string // "" is none
	HTTP *http.Client
}

// Ask asks and gives the answer's body. An answer with errors is an error, ErrBusy where the server sheds it.
func (s *Server) Ask(ctx context.Context, query string, variables map[string]any) ([]byte, error) {
	response, err := s.Send(ctx, "application/json", query, variables)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	switch {
	case err != nil:
		return nil, err
	case busy(response):
		return nil, ErrBusy
	case response.StatusCode != http.StatusOK || Failed(answer):
		return nil, fmt.Errorf("%s: %.500s", response.Status, answer)
	}
	return answer, nil
}

func busy(r *http.Response) bool {
	return (r.StatusCode == http.StatusServiceUnavailable || r.StatusCode == http.StatusTooManyRequests) && r.Header.Get("Retry-After") != ""
}

// Send asks for an answer of the form. The caller closes its body.
func (s *Server) Send(ctx context.Context, accept, query string, variables map[string]any) (*http.Response, error) {
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", accept)
	if s.Key != "" {
		request.Header.Set("Authorization", "Bearer "+s.Key)
	}
	return s.HTTP.Do(request)
}

// Failed tells whether an answer has errors, which a server may write first or last. Only where the word stands is an answer
// parsed, for whoever asks shares the machine with what is measured.
func Failed(answer []byte) bool {
	if !bytes.Contains(answer, []byte(`"errors"`)) {
		return false
	}
	var a struct{ Errors json.RawMessage }
	return json.Unmarshal(answer, &a) != nil || len(a.Errors) > 0
}
