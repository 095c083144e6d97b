package page

import (
	"net/url"
	"regexp"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"entente/internal/diplo"
)

// publishedMeta are the names under which sites state when a page was first published, surest first. Those
// that are also used for the day of the last change or of printing ("date") come last.
var publishedMeta = []string{"article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
	"dc.date.issued", "dcterms.created", "dc.date.created", "article.published", "cxenseparse:recs:publishtime", "pubdate", "publish-date", "ptime", "dc.date", "date"}

// published is the day that the page was first published, and what that was taken from; NoDay when no evidence is good. The dates
// that the text itself shows are left to whoever reads the text.
func published(document *html.Node, s said, address string) (diplo.Day, string) {
	for _, stated := range texts(s.article["datePublished"]) {
		if day := dayOf(stated); day != diplo.NoDay {
			return day, "JSON-LD"
		}
	}
	for _, key := range publishedMeta {
		if day := dayOf(s.meta[key]); day != diplo.NoDay {
			return day, "meta " + key
		}
	}
	if day := timeElement(document); day != diplo.NoDay {
		return day, "time"
	}
	if parsed, err := url.Parse(address); err == nil {
		if day := dayIn(parsed.Path); day != diplo.NoDay {
			return day, "address"
		}
	}
	return diplo.NoDay, ""
}

// timeElement is the day of the element that is marked as the time of publication.
func timeElement(document *html.Node) diplo.Day {
	for n := range document.Descendants() {
		if n.DataAtom != atom.Time {
			continue
		}
		marks := strings.ToLower(attribute(n, "itemprop") + " " + attribute(n, "class"))
		_, pubdate := lookup(n, "pubdate")
		if pubdate || strings.Contains(marks, "publish") || strings.Contains(marks, "entry-date") {
			if day := dayOf(attribute(n, "datetime")); day != diplo.NoDay {
				return day
			}
		}
	}
	return diplo.NoDay
}

// layouts are the forms in which machines state times. The day is that of the zone in which it was written.
var layouts = []string{time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05Z07:00",
	"2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02", "2006/01/02", "20060102", time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "January 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006"}

// dayOf reads a stated time; NoDay when it is none, or before there was a web.
func dayOf(stated string) diplo.Day {
	stated = strings.TrimSpace(stated)
	for _, layout := range layouts {
		if at, err := time.Parse(layout, stated); err == nil {
			return plausible(at)
		}
	}
	return diplo.NoDay
}

var dateInPath = regexp.MustCompile(`(?:^|[/_-])((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?:[/_.-]|$)`)

// dayIn finds a full date in the path of an address: "/2023/09/19/", "-20230919".
func dayIn(path string) diplo.Day {
	if m := dateInPath.FindStringSubmatch(path); m != nil {
		return dayOf(m[1] + "-" + m[2] + "-" + m[3])
	}
	return diplo.NoDay
}

// plausible is the day of a time that a web page can have been published at.
func plausible(at time.Time) diplo.Day {
	if at.Year() < 1990 || at.Year() > 2100 {
		return diplo.NoDay
	}
	return diplo.DateOf(at.Year(), at.Month(), at.Day())
}
