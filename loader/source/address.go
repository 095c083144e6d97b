package source

import (
	"strings"

	"entente/internal/diplo"
	"entente/loader/feed"
	"entente/loader/fetch"
)

// isAddress tells a web address from a path.
func isAddress(path string) bool {
	return strings.HasPrefix(path, "http://") || strings.HasPrefix(path, "https://")
}

// address fetches a web page, or a feed with the pages of its entries.
func (r *reader) address(address string) bool {
	document, err := r.Web.Get(r.ctx, address, fetch.Validator{})
	if err == nil && feed.Is(document.ContentType, document.Content) {
		return r.feed(address, document.URL, document.Content)
	}
	link := Link{Address: address, Published: diplo.NoDay}
	return r.emit(link.Item(document, err))
}

// unfetched tells what was refused from what was not reached.
func unfetched(address string, err error) *Skip {
	cause := Unreadable
	if diplo.KindOf(err) == diplo.Invalid {
		cause = Refused
	}
	return &Skip{address, cause, err.Error()}
}
