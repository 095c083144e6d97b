package metrics_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"entente/internal/diplo"
	"entente/internal/metrics"
	"entente/internal/store"
	"entente/internal/store/observed"
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

func TestCallsOfTheStoreAreCounted(t *testing.T) {
	m := metrics.New("")
	m.Called(t.Context(), observed.Call{Verb: "Put", Took: 2 * time.Millisecond, Put: store.PutResult{New: 2, Unchanged: 1, NewEvents: 5}})
	m.Called(t.Context(), observed.Call{Verb: "Totals", Err: diplo.Errorf(diplo.Unavailable, "away")})
	got := shown(m)
	for _, line := range []string{
		`entente_store_call_seconds_bucket{call="Put",le="0.0025"} 1`, `entente_articles_total{outcome="new"} 2`, `entente_articles_total{outcome="unchanged"} 1`,
		`entente_new_events_total 5`, `entente_store_call_seconds_count{call="Totals"} 1`, `entente_store_errors_total{call="Totals",kind="UNAVAILABLE"} 1`,
	} {
		if !strings.Contains(got, line) {
			t.Errorf("%q is missing", line)
		}
	}
}
