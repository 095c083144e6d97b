package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
	"time"

	"golang.org/x/net/netutil"

	"entente/graph"
	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/internal/live"
	"entente/internal/metrics"
	"entente/internal/store"
	"entente/internal/store/observed"
	"entente/internal/tracing"
	"entente/loader"
	"entente/loader/source"
)

const (
	// defaultListen is where serve listens: this computer only.
	defaultListen = "127.0.0.1:8080"
	// beyondTimeout is how long requests under way may take when the server stops, beyond the time that an operation has.
	beyondTimeout = 5 * time.Second
	// headerWithin and requestWithin are how long a client may take to send its request's head and all of the request, so that
	// slow ones do not hold connections.
	headerWithin  = 10 * time.Second
	requestWithin = time.Minute
	// longestHeader is what the head of a request may have, in bytes; a query by GET is part of it.
	longestHeader = 64 << 10
)

type serveCommand struct {
	Listen string        `help:"Address to listen on; port 0 takes a free one; ${default} when left out." default:"127.0.0.1:8080" placeholder:"HOST:PORT" env:"ENTENTE_LISTEN"`
	Load   []string      `help:"Load these files, directories or web addresses first; - is standard input." placeholder:"PATH" sep:"none" env:"ENTENTE_LOAD"`
	Paths  []string      `arg:"" optional:"" name:"path" help:"More to load, after --load."`
	Watch  string        `help:"Follow the feeds, pages and folders of this YAML file while serving; entente watch --help says how it is written." placeholder:"FILE" env:"ENTENTE_WATCH"`
	Drain  time.Duration `help:"When told to stop, say so at /readyz for this long before taking no more requests; for what stands in front of several servers." placeholder:"TIME" env:"ENTENTE_DRAIN"`
	sourceFlags
	accessFlags
	limitFlags
	logFlags
	webhookFlags
	storeFlags
	readerFlag
}

// Help is shown below the usage.
func (serveCommand) Help() string {
	return `Serves / (what is in the graph, and questions to start from), /graphql (GraphQL over HTTP), /playground (write and try queries in the browser), /export/events.csv, .ndjson, .json, .graphml and .jsonld and /feed.atom (the events of a filter; /openapi.json describes them), /healthz, /readyz and /metrics. A first signal stops it when the requests under way are answered.

Examples:

  entente serve --load testdata/articles
  entente serve --watch news.yml
  NEO4J_URI=neo4j://localhost NEO4J_USER=neo4j NEO4J_PASSWORD=… entente serve`
}

// Run serves until the context ends.
func (c *serveCommand) Run(ctx context.Context, w *world) error {
	set := c.set(w, append(c.Load, c.Paths...))
	if len(c.Load) == 0 && len(c.Paths) > 0 {
		return diplo.Errorf(diplo.Invalid, "serve takes paths with --load: entente serve --load %s", strings.Join(c.Paths, " "))
	}
	if len(set.Paths) > 0 {
		if err := set.Check(); err != nil {
			return err
		}
	}
	extractor := c.extractor()
	var follower *watcher
	if c.Watch != "" {
		var err error
		if follower, err = newWatcher(w, c.Watch, c.Outlets.outlets, extractor, &c.storeFlags); err != nil {
			return err
		}
	}
	opened, err := c.open(ctx, toWrite)
	if err != nil {
		return err
	}
	defer opened.Close()
	log := c.log(w.Err)
	audit, audited, err := c.audit(log)
	if err != nil {
		return err
	}
	defer audited.Close()
	tracer, err := tracing.FromEnvironment(ctx, os.LookupEnv, version(), log) // OpenTelemetry itself knows no other environment
	if err != nil {
		return err
	}
	measures := metrics.New(version())
	watchers := []observed.Teller{measures.Called}
	if tracer != nil {
		watchers = append(watchers, tracer.Called)
	}
	watched := observed.Store(opened, watchers...)
	s := live.Store{Store: watched, Feed: live.NewFeed(watched, log)}
	hook, err := c.hook(ctx, s, c.AllowNetwork, log)
	if err != nil {
		return err
	}
	listener, err := listen(ctx, c.Listen)
	if err != nil {
		return err
	}
	guard, err := c.guard(listener.Addr(), c.gate(), log)
	if err != nil {
		_ = listener.Close()
		return err
	}
	var lines graph.Lines
	site := &site{
		store: s, lines: &lines, articles: newDesk(set.Web, extractor, c.Outlets.outlets), guard: guard, limits: c.operation(), origins: c.CORSOrigin, metrics: measures, tracer: tracer, ready: new(readiness), log: log, audit: audit,
	}
	server := &http.Server{
		Handler: site.handler(), ReadHeaderTimeout: headerWithin, ReadTimeout: requestWithin, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: longestHeader,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	stopped := make(chan error, 1)
	go func() { stopped <- server.Serve(netutil.LimitListener(listener, c.MaxConnections)) }()

	address := "http://" + reachable(listener.Addr())
	fmt.Fprintf(w.Out, "entente %s serves %s\n  GraphQL     %s/graphql\n  Playground  %s/playground/\n", version(), c.Store, address, address)
	err = c.fill(ctx, w, s, extractor, set)
	if err == nil {
		site.ready.state.Store(serving)
		w.announce(ctx, s)
		stopHook := startHook(ctx, hook)
		stopWatching := follower.start(ctx, s)
		select {
		case <-ctx.Done():
		case err = <-stopped:
		}
		site.ready.state.Store(stopping)
		stopWatching()
		stopHook()
	}
	site.ready.state.Store(stopping)
	if ctx.Err() != nil {
		err = nil
		w.say("stopping")
		time.Sleep(c.Drain)
	}
	within := c.Timeout + beyondTimeout
	shutdown, cancel := context.WithTimeout(context.WithoutCancel(ctx), within)
	defer cancel()
	_ = lines.Close(shutdown) // else they are cut
	if ending := server.Shutdown(shutdown); ending != nil {
		_ = server.Close()
		w.say("%sstopped with requests unanswered after %s", promptText, within)
	}
	if err := tracer.Close(shutdown); err != nil {
		log.Warn("tracing: the last spans are lost", "error", err)
	}
	if closing := s.Close(); err == nil {
		err = closing
	}
	return err
}

// fill loads what is to be loaded and says what came of it.
func (c *serveCommand) fill(ctx context.Context, w *world, s loader.Store, extractor *extract.Extractor, set *source.Set) error {
	if len(set.Paths) == 0 {
		return nil
	}
	report, err := (&loading{w: w, store: s, extractor: extractor, set: set, outlets: c.Outlets.outlets}).run(ctx, set.Items(ctx))
	if err != nil {
		return err
	}
	return report.WriteText(w.Err)
}

// announce says that the server is ready, and for how much.
func (w *world) announce(ctx context.Context, s store.Reader) {
	totals, err := s.Totals(ctx)
	switch {
	case err != nil:
		w.say("ready")
	case totals.Articles == 0:
		w.say("ready, but the store is empty: load articles with entente load PATH, or serve with --load PATH")
	default:
		w.say("ready: %d events between %d actors, from %d articles; stop with Ctrl-C", totals.Events, totals.Actors, totals.Articles)
	}
}

// listen takes the address, or says what to do when it can't be had.
func listen(ctx context.Context, address string) (net.Listener, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, diplo.Errorf(diplo.Conflict, "%s is in use by another program\nStop that one, or take another address: entente serve --listen 127.0.0.1:8081", address)
	case errors.Is(err, syscall.EACCES):
		return nil, diplo.Errorf(diplo.Invalid, "may not listen on %s: ports below 1024 need more rights\nTake another: entente serve --listen %s", address, defaultListen)
	case err != nil:
		return nil, diplo.Errorf(diplo.Invalid, "can't listen on %q: %w\nGive an address like %s", address, err, defaultListen)
	}
	return listener, nil
}

// reachable is the address under which this computer reaches the listener.
func reachable(address net.Addr) string {
	host, port, err := net.SplitHostPort(address.String())
	if err != nil {
		return address.String()
	}
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}
