// Package page reads the article out of a web page: its paragraphs without the menus, banners and lists
// of other articles around them, and what the page says of itself (address, title, outlet, byline, language, day).
// It fetches nothing, and knows nothing of events.
package page

import (
	"bytes"
	"context"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"

	"entente/internal/diplo"
)

// Page is what was read in a web page. What the page does not say is "" (diplo.NoDay for the day).
type Page struct {
	URL       string    // canonical, absolute
	Title     string    // the headline
	Outlet    string    // the site's name
	Byline    string    // who wrote it, as printed
	Language  string    // ISO 639-1, "en"
	Published diplo.Day // when it was first published, in the page's own time zone
	Evidence  string    // what Published was taken from: "JSON-LD", "meta article:published_time", "time", "address"
	Text      string    // the headline and the paragraphs, a blank line between two; UTF-8
	Stub      bool      // the page says itself that it shows only a part to those who do not pay
}

// Limits of one page. A news page has some thousand elements and is read in 30 ms.
const (
	MaxBytes    = 10 << 20
	MaxElements = 200_000
	MaxTime     = 10 * time.Second
)

// Read reads a page that was found at address ("" when unknown), whose contentType is that of the HTTP header ("" when there
// was none). Content without an article, larger than the limits, or that takes longer than MaxTime is diplo.Invalid.
func Read(ctx context.Context, content []byte, contentType, address string) (Page, error) {
	if len(content) > MaxBytes {
		return Page{}, diplo.Errorf(diplo.Invalid, "a page of more than %d MB", MaxBytes>>20)
	}
	decoded, err := decode(content, contentType)
	if err != nil {
		return Page{}, err
	}
	document, err := html.Parse(bytes.NewReader(decoded))
	if err != nil {
		return Page{}, diplo.Errorf(diplo.Invalid, "not HTML: %w", err)
	}
	if countElements(document) > MaxElements {
		return Page{}, diplo.Errorf(diplo.Invalid, "a page of more than %d elements", MaxElements)
	}
	base, err := url.Parse(address)
	if err != nil || !base.IsAbs() {
		base = nil
	}
	said := statements(document)
	p := Page{
		URL: canonical(document, base), Outlet: said.outlet(), Byline: said.byline(), Language: language(document), Stub: said.stub(),
	}
	p.Published, p.Evidence = published(document, said, p.URL)
	p.Title = title(document, said, p.Outlet)

	paragraphs, err := article(ctx, document, base)
	if err != nil {
		return Page{}, err
	}
	if p.Title != "" && (len(paragraphs) == 0 || !strings.EqualFold(paragraphs[0], p.Title)) {
		paragraphs = append([]string{p.Title}, paragraphs...)
	}
	p.Text = strings.Join(paragraphs, "\n\n")
	return p, nil
}

// decode gives the content in UTF-8, by the encoding that header or page name. Where neither does, what is valid UTF-8 is taken for
// that, and else for Windows-1252, as browsers do.
func decode(content []byte, contentType string) ([]byte, error) {
	encoding, _, certain := charset.DetermineEncoding(content, contentType)
	if !certain && utf8.Valid(content) {
		encoding = unicode.UTF8
	}
	decoded, err := encoding.NewDecoder().Bytes(content)
	if err != nil {
		return nil, diplo.Errorf(diplo.Invalid, "a page that is not in the encoding it names: %w", err)
	}
	if bytes.IndexByte(decoded, 0) >= 0 {
		return nil, diplo.Errorf(diplo.Invalid, "not a page but another kind of file")
	}
	return decoded, nil
}

// article gives the paragraphs of the page's article. The library can't be stopped: when the time is up it is left to itself, which
// MaxBytes and MaxElements keep short.
func article(ctx context.Context, document *html.Node, base *url.URL) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, MaxTime)
	defer cancel()
	type outcome struct {
		paragraphs []string
		err        error
	}
	done := make(chan outcome, 1)
	go func() {
		paragraphs, err := find(document, base)
		done <- outcome{paragraphs, err}
	}()
	select {
	case o := <-done:
		return o.paragraphs, o.err
	case <-ctx.Done():
		return nil, diplo.Errorf(diplo.Invalid, "a page that took longer than %s to read", MaxTime)
	}
}

func find(document *html.Node, base *url.URL) (_ []string, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = diplo.Errorf(diplo.Invalid, "a page that can't be read: %v", fault)
		}
	}()
	// Without the library's own search for a date, which costs more than all else: published has done it.
	found, err := trafilatura.ExtractDocument(document, trafilatura.Options{
		OriginalURL: base, EnableFallback: true, ExcludeComments: true, HtmlDateMode: trafilatura.Disabled, Focus: trafilatura.FavorPrecision,
	})
	if err != nil || found == nil || found.ContentNode == nil {
		return nil, diplo.Errorf(diplo.Invalid, "no article was found in the page")
	}
	paragraphs := paragraphsOf(found.ContentNode)
	if len(paragraphs) == 0 {
		return nil, diplo.Errorf(diplo.Invalid, "no article was found in the page")
	}
	return paragraphs, nil
}

func countElements(n *html.Node) int {
	count := 0
	for range n.Descendants() {
		count++
	}
	return count
}
