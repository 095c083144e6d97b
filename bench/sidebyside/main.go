// Command sidebyside measures entente beside its peers in one run, and writes what it found as a page of Markdown.
//
//	go run ./bench/sidebyside -out bench/RESULTS.md REPORTS.jsonl.gz
//
// It needs Go, Java with Maven (a Neo4j is started from its Maven artifacts) and Node with npm (for @neo4j/graphql). All of it
// runs on this computer, on the loopback interface, and ends with the command.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"entente/internal/store/neo4j/neo4jtest"
)

// settings are what the command line says.
type settings struct {
	articles string        // what is read and loaded
	out      string        // the page, "" for standard output
	each     time.Duration // how long each question is asked
	clients  int           // how many ask at once, beside one alone
	dyads    int           // how many different subjects are asked about
}

func main() {
	var s settings
	flag.StringVar(&s.out, "out", "", "file to write the page to; standard output when left out")
	flag.DurationVar(&s.each, "for", 5*time.Second, "how long each question is asked of each server by each number of clients")
	flag.IntVar(&s.clients, "clients", 8, "how many ask at once, beside one alone")
	flag.IntVar(&s.dyads, "subjects", 200, "how many different pairs and actors are asked about")
	constant := flag.String("constant", "", "serve constant answers on this address: for the command's own use")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var err error
	switch {
	case *constant != "":
		err = serveConstant(ctx, *constant)
	case flag.NArg() != 1:
		err = errors.New("give the articles to load: a file, folder or pattern, as entente load takes it")
	default:
		s.articles = flag.Arg(0)
		err = run(ctx, s)
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		fmt.Fprintln(os.Stderr, "sidebyside:", err)
		os.Exit(1)
	}
}

// run measures station after station.
func run(ctx context.Context, s settings) (err error) {
	dir, err := os.MkdirTemp("", "entente-sidebyside-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	entente := filepath.Join(dir, "entente")
	if err := command(ctx, nil, "go", "build", "-o", entente, "./cmd/entente").Run(); err != nil {
		return fmt.Errorf("building entente: %w", err)
	}
	say("starting Neo4j")
	server, err := neo4jtest.Start(ctx, neo4jtest.JVM("-Xms1g", "-Xmx2g"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Stop()) }()
	remote := []string{"NEO4J_URI=" + server.URI, "NEO4J_USER=", "NEO4J_PASSWORD=", "NEO4J_DATABASE="}

	r := &results{settings: s, neo4j: "Neo4j Community 5.26"}
	file := filepath.Join(dir, "graph.db")
	for _, w := range []struct {
		what string
		env  []string
		args []string
	}{
		{"read and code (`entente extract`)", nil, []string{"extract", s.articles}},
		{"load into the embedded store", nil, []string{"load", "--store", file, s.articles}},
		{"load again, nothing new", nil, []string{"load", "--store", file, s.articles}},
		{"load into Neo4j", remote, []string{"load", "--store", server.URI, s.articles}},
		{"load again, nothing new (Neo4j)", remote, []string{"load", "--store", server.URI, s.articles}},
	} {
		say(w.what)
		took, err := timed(ctx, w.env, entente, w.args...)
		if err != nil {
			return fmt.Errorf("%s: %w", w.what, err)
		}
		r.work = append(r.work, done{w.what, took})
	}

	servers, stop, err := startServers(ctx, dir, entente, file, server.URI, remote)
	defer stop()
	if err != nil {
		return err
	}
	subjects, err := findSubjects(ctx, servers[0], s.dyads)
	if err != nil {
		return err
	}
	if r.totals, err = totals(ctx, servers[0]); err != nil {
		return err
	}
	if r.compared, r.differ, err = compare(ctx, servers[0], servers[1]); err != nil {
		return fmt.Errorf("comparing the stores: %w", err)
	}
	for _, q := range questions {
		for _, clients := range []int{1, s.clients} {
			for _, server := range servers {
				if q.text[server.dialect] == "" {
					continue
				}
				say("%s of %s by %d", q.name, server.name, clients)
				m, err := ask(ctx, server, q, subjects, clients, s.each)
				if err != nil {
					return fmt.Errorf("%s of %s: %w", q.name, server.name, err)
				}
				r.answers = append(r.answers, m)
			}
		}
	}
	return r.write()
}

func say(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "%s  "+format+"\n", append([]any{time.Now().Format("15:04:05")}, args...)...)
}
