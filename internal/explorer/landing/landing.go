// Package landing serves the page at the root of the server: what is in the graph, questions to start from, and where
// everything is. It is one page without a script, and loads nothing but its icon.
package landing

import (
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"net/http"
	"strconv"
	"strings"

	"entente/examples/queries"
)

// Facts are what the page tells of the graph.
type Facts struct {
	Events, Actors, Actions, Articles int
	FirstDay, LastDay                 string // 2023-09-19; "" when no event is dated
}

// Page is what the page is made of.
type Page struct {
	Version string
	Facts   func(context.Context) (Facts, error) // asked for each time; after an error the page does without
}

//go:embed landing.html
var source string

//go:embed landing.css
var style string

var layout = template.Must(template.New("landing").Funcs(template.FuncMap{"grouped": grouped}).Parse(source))

// policy lets the page have its own style and the server's icon, and nothing else.
var policy = func() string {
	sum := sha256.Sum256([]byte(style))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; img-src 'self'; " +
		"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}()

// mostQuestions is how many of the example queries the page offers; the playground has all.
const mostQuestions = 6

// ServeHTTP writes the page.
func (p Page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	view := struct {
		Style     template.CSS
		Version   string
		Host      string
		Facts     *Facts // nil when the store does not answer
		Questions []queries.Example
	}{Style: template.CSS(style), Version: p.Version, Host: r.Host, Questions: queries.All()[:mostQuestions]}
	if facts, err := p.Facts(r.Context()); err == nil {
		view.Facts = &facts
	}
	var body bytes.Buffer
	if err := layout.Execute(&body, view); err != nil {
		panic(err) // a fault of the page itself; the server logs it
	}
	header := w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Content-Security-Policy", policy)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("Cache-Control", "no-store") // the graph grows
	w.Write(body.Bytes())                   // a client that went away needs no answer
}

// grouped writes a number with its thousands apart: 1,234,567.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	var b strings.Builder
	for i, digit := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	return b.String()
}
