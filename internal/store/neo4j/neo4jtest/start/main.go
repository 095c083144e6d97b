// Command start starts a Neo4j for tests. With a command as its arguments it runs that with NEO4J_URI set and ends as it
// ends; without one it prints NEO4J_URI=… and keeps the server until it is interrupted:
//
//	go run ./internal/store/neo4j/neo4jtest/start go test ./...
//	go run ./internal/store/neo4j/neo4jtest/start
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"entente/internal/store/neo4j/neo4jtest"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:])
	stop()
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		os.Exit(max(ended.ExitCode(), 1))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, command []string) error {
	server, err := neo4jtest.Start(ctx)
	if err != nil {
		return err
	}
	uri := "NEO4J_URI=" + server.URI
	if len(command) == 0 {
		fmt.Println(uri)
		<-ctx.Done()
		return server.Stop()
	}
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Env = append(os.Environ(), uri, "NEO4J_USER=", "NEO4J_PASSWORD=", "NEO4J_DATABASE=")
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	return errors.Join(cmd.Run(), server.Stop())
}
