package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/loader"
	"entente/loader/source"
)

type loadCommand struct {
	Paths      []string `arg:"" optional:"" name:"path" help:"Files (.txt, .html, .jsonl, .csv, feeds as .xml or .json; each also .gz), archives of them (.zip, .tar, .tar.gz), web archives (.warc.gz), directories, patterns ('news/**/*.html'), addresses of web pages and feeds, or - for standard input."`
	Report     string   `help:"Also write the report as JSON: to this file, or with json to standard output, in place of the text." placeholder:"FILE|json"`
	DryRun     bool     `help:"Read all, and tell what would come of it; store nothing."`
	Again      bool     `help:"Read articles again that this program has read already and that did not change."`
	Retry      bool     `help:"Load what lies in the quarantine; what is read now is taken out of it."`
	Quarantine string   `help:"Put what can't be read here, with the reason beside it; when left out, STORE.quarantine." placeholder:"DIR" env:"ENTENTE_QUARANTINE"`
	sourceFlags
	storeFlags
	patienceFlag
	readerFlag
}

// Help is shown below the usage.
func (loadCommand) Help() string {
	return `A .txt file is one article; .jsonl and standard input have one object a line, {"id", "date", "text"} and, where known, "url", "title", "outlet". A .csv or .tsv
has an article a row under the headings text or body, date or published, url, title, outlet, id; --columns names others, and has standard input read as CSV. Texts that are neither UTF-8 nor UTF-16 are read with --encoding.
Of a feed (RSS, Atom, JSON Feed) the pages that it links to are fetched, host by host not more than one a second, and the text of entries without a link is read.

Loading the same again changes nothing and goes quickly: what this very program has read is not read again. After a stop the same command goes on where it was. An article whose text
changed at its address, in its file, or under its id in a file, takes the place of what it said before. What can't be read is skipped, and the report says why.

Examples:

  entente load testdata/articles
  entente load https://news.example/world/feed.xml
  entente load export.csv --columns text=Story,date=Day --encoding windows-1252
  entente load news/ --dry-run
  entente load --retry
  zcat dump.jsonl.gz | entente load - --store bolt://localhost:7687 --outlets outlets.tsv`
}

// Validate tells of a wrong call.
func (c *loadCommand) Validate() error {
	if c.Retry == (len(c.Paths) > 0) {
		return errors.New("load takes paths, or else --retry: entente load PATH")
	}
	if c.Report != "" && c.Report != "json" && !strings.HasSuffix(c.Report, ".json") {
		return fmt.Errorf("the report is written to a file that ends in .json, not to %q", c.Report)
	}
	return nil
}

// Run loads the paths, or what is in quarantine.
func (c *loadCommand) Run(ctx context.Context, w *world) error {
	set := c.set(w, c.Paths)
	quarantine, err := c.quarantine()
	if err != nil {
		return err
	}
	items, taken := set.Items(ctx), func() error { return nil }
	if c.Retry {
		saved, clear, err := quarantine.Items()
		if err != nil {
			return err
		}
		items, taken = set.Again(ctx, saved), clear
	} else if err := set.Check(); err != nil {
		return err
	}
	l := &loading{w: w, extractor: c.extractor(), set: set, outlets: c.Outlets.outlets, again: c.Again, quarantine: quarantine}
	l.patience = c.with(&c.storeFlags)
	closing, err := c.openFor(ctx, l)
	if err != nil {
		return err
	}
	report, err := l.run(ctx, items)
	if err == nil && !c.DryRun {
		err = taken()
	}
	if closing := closing(); err == nil {
		err = closing
	}
	if writing := c.tell(w, &report, quarantine); writing != nil {
		return writing
	}
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("stopped after %d articles; they are stored. The same command goes on from there", report.Stored())
	case err != nil:
		return fmt.Errorf("%w\nWhat was stored stays; the same command goes on from there", err)
	case c.Retry && report.Stored()+report.Skipped == 0:
		w.say("nothing lies in the quarantine %s", quarantine.Dir)
	case report.Stored() == 0 && report.Skipped == 0:
		w.say("%snothing was loaded: there is no file of a format that is read", promptText)
		return errReported
	case report.Stored() == 0:
		w.say("%snothing was loaded", promptText)
		return errReported
	}
	return nil
}

// quarantine is the folder for what failed.
func (c *loadCommand) quarantine() (*loader.Quarantine, error) {
	remote, err := c.remote()
	dir := c.Quarantine
	if dir == "" && remote {
		dir = defaultStore + ".quarantine"
	} else if dir == "" {
		dir = c.Store + ".quarantine"
	}
	return &loader.Quarantine{Dir: dir}, err
}

// openFor gives the loading a store, or for a dry run one that stores nothing, and what closes it.
func (c *loadCommand) openFor(ctx context.Context, l *loading) (closing func() error, err error) {
	if !c.DryRun {
		s, err := c.open(ctx, toWrite)
		if err != nil {
			return nil, err
		}
		l.store = s
		return s.Close, nil
	}
	l.quarantine = nil
	s, err := c.open(ctx, toRead)
	switch diplo.KindOf(err) {
	case "":
		l.store = loader.Rehearsal{Store: s}
		return s.Close, nil
	case diplo.NotFound: // it would be made
		l.store = loader.Rehearsal{}
		return func() error { return nil }, nil
	}
	return nil, err
}

// tell writes the report.
func (c *loadCommand) tell(w *world, report *loader.Report, quarantine *loader.Quarantine) error {
	if c.Report == "json" {
		return w.report(report, c.Report)
	}
	if c.DryRun {
		fmt.Fprintln(w.Out, "dry run: nothing was stored")
	}
	if err := report.WriteText(w.Out); err != nil {
		return err
	}
	if n := quarantine.Kept(); n > 0 {
		fmt.Fprintf(w.Out, "%d put aside in %s, with the reasons; entente load --retry takes them up again\n", n, quarantine.Dir)
	}
	if c.Report == "" {
		return nil
	}
	encoded, err := json.MarshalIndent(report, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(c.Report, append(encoded, '\n'), 0o640)
}

// loading is a load under way, with what a person sees of it.
type loading struct {
	w          *world
	store      loader.Store
	extractor  *extract.Extractor
	set        *source.Set
	outlets    loader.Outlets
	again      bool
	quarantine *loader.Quarantine
	patience   time.Duration
}

func (l *loading) run(ctx context.Context, items func(func(source.Item) bool)) (loader.Report, error) {
	program := ""
	if !l.again {
		program = identity(l.extractor)
	}
	shown := newProgress(l.w, l.set)
	defer shown.close()
	load := &loader.Loader{
		Extractor: l.extractor, Store: l.store, Program: program, Outlets: l.outlets, Quarantine: l.quarantine, Patience: l.patience,
		Progress: func(r loader.Report) { shown.show(&r) },
		Waiting:  l.w.waiting,
	}
	return load.Load(ctx, items)
}
