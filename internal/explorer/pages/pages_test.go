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
		links := regexp.MustCompile(`(?:src|href)="((?:\.\./)*assets/[^"]+)"`).FindAllStringSubmatch(page.Body.String(), -1)
		if len(links) < 3 {
			t.Errorf("%s refers to %d assets", address, len(links))
		}
		for _, link := range links {
			up := strings.Count(strings.SplitN(address, "?", 2)[0], "/") - 1
			if strings.Count(link[1], "../") != up {
				t.Errorf("%s: %s does not lead to the root", address, link[1])
			}
			if got := get("/" + strings.TrimLeft(link[1], "./")); got.Code != http.StatusOK {
				t.Errorf("%s: %s: %d", address, link[1], got.Code)
			}
		}
	}
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
