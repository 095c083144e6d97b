// Package tracing tells OpenTelemetry what a server does: spans of requests, GraphQL operations and their root fields, look-ups of many
// keys, and calls of the store, sent as OTLP over HTTP to where the standard variables OTEL_… say. Without them there is no Tracer, and
// whoever would use it leaves it out, so that it costs nothing. Only this package knows OpenTelemetry; no text of a question or an article goes out.
package tracing

import (
	"context"
	"log/slog"
	"net/http"
	"strings"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	"go.opentelemetry.io/otel/sdk/trace"
	api "go.opentelemetry.io/otel/trace"

	"entente/internal/diplo"
	"entente/internal/store/observed"
	"entente/internal/web"
)

// Tracer makes spans and sends them.
type Tracer struct {
	provider *trace.TracerProvider
	tracer   api.Tracer
}

// New makes a tracer of a server of that version, which hands its spans to the exporter. Which traces are kept, and under which name of a service,
// OTEL_TRACES_SAMPLER, OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say: all, and "entente", when left out.
func New(ctx context.Context, exporter trace.SpanExporter, version string) (*Tracer, error) {
	about, err := resource.New(ctx,
		resource.WithAttributes(attribute.String("service.name", "entente"), attribute.String("service.version", version)),
		resource.WithTelemetrySDK(), resource.WithFromEnv())
	if err != nil {
		return nil, diplo.Errorf(diplo.Invalid, "OTEL_RESOURCE_ATTRIBUTES: %w", err)
	}
	provider := trace.NewTracerProvider(trace.WithBatcher(exporter), trace.WithResource(about))
	return &Tracer{provider, provider.Tracer("entente")}, nil
}

// FromEnvironment makes the tracer that the environment asks for, nil when it asks for none: OTEL_EXPORTER_OTLP_ENDPOINT or
// OTEL_EXPORTER_OTLP_TRACES_ENDPOINT names a collector, or OTEL_TRACES_EXPORTER=otlp takes the one on this computer. What can't be sent is said in
// the log. diplo.Invalid for an exporter or a protocol that there is not.
func FromEnvironment(ctx context.Context, lookup func(string) (string, bool), version string, log *slog.Logger) (*Tracer, error) {
	first := func(names ...string) string {
		for _, name := range names {
			if value, _ := lookup(name); value != "" {
				return value
			}
		}
		return ""
	}
	exporter := first("OTEL_TRACES_EXPORTER")
	endpoint := first("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
	switch {
	case strings.EqualFold(first("OTEL_SDK_DISABLED"), "true") || exporter == "none" || exporter == "" && endpoint == "":
		return nil, nil
	case exporter != "" && exporter != "otlp":
		return nil, diplo.Errorf(diplo.Invalid, "OTEL_TRACES_EXPORTER is %q; traces go out as otlp, or none do", exporter)
	}
	const spoken = "http/protobuf"
	if protocol := first("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL"); protocol != "" && protocol != spoken {
		return nil, diplo.Errorf(diplo.Invalid, "OTEL_EXPORTER_OTLP_PROTOCOL is %q; traces go out by %s, which collectors take at port 4318", protocol, spoken)
	}
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) { log.Warn("tracing: spans are lost", "error", err) }))
	sender, err := otlptracehttp.New(ctx)
	if err != nil {
		return nil, diplo.Errorf(diplo.Invalid, "traces can't be sent: %w", err)
	}
	return New(ctx, sender, version)
}

// Close sends what has not been sent. A nil tracer has nothing.
func (t *Tracer) Close(ctx context.Context) error {
	if t == nil {
		return nil
	}
	return t.provider.Shutdown(ctx)
}

// propagator reads and writes the header traceparent.
var propagator propagation.TraceContext

// Layer makes a span of each request, below the one that the header traceparent names. A request without that header has it afterwards, so that its
// id can be that of its trace. What machines ask every few seconds has no span.
func (t *Tracer) Layer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if web.Routine(r) {
			next.ServeHTTP(w, r)
			return
		}
		carrier := propagation.HeaderCarrier(r.Header)
		ctx, span := t.tracer.Start(propagator.Extract(r.Context(), carrier), r.Method, api.WithSpanKind(api.SpanKindServer))
		defer span.End()
		propagator.Inject(ctx, carrier)
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// Answered notes on the span of a request what became of it.
func (t *Tracer) Answered(a web.Answer) {
	span := api.SpanFromContext(a.Request.Context())
	if !span.IsRecording() {
		return
	}
	span.SetAttributes(
		attribute.String("http.request.method", a.Request.Method), attribute.String("url.path", a.Request.URL.Path), attribute.Int("http.response.status_code", a.Status),
		attribute.Int64("http.response.body.size", a.Bytes), attribute.String("entente.request", web.RequestID(a.Request.Context())),
	)
	if route := a.Path(); route != "" {
		span.SetName(a.Request.Method + " " + route)
		span.SetAttributes(attribute.String("http.route", route))
	}
	if a.Status >= http.StatusInternalServerError {
		span.SetStatus(codes.Error, http.StatusText(a.Status))
	}
}

// Called makes a span of a call of the store, below what asked for it. Of calls that nobody asked for those alone have one that put articles in: each
// batch that is loaded is a trace of its own, and looking for what is new every half second none.
func (t *Tracer) Called(ctx context.Context, c observed.Call) {
	if c.Verb != "Put" && !api.SpanContextFromContext(ctx).IsValid() {
		return
	}
	_, span := t.tracer.Start(ctx, "store "+c.Verb, api.WithTimestamp(c.Began))
	if !span.IsRecording() {
		return
	}
	if c.Verb == "Put" {
		span.SetAttributes(attribute.Int("entente.articles.new", c.Put.New), attribute.Int("entente.articles.unchanged", c.Put.Unchanged),
			attribute.Int("entente.articles.replaced", c.Put.Replaced), attribute.Int("entente.events.new", c.Put.NewEvents))
	}
	failed(span, c.Err)
	span.End(api.WithTimestamp(c.Began.Add(c.Took)))
}

// Begin makes a span below that of the context, and gives what ends it, with the error that it ended with.
func (t *Tracer) Begin(ctx context.Context, name string, about ...slog.Attr) (context.Context, func(error)) {
	ctx, span := t.tracer.Start(ctx, name)
	if span.IsRecording() {
		for _, a := range about {
			span.SetAttributes(attributeOf(a))
		}
	}
	return ctx, func(err error) {
		failed(span, err)
		span.End()
	}
}

func attributeOf(a slog.Attr) attribute.KeyValue {
	if a.Value.Kind() == slog.KindInt64 {
		return attribute.Int64(a.Key, a.Value.Int64())
	}
	return attribute.String(a.Key, a.Value.String())
}

func failed(span api.Span, err error) {
	if err != nil {
		kind := string(diplo.KindOf(err)) // what it says in full, and may quote, is in the log
		span.SetStatus(codes.Error, kind)
		span.SetAttributes(attribute.String("error.type", kind))
	}
}
