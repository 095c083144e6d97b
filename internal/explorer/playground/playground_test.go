package playground_test

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"entente/examples/queries"
	"entente/internal/explorer/playground"
)

func get(t *testing.T, path string, header ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	playground.Handler().ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, response *http.Response) string {
	t.Helper()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestThePageLoadsOnlyWhatThisServerGives(t *testing.T) {
	page := get(t, "/playground/")
	html := body(t, page)
	if page.StatusCode != http.StatusOK || !strings.HasPrefix(page.Header.Get("Content-Type"), "text/html") {
		t.Fatalf("got %d as %s", page.StatusCode, page.Header.Get("Content-Type"))
	}
	links := regexp.MustCompile(`(?:src|href)="([^"]+)"`).FindAllStringSubmatch(html, -1)
	if len(links) < 6 {
		t.Errorf("the page refers to %d things", len(links))
	}
	for _, link := range links {
		if link[1] == "../graphql" {
			continue
		}
		if got := get(t, "/playground/"+link[1]); got.StatusCode != http.StatusOK {
			t.Errorf("%s: %d", link[1], got.StatusCode)
		}
	}
	if strings.Contains(html, "://") {
		t.Error("the page names another server")
	}
	if regexp.MustCompile(`<script[^>]*>[^<]|<style|\son[a-z]+=|style="`).MatchString(html) {
		t.Error("a script or style stands in the page itself")
	}
}

func TestThePolicyForbidsOtherServersAndInlineScripts(t *testing.T) {
	policy := get(t, "/playground/").Header.Get("Content-Security-Policy")
	if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "http") {
		t.Errorf("the policy is %q", policy)
	}
}

func TestTheExamplesAreThoseOfTheFiles(t *testing.T) {
	var got []queries.Example
	if err := json.NewDecoder(get(t, "/playground/examples.json").Body).Decode(&got); err != nil {
		t.Fatal(err)
	}
	if want := queries.All(); len(got) != len(want) || got[0] != want[0] {
		t.Errorf("got %d examples, want %d", len(got), len(want))
	}
}

func TestFilesAreZippedAndTagged(t *testing.T) {
	zipped := get(t, "/playground/graphiql.min.js", "Accept-Encoding", "gzip")
	if zipped.Header.Get("Content-Encoding") != "gzip" {
		t.Fatal("it is not zipped")
	}
	reader, err := gzip.NewReader(zipped.Body)
	if err != nil {
		t.Fatal(err)
	}
	unzipped, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	if plain := body(t, get(t, "/playground/graphiql.min.js")); plain != string(unzipped) {
		t.Error("zipped and plain differ")
	}
	if again := get(t, "/playground/graphiql.min.js", "If-None-Match", zipped.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
		t.Errorf("asked with its tag: %d", again.StatusCode)
	}
}

func TestOtherPathsAndMethodsAreRefused(t *testing.T) {
	for path, status := range map[string]int{"/playground": 301, "/playground/nothing": 404, "/playground/../go.mod": 404, "/else": 404} {
		if got := get(t, path); got.StatusCode != status {
			t.Errorf("%s: got %d, want %d", path, got.StatusCode, status)
		}
	}
	w := httptest.NewRecorder()
	playground.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/playground/", nil))
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: got %d", w.Code)
	}
}
