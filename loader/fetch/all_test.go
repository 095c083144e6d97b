package fetch_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"entente/internal/diplo"
	"entente/loader/fetch"
)

// manyHosts gives the addresses of pages on several hosts, host by host, each answered after a while.
func manyHosts(t testing.TB, hosts, pages int, while time.Duration, meanwhile func(host string, wait func())) []fetch.Request {
	t.Helper()
	var requests []fetch.Request
	for range hosts {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			meanwhile(r.Host, func() { time.Sleep(while) })
			_, _ = io.WriteString(w, r.URL.Path)
		}))
		t.Cleanup(server.Close)
		for page := range pages {
			requests = append(requests, fetch.Request{Address: fmt.Sprintf("%s/%d", server.URL, page)})
		}
	}
	return requests
}

func TestHostsAreAskedSideBySideAndEachInTurn(t *testing.T) {
	const hosts, pages = 6, 5
	var under, most atomic.Int32
	var busy sync.Map // hosts with a request under way
	requests := manyHosts(t, hosts, pages, 5*time.Millisecond, func(host string, wait func()) {
		if _, twice := busy.LoadOrStore(host, true); twice {
			t.Errorf("%s is asked twice at a time", host)
		}
		now := under.Add(1)
		for old := most.Load(); now > old && !most.CompareAndSwap(old, now); old = most.Load() {
		}
		wait()
		under.Add(-1)
		busy.Delete(host)
	})
	client := fetch.New(fetch.Options{Private: loopback, Pause: time.Microsecond})
	got := make([]string, len(requests))
	var order [hosts][]int
	for answer := range client.GetAll(t.Context(), requests) {
		if answer.Err != nil {
			t.Fatal(answer.Err)
		}
		got[answer.Place] = string(answer.Document.Content)
		order[answer.Place/pages] = append(order[answer.Place/pages], answer.Place)
	}
	for i := range requests {
		if want := fmt.Sprintf("/%d", i%pages); got[i] != want {
			t.Errorf("request %d was answered %q, not %q", i, got[i], want)
		}
	}
	for host := range order {
		if !slices.IsSorted(order[host]) {
			t.Errorf("pages of one host came as %v", order[host])
		}
	}
	if most.Load() < 2 {
		t.Error("hosts were asked one after another")
	}
}

func TestAHostThatIsSilentOrAsksToWaitKeepsNoOther(t *testing.T) {
	var asked atomic.Int32
	silent := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/robots.txt" {
			asked.Add(1)
			panic(http.ErrAbortHandler)
		}
	}))
	busy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/robots.txt" {
			asked.Add(1)
			w.Header().Set("Retry-After", "60")
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}))
	well := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "well") }))
	var requests []fetch.Request
	for i := range 20 {
		for _, server := range []*httptest.Server{silent, busy, well} {
			requests = append(requests, fetch.Request{Address: fmt.Sprintf("%s/%d", server.URL, i)})
		}
	}
	for _, server := range []*httptest.Server{silent, busy, well} {
		t.Cleanup(server.Close)
	}
	client := fetch.New(fetch.Options{Private: loopback, Pause: time.Microsecond})
	answered, refused := 0, 0
	for answer := range client.GetAll(t.Context(), requests) {
		switch {
		case answer.Err == nil:
			answered++
		case diplo.KindOf(answer.Err) == diplo.Unavailable:
			refused++
		}
	}
	if answered != 20 || refused != 40 {
		t.Errorf("%d pages were had, %d are to be asked for later", answered, refused)
	}
	// The transport asks again by itself where a kept connection broke before an answer.
	if n := asked.Load(); n > 10 {
		t.Errorf("hosts that gave nothing were asked %d times", n)
	}
	if _, err := client.Get(t.Context(), busy.URL+"/again", fetch.Validator{}); fetch.After(err) == 0 || asked.Load() > 10 {
		t.Errorf("a host that asked to wait was asked again: %v", err)
	}
}

func BenchmarkPagesOfManyHosts(b *testing.B) {
	requests := manyHosts(b, 8, 10, 10*time.Millisecond, func(_ string, wait func()) { wait() })
	options := fetch.Options{Private: loopback, Pause: 10 * time.Millisecond}
	b.Run("one after another", func(b *testing.B) {
		for b.Loop() {
			client := fetch.New(options)
			for _, request := range requests {
				if _, err := client.Get(b.Context(), request.Address, fetch.Validator{}); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("hosts side by side", func(b *testing.B) {
		for b.Loop() {
			for answer := range fetch.New(options).GetAll(b.Context(), requests) {
				if answer.Err != nil {
					b.Fatal(answer.Err)
				}
			}
		}
	})
}
