package tracing_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"go.opentelemetry.io/otel/codes"
	sdk "go.opentelemetry.io/otel/sdk/trace"

	"entente/graph"
	"entente/internal/access"
	"entente/internal/diplo"
	"entente/internal/store"
	"entente/internal/store/embedded"
	"entente/internal/store/observed"
	"entente/internal/tracing"
	"entente/internal/web"
)

// collector keeps the spans that it is sent.
type collector struct {
	mutex sync.Mutex
	spans []sdk.ReadOnlySpan
}

func (c *collector) ExportSpans(_ context.Context, spans []sdk.ReadOnlySpan) error {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.spans = append(c.spans, spans...)
	return nil
}

func (*collector) Shutdown(context.Context) error { return nil }

// path is the names of the span and of those above it, the outermost first.
func (c *collector) path(span sdk.ReadOnlySpan) string {
	for _, parent := range c.spans {
		if parent.SpanContext().SpanID() == span.Parent().SpanID() {
			return c.path(parent) + " > " + span.Name()
		}
	}
	return span.Name()
}

// traced is a server whose spans are kept; what is kept is there once end was called.
func traced(t testing.TB) (kept *collector, h http.Handler, s store.Store, end func()) {
	t.Helper()
	kept = &collector{}
	tracer, err := tracing.New(t.Context(), kept, "1.2")
	if err != nil {
		t.Fatal(err)
	}
	opened, err := embedded.Open(embedded.Temporary, embedded.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { opened.Close() })
	s = observed.Store(opened, tracer.Called)
	mux := http.NewServeMux()
	guard := &access.Guard{Anybody: access.Admin}
	mux.Handle("/graphql", guard.Handler(graph.NewHandler(graph.Config{Store: s, Trace: tracer.Begin, Logger: slog.New(slog.DiscardHandler)})))
	mux.HandleFunc("GET /healthz", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("GET /broken", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) })
	return kept, web.Through(mux, tracer.Layer, web.Identify, web.Observe(tracer.Answered)), s, func() {
		if err := tracer.Close(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
}

// condemned is an article that tells of one event.
func condemned() diplo.CodedArticle {
	a := diplo.Article{ID: "article:1", Text: "France condemned Iran."}
	return diplo.CodedArticle{
		Article: a,
		Actors:  []diplo.Actor{{ID: "country:FRA", Kind: diplo.KindCountry, Name: "France", Code: "FRA"}, {ID: "country:IRN", Kind: diplo.KindCountry, Name: "Iran", Code: "IRN"}},
	}
}

func TestARequestIsATraceDownToTheCallsOfTheStore(t *testing.T) {
	kept, h, s, end := traced(t)
	if _, err := s.Put(t.Context(), []diplo.CodedArticle{condemned()}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Totals(t.Context()); err != nil { // nobody's question
		t.Fatal(err)
	}
	const trace = "4bf92f3577b34da6a3ce929d0e0e4736"
	ask := func(method, path, body string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, path, strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Traceparent", "00-"+trace+"-00f067aa0ba902b7-01")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	if w := ask(http.MethodPost, "/graphql", `{"query": "query Who { actor(id: \"France\") { name } dyad(a: \"Nobody Known\", b: \"France\") { a { id } } about { statistics { events } } }"}`); w.Header().Get("X-Request-Id") != trace {
		t.Errorf("the request has the id %s", w.Header().Get("X-Request-Id"))
	}
	ask(http.MethodGet, "/broken", "")
	ask(http.MethodGet, "/healthz", "")
	end()
	var paths []string
	for _, span := range kept.spans {
		paths = append(paths, kept.path(span))
		if at := span.SpanContext().TraceID().String(); (at == trace) != (span.Name() != "store Put") {
			t.Errorf("%s is of the trace %s", span.Name(), at)
		}
		if wrong := span.Name() == "GET /broken" || span.Name() == "Query.dyad" || span.Name() == "query"; (span.Status().Code == codes.Error) != wrong {
			t.Errorf("%s ended with %v", span.Name(), span.Status())
		}
	}
	slices.Sort(paths)
	for _, want := range []string{"store Put", "GET /broken", "POST /graphql", "POST /graphql > query", "POST /graphql > query > Query.about", "POST /graphql > query > Query.actor",
		"POST /graphql > query > Query.dyad", "POST /graphql > query > Query.about > store Totals"} {
		if !slices.Contains(paths, want) {
			t.Errorf("%s is missing among\n%s", want, strings.Join(paths, "\n"))
		}
	}
	if strings.Contains(strings.Join(paths, "\n"), "healthz") || slices.Contains(paths, "store Totals") {
		t.Errorf("nobody's questions are traced:\n%s", strings.Join(paths, "\n"))
	}
}

func TestTracesGoOutOnlyWhereTheEnvironmentSaysSo(t *testing.T) {
	for name, c := range map[string]struct {
		env  map[string]string
		want string // "on", "off", or part of the error
	}{
		"nothing is said":      {nil, "off"},
		"a collector":          {map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"}, "on"},
		"one for traces":       {map[string]string{"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://127.0.0.1:4318/v1/traces"}, "on"},
		"the one that is near": {map[string]string{"OTEL_TRACES_EXPORTER": "otlp"}, "on"},
		"switched off":         {map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318", "OTEL_SDK_DISABLED": "true"}, "off"},
		"no traces":            {map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318", "OTEL_TRACES_EXPORTER": "none"}, "off"},
		"another exporter":     {map[string]string{"OTEL_TRACES_EXPORTER": "zipkin"}, "zipkin"},
		"another protocol":     {map[string]string{"OTEL_TRACES_EXPORTER": "otlp", "OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"}, "http/protobuf"},
	} {
		t.Run(name, func(t *testing.T) {
			lookup := func(variable string) (string, bool) { value, set := c.env[variable]; return value, set }
			tracer, err := tracing.FromEnvironment(t.Context(), lookup, "1.2", slog.New(slog.NewTextHandler(io.Discard, nil)))
			switch {
			case err != nil:
				if !strings.Contains(err.Error(), c.want) || diplo.KindOf(err) != diplo.Invalid {
					t.Error(err)
				}
			case (tracer != nil) != (c.want == "on"):
				t.Errorf("there is a tracer: %v", tracer != nil)
			}
			if err := tracer.Close(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
}
