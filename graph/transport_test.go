package graph_test

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"entente/graph"
)

const (
	responseJSON = "application/graphql-response+json; charset=utf-8"
	plainJSON    = "application/json; charset=utf-8"
)

func TestRequestsAreAnsweredByTheSpecification(t *testing.T) {
	h := serve(t, theStory, func(c *graph.Config) { c.Limits.BodyBytes = 2000 })
	get := func(parameters string) string { return "/graphql?" + parameters }
	const good, bad = `{"query": "{ about { version } }"}`, `{"query": "{ about { nothing } }"}`
	inQuery := "query=" + url.QueryEscape(`{ about { version } }`)
	for _, c := range []struct {
		name, method, target, contentType, accept, body string
		status                                          int
		answer                                          string
	}{
		{"a query by POST", "POST", "/graphql", "application/json", "", good, 200, plainJSON},
		{"a query by GET", "GET", get(inQuery), "", "", "", 200, plainJSON},
		{"a query with its character set", "POST", "/graphql", "application/json; charset=UTF-8", "*/*", good, 200, plainJSON},
		{"the new type when it is asked for", "POST", "/graphql", "application/json", "application/graphql-response+json", good, 200, responseJSON},
		{"the new type when both are asked for", "POST", "/graphql", "application/json", "application/graphql-response+json, application/json;q=0.9", good, 200, responseJSON},
		{"JSON when it is preferred", "POST", "/graphql", "application/json", "application/graphql-response+json;q=0.5, application/json", good, 200, plainJSON},
		{"JSON for a browser", "GET", get(inQuery), "", "text/html, application/xhtml+xml, */*;q=0.8", "", 200, plainJSON},
		{"a type that is not given", "POST", "/graphql", "application/json", "text/html", good, 406, plainJSON},
		{"a type that is refused", "POST", "/graphql", "application/json", "application/json;q=0", good, 406, plainJSON},
		{"a form", "POST", "/graphql", "application/x-www-form-urlencoded", "", "query=x", 415, plainJSON},
		{"a multipart form", "POST", "/graphql", "multipart/form-data; boundary=x", "", "--x--", 415, plainJSON},
		{"text", "POST", "/graphql", "text/plain", "", good, 415, plainJSON},
		{"no type", "POST", "/graphql", "", "", good, 415, plainJSON},
		{"another character set", "POST", "/graphql", "application/json; charset=utf-16", "", good, 415, plainJSON},
		{"another method", "PUT", "/graphql", "application/json", "", good, 405, plainJSON},
		{"no JSON", "POST", "/graphql", "application/json", "", "{", 400, plainJSON},
		{"more behind the JSON", "POST", "/graphql", "application/json", "", good + "{}", 400, plainJSON},
		{"a batch", "POST", "/graphql", "application/json", "", "[" + good + "]", 400, plainJSON},
		{"no query", "POST", "/graphql", "application/json", "", `{}`, 400, plainJSON},
		{"no query by GET", "GET", get(""), "", "", "", 400, plainJSON},
		{"variables that are no object", "POST", "/graphql", "application/json", "", `{"query": "{ about { version } }", "variables": [1]}`, 400, plainJSON},
		{"variables that are no object by GET", "GET", get(inQuery + "&variables=7"), "", "", "", 400, plainJSON},
		{"too large a body", "POST", "/graphql", "application/json", "", `{"query": "` + strings.Repeat(" ", 3000) + `"}`, 413, plainJSON},
		{"a wrong query", "POST", "/graphql", "application/json", "application/json", bad, 200, plainJSON},
		{"a wrong query in the new type", "POST", "/graphql", "application/json", "application/graphql-response+json", bad, 400, responseJSON},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := httptest.NewRequest(c.method, c.target, strings.NewReader(c.body))
			for name, value := range map[string]string{"Content-Type": c.contentType, "Accept": c.accept} {
				if value != "" {
					r.Header.Set(name, value)
				}
			}
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code != c.status || w.Header().Get("Content-Type") != c.answer {
				t.Errorf("got %d as %q, want %d as %q", w.Code, w.Header().Get("Content-Type"), c.status, c.answer)
			}
			if c.status == 405 && w.Header().Get("Allow") == "" {
				t.Error("the answer does not say what is allowed")
			}
			var members map[string]json.RawMessage
			if err := json.Unmarshal(w.Body.Bytes(), &members); err != nil {
				t.Fatalf("the answer is not JSON: %s", w.Body)
			}
			_, hasData := members["data"]
			if refused := c.status != 200 || strings.Contains(c.body, "nothing"); hasData == refused || (members["errors"] != nil) != refused {
				t.Errorf("got %s", w.Body)
			}
		})
	}
}

func TestAPersistedQueryIsAskedByItsHash(t *testing.T) {
	h := serve(t, theStory)
	const query = `{ about { version } }`
	sum := sha256.Sum256([]byte(query))
	extensions := fmt.Sprintf(`{"persistedQuery": {"version": 1, "sha256Hash": %q}}`, hex.EncodeToString(sum[:]))
	post := func(body string) string {
		r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Body.String()
	}
	if got := post(`{"extensions": ` + extensions + `}`); !strings.Contains(got, "PERSISTED_QUERY_NOT_FOUND") {
		t.Errorf("before it was sent: %s", got)
	}
	if got := post(`{"query": "` + query + `", "extensions": ` + extensions + `}`); !strings.Contains(got, `"version":"test"`) {
		t.Errorf("sent with its hash: %s", got)
	}
	if got := post(`{"extensions": ` + extensions + `}`); !strings.Contains(got, `"version":"test"`) {
		t.Errorf("after it was sent: %s", got)
	}
}

func TestAWrongQueryIsAnsweredWithTenErrorsAtMost(t *testing.T) {
	h := serve(t, theStory)
	var fields strings.Builder
	for i := range 25 {
		fmt.Fprintf(&fields, "nothing%d ", i)
	}
	if got := ask(t, h, `{ `+fields.String()+` }`); len(got.Errors) != 10 {
		t.Errorf("got %d errors", len(got.Errors))
	}
}

func TestARequestThatStopsArrivingIsToldSo(t *testing.T) {
	server := httptest.NewUnstartedServer(serve(t, theStory))
	server.Config.ReadTimeout = 50 * time.Millisecond
	server.Start()
	defer server.Close()
	connection, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	if _, err := io.WriteString(connection, "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"); err != nil {
		t.Fatal(err)
	}
	response, err := http.ReadResponse(bufio.NewReader(connection), nil)
	if err != nil || response.StatusCode != http.StatusRequestTimeout {
		t.Errorf("got %v, %v", response, err)
	}
}
