// Command faults kills entente again and again while it writes, and tells what was left of the graph.
//
//	go run ./bench/faults
//	go run ./bench/faults -store neo4j -databases 20
//
// The loader, the import of a table and the server that takes mutations are killed (SIGKILL) at random moments of their work. After each kill the store has to
// open, hold what was acknowledged (what another process was shown, what the API had answered) and nothing by halves; and when the work is then done to its end,
// everything that is read has to be as in a store that nobody disturbed. The embedded store checks itself after each kill, too. What came of it is
// a table of Markdown on standard output. The exit status is 1 when anything was wrong.
//
// With -store neo4j a server is started from its Maven artifacts, and ends with the command; -databases kills that server under a load, which has to wait for it
// and to go on when it is back.
package main

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
)

// settings are what the command line says.
type settings struct {
	store                   string
	loads, imports, servers int // kills of each
	databases               int
	articles, rows          int
	seed                    uint64
}

func main() {
	var s settings
	flag.StringVar(&s.store, "store", "embedded", "the store to write: embedded or neo4j")
	flag.IntVar(&s.loads, "loads", 100, "how often to kill entente load")
	flag.IntVar(&s.imports, "imports", 100, "how often to kill entente import")
	flag.IntVar(&s.servers, "servers", 100, "how often to kill entente serve")
	flag.IntVar(&s.databases, "databases", 0, "how often to kill Neo4j while entente load writes to it")
	flag.IntVar(&s.articles, "articles", 4000, "articles of a whole load; a server takes a tenth of them")
	flag.IntVar(&s.rows, "rows", 45000, "rows of a whole import")
	flag.Uint64Var(&s.seed, "seed", 1, "what the moments are drawn by")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	right, err := run(ctx, s)
	if err != nil {
		fmt.Fprintln(os.Stderr, "faults:", err)
	}
	if err != nil || !right {
		os.Exit(1)
	}
}

// harness is what all faults need.
type harness struct {
	settings
	dir     string
	entente string // the program
	place   place
	dice    *rand.Rand
}

func run(ctx context.Context, s settings) (right bool, err error) {
	h := &harness{settings: s, dice: rand.New(rand.NewPCG(s.seed, s.seed))}
	if h.dir, err = os.MkdirTemp("", "entente-faults-"); err != nil {
		return false, err
	}
	defer os.RemoveAll(h.dir)
	h.entente = filepath.Join(h.dir, "entente")
	if said, err := exec.CommandContext(ctx, "go", "build", "-o", h.entente, "./cmd/entente").CombinedOutput(); err != nil {
		return false, fmt.Errorf("building entente: %w\n%s", err, said)
	}
	if h.place, err = newPlace(ctx, s.store, h.dir); err != nil {
		return false, err
	}
	defer h.place.close()
	dump, table := filepath.Join(h.dir, "dump.jsonl"), filepath.Join(h.dir, "table.csv")
	if err := writeReports(dump, s.articles); err != nil {
		return false, err
	}
	if err := writeTable(table, s.rows); err != nil {
		return false, err
	}
	right = true
	heading()
	for _, fault := range []struct {
		times int
		done  func() (*outcome, error)
	}{
		{s.loads, func() (*outcome, error) { return h.writers(ctx, s.loads, "load", dump) }},
		{s.imports, func() (*outcome, error) { return h.writers(ctx, s.imports, "import", "csv", table) }},
		{s.servers, func() (*outcome, error) { return h.servers(ctx, s.servers) }},
		{s.databases, func() (*outcome, error) { return h.databases(ctx, s.databases, "load", dump) }},
	} {
		if fault.times == 0 {
			continue
		}
		o, err := fault.done()
		if err != nil {
			return false, err
		}
		o.write()
		right = right && len(o.wrong) == 0
	}
	return right, nil
}

func say(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "%s  "+format+"\n", append([]any{time.Now().Format(time.TimeOnly)}, args...)...)
}
