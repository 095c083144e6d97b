package source

import (
	"fmt"
	"io"
	"net/url"
	"strings"

	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/loader/feed"
	"entente/loader/fetch"
	"entente/loader/page"
)

// savedFeed reads a feed that was saved.
func (r *reader) savedFeed(name string, in io.Reader) bool {
	content, err := io.ReadAll(io.LimitReader(in, feed.MaxBytes+1))
	switch {
	case err != nil:
		return r.skip(name, Unreadable, "broke off: %v", err)
	case len(content) == 0:
		return r.skip(name, Empty, "nothing in it")
	case !feed.Is("", content):
		return r.skip(name, Unsupported, "XML or JSON that is no feed; articles in JSON are read one object a line, as .jsonl")
	}
	return r.feed(name, "", content)
}

// feed emits the articles of a feed that was found at address ("" when not known): the text of entries without a link, and then
// the pages that the others link to, as they are had. An entry that can't be had costs that entry only.
func (r *reader) feed(name, address string, content []byte) bool {
	links, items, err := Feed(name, address, content)
	if err != nil {
		return r.skip(name, Malformed, "%v", err)
	}
	for _, item := range items {
		if !r.emit(item) {
			return false
		}
	}
	if r.Web == nil {
		for _, link := range links {
			if !r.skip(link.Address, Unreadable, "pages are not fetched here") {
				return false
			}
		}
		return true
	}
	requests := make([]fetch.Request, len(links))
	for i := range links {
		requests[i].Address = links[i].Address
	}
	for answer := range r.Web.GetAll(r.ctx, requests) {
		if !r.emit(links[answer.Place].Item(answer.Document, answer.Err)) {
			return false
		}
	}
	return true
}

// Link is a page that is to be fetched, with what was said of it where it is linked from, for what it does not say itself.
type Link struct {
	Address   string
	Language  string    // "" when not known
	Published diplo.Day // diplo.NoDay when not known
}

// Feed reads a feed of that name which was found at address ("" when not known): the pages that its entries link to, each once, and the
// items of the others: articles that it carries, and what can't be read in it. Content that is no feed, or too large, is diplo.Invalid.
func Feed(name, address string, content []byte) (links []Link, items []Item, err error) {
	skip := func(name string, cause Cause, format string, args ...any) {
		items = append(items, Item{Skip: &Skip{name, cause, fmt.Sprintf(format, args...)}})
	}
	f, err := feed.Read(content)
	if err != nil {
		return nil, nil, err
	}
	if len(f.Entries) == 0 {
		skip(name, Empty, "a feed without entries")
	}
	if f.Older > 0 {
		skip(name, TooLarge, "a feed of %d entries; the %d newest are read", f.Older+len(f.Entries), len(f.Entries))
	}
	seen := map[string]bool{}
	for i := range f.Entries {
		entry, at := &f.Entries[i], fmt.Sprintf("%s:%d", name, i+1)
		link := resolve(address, entry.Link)
		switch {
		case entry.Link == "":
			items = append(items, carried(name, at, f.Title, entry))
		case seen[link]: // the feed names it twice
		case !isAddress(link):
			skip(at, Malformed, "it links to %q, which is no web address", link)
		default:
			seen[link] = true
			if foreign := foreign(link, entry.Language); foreign != nil {
				items = append(items, Item{Skip: foreign})
				continue
			}
			links = append(links, Link{link, entry.Language, entry.Published})
		}
	}
	return links, items, nil
}

// Item is the page that was fetched at the link, or why it was not.
func (l *Link) Item(document fetch.Document, err error) Item {
	if err != nil {
		return Item{Skip: unfetched(l.Address, err)}
	}
	return Item{page: &savedPage{
		name: l.Address, origin: l.Address, content: document.Content, contentType: document.ContentType, address: document.URL,
		language: l.Language, published: l.Published,
	}}
}

// carried is the article of an entry that has its text with it.
func carried(name, at, outlet string, entry *feed.Entry) Item {
	if skip := foreign(at, entry.Language); skip != nil {
		return Item{Skip: skip}
	}
	text := entry.Content
	if strings.Contains(text, "<") {
		var err error
		if text, err = page.Paragraphs(text); err != nil {
			return Item{Skip: &Skip{at, Malformed, err.Error()}}
		}
	}
	if text == "" {
		return Item{Skip: &Skip{at, Empty, "an entry without a link and without text"}}
	}
	if entry.Title != "" {
		text = entry.Title + "\n\n" + text
	}
	if cause, reason := inspect([]byte(text)); cause != "" {
		return Item{Skip: &Skip{at, cause, reason}}
	}
	if skip := otherLanguage(at, text); skip != nil {
		return Item{Skip: skip}
	}
	return Item{Document: extract.Document{Source: at, Origin: entryOf(name, entry.ID), Key: entry.ID, Title: entry.Title, Outlet: outlet, Published: entry.Published, Text: text}}
}

// resolve is a link as seen from the address that it was found at.
func resolve(address, link string) string {
	base, err := url.Parse(address)
	if err != nil || address == "" {
		return link
	}
	target, err := base.Parse(link)
	if err != nil {
		return link
	}
	return target.String()
}
