package main

import (
	"context"
	"fmt"

	"entente/internal/actors"
	"entente/internal/extract"
	"entente/internal/text/english"
	"entente/loader"
	"entente/loader/source"
)

// newExtractor makes the reader of articles with all that it knows.
func newExtractor() *extract.Extractor { return extract.New(english.New(), actors.Default()) }

type loadCommand struct {
	Paths  []string `arg:"" name:"path" help:"Files (.txt, .html, .jsonl, .csv, feeds as .xml or .json; each also .gz), archives of them (.zip, .tar, .tar.gz), web archives (.warc.gz), directories, patterns ('news/**/*.html'), addresses of web pages and feeds, or - for standard input."`
	Report string   `help:"Form of the report: ${enum}." enum:"text,json" default:"text"`
	sourceFlags
	storeFlags
}

// Help is shown below the usage.
func (loadCommand) Help() string {
	return `A .txt file is one article; .jsonl and standard input have one object a line, {"id", "date", "text"} and, where known, "url", "title", "outlet". A .csv or .tsv
has an article a row under the headings text or body, date or published, url, title, outlet, id; --columns names others, and has standard input read as CSV. Texts that are neither UTF-8 nor UTF-16 are read with --encoding.
Of a feed (RSS, Atom, JSON Feed) the pages that it links to are fetched, host by host not more than one a second, and the text of entries without a link is read.
Loading the same again changes nothing. What can't be read is skipped, and the report says why.

Examples:

  entente load testdata/articles
  entente load https://news.example/world/feed.xml
  entente load export.csv --columns text=Story,date=Day --encoding windows-1252
  zcat dump.jsonl.gz | entente load - --store bolt://localhost:7687`
}

// Run loads the paths.
func (c *loadCommand) Run(ctx context.Context, w *world) error {
	set := c.set(w, c.Paths)
	if err := set.Check(); err != nil {
		return err
	}
	s, err := c.open(ctx, toWrite)
	if err != nil {
		return err
	}
	report, err := load(ctx, w, s, set)
	if closing := s.Close(); err == nil {
		err = closing
	}
	if writing := w.report(&report, c.Report); writing != nil {
		return writing
	}
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("stopped after %d articles; they are stored. The same command goes on from there", report.Stored())
	case err != nil:
		return fmt.Errorf("%w\nWhat was stored stays; the same command goes on from there", err)
	case report.Stored() == 0 && report.Skipped == 0:
		w.say("%snothing was loaded: there is no file of a format that is read", promptText)
		return errReported
	case report.Stored() == 0:
		w.say("%snothing was loaded", promptText)
		return errReported
	}
	return nil
}

// load loads the set, and shows a person how far it is.
func load(ctx context.Context, w *world, s loader.Store, set *source.Set) (loader.Report, error) {
	l := &loader.Loader{Extractor: newExtractor(), Store: s}
	if w.Terminal {
		bar := newBar(w.Err, set)
		defer bar.close()
		l.Progress = func(r loader.Report) {
			bar.show(fmt.Sprintf("%d articles, %d new events", r.Articles, r.Events), r.Articles)
		}
	}
	return l.Load(ctx, set.Items(ctx))
}
