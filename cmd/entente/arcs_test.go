package main

import (
	"strings"
	"testing"

	"entente/internal/text"
)

func TestArcsAreDrawnAsPhrasesBelowTheirHeads(t *testing.T) {
	const body = "Nora Lind's US-led troops left the port, and sank."
	s := sentence(body,
		"Nora", 1, "compound", "Lind", 6, "poss", "'s", 1, "case", "US", 5, "npadvmod", "-", 5, "punct", "led", 6, "amod", "troops", 7, "nsubj",
		"left", -1, "ROOT", "the", 9, "det", "port", 7, "dobj", ",", 7, "punct", "and", 7, "cc", "sank", 7, "conj", ".", 7, "punct")
	var b strings.Builder
	drawArcs(&b, body, &s, "")
	const want = `left
  subject: Nora Lind's US-led troops
  object: the port
  and: sank
`
	if b.String() != want {
		t.Errorf("drawn as\n%s\nwant\n%s", b.String(), want)
	}
}

func TestWrongArcsAreDrawnAsWell(t *testing.T) {
	const body = "a b c d"
	for name, s := range map[string]text.Sentence{
		"a circle":       sentence(body, "a", 1, "dep", "b", 0, "dep", "c", -1, "ROOT", "d", 2, "det"),
		"beyond the end": sentence(body, "a", 9, "dep", "b", -1, "ROOT", "c", 2, "dep", "d", 1, "prep"),
		"nothing":        {},
	} {
		var b strings.Builder
		drawArcs(&b, body, &s, "")
		if len(s.Tokens) > 0 && b.Len() == 0 {
			t.Errorf("%s: nothing is drawn", name)
		}
	}
}

// sentence makes a sentence of words with the index of their heads and their labels.
func sentence(body string, parts ...any) text.Sentence {
	s := text.Sentence{Span: text.Span{End: len(body)}}
	at := 0
	for i := 0; i < len(parts); i += 3 {
		form := parts[i].(string)
		start := at + strings.Index(body[at:], form)
		at = start + len(form)
		s.Tokens = append(s.Tokens, text.Token{Span: text.Span{Start: start, End: at}, Form: form, Head: parts[i+1].(int), Label: parts[i+2].(string)})
	}
	return s
}
