package source

import (
	"context"
	"io"

	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/loader/page"
)

// savedPage is a web page as it was found.
type savedPage struct {
	name        string
	origin      string // "" when it has none
	content     []byte
	contentType string // "" when not known
	address     string // "" when not known

	// What was said of it where it was found, for what it does not say itself.
	language  string    // "" when not known
	published diplo.Day // diplo.NoDay when not known
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
	return r.emit(Item{page: &savedPage{name: name, origin: place(name), content: content, published: diplo.NoDay}})
}

// IsPage tells a page that is not read yet.
func (i *Item) IsPage() bool { return i.page != nil }

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
	from := i.page
	p, err := page.Read(ctx, from.content, from.contentType, from.address)
	if err != nil {
		return Item{Skip: &Skip{from.name, Malformed, err.Error()}}
	}
	if p.Language == "" {
		p.Language = from.language
	}
	if skip := foreign(from.name, p.Language); skip != nil {
		return Item{Skip: skip}
	}
	if skip := otherLanguage(from.name, p.Text); skip != nil {
		return Item{Skip: skip}
	}
	if p.Published == diplo.NoDay {
		p.Published = from.published
	}
	return Item{Document: extract.Document{Source: from.name, Origin: from.origin, URL: p.URL, Title: p.Title, Outlet: p.Outlet, Published: p.Published, Text: p.Text}}
}
