package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"entente/internal/diplo"
)

// Origins are those of other sites whose pages may ask: "https://desk.example", or "*" for all. The server's own pages always may.
type Origins []string

// Check refuses what is no origin as diplo.Invalid.
func (o Origins) Check() error {
	for _, origin := range o {
		at, err := url.Parse(origin)
		if origin != "*" && (err != nil || at.Scheme == "" || at.Host == "" || origin != at.Scheme+"://"+at.Host) {
			return diplo.Errorf(diplo.Invalid, "%q is not an origin; write https://desk.example, or * for all", origin)
		}
	}
	return nil
}

// Hosts are those of the origins, or "*".
func (o Origins) Hosts() []string {
	hosts := make([]string, len(o))
	for i, origin := range o {
		_, hosts[i], _ = strings.Cut(origin, "://")
		if origin == "*" {
			hosts[i] = origin
		}
	}
	return hosts
}

func (o Origins) allow(origin string) bool {
	return origin != "" && (slices.Contains(o, "*") || slices.Contains(o, origin))
}

// Layer lets pages of these sites read answers (CORS), and refuses what pages of others make a browser send: they could not read the
// answer, but what they ask would be done. Browsers alone say what page a request is of, so others are not concerned.
func (o Origins) Layer(next http.Handler) http.Handler {
	ours := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		if len(o) > 0 {
			w.Header().Add("Vary", "Origin")
		}
		if o.allow(origin) {
			header := w.Header()
			header.Set("Access-Control-Allow-Origin", origin)
			header.Set("Access-Control-Expose-Headers", "X-Request-Id, Retry-After, Content-Disposition")
			if r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != "" {
				header.Set("Access-Control-Allow-Methods", "GET, HEAD, POST")
				header.Set("Access-Control-Allow-Headers", "Authorization, Content-Type, X-Request-Id")
				header.Set("Access-Control-Max-Age", "3600")
				w.WriteHeader(http.StatusNoContent)
				return
			}
			next.ServeHTTP(w, r)
			return
		}
		if ours.Check(asChange(r)) != nil {
			http.Error(w, "pages of other sites may not ask this server; it can be told which may", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// asChange is the request as one that may change something, where that is what it may do: a WebSocket begins with a GET, and any
// operation may follow; a query is asked for by GET and POST alike.
func asChange(r *http.Request) *http.Request {
	if !upgrades(r) && !(r.Method == http.MethodGet && strings.HasPrefix(r.URL.Path, "/graphql") && r.Header.Get("Sec-Fetch-Mode") != "navigate") {
		return r
	}
	change := *r
	change.Method = http.MethodPost
	return &change
}
