package source

import (
	"fmt"
	"io"
	"net/url"
	"strings"

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

// feed emits the articles of a feed that was found at address ("" when not known): the pages that its entries link to, and
// where there is no link the text that the feed carries. An entry that can't be had costs that entry only.
func (r *reader) feed(name, address string, content []byte) bool {
	f, err := feed.Read(content)
	if err != nil {
		return r.skip(name, Malformed, "%v", err)
	}
	if len(f.Entries) == 0 {
		return r.skip(name, Empty, "a feed without entries")
	}
	if f.Older > 0 && !r.skip(name, TooLarge, "a feed of %d entries; the %d newest are read", f.Older+len(f.Entries), len(f.Entries)) {
		return false
	}
	seen := map[string]bool{}
	for i := range f.Entries {
		entry, at := &f.Entries[i], fmt.Sprintf("%s:%d", name, i+1)
		var more bool
		if entry.Link == "" {
			more = r.emit(carried(at, f.Title, entry))
		} else if link := resolve(address, entry.Link); !seen[link] {
			seen[link] = true
			more = r.linked(at, link, entry)
		} else {
			more = true // the feed names it twice
		}
		if !more {
			return false
		}
	}
	return true
}

// linked fetches the page that an entry links to.
func (r *reader) linked(at, link string, entry *feed.Entry) bool {
	if !isAddress(link) {
		return r.skip(at, Malformed, "it links to %q, which is no web address", link)
	}
	if skip := foreign(link, entry.Language); skip != nil {
		return r.emit(Item{Skip: skip})
	}
	if r.Web == nil {
		return r.skip(link, Unreadable, "pages are not fetched here")
	}
	document, err := r.Web.Get(r.ctx, link, fetch.Validator{})
	if err != nil {
		return r.emit(Item{Skip: unfetched(link, err)})
	}
	found := fetched(link, document)
	found.language, found.published = entry.Language, entry.Published
	return r.emit(Item{page: found})
}

// carried is the article of an entry that has its text with it.
func carried(at, outlet string, entry *feed.Entry) Item {
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
	return Item{Document: extract.Document{Source: at, Key: entry.ID, Title: entry.Title, Outlet: outlet, Published: entry.Published, Text: text}}
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
