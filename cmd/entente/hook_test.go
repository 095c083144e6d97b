package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestAServerPostsWhatItReadsToAWebhook(t *testing.T) {
	posted := make(chan string, 10)
	desk := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		posted <- r.Header.Get("Webhook-Signature") + string(body)
	}))
	defer desk.Close()
	s := serve(t, "--webhook", desk.URL, "--webhook-where", `{"source": "France"}`, "--webhook-secret", "a secret of the desk",
		"--webhook-state", filepath.Join(t.TempDir(), "hook.json"), "--allow-network", "127.0.0.0/8")
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		if len(posted) > 0 {
			break
		}
		send(t, "POST", s.url+"/graphql", `{"query": "mutation { ingestArticle(input: {text: \"France condemned Syria on Monday. Iran praised Syria.\", published: \"`+
			time.Now().Format("2006-01-02T15:04:05Z")+`\"}) { article { id } } }"}`, asJSON)
	}
	select {
	case got := <-posted:
		if !strings.HasPrefix(got, "v1,") || !strings.Contains(got, `"kind":"ADDED"`) || !strings.Contains(got, "France condemned Syria") {
			t.Errorf("posted %s", got)
		}
	default:
		t.Fatalf("nothing was posted: %s", s.errs)
	}
}

func TestAWebhookThatCannotBeIsRefusedAtTheStart(t *testing.T) {
	for name, args := range map[string][]string{
		"no secret":      {"--webhook", "https://desk.example/"},
		"no filter":      {"--webhook", "https://desk.example/", "--webhook-secret", "a secret of the desk", "--webhook-where", "France"},
		"a wrong filter": {"--webhook", "https://desk.example/", "--webhook-secret", "a secret of the desk", "--webhook-where", `{"colour": "red"}`},
		"no address":     {"--webhook", "desk", "--webhook-secret", "a secret of the desk"},
	} {
		got := call(t, "", nil, append([]string{"serve", "--listen", "127.0.0.1:0", "--store", filepath.Join(t.TempDir(), "e.db")}, args...)...)
		if got.code != failed || got.err == "" {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
