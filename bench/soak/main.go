// Command soak asks a running server the questions of examples/queries in bursts, for as long as is said, and tells each
// minute how it went:
//
//	go run ./bench/soak -url http://127.0.0.1:8080/graphql -for 5m
//
// First it finds out how many answers a second the server can give; then it asks that many times -share, a second's questions at once
// at the head of each second, which is harder than asking evenly. With -write it sends an article that many times a second beside, with -correct
// it decides about what was read in them, and with -follow it keeps that many subscriptions open. It ends with status 1 when any answer was an
// error or any event was told twice. What the server has of memory, goroutines and files is what it tells at /metrics.
package main

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"slices"
	"sync"
	"time"

	"entente/bench/graphql"
	"entente/examples/queries"
)

type settings struct {
	url     string
	length  time.Duration
	share   float64
	rate    float64 // questions a second, 0 to find out
	write   float64 // articles a second
	correct float64 // decisions a second
	follow  int     // subscriptions
	key     string
}

func main() {
	var s settings
	flag.StringVar(&s.url, "url", "http://127.0.0.1:8080/graphql", "address of the server's GraphQL")
	flag.DurationVar(&s.length, "for", 5*time.Minute, "how long to ask")
	flag.Float64Var(&s.share, "share", 0.8, "share of what the server can answer; 5 is an overload")
	flag.Float64Var(&s.rate, "rate", 0, "answers a second that the server can give, of a run before; found out when left out")
	flag.Float64Var(&s.write, "write", 0, "articles to send a second")
	flag.Float64Var(&s.correct, "correct", 0, "decisions a second about what is read in these articles")
	flag.IntVar(&s.follow, "follow", 0, "subscriptions to keep open")
	flag.StringVar(&s.key, "key", "", "API key")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, s); err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(1)
	}
}

// idle is how long a server is left alone before it is looked at: its connections close, and what waited is done.
const idle = 5 * time.Second

func run(ctx context.Context, s settings) error {
	metrics, err := metricsOf(s.url)
	if err != nil {
		return err
	}
	c := &client{settings: s, read: make(chan string, 100), server: graphql.Server{URL: s.url, Key: s.key,
		HTTP: &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 256, MaxConnsPerHost: 256}}}}
	for _, example := range queries.All() {
		c.queries = append(c.queries, example.Query)
	}
	if c.rate == 0 {
		if c.rate, err = c.capacity(ctx, 15*time.Second); err != nil {
			return err
		}
	}
	told := &telling{server: server{address: metrics, key: s.key, http: &http.Client{Timeout: idle}}}
	before, err := c.leftAlone(ctx, told)
	if err != nil {
		return err
	}
	asked := c.rate * s.share
	fmt.Printf("%d questions in turn; it answers %.0f a second, and is asked %.0f\n", len(c.queries), c.rate, asked)
	fmt.Println("minute  answers   shed  errors        p50        p99  " + stateHeading)
	fmt.Printf("%-52s%s\n", "left alone before", before)

	running, cancel := context.WithTimeout(ctx, s.length)
	defer cancel()
	var beside sync.WaitGroup
	beside.Go(func() { told.server.watch(running) })
	for range s.follow {
		beside.Go(func() { c.follow(running, told) })
	}
	if s.write > 0 {
		beside.Go(func() { c.write(running, told) })
	}
	if s.correct > 0 {
		beside.Go(func() { c.correct(running, told) })
	}
	c.bursts(running, asked, told)
	beside.Wait()
	after, err := c.leftAlone(ctx, told)
	if err != nil {
		return err
	}
	fmt.Printf("%-52s%s\n", "left alone after", after)
	fmt.Printf("p99 of a minute from %.1f to %.1f ms\n", milliseconds(slices.Min(told.p99)), milliseconds(slices.Max(told.p99)))
	if s.write > 0 {
		fmt.Printf("%d articles sent, %d decisions made, %d changes told to %d subscriptions, %d of them twice\n", told.sent.Load(), told.decided.Load(), told.changes, s.follow, told.twice)
	}
	switch {
	case told.failed > 0:
		return fmt.Errorf("%d answers were errors; the first: %w", told.failed, told.first)
	case told.twice > 0:
		return fmt.Errorf("%d changes were told twice", told.twice)
	}
	return nil
}

// leftAlone is what the server has when nobody has asked it for a while.
func (c *client) leftAlone(ctx context.Context, told *telling) (state, error) {
	c.server.HTTP.CloseIdleConnections()
	select {
	case <-time.After(idle):
	case <-ctx.Done():
		return state{}, ctx.Err()
	}
	return told.server.now(ctx)
}
