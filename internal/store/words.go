package store

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/internal/diplo"
	"entente/internal/fold"
)

// Words are the words that a text is asked for. A word is a run of letters and digits, folded: what
// fold.Words makes of a text. Every word must be found somewhere in the text, as a whole word; the last
// one may be the start of a word. Each store finds by its own index; this type says what it must find,
// and makes what is shown of it.
type Words []string

// WordsOf are the words of a query; none when it has no letter or digit, and then nothing is found.
// Nothing in the query has a special meaning.
func WordsOf(query string) Words { return fold.Words(query) }

// FoundIn tells whether every word is found in the texts, taken together.
func (w Words) FoundIn(texts ...string) bool {
	if len(w) == 0 {
		return false
	}
	found := make([]bool, len(w))
	for _, text := range texts {
		for _, word := range fold.Words(text) {
			for i := range w {
				found[i] = found[i] || w.finds(i, word)
			}
		}
	}
	return !slices.Contains(found, false)
}

// finds tells whether the word of a text is the i-th of w.
func (w Words) finds(i int, word string) bool {
	return word == w[i] || i == len(w)-1 && strings.HasPrefix(word, w[i])
}

// Marks are the words found, as byte ranges of the text, in order.
func (w Words) Marks(text string) []diplo.Span {
	var marks []diplo.Span
	end := 0
	for _, place := range wordPlaces(text) {
		if place.span.Start < end {
			continue // "½" is two words, 1 and 2
		}
		for i := range w {
			if w.finds(i, place.folded) {
				marks, end = append(marks, place.span), place.span.End
				break
			}
		}
	}
	return marks
}

// excerptLength is the most bytes that Excerpt shows; leadLength is how many of them stand before the first word found.
const (
	excerptLength = 200
	leadLength    = 60
)

// Excerpt shows the words in the text that has the most different ones of them, the first such text. It cuts
// at spaces where there are any near, and always between characters.
func (w Words) Excerpt(texts ...string) (text string, marks []diplo.Span) {
	most := -1
	for _, candidate := range texts {
		found := w.Marks(candidate)
		if n := w.different(candidate, found); n > most {
			most, text, marks = n, candidate, found
		}
	}
	if len(text) <= excerptLength {
		return text, marks
	}
	start := 0
	if len(marks) > 0 && marks[0].Start > leadLength {
		start = marks[0].Start - leadLength
		if space := strings.IndexByte(text[start:marks[0].Start], ' '); space >= 0 {
			start += space + 1
		}
	}
	for !utf8.RuneStart(text[start]) {
		start++
	}
	end := min(start+excerptLength, len(text))
	if end < len(text) {
		if space := strings.LastIndexByte(text[start:end], ' '); space > excerptLength/2 {
			end = start + space
		}
		for !utf8.RuneStart(text[end]) {
			end--
		}
	}
	var kept []diplo.Span
	for _, mark := range marks {
		if mark.Start >= start && mark.End <= end {
			kept = append(kept, diplo.Span{Start: mark.Start - start, End: mark.End - start})
		}
	}
	return text[start:end], kept
}

// different counts the words of w that the marks of the text show.
func (w Words) different(text string, marks []diplo.Span) int {
	found := make([]bool, len(w))
	for _, mark := range marks {
		word := fold.String(text[mark.Start:mark.End])
		for i := range w {
			found[i] = found[i] || w.finds(i, word)
		}
	}
	n := 0
	for _, f := range found {
		if f {
			n++
		}
	}
	return n
}

// wordPlace is a word with the bytes of the text that it was folded from.
type wordPlace struct {
	folded string
	span   diplo.Span
}

// wordPlaces are the words that fold.Words finds in the text, with their places: each character is folded by
// itself, together with the marks that combine with it, and what comes out carries its place along.
func wordPlaces(text string) []wordPlace {
	var places []wordPlace
	var word strings.Builder
	var span diplo.Span
	finish := func() {
		if word.Len() > 0 {
			places = append(places, wordPlace{word.String(), span})
			word.Reset()
		}
	}
	for at := 0; at < len(text); {
		end := at + 1
		folded := text[at:end]
		if text[at] < utf8.RuneSelf {
			if 'A' <= text[at] && text[at] <= 'Z' {
				folded = string(rune(text[at] | 0x20))
			}
		} else {
			_, size := utf8.DecodeRuneInString(text[at:])
			end = at + size
			folded = fold.String(text[at:end])
		}
		for end < len(text) {
			r, size := utf8.DecodeRuneInString(text[end:])
			if !unicode.Is(unicode.Mn, r) {
				break
			}
			end += size
		}
		for _, r := range folded {
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				finish()
				continue
			}
			if word.Len() == 0 {
				span.Start = at
			}
			word.WriteRune(r)
			span.End = end
		}
		if folded == "" && !unicode.Is(unicode.Mn, firstRune(text[at:])) {
			finish()
		}
		at = end
	}
	finish()
	return places
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// NameKey is the form in which names are compared with ActorFilter.Name: a space in front of each folded word, so that
// a name has the filter's words from the start of a word on just when its key contains theirs.
func NameKey(name string) string {
	words := fold.Words(name)
	if len(words) == 0 {
		return ""
	}
	return " " + strings.Join(words, " ")
}
