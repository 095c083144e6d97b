package diplo

import (
	"strings"
	"time"
)

// ArticleID names an article by its content or canonical URL: "article:…".
type ArticleID string

// Article is a text that was read, as it was read.
type Article struct {
	ID      ArticleID
	Source  string // what the user gave: a file name with its item, a URL
	URL     string // canonical, "" when there is none
	Title   string // the headline, "" when there is none
	Outlet  string // who published it, "" when unknown
	Country string // of the outlet, ISO 3166-1 alpha-3; "" when unknown
	// Reliability is that of the outlet, "" when nobody has graded it.
	Reliability Reliability
	Text        string // the text that every offset points into
	Cluster     ClusterID
	Reported    Day       // the day it was written: the reference date of "Tuesday"
	Basis       DateBasis // what Reported was taken from
	Warnings    []string  // what a reader should know: "the masthead says 2024-05-11"
	// Fingerprint tells apart documents and those who read them: what has the same one needs no reading again. "" when it is not known.
	Fingerprint string
	Recorded    time.Time // when it was first stored, UTC; set by the store
	Status      Status    // Current, or Retracted: then what was read in it does not count; set by the store
}

// DateBasis says what an article's own date was taken from.
type DateBasis string

// The bases of an article's date, best first.
const (
	DateFromMetadata DateBasis = "METADATA"
	DateFromDateline DateBasis = "DATELINE"
	DateFromText     DateBasis = "TEXT"     // a full date in text or caption
	DateFromMasthead DateBasis = "MASTHEAD" // the date that the page was printed
	DateUnknown      DateBasis = "UNKNOWN"
)

// ArticleIDOf is the id of an article: of its canonical URL, whichever of its variants that is, or without one of its
// text with white space folded and the day that its metadata gives it (NoDay when none
// does), so that a notice repeated word for word on another day is another article.
func ArticleIDOf(canonicalURL, text string, published Day) ArticleID {
	if canonicalURL != "" {
		return ArticleID("article:" + contentHash("url", addressKey(canonicalURL)))
	}
	return ArticleID("article:" + contentHash("text", foldSpace(text), published.String()))
}

func foldSpace(s string) string { return strings.Join(strings.Fields(s), " ") }
