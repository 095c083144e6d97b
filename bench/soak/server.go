package main

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

// state is what a server has, as it tells at /metrics. Of several states the least counts: what is there between two rounds of the garbage collector or during a burst
// says nothing of what stays.
type state struct {
	heap, memory      float64 // bytes
	goroutines, files float64
	cpu               float64 // seconds so far
}

func (s state) String() string {
	return fmt.Sprintf("%5.1f MB  %10.0f  %5.0f  %4.0f MB  %5.0f s", s.heap/(1<<20), s.goroutines, s.files, s.memory/(1<<20), s.cpu)
}

const stateHeading = "    heap  goroutines  files   memory      cpu"

// server looks now and then what a server has.
type server struct {
	address string // of its metrics
	key     string
	http    *http.Client
	mutex   sync.Mutex
	lowest  state
	seen    bool
}

// metricsOf is where the server of that GraphQL tells its metrics.
func metricsOf(graphql string) (string, error) {
	u, err := url.Parse(graphql)
	if err != nil {
		return "", err
	}
	return u.ResolveReference(&url.URL{Path: "/metrics"}).String(), nil
}

// watch looks every few seconds until the context ends.
func (s *server) watch(ctx context.Context) {
	for tick := time.NewTicker(3 * time.Second); ctx.Err() == nil; {
		if now, err := s.now(ctx); err == nil {
			s.mutex.Lock()
			if s.seen {
				now = state{min(now.heap, s.lowest.heap), min(now.memory, s.lowest.memory), min(now.goroutines, s.lowest.goroutines), min(now.files, s.lowest.files), now.cpu}
			}
			s.lowest, s.seen = now, true
			s.mutex.Unlock()
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			tick.Stop()
		}
	}
}

// least is the least since it was asked last.
func (s *server) least() state {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.seen = false
	return s.lowest
}

// now is what the server has.
func (s *server) now(ctx context.Context) (state, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.address, nil)
	if err != nil {
		return state{}, err
	}
	if s.key != "" {
		request.Header.Set("Authorization", "Bearer "+s.key)
	}
	response, err := s.http.Do(request)
	if err != nil {
		return state{}, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return state{}, fmt.Errorf("%s: %s", s.address, response.Status)
	}
	var now state
	lines := bufio.NewScanner(response.Body)
	for lines.Scan() {
		name, value, _ := strings.Cut(lines.Text(), " ")
		into, told := map[string]*float64{
			"go_memstats_heap_alloc_bytes": &now.heap, "go_goroutines": &now.goroutines, "process_open_fds": &now.files,
			"process_resident_memory_bytes": &now.memory, "process_cpu_seconds_total": &now.cpu,
		}[name]
		if told {
			if *into, err = strconv.ParseFloat(value, 64); err != nil {
				return state{}, err
			}
		}
	}
	return now, lines.Err()
}
