package blocks

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/internal/text"
)

// split gives the paragraphs of body without the white space round them: runs of lines between empty
// lines, where a line that its width did not force to end begins another paragraph.
func split(body string) []text.Span {
	var paragraphs, run []text.Span
	flush := func() {
		paragraphs = append(paragraphs, join(body, run)...)
		run = run[:0]
	}
	for start := 0; start < len(body); {
		end := len(body)
		if i := strings.IndexAny(body[start:], "\n\r\v\f\u0085\u2028\u2029"); i >= 0 {
			end = start + i
		}
		line := trim(body, text.Span{Start: start, End: end})
		switch {
		case line.Len() > 0:
			run = append(run, line)
		case end+1 < len(body) && body[end] == '\r' && body[end+1] == '\n' && end == start:
			// the second half of an empty line comes next
			flush()
		default:
			flush()
		}
		if end == len(body) {
			break
		}
		_, size := utf8.DecodeRuneInString(body[end:])
		if strings.HasPrefix(body[end:], "\r\n") {
			size = 2
		}
		start = end + size
	}
	flush()
	return paragraphs
}

// Widest is how many characters a line of hard-wrapped text may have.
const widest = 120

// join makes paragraphs of lines that follow one another. A line goes on with the
// next where the next one's first word would not have fitted into it.
func join(body string, lines []text.Span) []text.Span {
	width := 0
	for _, line := range lines {
		width = max(width, utf8.RuneCountInString(line.Of(body)))
	}
	var out []text.Span
	for i, line := range lines {
		if i > 0 && width <= widest && width >= 40 {
			previous := lines[i-1].Of(body)
			word, _, _ := strings.Cut(line.Of(body), " ")
			if utf8.RuneCountInString(previous)+1+utf8.RuneCountInString(word) > width {
				out[len(out)-1].End = line.End
				continue
			}
		}
		out = append(out, line)
	}
	return out
}

func trim(body string, span text.Span) text.Span {
	s := span.Of(body)
	span.Start += len(s) - len(strings.TrimLeftFunc(s, blank))
	s = span.Of(body)
	span.End -= len(s) - len(strings.TrimRightFunc(s, blank))
	return span
}

// blank tells white space, the byte order mark among it.
func blank(r rune) bool { return unicode.IsSpace(r) || r == '\uFEFF' || r == '\u200B' }

// isProse tells a paragraph of sentences from a heading: it is long, or ends as sentences do.
func isProse(s string) bool {
	words := len(strings.Fields(s))
	return words >= 30 || words >= 6 && endsSentence(s)
}

// endsSentence tells whether s ends with a full stop or the like, quotation marks and brackets behind it left aside.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)] \u00a0")
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…:", last)
}
