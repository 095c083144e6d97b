package diplo

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// tracking are the query parameters that say where a reader came from, and nothing of the page.
var tracking = []string{"fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "cmpid", "ocid", "smid", "ref", "ref_src", "source", "CMP", "ns_mchannel", "taid", "at_medium", "at_campaign"}

// CanonicalURL writes an address so that the variants under which one page is linked are the same: host in small letters without
// the default port, no fragment, no parameters that track readers, the others in order, no trailing slash. What it gives leads to the page.
func CanonicalURL(address *url.URL) string {
	out := *address
	out.Scheme, out.Host = strings.ToLower(out.Scheme), strings.ToLower(out.Host)
	if port := out.Port(); port == "80" && out.Scheme == "http" || port == "443" && out.Scheme == "https" {
		out.Host = strings.TrimSuffix(out.Host, ":"+port)
	}
	out.Fragment, out.RawFragment, out.User = "", "", nil
	query := out.Query()
	for key := range query {
		if strings.HasPrefix(strings.ToLower(key), "utm_") || slices.Contains(tracking, key) {
			query.Del(key)
		}
	}
	out.RawQuery, out.ForceQuery = query.Encode(), false
	if len(out.Path) > 1 {
		out.Path, out.RawPath = strings.TrimRight(out.Path, "/"), strings.TrimRight(out.RawPath, "/")
	}
	return out.String()
}

var (
	// doors are the names before a host's own under which the same pages are served: to any browser, to telephones, as AMP.
	doors = regexp.MustCompile(`^(www\d?|m|mobile|amp)\.`)
	// ampPath is what marks the AMP form of a page in its path.
	ampPath = regexp.MustCompile(`^/amp(/)|/amp$|\.amp(\.html?)?$`)
)

// addressKey is what the variants of a page's address have in common: its canonical form by https, without the door of the host that
// it was served by and what marks its AMP form. What is no web address is its own key.
func addressKey(address string) string {
	parsed, err := url.Parse(address)
	if err != nil || parsed.Host == "" {
		return address
	}
	query := parsed.Query()
	for key, values := range query {
		if key == "amp" || key == "outputType" && slices.Contains(values, "amp") {
			query.Del(key)
		}
	}
	parsed.RawQuery = query.Encode()
	if short, _ := url.Parse(CanonicalURL(parsed)); short != nil {
		parsed = short
	}
	host := parsed.Host
	if own := doors.ReplaceAllString(host, ""); strings.Contains(own, ".") {
		host = own
	}
	path := strings.TrimRight(ampPath.ReplaceAllString(parsed.Path, "$1$2"), "/")
	key := url.URL{Scheme: "https", Host: host, Path: path, RawQuery: parsed.RawQuery}
	return key.String()
}
