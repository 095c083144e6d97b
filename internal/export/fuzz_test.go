package export_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func FuzzExport(f *testing.F) {
	for _, seed := range []string{"source=Norland&first=2", "where=%7B%22source%22%3A%5B%22Norland%22%5D%7D&first=1", "from=2023-09&to=now-30d&first=1", "first=-1", "first=99999999999999999999", "confidence=NaN&first=1",
		"asOf=0001-01-01&first=1", "text=%22%00*&first=1", "where=[[[[", "source=,,,&first=1", "%zz", "orderBy=;DROP&first=1", "background=maybe"} {
		f.Add(".csv", seed)
		f.Add(".jsonld", seed)
	}
	h := exports(theNorland)
	f.Fuzz(func(t *testing.T, ending, query string) {
		r := httptest.NewRequest(http.MethodGet, "/export/events.csv", nil)
		if !strings.Contains(query, "first") {
			query += "&first=2" // of a thousand rows
		}
		r.URL.Path, r.URL.RawQuery = "/export/events"+ending, query
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code >= 500 {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
		for name, values := range w.Header() {
			if strings.ContainsAny(strings.Join(values, ""), "\r\n\x00") {
				t.Fatalf("%s is %q", name, values)
			}
		}
	})
}
