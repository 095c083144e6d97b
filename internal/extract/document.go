package extract

import (
	"entente/internal/diplo"
	"entente/internal/text"
)

// Document is an article as a source hands it over, not yet read.
type Document struct {
	Source      string // where it came from, for reports: "news/a.txt", "dump.jsonl:17"
	Origin      string // the place that it was taken from, see diplo.CodedArticle; "" when there is none
	Key         string // the source's own id of it ("id" of a JSON line); "" when it has none
	URL         string // canonical, "" when there is none
	Title       string // from metadata, "" when there is none
	Outlet      string // from metadata, "" when unknown
	Country     string // of the outlet, as in diplo.Article, and Reliability too
	Reliability diplo.Reliability
	Published   diplo.Day // from metadata, diplo.NoDay when it gives none
	Text        string    // UTF-8, as it came
}

// ID is the id of the document's article.
func (d *Document) ID() diplo.ArticleID { return diplo.ArticleIDOf(d.URL, d.Text, d.Published) }

// Dropped is something that looked like an event and was not coded.
type Dropped struct {
	Sentence diplo.Span
	Trigger  diplo.Span // what looked like an act
	Words    string     // those of the trigger
	Reason   string
}

// Result is what was read in a document.
type Result struct {
	Coded diplo.CodedArticle
	// Dropped and Sentences are given only when an explanation is wanted. Sentences are those
	// that were read, with their arcs; none where no word of the article may tell an event.
	Dropped   []Dropped
	Sentences []text.Sentence
}
