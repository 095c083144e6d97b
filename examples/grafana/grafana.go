// Package grafana holds example dashboards for Grafana, whose questions the tests ask a server.
package grafana

import _ "embed"

// Tensions is a dashboard of the graph, by the Infinity data source, as Grafana imports it.
//
//go:embed tensions.json
var Tensions []byte

// Server is a dashboard of a server's metrics, by a Prometheus data source.
//
//go:embed server.json
var Server []byte
