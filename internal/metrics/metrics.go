// Package metrics counts what a server does, for Prometheus to read at /metrics: requests, operations and their errors, calls of the
// store, what was loaded, subscriptions, and how the Go runtime fares. All times are in seconds.
package metrics

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"entente/internal/diplo"
	"entente/internal/store/observed"
	"entente/internal/web"
)

// Metrics are those of one server.
type Metrics struct {
	registry *prometheus.Registry

	requests       *prometheus.CounterVec
	requestTime    *prometheus.HistogramVec
	operations     *prometheus.CounterVec
	operationTime  *prometheus.HistogramVec
	operationCost  prometheus.Histogram
	operationFault *prometheus.CounterVec
	subscriptions  prometheus.Gauge
	storeTime      *prometheus.HistogramVec
	storeFaults    *prometheus.CounterVec
	articles       *prometheus.CounterVec
	events         prometheus.Counter
}

// within are the bounds of times: from what memory answers at once to what the time limit cuts off.
var within = []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30}

// New makes the metrics of a server of that version.
func New(version string) *Metrics {
	m := &Metrics{
		registry:       prometheus.NewRegistry(),
		requests:       counters("entente_http_requests_total", "Requests that were answered.", "route", "status"),
		requestTime:    times("entente_http_request_seconds", "How long answers took, from the head of the request to the end of the answer.", "route"),
		operations:     counters("entente_operations_total", "GraphQL operations by kind, refused ones too (kind unknown when they could not be read).", "kind"),
		operationTime:  times("entente_operation_seconds", "How long operations took; subscriptions aside.", "kind"),
		operationFault: counters("entente_operation_errors_total", "Errors that operations were answered with, by code.", "code"),
		storeTime:      times("entente_store_call_seconds", "How long calls of the store took.", "call"),
		storeFaults:    counters("entente_store_errors_total", "Calls of the store that failed, by kind of error.", "call", "kind"),
		articles:       counters("entente_articles_total", "Articles that were put into the store, by what became of them.", "outcome"),
		operationCost: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "entente_operation_cost", Help: "Cost of operations.", Buckets: prometheus.ExponentialBuckets(10, 10, 6),
		}),
		subscriptions: prometheus.NewGauge(prometheus.GaugeOpts{Name: "entente_subscriptions", Help: "Subscriptions that are open."}),
		events:        prometheus.NewCounter(prometheus.CounterOpts{Name: "entente_new_events_total", Help: "Events that were not in the store before."}),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{Name: "entente_build_info", Help: "Always 1.", ConstLabels: prometheus.Labels{"version": version}})
	build.Set(1)
	m.registry.MustRegister(m.requests, m.requestTime, m.operations, m.operationTime, m.operationFault, m.operationCost, m.subscriptions,
		m.storeTime, m.storeFaults, m.articles, m.events, build,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func counters(name, help string, labels ...string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
}

func times(name, help string, labels ...string) *prometheus.HistogramVec {
	return prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: name, Help: help, Buckets: within}, labels)
}

// Handler answers with all metrics.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{DisableCompression: true}) // all answers are compressed elsewhere
}

// Answered notes a request.
func (m *Metrics) Answered(a web.Answer) {
	route := a.Path()
	if route == "" {
		route = "none"
	}
	m.requests.WithLabelValues(route, strconv.Itoa(a.Status)).Inc()
	m.requestTime.WithLabelValues(route).Observe(a.Took.Seconds())
}

// Operation notes a GraphQL operation that was answered or refused: its kind ("query", "mutation", "subscription", or "unknown" when it could not
// be read), the cost, 0 when it was not weighed, and the codes of its errors.
func (m *Metrics) Operation(kind string, took time.Duration, cost int, codes []string) {
	m.operations.WithLabelValues(kind).Inc()
	if kind != "subscription" {
		m.operationTime.WithLabelValues(kind).Observe(took.Seconds())
	}
	if cost > 0 {
		m.operationCost.Observe(float64(cost))
	}
	for _, code := range codes {
		m.operationFault.WithLabelValues(code).Inc()
	}
}

// Subscribed notes that so many subscriptions were opened; a negative number, closed.
func (m *Metrics) Subscribed(change int) { m.subscriptions.Add(float64(change)) }

// Called notes a call of the store.
func (m *Metrics) Called(_ context.Context, c observed.Call) {
	m.storeTime.WithLabelValues(c.Verb).Observe(c.Took.Seconds())
	if c.Err != nil {
		m.storeFaults.WithLabelValues(c.Verb, string(diplo.KindOf(c.Err))).Inc()
	}
	if c.Verb == "Put" {
		for outcome, n := range map[string]int{"new": c.Put.New, "unchanged": c.Put.Unchanged, "replaced": c.Put.Replaced} {
			m.articles.WithLabelValues(outcome).Add(float64(n))
		}
		m.events.Add(float64(c.Put.NewEvents))
	}
}
