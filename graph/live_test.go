package graph_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"

	"entente/graph"
	"entente/internal/access"
	"entente/internal/diplo"
	"entente/internal/live"
	"entente/internal/store"
	"entente/internal/store/neo4j/neo4jtest"
)

// liveServer serves the store on a port, with subscriptions.
func liveServer(t *testing.T, s store.Store, adjust ...func(*graph.Config)) (string, live.Store) {
	t.Helper()
	watched := live.Store{Store: s, Feed: live.NewFeed(s, slog.New(slog.DiscardHandler))}
	lines := &graph.Lines{}
	h := serve(t, s, append([]func(*graph.Config){func(c *graph.Config) { c.Writer, c.Feed, c.Lines = watched, watched.Feed, lines }}, adjust...)...)
	server := httptest.NewServer(h)
	t.Cleanup(func() {
		_ = lines.Close(context.Background())
		server.Close()
	})
	return server.URL, watched
}

// told is a change as a client hears of it.
type told struct {
	Kind, Cursor string
	Event        *struct {
		Relation string
		Source   struct{ Name string }
	}
}

func (t told) String() string {
	if t.Event == nil {
		return t.Kind
	}
	return t.Kind + " " + t.Event.Relation + " by " + t.Event.Source.Name
}

const following = `subscription($where: EventFilter, $since: String) { eventChanged(where: $where, since: $since) { kind cursor event { relation source { name } } } }`

// socketClient speaks graphql-transport-ws.
type socketClient struct {
	t    *testing.T
	conn *websocket.Conn
}

func dial(t *testing.T, address string, protocols ...string) *socketClient {
	t.Helper()
	conn, _, err := websocket.Dial(t.Context(), address, &websocket.DialOptions{Subprotocols: protocols})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.CloseNow() })
	return &socketClient{t, conn}
}

// greeted is a connection that may subscribe.
func greeted(t *testing.T, address string) *socketClient {
	t.Helper()
	c := dial(t, address, "graphql-transport-ws")
	c.send(`{"type": "connection_init"}`)
	if m := c.next(); m.Type != "connection_ack" {
		t.Fatalf("the greeting was answered with %+v", m)
	}
	return c
}

func (c *socketClient) send(text string) {
	c.t.Helper()
	if err := c.conn.Write(c.t.Context(), websocket.MessageText, []byte(text)); err != nil {
		c.t.Fatal(err)
	}
}

type message struct {
	ID, Type string
	Payload  json.RawMessage
}

func (c *socketClient) next() (m message) {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.t.Context(), 10*time.Second)
	defer cancel()
	if err := wsjson.Read(ctx, c.conn, &m); err != nil {
		c.t.Fatal(err)
	}
	return m
}

// closing is the code that the server closes the connection with.
func (c *socketClient) closing() websocket.StatusCode {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.t.Context(), 15*time.Second)
	defer cancel()
	for {
		if _, _, err := c.conn.Read(ctx); err != nil {
			return websocket.CloseStatus(err)
		}
	}
}

func (c *socketClient) subscribe(id, where, since string) {
	c.t.Helper()
	c.send(fmt.Sprintf(`{"id": %q, "type": "subscribe", "payload": {"query": %q, "variables": {"where": %s, "since": %q}}}`, id, following, where, since))
}

// change is the next thing told.
func (c *socketClient) change() told {
	c.t.Helper()
	m := c.next()
	for m.Type == "ping" {
		c.send(`{"type": "pong"}`)
		m = c.next()
	}
	var payload struct{ Data struct{ EventChanged told } }
	if err := json.Unmarshal(m.Payload, &payload); err != nil || m.Type != "next" {
		c.t.Fatalf("told %s %s", m.Type, m.Payload)
	}
	return payload.Data.EventChanged
}

func wantTold(t *testing.T, got told, want string) {
	t.Helper()
	if got.String() != want {
		t.Fatalf("told %q, want %q", got, want)
	}
	if got.Cursor == "" {
		t.Fatal("told without a cursor")
	}
}

func TestASubscriptionTellsWhatWasMissedAndThenWhatHappens(t *testing.T) {
	onEachStore(t, func(t *testing.T, s store.Store) {
		put(t, s, story()[0])
		address, watched := liveServer(t, s)
		first := ask(t, serve(t, s), `{ changes: events(where: {relation: ACCUSED}) { nodes { id } } }`)
		nodes, _ := member(first.Data.(map[string]any)["changes"], "nodes")
		accused := diplo.EventID(nodes[0].(map[string]any)["id"].(string))

		c := greeted(t, address)
		c.subscribe("a", `{"source": "Blinken"}`, here(t, s))
		c.subscribe("b", `{"target": "Azerbaijan", "relation": ["ACCUSED", "CONDEMNED"]}`, here(t, s))
		put(t, watched, story()[1]) // Blinken's call to Aliyev has another report
		wantTold(t, c.change(), "CHANGED SPOKE_TO by Antony Blinken")

		decide(t, watched, diplo.Decision{Kind: diplo.CorrectEvent, Event: accused, Correction: &diplo.Correction{Relation: "CONDEMNED"}})
		wantTold(t, c.change(), "CHANGED CONDEMNED by Bob Menendez")
		decide(t, watched, diplo.Decision{Kind: diplo.CorrectEvent, Event: accused, Correction: &diplo.Correction{Relation: "MET"}})
		stopped := c.change()
		wantTold(t, stopped, "RETRACTED MET by Bob Menendez")
		retracted := decide(t, watched, diplo.Decision{Kind: diplo.RetractEvent, Event: accused})
		decide(t, watched, diplo.Decision{Kind: diplo.RetractArticle, Article: story()[1].Article.ID})
		wantTold(t, c.change(), "CHANGED SPOKE_TO by Antony Blinken")
		c.conn.CloseNow()

		decide(t, watched, diplo.Decision{Kind: diplo.UndoDecision, Undoes: retracted.ID})
		c = greeted(t, address)
		c.subscribe("again", `{}`, stopped.Cursor) // everything that stands, behind the last thing told
		for _, want := range []string{"RETRACTED MET by Bob Menendez", "CHANGED SPOKE_TO by Antony Blinken", "RETRACTED", "ADDED MET by Bob Menendez"} {
			wantTold(t, c.change(), want)
		}
		c.send(`{"id": "again", "type": "complete"}`)
		c.send(`{"type": "ping"}`)
		if m := c.next(); m.Type != "pong" {
			t.Errorf("after the end it is told %+v", m)
		}
	})
}

// here is the position behind all that has happened.
func here(t *testing.T, s store.Reader) string {
	t.Helper()
	last, err := s.Changes(t.Context(), store.PageRequest{Last: true, Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	return string(last.Cursors[0])
}

func decide(t *testing.T, s store.Writer, d diplo.Decision) diplo.Decision {
	t.Helper()
	d.Author, d.Reason = "Ana", "because"
	kept, err := s.Decide(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

func TestAConnectionThatBreaksTheProtocolIsClosedWithItsCode(t *testing.T) {
	address, _ := liveServer(t, storeOf(t, story()))
	hello := `{"type": "connection_init"}`
	subscribe := fmt.Sprintf(`{"id": "a", "type": "subscribe", "payload": {"query": %q}}`, following)
	for name, c := range map[string]struct {
		messages []string
		code     websocket.StatusCode
	}{
		"no JSON":               {[]string{`hello`}, 4400},
		"an unknown message":    {[]string{hello, `{"type": "start"}`}, 4400},
		"no id":                 {[]string{hello, `{"type": "subscribe", "payload": {"query": "{a}"}}`}, 4400},
		"before the greeting":   {[]string{subscribe}, 4401},
		"an id that is taken":   {[]string{hello, subscribe, subscribe}, 4409},
		"greeted twice":         {[]string{hello, hello}, 4429},
		"a message that is too": {[]string{hello, `{"type": "ping", "payload": {"x": "` + strings.Repeat("x", 1<<20) + `"}}`}, websocket.StatusMessageTooBig},
	} {
		t.Run(name, func(t *testing.T) {
			client := dial(t, address, "graphql-transport-ws")
			for _, m := range c.messages {
				client.send(m)
			}
			if code := client.closing(); code != c.code {
				t.Errorf("closed with %d, want %d", code, c.code)
			}
		})
	}
	if code := dial(t, address, "graphql-ws").closing(); code != 4406 {
		t.Errorf("of another protocol it is closed with %d", code)
	}
	silent := dial(t, address, "graphql-transport-ws")
	if code := silent.closing(); code != 4408 {
		t.Errorf("who does not greet is closed with %d", code)
	}
}

func TestWhatCannotBeFollowedIsAnErrorOfThatSubscriptionOnly(t *testing.T) {
	address, watched := liveServer(t, storeOf(t, story()))
	c := greeted(t, address)
	for query, code := range map[string]string{
		`subscription { eventChanged(where: {source: "Nobody Known"}) { id } }`: "NOT_FOUND",
		`subscription { eventChanged(since: "x") { id } }`:                      "BAD_USER_INPUT",
		`subscription { eventChanged { nothing } }`:                             "GRAPHQL_VALIDATION_FAILED",
		`{ about { version } }`:                                                 "BAD_USER_INPUT",
	} {
		c.send(fmt.Sprintf(`{"id": "bad", "type": "subscribe", "payload": {"query": %q}}`, query))
		if m := c.next(); m.Type != "error" || m.ID != "bad" || !strings.Contains(string(m.Payload), `"code":"`+code+`"`) {
			t.Errorf("%s was answered with %s %s", query, m.Type, m.Payload)
		}
	}
	c.subscribe("good", `{}`, here(t, watched))
	decide(t, watched, diplo.Decision{Kind: diplo.RetractArticle, Article: story()[0].Article.ID})
	wantTold(t, c.change(), "CHANGED SPOKE_TO by Antony Blinken")
}

func TestWithKeysAConnectionSaysWhoItIsWhenItGreets(t *testing.T) {
	// A guard that knows nobody: what shows no key may connect, and not greet.
	s := storeOf(t, story())
	server := httptest.NewServer((&access.Guard{}).Handler(graph.NewHandler(graph.Config{Store: s, Feed: live.NewFeed(s, slog.Default())})))
	defer server.Close()
	c := dial(t, server.URL, "graphql-transport-ws")
	c.send(`{"type": "connection_init"}`)
	if code := c.closing(); code != 4403 {
		t.Errorf("closed with %d, want 4403", code)
	}
}

// events reads server-sent events.
type events struct {
	t     *testing.T
	body  io.ReadCloser
	lines *bufio.Scanner
}

func stream(t *testing.T, request *http.Request) *events {
	t.Helper()
	request.Header.Set("Accept", "text/event-stream")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { response.Body.Close() })
	if kind := response.Header.Get("Content-Type"); response.StatusCode != http.StatusOK || !strings.HasPrefix(kind, "text/event-stream") {
		body, _ := io.ReadAll(response.Body)
		t.Fatalf("answered %d %s: %s", response.StatusCode, kind, body)
	}
	return &events{t, response.Body, bufio.NewScanner(response.Body)}
}

func posted(t *testing.T, address, query string, variables map[string]any) *http.Request {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	return r
}

// next gives the id, name and data of the next event; no name when the stream has ended.
func (e *events) next() (id, name, data string) {
	for e.lines.Scan() {
		field, value, _ := strings.Cut(e.lines.Text(), ": ")
		switch field {
		case "id":
			id = value
		case "event":
			name = value
		case "data":
			data = value
		case "":
			if name != "" {
				return id, name, data
			}
		}
	}
	return "", "", ""
}

func (e *events) change() told {
	e.t.Helper()
	id, name, data := e.next()
	var payload struct{ Data struct{ EventChanged told } }
	if err := json.Unmarshal([]byte(data), &payload); err != nil || name != "next" {
		e.t.Fatalf("told %q %q", name, data)
	}
	if id != payload.Data.EventChanged.Cursor {
		e.t.Errorf("the event has the id %q and tells the cursor %q", id, payload.Data.EventChanged.Cursor)
	}
	return payload.Data.EventChanged
}

func TestServerSentEventsGoOnBehindTheLastThatABrowserHad(t *testing.T) {
	s := storeOf(t, nil)
	address, watched := liveServer(t, s)
	put(t, watched, story()[0])
	decide(t, watched, diplo.Decision{Kind: diplo.RetractArticle, Article: story()[0].Article.ID})

	// As a browser does it: GET, and the header when it comes again.
	get, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	all, err := s.Changes(t.Context(), store.PageRequest{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	get.URL.RawQuery = "query=" + strings.ReplaceAll(`subscription{eventChanged(where:{relation:SPOKE_TO}){kind cursor event{relation source{name}}}}`, " ", "+")
	get.Header.Set("Last-Event-ID", string(all.Cursors[0]))
	again := stream(t, get)
	kinds := map[string]int{}
	for kinds["RETRACTED"] < 3 { // three calls came and went; the browser has heard of the first thing, whatever it was
		kinds[again.change().Kind]++
	}
	if kinds["ADDED"] < 2 {
		t.Errorf("it was told %v", kinds)
	}
}

func TestAClientThatTakesBothIsAnsweredByTheKindOfOperation(t *testing.T) {
	address, _ := liveServer(t, storeOf(t, story()))
	both := func(query string) *http.Response {
		r := posted(t, address, query, nil)
		r.Header.Set("Accept", "application/graphql-response+json, application/json, text/event-stream")
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { response.Body.Close() })
		return response
	}
	if kind := both(`{ about { version } }`).Header.Get("Content-Type"); !strings.HasPrefix(kind, "application/graphql-response+json") {
		t.Errorf("a query is answered as %s", kind)
	}
	if kind := both(`subscription { eventChanged { id } }`).Header.Get("Content-Type"); !strings.HasPrefix(kind, "text/event-stream") {
		t.Errorf("a subscription is answered as %s", kind)
	}
	only := stream(t, posted(t, address, `{ about { version } }`, nil))
	if _, name, data := only.next(); name != "next" || !strings.HasPrefix(data, `{"data":{"about":{"version":"test"}}`) {
		t.Errorf("a query alone is answered with %s %s", name, data)
	}
	if _, name, _ := only.next(); name != "complete" {
		t.Errorf("and then with %s", name)
	}
}

func TestAClientHasSoManySubscriptionsAndNoMore(t *testing.T) {
	const most = 5
	lines := &graph.Lines{}
	address, _ := liveServer(t, storeOf(t, story()), func(c *graph.Config) { c.Limits.Subscriptions, c.Lines = most, lines })
	defer lines.Close(t.Context())
	c := greeted(t, address)
	refused := 0
	for i := range 200 {
		c.subscribe(fmt.Sprint(i), `{}`, "")
	}
	for range 200 - most {
		if m := c.next(); m.Type == "error" && strings.Contains(string(m.Payload), "RATE_LIMITED") {
			refused++
		}
	}
	if refused != 200-most || lines.Subscriptions() != most {
		t.Errorf("%d of 200 were refused, %d are open", refused, lines.Subscriptions())
	}
	r := posted(t, address, following, nil)
	r.Header.Set("Accept", "text/event-stream")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusTooManyRequests {
		t.Errorf("one more by events was answered %d", response.StatusCode)
	}
	for range most - 1 {
		dial(t, address, "graphql-transport-ws")
	}
	if _, response, err := websocket.Dial(t.Context(), address, nil); err == nil || response.StatusCode != http.StatusTooManyRequests {
		t.Errorf("one connection more was answered %v", err)
	}
	c.send(`{"id": "0", "type": "complete"}`)
	for m := (message{}); m.Type != "pong"; m = c.next() {
		c.send(`{"type": "ping"}`)
		if lines.Subscriptions() == most-1 {
			return
		}
	}
}

func TestAServerThatStopsSaysSo(t *testing.T) {
	lines := &graph.Lines{}
	address, watched := liveServer(t, storeOf(t, story()), func(c *graph.Config) { c.Lines = lines })
	c := greeted(t, address)
	c.subscribe("a", `{}`, here(t, watched))
	e := stream(t, posted(t, address, following, nil))
	go lines.Close(t.Context())
	if code := c.closing(); code != websocket.StatusGoingAway {
		t.Errorf("closed with %d", code)
	}
	if _, name, _ := e.next(); name != "" { // no "complete": it is to come again
		t.Errorf("the events end with %s", name)
	}
	if err := lines.Close(t.Context()); err != nil || lines.Subscriptions() != 0 {
		t.Errorf("%d are open: %v", lines.Subscriptions(), err)
	}
	if _, response, err := websocket.Dial(t.Context(), address, nil); err == nil || response.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("who comes then is answered %v", err)
	}
}

func TestWhoReadsSlowlyHoldsNobodyUpAndMissesNothing(t *testing.T) {
	s := storeOf(t, nil)
	address, watched := liveServer(t, s)
	put(t, watched, story()[0])
	since := here(t, s)
	slow, quick := greeted(t, address), greeted(t, address)
	wide := `subscription($since: String) { eventChanged(since: $since) { kind cursor event { relation source { name } mentions { sentence explanation { frame words source target action date } article { text title url warnings } } } } }`
	slow.send(fmt.Sprintf(`{"id": "slow", "type": "subscribe", "payload": {"query": %q, "variables": {"since": %q}}}`, wide, since))
	quick.subscribe("quick", `{}`, since)
	const n = 1000
	go func() {
		for i := 0; i < n; i += 100 {
			if _, err := watched.Put(t.Context(), manyFrom(i, i+100)); err != nil {
				return
			}
		}
	}()
	seen := map[string]bool{}
	for range n {
		seen[quick.change().Cursor] = true
	}
	if len(seen) != n {
		t.Fatalf("the quick one was told %d different things, want %d", len(seen), n)
	}
	late := map[string]bool{}
	for range n {
		late[slow.change().Cursor] = true
	}
	if len(late) != n {
		t.Errorf("the slow one was told %d different things, want %d", len(late), n)
	}
}

// manyFrom are the events of many from one number up to another.
func manyFrom(from, to int) []diplo.CodedArticle { return many(to)[from/25:] }

// onTwoServers runs the test on two stores over one Neo4j, as two processes have them; of the embedded store only one may write.
func onTwoServers(t *testing.T, test func(t *testing.T, one, other store.Store)) {
	neo4jtest.Open(t)
	one, other := openNeo4j(t), openNeo4j(t)
	defer one.Close()
	defer other.Close()
	test(t, one, other)
}

func TestWhatIsDoneAtOneServerShowsAtTheOther(t *testing.T) {
	onTwoServers(t, func(t *testing.T, one, other store.Store) {
		addressOne, watchedOne := liveServer(t, one)
		addressOther, watchedOther := liveServer(t, other)
		a, b := serve(t, watchedOne, editable(watchedOne)), serve(t, watchedOther, editable(watchedOther))
		put(t, watchedOne, story()[0])
		followsOne, followsOther := greeted(t, addressOne), greeted(t, addressOther)
		followsOne.subscribe("a", `{"source": "Menendez"}`, here(t, one))
		followsOther.subscribe("b", `{"source": "Menendez"}`, here(t, other))

		const accused = `{ events(where: {source: "Menendez", relation: [ACCUSED, CONDEMNED]}) { nodes { id relation status decisions { nodes { id } } } } }`
		got := ask(t, b, accused) // loaded by the one, read at the other at once
		nodes, _ := member(got.Data.(map[string]any)["events"], "nodes")
		if len(nodes) != 1 {
			t.Fatalf("the other server has %s", got.raw)
		}
		id := nodes[0].(map[string]any)["id"].(string)
		if got := ask(t, a, fmt.Sprintf(`mutation { correctEvent(input: {event: %q, relation: CONDEMNED, reason: "because", author: "Ana"}) { event { id } } }`, id)); got.code() != "" {
			t.Fatal(got.raw)
		}
		got = ask(t, b, accused)
		if !strings.Contains(got.raw, `"relation":"CONDEMNED","status":"CORRECTED"`) {
			t.Errorf("corrected at the one, the other says %s", got.raw)
		}
		wantTold(t, followsOther.change(), "CHANGED CONDEMNED by Bob Menendez")
		wantTold(t, followsOne.change(), "CHANGED CONDEMNED by Bob Menendez")

		nodes, _ = member(got.Data.(map[string]any)["events"], "nodes")
		decisions, _ := member(nodes[0].(map[string]any)["decisions"], "nodes")
		decision := decisions[0].(map[string]any)["id"].(string)
		if got := ask(t, b, fmt.Sprintf(`mutation { undoDecision(input: {decision: %q, reason: "because", author: "Ana"}) { decision { id } } }`, decision)); got.code() != "" {
			t.Fatal(got.raw)
		}
		if got := ask(t, a, accused); !strings.Contains(got.raw, `"relation":"ACCUSED","status":"CURRENT"`) {
			t.Errorf("undone at the other, the one says %s", got.raw)
		}
		wantTold(t, followsOne.change(), "CHANGED ACCUSED by Bob Menendez")
	})
}

func TestTwoServersOverOneStoreTellTheSame(t *testing.T) {
	onTwoServers(t, func(t *testing.T, one, other store.Store) {
		put(t, one, story()[0])
		addressOne, watchedOne := liveServer(t, one)
		addressOther, watchedOther := liveServer(t, other)
		since := here(t, one)
		a, b := greeted(t, addressOne), greeted(t, addressOther)
		a.subscribe("a", `{}`, since)
		b.subscribe("b", `{}`, since)
		put(t, watchedOne, many(50)...)
		decide(t, watchedOther, diplo.Decision{Kind: diplo.RetractArticle, Article: story()[0].Article.ID})
		put(t, watchedOther, story()[1])
		for i := range 50 + 8 + 2 {
			x, y := a.change(), b.change()
			if x.String() != y.String() || x.Cursor != y.Cursor {
				t.Fatalf("%d: one tells %s, the other %s", i, x, y)
			}
		}
	})
}
