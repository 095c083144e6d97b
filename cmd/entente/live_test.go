package main

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"
)

func TestAnArticleThatIsTakenInIsToldToAllWhoFollowUntilTheServerStops(t *testing.T) {
	keys := filepath.Join(t.TempDir(), "keys.txt")
	key := "Bearer " + strings.TrimSpace(call(t, "", nil, "key", "new", "--auth", keys, "--role", "editor", "--name", "Ana").out)
	s := serve(t, "--auth", keys)
	header := map[string]string{"Content-Type": "application/json", "Authorization": key}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()

	_, body := send(t, "POST", s.url+"/graphql", `{"query": "{ changes(first: 500) { nodes { cursor } } }"}`, header)
	var known struct {
		Data struct {
			Changes struct{ Nodes []struct{ Cursor string } }
		}
	}
	if err := json.Unmarshal([]byte(body), &known); err != nil || len(known.Data.Changes.Nodes) == 0 {
		t.Fatalf("changes: %s", body)
	}
	last := known.Data.Changes.Nodes[len(known.Data.Changes.Nodes)-1].Cursor
	follow := `{"query": "subscription($since: String) { eventChanged(where: {source: \"Norway\"}, since: $since) { kind event { relation target { ... on Actor { name } } } } }", "variables": {"since": "` + last + `"}}`

	socket, _, err := websocket.Dial(ctx, s.url+"/graphql", &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
	if err != nil {
		t.Fatal(err)
	}
	defer socket.CloseNow()
	for _, message := range []string{`{"type": "connection_init", "payload": {"authorization": "` + key + `"}}`, `{"id": "1", "type": "subscribe", "payload": ` + follow + `}`} {
		if err := socket.Write(ctx, websocket.MessageText, []byte(message)); err != nil {
			t.Fatal(err)
		}
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url+"/graphql", strings.NewReader(follow))
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range header {
		request.Header.Set(name, value)
	}
	request.Header.Set("Accept", "text/event-stream")
	request.Header.Set("Accept-Encoding", "gzip")
	events, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer events.Body.Close()

	_, taken := send(t, "POST", s.url+"/graphql", `{"query": "mutation { ingestArticle(input: {published: \"2024-03-06\", outlet: \"The Quay\", text: \"The foreign minister of Norway met his Swedish counterpart in Oslo on Monday.\"}) { outcome newEvents events { relation date { iso } mentions { explanation { date } article { outlet } } } } }"}`, header)
	for _, want := range []string{`"outcome":"NEW"`, `"relation":"MET"`, `"iso":"2024-03-04"`, `"outlet":"The Quay"`} {
		if !strings.Contains(taken, want) {
			t.Errorf("the article was taken in without %s: %s", want, taken)
		}
	}
	told := `"eventChanged":{"kind":"ADDED","event":{"relation":"MET"`
	var message struct {
		Type    string
		Payload json.RawMessage
	}
	for message.Type != "next" {
		if err := wsjson.Read(ctx, socket, &message); err != nil {
			t.Fatal(err)
		}
	}
	if !strings.Contains(string(message.Payload), told) {
		t.Errorf("over WebSocket it is told %s", message.Payload)
	}
	for lines := bufio.NewScanner(events.Body); ; {
		if !lines.Scan() {
			t.Fatal("the events end without one")
		}
		if data, is := strings.CutPrefix(lines.Text(), "data: "); is {
			if !strings.Contains(data, told) {
				t.Errorf("by events it is told %s", data)
			}
			break
		}
	}

	_, body = send(t, "POST", s.url+"/graphql", `{"query": "mutation { mergeActors(input: {actor: \"country:NOR\", into: \"country:SWE\", reason: \"a test\", author: \"somebody else\"}) { decision { author } } }"}`, header)
	if !strings.Contains(body, `"author":"Ana"`) {
		t.Errorf("with a key the decision is %s", body)
	}
	stopped := time.Now()
	go s.stop()
	for err == nil {
		_, _, err = socket.Read(ctx)
	}
	if code := websocket.CloseStatus(err); code != websocket.StatusGoingAway {
		t.Errorf("the connection ends with %v", err)
	}
	if code := s.stop(); code != ok || time.Since(stopped) > 5*time.Second {
		t.Errorf("it stopped with %d after %s", code, time.Since(stopped))
	}
}
