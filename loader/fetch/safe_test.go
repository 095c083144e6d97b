package fetch_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"entente/internal/diplo"
	"entente/loader/fetch"
)

// stubResolver answers the questions for addresses by their number, from 0, on no network.
func stubResolver(answer func(question int) []netip.Addr) *net.Resolver {
	var asked atomic.Int32
	return &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		ours, theirs := net.Pipe()
		go func() {
			defer theirs.Close()
			buffer := make([]byte, 2048)
			n, err := theirs.Read(buffer)
			if err != nil {
				return
			}
			var message dnsmessage.Message
			if message.Unpack(buffer[2:n]) != nil { // over a stream, behind its length
				return
			}
			message.Response, message.Authoritative = true, true
			question := message.Questions[0]
			if question.Type == dnsmessage.TypeA {
				for _, address := range answer(int(asked.Add(1)) - 1) {
					message.Answers = append(message.Answers, dnsmessage.Resource{
						Header: dnsmessage.ResourceHeader{Name: question.Name, Type: question.Type, Class: question.Class, TTL: 0},
						Body:   &dnsmessage.AResource{A: address.As4()},
					})
				}
			}
			message.Additionals = nil
			packed, err := message.Pack()
			if err != nil {
				return
			}
			_, _ = theirs.Write(append([]byte{byte(len(packed) >> 8), byte(len(packed))}, packed...))
		}()
		return ours, nil
	}}
}

// always answers each question with the addresses.
func always(addresses ...string) func(int) []netip.Addr {
	var all []netip.Addr
	for _, address := range addresses {
		all = append(all, netip.MustParseAddr(address))
	}
	return func(int) []netip.Addr { return all }
}

func TestNoAddressThatIsNotPublicIsFetched(t *testing.T) {
	client := fetch.New(fetch.Options{Pause: time.Microsecond, Resolver: stubResolver(always("127.0.0.1"))})
	for what, addresses := range map[string][]string{
		"this computer": {"http://127.0.0.1/", "http://127.1.2.3:80/", "http://[::1]/", "http://0.0.0.0/", "http://[::]/"},
		"private":       {"http://10.1.2.3/", "http://172.16.0.1/", "http://172.31.255.254/", "http://192.168.1.1/", "http://100.64.0.1/", "http://[fc00::1]/", "http://[fd12:3456::1]/"},
		"of one link":   {"http://169.254.169.254/latest/meta-data", "http://[fe80::1]/"},
		"of many":       {"http://224.0.0.1/", "http://255.255.255.255/", "http://[ff02::1]/"},
		"of tests":      {"http://192.0.2.1/", "http://198.18.0.1/", "http://203.0.113.9/", "http://240.0.0.1/", "http://[2001:db8::1]/"},
		"in another": {"http://[::ffff:10.0.0.1]/", "http://[::ffff:127.0.0.1]/", "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[64:ff9b:1::a00:1]/",
			"http://[2002:7f00:1::]/", "http://[2001:0:7f00:1::]/"},
		"by a number": {"http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/", "http://0/"}, // a name, which some systems take for an address
		"by a name":   {"http://localhost/", "http://rebound.example/", "https://rebound.example/"},
		"no web":      {"ftp://news.example/", "file:///etc/passwd", "gopher://news.example/", "//news.example/", "news.example", "http://", "http://user:word@news.example/"},
		"other ports": {"http://8.8.8.8:22/", "http://8.8.8.8:6379/"},
	} {
		for _, address := range addresses {
			if _, err := client.Get(t.Context(), address, fetch.Validator{}); diplo.KindOf(err) != diplo.Invalid {
				t.Errorf("%s: %s gave %v (%s); wanted %s", what, address, err, diplo.KindOf(err), diplo.Invalid)
			}
		}
	}
}

// listening counts the connections that a server on this computer is given.
func listening(t *testing.T, answer http.HandlerFunc) (port string, connections *atomic.Int32) {
	t.Helper()
	connections = new(atomic.Int32)
	server := httptest.NewUnstartedServer(answer)
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			connections.Add(1)
		}
	}
	server.Start()
	t.Cleanup(server.Close)
	_, port, err := net.SplitHostPort(server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port, connections
}

func TestWhatIsRefusedIsNotDialled(t *testing.T) {
	port, connections := listening(t, text("secret"))
	// An address without a network around it may be dialled; another one of this computer may not.
	client := fetch.New(fetch.Options{Pause: time.Microsecond, Private: []netip.Prefix{netip.MustParsePrefix("127.0.0.2/32")}, Resolver: stubResolver(always("127.0.0.1"))})
	for _, host := range []string{"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "inside.example"} {
		if _, err := client.Get(t.Context(), "http://"+host+":"+port+"/", fetch.Validator{}); diplo.KindOf(err) != diplo.Invalid || !strings.Contains(err.Error(), "not public") {
			t.Errorf("%s gave %v", host, err)
		}
	}
	if n := connections.Load(); n > 0 {
		t.Errorf("%d connections were made", n)
	}
}

func TestANameThatIsPublicFirstAndPrivateThenGainsNothing(t *testing.T) {
	port, connections := listening(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Connection", "close") // so that the name is looked up again
		_, _ = io.WriteString(w, "hello")
	})
	allowed := []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")} // stands for what is public
	resolver := stubResolver(func(question int) []netip.Addr {
		if question < 2 { // robots.txt, and the first page
			return always("127.0.0.1")(0)
		}
		return always("127.0.0.3")(0)
	})
	client := fetch.New(fetch.Options{Pause: time.Microsecond, Private: allowed, Resolver: resolver})
	address := "http://turncoat.example:" + port + "/"
	if _, err := client.Get(t.Context(), address, fetch.Validator{}); err != nil {
		t.Fatal(err)
	}
	before := connections.Load()
	if _, err := client.Get(t.Context(), address, fetch.Validator{}); diplo.KindOf(err) != diplo.Invalid || !strings.Contains(err.Error(), "not public") {
		t.Errorf("gave %v", err)
	}
	if connections.Load() != before {
		t.Error("the second address was dialled")
	}
}

func TestARedirectIsCheckedAsAnyAddress(t *testing.T) {
	port, connections := listening(t, text("secret"))
	pages := map[string]http.HandlerFunc{}
	targets := []string{"http://127.0.0.5:" + port + "/", "http://10.0.0.1/", "http://[::ffff:7f00:5]:" + port + "/", "http://[64:ff9b::7f00:5]/", "http://2130706437:" + port + "/",
		"//169.254.169.254/latest", "file:///etc/passwd", "ftp://files.example/", "http://user@news.example/"}
	for i, target := range targets {
		pages["/"+string(rune('a'+i))] = func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", target)
			w.WriteHeader(http.StatusFound)
		}
	}
	address, _ := site(t, pages)
	client := fetch.New(fetch.Options{Pause: time.Microsecond, Private: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, Resolver: stubResolver(always("127.0.0.5"))})
	for i, target := range targets {
		if document, err := client.Get(t.Context(), address+"/"+string(rune('a'+i)), fetch.Validator{}); diplo.KindOf(err) != diplo.Invalid {
			t.Errorf("to %s gave %+v, %v", target, document, err)
		}
	}
	if n := connections.Load(); n > 0 {
		t.Errorf("%d connections were made", n)
	}
}
