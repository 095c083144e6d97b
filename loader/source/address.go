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
	if err != nil {
		return r.emit(Item{Skip: unfetched(address, err)})
	}
	if feed.Is(document.ContentType, document.Content) {
		return r.feed(address, document.URL, document.Content)
	}
	return r.emit(Item{page: fetched(address, document)})
}

func fetched(name string, document fetch.Document) *savedPage {
	return &savedPage{name: name, content: document.Content, contentType: document.ContentType, address: document.URL, published: diplo.NoDay}
}

// unfetched tells what was refused from what was not reached.
func unfetched(address string, err error) *Skip {
	cause := Unreadable
	if diplo.KindOf(err) == diplo.Invalid {
		cause = Refused
	}
	return &Skip{address, cause, err.Error()}
}
