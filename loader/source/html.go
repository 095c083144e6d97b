package source

import (
	"context"
	"fmt"
	"io"

	"entente/internal/extract"
	"entente/loader/page"
)

// readPage reads one article from a web page that was saved.
func readPage(name string, in io.Reader, emit func(Item) bool) bool {
	skip := func(cause Cause, format string, args ...any) bool {
		return emit(Item{Skip: &Skip{name, cause, fmt.Sprintf(format, args...)}})
	}
	content, err := io.ReadAll(io.LimitReader(in, page.MaxBytes+1))
	switch {
	case err != nil:
		return skip(Unreadable, "broke off: %v", err)
	case len(content) > page.MaxBytes:
		return skip(TooLarge, "more than %d MB, which a page may have", page.MaxBytes>>20)
	case len(content) == 0:
		return skip(Empty, "nothing in it")
	}
	p, err := page.Read(context.Background(), content, "", "")
	switch {
	case err != nil:
		return skip(Malformed, "%v", err)
	case p.Language != "" && p.Language != "en":
		return skip(Language, "says that its language is %q; English is read", p.Language)
	}
	return emit(Item{Document: extract.Document{Source: name, URL: p.URL, Title: p.Title, Outlet: p.Outlet, Published: p.Published, Text: p.Text}})
}
