// Package grafana holds an example dashboard for Grafana, which the tests ask a server by.
package grafana

import _ "embed"

// Dashboard is the dashboard as Grafana imports it.
//
//go:embed tensions.json
var Dashboard []byte
