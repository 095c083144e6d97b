package extract

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/internal/actors"
	"entente/internal/blocks"
	"entente/internal/coding"
	"entente/internal/dates"
	"entente/internal/diplo"
	"entente/internal/judge"
	"entente/internal/text"
)

// Extractor turns documents into coded articles. It is safe for concurrent use.
type Extractor struct {
	annotator text.Annotator
	base      *actors.Base
	coder     *coding.Coder
	version   string
}

// New makes an extractor that reads with the annotator, knows the actors of the base, and codes by the frames alone.
func New(annotator text.Annotator, base *actors.Base) *Extractor {
	return &Extractor{
		annotator: annotator, base: base, coder: coding.New(base),
		version: "entente " + coding.Version + " " + annotator.Version(),
	}
}

// JudgedBy makes an extractor whose events a model weighs: it drops what is unlikely and adds what the frames missed.
func (x *Extractor) JudgedBy(m *judge.Model) *Extractor {
	judged := *x
	judged.coder = x.coder.JudgedBy(m)
	judged.version = x.version + " " + judge.Version
	return &judged
}

// Version names coder, annotator and judge; it is recorded with every mention.
func (x *Extractor) Version() string { return x.version }

// longest is how many bytes of an article are read, a book of 250 pages: a text of a single line or without
// any word takes 300 bytes of memory for each of its bytes, and some seconds.
const longest = 500_000

// Extract reads one document, and explains it where that is wanted. Every reference of the result is
// to something in it, and every offset points into doc.Text. A text without events is no error; one that is
// empty or isn't text is an Invalid error. Of a text beyond 500,000 bytes the rest isn't read, and the
// article says so. When the context ends it returns its error, at the next sentence.
func (x *Extractor) Extract(ctx context.Context, doc Document, explain bool) (Result, error) {
	if err := checkText(doc.Text); err != nil {
		return Result{}, err
	}
	body := beginning(doc.Text)
	parts := blocks.Cut(body)
	reported, basis, warnings := blocks.ReferenceDate(doc.Published, body, parts)
	if len(body) < len(doc.Text) {
		warnings = append(warnings, fmt.Sprintf("only the first %d of %d bytes were read", len(body), len(doc.Text)))
	}
	article := diplo.Article{
		ID:     doc.ID(),
		Source: doc.Source, URL: doc.URL, Title: doc.Title, Outlet: doc.Outlet, Country: doc.Country, Reliability: doc.Reliability, Text: doc.Text,
		Cluster: diplo.ClusterIDOf(running(body, parts)), Reported: reported, Basis: basis, Warnings: warnings,
	}
	sentences, quiet := x.split(body, parts, &article)
	if !x.mayTell(sentences, quiet) {
		return Result{Coded: diplo.CodedArticle{Article: article}}, nil
	}
	input, err := x.annotate(ctx, body, sentences, quiet, reported)
	if err != nil {
		return Result{}, err
	}
	events, dropped := x.coder.Code(input, explain)
	result := Result{Coded: assemble(article, input, events, x.version, x.base.Actor)}
	if !explain {
		return result, nil
	}
	result.Sentences = sentences
	for _, d := range dropped {
		s := input.Sentences[d.Sentence].Span
		result.Dropped = append(result.Dropped, Dropped{
			Sentence: diplo.Span(s), Trigger: diplo.Span(d.Trigger), Words: d.Trigger.Of(body), Reason: d.Reason,
		})
	}
	return result, nil
}

// beginning is what is read of a text: all of it, or as many whole words as may be.
func beginning(s string) string {
	if len(s) <= longest {
		return s
	}
	end := longest
	for !utf8.RuneStart(s[end]) {
		end--
	}
	if space := strings.LastIndexFunc(s[:end], unicode.IsSpace); space > end-longestWord {
		end = space
	}
	return s[:end]
}

// longestWord is how far back the end of a word is looked for, in bytes.
const longestWord = 100

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

func (x *Extractor) annotate(ctx context.Context, body string, sentences []text.Sentence, quiet []bool, reference diplo.Day) (*coding.Article, error) {
	for i := range sentences {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
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
	return input, ctx.Err()
}
