//go:build unix

package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"entente/loader"
	"entente/loader/source"
)

// endless gives letters without end.
type endless struct{}

func (endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'x'
	}
	return len(b), nil
}

// A feed names good pages among those that try a reader's patience and memory, each on a host of its own. What is wrong with each stands in
// the report, the good ones are read, and memory stays bounded.
func TestHostilePagesAndFeedsAreToldOfAndCostNothingElse(t *testing.T) {
	var bomb bytes.Buffer
	packed := gzip.NewWriter(&bomb)
	_, _ = io.Copy(packed, io.LimitReader(endless{}, 1<<30))
	if err := packed.Close(); err != nil {
		t.Fatal(err)
	}
	good := func(n int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprintf(w, "<html lang=en><h1>Dispatch %d</h1><p>France condemned Iran on Tuesday over the closing of the border post, its ministry said.</p>", n)
		}
	}
	const html, last = "text/html; charset=utf-8", "/last"
	pages := []struct {
		path   string
		answer http.HandlerFunc
		says   string // "" when it is read
	}{
		{"/first", good(1), ""},
		{"/100-mb", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.Copy(w, io.LimitReader(endless{}, 100<<20)) }, "is larger than 10 MB"},
		{"/bomb", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Header().Set("Content-Type", html)
			_, _ = w.Write(bomb.Bytes())
		}, "is larger than 10 MB"},
		{"/loop", http.RedirectHandler("/loop", http.StatusFound).ServeHTTP, "redirects more than 5 times"},
		{"/inside", http.RedirectHandler("http://10.0.0.1/admin", http.StatusFound).ServeHTTP, "its address or port is not public"},
		{"/metadata", http.RedirectHandler("http://169.254.169.254/latest", http.StatusFound).ServeHTTP, "its address or port is not public"},
		{"/number", http.RedirectHandler("http://2130706433/", http.StatusFound).ServeHTTP, "its host is a number"},
		{"/file", http.RedirectHandler("file:///etc/passwd", http.StatusFound).ServeHTTP, "only http and https addresses are"},
		{"/utf-8", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", html)
			_, _ = io.WriteString(w, "<html lang=en><h1>Dispatch 8</h1><p>Fr\xe9d\xff condemned Iran on Tuesday over the closing of the border post, he said.</p>")
		}, ""},
		{"/deep", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, strings.Repeat("<div>", 250_000))
		}, "elements"},
		{"/bytes", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("\x00\x01\x02")) }, "another kind of file"},
		{"/broken-off", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "5000")
			_, _ = io.WriteString(w, "<html>")
		}, "does not answer"},
		{last, good(2), ""},
	}
	var feed strings.Builder
	feed.WriteString("<rss version='2.0'><channel><title>x</title>")
	for _, page := range pages {
		server := httptest.NewServer(page.answer) // without robots.txt of its own
		t.Cleanup(server.Close)
		mux := http.NewServeMux()
		mux.HandleFunc(page.path, page.answer)
		server.Config.Handler = mux
		fmt.Fprintf(&feed, "<item><link>%s%s</link></item>", server.URL, page.path)
	}
	feed.WriteString("</channel></rss>")
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/million.xml" {
			http.NotFound(w, r)
			return
		}
		_, _ = io.WriteString(w, "<rss version='2.0'><channel>")
		for i := range 1_000_000 {
			if _, err := fmt.Fprintf(w, "<item><title>%d</title><link>http://news.example/%d</link></item>\n", i, i); err != nil {
				return
			}
		}
	}))
	t.Cleanup(host.Close)

	dir := t.TempDir()
	files := map[string]string{
		"feed.xml":    feed.String(),
		"million.xml": "<rss><channel>" + strings.Repeat("<item/>", 1_000_000) + "</channel></rss>",
		"latin.txt":   "Fran\xe7ois condemned Iran on Tuesday.",
		"after.txt":   "Germany condemned Iran on Monday.",
	}
	args := []string{"load", "--allow-network", "127.0.0.0/8", "--report", "json", "--store", filepath.Join(dir, "graph.db"), host.URL + "/million.xml"}
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	command := theCommand(t, `exec "$@"`, args...)
	var out bytes.Buffer
	command.Stdout, command.Stderr = &out, os.Stderr
	if err := command.Run(); err != nil {
		t.Fatalf("%v: %s", err, out.String())
	}
	var report loader.Report
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	reasons := map[string]string{}
	for _, skip := range report.Skips {
		reasons[skip.Name[strings.LastIndexByte(skip.Name, '/'):]] += skip.Reason
	}
	wrong := 3 // the two feeds, and the text in another encoding
	for _, page := range pages {
		switch reason := reasons[page.path]; {
		case page.says == "" && reason != "":
			t.Errorf("%s is skipped: %s", page.path, reason)
		case page.says != "" && !strings.Contains(reason, page.says):
			t.Errorf("%s: %q, wanted %q", page.path, reason, page.says)
		case page.says != "":
			wrong++
		}
	}
	for name, says := range map[string]string{"/million.xml": "a feed of more than 200000 elements", "/latin.txt": "--encoding"} {
		if !strings.Contains(reasons[name], says) {
			t.Errorf("%s: %q, wanted %q", name, reasons[name], says)
		}
	}
	if !strings.Contains(reasons["/million.xml"], "is larger than 10 MB") {
		t.Errorf("the feed of a host: %q", reasons["/million.xml"])
	}
	if report.New != 4 || report.Skipped != wrong || report.SkippedBy[source.Refused] == 0 {
		t.Errorf("%d articles are read, %d things skipped; wanted 4 and %d: %v", report.New, report.Skipped, wrong, reasons)
	}
	if usage, ok := command.ProcessState.SysUsage().(*syscall.Rusage); ok {
		const most = 500 << 10 // KB
		if usage.Maxrss > most {
			t.Errorf("it took %d MB of memory", usage.Maxrss>>10)
		}
		t.Logf("%d MB of memory, %.1f s of processor", usage.Maxrss>>10, float64(command.ProcessState.UserTime())/1e9)
	}
}
