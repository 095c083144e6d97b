package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"entente/bench/graphql"
	"entente/bench/process"
)

// client asks one server.
type client struct {
	settings
	server  graphql.Server
	queries []string
	next    atomic.Int64
}

// telling is what came of it.
type telling struct {
	mutex   sync.Mutex
	times   []time.Duration // of the minute under way
	shed    int
	errors  int
	failed  int // of all minutes
	first   error
	sent    int
	changes int
	twice   int
}

// ask asks the next question.
func (c *client) ask(ctx context.Context) error {
	_, err := c.server.Ask(ctx, c.queries[int(c.next.Add(1)-1)%len(c.queries)], nil)
	return err
}

// capacity is how many answers a second eight clients get who ask as fast as they can.
func (c *client) capacity(ctx context.Context, each time.Duration) (float64, error) {
	var n atomic.Int64
	var wait sync.WaitGroup
	var problem atomic.Value
	started := time.Now()
	for range 8 {
		wait.Go(func() {
			for time.Since(started) < each && ctx.Err() == nil {
				if err := c.ask(ctx); err != nil {
					problem.Store(err)
					return
				}
				n.Add(1)
			}
		})
	}
	wait.Wait()
	if err, ok := problem.Load().(error); ok {
		return 0, err
	}
	return float64(n.Load()) / time.Since(started).Seconds(), ctx.Err()
}

// bursts asks rate questions at the head of each second until the context ends, tells of each minute, and gives the number of errors.
func (c *client) bursts(ctx context.Context, rate float64, told *telling) int {
	var wait sync.WaitGroup
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	owed := 0.0
	for second := 1; ; second++ {
		for owed += rate; owed >= 1; owed-- {
			wait.Go(func() {
				asked := time.Now()
				told.of(c.ask(ctx), time.Since(asked), ctx)
			})
		}
		if second%60 == 0 {
			told.report(second/60, c.pid)
		}
		select {
		case <-tick.C:
			continue
		case <-ctx.Done():
		}
		wait.Wait()
		told.report((second+59)/60, c.pid)
		return told.failed
	}
}

// of notes an answer. What the end of the run cut off does not count.
func (t *telling) of(err error, took time.Duration, ctx context.Context) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	switch {
	case err == nil:
		t.times = append(t.times, took)
	case errors.Is(err, graphql.ErrBusy):
		t.shed++
	case ctx.Err() == nil:
		t.errors++
		t.failed++
		if t.first == nil {
			t.first = err
		}
	}
}

// report tells of the minute, and begins the next.
func (t *telling) report(minute, pid int) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	slices.Sort(t.times)
	var p50, p99 time.Duration
	if n := len(t.times); n > 0 {
		p50, p99 = t.times[n/2], t.times[n*99/100]
	}
	fmt.Printf("%6d  %7d  %4d  %6d  %5.1f ms  %5.1f ms  %s\n", minute, len(t.times), t.shed, t.errors, milliseconds(p50), milliseconds(p99), stateOf(process.Of(pid)))
	t.times, t.shed, t.errors = t.times[:0], 0, 0
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// write sends articles, each with an event of its own.
func (c *client) write(ctx context.Context, told *telling) {
	tick := time.NewTicker(time.Duration(float64(time.Second) / c.settings.write))
	defer tick.Stop()
	for n := 0; ; n++ {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		text := fmt.Sprintf("The president of France met the president of Armenia in Yerevan. It was meeting number %d.", n)
		day := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n%2000).Format(time.DateOnly)
		asked := time.Now()
		err := c.ingest(ctx, text, day)
		told.of(err, time.Since(asked), ctx)
		told.mutex.Lock()
		if err == nil {
			told.sent++
		}
		told.mutex.Unlock()
	}
}

func (c *client) ingest(ctx context.Context, text, day string) error {
	_, err := c.server.Ask(ctx, `mutation ($input: IngestArticleInput!) { ingestArticle(input: $input) { __typename } }`,
		map[string]any{"input": map[string]any{"text": text, "published": day, "outlet": "soak"}})
	return err
}

// follow keeps a subscription open by server-sent events, goes on where it was when the line is cut, and counts what is told, and told twice.
func (c *client) follow(ctx context.Context, told *telling) {
	since := ""
	seen := map[string]bool{}
	line := c.server
	line.HTTP = &http.Client{Transport: c.server.HTTP.Transport} // without a time limit
	for ctx.Err() == nil {
		variables := map[string]any{}
		if since != "" {
			variables["since"] = since
		}
		response, err := line.Send(ctx, "text/event-stream", `subscription ($since: String) { eventChanged(since: $since) { cursor } }`, variables)
		if err != nil {
			continue
		}
		for lines := bufio.NewScanner(response.Body); lines.Scan(); {
			data, is := strings.CutPrefix(lines.Text(), "data: ")
			if !is {
				continue
			}
			var next struct {
				Data struct{ EventChanged struct{ Cursor string } }
			}
			if json.Unmarshal([]byte(data), &next) != nil || next.Data.EventChanged.Cursor == "" {
				continue
			}
			since = next.Data.EventChanged.Cursor
			told.mutex.Lock()
			told.changes++
			if seen[since] {
				told.twice++
			}
			told.mutex.Unlock()
			seen[since] = true
		}
		_ = response.Body.Close()
	}
}
