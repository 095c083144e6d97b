package source

import (
	"strings"

	"entente/internal/diplo"
	"entente/loader/fetch"
)

// isAddress tells a web address from a path.
func isAddress(path string) bool {
	return strings.HasPrefix(path, "http://") || strings.HasPrefix(path, "https://")
}

// address fetches a web page.
func (r *reader) address(address string) bool {
	document, err := r.Web.Get(r.ctx, address, fetch.Validator{})
	if err != nil {
		return r.emit(Item{Skip: unfetched(address, err)})
	}
	return r.emit(Item{page: &savedPage{name: address, content: document.Content, contentType: document.ContentType, address: document.URL}})
}

func unfetched(address string, err error) *Skip {
	cause := Unreadable
	if diplo.KindOf(err) == diplo.Invalid {
		cause = Refused
	}
	return &Skip{address, cause, err.Error()}
}
