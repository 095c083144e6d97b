// Package blocks cuts the text of an article into what stands on a page (masthead, headline,
// dateline, caption, sub-heading, body, boilerplate) and finds the day that it was written by
// the evidence of those parts.
package blocks

import "entente/internal/text"

// Kind says what a block is.
type Kind string

// The kinds of block.
const (
	Masthead    Kind = "MASTHEAD"    // of the page: its date, the site's name, "Published: …"
	Headline    Kind = "HEADLINE"    // once; a repetition is Boilerplate
	Dateline    Kind = "DATELINE"    // in front of the body: "BRUSSELS, March 4, 2024 (Agency) –"
	Caption     Kind = "CAPTION"     // of a picture
	Subheading  Kind = "SUBHEADING"  // "– Russia joins calls for calm –", a line below the headline
	Body        Kind = "BODY"        // a paragraph of the article
	Boilerplate Kind = "BOILERPLATE" // nothing of the article: share bars, bylines, lists of other articles
)

// Block is a part of the text that is read as one. Its span has no white space at its ends.
type Block struct {
	text.Span
	Kind  Kind
	Place string // of a Dateline: where the article was written, "Brussels"; else ""
}

// Cut gives the blocks of body in order. Every byte is in one of them, or is white space
// between two. A text without any paragraph of prose is all Body, so that a single line is read.
func Cut(body string) []Block {
	paragraphs := split(body)
	if len(paragraphs) == 0 {
		return nil
	}
	p := &page{body: body, blocks: make([]Block, len(paragraphs)), prose: make([]bool, len(paragraphs))}
	for i, span := range paragraphs {
		p.blocks[i].Span = span
		p.prose[i] = isProse(span.Of(body))
	}
	p.findStart()
	p.classifyHead()
	p.classifyRest()
	return p.cutDateline()
}
