// Package source hands articles over from where they lie: plain text files, web pages, feeds, JSON Lines and CSV (each also
// compressed), archives and directories of them, web archives, standard input, addresses on the web. What can't be read is told by name and cause,
// and nothing else is lost by it.
package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/text/encoding"

	"entente/internal/diplo"
	"entente/internal/extract"
	"entente/loader/fetch"
)

// MaxArticle is how many bytes an article may have. The longest that newspapers print are a
// hundred times shorter; what is larger is a dump of something else.
const MaxArticle = 10 << 20

// Stdin is the path that stands for standard input.
const Stdin = "-"

// StdinName is what standard input is called in extract.Document.Source.
const StdinName = "standard input"

// Cause says in a word why something was skipped.
type Cause string

// The causes.
const (
	Empty       Cause = "EMPTY"       // no text
	Binary      Cause = "BINARY"      // not text at all
	NotUTF8     Cause = "NOT_UTF8"    // text in another encoding
	TooLarge    Cause = "TOO_LARGE"   // more than MaxArticle
	Unsupported Cause = "UNSUPPORTED" // a format that is not read
	Malformed   Cause = "MALFORMED"   // a line or page that is not what its format asks for
	Language    Cause = "LANGUAGE"    // says of itself that it is not in English
	Unreadable  Cause = "UNREADABLE"  // the system did not give it, its host did not answer, or it broke off
	Refused     Cause = "REFUSED"     // not fetched: its address is not public, its host or robots.txt refuses, or it is too large
)

// Skip is something that was not read.
type Skip struct {
	Name   string `json:"name"` // as in extract.Document.Source
	Cause  Cause  `json:"cause"`
	Reason string `json:"reason"` // one sentence, with what to do where that helps
}

// Item is a document, or what was skipped in place of one. A web page is either only once Read has read it.
type Item struct {
	Document extract.Document
	Skip     *Skip // nil when there is a document

	page *savedPage // nil once it is read
	line *SavedLine // one that can't be read
}

// Set is paths to read articles from: files, patterns of their names, directories, Stdin for In, and web addresses, which Web fetches.
type Set struct {
	Paths []string
	In    io.Reader     // read for Stdin; nil when it is not among the paths
	Web   *fetch.Client // nil when no address is among the paths, nor a feed
	// Columns are the headings of articles in CSV, by ColumnFields, where they are others than those. Standard input is read as CSV, if it
	// is nothing else, where there are any.
	Columns map[string]string
	// Encoding is that of texts, JSON Lines and CSV without a byte order mark; nil is UTF-8. Pages and feeds say theirs themselves.
	Encoding encoding.Encoding

	done atomic.Int64
}

// Check tells, before anything is read, of paths that do not exist.
func (s *Set) Check() error {
	if len(s.Paths) == 0 {
		return diplo.Errorf(diplo.Invalid, "nothing to read: name files or directories, or - for standard input")
	}
	if err := checkColumns(s.Columns); err != nil {
		return err
	}
	for _, path := range s.Paths {
		switch path {
		case Stdin:
			continue
		case "":
			return diplo.Errorf(diplo.Invalid, "a path to read is empty: name files or directories, or - for standard input")
		}
		if isAddress(path) {
			continue
		}
		if isPattern(path) {
			if err := checkPattern(path); err != nil {
				return err
			}
			continue
		}
		switch _, err := os.Stat(path); {
		case errors.Is(err, fs.ErrNotExist):
			return diplo.Errorf(diplo.NotFound, "there is no file or directory %s", path)
		case err != nil:
			return diplo.Errorf(diplo.Invalid, "can't read %s: %w", path, err)
		}
	}
	return nil
}

// Size is how many bytes there are to read; 0 when that is not known beforehand.
func (s *Set) Size() int64 {
	var size int64
	for _, path := range s.Paths {
		if path == Stdin || isAddress(path) {
			return 0
		}
		for _, file := range Files(path) {
			if file.Skip == nil {
				size += file.Size
			}
		}
	}
	return size
}

// Done is how many of the bytes of Size have been read so far. It may be asked while Items runs.
func (s *Set) Done() int64 { return s.done.Load() }

// Items gives the documents of all paths in order, those of a directory by name; web pages as they are, for Item.Read. Not more
// than one is held at a time. It ends early when the context does.
func (s *Set) Items(ctx context.Context) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		r := &reader{Set: s, ctx: ctx, emit: func(item Item) bool { return ctx.Err() == nil && yield(item) }}
		for _, path := range s.Paths {
			if !r.path(path) {
				return
			}
		}
	}
}

// reader reads the paths of a set for one receiver. Its methods are false when that wants no more.
type reader struct {
	*Set
	ctx  context.Context
	emit func(Item) bool
}

// skip tells the receiver of what is not read.
func (r *reader) skip(name string, cause Cause, format string, args ...any) bool {
	return r.emit(Item{Skip: &Skip{name, cause, fmt.Sprintf(format, args...)}})
}

func (r *reader) path(path string) bool {
	switch {
	case path == Stdin:
		return r.stream(StdinName, r.In)
	case isAddress(path):
		return r.address(path)
	}
	for _, file := range Files(path) {
		if !r.file(file) {
			return false
		}
	}
	return true
}

// File is a file that was named or found, or why it will not be read.
type File struct {
	Path     string
	Size     int64 // in bytes
	Modified time.Time
	Skip     *Skip // nil when it will be read
}

// Files lists what is to be read at the path: itself, all below it, or all that it matches. Files that go with articles but are
// none (README, *.gold.json, hidden ones) are left out of directories and matches without a word.
func Files(path string) []File {
	if isPattern(path) {
		return matches(path)
	}
	info, err := os.Stat(path)
	if err != nil {
		return []File{unreadable(path, err)}
	}
	if !info.IsDir() {
		return []File{{path, info.Size(), info.ModTime(), nil}}
	}
	var found []File
	_ = filepath.WalkDir(path, func(at string, entry fs.DirEntry, err error) error {
		name := filepath.Base(at)
		switch {
		case err != nil:
			found = append(found, unreadable(at, err))
			if entry != nil && entry.IsDir() {
				return fs.SkipDir
			}
		case at != path && strings.HasPrefix(name, "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case entry.IsDir() || accompanies(name):
		default:
			found = append(found, fileAt(at))
		}
		return nil
	})
	return found
}

// fileAt is a file that was found, and not named.
func fileAt(path string) File {
	info, err := os.Stat(path) // follows links
	switch {
	case err != nil:
		return unreadable(path, err)
	case info.IsDir():
		return File{Path: path, Skip: &Skip{path, Unsupported, "a link to a directory; name that directory itself"}}
	case !info.Mode().IsRegular():
		return File{Path: path, Skip: &Skip{path, Unsupported, "neither a file nor a directory"}}
	case formatOf(path) == otherFormat:
		return File{Path: path, Skip: unsupported(path)}
	}
	return File{path, info.Size(), info.ModTime(), nil}
}

// accompanies tells files that lie beside articles and are none.
func accompanies(name string) bool {
	upper := strings.ToUpper(name)
	return strings.HasSuffix(upper, ".GOLD.JSON") || strings.HasPrefix(upper, "README") || strings.HasPrefix(upper, "LICENSE") ||
		strings.HasPrefix(upper, "COPYING") || strings.HasPrefix(upper, "NOTICE")
}

func unreadable(path string, err error) File {
	var cause *fs.PathError
	if errors.As(err, &cause) {
		err = cause.Err
	}
	return File{Path: path, Skip: &Skip{path, Unreadable, err.Error()}}
}

func (r *reader) file(f File) bool {
	if f.Skip != nil {
		return r.emit(Item{Skip: f.Skip})
	}
	before := r.done.Load()
	defer r.done.Store(before + f.Size)
	kind := formatOf(f.Path)
	if kind == otherFormat && unreadFormats[extension(f.Path)] {
		return r.emit(Item{Skip: unsupported(f.Path)})
	}
	if (kind == plainText || kind == webPage) && f.Size > MaxArticle {
		return r.skip(f.Path, TooLarge, "%s", tooLarge(f.Size))
	}
	opened, err := os.Open(f.Path)
	if err != nil {
		return r.emit(Item{Skip: unreadable(f.Path, err).Skip})
	}
	defer opened.Close()
	if kind == zipArchive {
		return r.zip(f.Path, &counterAt{opened, &r.done}, f.Size)
	}
	counted := &counter{opened, &r.done}
	if kind == otherFormat { // named by the user: see what it is
		return r.stream(f.Path, counted)
	}
	return r.named(kind, f.Path, counted)
}

// place is the origin of what was read under a name: an address, or a path as seen from anywhere. Standard input is no place.
func place(name string) string {
	if name == StdinName || isAddress(name) {
		return strings.TrimPrefix(name, StdinName)
	}
	path, err := filepath.Abs(name)
	if err != nil {
		return ""
	}
	return path
}

// entryOf is the origin of an entry of what was read under a name, which is told from others by its own id; "" when it has none.
func entryOf(name, id string) string {
	at := place(name)
	if at == "" || id == "" {
		return ""
	}
	return at + "#" + id
}

// counter adds up the bytes that are read through it.
type counter struct {
	io.Reader
	done *atomic.Int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.Reader.Read(b)
	c.done.Add(int64(n))
	return n, err
}

func tooLarge(size int64) string {
	return fmt.Sprintf("%.0f MB; an article may have %d MB", float64(size)/1e6, MaxArticle>>20)
}
