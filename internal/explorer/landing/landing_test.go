package landing_test

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"entente/examples/queries"
	"entente/internal/explorer/landing"
	"entente/internal/explorer/playground"
)

func page(t *testing.T, facts landing.Facts, err error) (string, http.Header) {
	t.Helper()
	w := httptest.NewRecorder()
	landing.Page{Version: "1.2.3", Facts: func(context.Context) (landing.Facts, error) { return facts, err }}.
		ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	if w.Code != http.StatusOK {
		t.Fatalf("status %d", w.Code)
	}
	return w.Body.String(), w.Header()
}

var facts = landing.Facts{Events: 1234567, Actors: 315, Actions: 12, Articles: 1000, FirstDay: "2021-01-02", LastDay: "2025-09-11"}

func TestThePageTellsWhatIsInTheGraph(t *testing.T) {
	full, _ := page(t, facts, nil)
	for _, want := range []string{"1,234,567", ">315<", ">12<", "1,000", "2021-01-02", "2025-09-11", "1.2.3", "example.com/graphql"} {
		if !strings.Contains(full, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if empty, _ := page(t, landing.Facts{}, nil); !strings.Contains(empty, "entente load") || strings.Contains(empty, "<dl>") {
		t.Error("an empty graph is not told of")
	}
	if undated, _ := page(t, landing.Facts{Articles: 1}, nil); strings.Contains(undated, "<time") {
		t.Error("days are told where no event is dated")
	}
	if lost, _ := page(t, landing.Facts{}, errors.New("secret")); !strings.Contains(lost, "does not answer") || strings.Contains(lost, "secret") {
		t.Error("a store that does not answer is not told of, or too much of it")
	}
}

func TestItsQuestionsOpenInThePlayground(t *testing.T) {
	known := map[string]bool{}
	for _, example := range queries.All() {
		known[example.Name] = true
	}
	full, _ := page(t, facts, nil)
	links := regexp.MustCompile(`href="playground/\?example=([^"]*)"`).FindAllStringSubmatch(full, -1)
	if len(links) < 3 {
		t.Errorf("%d questions", len(links))
	}
	for _, link := range links {
		if !known[link[1]] {
			t.Errorf("the playground has no example %s", link[1])
		}
	}
}

func TestItHasNoScriptAndItsPolicyFitsItsStyle(t *testing.T) {
	full, header := page(t, facts, nil)
	if regexp.MustCompile(`<script|\son[a-z]+=|\sstyle=|javascript:|ZgotmplZ`).MatchString(full) {
		t.Error("there is a script, a style attribute or something that the template refused")
	}
	style := regexp.MustCompile(`(?s)<style>(.*)</style>`).FindStringSubmatch(full)
	if style == nil {
		t.Fatal("no style")
	}
	sum := sha256.Sum256([]byte(style[1]))
	policy := header.Get("Content-Security-Policy")
	if !strings.Contains(policy, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'") || strings.Contains(policy, "unsafe") {
		t.Errorf("the policy is %q", policy)
	}
	for _, link := range regexp.MustCompile(`(?:href|src)="(playground/[^"]*)"`).FindAllStringSubmatch(full, -1) {
		w := httptest.NewRecorder()
		playground.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/"+link[1], nil))
		if w.Code != http.StatusOK {
			t.Errorf("%s: %d", link[1], w.Code)
		}
	}
}
