package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// post asks a GraphQL server. An answer with errors is an error.
func post(ctx context.Context, client *http.Client, url, query string, variables map[string]any) ([]byte, error) {
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK || failed(answer) {
		return nil, fmt.Errorf("%s: %.500s", response.Status, answer)
	}
	return answer, nil
}

// measured is how a server answered a question.
type measured struct {
	question, server string
	clients          int
	p50, p99         time.Duration
	rate             float64       // answers a second
	cpu              time.Duration // of the server for an answer
	size             int           // bytes of an answer on average
	memory           int64         // of the server afterwards, bytes
}

// ask has clients ask for as long as is said, after a fifth of it to warm up, each subject in turn.
func ask(ctx context.Context, t target, q question, subjects []subject, clients int, each time.Duration) (measured, error) {
	if _, err := askFor(ctx, t, q, subjects, clients, each/5); err != nil {
		return measured{}, err
	}
	return askFor(ctx, t, q, subjects, clients, each)
}

func askFor(ctx context.Context, t target, q question, subjects []subject, clients int, each time.Duration) (measured, error) {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients}}
	defer client.CloseIdleConnections()
	var (
		next, size atomic.Int64
		wait       sync.WaitGroup
		mutex      sync.Mutex
		times      []time.Duration
		failure    error
	)
	before, started := cpuOf(t.pid), time.Now()
	for range clients {
		wait.Go(func() {
			var mine []time.Duration
			var err error
			for err == nil && ctx.Err() == nil && time.Since(started) < each {
				s := subjects[int(next.Add(1)-1)%len(subjects)]
				asked := time.Now()
				var answer []byte
				if answer, err = post(ctx, client, t.url, q.text[t.dialect], q.variables(s)[t.dialect]); err == nil {
					mine = append(mine, time.Since(asked))
					size.Add(int64(len(answer)))
				}
			}
			mutex.Lock()
			defer mutex.Unlock()
			times, failure = append(times, mine...), errors.Join(failure, err)
		})
	}
	wait.Wait()
	took := time.Since(started)
	if failure != nil {
		return measured{}, failure
	}
	slices.Sort(times)
	n := len(times)
	return measured{
		question: q.name, server: t.name, clients: clients, p50: times[n/2], p99: times[n*99/100], rate: float64(n) / took.Seconds(),
		cpu: (cpuOf(t.pid) - before) / time.Duration(n), size: int(size.Load()) / n, memory: memoryOf(t.pid),
	}, ctx.Err()
}

// failed tells whether an answer has errors. Servers write them first; a field of that name deeper down is none.
func failed(answer []byte) bool { return bytes.HasPrefix(answer, []byte(`{"errors":`)) }
