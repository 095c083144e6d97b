package web_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"entente/internal/diplo"
	"entente/internal/web"
)

// text is a handler that answers with so many letters of a media type.
func text(mediaType string, letters int) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", mediaType)
		_, _ = io.WriteString(w, strings.Repeat("a", letters))
	})
}

func TestARequestKeepsASaneIDAndGetsOneOtherwise(t *testing.T) {
	var log bytes.Buffer
	logger := slog.New(web.WithRequestIDs(slog.NewJSONHandler(&log, nil)))
	h := web.Identify(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { logger.InfoContext(r.Context(), "asked") }))
	for given, kept := range map[string]bool{"desk-17.a": true, "": false, "a b": false, "x\ny": false, strings.Repeat("a", 101): false, `"`: false} {
		log.Reset()
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header["X-Request-Id"] = []string{given}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		id := w.Header().Get("X-Request-Id")
		if (id == given) != kept || id == "" {
			t.Errorf("%q became %q", given, id)
		}
		var line struct{ Request string }
		if err := json.Unmarshal(log.Bytes(), &line); err != nil || line.Request != id {
			t.Errorf("the log has %s", &log)
		}
	}
}

func TestARequestOfATraceHasItsID(t *testing.T) {
	const trace = "4bf92f3577b34da6a3ce929d0e0e4736"
	for parent, kept := range map[string]bool{
		"00-" + trace + "-00f067aa0ba902b7-01":                   true,
		"00-" + strings.Repeat("0", 32) + "-00f067aa0ba902b7-01": false,
		"00-" + strings.ToUpper(trace) + "-00f067aa0ba902b7-01":  false,
		trace: false,
		"":    false,
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("Traceparent", parent)
		w := httptest.NewRecorder()
		web.Identify(text("text/plain", 1)).ServeHTTP(w, r)
		if id := w.Header().Get("X-Request-Id"); (id == trace) != kept || id == "" {
			t.Errorf("of %q it became %q", parent, id)
		}
		r.Header.Set("X-Request-Id", "desk-18")
		w = httptest.NewRecorder()
		web.Identify(text("text/plain", 1)).ServeHTTP(w, r)
		if id := w.Header().Get("X-Request-Id"); id != "desk-18" {
			t.Errorf("its own name became %q", id)
		}
	}
}

func TestEachAnswerIsToldOf(t *testing.T) {
	mux := http.NewServeMux()
	mux.Handle("GET /page", text("text/plain", 10))
	mux.HandleFunc("/broken", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) })
	mux.HandleFunc("/lost", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	var told []web.Answer
	h := web.Through(mux, web.Identify, web.Observe(func(a web.Answer) { told = append(told, a) }))
	for _, path := range []string{"/page", "/broken", "/nowhere", "/lost"} {
		func() {
			defer func() { _ = recover() }()
			h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, path, nil))
		}()
	}
	if len(told) != 4 || told[0].Route != "GET /page" || told[0].Status != 200 || told[0].Bytes != 10 || told[1].Status != 500 || told[2].Route != "" || told[2].Status != 404 {
		t.Errorf("told %+v", told)
	}
}

func TestPagesOfOtherSitesAskOnlyWhenTheyMay(t *testing.T) {
	const desk, evil = "https://desk.example", "https://evil.example"
	for name, c := range map[string]struct {
		origins web.Origins
		method  string
		path    string
		header  map[string]string
		status  int
		allowed string
	}{
		"no browser":          {nil, "POST", "/graphql", nil, 200, ""},
		"a page of ours":      {nil, "POST", "/graphql", map[string]string{"Origin": "http://example.com", "Sec-Fetch-Site": "same-origin"}, 200, ""},
		"another site's page": {nil, "POST", "/graphql", map[string]string{"Origin": evil, "Sec-Fetch-Site": "cross-site"}, 403, ""},
		"another site's page in an older browser": {nil, "POST", "/graphql", map[string]string{"Origin": evil}, 403, ""},
		"another site's image of a query":         {nil, "GET", "/graphql", map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403, ""},
		"a link on another site to a query":       {nil, "GET", "/graphql", map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 200, ""},
		"a link on another site to a page":        {nil, "GET", "/", map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 200, ""},
		"another site's socket":                   {nil, "GET", "/graphql", map[string]string{"Origin": evil, "Sec-Fetch-Site": "cross-site", "Upgrade": "websocket"}, 403, ""},
		"an older browser's socket":               {nil, "GET", "/graphql", map[string]string{"Origin": evil, "Upgrade": "websocket"}, 403, ""},
		"our socket":                              {nil, "GET", "/graphql", map[string]string{"Origin": "http://example.com", "Upgrade": "websocket"}, 200, ""},
		"a site that may":                         {web.Origins{desk}, "POST", "/graphql", map[string]string{"Origin": desk, "Sec-Fetch-Site": "cross-site"}, 200, desk},
		"a site that may, before it asks":         {web.Origins{desk}, "OPTIONS", "/graphql", map[string]string{"Origin": desk, "Access-Control-Request-Method": "POST"}, 204, desk},
		"a site that may not, before it asks":     {web.Origins{desk}, "OPTIONS", "/graphql", map[string]string{"Origin": evil, "Access-Control-Request-Method": "POST"}, 200, ""},
		"a site that may not":                     {web.Origins{desk}, "POST", "/graphql", map[string]string{"Origin": evil, "Sec-Fetch-Site": "cross-site"}, 403, ""},
		"the socket of a site that may":           {web.Origins{desk}, "GET", "/graphql", map[string]string{"Origin": desk, "Upgrade": "websocket"}, 200, desk},
		"any site where all may":                  {web.Origins{"*"}, "POST", "/graphql", map[string]string{"Origin": evil, "Sec-Fetch-Site": "cross-site"}, 200, evil},
	} {
		t.Run(name, func(t *testing.T) {
			r := httptest.NewRequest(c.method, c.path, nil)
			for key, value := range c.header {
				r.Header.Set(key, value)
			}
			w := httptest.NewRecorder()
			c.origins.Layer(text("text/plain", 1)).ServeHTTP(w, r)
			if got := w.Header().Get("Access-Control-Allow-Origin"); w.Code != c.status || got != c.allowed {
				t.Errorf("got %d for %q, want %d for %q", w.Code, got, c.status, c.allowed)
			}
			if w.Header().Get("Access-Control-Allow-Credentials") != "" {
				t.Error("cookies may be sent along")
			}
		})
	}
	for origin, fine := range map[string]bool{"*": true, desk: true, "http://localhost:3000": true, "desk.example": false, desk + "/": false, "": false} {
		if err := (web.Origins{origin}).Check(); (err == nil) != fine || (err != nil && diplo.KindOf(err) != diplo.Invalid) {
			t.Errorf("%q: %v", origin, err)
		}
	}
}

func TestTextsAreCompressedForThoseWhoTakeIt(t *testing.T) {
	for name, c := range map[string]struct {
		mediaType string
		letters   int
		accepts   string
		encoding  string
	}{
		"zstd":                   {"application/graphql-response+json; charset=utf-8", 5000, "gzip, zstd", "zstd"},
		"gzip":                   {"text/csv", 5000, "gzip", "gzip"},
		"nothing":                {"text/csv", 5000, "", ""},
		"what is small":          {"application/json", 500, "gzip", ""},
		"a picture":              {"image/png", 5000, "gzip", ""},
		"a stream of events":     {"text/event-stream", 5000, "gzip", ""},
		"an encoding of its own": {"application/json", 5000, "br", ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodGet, "/", nil)
			r.Header.Set("Accept-Encoding", c.accepts)
			w := httptest.NewRecorder()
			web.Compress(text(c.mediaType, c.letters)).ServeHTTP(w, r)
			if got := w.Header().Get("Content-Encoding"); got != c.encoding {
				t.Fatalf("it is in %q, want %q", got, c.encoding)
			}
			var body io.Reader = w.Body
			var err error
			switch c.encoding {
			case "gzip":
				body, err = gzip.NewReader(w.Body)
			case "zstd":
				body, err = zstd.NewReader(w.Body)
			}
			if err != nil {
				t.Fatal(err)
			}
			if read, err := io.ReadAll(body); err != nil || len(read) != c.letters {
				t.Errorf("read %d letters, %v", len(read), err)
			}
		})
	}
}

func TestACompressedFileThatBreaksOffIsNotWhole(t *testing.T) {
	server := httptest.NewServer(web.Compress(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		text("text/csv", 100_000).ServeHTTP(w, nil)
		panic(http.ErrAbortHandler)
	})))
	defer server.Close()
	response, err := http.Get(server.URL) // the client takes gzip by itself
	if err != nil {
		return
	}
	defer response.Body.Close()
	if _, err := io.ReadAll(response.Body); err == nil {
		t.Error("it was read to its end")
	}
}
