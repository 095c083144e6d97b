// Package sentence cuts a block of running text into sentences.
//
// A blank line always ends a sentence, a single line break never does: news
// agencies wrap their lines. Else a sentence ends after a full stop, question
// or exclamation mark with the quotes and brackets that close behind it, when
// what follows looks like a beginning and what stands before is no abbreviation.
package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/internal/text"
)

// Split gives the sentences of body[block.Start:block.End] in order, without
// the white space around them. Every byte that is not white space is in one.
func Split(body string, block text.Span) []text.Span {
	var out []text.Span
	emit := func(start, end int) {
		if sp := trim(body, start, end); sp.Len() > 0 {
			out = append(out, sp)
		}
	}
	start := block.Start
	for i := block.Start; i < block.End; {
		c := body[i]
		switch {
		case c == '\n' || c == '\r':
			end, blank := lineBreaks(body[:block.End], i)
			if blank {
				emit(start, i)
				start = end
			}
			i = end
		case c == '.' || c == '!' || c == '?' || strings.HasPrefix(body[i:block.End], "…"):
			end := stops(body[:block.End], i)
			if ends(body[start:block.End], i-start, end-start) {
				emit(start, end)
				start = end
			}
			i = end
		default:
			i++
		}
	}
	emit(start, block.End)
	return out
}

// trim is body[start:end] without the white space at both ends.
func trim(body string, start, end int) text.Span {
	s := body[start:end]
	left := strings.TrimLeftFunc(s, unicode.IsSpace)
	start += len(s) - len(left)
	return text.Span{Start: start, End: start + len(strings.TrimRightFunc(left, unicode.IsSpace))}
}

// lineBreaks passes over white space from a line break at i and tells whether
// it holds a blank line.
func lineBreaks(body string, i int) (end int, blank bool) {
	lines := 0
	for i < len(body) {
		r, size := utf8.DecodeRuneInString(body[i:])
		if !unicode.IsSpace(r) {
			break
		}
		if r == '\n' || r == '\r' && !strings.HasPrefix(body[i+1:], "\n") {
			lines++
		}
		i += size
	}
	return i, lines > 1
}

// stops passes over the stops from i and the quotes and brackets that close behind them.
func stops(body string, i int) int {
	closed := false
	for i < len(body) {
		r, size := utf8.DecodeRuneInString(body[i:])
		switch r {
		case '.', '!', '?', '…':
			if closed {
				return i // a new sentence's dots
			}
		case '"', '\'', '”', '’', ')', ']', '»', '}':
			closed = true
		default:
			return i
		}
		i += size
	}
	return i
}

// ends tells whether the stop s[stop:after] ends the sentence that began at s[0].
func ends(s string, stop, after int) bool {
	rest := strings.TrimLeftFunc(s[after:], unicode.IsSpace)
	if rest == "" {
		return true
	}
	if len(rest) == len(s)-after { // no space
		return missingSpace(s, stop, after)
	}
	quoted := after-stop > 1
	next := strings.TrimLeftFunc(rest, func(r rune) bool { return strings.ContainsRune("\"'“‘(«[¿¡-–—", r) || unicode.IsSpace(r) })
	first, _ := utf8.DecodeRuneInString(next)
	if !unicode.IsUpper(first) && !unicode.IsDigit(first) && !isOtherLetter(first) {
		return len(next) < len(rest) && !unicode.IsLower(first) && !quoted
	}
	if s[stop] != '.' {
		return !quoted || !attributed(next)
	}
	if strings.HasPrefix(s[stop:], "..") {
		return unicode.IsUpper(first)
	}
	word := lastWord(s[:stop])
	if quoted && s[stop+1] != ')' {
		return !titles[word]
	}
	return !continues(word, firstWord(next), first)
}

// attributed tells whether what follows a quote says who said it: “Never!” Juan
// Pérez told the court.
func attributed(next string) bool {
	words := 0
	for word := range strings.FieldsSeq(next) {
		if words++; words > 4 || strings.ContainsAny(word, ".!?;") {
			return false
		}
		if words > 1 && speech[strings.TrimRight(word, ",:")] {
			return true
		}
	}
	return false
}

// isOtherLetter tells of letters without case: Arabic, Chinese …
func isOtherLetter(r rune) bool {
	return unicode.IsLetter(r) && !unicode.IsUpper(r) && !unicode.IsLower(r) && r >= 0x500
}

// isBreak tells whether a rune stands before a word.
func isBreak(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("\"'“‘([-–—/", r)
}

// lastWord is the word that s ends with, or its end when it is very long.
func lastWord(s string) string {
	s = s[max(0, len(s)-longestWord):]
	return s[strings.LastIndexFunc(s, isBreak)+1:]
}

// longestWord is how many bytes back a word is looked for; no abbreviation is longer.
const longestWord = 40

// firstWord is the letters that s begins with.
func firstWord(s string) string {
	if end := strings.IndexFunc(s[:min(len(s), longestWord)], func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }); end >= 0 {
		return s[:end]
	}
	return s
}

// missingSpace tells whether a stop without a space after it still ends a
// sentence: "the talks.The minister", never "U.S.-led" or "Amazon.com".
func missingSpace(s string, stop, after int) bool {
	if s[stop] != '.' || after != stop+1 {
		return false
	}
	word := lastWord(s[:stop])
	next := firstWord(s[after:])
	return len(word) > 3 && strings.ToLower(word) == word && starters[next]
}

// continues tells whether the sentence goes on after a word with a point and
// before the word next, that begins with first.
func continues(word, next string, first rune) bool {
	switch {
	case titles[word]:
		return true
	case beforeNumber[word]:
		return unicode.IsDigit(first) || months[word] && !starters[next]
	case initial(word):
		return !starters[next]
	case abbreviations[word] || strings.Contains(word, "."):
		return !starters[next]
	}
	return false
}

// initial tells whether a word is one capital letter.
func initial(word string) bool {
	r, size := utf8.DecodeRuneInString(word)
	return size == len(word) && unicode.IsUpper(r)
}
