package source

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/internal/diplo"
	"entente/internal/extract"
)

var byteOrderMark = []byte("\xef\xbb\xbf")

// text reads one article of plain text.
func (r *reader) text(name string, in io.Reader) bool {
	content, err := io.ReadAll(io.LimitReader(in, MaxArticle+1))
	switch {
	case err != nil:
		return r.skip(name, Unreadable, "broke off: %v", err)
	case len(content) > MaxArticle:
		return r.skip(name, TooLarge, "more than %d MB, which an article may have", MaxArticle>>20)
	}
	content = bytes.TrimPrefix(content, byteOrderMark)
	if cause, reason := inspect(content); cause != "" {
		return r.skip(name, cause, "%s", reason)
	}
	return r.emit(Item{Document: extract.Document{Source: name, Published: diplo.NoDay, Text: string(content)}})
}

// inspect tells why bytes can't be an article's text; "" when they can.
func inspect(content []byte) (Cause, string) {
	if len(content) == 0 {
		return Empty, "nothing in it"
	}
	if bytes.HasPrefix(content, []byte{0xff, 0xfe}) || bytes.HasPrefix(content, []byte{0xfe, 0xff}) {
		return NotUTF8, "text in UTF-16; convert it to UTF-8"
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
		return NotUTF8, fmt.Sprintf("not UTF-8: byte 0x%02x at offset %d; convert it from its own encoding (Windows-1252, for instance)", content[at], at)
	}
	if strings.TrimFunc(string(content[:min(len(content), 1<<16)]), blank) == "" && strings.TrimFunc(string(content), blank) == "" {
		return Empty, "nothing but white space in it"
	}
	return "", ""
}

func blank(r rune) bool { return unicode.IsSpace(r) || r == '\uFEFF' || r == '\u200B' }

// firstInvalid is the offset of the first byte that is not UTF-8, -1 when all is.
func firstInvalid(content []byte) int {
	if utf8.Valid(content) {
		return -1
	}
	for at := 0; at < len(content); {
		r, size := utf8.DecodeRune(content[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return -1
}
