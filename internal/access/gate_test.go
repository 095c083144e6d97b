package access_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"entente/internal/access"
	"entente/internal/diplo"
)

// visitor is the context of a request of a client through a guard with that gate.
func visitor(gate *access.Gate, address string) context.Context {
	var ctx context.Context
	r := httptest.NewRequest(http.MethodPost, "/graphql", nil)
	r.RemoteAddr = address + ":1234"
	(&access.Guard{Anybody: access.Reader, Gate: gate}).Handler(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { ctx = r.Context() })).
		ServeHTTP(httptest.NewRecorder(), r)
	return ctx
}

func TestNobodyHasMoreThanHalfOfTheGate(t *testing.T) {
	gate := access.NewGate(4, 0, time.Second)
	greedy, other := visitor(gate, "10.0.0.1"), visitor(gate, "10.0.0.2")
	var leave []func()
	for range 2 {
		_, l, err := access.Enter(greedy)
		if err != nil {
			t.Fatal(err)
		}
		leave = append(leave, l)
	}
	_, _, err := access.Enter(greedy)
	var later *access.Later
	if diplo.KindOf(err) != diplo.Unavailable || !errors.As(err, &later) {
		t.Errorf("beyond its half: %v", err)
	}
	inside, l, err := access.Enter(other)
	if err != nil {
		t.Fatalf("another client: %v", err)
	}
	if _, again, err := access.Enter(inside); err != nil {
		t.Errorf("inside already: %v", err)
	} else {
		again()
	}
	l()
	l() // once is enough, and twice no harm
	leave[0]()
	if _, _, err := access.Enter(greedy); err != nil {
		t.Errorf("after it left: %v", err)
	}
}

func TestWhoWaitsIsLetInInTurnOrToldToComeBack(t *testing.T) {
	gate := access.NewGate(1, 2, 50*time.Millisecond)
	first, second := visitor(gate, "10.0.0.1"), visitor(gate, "10.0.0.2")
	_, leave, err := access.Enter(first)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := access.Enter(second); diplo.KindOf(err) != diplo.Unavailable {
		t.Errorf("out of patience: %v", err)
	}
	gone, cancel := context.WithCancel(second)
	cancel()
	if _, _, err := access.Enter(gone); !errors.Is(err, context.Canceled) {
		t.Errorf("went away: %v", err)
	}
	time.AfterFunc(10*time.Millisecond, leave)
	if _, leave, err = access.Enter(second); err != nil {
		t.Errorf("in time: %v", err)
	}
	leave()
}

func TestTheGateIsNeverFullerThanItsPlaces(t *testing.T) {
	gate := access.NewGate(3, 1000, time.Minute)
	var inside, most atomic.Int32
	var all sync.WaitGroup
	for i := range 200 {
		all.Go(func() {
			_, leave, err := access.Enter(visitor(gate, string(rune('a'+i%7))))
			if err != nil {
				t.Error(err)
				return
			}
			if n := inside.Add(1); n > most.Load() {
				most.Store(n)
			}
			time.Sleep(time.Millisecond)
			inside.Add(-1)
			leave()
		})
	}
	all.Wait()
	if most.Load() > 3 || inside.Load() != 0 {
		t.Errorf("%d were inside at a time, %d are", most.Load(), inside.Load())
	}
}
