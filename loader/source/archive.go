package source

import (
	"archive/tar"
	"archive/zip"
	"errors"
	"io"
	"path"
	"strings"
	"sync/atomic"
	"unicode"
)

// MaxMembers is how many members of an archive are looked at.
const MaxMembers = 1_000_000

// zip reads the members of a zip archive of that many bytes.
func (r *reader) zip(name string, in io.ReaderAt, size int64) bool {
	archive, err := zip.NewReader(in, size)
	if err != nil {
		return r.skip(name, Unreadable, "not a zip archive, or broken: %v", err)
	}
	m := members{reader: r, archive: name, budget: budget{packed: func() int64 { return size }}}
	for _, file := range archive.File {
		if !m.next(file.Name, file.Mode().IsDir(), file.Mode().IsRegular(), func() (io.ReadCloser, error) {
			if file.Flags&1 != 0 {
				return nil, errors.New("it is encrypted")
			}
			return file.Open()
		}) {
			break
		}
	}
	return m.end()
}

// tar reads the members of a tar archive.
func (r *reader) tar(name string, in io.Reader) bool {
	counted := &counter{in, new(atomic.Int64)}
	archive := tar.NewReader(counted)
	m := members{reader: r, archive: name, budget: budget{packed: counted.done.Load}} // a member may have holes, which pack to nothing
	for {
		header, err := archive.Next()
		if err == io.EOF {
			return m.end()
		}
		if err != nil {
			return r.skip(name, Unreadable, "broke off: %v", err)
		}
		if !m.next(header.Name, header.Typeflag == tar.TypeDir, header.Typeflag == tar.TypeReg, func() (io.ReadCloser, error) {
			return io.NopCloser(archive), nil
		}) {
			return m.end()
		}
	}
}

// members reads those of one archive, one after another. Their names tell their formats and are shown; nothing is written by them.
type members struct {
	*reader
	archive string
	budget  budget
	seen    int
	read    int
	ended   bool // the receiver wants no more
}

// next reads a member; false when no more are to be read.
func (m *members) next(name string, directory, regular bool, open func() (io.ReadCloser, error)) bool {
	if m.seen++; m.seen > MaxMembers {
		m.ended = !m.skip(m.archive, TooLarge, "more than %d members; the rest is not read", MaxMembers)
		return false
	}
	if directory || hidden(name) || accompanies(path.Base(name)) {
		return true
	}
	m.read++
	m.ended = !m.member(m.archive+"/"+shown(name), regular, open)
	if m.budget.spent && !m.ended {
		m.ended = !m.skip(m.archive, TooLarge, "%v; the rest is not read", errUnpacksTooMuch)
		return false
	}
	return !m.ended
}

func (m *members) member(at string, regular bool, open func() (io.ReadCloser, error)) bool {
	kind := formatOf(at)
	switch {
	case !regular:
		return m.skip(at, Unsupported, "neither a file nor a directory")
	case kind == zipArchive || kind == tarArchive:
		return m.skip(at, Unsupported, "an archive in an archive; take it out to have it read")
	case kind == otherFormat:
		return m.emit(Item{Skip: unsupported(at)})
	}
	content, err := open()
	if err != nil {
		return m.skip(at, Unreadable, "%v", err)
	}
	defer content.Close()
	return m.named(kind, at, &bounded{content, &m.budget})
}

// end says what there is to say of the archive as a whole; false when the receiver wants no more.
func (m *members) end() bool {
	if m.ended {
		return false
	}
	if m.read == 0 {
		return m.skip(m.archive, Empty, "no file in it")
	}
	return true
}

// hidden tells members that systems put into archives beside those that people did.
func hidden(name string) bool {
	for element := range strings.SplitSeq(name, "/") {
		if element == "__MACOSX" || strings.HasPrefix(element, ".") && element != "." && element != ".." {
			return true
		}
	}
	return false
}

// shown is the name of a member as it may stand on a terminal: no control characters, not too long; it keeps its end, which tells the
// format.
func shown(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return unicode.ReplacementChar
	}, name)
	if runes := []rune(name); len(runes) > 200 {
		return "…" + string(runes[len(runes)-200:])
	}
	return name
}
