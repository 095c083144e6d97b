package neo4j_test

import (
	"io"
	"net"
	"net/url"
	"sync"
	"testing"
)

// relay passes connections on to a server until it is cut.
type relay struct {
	listener net.Listener
	target   string
	mu       sync.Mutex
	broken   bool
	open     map[net.Conn]bool
}

func newRelay(t *testing.T, serverURI string) *relay {
	t.Helper()
	target, err := url.Parse(serverURI)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r := &relay{listener: listener, target: target.Host, open: map[net.Conn]bool{}}
	t.Cleanup(func() { listener.Close(); r.cut() })
	go r.serve()
	return r
}

func (r *relay) uri() string { return "bolt://" + r.listener.Addr().String() }

func (r *relay) serve() {
	for {
		near, err := r.listener.Accept()
		if err != nil {
			return
		}
		far, err := net.Dial("tcp", r.target)
		if err != nil || !r.keep(near, far) {
			near.Close()
			continue
		}
		for _, way := range [][2]net.Conn{{near, far}, {far, near}} {
			go func() {
				io.Copy(way[0], way[1])
				near.Close()
				far.Close()
			}()
		}
	}
}

// keep remembers the connections; false while the relay is cut.
func (r *relay) keep(connections ...net.Conn) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, c := range connections {
		if r.broken {
			c.Close()
		} else {
			r.open[c] = true
		}
	}
	return !r.broken
}

// cut ends all connections and lets none pass until mend.
func (r *relay) cut() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.broken = true
	for c := range r.open {
		c.Close()
	}
	clear(r.open)
}

func (r *relay) mend() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.broken = false
}
