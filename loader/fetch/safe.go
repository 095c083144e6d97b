package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"

	"code.dny.dev/ssrf"

	"entente/internal/diplo"
)

// guard is asked with the address that is about to be dialled, after all names are resolved: so a name that is public
// at one time and private at another gains nothing.
func guard(private []netip.Prefix) func(network, address string, _ syscall.RawConn) error {
	public := ssrf.New()
	return func(network, address string, conn syscall.RawConn) error {
		if at, err := netip.ParseAddrPort(address); err == nil {
			for _, prefix := range private {
				if prefix.Contains(at.Addr().Unmap()) {
					return nil
				}
			}
		}
		return public.Safe(network, address, conn)
	}
}

// checkAddress refuses what is not a web address that anybody may fetch.
func checkAddress(target *url.URL) error {
	switch {
	case target.Scheme != "http" && target.Scheme != "https":
		return diplo.Errorf(diplo.Invalid, "%s is not fetched: only http and https addresses are", shown(target))
	case target.Hostname() == "":
		return diplo.Errorf(diplo.Invalid, "%s has no host", shown(target))
	case numeric(target.Hostname()):
		return diplo.Errorf(diplo.Invalid, "%s is not fetched: its host is a number that is no address as it should be written", shown(target))
	case target.User != nil:
		return diplo.Errorf(diplo.Invalid, "%s is not fetched: it holds a name or password", shown(target))
	}
	return nil
}

// numeric tells a host that ends in a number and is no IP address: some systems take 2130706433 or 0x7f.1 for one.
func numeric(host string) bool {
	if _, err := netip.ParseAddr(host); err == nil {
		return false
	}
	host = strings.TrimSuffix(host, ".")
	last := strings.ToLower(host[strings.LastIndexByte(host, '.')+1:])
	if digits, hexadecimal := strings.CutPrefix(last, "0x"); hexadecimal {
		return strings.Trim(digits, "0123456789abcdef") == ""
	}
	return strings.Trim(last, "0123456789") == ""
}

// unreached tells an address that must not be dialled from a host that does not answer.
func unreached(target *url.URL, err error) error {
	switch {
	case errors.Is(err, ssrf.ErrProhibitedIP) || errors.Is(err, ssrf.ErrProhibitedPort) || errors.Is(err, ssrf.ErrProhibitedNetwork):
		return diplo.Errorf(diplo.Invalid, "%s is not fetched: its address or port is not public; allow it in the settings if it is meant", shown(target))
	case errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, context.DeadlineExceeded):
		return diplo.Errorf(diplo.Unavailable, "%s %w", shown(target), silence{errors.New("took too long to answer")})
	}
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	return diplo.Errorf(diplo.Unavailable, "%s does not answer: %w", shown(target), silence{err})
}

// silence is part of errors of hosts that give no whole answer, as against one that does not please.
type silence struct{ error }

// refused says what a status other than success means.
func refused(target *url.URL, response *http.Response) error {
	switch status := response.StatusCode; {
	case status == http.StatusNotFound:
		return diplo.Errorf(diplo.NotFound, "%s is not there (404)", shown(target))
	case status == http.StatusGone:
		return diplo.Errorf(diplo.NotFound, "%s is %w (410)", shown(target), errGone)
	case status == http.StatusTooManyRequests || status >= 500:
		if after := retryAfter(response.Header.Get("Retry-After")); after > 0 {
			return diplo.Errorf(diplo.Unavailable, "%s is out of order (%d): %w", shown(target), status, &Later{after})
		}
		return diplo.Errorf(diplo.Unavailable, "%s is out of order (%d)", shown(target), status)
	default:
		return diplo.Errorf(diplo.Invalid, "%s is refused (%d)", shown(target), status)
	}
}

var errGone = errors.New("not there any more")

// Gone tells, of an error of kind diplo.NotFound, that the host took the document away and says so; other hosts may be mistaken.
func Gone(err error) bool { return errors.Is(err, errGone) }

// retryAfter reads seconds or a time, at most a day.
func retryAfter(value string) time.Duration {
	var after time.Duration
	if seconds, err := strconv.Atoi(strings.TrimSpace(value)); err == nil {
		after = time.Duration(min(seconds, 24*3600)) * time.Second
	} else if at, err := http.ParseTime(value); err == nil {
		after = time.Until(at)
	}
	return max(0, min(after, 24*time.Hour))
}

// shown is an address as it may stand in a log: without password, not too long.
func shown(target *url.URL) string {
	address := target.Redacted()
	if len(address) > 200 {
		address = address[:200] + "…"
	}
	return address
}
