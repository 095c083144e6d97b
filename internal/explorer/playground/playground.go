// Package playground serves an offline GraphiQL: a page on which queries are written, run and looked up in the documentation of
// the schema, with worked examples to start from.
//
// Everything that the page needs is embedded, so it works without the internet and asks nobody but this server. The
// libraries in static are the published builds, unchanged: react and react-dom 18.2.0, graphiql 4.1.2,
// @graphiql/plugin-explorer 4.0.6; LICENSES tells whose they are.
package playground

import (
	"embed"
	"encoding/json"
	"io/fs"
	"net/http"
	"strings"
	"sync"

	"entente/examples/queries"
	"entente/internal/explorer/asset"
)

//go:embed static LICENSES
var embedded embed.FS

// Handler serves the playground under /playground/. It expects the API at /graphql beside it.
func Handler() http.Handler { return handler() }

var handler = sync.OnceValue(func() http.Handler {
	pages := map[string]*asset.Asset{}
	add := func(name string, body []byte) { pages[name] = asset.New(name, body) }
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
			p.ServeHTTP(w, r)
		}
	})
})
