// Package english reads English news: it cuts a block into sentences and
// tokens and gives each its tag, lemma, arc and name.
//
// The model it reads with is embedded; MODEL_CARD.md beside it says what it was
// trained on and how well it does.
package english

import (
	_ "embed"
	"sync"

	"entente/internal/text"
	"entente/internal/text/sentence"
	"entente/internal/text/token"
)

//go:embed model.bin
var modelFile []byte

// model reads the embedded file once, when first needed.
var model = sync.OnceValue(func() *Model {
	m, err := Decode(modelFile)
	if err != nil {
		panic(err) // the binary was built with a damaged file; a test guards it
	}
	return m
})

// Annotator is the English text.Annotator. Its zero value is ready.
type Annotator struct{}

var _ text.Annotator = Annotator{}

// New gives the annotator; the model is loaded at the first Annotate.
func New() Annotator { return Annotator{} }

// Version names the kind of annotator and its model's generation.
func (Annotator) Version() string { return "perceptron-en/3" }

// Split cuts body[block.Start:block.End] into sentences and tokens. A block
// that reaches beyond the body is cut to it. Every byte that is not white
// space is in exactly one token.
func (Annotator) Split(body string, block text.Span) []text.Sentence {
	block.Start = min(max(block.Start, 0), len(body))
	block.End = min(max(block.End, block.Start), len(body))
	var out []text.Sentence
	var spans []text.Span
	for _, s := range sentence.Split(body, block) {
		spans = token.Append(spans[:0], body, s)
		for _, part := range cut(body, spans) {
			out = append(out, build(body, part))
		}
	}
	return out
}

// Annotate fills in the rest of a sentence made by Split.
func (Annotator) Annotate(s *text.Sentence) { model().Annotate(s) }

func build(body string, spans []text.Span) text.Sentence {
	s := text.Sentence{
		Span:   text.Span{Start: spans[0].Start, End: spans[len(spans)-1].End},
		Tokens: make([]text.Token, len(spans)),
	}
	for i, span := range spans {
		s.Tokens[i] = text.Token{Span: span, Form: span.Of(body), Head: -1}
	}
	return s
}

// longest is the number of tokens that a sentence may have. No sentence of the
// training text comes near it; what does is a list or a table.
const longest = 250

// cut parts the tokens of a sentence that is too long, after a semicolon or
// comma of the last fifth where there is one.
func cut(body string, spans []text.Span) [][]text.Span {
	var parts [][]text.Span
	for len(spans) > longest {
		at := longest
		for i := longest; i > longest*4/5; i-- {
			if form := spans[i-1].Of(body); form == ";" || form == "," {
				at = i
				break
			}
		}
		parts, spans = append(parts, spans[:at]), spans[at:]
	}
	if len(spans) > 0 {
		parts = append(parts, spans)
	}
	return parts
}
