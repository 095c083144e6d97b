// Package token cuts running text into Penn-style tokens: words, numbers and
// marks. Hyphens between words, possessives, clitics, currency and percent
// signs stand alone; abbreviations keep their point.
//
// The cuts follow the conventions of the treebank that the models are trained
// on, so that they meet in new text the words they have learnt.
package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/internal/text"
)

// Append appends the tokens of body[block.Start:block.End] to dst, in order.
// White space is in no token, every other byte in exactly one. A byte that is
// not valid UTF-8 counts as a letter.
func Append(dst []text.Span, body string, block text.Span) []text.Span {
	start := -1
	for i := block.Start; i < block.End; {
		r, size := decode(body[i:block.End])
		if unicode.IsSpace(r) {
			if start >= 0 {
				dst = appendChunk(dst, body, start, i)
			}
			start = -1
		} else if start < 0 {
			start = i
		}
		i += size
	}
	if start >= 0 {
		dst = appendChunk(dst, body, start, block.End)
	}
	return dst
}

// decode is the first rune of s and its size; a bad byte is U+FFFD of size 1.
func decode(s string) (rune, int) {
	if s[0] < utf8.RuneSelf {
		return rune(s[0]), 1
	}
	return utf8.DecodeRuneInString(s)
}

// appendChunk cuts text without white space: marks are taken off both ends
// until a word is left, which is then cut inside.
func appendChunk(dst []text.Span, body string, start, end int) []text.Span {
	var tail [8]text.Span // taken off the end, last first
	taken := tail[:0]
	address := isAddress(body[start:end])
	for start < end {
		chunk := body[start:end]
		if isAbbreviation(chunk) || address && !marked(chunk) {
			dst = append(dst, text.Span{Start: start, End: end})
			start = end
			break
		}
		if n := prefix(chunk); n > 0 {
			dst = append(dst, text.Span{Start: start, End: start + n})
			start += n
			continue
		}
		if n := suffix(chunk); n > 0 && n < len(chunk) {
			taken = append(taken, text.Span{Start: end - n, End: end})
			end -= n
			continue
		}
		break
	}
	if start < end {
		dst = appendInside(dst, body, start, end)
	}
	for i := len(taken) - 1; i >= 0; i-- {
		dst = append(dst, taken[i])
	}
	return dst
}

// isAbbreviation tells whether a chunk keeps its point.
func isAbbreviation(chunk string) bool {
	if len(chunk) > maxAbbreviation || chunk[len(chunk)-1] != '.' {
		return false
	}
	return len(chunk) == 2 && isLower(rune(chunk[0])) && chunk[0] != 'v' || abbreviations[chunk]
}

// isAddress tells whether a chunk holds an address of the web or of mail,
// which is not cut within.
func isAddress(chunk string) bool {
	return strings.Contains(chunk, "://") || strings.Contains(chunk, "www.") || strings.IndexByte(chunk, '@') > 0
}

// marked tells whether a mark that stands alone is at either end of a chunk.
func marked(chunk string) bool {
	first, _ := decode(chunk)
	last, _ := utf8.DecodeLastRuneInString(chunk)
	return opens(first) || closes(last) || last == '.'
}

// opens tells whether a rune at the start of a chunk stands alone.
func opens(r rune) bool {
	switch r {
	case '§', '%', '=', '—', '–', '+':
		return true
	}
	return closes(r) || unicode.Is(unicode.Sc, r)
}

// closes tells whether a rune at either end of a chunk stands alone.
func closes(r rune) bool {
	switch r {
	case '…', ',', ':', ';', '!', '?', '¿', '¡', '(', ')', '[', ']', '{', '}', '<', '>', '_', '#', '*', '&',
		'。', '？', '！', '，', '、', '；', '：', '·', '।', '،', '؛', '٪':
		return true
	}
	return isQuote(r)
}

func isQuote(r rune) bool {
	switch r {
	case '\'', '"', '”', '“', '`', '‘', '´', '’', '‚', '„', '»', '«', '「', '」', '『', '』', '（', '）', '〔', '〕', '【', '】', '《', '》', '〈', '〉':
		return true
	}
	return false
}

// prefix is the size of the mark that a chunk begins with, 0 if none.
func prefix(chunk string) int {
	r, size := decode(chunk)
	switch {
	case r == '.':
		if n := dots(chunk); n > 1 {
			return n
		}
		return 0
	case r == '+' && len(chunk) > 1 && isDigit(rune(chunk[1])):
		return 0
	case r == '\'' || r == '’':
		if len(chunk) > size && len(chunk) <= size+2 && clitics[strings.ToLower(chunk[size:])] {
			return len(chunk) // "'s", "'re" by themselves
		}
		if chunk == "''" {
			return len(chunk)
		}
	}
	if opens(r) {
		return size
	}
	return 0
}

// dots is the number of full stops that s begins with.
func dots(s string) int {
	n := 0
	for n < len(s) && s[n] == '.' {
		n++
	}
	return n
}

// suffix is the size of the mark or clitic that a chunk ends with, 0 if none.
func suffix(chunk string) int {
	r, size := utf8.DecodeLastRuneInString(chunk)
	rest := chunk[:len(chunk)-size]
	before, beforeSize := utf8.DecodeLastRuneInString(rest)
	switch {
	case r == '.':
		n := 1
		for n < len(chunk) && chunk[len(chunk)-1-n] == '.' {
			n++
		}
		if n > 1 {
			return n
		}
		if isDigit(before) || unicode.IsLower(before) || before == '%' || before == '²' || before == '-' || before == '+' || closes(before) {
			return 1
		}
		if unicode.IsUpper(before) {
			if second, _ := utf8.DecodeLastRuneInString(rest[:len(rest)-beforeSize]); unicode.IsUpper(second) {
				return 1
			}
		}
		return 0
	case closes(r), r == '—', r == '–':
		return size
	case r == '+' || r == '%' || unicode.Is(unicode.Sc, r):
		if isDigit(before) {
			return size
		}
		return 0
	}
	if n := clitic(chunk); n > 0 {
		return n
	}
	return unit(chunk)
}

// clitics are what follows an apostrophe as a token of its own.
var clitics = map[string]bool{"s": true, "re": true, "ve": true, "ll": true, "d": true, "m": true}

// clitic is the size of the "'s", "n't", "'ll" … that a chunk ends with, 0 if none.
func clitic(chunk string) int {
	at, size := -1, 0
	for i := len(chunk) - 1; i >= 0 && i >= len(chunk)-5; i-- {
		if chunk[i] == '\'' {
			at, size = i, 1
			break
		}
		if strings.HasPrefix(chunk[i:], "’") {
			at, size = i, len("’")
			break
		}
	}
	if at <= 0 {
		return 0
	}
	switch after := chunk[at+size:]; after {
	case "s", "S":
		return len(chunk) - at
	case "re", "ve", "ll", "d", "m", "RE", "VE", "LL", "D", "M":
		if letters(chunk[:at]) {
			return len(chunk) - at
		}
	case "t", "T":
		if at > 1 && (chunk[at-1] == 'n' || chunk[at-1] == 'N') && letters(chunk[:at]) {
			return len(chunk) - at + 1
		}
	}
	return 0
}

func letters(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return s != ""
}

// unit is the size of the unit that follows a number in a chunk, 0 if none.
func unit(chunk string) int {
	digits := len(chunk)
	for digits > 0 && !isDigit(rune(chunk[digits-1])) {
		digits--
		if len(chunk)-digits > 4 {
			return 0
		}
	}
	if digits == 0 {
		return 0
	}
	after := chunk[digits:]
	if units[after] {
		return len(after)
	}
	switch after {
	case "am", "pm", "a.m", "p.m", "a.m.", "p.m.":
		if letters(chunk[digits:digits+1]) && digits <= 2 {
			return len(after)
		}
	}
	return 0
}

// appendInside cuts a word at the marks within it.
func appendInside(dst []text.Span, body string, start, end int) []text.Span {
	cutAt := func(at, size int) {
		if start < at {
			dst = append(dst, text.Span{Start: start, End: at})
		}
		dst = append(dst, text.Span{Start: at, End: at + size})
		start = at + size
	}
	if n := joined(body[start:end]); n > 0 {
		return append(dst, text.Span{Start: start, End: start + n}, text.Span{Start: start + n, End: end})
	}
	before := rune(0)
	for i := start; i < end; {
		r, size := decode(body[i:end])
		after := rune(0)
		if i+size < end {
			after, _ = decode(body[i+size : end])
		}
		switch {
		case r == '.':
			if n := dots(body[i:end]); n > 1 {
				cutAt(i, n)
				size = n
			} else if (unicode.IsLower(before) || isQuote(before)) && (unicode.IsUpper(after) || isQuote(after)) {
				cutAt(i, size)
			}
		case r == '…':
			cutAt(i, size)
		case isDigit(before) && (r == '+' || r == '-' || r == '*' || r == '^') && (isDigit(after) || after == '-'):
			cutAt(i, size)
		case r == ',' && unicode.IsLetter(before) && unicode.IsLetter(after):
			cutAt(i, size)
		case isHyphen(r) && before != 0 && !isHyphen(before):
			n := size
			for i+n < end {
				next, nextSize := decode(body[i+n : end])
				if !isHyphen(next) {
					break
				}
				n += nextSize
			}
			if i+n < end {
				cutAt(i, n)
			}
			size = n
		case (r == '<' || r == '>' || r == '=') && (unicode.IsLetter(before) || isDigit(before)) && unicode.IsLetter(after):
			cutAt(i, size)
		}
		before, _ = utf8.DecodeLastRuneInString(body[start0(i, size) : i+size])
		i += size
	}
	if start < end {
		dst = append(dst, text.Span{Start: start, End: end})
	}
	return dst
}

// start0 is where the last rune of the size bytes at i may begin.
func start0(i, size int) int { return i + max(0, size-utf8.UTFMax) }

func isHyphen(r rune) bool { return r == '-' || r == '–' || r == '—' || r == '~' }
func isDigit(r rune) bool  { return '0' <= r && r <= '9' }
func isLower(r rune) bool  { return 'a' <= r && r <= 'z' }

// joined is where a word written as one falls into two ("cannot"), 0 for most.
func joined(chunk string) int {
	if len(chunk) > len("cannot") {
		return 0
	}
	switch strings.ToLower(chunk) {
	case "cannot", "gonna", "gotta":
		return 3
	}
	return 0
}
