package graph_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/internal/access"
	"entente/internal/actors"
	"entente/internal/query"
	"entente/internal/store"
)

// now is when the tests ask.
var now = time.Date(2023, 9, 25, 12, 0, 0, 0, time.UTC)

// serve makes the real handler over a store, for a caller who may do everything.
func serve(t testing.TB, s store.Reader, adjust ...func(*graph.Config)) http.Handler {
	t.Helper()
	config := graph.Config{
		Store: s, Actors: query.Known(actors.Default()), Version: "test", Clock: func() time.Time { return now },
		Logger: slog.New(slog.DiscardHandler),
	}
	for _, a := range adjust {
		a(&config)
	}
	return (&access.Guard{Anybody: access.Admin}).Handler(graph.NewHandler(config))
}

// answer is what came back.
type answer struct {
	Data   any
	Errors []struct {
		Message    string
		Path       []any
		Extensions map[string]any
	}
	raw string
}

// code is that of the first error, "" without any.
func (a answer) code() string {
	if len(a.Errors) == 0 {
		return ""
	}
	code, _ := a.Errors[0].Extensions["code"].(string)
	return code
}

// ask posts a query.
func ask(t testing.TB, h http.Handler, text string, variables ...map[string]any) answer {
	t.Helper()
	w := answerTo(t, h, text, variables...)
	a := answer{raw: w.Body.String()}
	if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
		t.Fatalf("the answer is not JSON: %v\n%s", err, a.raw)
	}
	return a
}

// answerTo posts a query and gives what came back.
func answerTo(t testing.TB, h http.Handler, text string, variables ...map[string]any) *httptest.ResponseRecorder {
	t.Helper()
	request := map[string]any{"query": text}
	if len(variables) > 0 {
		request["variables"] = variables[0]
	}
	body, err := json.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// wantData asks and compares the data with JSON.
func wantData(t *testing.T, h http.Handler, text, want string) {
	t.Helper()
	a := ask(t, h, text)
	if len(a.Errors) > 0 {
		t.Fatalf("%s\nfailed: %s", text, a.raw)
	}
	var expected any
	if err := json.Unmarshal([]byte(want), &expected); err != nil {
		t.Fatalf("the expectation is not JSON: %v", err)
	}
	if difference := cmp.Diff(expected, a.Data); difference != "" {
		t.Errorf("%s\nanswered (-want +got):\n%s", text, difference)
	}
}
