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
	"strconv"
	"strings"
	"syscall"
	"time"
)

// ErrNone tells that there is no Neo4j to test with and why.
var ErrNone = errors.New("no Neo4j to test with")

// Process is a Neo4j server that this process started.
type Process struct {
	Server
	home    string
	command []string  // of the server
	stdin   io.Closer // its end is what ends the server
	ended   chan error
}

// shell runs the server, given as arguments behind the data folder, until its own standard input ends: then or when the
// server ends by itself it cleans up. So no server outlives the process that holds the other end, even
// when that is killed. Only a server that is to be started again leaves its folder.
const shell = `
home=$1; shift
exec 3<&0
"$@" </dev/null &
server=$!
echo "$server" >"$home/pid"
(cat <&3 >/dev/null; kill "$server" 2>/dev/null) &
watcher=$!
wait "$server"; status=$?
while kill -0 "$server" 2>/dev/null; do wait "$server"; done
kill "$watcher" 2>/dev/null
[ -e "$home/again" ] || rm -rf "$home"
exit "$status"`

const (
	startTime = 2 * time.Minute // a JVM on a busy machine
	stopTime  = 30 * time.Second
)

// Option makes a server other than the one that is light for tests.
type Option func(*options)

type options struct{ jvm, settings []string }

// JVM has the server run with these options for Java in place of those that make it light: a server that is measured has to be as people run it.
func JVM(args ...string) Option { return func(o *options) { o.jvm = args } }

// Settings adds lines to the server's neo4j.conf.
func Settings(lines ...string) Option { return func(o *options) { o.settings = lines } }

// Start starts a server on a free port of the loopback interface, with an empty database in a temporary folder, and waits until
// it answers. Without java, or mvn where the server's files are not there yet, the error is ErrNone.
func Start(ctx context.Context, with ...Option) (*Process, error) {
	// A small heap, the serial collector and the quick compiler leave the machine to the tests: a server this short-lived never earns more.
	o := options{jvm: []string{"-Xms256m", "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"}}
	for _, option := range with {
		option(&o)
	}
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
	if err := configure(home, port, o.settings); err != nil {
		return nil, err
	}
	p := &Process{Server: Server{URI: fmt.Sprintf("bolt://127.0.0.1:%d", port)}, home: home}
	p.command = slices.Concat([]string{java}, o.jvm, []string{"-cp", filepath.Join(jars, "*"),
		"--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/java.io=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
		"org.neo4j.server.CommunityEntryPoint", "--home-dir=" + home, "--config-dir=" + filepath.Join(home, "conf")})
	return p, p.run(ctx)
}

// run runs the server in its folder, and waits until it answers.
func (p *Process) run(ctx context.Context) error {
	logPath := filepath.Join(p.home, "output.log")
	output, err := os.Create(logPath)
	if err != nil {
		return err
	}
	defer output.Close()
	cmd := exec.Command("/bin/sh", append([]string{"-c", shell, "neo4j", p.home}, p.command...)...)
	cmd.Stdout, cmd.Stderr = output, output // files: pipes would keep "go test" waiting for whoever holds them
	if p.stdin, err = cmd.StdinPipe(); err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	ended := make(chan error, 1)
	p.ended = ended
	go func() { ended <- cmd.Wait() }()
	if err := p.await(ctx); err != nil {
		said, _ := os.ReadFile(logPath)
		return errors.Join(fmt.Errorf("Neo4j at %s does not start: %w: %s", p.URI, err, strings.TrimSpace(string(said))), p.Stop())
	}
	return nil
}

// Kill ends the server as a power cut would (SIGKILL), and waits until it is gone; Restart or Stop is to follow.
func (p *Process) Kill() error {
	text, err := os.ReadFile(filepath.Join(p.home, "pid"))
	if err != nil {
		return err
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return err
	}
	if err := os.WriteFile(p.again(), nil, 0o600); err != nil {
		return err
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		return err
	}
	p.ended <- <-p.ended
	return nil
}

// Restart starts a server that was killed, with what it had stored and at the same address.
func (p *Process) Restart(ctx context.Context) error {
	if err := os.Remove(p.again()); err != nil {
		return err
	}
	return p.run(ctx)
}

// again is the file that says that the server's folder is to be left.
func (p *Process) again() string { return filepath.Join(p.home, "again") }

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
		return os.RemoveAll(p.home) // how it ended says nothing: it was told to
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

func configure(home string, port int, more []string) error {
	settings := fmt.Sprintf(`server.bolt.listen_address=127.0.0.1:%d
server.http.enabled=false
dbms.security.auth_enabled=false
server.memory.heap.max_size=1g
server.memory.pagecache.size=256m
db.tx_log.rotation.retention_policy=keep_none
dbms.usage_report.enabled=false
%s
`, port, strings.Join(more, "\n"))
	if err := os.Mkdir(filepath.Join(home, "conf"), 0o700); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(home, "conf", "neo4j.conf"), []byte(settings), 0o600)
}
