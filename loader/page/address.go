package page

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"entente/internal/diplo"
)

// canonical is the address that the page gives as its own, or else the one that it was found at, as diplo.CanonicalURL writes it. A page
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
				return diplo.CanonicalURL(address)
			}
		}
	}
	if base == nil {
		return ""
	}
	return diplo.CanonicalURL(base)
}
