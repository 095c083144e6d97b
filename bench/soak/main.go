// Command soak asks a running server the questions of examples/queries in bursts, for as long as is said, and tells each
// minute how it went:
//
//	go run ./bench/soak -url http://127.0.0.1:8080/graphql -for 5m
//
// First it finds out how many answers a second the server can give; then it asks that many times -share, a second's questions at once
// at the head of each second, which is harder than asking evenly. With -write it sends an article that many times a second beside,
// and with -follow it keeps that many subscriptions open. It ends with status 1 when any answer was an error or any event
// was told twice.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"time"

	"entente/bench/graphql"
	"entente/examples/queries"
)

type settings struct {
	url    string
	length time.Duration
	share  float64
	write  float64 // articles a second
	follow int     // subscriptions
	pid    int     // of the server, 0 when not known
	key    string
}

func main() {
	var s settings
	flag.StringVar(&s.url, "url", "http://127.0.0.1:8080/graphql", "address of the server's GraphQL")
	flag.DurationVar(&s.length, "for", 5*time.Minute, "how long to ask")
	flag.Float64Var(&s.share, "share", 0.8, "share of what the server can answer; 5 is an overload")
	flag.Float64Var(&s.write, "write", 0, "articles to send a second")
	flag.IntVar(&s.follow, "follow", 0, "subscriptions to keep open")
	flag.IntVar(&s.pid, "pid", 0, "process of the server, to tell its memory, files and processor time")
	flag.StringVar(&s.key, "key", "", "API key")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, s); err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, s settings) error {
	c := &client{settings: s, server: graphql.Server{URL: s.url, Key: s.key,
		HTTP: &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 256, MaxConnsPerHost: 256}}}}
	for _, example := range queries.All() {
		c.queries = append(c.queries, example.Query)
	}
	rate, err := c.capacity(ctx, 15*time.Second)
	if err != nil {
		return err
	}
	asked := rate * s.share
	fmt.Printf("%d questions in turn; it answers %.0f a second, and is asked %.0f\n", len(c.queries), rate, asked)
	fmt.Println("minute  answers  shed  errors      p50      p99  memory  files  threads  cpu")

	ctx, cancel := context.WithTimeout(ctx, s.length)
	defer cancel()
	told := &telling{}
	for range s.follow {
		go c.follow(ctx, told)
	}
	if s.write > 0 {
		go c.write(ctx, told)
	}
	failed := c.bursts(ctx, asked, told)
	if failed > 0 {
		return fmt.Errorf("%d answers were errors; the first: %w", failed, told.first)
	}
	if told.twice > 0 {
		return fmt.Errorf("%d changes were told twice", told.twice)
	}
	if s.follow > 0 {
		fmt.Printf("%d articles sent, %d changes told to %d subscriptions, none twice\n", told.sent, told.changes, s.follow)
	}
	if err := context.Cause(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}
