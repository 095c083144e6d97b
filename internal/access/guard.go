package access

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"strconv"
	"strings"

	"entente/internal/diplo"
)

// Guard stands before what a server answers, and finds out who asks.
type Guard struct {
	// Keys are those that callers show; nil asks for none, and then everybody has the role Anybody.
	Keys    *Keys
	Anybody Role
	// OnlyHere answers only requests for a name or address of this computer, and none that a proxy passed on. Without keys, a page on
	// the web whose name was made to point here could ask in the name of whoever looks at it, and anybody by way of a proxy that runs here.
	OnlyHere bool
	// Gate bounds how much is done at a time, by what asks for a place with Enter; nil is no bounds.
	Gate *Gate
}

type guardKey struct{}

// Handler answers with next when it is known who asks and they have something of their budget left. A connection that goes over to
// WebSocket may say later who it is: see SignIn.
func (g *Guard) Handler(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if g.OnlyHere && !here(r.Host) {
			Refuse(w, r, diplo.Errorf(diplo.Forbidden, "this server answers under the names of its own computer only; with --auth FILE it answers under any"))
			return
		}
		if g.OnlyHere && passedOn(r) {
			Refuse(w, r, diplo.Errorf(diplo.Forbidden, "this request came through a proxy; without API keys this server answers programs of its own computer only, who may do everything: "+
				"ask for keys with --auth FILE, or let anybody read with --insecure-public"))
			return
		}
		ctx := context.WithValue(r.Context(), guardKey{}, g)
		caller, err := g.caller(r.Header.Get("Authorization"), r.RemoteAddr)
		if err == errNobody && strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
			caller, err = Caller{Client: address(r.RemoteAddr)}, nil
		}
		if err == nil {
			err = caller.Ask()
		}
		if err != nil {
			Refuse(w, r, err)
			return
		}
		next.ServeHTTP(w, r.WithContext(As(ctx, caller)))
	})
}

// SignIn gives the context of a connection whose client sent, once it stood, what others send as the header Authorization;
// diplo.Unauthenticated when the key is unknown. Without one nothing changes.
func SignIn(ctx context.Context, authorization string) (context.Context, error) {
	guard, guarded := ctx.Value(guardKey{}).(*Guard)
	if !guarded || guard.Keys == nil || authorization == "" {
		return ctx, nil
	}
	caller, err := guard.caller(authorization, "")
	if err != nil {
		return ctx, err
	}
	return As(ctx, caller), nil
}

func (g *Guard) caller(authorization, from string) (Caller, error) {
	if g.Keys == nil {
		return Caller{Name: "anybody", Role: g.Anybody, Client: address(from)}, nil
	}
	key := keyOf(authorization)
	if key == "" {
		return Caller{}, errNobody
	}
	return g.Keys.Caller(key)
}

// keyOf is the key in a header: Bearer KEY, or Basic with the key as the password, which is all that feed readers, spreadsheets and
// dashboards can send.
func keyOf(authorization string) string {
	scheme, key, _ := strings.Cut(authorization, " ")
	switch {
	case strings.EqualFold(scheme, "Bearer"):
		return strings.TrimSpace(key)
	case strings.EqualFold(scheme, "Basic"):
		r := http.Request{Header: http.Header{"Authorization": {authorization}}}
		_, password, _ := r.BasicAuth()
		return password
	}
	return ""
}

// address is the host of a remote address.
func address(remote string) string {
	host, _, err := net.SplitHostPort(remote)
	if err != nil {
		return remote
	}
	return host
}

// here tells whether a request was for a name or an address of this computer itself.
func here(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	if ip := net.ParseIP(strings.Trim(host, "[]")); ip != nil {
		return ip.IsLoopback()
	}
	return host == "localhost" || strings.HasSuffix(host, ".localhost")
}

// passedOn tells whether the request shows that another program passes it on for somebody: by a header that proxies set, or by HTTP/1.0,
// in which some speak that set none.
func passedOn(r *http.Request) bool {
	for _, name := range []string{"Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Server", "X-Real-Ip"} {
		if r.Header[name] != nil {
			return true
		}
	}
	return !r.ProtoAtLeast(1, 1)
}

// statuses are those that errors are refused with.
var statuses = map[diplo.Kind]int{
	diplo.Unauthenticated: http.StatusUnauthorized,
	diplo.Forbidden:       http.StatusForbidden,
	diplo.RateLimited:     http.StatusTooManyRequests,
}

// Refuse answers a request that its caller may not make, in the form of a GraphQL answer: {"errors": [{"message", "extensions": {"code"}}]}.
func Refuse(w http.ResponseWriter, r *http.Request, err error) {
	Announce(w.Header(), r, err)
	body, _ := json.Marshal(map[string]any{"errors": []any{map[string]any{ // texts always marshal
		"message": err.Error(), "extensions": map[string]any{"code": diplo.KindOf(err)},
	}}})
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(statuses[diplo.KindOf(err)])
	w.Write(body) // a client that went away needs no answer
}

// Announce sets the headers that go with a refusal: how to say who one is, or when to come back.
func Announce(header http.Header, r *http.Request, err error) {
	if diplo.KindOf(err) == diplo.Unauthenticated {
		header.Add("WWW-Authenticate", `Bearer realm="entente"`)
		if mode := r.Header.Get("Sec-Fetch-Mode"); mode == "" || mode == "navigate" { // a script in a page must not make the browser ask
			header.Add("WWW-Authenticate", `Basic realm="entente: any name, the key as password", charset="UTF-8"`)
		}
	}
	if later := (*Later)(nil); errors.As(err, &later) {
		header.Set("Retry-After", strconv.Itoa(int(later.After.Seconds())))
	}
}
