// Package export gives the events of a filter as files, for tools that know nothing of GraphQL: CSV, NDJSON, JSON, GraphML and
// JSON-LD, counts over time as CSV, and an Atom feed; /openapi.json describes them. One file a format.
//
// Events are read from the store and written in pages, so that a file of any length takes the same memory. What is wrong with a request is
// told by its status; when something fails after the first byte the connection is broken off, and no client takes a part for
// the whole.
package export

import (
	"bufio"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"entente/internal/access"
	"entente/internal/diplo"
	"entente/internal/query"
	"entente/internal/store"
)

// Exports answers under /export/, /feed.atom and /openapi.json.
type Exports struct {
	Store  store.Reader
	Actors query.Base // what is known of actors beside the store
	// Filter reads a filter that came as JSON, decoded with numbers as json.Number; what is none is diplo.Invalid.
	Filter  func(map[string]any) (*query.EventFilter, error)
	Clock   func() time.Time
	Log     *slog.Logger
	Version string
}

// format is how events are written to a file.
type format struct {
	name, extension string
	mediaType       string
	open            func(io.Writer) file
}

// bareType is the media type without its parameters.
func (f format) bareType() string {
	bare, _, _ := strings.Cut(f.mediaType, ";")
	return bare
}

// file is one that is being written. What its writer fails with, it keeps to itself: the last flush tells.
type file interface {
	rows([]query.Row)
	close() // writes what stands behind the last row
}

// formats are all of them.
var formats = []format{
	{"CSV", "csv", "text/csv; charset=utf-8; header=present", newCSV},
	{"NDJSON", "ndjson", "application/x-ndjson", newNDJSON},
	{"JSON", "json", "application/json", newJSON},
	{"GraphML", "graphml", "application/graphml+xml", newGraphML},
	{"JSONLD", "jsonld", "application/ld+json", newJSONLD},
}

// Handler answers all of the package's paths.
func (x *Exports) Handler() http.Handler {
	mux := http.NewServeMux()
	for _, f := range formats {
		mux.HandleFunc("GET /export/events."+f.extension, func(w http.ResponseWriter, r *http.Request) { x.events(w, r, f) })
	}
	mux.HandleFunc("GET /export/series.csv", x.series)
	mux.HandleFunc("GET /feed.atom", x.atom)
	mux.HandleFunc("GET /openapi.json", x.openAPI)
	return mux
}

// writeWithin is how long a client may take to read a page of the file.
const writeWithin = time.Minute

// rowCost is what a row takes of the budget of an API key: as many fields as there are columns.
var rowCost = len(columns)

// events writes the events that the request wants.
func (x *Exports) events(w http.ResponseWriter, r *http.Request, f format) {
	wanted, err := x.read(r.Context(), r.URL.Query(), eventParameters)
	var rows []query.Row
	if err == nil {
		rows, err = wanted.next(r.Context())
	}
	if err == nil {
		err = access.Spend(r.Context(), rowCost*len(rows))
	}
	if err != nil {
		x.refuse(w, r, err)
		return
	}
	header := w.Header()
	header.Set("Content-Type", f.mediaType)
	header.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="entente-events-%s.%s"`, diplo.DayOf(x.Clock()), f.extension))
	header.Set("Cache-Control", "no-store")
	header.Set("X-Content-Type-Options", "nosniff")
	if r.Method == http.MethodHead {
		return
	}
	client := http.NewResponseController(w)
	_ = client.SetReadDeadline(time.Time{}) // the request is here; a file may take longer
	buffer := bufio.NewWriterSize(w, 64<<10)
	out := f.open(buffer)
	for err == nil {
		_ = client.SetWriteDeadline(time.Now().Add(writeWithin)) // where it can be set
		out.rows(rows)
		if wanted.done {
			out.close()
			err = buffer.Flush()
			break
		}
		if err = buffer.Flush(); err == nil {
			rows, err = wanted.nextWhenFree(r.Context())
		}
		if err == nil {
			err = access.Pace(r.Context(), rowCost*len(rows))
		}
	}
	if err != nil {
		if r.Context().Err() == nil {
			x.Log.ErrorContext(r.Context(), "export: a file was broken off", "error", err)
		}
		panic(http.ErrAbortHandler)
	}
}
