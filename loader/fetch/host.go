package fetch

import (
	"context"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
	"golang.org/x/time/rate"

	"entente/internal/diplo"
)

// hosts are those that were asked, by name and port.
type hosts struct {
	mutex sync.Mutex
	known map[string]*host
}

// maxHosts is when hosts that were not asked for an hour are forgotten.
const maxHosts = 10_000

func (h *hosts) of(name string) *host {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	if len(h.known) >= maxHosts {
		for other, at := range h.known {
			if time.Since(at.used) > time.Hour {
				delete(h.known, other)
			}
		}
	}
	at := h.known[name]
	if at == nil {
		at = &host{limiter: rate.NewLimiter(rate.Inf, 1)}
		h.known[name] = at
	}
	at.used = time.Now()
	return at
}

// host is one that was asked: its pace, and the rules of its robots.txt.
type host struct {
	used    time.Time // guarded by hosts.mutex
	limiter *rate.Limiter

	mutex  sync.Mutex // held while the rules are fetched
	rules  *robotstxt.Group
	expire time.Time
}

// turn waits until the host may be asked again.
func (h *host) turn(ctx context.Context, pause time.Duration) error {
	h.mutex.Lock()
	if h.rules != nil {
		pause = max(pause, min(h.rules.CrawlDelay, time.Minute))
	}
	h.mutex.Unlock()
	if limit := rate.Every(pause); h.limiter.Limit() != limit {
		h.limiter.SetLimit(limit)
	}
	return h.limiter.Wait(ctx)
}

// How long rules are believed: those that were read, and those of a host that could not tell.
const (
	rulesLast   = 24 * time.Hour
	noRulesLast = 10 * time.Minute
)

// allow fetches the host's robots.txt when that is due, and tells whether the target may be fetched.
func (h *host) allow(ctx context.Context, c *Client, target *url.URL) error {
	rules, err := h.rulesNow(ctx, c, target)
	if err != nil {
		return err
	}
	path := target.EscapedPath()
	if path == "" {
		path = "/"
	}
	if target.RawQuery != "" {
		path += "?" + target.RawQuery
	}
	if !rules.Test(path) {
		return diplo.Errorf(diplo.Invalid, "%s is not fetched: robots.txt of %s asks not to", shown(target), target.Host)
	}
	return nil
}

// rulesNow reads robots.txt as RFC 9309 says: a host without one allows all; one that is out of order allows nothing for now.
func (h *host) rulesNow(ctx context.Context, c *Client, target *url.URL) (*robotstxt.Group, error) {
	h.mutex.Lock()
	if h.rules != nil && time.Now().Before(h.expire) {
		defer h.mutex.Unlock()
		return h.rules, nil
	}
	h.mutex.Unlock()

	var content []byte
	status, last := http.StatusOK, rulesLast
	at := &url.URL{Scheme: target.Scheme, Host: target.Host, Path: "/robots.txt"}
	for range MaxRedirects + 1 {
		document, next, err := c.ask(ctx, h, at, Validator{})
		switch kind := diplo.KindOf(err); {
		case err == nil && next != nil && checkAddress(next) == nil:
			at = next
			continue
		case err == nil && next == nil:
			content = document.Content
		case err == nil || kind == diplo.NotFound || kind == diplo.Invalid:
			status = http.StatusNotFound
		default:
			return nil, err
		}
		break
	}
	data, err := robotstxt.FromStatusAndBytes(status, content)
	if err != nil { // what can't be read forbids nothing
		data, _ = robotstxt.FromStatusAndBytes(http.StatusNotFound, nil)
		last = noRulesLast
	}
	h.mutex.Lock()
	defer h.mutex.Unlock()
	h.rules, h.expire = data.FindGroup(c.options.UserAgent), time.Now().Add(last)
	return h.rules, nil
}
