package page

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// tracking are the query parameters that say where a reader came from, and nothing of the page.
var tracking = []string{"fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "cmpid", "ocid", "smid", "ref", "ref_src", "source", "CMP", "ns_mchannel", "taid", "at_medium", "at_campaign"}

// canonical is the address that the page gives as its own, or else the one that it was found at, as Canonical writes it. A page
// speaks for its own site only: a canonical address elsewhere is that of whom it was copied from, and believed
// all the same, since that is one article too; but an address without a path is the site's and not the page's.
func canonical(document *html.Node, base *url.URL) string {
	for n := range document.Descendants() {
		if n.DataAtom == atom.Link && strings.EqualFold(attribute(n, "rel"), "canonical") ||
			n.DataAtom == atom.Meta && attribute(n, "property") == "og:url" {
			value := first(attribute(n, "href"), attribute(n, "content"))
			address, err := url.Parse(strings.TrimSpace(value))
			if err != nil || value == "" {
				continue
			}
			if base != nil {
				address = base.ResolveReference(address)
			}
			if (address.Scheme == "http" || address.Scheme == "https") && address.Host != "" && strings.Trim(address.Path, "/") != "" {
				return Canonical(address)
			}
		}
	}
	if base == nil {
		return ""
	}
	return Canonical(base)
}

// Canonical writes an address so that the variants under which one page is linked are the same: host in small letters without
// the default port, no fragment, no parameters that track readers, the others in order, no trailing slash.
func Canonical(address *url.URL) string {
	out := *address
	out.Scheme, out.Host = strings.ToLower(out.Scheme), strings.ToLower(out.Host)
	if port := out.Port(); port == "80" && out.Scheme == "http" || port == "443" && out.Scheme == "https" {
		out.Host = strings.TrimSuffix(out.Host, ":"+port)
	}
	out.Fragment, out.RawFragment, out.User = "", "", nil
	query := out.Query()
	for key := range query {
		if strings.HasPrefix(strings.ToLower(key), "utm_") {
			query.Del(key)
		}
	}
	for _, key := range tracking {
		query.Del(key)
	}
	out.RawQuery, out.ForceQuery = query.Encode(), false
	if len(out.Path) > 1 {
		out.Path, out.RawPath = strings.TrimRight(out.Path, "/"), strings.TrimRight(out.RawPath, "/")
	}
	return out.String()
}
