package source

import (
	"cmp"
	"context"

	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/loader/feed"
	"entente/loader/fetch"
)

// Submission is one article as somebody hands it over: a Text, the HTML of a page, or with neither of them the URL of a page to
// fetch. Title, Outlet and Published, and URL beside Text or HTML, are what is known of it; what a page says itself comes first.
type Submission struct {
	Text, HTML, URL string
	Title, Outlet   string
	Published       diplo.Day // diplo.NoDay when not known
}

// submitted is what an article without an address is called.
const submitted = "submitted"

// Item gives the article, read out of its page; its Skip is never set. What can't be had is the error of web; what can't be read is
// diplo.Invalid.
func (s *Submission) Item(ctx context.Context, web *fetch.Client) (Item, error) {
	name := cmp.Or(s.URL, submitted)
	if s.URL != "" && !isAddress(s.URL) {
		return Item{}, diplo.Errorf(diplo.Invalid, "url: %q is not a web address; it begins with http:// or https://", s.URL)
	}
	if s.Text != "" {
		if cause, reason := inspect([]byte(s.Text)); cause != "" {
			return Item{}, diplo.Errorf(diplo.Invalid, "the text: %s", reason)
		}
		return Item{Document: extract.Document{Source: name, Origin: s.URL, URL: s.URL, Title: s.Title, Outlet: s.Outlet, Published: s.Published, Text: s.Text}}, nil
	}
	page := &savedPage{name: name, origin: s.URL, content: []byte(s.HTML), contentType: "text/html; charset=utf-8", address: s.URL, published: s.Published}
	if s.HTML == "" {
		document, err := web.Get(ctx, s.URL, fetch.Validator{})
		if err != nil {
			return Item{}, err
		}
		if feed.Is(document.ContentType, document.Content) {
			return Item{}, diplo.Errorf(diplo.Invalid, "%s is a feed, not an article; give the address of an article, or load the feed", s.URL)
		}
		page.content, page.contentType, page.address = document.Content, document.ContentType, document.URL
	}
	item := Item{page: page}.Read(ctx)
	if item.Skip != nil {
		return Item{}, diplo.Errorf(diplo.Invalid, "%s: %s", item.Skip.Name, item.Skip.Reason)
	}
	document := &item.Document
	document.URL, document.Title, document.Outlet = cmp.Or(document.URL, s.URL), cmp.Or(document.Title, s.Title), cmp.Or(document.Outlet, s.Outlet)
	return item, nil
}
