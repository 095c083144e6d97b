package actors

import (
	"strings"
	"unicode"

	"entente/internal/text"
)

// plainSentence splits words at white space and marks, with neither tags nor arcs.
func plainSentence(s string) text.Sentence {
	sentence := text.Sentence{Span: text.Span{Start: 0, End: len(s)}}
	add := func(start, end int) {
		if start < end {
			sentence.Tokens = append(sentence.Tokens, text.Token{Span: text.Span{Start: start, End: end}, Form: s[start:end], Head: -1})
		}
	}
	start := 0
	for i, r := range s {
		switch {
		case unicode.IsSpace(r):
			add(start, i)
			start = i + len(string(r))
		case (r == '\'' || r == '’') && (strings.HasPrefix(s[i+len(string(r)):], "s ") || s[i+len(string(r)):] == "s"):
			add(start, i)
			start = i
		case strings.ContainsRune(",;:()\"“”", r):
			add(start, i)
			add(i, i+len(string(r)))
			start = i + len(string(r))
		}
	}
	add(start, len(s))
	return sentence
}
