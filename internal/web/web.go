// Package web is what every request passes through before it is answered and after: its id, a line in the log, pages of other
// sites that may or may not ask, and compression. It knows nothing of what is answered.
package web

import "net/http"

// Layer is something that a request passes through.
type Layer func(http.Handler) http.Handler

// Through gives the handler with the layers around it, the first one outermost.
func Through(h http.Handler, layers ...Layer) http.Handler {
	for i := len(layers) - 1; i >= 0; i-- {
		h = layers[i](h)
	}
	return h
}

// upgrades tells whether the request asks for another protocol on its connection, such as WebSocket.
func upgrades(r *http.Request) bool { return r.Header.Get("Upgrade") != "" }
