package metrics_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"entente/internal/diplo"
	"entente/internal/metrics"
	"entente/internal/store"
	"entente/internal/store/embedded"
	"entente/internal/web"
)

func shown(m *metrics.Metrics) string {
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	return w.Body.String()
}

func TestWhatIsToldIsShown(t *testing.T) {
	m := metrics.New("1.2")
	m.Answered(web.Answer{Route: "GET /feed.atom", Status: 200, Took: time.Millisecond})
	m.Answered(web.Answer{Status: 404})
	m.Operation("query", 2*time.Millisecond, 500, nil)
	m.Operation("unknown", 0, 0, []string{"TOO_COMPLEX"})
	m.Subscribed(3)
	m.Subscribed(-1)
	got := shown(m)
	for _, line := range []string{
		`entente_http_requests_total{route="/feed.atom",status="200"} 1`, `entente_http_requests_total{route="none",status="404"} 1`,
		`entente_operation_seconds_bucket{kind="query",le="0.0025"} 1`, `entente_operations_total{kind="unknown"} 1`,
		`entente_operation_errors_total{code="TOO_COMPLEX"} 1`, `entente_operation_cost_sum 500`, `entente_subscriptions 2`,
		`entente_build_info{version="1.2"} 1`, "go_goroutines ",
	} {
		if !strings.Contains(got, line) {
			t.Errorf("%q is missing", line)
		}
	}
}

// TestEveryCallOfTheStoreIsNoted calls every method that the interface has, with zero arguments, so that a new one can't be forgotten.
func TestEveryCallOfTheStoreIsNoted(t *testing.T) {
	opened, err := embedded.Open(filepath.Join(t.TempDir(), "graph.db"), embedded.Options{CacheBytes: 8 << 20})
	if err != nil {
		t.Fatal(err)
	}
	m := metrics.New("")
	s := m.Store(opened)
	for _, reader := range []any{s, s.AsOf(time.Now())} {
		interfaceOf := reflect.TypeFor[store.Reader]()
		if _, whole := reader.(store.Store); whole {
			interfaceOf = reflect.TypeFor[store.Store]()
		}
		for method := range interfaceOf.Methods() {
			if method.Name == "Close" || method.Name == "AsOf" {
				continue
			}
			var arguments []reflect.Value
			for in := range method.Type.Ins() {
				if in == reflect.TypeFor[context.Context]() {
					arguments = append(arguments, reflect.ValueOf(t.Context()))
					continue
				}
				arguments = append(arguments, reflect.Zero(in))
			}
			calls := `entente_store_call_seconds_count{call="` + method.Name + `"} `
			before := lineOf(shown(m), calls)
			reflect.ValueOf(reader).MethodByName(method.Name).Call(arguments)
			if after := lineOf(shown(m), calls); after == before {
				t.Errorf("%s of %T is not noted", method.Name, reader)
			}
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Totals(t.Context()); diplo.KindOf(err) != diplo.Unavailable || !strings.Contains(shown(m), `entente_store_errors_total{call="Totals",kind="UNAVAILABLE"} 1`) {
		t.Errorf("a call that fails (%v) is not noted", err)
	}
}

func lineOf(text, beginning string) string {
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, beginning) {
			return line
		}
	}
	return ""
}
