package web

import (
	"mime"
	"net/http"
	"strings"

	"github.com/klauspost/compress/gzhttp"
)

// smallest is what is not worth compressing: it goes out in one packet anyhow.
const smallest = 1024

// Compress gives answers in zstd or gzip to those who take it. Streams of events go out as they are, so that each arrives at
// once, and so does what is compressed already.
func Compress(next http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(gzhttp.EnableZstd(true), gzhttp.PreferZstd(true), gzhttp.MinSize(smallest), gzhttp.ContentTypeFilter(textual))
	if err != nil {
		panic(err) // the settings are those above
	}
	compressed := wrap(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if upgrades(r) {
			next.ServeHTTP(w, r)
			return
		}
		compressed.ServeHTTP(w, r)
	})
}

// textual tells whether a media type is of texts that wait for their end.
func textual(contentType string) bool {
	mediaType, _, err := mime.ParseMediaType(contentType)
	if err != nil || mediaType == "text/event-stream" {
		return false
	}
	for _, part := range []string{"text/", "json", "xml", "javascript"} {
		if strings.Contains(mediaType, part) {
			return true
		}
	}
	return false
}
