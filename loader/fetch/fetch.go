// Package fetch gets documents from the web for a program that runs for months without care: politely (robots.txt, a pace for
// each host, conditional requests) and safely (no address that is not public, limits for redirects, size, time). It knows
// nothing of what it gets.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"entente/internal/diplo"
)

// Options say how to fetch. The zero value of each means the default.
type Options struct {
	UserAgent string         // what hosts are told, and robots.txt is asked for; "entente"
	Pause     time.Duration  // between two requests to one host, and at least the crawl delay of its robots.txt; 1 s
	Timeout   time.Duration  // for one document with all its redirects, waiting for the host's turn aside; 30 s
	MaxBytes  int64          // of one document, decompressed; 10 MB
	Private   []netip.Prefix // addresses that may be dialled, on any port, though they are not public
	Resolver  *net.Resolver  // who tells the addresses of hosts; the system's
}

// MaxRedirects is how many redirects are followed for one document.
const MaxRedirects = 5

// Client fetches documents. It may be used by many goroutines; hosts are asked one request at a time.
type Client struct {
	options Options
	http    *http.Client
	hosts   hosts
}

// New gives a client. Its connections go straight to the hosts: proxies of the environment are not used, since the addresses behind them
// could not be checked.
func New(options Options) *Client {
	if options.UserAgent == "" {
		options.UserAgent = "entente"
	}
	if options.Pause == 0 {
		options.Pause = time.Second
	}
	if options.Timeout == 0 {
		options.Timeout = 30 * time.Second
	}
	if options.MaxBytes == 0 {
		options.MaxBytes = 10 << 20
	}
	return &Client{options: options, http: Guarded(options), hosts: hosts{known: map[string]*host{}}}
}

// Guarded is a bare client that dials no address which is not public, but for those of Private, and follows no redirects: for what is sent
// rather than fetched. Its caller bounds the time and the size of answers.
func Guarded(options Options) *http.Client {
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: guard(options.Private), Resolver: options.Resolver}
	return &http.Client{
		Transport: &http.Transport{
			DialContext: dialer.DialContext, ForceAttemptHTTP2: true, MaxIdleConns: 50, IdleConnTimeout: time.Minute,
			TLSHandshakeTimeout: 10 * time.Second, ResponseHeaderTimeout: 20 * time.Second, MaxResponseHeaderBytes: 64 << 10,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// Validator is what a host said to recognise a version of a document by; but for the URL empty when it said nothing.
type Validator struct {
	URL          string `json:"url,omitempty"` // where the document was found in the end; the host of another one is not told
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"lastModified,omitempty"`
}

// Document is what a host gave.
type Document struct {
	URL         string // where it was found in the end, after redirects
	ContentType string // as in the header
	Content     []byte // decompressed
	Validator   Validator
	NotModified bool // the version that the validator names is still the one; Content is nil
}

// Get fetches the document at an address, unless the version that known names is still the one. Errors are diplo.Invalid (an address that is not
// fetched, robots.txt or the host refuses, the document is too large, a redirect loop), diplo.NotFound (it is gone), or diplo.Unavailable (try again
// later, not before After of the error).
func (c *Client) Get(ctx context.Context, address string, known Validator) (Document, error) {
	target, err := url.Parse(address)
	if err != nil {
		return Document{}, diplo.Errorf(diplo.Invalid, "not an address: %w", err)
	}
	for range MaxRedirects + 1 {
		if err := checkAddress(target); err != nil {
			return Document{}, err
		}
		at := c.hosts.of(target)
		if err := at.allow(ctx, c, target); err != nil {
			return Document{}, err
		}
		document, next, err := c.ask(ctx, at, target, known)
		if err != nil || next == nil {
			return document, err
		}
		target = next
	}
	return Document{}, diplo.Errorf(diplo.Invalid, "%s redirects more than %d times", address, MaxRedirects)
}

// ask makes one request when it is the host's turn. It gives the document, or where to go on.
func (c *Client) ask(ctx context.Context, at *host, target *url.URL, known Validator) (Document, *url.URL, error) {
	if err := at.waiting(target); err != nil {
		return Document{}, nil, err
	}
	if err := at.turn(ctx, c.options.Pause); err != nil {
		return Document{}, nil, err
	}
	defer at.done()
	ctx, cancel := context.WithTimeout(ctx, c.options.Timeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, target.String(), nil)
	if err != nil {
		return Document{}, nil, diplo.Errorf(diplo.Invalid, "not an address: %w", err)
	}
	request.Header.Set("User-Agent", c.options.UserAgent)
	request.Header.Set("Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5")
	if known.URL != target.String() {
		known = Validator{}
	}
	if known.ETag != "" {
		request.Header.Set("If-None-Match", known.ETag)
	}
	if known.LastModified != "" {
		request.Header.Set("If-Modified-Since", known.LastModified)
	}
	response, err := c.http.Do(request)
	if err != nil {
		return Document{}, nil, unreached(target, err)
	}
	defer response.Body.Close()

	switch status := response.StatusCode; {
	case status == http.StatusNotModified:
		return Document{URL: target.String(), Validator: known, NotModified: true}, nil, nil
	case status >= 300 && status < 400 && response.Header.Get("Location") != "":
		next, err := target.Parse(response.Header.Get("Location"))
		if err != nil {
			return Document{}, nil, diplo.Errorf(diplo.Invalid, "%s redirects to what is not an address", target)
		}
		return Document{}, next, nil
	case status != http.StatusOK:
		err := refused(target, response)
		at.wait(err)
		return Document{}, nil, err
	}
	tooLarge := response.ContentLength > c.options.MaxBytes
	var content []byte
	if !tooLarge {
		if content, err = io.ReadAll(io.LimitReader(response.Body, c.options.MaxBytes+1)); err != nil {
			return Document{}, nil, unreached(target, err)
		}
		tooLarge = int64(len(content)) > c.options.MaxBytes
	}
	if tooLarge {
		return Document{}, nil, diplo.Errorf(diplo.Invalid, "%s is larger than %d MB", shown(target), c.options.MaxBytes>>20)
	}
	return Document{
		URL: target.String(), ContentType: response.Header.Get("Content-Type"), Content: content,
		Validator: Validator{URL: target.String(), ETag: response.Header.Get("ETag"), LastModified: response.Header.Get("Last-Modified")},
	}, nil, nil
}

// Later is part of errors of kind diplo.Unavailable after which a host named the time to wait.
type Later struct{ After time.Duration }

func (l *Later) Error() string { return fmt.Sprintf("it asks to wait %s", l.After) }

// After is how long the host asked to wait with the error; 0 when it said nothing.
func After(err error) time.Duration {
	if later := (*Later)(nil); errors.As(err, &later) {
		return later.After
	}
	return 0
}
