package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/internal/store"
	"entente/internal/store/embedded"
	"entente/internal/store/neo4j"
	"entente/loader/watch"
)

type doctorCommand struct {
	Deep   bool   `help:"Also check the whole store: the file, and that events, actors and counts follow from the articles. It takes some ten microseconds for each report of an event."`
	Watch  string `help:"Also check this file of what to follow." placeholder:"FILE" env:"ENTENTE_WATCH"`
	Listen string `help:"Address that a server is to listen on; ${default} when left out." default:"127.0.0.1:8080" placeholder:"HOST:PORT" env:"ENTENTE_LISTEN"`
	Report string `help:"Form of the report: ${enum}." enum:"text,json" default:"text"`
	storeFlags
}

// Help is shown below the usage.
func (doctorCommand) Help() string {
	return `Says what was checked, what was found, and what to do about it. Nothing is changed. The exit status is 1 when something is broken; what only asks for attention is a warning.

Examples:

  entente doctor
  entente doctor --deep --watch news.yml --report json`
}

// finding is what one check found.
type finding struct {
	Check  string `json:"check"`
	Status status `json:"status"`
	Found  string `json:"found"`
	Do     string `json:"do,omitempty"` // the next step, where one is needed
}

type status string

const (
	well    status = "ok"
	warning status = "warning"
	broken  status = "broken"
)

// examination is all that was found.
type examination struct {
	Findings []finding `json:"findings"`
}

func (e *examination) add(check string, status status, do, format string, args ...any) {
	e.Findings = append(e.Findings, finding{check, status, fmt.Sprintf(format, args...), do})
}

// fail adds an error of a check, whose lines after the first say what to do where it has any.
func (e *examination) fail(check string, err error, do string) {
	found, says, more := strings.Cut(err.Error(), "\n")
	if more {
		do = says
	}
	e.add(check, broken, do, "%s", found)
}

// WriteText writes the findings for people, a line for each and one more for what to do.
func (e *examination) WriteText(w io.Writer) error {
	var b strings.Builder
	count := map[status]int{}
	for _, f := range e.Findings {
		count[f.Status]++
		fmt.Fprintf(&b, "%-8s %-9s %s\n", f.Status, f.Check, f.Found)
		if f.Do != "" {
			fmt.Fprintf(&b, "%18s → %s\n", "", strings.ReplaceAll(f.Do, "\n", "\n"+strings.Repeat(" ", 21)))
		}
	}
	fmt.Fprintf(&b, "%d checks: %d ok, %d to look at, %d broken\n", len(e.Findings), count[well], count[warning], count[broken])
	_, err := io.WriteString(w, b.String())
	return err
}

// Run checks everything.
func (c *doctorCommand) Run(ctx context.Context, w *world, set *settings) error {
	e := &examination{}
	e.program()
	e.settings(set)
	e.clock(w.Now())
	e.model(ctx)
	remote, err := c.remote()
	switch {
	case err != nil:
		e.fail("store", err, otherStore)
	case remote:
		c.server(ctx, w, e)
	default:
		c.file(ctx, w, e)
	}
	e.address(ctx, c.Listen)
	if c.Watch != "" {
		c.watch(e)
	}
	if err := w.report(e, c.Report); err != nil {
		return err
	}
	for _, f := range e.Findings {
		if f.Status == broken {
			return errReported
		}
	}
	return nil
}

// little is how much memory or disk is too little to work with for long.
const little = 1 << 30

func (e *examination) program() {
	limit := debug.SetMemoryLimit(-1)
	found := fmt.Sprintf("entente %s, %s, %s/%s, %d processors", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0))
	if limit < little {
		e.add("program", warning, "Set GOMEMLIMIT to 1GiB or more, or leave it out.", "%s; memory is limited to %d MB, which slows reading down", found, limit>>20)
		return
	}
	e.add("program", well, "", "%s", found)
}

func (e *examination) settings(set *settings) {
	if set.path == "" {
		e.add("settings", well, "", "no settings file: flags, the environment, and what holds where both say nothing")
		return
	}
	e.add("settings", well, "", "%s: %d settings, all known", set.path, len(set.file)) // a file with others ends the program before
}

// clock compares the clock with the time at which the program was made, and the store's times with it.
func (e *examination) clock(now time.Time) {
	made := time.Date(2025, time.January, 1, 0, 0, 0, 0, time.UTC)
	if info, known := debug.ReadBuildInfo(); known {
		for _, s := range info.Settings {
			if at, err := time.Parse(time.RFC3339, s.Value); s.Key == "vcs.time" && err == nil {
				made = at
			}
		}
	}
	if now.Before(made) {
		e.add("clock", broken, "Set the clock: what is stored would be dated wrongly, and asked for as of the wrong time.", "%s, before this program was made", now.UTC().Format(time.DateTime))
		return
	}
	e.add("clock", well, "", "%s UTC", now.UTC().Format(time.DateTime))
}

// model reads a sentence of which is known what it tells.
func (e *examination) model(ctx context.Context) {
	const sentence = "France condemned Iran on Tuesday over the attack."
	started := time.Now()
	result, err := readerFlag{}.extractor().Extract(ctx, extract.Document{Source: "doctor", Published: diplo.DateOf(2023, time.September, 20), Text: sentence}, false)
	took := time.Since(started).Round(time.Millisecond)
	switch mentions := result.Coded.Mentions; {
	case err != nil:
		e.fail("model", err, "The program is damaged: install it again.")
	case len(mentions) != 1 || mentions[0].Relation != "CONDEMNED" || mentions[0].Source != "country:FRA" || mentions[0].Target != "country:IRN":
		e.add("model", broken, "The program is damaged: install it again.", "%q was read wrongly", sentence)
	default:
		e.add("model", well, "", "read in %s, and a sentence of it rightly", took)
	}
}

// otherStore is what to do about a store that can't be read.
const otherStore = "Name another store with --store, take the last backup (entente restore), or load the articles anew."

// file checks the embedded store.
func (c *doctorCommand) file(ctx context.Context, w *world, e *examination) {
	folder := filepath.Dir(c.Store)
	c.disk(e, folder)
	info, err := os.Stat(c.Store)
	if errors.Is(err, fs.ErrNotExist) {
		e.add("store", warning, "Load articles (entente load PATH), or name another store with --store.", "there is no store %s yet", c.Store)
		return
	}
	if err != nil {
		e.fail("store", err, otherStore)
		return
	}
	s, err := c.open(ctx, toRead)
	if err != nil {
		e.fail("store", err, otherStore)
		return
	}
	defer s.Close()
	found := fmt.Sprintf("%s: format %d, %s", c.Store, embedded.Format(), megabytes(info.Size()))
	if embedded.InUse(c.Store) {
		found += ", open for writing in another process"
	}
	c.contents(ctx, w, e, s, found)
	if !c.Deep {
		return
	}
	started := time.Now()
	if err := s.(*embedded.Store).Check(ctx); err != nil {
		e.fail("contents", err, "Take the last backup (entente restore), or load the articles again.")
		return
	}
	e.add("contents", well, "", "the file is sound, and all that follows from the articles does so; checked in %s", time.Since(started).Round(time.Millisecond))
}

// contents says what is in a store, and whether it is of this time.
func (c *doctorCommand) contents(ctx context.Context, w *world, e *examination, s store.Reader, found string) {
	totals, err := s.Totals(ctx)
	if err != nil {
		e.fail("store", err, otherStore)
		return
	}
	past, err := s.AsOf(w.Now()).Totals(ctx)
	if err != nil {
		e.fail("store", err, otherStore)
		return
	}
	if past.Articles < totals.Articles {
		e.add("store", warning, "The clock was ahead when they were stored, or is behind now: set it, and be wary of what is asked as of these days.",
			"%s; %d articles were stored at a time to come", found, totals.Articles-past.Articles)
		return
	}
	e.add("store", well, "", "%s; %d events between %d actors, from %d articles", found, totals.Events, totals.Actors, totals.Articles)
}

// disk checks that there is space to go on.
func (c *doctorCommand) disk(e *examination, folder string) {
	free, known := freeBytes(folder)
	var size int64
	if info, err := os.Stat(c.Store); err == nil {
		size = info.Size()
	}
	switch {
	case !known:
		e.add("disk", warning, "Look that "+folder+" is there and has space.", "the system does not tell how much space there is in %s", folder)
	case free < little/10:
		e.add("disk", broken, "Make space, or keep the store elsewhere with --store.", "%s left in %s: loading will stop soon", megabytes(free), folder)
	case free < little || free < size:
		e.add("disk", warning, "Make space, or keep the store elsewhere with --store.", "%s left in %s, where the store has %s: a backup may not fit", megabytes(free), folder, megabytes(size))
	default:
		e.add("disk", well, "", "%s left in %s", megabytes(free), folder)
	}
	if file, err := os.CreateTemp(folder, ".entente-*"); err != nil {
		e.add("disk", warning, "Questions can be asked; to load, give the user that runs entente the right to write there.", "no file can be made in %s: %v", folder, err)
	} else {
		_ = file.Close() // nothing was written
		_ = os.Remove(file.Name())
	}
}

func megabytes(bytes int64) string {
	if bytes >= 10<<30 {
		return fmt.Sprintf("%d GB", bytes>>30)
	}
	return fmt.Sprintf("%d MB", (bytes+1<<20-1)>>20)
}

// farClock is how far a server's clock may be from ours without a word.
const farClock = 5 * time.Second

// server checks a Neo4j server.
func (c *doctorCommand) server(ctx context.Context, w *world, e *examination) {
	found, err := neo4j.Examine(ctx, c.neo4j())
	if err != nil {
		e.fail("store", hint(err, checkServer), "")
		return
	}
	about := fmt.Sprintf("Neo4j %s %s at %s", found.Version, found.Edition, c.Store)
	switch {
	case !strings.HasPrefix(found.Version, "5.") && !strings.HasPrefix(found.Version, "20"):
		e.add("store", broken, "Use Neo4j 5.26 or later.", "%s is too old", about)
		return
	case found.Schema == 0:
		e.add("store", warning, "Load articles: entente load PATH.", "%s has no graph of entente yet", about)
		return
	case found.Schema > found.Known:
		e.add("store", broken, "Use the entente that wrote it, or a newer one.", "%s has version %d of the schema, and this entente knows %d", about, found.Schema, found.Known)
		return
	case found.Schema < found.Known:
		e.add("store", warning, "The next load or serve brings it up to date.", "%s has version %d of the schema, and %d is the newest", about, found.Schema, found.Known)
		return
	}
	switch {
	case len(found.Missing) > 0:
		e.add("indexes", broken, "Questions will be slow, and doubles possible. Make them again with the statements in internal/store/neo4j/migrations.", "missing: %s", strings.Join(found.Missing, ", "))
	case len(found.Unready) > 0:
		e.add("indexes", warning, "Wait until they are built; SHOW INDEXES tells how far they are, and which have failed.", "not ready: %s", strings.Join(found.Unready, ", "))
	default:
		e.add("indexes", well, "", "all there and ready")
	}
	if apart := found.Clock.Sub(w.Now()).Abs().Round(time.Second); apart > farClock {
		e.add("clock", warning, "Set both clocks by the same source.", "the server's is %s from this computer's", apart)
	}
	s, err := c.open(ctx, toRead)
	if err != nil {
		e.fail("store", err, otherStore)
		return
	}
	defer s.Close()
	c.contents(ctx, w, e, s, about)
	if c.Deep {
		e.add("contents", well, "Stop the server and run neo4j-admin database check, to have its files checked.", "not checked: Neo4j checks its files itself")
	}
}

// address checks whether a server can listen there.
func (e *examination) address(ctx context.Context, address string) {
	listener, err := listen(ctx, address)
	if err == nil {
		e.add("address", well, "", "%s is free", address)
		_ = listener.Close() // nobody was served
		return
	}
	if diplo.KindOf(err) == diplo.Conflict && isEntente(ctx, address) {
		e.add("address", well, "", "entente serves at %s", address)
		return
	}
	found, do, _ := strings.Cut(err.Error(), "\n")
	e.add("address", warning, do, "%s", found)
}

// isEntente tells whether what listens there answers as a server of ours.
func isEntente(ctx context.Context, address string) bool {
	ctx, cancel := context.WithTimeout(ctx, readyWithin)
	defer cancel()
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+"/healthz", nil)
	if err != nil {
		return false
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return false
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, 10))
	return err == nil && response.StatusCode == http.StatusOK && strings.TrimSpace(string(body)) == "ok"
}

// manyLooks is after how many looks in vain a source is spoken of.
const manyLooks = 3

// watch checks a file of what to follow, and how its sources fare.
func (c *doctorCommand) watch(e *examination) {
	config, err := watch.ReadConfig(c.Watch)
	if err != nil {
		e.add("watch", broken, "entente watch --help says how the file is written.", "%v", err)
		return
	}
	if wrong := config.Check(); len(wrong) > 0 {
		e.add("watch", warning, "Make the folder, or correct the path.", "%s: %s", c.Watch, strings.Join(wrong, "; "))
		return
	}
	state, err := stateFile(config, c.Watch, &c.storeFlags)
	if err != nil {
		e.fail("watch", err, otherStore)
		return
	}
	failing, err := watch.Failing(state, manyLooks)
	switch {
	case err != nil:
		e.fail("watch", err, "Give the user that runs entente the right to read it.")
	case len(failing) > 0:
		e.add("watch", warning, "Look whether they have moved; what the watcher says tells why it could not have them.",
			"%s: %d sources, of which %d could not be had %d times running or more: %s", c.Watch, len(config.Sources), len(failing), manyLooks, strings.Join(failing, ", "))
	default:
		e.add("watch", well, "", "%s: %d sources", c.Watch, len(config.Sources))
	}
}
