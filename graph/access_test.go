package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/graph"
	"entente/internal/access"
	"entente/internal/access/accesstest"
	"entente/internal/store"
)

// askAs posts a query for a caller of the role, through a guard if there is one, and gives the answer with its response.
func askAs(t *testing.T, guard *access.Guard, key, text string, change ...func(*graph.Config)) (answer, *httptest.ResponseRecorder) {
	t.Helper()
	config := graph.Config{Store: theStory, Version: "test", Clock: func() time.Time { return now }, Logger: slog.New(slog.DiscardHandler)}
	for _, c := range change {
		c(&config)
	}
	body, err := json.Marshal(map[string]any{"query": text})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+key)
	w := httptest.NewRecorder()
	guard.Handler(graph.NewHandler(config)).ServeHTTP(w, r)
	a := answer{raw: w.Body.String()}
	if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
		t.Fatalf("the answer is not JSON: %s", a.raw)
	}
	return a, w
}

// guarded gives a guard with a key of each role.
func guarded(t *testing.T, budget access.Budget) (*access.Guard, map[access.Role]string) {
	_, keys, byRole := accesstest.Keyring(t, budget)
	return &access.Guard{Keys: keys}, byRole
}

const changesNothing = `mutation { retractEvent(input: {event: "event:none", reason: "a test", author: "Somebody"}) { event { id } } }`

func TestWhoMayChangeSomethingIsSaidByTheRole(t *testing.T) {
	guard, keys := guarded(t, access.Budget{})
	s := storeOf(t, nil)
	writable := func(c *graph.Config) { c.Store, c.Writer = s, s }
	for role, code := range map[access.Role]string{access.Reader: "FORBIDDEN", access.Editor: "NOT_FOUND", access.Admin: "NOT_FOUND"} {
		if got, _ := askAs(t, guard, keys[role], changesNothing, writable); got.code() != code {
			t.Errorf("%s: %s", role, got.raw)
		}
		if got, _ := askAs(t, guard, keys[role], `{ viewer { name role } }`, writable); !strings.Contains(got.raw, `{"viewer":{"name":"the `+strings.ToLower(string(role))+`","role":"`+string(role)+`"}}`) {
			t.Errorf("%s is told %s", role, got.raw)
		}
	}
	if got, w := askAs(t, guard, "entente_1", `{ about { version } }`); w.Code != http.StatusUnauthorized || got.code() != "UNAUTHENTICATED" {
		t.Errorf("an unknown key: %d %s", w.Code, got.raw)
	}
	// Whoever is not known asks nothing, by whatever way the request came.
	r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(`{"query": "{ about { version } }"}`))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	graph.NewHandler(graph.Config{Store: theStory, Logger: slog.New(slog.DiscardHandler)}).ServeHTTP(w, r)
	if w.Code != http.StatusUnauthorized || !strings.Contains(w.Body.String(), `"code":"UNAUTHENTICATED"`) {
		t.Errorf("nobody: %d %s", w.Code, w.Body)
	}
}

func TestEachMutationLeavesALineOfWhoDidWhat(t *testing.T) {
	guard, keys := guarded(t, access.Budget{})
	s := storeOf(t, story())
	id := eventOf(t, serve(t, s), "relation: ACCUSED")
	var lines bytes.Buffer
	audited := func(c *graph.Config) {
		c.Store, c.Writer, c.Audit = s, s, slog.New(slog.NewJSONHandler(&lines, nil))
	}
	askAs(t, guard, keys[access.Reader], changesNothing, audited)
	askAs(t, guard, keys[access.Editor], strings.Replace(changesNothing, "event:none", id, 1), audited)
	askAs(t, guard, keys[access.Editor], `{ about { version } }`, audited)
	askAs(t, guard, keys[access.Editor], `mutation { retractEvent(input: {event: "event:none", reason: "`+strings.Repeat("x", 5000)+`"}) { event { id } } }`, audited)
	askAs(t, guard, keys[access.Editor], `mutation { ingestArticle(input: {text: "event: none", published: "2023-09-20"}) { outcome } }`, audited)
	type line struct{ Msg, Who, Role, What, Arguments, Outcome string }
	var got []line
	for text := range strings.Lines(lines.String()) {
		var l line
		if err := json.Unmarshal([]byte(text), &l); err != nil {
			t.Fatal(err)
		}
		if len(l.Arguments) > 2100 || !strings.Contains(l.Arguments, "event:") {
			t.Errorf("the arguments are %s", l.Arguments)
		}
		if l.What == "ingestArticle" && !strings.Contains(l.Arguments, `"published":"2023-09-20"`) {
			t.Errorf("the arguments are not those that were sent: %s", l.Arguments)
		}
		l.Arguments = ""
		got = append(got, l)
	}
	if want := []line{
		{"mutation", "the reader", "READER", "retractEvent", "", "FORBIDDEN"},
		{"mutation", "the editor", "EDITOR", "retractEvent", "", "OK"},
		{"mutation", "the editor", "EDITOR", "retractEvent", "", "NOT_FOUND"},
		{"mutation", "the editor", "EDITOR", "ingestArticle", "", "UNSUPPORTED"}, // nobody takes articles here
	}; !slices.Equal(got, want) {
		t.Errorf("the lines are\n%s", lines.String())
	}
}

func TestAKeyWhoseBudgetIsUsedUpIsToldWhenToComeBack(t *testing.T) {
	guard, keys := guarded(t, access.Budget{Cost: 100})
	const twenty = `{ events { nodes { id relation } } }` // costs 1 + 20 × (1 + 2)
	if got, w := askAs(t, guard, keys[access.Reader], twenty); w.Code != 200 || got.code() != "" {
		t.Fatalf("within the budget: %s", got.raw)
	}
	if got, w := askAs(t, guard, keys[access.Reader], twenty); w.Code != http.StatusTooManyRequests || got.code() != "RATE_LIMITED" || w.Header().Get("Retry-After") == "" {
		t.Errorf("beyond it: %d %s", w.Code, got.raw)
	}
	if got, _ := askAs(t, guard, keys[access.Editor], twenty); got.code() != "" {
		t.Errorf("another key: %s", got.raw)
	}
}

func TestAnAnswerTellsItsCost(t *testing.T) {
	h := serve(t, theStory)
	for text, cost := range map[string]string{
		`{ events { nodes { id relation } } }`:                   `"extensions":{"cost":{"most":200000,"requested":61}}`,
		`{ events(first: 9999) { nodes { id } } }`:               `"extensions":{"cost":{"most":200000,"requested":1001}}`,
		`{ event(id: "event:none") { id } }`:                     `"requested":2`,
		`{ events(where: {source: "Nobody"}) { nodes { id } } }`: `"requested":41`,
	} {
		if got := ask(t, h, text); !strings.Contains(got.raw, cost) {
			t.Errorf("%s: %s", text, got.raw)
		}
	}
	if got := ask(t, h, `{ __typename }`); strings.Contains(got.raw, "extensions") {
		t.Errorf("what costs nothing: %s", got.raw)
	}
}

func TestAFullServerAsksToComeBack(t *testing.T) {
	guard := &access.Guard{Anybody: access.Reader, Gate: access.NewGate(1, 0, time.Second)}
	begun, finish := make(chan struct{}), make(chan struct{})
	waits := func(c *graph.Config) { c.Store = &gated{Reader: theStory, begun: begun, finish: finish} }
	var under sync.WaitGroup
	under.Go(func() { askAs(t, guard, "", `{ events { totalCount } }`, waits) })
	<-begun
	if got, w := askAs(t, guard, "", `{ about { version } }`); w.Code != http.StatusServiceUnavailable || got.code() != "UNAVAILABLE" || w.Header().Get("Retry-After") == "" {
		t.Errorf("got %d %s", w.Code, got.raw)
	}
	close(finish)
	under.Wait()
	if got, w := askAs(t, guard, "", `{ about { version } }`); w.Code != 200 {
		t.Errorf("afterwards: %d %s", w.Code, got.raw)
	}
}

// observations are what an observer was told.
type observations struct {
	kinds, codes []string
	cost         int
}

func (o *observations) Operation(kind string, _ time.Duration, cost int, codes []string) {
	o.kinds, o.codes, o.cost = append(o.kinds, kind), append(o.codes, codes...), o.cost+cost
}

func (*observations) Subscribed(int) {}

func TestTheObserverIsToldOfEachOperationOnce(t *testing.T) {
	guard := &access.Guard{Anybody: access.Reader}
	told := &observations{}
	for _, text := range []string{`{ about { version } }`, `{ about { `, `{ nothing }`, `{ events(first: -1) { totalCount } }`, changesNothing, `{ events(where: {source: "Nobody at all"}) { totalCount } }`} {
		askAs(t, guard, "", text, func(c *graph.Config) { c.Observer = told })
	}
	if !slices.Equal(told.kinds, []string{"query", "unknown", "unknown", "query", "mutation", "query"}) ||
		!slices.Equal(told.codes, []string{"GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT", "FORBIDDEN", "NOT_FOUND"}) || told.cost == 0 {
		t.Errorf("told %+v", told)
	}
}

// gated counts events when it may.
type gated struct {
	store.Reader
	begun, finish chan struct{}
}

func (g *gated) CountEvents(ctx context.Context, filter store.EventFilter) (int, error) {
	close(g.begun)
	<-g.finish
	return g.Reader.CountEvents(ctx, filter)
}
