package fetch_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"entente/internal/diplo"
	"entente/loader/fetch"
)

var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}

// site serves pages on a loopback address, and gives a client that may dial it.
func site(t *testing.T, pages map[string]http.HandlerFunc) (string, *fetch.Client) {
	t.Helper()
	mux := http.NewServeMux()
	for path, page := range pages {
		mux.HandleFunc(path, page)
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL, fetch.New(fetch.Options{Private: loopback, Pause: time.Microsecond, Timeout: time.Second, MaxBytes: 1 << 20})
}

func text(content string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, content) }
}

func TestADocumentIsFetchedOnceAndThenOnlyWhenItHasChanged(t *testing.T) {
	address, client := site(t, map[string]http.HandlerFunc{
		"/a": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `"1"`)
			if r.Header.Get("If-None-Match") == `"1"` {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = io.WriteString(w, "hello")
		},
		"/moved": http.RedirectHandler("/a", http.StatusMovedPermanently).ServeHTTP,
	})
	first, err := client.Get(t.Context(), address+"/moved", fetch.Validator{})
	if err != nil || string(first.Content) != "hello" || first.URL != address+"/a" || first.ContentType != "text/html; charset=utf-8" || first.Validator.ETag != `"1"` {
		t.Fatalf("gave %+v, %v", first, err)
	}
	second, err := client.Get(t.Context(), address+"/a", first.Validator)
	if err != nil || !second.NotModified || second.Content != nil || second.Validator != first.Validator {
		t.Errorf("gave %+v, %v; wanted to be told that nothing changed", second, err)
	}
}

func TestWhatIsNotGivenIsToldByKind(t *testing.T) {
	var bomb bytes.Buffer
	packed := gzip.NewWriter(&bomb)
	_, _ = io.Copy(packed, io.LimitReader(zeros{}, 64<<20))
	_ = packed.Close()
	status := func(code int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
	}
	address, client := site(t, map[string]http.HandlerFunc{
		"/robots.txt": text("User-agent: *\nDisallow: /private\n"),
		"/private/a":  text("secret"),
		"/gone":       status(http.StatusGone),
		"/broken":     status(http.StatusInternalServerError),
		"/paid":       status(http.StatusPaymentRequired),
		"/loop":       http.RedirectHandler("/loop", http.StatusFound).ServeHTTP,
		"/file":       http.RedirectHandler("file:///etc/passwd", http.StatusFound).ServeHTTP,
		"/inside":     http.RedirectHandler("http://169.254.169.254/latest", http.StatusFound).ServeHTTP,
		"/large":      func(w http.ResponseWriter, _ *http.Request) { _, _ = io.Copy(w, io.LimitReader(zeros{}, 2<<20)) },
		"/bomb": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(bomb.Bytes())
		},
		"/slow": func(_ http.ResponseWriter, r *http.Request) {
			select {
			case <-r.Context().Done():
			case <-time.After(10 * time.Second):
			}
		},
		"/drip": func(w http.ResponseWriter, r *http.Request) { // a byte now and then, without end
			for r.Context().Err() == nil {
				_, _ = io.WriteString(w, "x")
				w.(http.Flusher).Flush()
				select {
				case <-r.Context().Done():
				case <-time.After(50 * time.Millisecond):
				}
			}
		},
		"/announced": func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Length", "100000000") },
	})
	for path, want := range map[string]struct {
		kind diplo.Kind
		says string
	}{
		"/nothing":   {diplo.NotFound, "404"},
		"/gone":      {diplo.NotFound, "410"},
		"/broken":    {diplo.Unavailable, "500"},
		"/paid":      {diplo.Invalid, "402"},
		"/drip":      {diplo.Unavailable, "too long"},
		"/announced": {diplo.Invalid, "larger than 1 MB"},
		"/slow":      {diplo.Unavailable, "too long"},
		"/loop":      {diplo.Invalid, "redirects more than"},
		"/file":      {diplo.Invalid, "only http and https"},
		"/inside":    {diplo.Invalid, "not public"},
		"/large":     {diplo.Invalid, "larger than 1 MB"},
		"/bomb":      {diplo.Invalid, "larger than 1 MB"},
		"/private/a": {diplo.Invalid, "robots.txt"},
	} {
		t.Run(strings.Trim(path, "/"), func(t *testing.T) {
			t.Parallel()
			_, err := client.Get(t.Context(), address+path, fetch.Validator{})
			if diplo.KindOf(err) != want.kind || !strings.Contains(err.Error(), want.says) {
				t.Errorf("gave %v (%s); wanted %s with %q", err, diplo.KindOf(err), want.kind, want.says)
			}
		})
	}
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }

func TestAHostIsAskedAtItsPace(t *testing.T) {
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			_, _ = io.WriteString(w, "User-agent: *\nCrawl-delay: 30\n")
			return
		}
		asked.Add(1)
	}))
	t.Cleanup(server.Close)
	client := fetch.New(fetch.Options{Private: loopback, Pause: time.Millisecond})
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	for range 3 {
		_, _ = client.Get(ctx, server.URL+"/a", fetch.Validator{})
	}
	if n := asked.Load(); n > 1 {
		t.Errorf("a host that asks for 30 seconds between requests was asked %d times in less than one", n)
	}
}

func TestAHostWhoseRobotsCanNotBeReadIsLeftAlone(t *testing.T) {
	address, client := site(t, map[string]http.HandlerFunc{
		"/robots.txt": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) },
		"/a":          text("hello"),
	})
	if _, err := client.Get(t.Context(), address+"/a", fetch.Validator{}); diplo.KindOf(err) != diplo.Unavailable {
		t.Errorf("gave %v; wanted to be told to try later", err)
	}
}
