package export

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"entente/internal/query"
	"entente/internal/store"
)

// feedEntries is how many of the latest events a feed has when it is not asked for more or fewer.
const feedEntries = 50

// feedParameters are those of the feed.
var feedParameters = append(slices.Clone(whatParameters),
	parameter{name: "first", about: "At most so many of the latest events. Default: 50, maximum 500.", kind: "integer"})

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID        string     `xml:"id"`
	Title     string     `xml:"title"`
	Updated   string     `xml:"updated"`
	Published string     `xml:"published,omitempty"`
	Links     []atomLink `xml:"link"`
	Category  atomTerm   `xml:"category"`
	Content   atomText   `xml:"content"`
}

type atomTerm struct {
	Term string `xml:"term,attr"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Body string `xml:",chardata"`
}

// atom answers with the events that were stored last of those that the filter wants. Links are relative to where the feed stands.
func (x *Exports) atom(w http.ResponseWriter, r *http.Request) {
	wanted, err := x.read(r.Context(), r.URL.Query(), feedParameters)
	var rows []query.Row
	if err == nil {
		wanted.order = store.RecentlyStoredFirst
		if wanted.most == everything {
			wanted.most = feedEntries
		}
		wanted.most = min(wanted.most, store.MaxLimit)
		rows, err = wanted.next(r.Context())
	}
	if err != nil {
		x.refuse(w, r, err)
		return
	}
	body, err := xml.Marshal(newFeed(r.URL, rows))
	if err != nil {
		x.refuse(w, r, err)
		return
	}
	sum := sha256.Sum256(body)
	header := w.Header()
	header.Set("Content-Type", "application/atom+xml; charset=utf-8")
	header.Set("Cache-Control", "no-cache")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("ETag", `"`+hex.EncodeToString(sum[:12])+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(append([]byte(xml.Header), body...)))
}

func newFeed(at *url.URL, rows []query.Row) atomFeed {
	self := at.Path
	if parameters := at.Query().Encode(); parameters != "" { // in order, so that one filter is one feed
		self += "?" + parameters
	}
	sum := sha256.Sum256([]byte(self))
	feed := atomFeed{
		ID: "urn:entente:feed:" + hex.EncodeToString(sum[:16]), Title: "entente: who did what to whom", Author: "entente",
		Updated: time.Unix(0, 0).UTC().Format(time.RFC3339), // of a feed that never had an event
		Links:   []atomLink{{Rel: "self", Type: "application/atom+xml", Href: self}},
	}
	for i, r := range rows {
		if i == 0 {
			feed.Updated = r.Event.Recorded.UTC().Format(time.RFC3339Nano)
		}
		feed.Entries = append(feed.Entries, newEntry(r))
	}
	return feed
}

func newEntry(r query.Row) atomEntry {
	e := r.Event
	page := atomLink{Rel: "alternate", Type: "text/html", Href: permalink(eventQuery, map[string]any{"id": e.ID})}
	entry := atomEntry{
		ID: "urn:entente:" + string(e.ID), Title: headline(r), Updated: e.Recorded.UTC().Format(time.RFC3339Nano),
		Links: []atomLink{page}, Category: atomTerm{string(e.Relation)},
	}
	if r.Lead != nil {
		entry.Content = atomText{"text", r.Lead.Quote}
	}
	if r.Article != nil {
		if published := r.Article.Reported.String(); published != "" {
			entry.Published = published + "T00:00:00Z"
		}
		if strings.HasPrefix(r.Article.URL, "http://") || strings.HasPrefix(r.Article.URL, "https://") {
			entry.Links = append(entry.Links, atomLink{Rel: "via", Href: r.Article.URL})
		}
	}
	return entry
}

// headline tells an event in a line: "Antony Blinken SPOKE_TO Ilham Aliyev, 2023-09-19".
func headline(r query.Row) string {
	name := func(value any) string {
		if known, ok := value.(string); ok {
			return known
		}
		return "somebody"
	}
	line := name(nameOf(r.Source)) + " " + string(r.Event.Relation)
	switch {
	case r.Event.TargetIsAction && r.Action != nil:
		line += " " + r.Action.Name
	case r.Event.Target != "":
		line += " " + name(nameOf(r.Target))
	}
	if date := r.Event.Date.String(); date != "" {
		line += ", " + date
	}
	return line
}

// eventQuery shows all of an event.
const eventQuery = `query Event($id: ID!) {
  event(id: $id) {
    relation
    date { iso }
    source { name }
    target { ... on Actor { name } ... on Action { name } }
    mentions { sentence article { title outlet url published } }
  }
}`

// permalink is the address, on the server itself, at which the playground opens the query with its variables.
func permalink(text string, variables map[string]any) string {
	given, err := json.Marshal(variables)
	if err != nil {
		panic(err) // ids always are JSON
	}
	return "/playground/?" + url.Values{"query": {text}, "variables": {string(given)}}.Encode()
}
