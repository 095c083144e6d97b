package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// TestAServerThatIsToldToStopFinishesWhatIsUnderWay stops a server in the middle of a load, of a request whose body is still coming, and of
// subscriptions of both kinds.
func TestAServerThatIsToldToStopFinishesWhatIsUnderWay(t *testing.T) {
	dir := t.TempDir()
	const articles = 60_000 // more than are read before it is stopped
	dump, db := filepath.Join(dir, "dump.jsonl"), filepath.Join(dir, "graph.db")
	file, err := os.Create(dump)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewWriter(file)
	for i := range articles {
		fmt.Fprintf(lines, `{"date":"2023-09-20","text":"France condemned Iran on Tuesday in its report %d."}`+"\n", i)
	}
	if lines.Flush() != nil || file.Close() != nil {
		t.Fatal("the articles were not written")
	}
	url, server := started(t, "--load", dump, "--store", db, "--drain", "500ms")
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()

	for seen := 0; seen == 0 && ctx.Err() == nil; {
		seen = stored(t, db)
	}
	wantStatus(t, url+"/healthz", http.StatusOK, "ok")
	wantStatus(t, url+"/readyz", http.StatusServiceUnavailable, "loading")

	socket, _, err := websocket.Dial(ctx, url+"/graphql", &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
	if err != nil {
		t.Fatal(err)
	}
	defer socket.CloseNow()
	const follow = `{"query": "subscription { eventChanged(where: {source: \"Norway\"}) { kind } }"}`
	for _, message := range []string{`{"type": "connection_init"}`, `{"id": "1", "type": "subscribe", "payload": ` + follow + `}`} {
		if err := socket.Write(ctx, websocket.MessageText, []byte(message)); err != nil {
			t.Fatal(err)
		}
	}
	events := ask(t, ctx, url, strings.NewReader(follow), "text/event-stream")
	body, rest := io.Pipe()
	answered := make(chan *http.Response, 1)
	go func() { answered <- ask(t, ctx, url, body, "application/json") }()
	fmt.Fprint(rest, `{"query": "{ about {`)

	if err := server.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	for {
		if status, says := get(t, url+"/readyz"); status == http.StatusServiceUnavailable && says == "stopping\n" {
			break
		} else if ctx.Err() != nil {
			t.Fatalf("told to stop, it says %d %s", status, says)
		}
	}
	wantStatus(t, url+"/healthz", http.StatusOK, "ok")
	for err == nil {
		_, _, err = socket.Read(ctx)
	}
	if code := websocket.CloseStatus(err); code != websocket.StatusGoingAway {
		t.Errorf("the connection ends with %v", err)
	}
	if told, err := io.ReadAll(events.Body); err != nil || strings.Contains(string(told), "complete") { // else a browser would not come again
		t.Errorf("the events end with %q, %v", told, err)
	}
	fmt.Fprint(rest, ` version } }"}`)
	rest.Close()
	response := <-answered
	if answer, err := io.ReadAll(response.Body); err != nil || response.StatusCode != http.StatusOK || !strings.Contains(string(answer), `"version"`) {
		t.Errorf("the request under way was answered %d %s, %v", response.StatusCode, answer, err)
	}
	if state, err := server.Wait(); err != nil || state.ExitCode() != ok {
		t.Errorf("it ended with %v, %v", state, err)
	}
	const batch = 256
	if n := stored(t, db); n == 0 || n == articles || n%batch != 0 {
		t.Errorf("%d articles are stored, which are no whole batches", n)
	}
	if got := call(t, "", nil, "doctor", "--deep", "--store", db); got.code != ok {
		t.Errorf("the store is %s", got.out)
	}
}

// started starts the command as a process that serves, and gives its address.
func started(t *testing.T, arguments ...string) (url string, _ *os.Process) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(self, append([]string{"serve", "--listen", "127.0.0.1:0"}, arguments...)...)
	command.Env = append(os.Environ(), asCommand+"=1")
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = command.Process.Kill() }) // it may have ended
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if _, address, found := strings.Cut(lines.Text(), "http://"); found {
			address, _, _ = strings.Cut(address, "/")
			return "http://" + address, command.Process
		}
	}
	t.Fatal("it does not say where it serves")
	return "", nil
}

// ask posts the body to the API, and gives the answer with its body still to be read.
func ask(t *testing.T, ctx context.Context, url string, body io.Reader, accepts string) *http.Response {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url+"/graphql", body)
	if err != nil {
		t.Error(err)
		return &http.Response{Body: http.NoBody}
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", accepts)
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Error(err)
		return &http.Response{Body: http.NoBody}
	}
	t.Cleanup(func() { response.Body.Close() })
	return response
}

func wantStatus(t *testing.T, url string, status int, says string) {
	t.Helper()
	if got, body := get(t, url); got != status || strings.TrimSpace(body) != says {
		t.Errorf("%s says %d %s", url, got, body)
	}
}
