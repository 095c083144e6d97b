package fetch

import (
	"context"
	"net/http"
	"net/url"
	"strings"
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

// hostName is the host's name and port, the same for all ways to write it.
func hostName(target *url.URL) string {
	name, port := strings.ToLower(strings.TrimSuffix(target.Hostname(), ".")), target.Port()
	if port == "" || port == "80" && target.Scheme == "http" || port == "443" && target.Scheme == "https" {
		return name
	}
	return name + ":" + port
}

func (h *hosts) of(target *url.URL) *host {
	name := hostName(target)
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
		at = &host{limiter: rate.NewLimiter(rate.Inf, 1), free: make(chan struct{}, 1)}
		h.known[name] = at
	}
	at.used = time.Now()
	return at
}

// host is one that was asked: its pace, and the rules of its robots.txt.
type host struct {
	used    time.Time // guarded by hosts.mutex
	limiter *rate.Limiter
	free    chan struct{} // holds one while a request is under way

	mutex  sync.Mutex // guards what is below
	rules  *robotstxt.Group
	expire time.Time // of the rules
	later  time.Time // the host asked not to be asked before
}

// turn waits until the host may be asked again, and no other request to it is under way. The request is to be ended with done.
func (h *host) turn(ctx context.Context, pause time.Duration) error {
	select {
	case h.free <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	h.mutex.Lock()
	if h.rules != nil {
		pause = max(pause, min(h.rules.CrawlDelay, time.Minute))
	}
	h.mutex.Unlock()
	if limit := rate.Every(pause); h.limiter.Limit() != limit {
		h.limiter.SetLimit(limit)
	}
	err := h.limiter.Wait(ctx)
	if err != nil {
		h.done()
	}
	return err
}

func (h *host) done() { <-h.free }

// wait keeps to what the host asked for with an error.
func (h *host) wait(err error) {
	if after := After(err); after > 0 {
		h.mutex.Lock()
		h.later = time.Now().Add(after)
		h.mutex.Unlock()
	}
}

// waiting is an error while the host asked not to be asked.
func (h *host) waiting(target *url.URL) error {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	if left := time.Until(h.later); left > 0 {
		return diplo.Errorf(diplo.Unavailable, "%s is not asked yet: %w", shown(target), &Later{left.Round(time.Second)})
	}
	return nil
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
