package graph_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/coder/websocket"

	"entente/graph"
	"entente/internal/diplo"
)

// answered sends the request and fails the test when the server is at fault, tells something of itself, or answers with what is not JSON.
func answered(t *testing.T, h http.Handler, r *http.Request) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	body := w.Body.Bytes()
	if w.Code >= 500 || bytes.Contains(body, []byte(`"code":"INTERNAL"`)) {
		t.Fatalf("%d %s", w.Code, body)
	}
	if !json.Valid(body) || !utf8.Valid(body) {
		t.Fatalf("the answer is %q", body)
	}
	var told struct{ Errors []struct{ Message string } }
	if json.Unmarshal(body, &told) != nil {
		return // it is no object of data and errors
	}
	for _, e := range told.Errors {
		if strings.Contains(e.Message, "runtime error") || strings.Contains(e.Message, "SQL logic") || strings.Contains(e.Message, ".go:") {
			t.Fatalf("an error tells of the inside: %s", e.Message)
		}
	}
}

func FuzzQuery(f *testing.F) {
	for _, seed := range []string{
		`{ events(where: {source: "France", date: {gte: "2023-09"}}, first: 3) { nodes { id relation source { name } mentions { sentence } } } }`,
		`query($a: ActorRef!) { dyad(a: $a, b: "Azerbaijan") { summary balance { value } } }`,
		`{ paths(from: "Macron", to: "Aliyev") { nodes { steps { events } } } neighborhood(of: "FRA") { nodes { id } } }`,
		`{ search(query: "\"ethnic* NEAR OR AND) cleansing") { nodes { __typename } } }`,
		`{ a: about { version } b: __schema { types { fields { type { ofType { name } } } } } }`,
		`fragment x on Query { ...x } { ...x }`, `{ events(after: "!") { nodes { id } } changes(since: "x") { nodes { cursor } } }`,
		`mutation { retractEvent(input: {event: "event:none", reason: "\u0000"}) { event { id } } }`, `{ actors(where: {name: "\ud800"}) { totalCount } }`,
		`{ eventTimeSeries(series: [{where: {eventType: ACCUSE}}], interval: WEEK, from: "0001", to: "9999") { points { value } } }`, "{", "\x00", `{ quality { sets(half: UNSEEN) { name } } }`,
	} {
		f.Add(seed, `{"a": "France"}`)
	}
	h := serve(f, theStory)
	f.Fuzz(func(t *testing.T, query, variables string) {
		body, err := json.Marshal(map[string]any{"query": query, "variables": json.RawMessage(orNull(variables))})
		if err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		answered(t, h, r)
	})
}

func orNull(text string) string {
	if json.Valid([]byte(text)) {
		return text
	}
	return "null"
}

func FuzzRequest(f *testing.F) {
	f.Add("POST", "application/json", "application/json", `{"query": "{ about { version } }", "extensions": {"persistedQuery": {"version": 1, "sha256Hash": "a"}}}`, "")
	f.Add("GET", "", "application/graphql-response+json;q=0.1, */*", "", "query=%7B+about+%7B+version+%7D+%7D&variables=%5B")
	f.Add("POST", "application/json; charset=utf-16", "text/event-stream", `{"query": 1}`, "")
	f.Add("POST", "multipart/form-data; boundary=x", "", "--x", "")
	f.Add("PUT", "application/json", "text/html", strings.Repeat(`{"variables":`, 50), "query=a&query=b;c")
	f.Add("POST", "application/json", "", `{"query":"{ events { totalCount } }","variables":{"a":`+strings.Repeat("[", 200)+strings.Repeat("]", 200)+`}}`, "")
	h := serve(f, theStory)
	f.Fuzz(func(t *testing.T, method, contentType, accept, body, query string) {
		if method != "GET" && method != "POST" && method != "PUT" && method != "OPTIONS" || strings.Contains(accept, "event-stream") {
			t.Skip()
		}
		r := httptest.NewRequest(method, "/graphql", strings.NewReader(body))
		r.URL.RawQuery = query
		r.Header["Content-Type"], r.Header["Accept"] = []string{contentType}, []string{accept}
		answered(t, h, r)
	})
}

func FuzzParseFilter(f *testing.F) {
	for _, seed := range []string{`{"source": ["France"], "date": {"gte": "2023-09"}}`, `{"and": [{"or": [{"not": {}}]}]}`, `{"confidence": {"gte": 1e999}}`, `{"relation": null}`, `{"relation": [[["CONDEMNED"]]]}`, `{"": {"": ""}}`, `{"sources": {"gte": 1.5}}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var where map[string]any
		decoder := json.NewDecoder(bytes.NewReader(text))
		decoder.UseNumber()
		if decoder.Decode(&where) != nil {
			return
		}
		if filter, err := graph.ParseFilter(where); err != nil && diplo.KindOf(err) != diplo.Invalid || err == nil && filter == nil {
			t.Fatalf("%s gave %v, %v", text, filter, err)
		}
	})
}

// A connection bears any message: it is answered or closed, and others go on.
func FuzzSocketMessage(f *testing.F) {
	for _, seed := range []string{
		fmt.Sprintf(`{"id": "a", "type": "subscribe", "payload": {"query": %q}}`, following), `{"id": "a", "type": "complete"}`, `{"type": "ping", "payload": null}`,
		`{"type": "connection_init", "payload": []}`, `{"id": "", "type": "subscribe", "payload": {}}`, `{"id": "a", "type": "subscribe", "payload": {"query": "{", "variables": 1}}`, `[]`, "\x00\xff", `{"type": "subscribe", "id": "` + strings.Repeat("x", 300) + `"}`,
	} {
		f.Add(seed)
	}
	h := serve(f, theStory)
	server := httptest.NewServer(h)
	f.Cleanup(server.Close)
	f.Fuzz(func(t *testing.T, text string) {
		conn, _, err := websocket.Dial(t.Context(), server.URL, &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
		if err != nil {
			t.Fatal(err)
		}
		defer conn.CloseNow()
		for _, message := range []string{`{"type": "connection_init"}`, text, `{"type": "ping", "payload": {"last": true}}`} {
			if conn.Write(t.Context(), websocket.MessageText, []byte(message)) != nil {
				return // it is closed
			}
		}
		for {
			_, got, err := conn.Read(t.Context())
			if err != nil {
				if websocket.CloseStatus(err) == -1 {
					t.Fatalf("it breaks off without a word: %v", err)
				}
				return
			}
			if strings.Contains(string(got), `"pong"`) && strings.Contains(string(got), "last") {
				return
			}
		}
	})
}
