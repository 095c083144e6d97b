package main

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"entente/bench/graphql"
	"entente/bench/process"
)

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
	server := graphql.Server{URL: t.url, HTTP: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients}}}
	defer server.HTTP.CloseIdleConnections()
	var (
		next, size atomic.Int64
		wait       sync.WaitGroup
		mutex      sync.Mutex
		times      []time.Duration
		failure    error
	)
	before, started := process.Of(t.pid).CPU, time.Now()
	for range clients {
		wait.Go(func() {
			var mine []time.Duration
			var err error
			for err == nil && ctx.Err() == nil && time.Since(started) < each {
				s := subjects[int(next.Add(1)-1)%len(subjects)]
				asked := time.Now()
				var answer []byte
				if answer, err = server.Ask(ctx, q.text[t.dialect], q.variables(s)[t.dialect]); err == nil {
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
	after := process.Of(t.pid)
	slices.Sort(times)
	n := len(times)
	return measured{
		question: q.name, server: t.name, clients: clients, p50: times[n/2], p99: times[n*99/100], rate: float64(n) / took.Seconds(),
		cpu: (after.CPU - before) / time.Duration(n), size: int(size.Load()) / n, memory: after.Memory,
	}, ctx.Err()
}
