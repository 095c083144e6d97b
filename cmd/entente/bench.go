package main

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"entente/bench"
	"entente/bench/process"
	"entente/internal/actors"
	"entente/internal/diplo"
	"entente/internal/store/embedded"
	"entente/loader/source"
	"entente/loader/table"
)

type benchCommand struct {
	Table    string        `help:"Grow the graph from this table of ICEWS (date, source, relation, target); from a built-in pattern when left out." placeholder:"FILE"`
	Events   int           `help:"Events of x1; those of ICEWS18 when left out, with its actors and days in proportion." default:"468558" placeholder:"N"`
	Factors  []int         `help:"Sizes, as multiples of x1, upwards." default:"1,4,16" placeholder:"N,…"`
	Clients  []int         `help:"How many ask at once." default:"1,8" placeholder:"N,…"`
	For      time.Duration `help:"How long each question is asked." default:"2s"`
	Dir      string        `help:"Folder for the file of the embedded store, which is taken away afterwards; a temporary one when left out." placeholder:"DIR"`
	Embedded bool          `help:"Measure the embedded store." default:"true" negatable:""`
	Disk     string        `help:"Data folder of the Neo4j server, to measure; it can't be asked for." placeholder:"DIR"`
	PID      int           `help:"Process of the Neo4j server, to measure the memory of." placeholder:"N"`
	storeFlags
}

// Help is shown below the usage.
func (benchCommand) Help() string {
	return `The embedded store is measured in a file of its own; a Neo4j server beside it where --store or NEO4J_URI names one. Its database must be empty, and
holds the measured graph afterwards. Results are a table of text: load rate, disk, memory, and for each question the median, the 99th percentile and answers a second.

Examples:

  entente bench
  entente bench --events 20000 --factors 1
  entente bench --table icews14.csv.gz --factors 1,4
  NEO4J_URI=bolt://localhost:7687 entente bench --factors 1`
}

// Run measures.
func (c *benchCommand) Run(ctx context.Context, w *world) error {
	if remote, err := c.remote(); err != nil {
		return err
	} else if !remote && c.Store != defaultStore {
		return diplo.Errorf(diplo.Invalid, "the embedded store is measured in a file of its own, not in %s; --dir says where", c.Store)
	}
	o := bench.Options{Pattern: bench.BuiltIn(), Base: bench.ICEWS18.Of(c.Events), Factors: c.Factors, Clients: c.Clients, For: c.For}
	o.Told = func(r bench.Result) { w.say("measured: %s, x%d", r.Target, r.Factor) }
	if c.Table != "" {
		learner := &bench.Learner{}
		importer := &table.Importer{Actors: actors.Default(), Store: learner, Name: "pattern"}
		if _, err := importer.Import(ctx, (&source.Table{Path: c.Table, Layout: source.ICEWS}).Rows(ctx)); err != nil {
			return err
		}
		pattern, err := learner.Pattern()
		if err != nil {
			return err
		}
		o.Pattern = pattern
	}
	var results []bench.Result
	measure := func(target bench.Target) error {
		measured, err := bench.Run(ctx, target, o)
		results = append(results, measured...)
		if closing := target.Store.Close(); err == nil {
			err = closing
		}
		return err
	}
	err := c.measureAll(ctx, measure)
	if writing := bench.Write(w.Out, results); err == nil {
		err = writing
	}
	return err
}

// measureAll opens the stores one after another.
func (c *benchCommand) measureAll(ctx context.Context, measure func(bench.Target) error) error {
	if c.Embedded {
		dir, err := os.MkdirTemp(c.Dir, "entente-bench-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		s, err := embedded.Open(filepath.Join(dir, "bench.db"), embedded.Options{})
		if err != nil {
			return err
		}
		target := bench.Target{Name: "embedded", Store: s, Disk: func() (int64, error) { return folderSize(dir) }, Memory: ownMemory}
		if err := measure(target); err != nil {
			return err
		}
	}
	if remote, err := c.remote(); err != nil || !remote {
		return err
	}
	s, err := c.open(ctx, toWrite)
	if err != nil {
		return err
	}
	target := bench.Target{Name: "neo4j", Store: s}
	if server, ok := s.(interface{ Ping(context.Context) error }); ok {
		target.Floor = server.Ping
	}
	if c.Disk != "" {
		target.Disk = func() (int64, error) { return folderSize(c.Disk) }
	}
	if c.PID != 0 {
		target.Memory = func() (int64, error) { return process.Of(c.PID).Own, nil }
	}
	return measure(target)
}

// folderSize is how many bytes the files below a folder have.
func folderSize(dir string) (size int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			size += info.Size()
		}
		return err
	})
	return size, err
}

// ownMemory is how much memory this process has in use when it has given back what it no longer needs.
func ownMemory() (int64, error) {
	debug.FreeOSMemory()
	return process.Of(os.Getpid()).Own, nil
}
