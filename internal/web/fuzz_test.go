package web_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"entente/internal/web"
)

// No header that a browser or a proxy sends brings anything into the answer's head that was not allowed, nor another site's page in.
func FuzzHeaders(f *testing.F) {
	f.Add("https://desk.example", "cross-site", "cors", "", "id-1", "gzip")
	f.Add("https://evil.example", "cross-site", "no-cors", "websocket", "a\r\nSet-Cookie: a=b", "zstd;q=0, *")
	f.Add("null", "same-origin", "navigate", "h2c", strings.Repeat("x", 200), "br")
	f.Add("https://desk.example.evil.example", "", "", "", "", "")
	h := web.Through(text("text/plain", 2000), web.Identify, web.Origins{"https://desk.example"}.Layer, web.Compress)
	f.Fuzz(func(t *testing.T, origin, site, mode, upgrade, id, encoding string) {
		r := httptest.NewRequest(http.MethodPost, "http://here.example/graphql", nil)
		for name, value := range map[string]string{"Origin": origin, "Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Upgrade": upgrade, "X-Request-Id": id, "Accept-Encoding": encoding} {
			r.Header[name] = []string{value}
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if allowed := w.Header().Get("Access-Control-Allow-Origin"); allowed != "" && allowed != "https://desk.example" {
			t.Fatalf("pages of %q may read", allowed)
		}
		if w.Code == http.StatusOK && site == "cross-site" && origin != "https://desk.example" {
			t.Fatalf("a page of %q may ask", origin)
		}
		for name, values := range w.Header() {
			if strings.ContainsAny(strings.Join(values, ""), "\r\n\x00") {
				t.Fatalf("%s is %q", name, values)
			}
		}
	})
}
