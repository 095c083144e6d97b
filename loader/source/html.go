package source

import (
	"context"
	"fmt"
	"io"

	"entente/internal/extract"
	"entente/loader/page"
)

// savedPage is a web page as it was found.
type savedPage struct {
	name        string
	content     []byte
	contentType string // "" when not known
	address     string // "" when not known
}

// page emits a web page that was saved.
func (r *reader) page(name string, in io.Reader) bool {
	content, err := io.ReadAll(io.LimitReader(in, page.MaxBytes+1))
	switch {
	case err != nil:
		return r.skip(name, Unreadable, "broke off: %v", err)
	case len(content) > page.MaxBytes:
		return r.skip(name, TooLarge, "more than %d MB, which a page may have", page.MaxBytes>>20)
	case len(content) == 0:
		return r.skip(name, Empty, "nothing in it")
	}
	return r.emit(Item{page: &savedPage{name: name, content: content}})
}

// Weight is how many bytes the item holds.
func (i *Item) Weight() int64 {
	if i.page != nil {
		return int64(len(i.page.content))
	}
	return int64(len(i.Document.Text))
}

// Name is what the item is called in extract.Document.Source and Skip.Name.
func (i *Item) Name() string {
	switch {
	case i.Skip != nil:
		return i.Skip.Name
	case i.page != nil:
		return i.page.name
	}
	return i.Document.Source
}

// Read gives the item with its article read out of its page, which takes some 30 ms; other items as they are.
func (i Item) Read(ctx context.Context) Item {
	if i.page == nil {
		return i
	}
	p, err := page.Read(ctx, i.page.content, i.page.contentType, i.page.address)
	switch {
	case err != nil:
		return Item{Skip: &Skip{i.page.name, Malformed, err.Error()}}
	case p.Language != "" && p.Language != "en":
		return Item{Skip: &Skip{i.page.name, Language, fmt.Sprintf("says that its language is %q; English is read", p.Language)}}
	}
	return Item{Document: extract.Document{Source: i.page.name, URL: p.URL, Title: p.Title, Outlet: p.Outlet, Published: p.Published, Text: p.Text}}
}
