package graph_test

import (
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/internal/access"
	"entente/internal/live"
)

func TestARevokedKeyEndsWhatIsOpenWithinSeconds(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys.txt")
	made := map[string]string{}
	for _, name := range []string{"stays", "goes"} {
		key, err := access.NewKey(path, name, access.Reader)
		if err != nil {
			t.Fatal(err)
		}
		made[name] = key
	}
	keys, err := access.OpenKeys(path, access.Budget{}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	s := storeOf(t, story())
	lines := &graph.Lines{}
	server := httptest.NewServer((&access.Guard{Keys: keys}).Handler(graph.NewHandler(graph.Config{Store: s, Feed: live.NewFeed(s, slog.Default()), Lines: lines})))
	t.Cleanup(func() { _ = lines.Close(t.Context()); server.Close() })

	greet := func(key string) *socketClient {
		c := dial(t, server.URL, "graphql-transport-ws")
		c.send(`{"type": "connection_init", "payload": {"Authorization": "Bearer ` + key + `"}}`)
		if m := c.next(); m.Type != "connection_ack" {
			t.Fatalf("greeted with %s", m.Type)
		}
		return c
	}
	staying, going := greet(made["stays"]), greet(made["goes"])
	request := posted(t, server.URL, following, nil)
	request.Header.Set("Authorization", "Bearer "+made["goes"])
	events := stream(t, request)

	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var kept []string
	for line := range strings.Lines(string(content)) {
		if !strings.HasSuffix(line, " goes\n") {
			kept = append(kept, line)
		}
	}
	if err := os.WriteFile(path, []byte(strings.Join(kept, "")), 0o600); err != nil {
		t.Fatal(err)
	}
	revoked := time.Now()
	if code := going.closing(); code != 4403 {
		t.Errorf("the connection is closed with %d, want 4403", code)
	}
	for name := "next"; name != ""; _, name, _ = events.next() {
		if name == "complete" {
			t.Error("the stream says that it is complete, so that its client does not ask again and learn why")
		}
	}
	if took := time.Since(revoked); took > 10*time.Second {
		t.Errorf("that took %s", took)
	}
	staying.send(`{"type": "ping"}`)
	if m := staying.next(); m.Type != "pong" {
		t.Errorf("the key that stays is told %s", m.Type)
	}
}
