package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/store"
	"entente/loader"
	"entente/loader/source"
	"entente/loader/table"
)

type importCommand struct {
	Format         string            `arg:"" help:"Layout of the table: ${enum}." enum:"icews,gdelt,csv"`
	File           string            `arg:"" help:"The table, as it is, compressed with gzip, or alone in a zip archive; or - for standard input."`
	Columns        map[string]string `help:"Headings of the columns where they are others: date=Day,source=Who,…" placeholder:"FIELD=HEADING" mapsep:","`
	Name           string            `help:"Name of the data set; that of the file when left out."`
	KeepStatements bool              `help:"Keep rows of what somebody only said (CAMEO 01) in the articles; they give no events."`
	Report         string            `help:"Form of the report: ${enum}." enum:"text,json" default:"text"`
	storeFlags
	patienceFlag
}

// Help is shown below the usage.
func (importCommand) Help() string {
	return `icews is a file of the ICEWS Dataverse, or a table with the columns date, source, relation and target; gdelt the events of GDELT 2.0 (61 columns, no headings);
csv any table with headings: ` + strings.Join(fieldNames(), ", ") + `. An event is a CAMEO code, the name of one, or a relation such as SPOKE_TO.
Each row with a relation is a mention of an event; the rows of a day are the articles that it is read in. Importing the same again changes nothing.

Examples:

  entente import icews events.2014.tab
  entente import csv calls.csv --columns date=Day,source=Caller,target=Called,event=Code`
}

func fieldNames() []string {
	var names []string
	for _, field := range source.Fields() {
		names = append(names, string(field))
	}
	return names
}

// layout is the layout asked for, with the user's headings in front of its own.
func (c *importCommand) layout() (source.Layout, error) {
	layouts := map[string]source.Layout{"icews": source.ICEWS, "gdelt": source.GDELT, "csv": source.CSV}
	layout := layouts[c.Format]
	if len(c.Columns) == 0 {
		return layout, nil
	}
	if layout.Names == nil {
		return layout, diplo.Errorf(diplo.Invalid, "%s has no headings to name columns by", c.Format)
	}
	return layout.With(c.Columns)
}

// Run imports the table.
func (c *importCommand) Run(ctx context.Context, w *world) error {
	layout, err := c.layout()
	if err != nil {
		return err
	}
	rows := &source.Table{Path: c.File, Layout: layout, In: w.In}
	if c.File != source.Stdin {
		if err := (&source.Set{Paths: []string{c.File}}).Check(); err != nil {
			return err
		}
	}
	s, err := c.open(ctx, toWrite)
	if err != nil {
		return err
	}
	report, err := c.importRows(ctx, w, s, rows)
	if closing := s.Close(); err == nil {
		err = closing
	}
	if writing := w.report(&report, c.Report); writing != nil {
		return writing
	}
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("stopped after %d rows; they are stored. The same command goes on from there", report.Stored)
	case err != nil:
		return fmt.Errorf("%w\nWhat was stored stays; the same command goes on from there", err)
	case report.Stored == 0:
		w.say("%snothing was imported", promptText)
		return errReported
	}
	return nil
}

// importRows imports the rows, and shows a person how far it is.
func (c *importCommand) importRows(ctx context.Context, w *world, s store.Store, rows *source.Table) (table.Report, error) {
	i := &table.Importer{Actors: actors.Default(), Store: &loader.Patient{Store: s, Most: c.with(&c.storeFlags), Waiting: w.waiting}, Name: c.dataSet(), KeepStatements: c.KeepStatements, AtOnce: 2, Clock: w.Now}
	if w.Terminal {
		bar := newBar(w.Err, rows)
		defer bar.close()
		i.Progress = func(r table.Report) { bar.show(fmt.Sprintf("%d rows, %d new events", r.Rows, r.Events), r.Rows) }
	}
	return i.Import(ctx, rows.Rows(ctx))
}

// dataSet is the name of the data set: that given, else that of the file without what tells its format.
func (c *importCommand) dataSet() string {
	if c.Name != "" {
		return c.Name
	}
	if c.File == source.Stdin {
		return c.Format
	}
	name, _, _ := strings.Cut(filepath.Base(c.File), ".")
	return name
}
