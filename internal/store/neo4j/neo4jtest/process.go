package neo4jtest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// ErrNone tells that there is no Neo4j to test with and why.
var ErrNone = errors.New("no Neo4j to test with")

// Process is a Neo4j server that this process started.
type Process struct {
	Server
	stdin io.Closer // its end is what ends the server
	ended chan error
}

// shell runs the server, given as arguments behind the data folder, until its own standard input ends: then or when the
// server ends by itself it cleans up. So no server outlives the process that holds the other end, even
// when that is killed.
const shell = `
home=$1; shift
exec 3<&0
"$@" </dev/null &
server=$!
(cat <&3 >/dev/null; kill "$server" 2>/dev/null) &
watcher=$!
wait "$server"; status=$?
while kill -0 "$server" 2>/dev/null; do wait "$server"; done
kill "$watcher" 2>/dev/null
rm -rf "$home"
exit "$status"`

const (
	startTime = 2 * time.Minute // a JVM on a busy machine
	stopTime  = 30 * time.Second
)

// Start starts a server on a free port of the loopback interface, with an empty database in a temporary folder, and waits until
// it answers. Without java, or mvn where the server's files are not there yet, the error is ErrNone. Options for the JVM take the place
// of those that make it light for tests: a server that is measured has to be as people run it.
func Start(ctx context.Context, jvm ...string) (*Process, error) {
	java, err := exec.LookPath("java")
	if err != nil {
		return nil, fmt.Errorf("%w: set NEO4J_URI, or install java and mvn", ErrNone)
	}
	jars, err := jars(ctx)
	if err != nil {
		return nil, err
	}
	home, err := os.MkdirTemp("", "entente-neo4j-")
	if err != nil {
		return nil, err
	}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	if err := configure(home, port); err != nil {
		return nil, err
	}
	logPath := filepath.Join(home, "output.log")
	output, err := os.Create(logPath)
	if err != nil {
		return nil, err
	}
	defer output.Close()
	// A small heap, the serial collector and the quick compiler leave the machine to the tests: a server this short-lived never earns more.
	if len(jvm) == 0 {
		jvm = []string{"-Xms256m", "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"}
	}
	args := slices.Concat([]string{"-c", shell, "neo4j", home, java}, jvm, []string{"-cp", filepath.Join(jars, "*"),
		"--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/java.io=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
		"org.neo4j.server.CommunityEntryPoint", "--home-dir=" + home, "--config-dir=" + filepath.Join(home, "conf")})
	cmd := exec.Command("/bin/sh", args...)
	cmd.Stdout, cmd.Stderr = output, output // files: pipes would keep "go test" waiting for whoever holds them
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p := &Process{Server: Server{URI: fmt.Sprintf("bolt://127.0.0.1:%d", port)}, stdin: stdin, ended: make(chan error, 1)}
	go func() { p.ended <- cmd.Wait() }()
	if err := p.await(ctx); err != nil {
		said, _ := os.ReadFile(logPath)
		return nil, errors.Join(fmt.Errorf("Neo4j on port %d does not start: %w: %s", port, err, strings.TrimSpace(string(said))), p.Stop())
	}
	return p, nil
}

// await waits until the server answers.
func (p *Process) await(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	d, err := p.driver()
	if err != nil {
		return err
	}
	defer d.Close(context.WithoutCancel(ctx))
	for {
		if err := d.VerifyConnectivity(ctx); err == nil {
			return nil
		}
		select {
		case err := <-p.ended:
			p.ended <- err
			return fmt.Errorf("it ended: %w", err)
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// Stop stops the server and waits until it has.
func (p *Process) Stop() error {
	if err := p.stdin.Close(); err != nil && !errors.Is(err, os.ErrClosed) {
		return err
	}
	select {
	case err := <-p.ended:
		p.ended <- err
		return nil // how it ended says nothing: it was told to
	case <-time.After(stopTime):
		return fmt.Errorf("Neo4j at %s has not stopped after %s", p.URI, stopTime)
	}
}

// freePort is a port that was free just now.
func freePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port, nil
}

func configure(home string, port int) error {
	settings := fmt.Sprintf(`server.bolt.listen_address=127.0.0.1:%d
server.http.enabled=false
dbms.security.auth_enabled=false
server.memory.heap.max_size=1g
server.memory.pagecache.size=256m
db.tx_log.rotation.retention_policy=keep_none
dbms.usage_report.enabled=false
`, port)
	if err := os.Mkdir(filepath.Join(home, "conf"), 0o700); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(home, "conf", "neo4j.conf"), []byte(settings), 0o600)
}
