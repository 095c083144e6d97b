// Package pages serves the pages in the browser that are programs of their own: the landing page, the graph explorer, the dashboard, a dyad, an action, an article, and
// the scripts and styles that all pages share. They ask the API at /graphql as any client would.
//
// The sources are in src; dist is what npm run build makes of them. README.md tells how they are laid out.
package pages

import (
	"bytes"
	"embed"
	"html/template"
	"io/fs"
	"net/http"
	"strings"

	"entente/internal/explorer/asset"
)

//go:embed dist
var built embed.FS

//go:embed page.html
var source string

var layout = template.Must(template.New("page").Parse(source))

// page is one of the pages. All of them are the same few lines of HTML; the script makes the rest.
type page struct {
	Path  string // the pattern of its address
	Name  string // of its script, and its style sheet where it has one
	Title string
}

var pages = []page{
	{"/{$}", "home", "Who did what to whom"},
	{"/explore", "explore", "Explore"},
	{"/dashboard", "dashboard", "Dashboard"},
	{"/dyad", "dyad", "Two actors"},
	{"/action/{id}", "action", "Action"},
	{"/article/{id}", "article", "Article"},
}

// AddTo adds the pages and their assets to the mux.
func AddTo(mux *http.ServeMux) {
	for _, p := range pages {
		mux.Handle("GET "+p.Path, asset.New(p.Name+".html", p.html()))
	}
	err := fs.WalkDir(built, "dist", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := built.ReadFile(path)
		mux.Handle("GET /assets/"+strings.TrimPrefix(path, "dist/"), asset.New(path, body))
		return err
	})
	if err != nil {
		panic(err) // it is part of the program
	}
}

func (p page) html() []byte {
	_, err := fs.Stat(built, "dist/"+p.Name+".css")
	view := struct {
		page
		Root     string // the way from the page to the root of the server
		HasStyle bool
	}{p, strings.Repeat("../", strings.Count(p.Path, "/")-1), err == nil}
	var b bytes.Buffer
	if err := layout.Execute(&b, view); err != nil {
		panic(err) // a fault of the page itself
	}
	return b.Bytes()
}
