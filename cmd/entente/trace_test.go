package main

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"go.opentelemetry.io/otel/sdk/trace"

	"entente/graph"
	"entente/internal/access"
	"entente/internal/live"
	"entente/internal/metrics"
	"entente/internal/store/embedded"
	"entente/internal/store/observed"
	"entente/internal/tracing"
)

func TestAServerSendsItsTracesToACollector(t *testing.T) {
	var mutex sync.Mutex
	var sent bytes.Buffer
	collector := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		mutex.Lock()
		defer mutex.Unlock()
		if r.URL.Path == "/v1/traces" && r.Header.Get("Content-Type") == "application/x-protobuf" {
			_, _ = io.Copy(&sent, r.Body)
		}
	}))
	defer collector.Close()
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.URL)
	t.Setenv("OTEL_SERVICE_NAME", "desk-graph")
	s := serve(t)
	send(t, "POST", s.url+"/graphql", `{"query": "{ events { totalCount } }"}`, asJSON)
	if code := s.stop(); code != ok {
		t.Fatalf("stopped with %d: %s", code, s.errs)
	}
	mutex.Lock()
	defer mutex.Unlock()
	for _, name := range []string{"desk-graph", "POST /graphql", "Query.events", "store CountEvents", "store Put"} { // texts stand in protobuf as they are
		if !bytes.Contains(sent.Bytes(), []byte(name)) {
			t.Errorf("nothing was sent of %s", name)
		}
	}
}

// nowhere is an exporter that sends nothing.
type nowhere struct{}

func (nowhere) ExportSpans(context.Context, []trace.ReadOnlySpan) error { return nil }
func (nowhere) Shutdown(context.Context) error                          { return nil }

// BenchmarkARequestWith compares a request without tracing, with traces that are not kept, and with all of them.
func BenchmarkARequestWith(b *testing.B) {
	opened, err := embedded.Open(embedded.Temporary, embedded.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer opened.Close()
	for _, c := range []struct{ name, sampler string }{{"no tracing", ""}, {"no trace kept", "always_off"}, {"all traces kept", "always_on"}} {
		b.Run(c.name, func(b *testing.B) {
			var tracer *tracing.Tracer
			measures := metrics.New("")
			tellers := []observed.Teller{measures.Called}
			if c.sampler != "" {
				b.Setenv("OTEL_TRACES_SAMPLER", c.sampler)
				if tracer, err = tracing.New(b.Context(), nowhere{}, ""); err != nil {
					b.Fatal(err)
				}
				defer tracer.Close(context.Background())
				tellers = append(tellers, tracer.Called)
			}
			log := slog.New(slog.DiscardHandler)
			h := (&site{
				store: live.Store{Store: observed.Store(opened, tellers...), Feed: live.NewFeed(opened, log)}, lines: &graph.Lines{},
				guard: &access.Guard{Anybody: access.Admin}, metrics: measures, tracer: tracer, ready: new(readiness), log: log, audit: log,
			}).handler()
			b.ReportAllocs()
			for b.Loop() {
				r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(`{"query": "{ events { nodes { id } totalCount } about { statistics { events } } }"}`))
				r.Header.Set("Content-Type", "application/json")
				w := httptest.NewRecorder()
				if h.ServeHTTP(w, r); w.Code != http.StatusOK {
					b.Fatal(w.Body)
				}
			}
		})
	}
}
