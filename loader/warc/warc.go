// Package warc reads web archives (WARC 1.0 and 1.1, ISO 28500), such as those of Common Crawl's news: the pages in them, one after
// another. It knows nothing of what stands in the pages.
package warc

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// Page is a web page as its host gave it.
type Page struct {
	Record      int    // its number in the archive, from 1
	URL         string // the address that was asked
	ContentType string // as in the HTTP header
	Content     []byte // without the codings of its way here
}

// Limits of an archive. What a record holds beyond them is passed over.
const (
	MaxHead     = 64 << 10 // bytes of a record's head
	MaxPage     = 10 << 20 // bytes of a page
	maxResponse = 20 << 20 // bytes of a page with its HTTP head, as they were sent
)

// BadRecord is a record that can't be read; those behind it can.
type BadRecord struct {
	Record int
	URL    string // "" when it is not known
	Err    error
}

func (b *BadRecord) Error() string {
	if b.URL == "" {
		return b.Err.Error()
	}
	return fmt.Sprintf("%s: %v", b.URL, b.Err)
}

func (b *BadRecord) Unwrap() error { return b.Err }

// Reader reads an archive.
type Reader struct {
	in     *bufio.Reader
	record int
}

// NewReader reads an archive that is not compressed, or was.
func NewReader(in io.Reader) *Reader { return &Reader{in: bufio.NewReaderSize(in, 1<<16)} }

// Records is how many records have been met so far, those that are no pages among them.
func (r *Reader) Records() int { return r.record }

// Next gives the next page that was got well: an HTTP response of status 200 with HTML. io.EOF is the end of the archive; after
// a *BadRecord there may be more; any other error ends it.
func (r *Reader) Next() (*Page, error) {
	for {
		version, err := r.findRecord()
		if err != nil {
			return nil, err
		}
		r.record++
		if page, err := r.read(version); page != nil || err != nil {
			return page, err
		}
	}
}

// findRecord passes over what stands before the next record: the empty lines that end one, and what remains of a bad one.
func (r *Reader) findRecord() (version string, err error) {
	for atStart := true; ; {
		part, err := r.in.ReadSlice('\n')
		if atStart && bytes.HasPrefix(part, []byte("WARC/")) && err == nil {
			return string(bytes.TrimSpace(part)), nil
		}
		if err != nil && err != bufio.ErrBufferFull {
			return "", err
		}
		atStart = err == nil
	}
}

// read reads the rest of a record; nil when it is no page.
func (r *Reader) read(version string) (*Page, error) {
	bad := func(url, format string, args ...any) error {
		return &BadRecord{r.record, url, fmt.Errorf(format, args...)}
	}
	fields, err := r.head()
	if err != nil {
		return nil, bad("", "%w", err)
	}
	url := strings.Trim(fields["warc-target-uri"], "<> ")
	if version != "WARC/1.0" && version != "WARC/1.1" {
		return nil, bad(url, "%.20q is not a version that is read", version)
	}
	length, err := strconv.ParseInt(fields["content-length"], 10, 64)
	if err != nil || length < 0 {
		return nil, bad(url, "its length is %.20q", fields["content-length"])
	}
	block := &io.LimitedReader{R: r.in, N: length}
	var page *Page
	if kind, _, _ := mime.ParseMediaType(fields["content-type"]); fields["warc-type"] == "response" && kind == "application/http" {
		page, err = response(io.LimitReader(block, maxResponse))
	}
	if _, passing := io.Copy(io.Discard, block); passing != nil {
		return nil, passing
	}
	if block.N > 0 {
		return nil, bad(url, "the archive ends %d bytes before the record does", block.N)
	}
	if err != nil {
		return nil, bad(url, "%w", err)
	}
	if page != nil {
		page.Record, page.URL = r.record, url
	}
	return page, nil
}

// head reads the named fields of a record up to the empty line; the names in small letters.
func (r *Reader) head() (map[string]string, error) {
	fields := map[string]string{}
	last := ""
	for size := 0; ; {
		part, err := r.in.ReadSlice('\n')
		if size += len(part); size > MaxHead || err == bufio.ErrBufferFull {
			return nil, errors.New("its head is too long")
		}
		if err != nil {
			return nil, fmt.Errorf("its head breaks off: %w", err)
		}
		line := string(part)
		text := strings.TrimSpace(line)
		switch name, value, found := strings.Cut(text, ":"); {
		case text == "":
			return fields, nil
		case line[0] == ' ' || line[0] == '\t': // goes on from the line before
			fields[last] += " " + text
		case !found:
			return nil, fmt.Errorf("a line of its head is no field: %.40q", text)
		default:
			last = strings.ToLower(strings.TrimSpace(name))
			fields[last] = strings.TrimSpace(value)
		}
	}
}

// response reads an HTTP response; nil when it is no page that was got well.
func response(block io.Reader) (*Page, error) {
	answer, err := http.ReadResponse(bufio.NewReader(block), nil)
	if err != nil {
		return nil, fmt.Errorf("its HTTP response can't be read: %w", err)
	}
	defer answer.Body.Close()
	contentType := answer.Header.Get("Content-Type")
	kind, _, _ := strings.Cut(strings.ToLower(contentType), ";")
	if kind = strings.TrimSpace(kind); answer.StatusCode != http.StatusOK || kind != "text/html" && kind != "application/xhtml+xml" {
		return nil, nil
	}
	buffered := bufio.NewReader(answer.Body)
	body := io.Reader(buffered)
	switch coding := strings.ToLower(answer.Header.Get("Content-Encoding")); coding {
	case "", "identity":
	case "gzip", "x-gzip":
		magic, _ := buffered.Peek(2)
		if !bytes.Equal(magic, []byte{0x1f, 0x8b}) {
			break // the crawler has unpacked it
		}
		if body, err = gzip.NewReader(buffered); err != nil {
			return nil, fmt.Errorf("its page is not gzip, as it says: %w", err)
		}
	default:
		return nil, fmt.Errorf("its page is packed as %.20q, which is not read", coding)
	}
	content, err := io.ReadAll(io.LimitReader(body, MaxPage+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("its page breaks off: %w", err)
	case len(content) > MaxPage:
		return nil, fmt.Errorf("a page of more than %d MB", MaxPage>>20)
	}
	return &Page{ContentType: contentType, Content: content}, nil
}
