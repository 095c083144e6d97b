package source

import (
	"context"
	"strings"

	"entente/internal/diplo"
	"entente/loader/fetch"
)

// isAddress tells a web address from a path.
func isAddress(path string) bool {
	return strings.HasPrefix(path, "http://") || strings.HasPrefix(path, "https://")
}

// readAddress fetches a web page and reads its article.
func (s *Set) readAddress(ctx context.Context, address string, emit func(Item) bool) bool {
	document, err := s.Web.Get(ctx, address, fetch.Validator{})
	if err != nil {
		cause := Unreadable
		if diplo.KindOf(err) == diplo.Invalid {
			cause = Refused
		}
		return emit(Item{Skip: &Skip{address, cause, err.Error()}})
	}
	return emit(pageItem(ctx, address, document.Content, document.ContentType, document.URL))
}
