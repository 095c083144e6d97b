// Package playground serves an offline GraphiQL: a page on which queries are written, run and looked up in the documentation of
// the schema, with worked examples to start from.
//
// Everything that the page needs is embedded, so it works without the internet and asks nobody but this server. The
// libraries in static are the published builds, unchanged: react and react-dom 18.2.0, graphiql 4.1.2,
// @graphiql/plugin-explorer 4.0.6; LICENSES tells whose they are.
package playground

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"

	"entente/examples/queries"
)

//go:embed static LICENSES
var embedded embed.FS

// policy lets the page load what this server gives and nothing else, and no script or style that stands in the page itself. Fonts
// and small images are part of GraphiQL's style sheet.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
	"font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// Handler serves the playground under /playground/. It expects the API at /graphql beside it.
func Handler() http.Handler { return handler() }

var handler = sync.OnceValue(func() http.Handler {
	pages := map[string]*page{}
	add := func(name string, body []byte) { pages[name] = newPage(name, body) }
	err := fs.WalkDir(embedded, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := embedded.ReadFile(name)
		add(strings.TrimPrefix(name, "static/"), body)
		return err
	})
	if err != nil {
		panic(err) // it is part of the program
	}
	examples, err := json.Marshal(queries.All())
	if err != nil {
		panic(err)
	}
	add("examples.json", examples)
	pages[""] = pages["index.html"]
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, inside := strings.CutPrefix(r.URL.Path, "/playground/")
		switch p := pages[name]; {
		case r.URL.Path == "/playground":
			http.Redirect(w, r, "/playground/", http.StatusMovedPermanently)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "the playground is for reading", http.StatusMethodNotAllowed)
		case !inside || p == nil:
			http.NotFound(w, r)
		default:
			p.serve(w, r)
		}
	})
})

// page is a file as it is sent.
type page struct {
	mediaType string
	tag       string // of its content
	plain     []byte
	zipped    func() []byte // made when it is first asked for
}

func newPage(name string, body []byte) *page {
	mediaType := mime.TypeByExtension(path.Ext(name))
	if mediaType == "" {
		mediaType = "text/plain; charset=utf-8"
	}
	sum := sha256.Sum256(body)
	return &page{
		mediaType: mediaType, plain: body, tag: `"` + hex.EncodeToString(sum[:8]) + `"`,
		zipped: sync.OnceValue(func() []byte { return zip(body) }),
	}
}

func zip(body []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(body) // a buffer takes everything
	w.Close()
	return b.Bytes()
}

func (p *page) serve(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Content-Type", p.mediaType)
	header.Set("Content-Security-Policy", policy)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("Cache-Control", "no-cache") // ask each time; the tag answers
	header.Set("Vary", "Accept-Encoding")
	header.Set("ETag", p.tag)
	if r.Header.Get("If-None-Match") == p.tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	body := p.plain
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		header.Set("Content-Encoding", "gzip")
		body = p.zipped()
	}
	if r.Method != http.MethodHead {
		w.Write(body) // a client that went away needs no answer
	}
}
