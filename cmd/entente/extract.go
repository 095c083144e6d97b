package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"

	"entente/loader"
)

type extractCommand struct {
	Paths []string `arg:"" optional:"" name:"path" help:"Files (.txt, .html, .jsonl, .csv, feeds as .xml or .json; each also .gz), archives of them (.zip, .tar, .tar.gz), web archives (.warc.gz), directories, patterns ('news/**/*.html'), addresses of web pages and feeds, or - for standard input, which is also read when there is no path."`
	sourceFlags
	readerFlag
	Explain bool `help:"Write for people: each event with its sentence and why it was read so, and what was not coded."`
}

// Help is shown below the usage.
func (extractCommand) Help() string {
	return `Writes a line {"id", "events": […]} for each article. The id is that of the JSON line, or the file's name.

Examples:

  entente extract story.txt --explain
  entente extract reports.jsonl > events.jsonl
  zcat reports.jsonl.gz | entente extract`
}

// Run reads the paths.
func (c *extractCommand) Run(ctx context.Context, w *world) error {
	paths := c.Paths
	if len(paths) == 0 {
		paths = []string{"-"}
	}
	set := c.set(w, paths)
	if err := set.Check(); err != nil {
		return err
	}
	out := bufio.NewWriter(w.Out)
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	read, skipped := 0, 0
	for reading := range loader.Read(ctx, c.extractor(), set.Items(ctx), c.Explain) {
		if reading.Skip != nil {
			skipped++
			w.say("%sskipped %s: %s", promptText, reading.Skip.Name, reading.Skip.Reason)
			continue
		}
		read++
		var err error
		if c.Explain {
			err = explain(out, &reading)
		} else {
			err = lines.Encode(codedArticle(&reading))
		}
		if err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("stopped after %d articles", read)
	case read == 0 && skipped > 0:
		return errReported
	}
	return nil
}
