package page

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// said is what a page states about itself for machines: its meta elements, and its article in the terms of schema.org.
type said struct {
	meta    map[string]string // content by name or property in small letters; the first of each
	article map[string]any    // the JSON-LD object of the article; nil when there is none
}

func statements(document *html.Node) said {
	s := said{meta: map[string]string{}}
	for n := range document.Descendants() {
		switch {
		case n.DataAtom == atom.Meta:
			name := attribute(n, "property")
			if name == "" {
				name = attribute(n, "name")
			}
			if name == "" {
				name = attribute(n, "itemprop")
			}
			name = strings.ToLower(name)
			if content := collapse(attribute(n, "content")); content != "" && s.meta[name] == "" {
				s.meta[name] = content
			}
		case n.DataAtom == atom.Script && strings.EqualFold(attribute(n, "type"), "application/ld+json") && n.FirstChild != nil:
			var value any
			if json.Unmarshal([]byte(n.FirstChild.Data), &value) == nil && s.article == nil {
				s.article = findArticle(value, 0)
			}
		}
	}
	return s
}

// articleTypes are the kinds of schema.org that stand for the article of a page.
var articleTypes = map[string]bool{"Article": true, "NewsArticle": true, "ReportageNewsArticle": true, "AnalysisNewsArticle": true, "BackgroundNewsArticle": true,
	"OpinionNewsArticle": true, "ReviewNewsArticle": true, "AskPublicNewsArticle": true, "BlogPosting": true, "LiveBlogPosting": true, "Report": true}

// findArticle looks for the article in JSON-LD, not among the articles that a list on the page links to.
func findArticle(value any, depth int) map[string]any {
	if depth > 8 {
		return nil
	}
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			if found := findArticle(item, depth+1); found != nil {
				return found
			}
		}
	case map[string]any:
		for _, kind := range texts(v["@type"]) {
			if articleTypes[kind] {
				return v
			}
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			if found := findArticle(v[key], depth+1); found != nil {
				return found
			}
		}
	}
	return nil
}

// outlet is the name of the site.
func (s said) outlet() string {
	return first(s.meta["og:site_name"], name(s.article["publisher"]), s.meta["application-name"], s.meta["publisher"])
}

// byline is who wrote the article; an address of a page about the author is no name.
func (s said) byline() string {
	for _, byline := range []string{name(s.article["author"]), s.meta["author"], s.meta["article:author"], s.meta["byl"]} {
		if byline != "" && !strings.Contains(byline, "://") {
			return strings.TrimPrefix(byline, "By ")
		}
	}
	return ""
}

// stub tells a page that is shown in part only.
func (s said) stub() bool {
	switch free := s.article["isAccessibleForFree"].(type) {
	case bool:
		return !free
	case string:
		return strings.EqualFold(free, "false")
	}
	tier := s.meta["article:content_tier"]
	return tier == "locked" || tier == "metered"
}

// title is the headline, without the outlet's name that browsers show after it.
func title(document *html.Node, s said, outlet string) string {
	headline, _ := s.article["headline"].(string)
	found := first(collapse(html.UnescapeString(headline)), s.meta["og:title"], s.meta["twitter:title"])
	if found == "" {
		found = first(textOfFirst(document, atom.H1), textOfFirst(document, atom.Title))
	}
	for _, separator := range []string{" | ", " - ", " – ", " — "} {
		if cut := strings.LastIndex(found, separator); cut > 0 && outlet != "" && strings.EqualFold(strings.TrimSpace(found[cut+len(separator):]), outlet) {
			return strings.TrimSpace(found[:cut])
		}
	}
	return found
}

// language is that of the page's root element, "en" of "en-GB".
func language(document *html.Node) string {
	for n := range document.Descendants() {
		if n.DataAtom == atom.Html {
			tag, _, _ := strings.Cut(strings.ReplaceAll(attribute(n, "lang"), "_", "-"), "-")
			return strings.ToLower(strings.TrimSpace(tag))
		}
	}
	return ""
}

// name reads a person or organisation of JSON-LD: a text, an object with a name, or a list of such.
func name(value any) string {
	switch v := value.(type) {
	case string:
		return collapse(v)
	case map[string]any:
		return name(v["name"])
	case []any:
		var names []string
		for _, item := range v {
			if n := name(item); n != "" {
				names = append(names, n)
			}
		}
		return strings.Join(names, ", ")
	}
	return ""
}

// texts reads a text, or a list of them.
func texts(value any) []string {
	switch v := value.(type) {
	case string:
		return []string{v}
	case []any:
		var all []string
		for _, item := range v {
			if text, ok := item.(string); ok {
				all = append(all, text)
			}
		}
		return all
	}
	return nil
}

// first is the first that is not empty.
func first(values ...string) string {
	for _, value := range values {
		if value != "" {
			return value
		}
	}
	return ""
}
