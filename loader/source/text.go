package source

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"

	"entente/internal/diplo"
	"entente/internal/extract"
)

// text reads one article of plain text.
func (r *reader) text(name string, in io.Reader) bool {
	content, err := io.ReadAll(io.LimitReader(r.decoded(in), MaxArticle+1))
	switch {
	case err != nil:
		return r.skip(name, Unreadable, "broke off: %v", err)
	case len(content) > MaxArticle:
		return r.skip(name, TooLarge, "more than %d MB, which an article may have", MaxArticle>>20)
	}
	if cause, reason := inspect(content); cause != "" {
		return r.skip(name, cause, "%s", reason)
	}
	if r.misread(content) {
		return r.skip(name, NotUTF8, wrongEncoding)
	}
	if skip := otherLanguage(name, string(content)); skip != nil {
		return r.emit(Item{Skip: skip})
	}
	return r.emit(Item{Document: extract.Document{Source: name, Origin: place(name), Published: diplo.NoDay, Text: string(content)}})
}

// inspect tells why bytes can't be an article's text; "" when they can.
func inspect(content []byte) (Cause, string) {
	if len(content) == 0 {
		return Empty, "nothing in it"
	}
	for _, magic := range []string{"%PDF-", "PK\x03\x04", "\x1f\x8b", "\x89PNG", "\xff\xd8\xff", "SQLite format 3"} {
		if bytes.HasPrefix(content, []byte(magic)) {
			return Binary, "not text but another kind of file"
		}
	}
	if at := bytes.IndexByte(content, 0); at >= 0 {
		return Binary, fmt.Sprintf("not text: byte 0 at offset %d", at)
	}
	controls := 0
	for _, b := range content {
		if b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != '\v' || b == 0x7f {
			controls++
		}
	}
	if controls*50 > len(content) {
		return Binary, "not text: too many control characters"
	}
	if at := firstInvalid(content); at >= 0 {
		return NotUTF8, fmt.Sprintf("not UTF-8: byte 0x%02x at offset %d; %s", content[at], at, sayEncoding)
	}
	if strings.TrimFunc(string(content[:min(len(content), 1<<16)]), blank) == "" && strings.TrimFunc(string(content), blank) == "" {
		return Empty, "nothing but white space in it"
	}
	return "", ""
}

func blank(r rune) bool { return unicode.IsSpace(r) || r == '\uFEFF' || r == '\u200B' }
