package pages_test

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"entente/internal/explorer/pages"
)

func get(path string) *httptest.ResponseRecorder {
	mux := http.NewServeMux()
	pages.AddTo(mux)
	w := httptest.NewRecorder()
	mux.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w
}

var addresses = []string{"/", "/explore?nodes=country:FRA", "/dyad?a=FRA&b=AZE", "/action/action:x", "/article/article:x", "/dashboard"}

func TestEveryPageHasItsScriptAndStyle(t *testing.T) {
	for _, address := range addresses {
		page := get(address)
		if page.Code != http.StatusOK || !strings.HasPrefix(page.Header().Get("Content-Type"), "text/html") {
			t.Errorf("%s: %d as %s", address, page.Code, page.Header().Get("Content-Type"))
			continue
		}
		links := assetLinks(page.Body.String())
		if len(links) < 3 {
			t.Errorf("%s refers to %d assets", address, len(links))
		}
		for _, link := range links {
			up := strings.Count(strings.SplitN(address, "?", 2)[0], "/") - 1
			if strings.Count(link, "../") != up {
				t.Errorf("%s: %s does not lead to the root", address, link)
			}
			if got := get("/" + strings.TrimLeft(link, "./")); got.Code != http.StatusOK {
				t.Errorf("%s: %s: %d", address, link, got.Code)
			}
		}
	}
}

// assetLinks are the addresses of the scripts and styles of a page, as they stand in it.
func assetLinks(html string) (links []string) {
	for _, found := range regexp.MustCompile(`(?:src|href)="((?:\.\./)*assets/[^"]+)"`).FindAllStringSubmatch(html, -1) {
		links = append(links, found[1])
	}
	return links
}

func TestNoPageHasAScriptOrStyleInItself(t *testing.T) {
	for _, address := range addresses {
		page := get(address)
		if regexp.MustCompile(`<script[^>]*>[^<]|<style|\son[a-z]+=|style="|://`).MatchString(page.Body.String()) {
			t.Errorf("%s has a script or style in itself, or names another server", address)
		}
		if policy := page.Header().Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: the policy is %q", address, policy)
		}
	}
}

func TestTheLibrariesLicencesAreServed(t *testing.T) {
	if got := get("/assets/LICENSES"); got.Code != http.StatusOK || !strings.Contains(got.Body.String(), "preact") {
		t.Errorf("%d", got.Code)
	}
}

// budget is how many bytes a page may take with all that it loads, zipped.
const budget = 400 << 10

func TestEveryPageIsWithinItsBudget(t *testing.T) {
	for _, address := range addresses {
		sum := sizeOf(t, address)
		for _, link := range assetLinks(get(address).Body.String()) {
			sum += sizeOf(t, "/"+strings.TrimLeft(link, "./"))
		}
		if sum > budget {
			t.Errorf("%s takes %d KB, at most %d are allowed", address, sum>>10, budget>>10)
		}
	}
}

// sizeOf is how many bytes the answer has, zipped.
func sizeOf(t *testing.T, path string) int {
	t.Helper()
	mux := http.NewServeMux()
	pages.AddTo(mux)
	r, w := httptest.NewRequest(http.MethodGet, path, nil), httptest.NewRecorder()
	r.Header.Set("Accept-Encoding", "gzip")
	mux.ServeHTTP(w, r)
	if w.Header().Get("Content-Encoding") != "gzip" {
		t.Errorf("%s is not zipped", path)
	}
	return w.Body.Len()
}
