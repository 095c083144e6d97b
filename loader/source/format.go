package source

import (
	"bufio"
	"bytes"
	"io"
	"path/filepath"
	"strings"

	"entente/loader/feed"
)

// format is how a file is to be read.
type format int

const (
	otherFormat format = iota
	plainText
	jsonLines
	webPage
	newsFeed
	table
	webArchive
	zipArchive
	tarArchive
)

// extension is the end of a file's name in small letters, ".jsonl" of "a.jsonl.gz".
func extension(path string) string {
	name := strings.ToLower(filepath.Base(path))
	return filepath.Ext(strings.TrimSuffix(name, ".gz"))
}

func formatOf(path string) format {
	switch extension(path) {
	case ".txt", ".text":
		return plainText
	case ".jsonl", ".ndjson":
		return jsonLines
	case ".html", ".htm", ".xhtml":
		return webPage
	case ".xml", ".rss", ".atom", ".rdf", ".json":
		return newsFeed
	case ".csv", ".tsv", ".tab":
		return table
	case ".warc":
		return webArchive
	case ".zip":
		return zipArchive
	case ".tar", ".tgz":
		return tarArchive
	}
	return otherFormat
}

// unreadFormats are known by their names and not read, even where the user names one.
var unreadFormats = map[string]bool{".mhtml": true, ".pdf": true, ".doc": true, ".docx": true, ".odt": true, ".rtf": true,
	".7z": true, ".rar": true, ".bz2": true, ".xz": true, ".zst": true, ".db": true, ".epub": true}

func unsupported(path string) *Skip {
	reason := "not a format that is read; .txt, .html, .jsonl and .csv are, for instance, also compressed (.gz)"
	if extension(path) == ".mhtml" {
		reason = "MHTML is not read; save the page as .html"
	}
	return &Skip{path, Unsupported, reason}
}

// peek is how far into a stream of unknown format is looked.
const peek = 4096

// stream reads what says nothing of its format by its name: JSON Lines where it begins with
// an object, a feed or a web page where it begins with a tag of one, an archive (tar, WARC), a table where the set
// says what its columns are, else a text; each may be compressed.
func (r *reader) stream(name string, in io.Reader) bool {
	if in == nil {
		return r.skip(name, Unreadable, "there is no standard input")
	}
	buffered := bufio.NewReaderSize(in, peek)
	head, _ := buffered.Peek(peek)
	if bytes.HasPrefix(head, gzipMagic) {
		plain, err := gunzip(buffered)
		if err != nil {
			return r.skip(name, Unreadable, "compressed, but broken: %v", err)
		}
		buffered = bufio.NewReaderSize(plain, peek)
		head, _ = buffered.Peek(peek)
	}
	if inUTF16(head) {
		buffered = r.decoded(buffered)
		head, _ = buffered.Peek(peek)
	}
	start := bytes.TrimLeft(bytes.TrimPrefix(head, byteOrderMark), " \t\r\n")
	switch {
	case bytes.HasPrefix(start, []byte("WARC/1.")):
		return r.webArchive(name, buffered)
	case isTar(head):
		return r.tar(name, buffered)
	case feed.Is("", head):
		return r.savedFeed(name, buffered)
	case bytes.HasPrefix(start, []byte("{")):
		return r.jsonLines(name, buffered)
	case looksLikePage(start):
		return r.page(name, buffered)
	case len(r.Columns) > 0:
		return r.csv(name, buffered)
	}
	return r.text(name, buffered)
}

// looksLikePage tells a web page by how it begins.
func looksLikePage(start []byte) bool {
	lower := bytes.ToLower(start[:min(len(start), 16)])
	return bytes.HasPrefix(lower, []byte("<!doctype html")) || bytes.HasPrefix(lower, []byte("<html"))
}

// isTar tells a tar archive by the mark in the head of its first member.
func isTar(head []byte) bool {
	return len(head) > 262 && string(head[257:262]) == "ustar"
}

var gzipMagic = []byte{0x1f, 0x8b}

// named reads a file by the format that its name tells.
func (r *reader) named(kind format, path string, in io.Reader) bool {
	if lower := strings.ToLower(path); strings.HasSuffix(lower, ".gz") || strings.HasSuffix(lower, ".tgz") {
		plain, err := gunzip(in)
		if err != nil {
			return r.skip(path, Unreadable, "not gzip, or broken: %v", err)
		}
		in = plain
	}
	switch kind {
	case jsonLines:
		return r.jsonLines(path, in)
	case webPage:
		return r.page(path, in)
	case newsFeed:
		return r.savedFeed(path, in)
	case table:
		return r.csv(path, in)
	case webArchive:
		return r.webArchive(path, in)
	case tarArchive:
		return r.tar(path, in)
	}
	return r.text(path, in)
}
