package webhook_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"entente/internal/diplo"
	"entente/internal/live"
	"entente/internal/query"
	"entente/internal/store"
	"entente/internal/store/embedded"
	"entente/internal/webhook"
	"entente/loader/fetch"
)

const secret = "a secret of the desk"

// report is an article in which Norland does something to Sudland on a day.
func report(day int, relation diplo.Relation) diplo.CodedArticle {
	address := fmt.Sprintf("https://wire.example/%d", day)
	on := diplo.DateOf(2024, 1, day)
	a := diplo.Article{ID: diplo.ArticleIDOf(address, "", on), Source: address, URL: address, Cluster: diplo.ClusterIDOf(address), Reported: on,
		Basis: diplo.DateFromMetadata, Text: "Norland did it."}
	m := diplo.Mention{Claim: diplo.Claim{Relation: relation, Source: "country:NOR", Target: "country:SDN", Modality: diplo.Asserted,
		Date: diplo.OnDay(on, diplo.BasisExplicit, "")}, Quote: a.Text, Sentence: diplo.Span{End: 15}, Trigger: diplo.Span{Start: 8, End: 11}, Confidence: 0.5, Extractor: "test 1"}
	m.Identify(&a)
	return diplo.CodedArticle{Article: a, Mentions: []diplo.Mention{m}, Actors: []diplo.Actor{
		{ID: "country:NOR", Kind: diplo.KindCountry, Name: "Norland", Code: "NOR"}, {ID: "country:SDN", Kind: diplo.KindCountry, Name: "Sudland", Code: "SDN"}}}
}

// receiver notes what arrives, and answers with a status that the test says. What it took before it takes for
// the same: a hook that is stopped before it hears the answer sends once more.
type receiver struct {
	t      *testing.T
	status func(attempt int) int

	mutex    sync.Mutex
	attempts int
	days     []string // of the events that were taken
	ids      []string // of all requests
	took     map[string]bool
}

func (r *receiver) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	body, err := io.ReadAll(request.Body)
	if err != nil {
		r.t.Error(err)
	}
	header := request.Header
	mac := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(mac, "%s.%s.%s", header.Get("Webhook-Id"), header.Get("Webhook-Timestamp"), body)
	if header.Get("Webhook-Signature") != "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)) {
		r.t.Errorf("the signature %q is not of the request", header.Get("Webhook-Signature"))
	}
	var told struct {
		Kind  string
		Event struct{ Date, SourceName, Sentence string }
	}
	if err := json.Unmarshal(body, &told); err != nil || told.Kind != "ADDED" || told.Event.SourceName != "Norland" || told.Event.Sentence != "Norland did it." {
		r.t.Errorf("it was told %s", body)
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.attempts++
	r.ids = append(r.ids, header.Get("Webhook-Id"))
	status := r.status(r.attempts)
	if id := header.Get("Webhook-Id"); status < 300 && !r.took[id] {
		r.took[id] = true
		r.days = append(r.days, told.Event.Date[8:])
	}
	w.WriteHeader(status)
}

func (r *receiver) taken() []string {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	return slices.Clone(r.days)
}

func (r *receiver) wait(want ...string) {
	r.t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !slices.Equal(r.taken(), want); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			r.t.Fatalf("took %q, want %q", r.taken(), want)
		}
	}
}

// open gives a store whose writes are told of.
func open(t *testing.T) live.Store {
	t.Helper()
	s, err := embedded.Open(filepath.Join(t.TempDir(), "graph.db"), embedded.Options{CacheBytes: 8 << 20})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return live.Store{Store: s, Feed: live.NewFeed(s, slog.New(slog.DiscardHandler))}
}

func put(t *testing.T, s store.Putter, articles ...diplo.CodedArticle) {
	t.Helper()
	for _, a := range articles {
		if _, err := s.Put(t.Context(), []diplo.CodedArticle{a}); err != nil {
			t.Fatal(err)
		}
	}
}

// start runs a hook that posts protests, until stop.
func start(t *testing.T, s live.Store, url, state string) (stop func()) {
	t.Helper()
	h := &webhook.Hook{
		Feed: s.Feed, Questions: &query.Questions{Store: s, Actors: &query.Resolver{Base: query.Nobody{}, Store: s}, Clock: time.Now},
		Filter: store.EventFilter{Relations: []diplo.Relation{"PROTESTED_AGAINST"}}, URL: url, Secret: secret, State: state, FirstWait: time.Millisecond,
		Client: fetch.Guarded(fetch.Options{Private: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}), Log: slog.New(slog.DiscardHandler),
	}
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() {
		if err := h.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	return func() { cancel(); running.Wait() }
}

func TestWhatHappensIsPostedInOrderAndGoesOnAfterARestart(t *testing.T) {
	s := open(t)
	put(t, s, report(1, "PROTESTED_AGAINST")) // before anybody wanted to know
	desk := &receiver{t: t, took: map[string]bool{}, status: func(attempt int) int {
		if attempt%3 != 0 {
			return []int{http.StatusInternalServerError, http.StatusTooManyRequests}[attempt%2]
		}
		return http.StatusNoContent
	}}
	server := httptest.NewServer(desk)
	defer server.Close()
	state := filepath.Join(t.TempDir(), "hook.json")
	stop := start(t, s, server.URL, state)
	time.Sleep(100 * time.Millisecond) // it begins with what comes from now on
	put(t, s, report(2, "PROTESTED_AGAINST"), report(3, "SPOKE_TO"), report(4, "PROTESTED_AGAINST"))
	desk.wait("02", "04")
	stop()
	put(t, s, report(5, "PROTESTED_AGAINST"))
	stop = start(t, s, server.URL, state)
	put(t, s, report(6, "PROTESTED_AGAINST"))
	desk.wait("02", "04", "05", "06")
	stop()
	if distinct := slices.Compact(slices.Clone(desk.ids)); len(distinct) != 4 || len(desk.ids) < 12 {
		t.Errorf("what is sent again has not the id that it had: %q", desk.ids)
	}
}

func TestWhatIsRefusedHoldsNothingUp(t *testing.T) {
	s := open(t)
	desk := &receiver{t: t, took: map[string]bool{}, status: func(attempt int) int {
		if attempt == 1 {
			return http.StatusBadRequest
		}
		return http.StatusOK
	}}
	server := httptest.NewServer(desk)
	defer server.Close()
	defer start(t, s, server.URL, filepath.Join(t.TempDir(), "hook.json"))()
	time.Sleep(100 * time.Millisecond)
	put(t, s, report(1, "PROTESTED_AGAINST"), report(2, "PROTESTED_AGAINST"))
	desk.wait("02")
}

func TestAnAddressThatIsNotPublicIsNotPostedTo(t *testing.T) {
	s := open(t)
	reached := make(chan struct{}, 1)
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached <- struct{}{} }))
	defer server.Close()
	h := &webhook.Hook{
		Feed: s.Feed, Questions: &query.Questions{Store: s, Actors: &query.Resolver{Base: query.Nobody{}, Store: s}, Clock: time.Now},
		URL: server.URL, Secret: secret, State: filepath.Join(t.TempDir(), "hook.json"), FirstWait: time.Millisecond,
		Client: fetch.Guarded(fetch.Options{}), Log: slog.New(slog.DiscardHandler),
	}
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	time.AfterFunc(50*time.Millisecond, func() { put(t, s, report(1, "PROTESTED_AGAINST")) })
	if err := h.Run(ctx); err != nil {
		t.Error(err)
	}
	select {
	case <-reached:
		t.Error("it was")
	default:
	}
}

func TestAHookThatCannotBeginSaysWhy(t *testing.T) {
	for name, h := range map[string]webhook.Hook{
		"no address":            {URL: "desk.example", Secret: secret},
		"another protocol":      {URL: "ftp://desk.example", Secret: secret},
		"a password":            {URL: "https://ana:word@desk.example", Secret: secret},
		"no secret":             {URL: "https://desk.example"},
		"a short secret":        {URL: "https://desk.example", Secret: "word"},
		"a secret in no base64": {URL: "https://desk.example", Secret: "whsec_!!!"},
	} {
		if err := h.Check(); diplo.KindOf(err) != diplo.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	standard := webhook.Hook{URL: "https://desk.example/events", Secret: "whsec_" + base64.StdEncoding.EncodeToString([]byte(secret))}
	if err := standard.Check(); err != nil {
		t.Error(err)
	}
}
