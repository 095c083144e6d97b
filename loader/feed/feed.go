// Package feed reads RSS, Atom and JSON feeds: which articles there are, where they are, and their text where the feed carries
// it. It fetches nothing.
package feed

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html/charset"

	"entente/internal/diplo"
)

// Feed is what was read in a feed. What it does not say is "".
type Feed struct {
	Title   string
	Entries []Entry // in the order of the feed, not more than MaxEntries
	Older   int     // how many entries more it has, which are older or undated and not among Entries
}

// Entry is an article of a feed. What the feed does not say is "" (diplo.NoDay for the day).
type Entry struct {
	Link      string // as the feed has it; it may be relative to the address of the feed
	ID        string
	Title     string
	Language  string    // ISO 639-1, "en"; the feed's where the entry says none
	Published diplo.Day // in UTC
	Content   string    // the article as HTML, or as plain text where there are no tags in it; a summary is none
}

// Limits of one feed.
const (
	MaxBytes   = 10 << 20
	MaxEntries = 1000 // the newest are kept
	// MaxElements and MaxDepth are those of the XML (or objects and lists of the JSON), to which what is held in memory is in proportion.
	MaxElements = 200_000
	MaxDepth    = 100
)

// Is tells a feed from other documents by the content type ("" when not known) and the first bytes; some hundred are enough.
func Is(contentType string, content []byte) bool {
	kind, _, _ := strings.Cut(strings.ToLower(contentType), ";")
	switch strings.TrimSpace(kind) {
	case "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json":
		return true
	}
	head := content[:min(len(content), 4096)]
	switch gofeed.DetectFeedType(bytes.NewReader(head)) {
	case gofeed.FeedTypeAtom, gofeed.FeedTypeRSS:
		return true
	case gofeed.FeedTypeJSON:
		return bytes.Contains(head, []byte("jsonfeed.org/version"))
	}
	return false
}

// Read reads a feed. Content that is none, or larger than the limits, is diplo.Invalid.
func Read(content []byte) (f Feed, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			f, err = Feed{}, diplo.Errorf(diplo.Invalid, "a feed that can't be read: %v", fault)
		}
	}()
	if len(content) > MaxBytes {
		return Feed{}, diplo.Errorf(diplo.Invalid, "a feed of more than %d MB", MaxBytes>>20)
	}
	if err := measure(content); err != nil {
		return Feed{}, err
	}
	parser := gofeed.NewParser()
	parser.RSSTranslator = &gofeed.DefaultRSSTranslator{DisableContentImageScan: true}
	parsed, err := parser.Parse(bytes.NewReader(content))
	if err != nil {
		return Feed{}, diplo.Errorf(diplo.Invalid, "not a feed: %w", err)
	}
	f.Title = strings.Join(strings.Fields(parsed.Title), " ")
	for _, item := range parsed.Items {
		if item != nil {
			f.Entries = append(f.Entries, entry(item, parsed.Language))
		}
	}
	if f.Older = len(f.Entries) - MaxEntries; f.Older > 0 {
		f.Entries = newest(f.Entries)
	}
	f.Older = max(0, f.Older)
	return f, nil
}

// newest gives the MaxEntries entries published last, in the order that they had; undated ones are taken for the oldest.
func newest(entries []Entry) []Entry {
	places := make([]int, len(entries))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(a, b int) int { return cmp.Compare(entries[b].Published, entries[a].Published) })
	places = places[:MaxEntries]
	slices.Sort(places)
	kept := make([]Entry, 0, MaxEntries)
	for _, place := range places {
		kept = append(kept, entries[place])
	}
	return kept
}

func entry(item *gofeed.Item, language string) Entry {
	if dc := item.DublinCoreExt; dc != nil && len(dc.Language) > 0 {
		language = dc.Language[0]
	}
	language, _, _ = strings.Cut(strings.ReplaceAll(language, "_", "-"), "-")
	published := diplo.NoDay
	for _, at := range []*time.Time{item.PublishedParsed, item.UpdatedParsed} {
		if at != nil && published == diplo.NoDay {
			published = diplo.DayOf(*at)
		}
	}
	return Entry{
		Link: strings.TrimSpace(item.Link), ID: strings.TrimSpace(item.GUID), Title: strings.Join(strings.Fields(item.Title), " "),
		Language: strings.ToLower(strings.TrimSpace(language)), Published: published, Content: strings.TrimSpace(item.Content),
	}
}

// measure refuses content that takes much more memory once it is read than it has bytes.
func measure(content []byte) error {
	if start := bytes.TrimLeft(content, "\ufeff \t\r\n"); bytes.HasPrefix(start, []byte("{")) {
		if bytes.Count(content, []byte("{"))+bytes.Count(content, []byte("[")) > MaxElements {
			return diplo.Errorf(diplo.Invalid, "a feed of more than %d objects", MaxElements)
		}
		return nil
	}
	decoder := xml.NewDecoder(bytes.NewReader(content))
	decoder.Strict = false
	decoder.CharsetReader = charset.NewReaderLabel
	for elements, depth := 0, 0; ; {
		token, err := decoder.RawToken()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return diplo.Errorf(diplo.Invalid, "not a feed: %w", err)
		}
		switch token.(type) {
		case xml.StartElement:
			elements++
			depth++
		case xml.EndElement:
			depth--
		}
		if elements > MaxElements || depth > MaxDepth {
			return diplo.Errorf(diplo.Invalid, "a feed of more than %d elements, or more than %d deep", MaxElements, MaxDepth)
		}
	}
}
