package main

import (
	"context"
	"errors"
	"time"

	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/internal/store"
	"entente/loader"
	"entente/loader/fetch"
	"entente/loader/watch"
)

type watchCommand struct {
	Sources string `arg:"" name:"file" help:"YAML file that says what to follow; see below." placeholder:"FILE"`
	Once    bool   `help:"Look once at the sources that are due, and end."`
	outletFlags
	storeFlags
	readerFlag
}

// Help is shown below the usage.
func (watchCommand) Help() string {
	return `Follows feeds, pages and folders: what is new is loaded, what has changed at its source replaces what it said, what has been deleted there goes. Hosts are asked
politely (robots.txt, one request a second, conditional requests) and left alone for longer and longer while they do not answer. Each look at a source is told in a line.
What was seen is kept in a file beside the store, so that the command goes on where it was stopped or killed. With serve --watch FILE one program serves and follows.

The file, with the defaults where they are left out:

  sources:
    - feed: https://news.example/world.xml
      every: 15m
    - pages: [https://ministry.example/statements/1, https://ministry.example/statements/2]
      every: 6h
    - folder: wire/                # as seen from the file; .txt, .html, .jsonl, .csv, …
      every: 1m
  every: 15m                       # from one look at a source to the next
  revisit: 15m                     # an article is looked at again when it is that old, and each time that its age has doubled,
  until: 7d                        # up to that age
  pause: 1s                        # between two requests to one host
  timeout: 30s                     # for a page
  max-page: 10                     # MB
  at-once: 16                      # sources looked at at a time
  allow-network: [10.0.0.0/8]      # none: addresses that are not public are not fetched
  state: news.watch                # beside the store

Examples:

  entente watch news.yml
  entente watch news.yml --once --store neo4j://localhost     # from cron`
}

// Run follows the sources until the context ends.
func (c *watchCommand) Run(ctx context.Context, w *world) error {
	watcher, err := newWatcher(w, c.Sources, c.Outlets.outlets, c.extractor(), &c.storeFlags)
	if err != nil {
		return err
	}
	s, err := c.open(ctx, toWrite)
	if diplo.KindOf(err) == diplo.Conflict {
		return hint(err, "Or let that server follow the sources: entente serve --watch "+c.Sources)
	}
	if err != nil {
		return err
	}
	rounds, failures := 0, 0
	err = watcher.follow(ctx, s, c.Once, func(round watch.Round) {
		if rounds++; round.Err != nil {
			failures++
		}
	})
	if closing := s.Close(); err == nil {
		err = closing
	}
	switch {
	case err != nil:
		return err
	case ctx.Err() != nil:
		w.say("stopped; the same command goes on from there")
	case rounds > 0 && failures == rounds:
		w.say("%snone of the sources could be had", promptText)
		return errReported
	case c.Once && rounds == 0:
		w.say("no source is due yet")
	}
	return nil
}

// watcher is a watch.Watcher that tells of its rounds in lines.
type watcher struct {
	*watch.Watcher
	world *world
}

// newWatcher reads what to follow.
func newWatcher(w *world, path string, outlets loader.Outlets, extractor *extract.Extractor, at *storeFlags) (*watcher, error) {
	config, err := watch.ReadConfig(path)
	if err != nil {
		return nil, err
	}
	state, err := stateFile(config, path, at)
	if err != nil {
		return nil, err
	}
	for _, wrong := range config.Check() {
		w.say("%s%s; it is looked for again", promptText, wrong)
	}
	return &watcher{&watch.Watcher{
		Config: config, State: state,
		Web: fetch.New(fetch.Options{
			UserAgent: "entente/" + version(), Pause: time.Duration(config.Pause), Timeout: time.Duration(config.Timeout),
			MaxBytes: config.MaxPage << 20, Private: config.AllowNetwork,
		}),
		Extractor: extractor, Program: identity(extractor), Outlets: outlets, Now: w.Now,
	}, w}, nil
}

// stateFile is where what was seen of the sources is kept.
func stateFile(config *watch.Config, path string, at *storeFlags) (string, error) {
	remote, err := at.remote()
	if err != nil {
		return "", err
	}
	if remote {
		return watch.StateFile(config, path, ""), nil
	}
	return watch.StateFile(config, path, at.Store), nil
}

// follow follows the sources into the store, and tells of each round.
func (f *watcher) follow(ctx context.Context, s store.Store, once bool, tell func(watch.Round)) error {
	f.Store = s
	f.Tell = func(round watch.Round) {
		f.world.say("%s  %s", f.world.Now().UTC().Format(time.DateTime), round.String())
		tell(round)
	}
	err := f.Run(ctx, once)
	if errors.Is(err, context.Canceled) && ctx.Err() != nil {
		return nil
	}
	if err != nil {
		return diplo.Errorf(diplo.KindOf(err), "can't watch: %w", err)
	}
	return nil
}

// start follows the sources meanwhile, until the function that it gives is called or the context ends; nil follows nothing. An error is
// said, and the rest of the program goes on.
func (f *watcher) start(ctx context.Context, s store.Store) (stop func()) {
	if f == nil {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := f.follow(ctx, s, false, func(watch.Round) {}); err != nil {
			f.world.complain(err)
		}
	}()
	return func() {
		cancel()
		<-ended
	}
}
