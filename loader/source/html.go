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
	content, err := io.ReadAll(io.LimitReader(in, page.MaxBytes+1))
	switch {
	case err != nil:
		return emit(Item{Skip: &Skip{name, Unreadable, "broke off: " + err.Error()}})
	case len(content) > page.MaxBytes:
		return emit(Item{Skip: &Skip{name, TooLarge, fmt.Sprintf("more than %d MB, which a page may have", page.MaxBytes>>20)}})
	case len(content) == 0:
		return emit(Item{Skip: &Skip{name, Empty, "nothing in it"}})
	}
	return emit(pageItem(context.Background(), name, content, "", ""))
}

// pageItem reads the article of a web page; contentType and address are "" when they are not known.
func pageItem(ctx context.Context, name string, content []byte, contentType, address string) Item {
	p, err := page.Read(ctx, content, contentType, address)
	switch {
	case err != nil:
		return Item{Skip: &Skip{name, Malformed, err.Error()}}
	case p.Language != "" && p.Language != "en":
		return Item{Skip: &Skip{name, Language, fmt.Sprintf("says that its language is %q; English is read", p.Language)}}
	}
	return Item{Document: extract.Document{Source: name, URL: p.URL, Title: p.Title, Outlet: p.Outlet, Published: p.Published, Text: p.Text}}
}
