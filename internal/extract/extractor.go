package extract

import (
	"iter"
	"strings"
	"unicode/utf8"

	"entente/internal/actors"
	"entente/internal/blocks"
	"entente/internal/coding"
	"entente/internal/dates"
	"entente/internal/diplo"
	"entente/internal/text"
)

// Extractor turns documents into coded articles. It is safe for concurrent use.
type Extractor struct {
	annotator text.Annotator
	base      *actors.Base
	coder     *coding.Coder
	version   string
}

// New makes an extractor that reads with the annotator and knows the actors of the base.
func New(annotator text.Annotator, base *actors.Base) *Extractor {
	return &Extractor{
		annotator: annotator, base: base, coder: coding.New(base),
		version: "entente " + coding.Version + " " + annotator.Version(),
	}
}

// Version names coder and annotator; it is recorded with every mention.
func (x *Extractor) Version() string { return x.version }

// Extract reads one document. Every reference of the result is to something in it, and
// every offset points into doc.Text. A text without events is no error; one that is empty
// or isn't text is an Invalid error.
func (x *Extractor) Extract(doc Document, keepDropped bool) (Result, error) {
	if err := checkText(doc.Text); err != nil {
		return Result{}, err
	}
	parts := blocks.Cut(doc.Text)
	reported, basis, warnings := blocks.ReferenceDate(doc.Published, doc.Text, parts)
	article := diplo.Article{
		ID:     diplo.ArticleIDOf(doc.URL, doc.Text, doc.Published),
		Source: doc.Source, URL: doc.URL, Title: doc.Title, Outlet: doc.Outlet, Text: doc.Text,
		Cluster: diplo.ClusterIDOf(running(doc.Text, parts)), Reported: reported, Basis: basis, Warnings: warnings,
	}
	sentences, quiet := x.split(doc.Text, parts, &article)
	if !x.mayTell(sentences, quiet) {
		return Result{Coded: diplo.CodedArticle{Article: article}}, nil
	}
	input := x.annotate(doc.Text, sentences, quiet, reported)
	events, dropped := x.coder.Code(input, keepDropped)
	result := Result{Coded: assemble(article, input, events, x.version, x.base.Actor)}
	for _, d := range dropped {
		s := input.Sentences[d.Sentence].Span
		result.Dropped = append(result.Dropped, Dropped{
			Sentence: diplo.Span(s), Words: d.Trigger.Of(doc.Text), Reason: d.Reason,
		})
	}
	return result, nil
}

func checkText(s string) error {
	switch {
	case strings.TrimSpace(s) == "":
		return diplo.Errorf(diplo.Invalid, "the document is empty")
	case !utf8.ValidString(s):
		return diplo.Errorf(diplo.Invalid, "the document is not UTF-8 text")
	case strings.IndexByte(s, 0) >= 0:
		return diplo.Errorf(diplo.Invalid, "the document is binary, not text")
	}
	return nil
}

// split cuts the blocks that are of the article into sentences. Those outside its body
// are quiet: they introduce names, but the body tells the events. A headline without a body is read.
func (x *Extractor) split(body string, parts []blocks.Block, article *diplo.Article) (sentences []text.Sentence, quiet []bool) {
	hasBody := false
	for _, b := range parts {
		hasBody = hasBody || b.Kind == blocks.Body
	}
	for _, b := range parts {
		switch b.Kind {
		case blocks.Headline:
			if article.Title == "" {
				article.Title = b.Of(body)
			}
		case blocks.Body, blocks.Caption, blocks.Subheading:
		default:
			continue
		}
		for _, s := range x.annotator.Split(body, b.Span) {
			sentences = append(sentences, s)
			quiet = append(quiet, b.Kind != blocks.Body && (hasBody || b.Kind != blocks.Headline))
		}
	}
	return sentences, quiet
}

// running is the text of the body's blocks, or of all where there is none.
func running(body string, parts []blocks.Block) string {
	var text strings.Builder
	for _, b := range parts {
		if b.Kind == blocks.Body {
			text.WriteString(b.Of(body))
			text.WriteByte('\n')
		}
	}
	if text.Len() == 0 {
		return body
	}
	return text.String()
}

// mayTell looks for a trigger word in the sentences that may tell an event.
func (x *Extractor) mayTell(sentences []text.Sentence, quiet []bool) bool {
	for i := range sentences {
		if !quiet[i] && x.coder.MayTell(forms(&sentences[i])) {
			return true
		}
	}
	return false
}

func forms(s *text.Sentence) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range s.Tokens {
			if !yield(s.Tokens[i].Form) {
				return
			}
		}
	}
}

func (x *Extractor) annotate(body string, sentences []text.Sentence, quiet []bool, reference diplo.Day) *coding.Article {
	for i := range sentences {
		x.annotator.Annotate(&sentences[i])
	}
	mentions := x.base.Read(sentences, reference)
	input := &coding.Article{Body: body, Reference: reference, Sentences: make([]coding.Sentence, len(sentences))}
	for i := range sentences {
		input.Sentences[i] = coding.Sentence{
			Sentence: &sentences[i], Actors: mentions[i], Quiet: quiet[i],
			Dates: dates.Find(&sentences[i], reference),
		}
	}
	return input
}
