package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"entente/bench/graphql"
)

// command is a program with its errors shown, and the environment added.
func command(ctx context.Context, env []string, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = append(os.Environ(), env...)
	cmd.Stderr = os.Stderr
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 10 * time.Second
	return cmd
}

// cost is what a program took.
type cost struct {
	wall, cpu time.Duration // cpu of its own, user and system
	memory    int64         // bytes at most, by what the system tells
}

// timed runs a program to its end. Its output is thrown away.
func timed(ctx context.Context, env []string, name string, args ...string) (cost, error) {
	cmd := command(ctx, env, name, args...)
	cmd.Stderr = io.Discard
	started := time.Now()
	if err := cmd.Run(); err != nil {
		return cost{}, err
	}
	c := cost{wall: time.Since(started), cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		c.memory = usage.Maxrss * 1024 // in KiB on Linux
	}
	return c, nil
}

// target is a server to ask.
type target struct {
	name    string
	url     string // of its GraphQL
	dialect dialect
	pid     int
}

func (t target) server() *graphql.Server {
	return &graphql.Server{URL: t.url, HTTP: http.DefaultClient}
}

// startServers starts what is to be compared: entente on either store, the peer on the same Neo4j, and constant answers. stop ends
// those that were started, and is to be called whatever the error.
func startServers(ctx context.Context, dir, entente, file, uri string, remote []string) (servers []target, stop func(), err error) {
	var running []*exec.Cmd
	stop = func() {
		for _, cmd := range running {
			_ = cmd.Process.Signal(syscall.SIGTERM)
			_ = cmd.Wait()
		}
	}
	self, err := os.Executable()
	if err != nil {
		return nil, stop, err
	}
	peer, err := filepath.Abs("bench/sidebyside/neo4j-graphql")
	if err != nil {
		return nil, stop, err
	}
	say("installing @neo4j/graphql")
	install := command(ctx, nil, "npm", "ci", "--silent", "--no-fund", "--no-audit")
	install.Dir = peer
	if err := install.Run(); err != nil {
		return nil, stop, fmt.Errorf("npm ci in %s: %w", peer, err)
	}
	for _, s := range []struct {
		name    string
		dialect dialect
		path    string
		env     []string
		args    func(port string) []string
	}{
		{"entente, embedded", ententes, "/graphql", nil, func(port string) []string {
			return []string{entente, "serve", "--store", file, "--listen", "127.0.0.1:" + port}
		}},
		{"entente, Neo4j", ententes, "/graphql", remote, func(port string) []string {
			return []string{entente, "serve", "--store", uri, "--listen", "127.0.0.1:" + port}
		}},
		{"@neo4j/graphql", peers, "/", append(remote, "NODE_ENV=production"), func(port string) []string {
			return []string{"node", filepath.Join(peer, "server.mjs"), port}
		}},
		{"entente, constant", ententes, "/graphql", nil, func(port string) []string {
			return []string{self, "-constant", "127.0.0.1:" + port}
		}},
	} {
		port, err := freePort()
		if err != nil {
			return nil, stop, err
		}
		args := s.args(port)
		say("starting %s", s.name)
		log, err := os.Create(filepath.Join(dir, port+".log"))
		if err != nil {
			return nil, stop, err
		}
		cmd := command(ctx, s.env, args[0], args[1:]...)
		cmd.Stdout, cmd.Stderr = log, log
		err = cmd.Start()
		_ = log.Close()
		if err != nil {
			return nil, stop, err
		}
		running = append(running, cmd)
		t := target{s.name, "http://127.0.0.1:" + port + s.path, s.dialect, cmd.Process.Pid}
		if err := answers(ctx, t); err != nil {
			told, _ := os.ReadFile(log.Name())
			return nil, stop, fmt.Errorf("%s: %w\n%s", s.name, err, told)
		}
		servers = append(servers, t)
	}
	return servers, stop, nil
}

// answers waits until the server does.
func answers(ctx context.Context, t target) (err error) {
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if _, err = t.server().Ask(ctx, `{__typename}`, nil); err == nil {
			return nil
		}
	}
	return err
}

func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, err
}
