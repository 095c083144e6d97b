package main

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// send makes a request and gives the answer with its body.
func send(t *testing.T, method, url, body string, header map[string]string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range header {
		r.Header.Set(name, value)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(text)
}

var asJSON = map[string]string{"Content-Type": "application/json"}

func TestAServerTellsHowItFares(t *testing.T) {
	s := serve(t, "--log-format", "json")
	response, body := send(t, "POST", s.url+"/graphql", `{"query": "{ events { totalCount } }"}`, map[string]string{"Content-Type": "application/json", "X-Request-Id": "desk-1"})
	if response.Header.Get("X-Request-Id") != "desk-1" || !strings.Contains(body, `"cost"`) {
		t.Errorf("%v %s", response.Header, body)
	}
	send(t, "POST", s.url+"/graphql", `{"query": "{ nothing }"}`, asJSON)
	_, measured := send(t, "GET", s.url+"/metrics", "", nil)
	for _, line := range []string{`entente_http_requests_total{route="/graphql",status="200"} 2`, `entente_operations_total{kind="query"} 1`, `entente_operation_errors_total{code="GRAPHQL_VALIDATION_FAILED"} 1`,
		`entente_store_call_seconds_count{call="CountEvents"} 1`, `entente_articles_total{outcome="new"} 3`, "go_memstats_heap_inuse_bytes"} {
		if !strings.Contains(measured, line) {
			t.Errorf("%q is not among the metrics", line)
		}
	}
	if !strings.Contains(s.errs.String(), `"msg":"request","method":"POST","path":"/graphql","status":200`) || !strings.Contains(s.errs.String(), `"request":"desk-1"`) {
		t.Errorf("the log has %s", s.errs)
	}
	if strings.Contains(s.errs.String(), `"path":"/metrics"`) {
		t.Error("machines that look fill the log")
	}
}

func TestWhatIsSetForTheServerHolds(t *testing.T) {
	dir := t.TempDir()
	keys, audit, file := filepath.Join(dir, "keys.txt"), filepath.Join(dir, "audit.jsonl"), filepath.Join(dir, "settings.yaml")
	key := strings.TrimSpace(call(t, "", nil, "key", "new", "--auth", keys, "--role", "editor", "--name", "Ana").out)
	settings := "serve:\n  auth: " + keys + "\n  audit: " + audit + "\n  cors-origin: [https://desk.example]\n  max-cost: 50\n  max-body: 2KB\n  rate: 100\n  cost-budget: 1000\n  log-level: error\n"
	if err := os.WriteFile(file, []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	s := serve(t, "--config", file)
	with := func(more ...string) map[string]string {
		header := map[string]string{"Content-Type": "application/json", "Authorization": "Bearer " + key}
		for i := 0; i < len(more); i += 2 {
			header[more[i]] = more[i+1]
		}
		return header
	}
	for name, c := range map[string]struct {
		method, path, body string
		header             map[string]string
		status             int
		says               string
	}{
		"no key":                     {"POST", "/graphql", `{"query": "{ about { version } }"}`, asJSON, 401, "UNAUTHENTICATED"},
		"no key for an export":       {"GET", "/export/events.csv", "", nil, 401, "UNAUTHENTICATED"},
		"no key for the metrics":     {"GET", "/metrics", "", nil, 401, "UNAUTHENTICATED"},
		"no key for the pages":       {"GET", "/playground/", "", nil, 200, "<html"},
		"no key for the description": {"GET", "/openapi.json", "", nil, 200, `"openapi": "3.1.0"`},
		"a key":                      {"POST", "/graphql", `{"query": "{ viewer { name role } }"}`, with(), 200, `{"name":"Ana","role":"EDITOR"}`},
		"a page that may ask":        {"POST", "/graphql", `{"query": "{ viewer { name } }"}`, with("Origin", "https://desk.example", "Sec-Fetch-Site", "cross-site"), 200, "Ana"},
		"a page that may not":        {"POST", "/graphql", `{"query": "{ viewer { name } }"}`, with("Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"), 403, ""},
		"a cost beyond what is set":  {"POST", "/graphql", `{"query": "{ events(first: 100) { nodes { id } } }"}`, with(), 200, "TOO_COMPLEX"},
		"a body beyond what is set":  {"POST", "/graphql", `{"query": "` + strings.Repeat(" ", 3000) + `"}`, with(), 413, ""},
		"an export":                  {"GET", "/export/events.csv?relation=CONDEMNED", "", with(), 200, "France condemned Iran"},
		"a mutation":                 {"POST", "/graphql", `{"query": "mutation { retractEvent(input: {event: \"event:none\", reason: \"x\"}) { event { id } } }"}`, with(), 200, "NOT_FOUND"},
	} {
		t.Run(name, func(t *testing.T) {
			response, body := send(t, c.method, s.url+c.path, c.body, c.header)
			if response.StatusCode != c.status || !strings.Contains(body, c.says) {
				t.Errorf("%d %s", response.StatusCode, body)
			}
		})
	}
	if got := call(t, "", []string{"ENTENTE_KEY=" + key}, "query", "--server", s.url, "{ viewer { name } }"); got.code != ok || !strings.Contains(got.out, "Ana") {
		t.Errorf("asked by the command with a key: %+v", got)
	}
	lines, err := os.ReadFile(audit)
	var line struct{ Who, What, Outcome string }
	if err != nil || json.Unmarshal(lines, &line) != nil || line.Who != "Ana" || line.What != "retractEvent" || line.Outcome != "NOT_FOUND" {
		t.Errorf("the audit is %s, %v", lines, err)
	}
}

func TestAServerThatStopsSaysSoFirst(t *testing.T) {
	s := serve(t, "--drain", "400ms")
	ended := make(chan int)
	go func() { ended <- s.stop() }()
	deadline := time.Now().Add(5 * time.Second)
	for {
		response, body := send(t, "GET", s.url+"/readyz", "", nil)
		if response.StatusCode == http.StatusServiceUnavailable && strings.Contains(body, "stopping") {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("got %d %s", response.StatusCode, body)
		}
	}
	if response, _ := send(t, "POST", s.url+"/graphql", `{"query": "{ about { version } }"}`, asJSON); response.StatusCode != http.StatusOK {
		t.Errorf("asked meanwhile: %d", response.StatusCode)
	}
	if code := <-ended; code != ok {
		t.Errorf("ended with %d", code)
	}
}
