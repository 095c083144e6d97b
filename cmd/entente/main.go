// Command entente reads news, keeps who did what to whom as a graph, and answers questions
// about it in GraphQL.
//
//	entente serve --load testdata/articles     load the samples and serve them
//	entente load news/ dump.jsonl.gz           add articles to the store
//	entente import icews events.2014.tab       add the events of a table
//	entente extract story.txt --explain        read one article, without a store
//	entente watch news.yml                     follow feeds, pages and folders
//	entente query '{ events { totalCount } }'  ask the store, or a server with --server
//	entente quality gold.jsonl                 score the reading against labelled articles
//	entente bench --factors 1                  measure the stores
//	entente key new --role editor --name Ana   make an API key, for serve --auth
//	entente backup sunday.db                   copy the store to a file, also while it is served
//	entente restore sunday.db                  take the copy back
//	entente doctor                             check that all is well
//	entente version
//
// The store is the file entente.db of the current directory, unless --store, ENTENTE_STORE or
// NEO4J_URI name another. Every flag can be given in the environment or in a file named by
// --config; the command line wins over the environment, and that over the file. Results go to standard
// output, talk to standard error. The exit status is 0 when all went well, 1 when the command failed, 2 when it was
// called wrongly.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/term"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	code := run(ctx, &world{
		Args: os.Args[1:], In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Env: os.LookupEnv,
		Terminal: term.IsTerminal(int(os.Stderr.Fd())), Now: time.Now,
	})
	stop()
	os.Exit(code)
}
