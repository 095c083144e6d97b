package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// asked is the body of a request for the document.
func asked(t *testing.T, document string) string {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": document})
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestNoPathLeadsOutOfWhatIsServed(t *testing.T) {
	s := serve(t)
	for _, path := range []string{
		"/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/playground/../../../etc/passwd", "/playground/%2e%2e%2f%2e%2e%2fplayground.go", "/assets/..%2f..%2fpages.go",
		`/assets/..\..\pages.go`, "/assets/", "/playground/static/", "/export/../graph.db", "/%00", "//evil.example/..", "/article/..%2f..%2fgraph.db",
	} {
		r := &http.Request{Method: http.MethodGet, URL: &url.URL{Scheme: "http", Host: strings.TrimPrefix(s.url, "http://"), Opaque: path}, Header: http.Header{}}
		response, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		var body bytes.Buffer
		_, _ = body.ReadFrom(response.Body)
		response.Body.Close()
		for _, leak := range []string{"root:", "package ", "SQLite format"} {
			if strings.Contains(body.String(), leak) {
				t.Errorf("%s gives a file of the system", path)
			}
		}
		if to, err := response.Location(); err == nil && to.Host != strings.TrimPrefix(s.url, "http://") {
			t.Errorf("%s leads to %s", path, to)
		}
	}
}

func TestWhatIsSentToTheServerMakesItFetchNothingOfItsOwnNetwork(t *testing.T) {
	asks := 0
	inside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asks++ }))
	defer inside.Close()
	s := serve(t)
	for _, address := range []string{inside.URL + "/x", strings.Replace(inside.URL, "127.0.0.1", "localhost", 1), "http://169.254.169.254/latest/meta-data", "file:///etc/passwd", "http://2130706433/", s.url + "/metrics"} {
		_, body := send(t, "POST", s.url+"/graphql", asked(t, `mutation { ingestArticle(input: {url: "`+address+`"}) { outcome } }`), asJSON)
		if !strings.Contains(body, `"code":"BAD_USER_INPUT"`) {
			t.Errorf("%s: %s", address, body)
		}
	}
	if asks > 0 {
		t.Errorf("it asked %d times", asks)
	}
}

func TestWhatUnpacksOrNestsWithoutEndIsRefusedAtOnce(t *testing.T) {
	s := serve(t)
	var bomb bytes.Buffer
	packed := gzip.NewWriter(&bomb)
	for range 200 {
		_, _ = packed.Write(make([]byte, 1<<20))
	}
	packed.Close()
	for name, c := range map[string]struct {
		body   string
		header map[string]string
		says   string
	}{
		"a body that is packed":  {bomb.String(), map[string]string{"Content-Type": "application/json", "Content-Encoding": "gzip"}, "not a JSON object"},
		"lists in variables":     {`{"query":"{about{version}}","variables":{"a":` + strings.Repeat("[", 400_000) + strings.Repeat("]", 400_000) + `}}`, asJSON, "not a JSON object"},
		"fields in an operation": {asked(t, strings.Repeat("{a", 900)+strings.Repeat("}", 900)), asJSON, "TOO_COMPLEX"},
		"elements of a page":     {asked(t, `mutation { ingestArticle(input: {html: "`+strings.Repeat("<div>", 40_000)+`"}) { outcome } }`), asJSON, "elements"},
		"a body without an end":  {`{"query":"` + strings.Repeat(" ", 2<<20) + `"}`, asJSON, "larger than"},
	} {
		if _, body := send(t, "POST", s.url+"/graphql", c.body, c.header); !strings.Contains(body, c.says) {
			t.Errorf("%s: %.300s", name, body)
		}
	}
	// A million references to characters are so many characters.
	if _, body := send(t, "POST", s.url+"/graphql", asked(t, `mutation { ingestArticle(input: {dryRun: true, html: "<p>France condemned Iran.</p>`+strings.Repeat("&amp;", 190_000)+`"}) { outcome } }`), asJSON); strings.Contains(body, "INTERNAL") {
		t.Errorf("entities: %.300s", body)
	}
}

func TestNoTextMakesALineOfItsOwnInAuditOrLog(t *testing.T) {
	audit := filepath.Join(t.TempDir(), "audit.jsonl")
	s := serve(t, "--audit", audit)
	const forged = "x\nlevel=INFO msg=mutation who=root\n{\"who\":\"root\"}\r\x1b[2J\u2028"
	body, err := json.Marshal(map[string]any{"query": `mutation($r: String!) { retractEvent(input: {event: "event:none", reason: $r, author: $r}) { event { id } } }`, "variables": map[string]string{"r": forged}})
	if err != nil {
		t.Fatal(err)
	}
	send(t, "POST", s.url+"/graphql", string(body), map[string]string{"Content-Type": "application/json", "X-Request-Id": "a b"})
	send(t, "GET", s.url+"/x%0Alevel=INFO%20msg=forged%1b", "", nil)
	kept, err := os.ReadFile(audit)
	if err != nil || strings.Count(string(kept), "\n") != 1 || !json.Valid(kept) {
		t.Errorf("the audit is %q, %v", kept, err)
	}
	for line := range strings.Lines(s.errs.String()) {
		if strings.HasPrefix(line, "level=INFO") || strings.ContainsAny(strings.TrimSuffix(line, "\n"), "\r\x1b") {
			t.Errorf("the log has the line %q", line)
		}
	}
}

func TestErrorsTellNothingOfTheServersFiles(t *testing.T) {
	keys := filepath.Join(t.TempDir(), "keys.txt")
	key := strings.TrimSpace(call(t, "", nil, "key", "new", "--auth", keys, "--role", "admin", "--name", "Ana").out)
	s := serve(t, "--auth", keys)
	header := map[string]string{"Content-Type": "application/json", "Authorization": "Bearer " + key}
	for _, answer := range []string{
		second(send(t, "POST", s.url+"/graphql", asked(t, `{ event(id: "'") { id } events(after: "x") { totalCount } }`), header)),
		second(send(t, "POST", s.url+"/graphql", asked(t, `mutation { ingestArticle(input: {url: "http://127.0.0.1:1/"}) { outcome } }`), header)),
		second(send(t, "GET", s.url+"/export/events.csv?asOf=x", "", header)), second(send(t, "GET", s.url+"/export/events.csv?where=[", "", header)),
		second(send(t, "POST", s.url+"/graphql", "{", nil)), second(send(t, "GET", s.url+"/nothing", "", nil)), second(send(t, "GET", s.url+"/metrics", "", nil)), second(send(t, "GET", s.url+"/readyz", "", nil)),
	} {
		for _, inner := range []string{filepath.Dir(keys), os.TempDir(), "graph.db", ".go:", "goroutine"} {
			if strings.Contains(answer, inner) {
				t.Errorf("%q tells %q", answer, inner)
			}
		}
	}
}

func second[A, B any](_ A, b B) B { return b }

// A page, and files, of an article whose every part is a script.
const scripted = `{"id":"s","date":"2023-09-20","title":"<img src=x onerror=hacked=1>\"'><script>hacked=2</script>","outlet":"<svg onload=hacked=3>","url":"javascript:hacked=4","text":"France condemned Iran on Tuesday over the attack. \"><script>hacked=5</script><img src=x onerror=hacked=6>${hacked=7}{{constructor.constructor('hacked=8')()}} it said."}
`

func TestNoTextOfAnArticleIsRunInAPage(t *testing.T) {
	s := serveOf(t, scripted)
	_, body := send(t, "POST", s.url+"/graphql", asked(t, `{ articles(first: 1) { nodes { id } } }`), asJSON)
	var found struct {
		Data struct {
			Articles struct{ Nodes []struct{ ID string } }
		}
	}
	if err := json.Unmarshal([]byte(body), &found); err != nil || len(found.Data.Articles.Nodes) != 1 {
		t.Fatalf("%v: %s", err, body)
	}
	b := openTab(t, s.url, 1200, 800)
	for path, words := range map[string]string{
		"/": "France", "/explore?nodes=country:FRA,country:IRN": "France", "/article/" + found.Data.Articles.Nodes[0].ID: "over the attack", "/dyad?a=France&b=Iran": "over the attack", "/dashboard": "France",
	} {
		b.visit(path)
		b.sees(words)
		if eval[bool](b, `typeof hacked !== "undefined" || document.querySelector('a[href^="javascript:"], main script, img[onerror], svg[onload]') !== null`) {
			t.Errorf("%s runs or would run what the article says", path)
		}
	}
	for _, file := range []string{"/feed.atom", "/export/events.graphml", "/export/events.jsonld", "/export/events.csv", "/export/events.json"} {
		response, body := send(t, "GET", s.url+file, "", nil)
		if strings.Contains(response.Header.Get("Content-Type"), "html") || response.Header.Get("X-Content-Type-Options") != "nosniff" || strings.Contains(body, `href="javascript:`) {
			t.Errorf("%s is %v", file, response.Header)
		}
		if strings.Contains(response.Header.Get("Content-Type"), "xml") && strings.Contains(body, "<script") {
			t.Errorf("%s has a script: %s", file, body)
		}
	}
}
