package source

import (
	"bufio"
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

var byteOrderMark = []byte("\xef\xbb\xbf")

// inUTF16 tells text in UTF-16 by its byte order mark.
func inUTF16(head []byte) bool {
	return bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff"))
}

// decoded reads text as UTF-8 without a byte order mark: from the encoding that such a mark tells, else from that of the set.
func (s *Set) decoded(in io.Reader) *bufio.Reader {
	buffered := bufio.NewReaderSize(in, 1<<16)
	head, _ := buffered.Peek(len(byteOrderMark))
	switch {
	case bytes.Equal(head, byteOrderMark):
		_, _ = buffered.Discard(len(byteOrderMark))
	case inUTF16(head):
		return bufio.NewReaderSize(transform.NewReader(buffered, unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder()), 1<<16)
	case s.Encoding != nil:
		return bufio.NewReaderSize(transform.NewReader(buffered, s.Encoding.NewDecoder()), 1<<16)
	}
	return buffered
}

// misread tells text that was not in the encoding of the set after all: what has no meaning there was replaced.
func (s *Set) misread(text []byte) bool {
	return s.Encoding != nil && bytes.ContainsRune(text, utf8.RuneError)
}

const (
	sayEncoding   = "if it is in another encoding, say in which: --encoding windows-1252, for instance"
	wrongEncoding = "not in the encoding that --encoding says"
)

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
