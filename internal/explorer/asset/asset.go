// Package asset serves files that are part of the program to browsers: zipped, tagged by content, and under a policy that lets
// a page load what this server gives and nothing else.
package asset

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"
)

// policy forbids other servers, and scripts and styles that stand in the page itself. Small images and fonts may be part of a style
// sheet, pictures of a canvas are saved from a blob.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; " +
	"font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// Asset is a file as it is sent. It answers GET and HEAD; which methods come to it is for the caller to see to.
type Asset struct {
	mediaType string
	tag       string // of its content
	plain     []byte
	zipped    func() []byte // made when it is first asked for
}

// New makes an asset of a file's content; the ending of its name says what it is.
func New(name string, body []byte) *Asset {
	mediaType := mime.TypeByExtension(path.Ext(name))
	if mediaType == "" {
		mediaType = "text/plain; charset=utf-8"
	}
	sum := sha256.Sum256(body)
	return &Asset{
		mediaType: mediaType, plain: body, tag: `"` + hex.EncodeToString(sum[:8]) + `"`,
		zipped: sync.OnceValue(func() []byte { return zip(body) }),
	}
}

func zip(body []byte) []byte {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		panic(err) // the level is one that there is
	}
	w.Write(body) // a buffer takes everything
	w.Close()
	return b.Bytes()
}

// ServeHTTP sends the file, or that it has not changed.
func (a *Asset) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Content-Type", a.mediaType)
	header.Set("Content-Security-Policy", policy)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("Cache-Control", "no-cache") // ask each time; the tag answers
	header.Set("Vary", "Accept-Encoding")
	header.Set("ETag", a.tag)
	if r.Header.Get("If-None-Match") == a.tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	body := a.plain
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		header.Set("Content-Encoding", "gzip")
		body = a.zipped()
	}
	if r.Method != http.MethodHead {
		w.Write(body) // a client that went away needs no answer
	}
}
