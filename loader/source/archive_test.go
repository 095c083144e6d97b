package source_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/loader/source"
)

// member is a file of an archive.
type member struct{ name, content string }

var mixed = []member{
	{"./2023/", ""}, {"2023/a.txt", "France left."}, {"2023/lines.jsonl", "{\"text\":\"Chad left.\"}\nx"}, {"page.html", "<h1>Peru leaves</h1><p>Peru left.</p>"},
	{"packed.txt.gz", ""}, {"inner.zip", "PK"}, {"inner.tgz", "x"}, {"photo.jpg", "\xff\xd8"}, {"../../etc/up.txt", "Togo left."}, {".git/x.txt", "hidden"},
	{"__MACOSX/a.txt", "hidden"}, {"README.md", "about"}, {"empty.txt", ""}, {"odd\x1b[2J\n.txt", "Mali left."},
}

// mixedRead is what is read of them, whatever the archive.
var mixedRead = []string{"a.txt: France left.", "lines.jsonl:1: Chad left.", "lines.jsonl:2 MALFORMED", "page.html: Peru leaves\n\nPeru left.", "packed.txt.gz: Oman left.",
	"inner.zip UNSUPPORTED", "inner.tgz UNSUPPORTED", "photo.jpg UNSUPPORTED", "up.txt: Togo left.", "empty.txt EMPTY", "odd\ufffd[2J\ufffd.txt: Mali left."}

func contentOf(t *testing.T, m member) string {
	if m.name == "packed.txt.gz" {
		return compress(t, "Oman left.")
	}
	return m.content
}

func zipped(t *testing.T, members []member) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, m := range members {
		f, err := w.Create(m.name)
		if err == nil {
			_, err = io.WriteString(f, contentOf(t, m))
		}
		if err != nil && !strings.HasSuffix(m.name, "/") {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func tarred(t *testing.T, members []member) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, m := range members {
		content, kind := contentOf(t, m), byte(tar.TypeReg)
		if strings.HasSuffix(m.name, "/") {
			kind = tar.TypeDir
		}
		if err := w.WriteHeader(&tar.Header{Name: m.name, Typeflag: kind, Size: int64(len(content)), Mode: 0o600}); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestEachMemberOfAnArchiveIsReadByItsName(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.zip": zipped(t, mixed), "b.tar": tarred(t, mixed), "c.tar.gz": compress(t, tarred(t, mixed)), "d.tgz": compress(t, tarred(t, mixed))})
	for _, name := range []string{"a.zip", "b.tar", "c.tar.gz", "d.tgz"} {
		set := &source.Set{Paths: []string{filepath.Join(dir, name)}}
		wants(t, read(t, set), mixedRead...)
		if set.Done() != set.Size() {
			t.Errorf("%s: %d of %d bytes are done at the end", name, set.Done(), set.Size())
		}
	}
	wants(t, read(t, &source.Set{Paths: []string{"-"}, In: strings.NewReader(compress(t, tarred(t, mixed)))}), mixedRead...)
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 4 {
		t.Errorf("%d files beside the archives, %v", len(entries)-4, err)
	}
}

func TestABrokenArchiveKeepsWhatStandsBeforeTheBreak(t *testing.T) {
	dir := t.TempDir()
	whole := tarred(t, []member{{"a.txt", "France left."}, {"b.txt", strings.Repeat("Chad left. ", 500)}})
	write(t, dir, map[string]string{"cut.tar": whole[:2500], "cut.zip": zipped(t, mixed)[:300], "none.zip": zipped(t, []member{{"x/", ""}})})
	wants(t, read(t, &source.Set{Paths: []string{dir}}), "a.txt: France left.", "b.txt UNREADABLE", "cut.tar UNREADABLE", "cut.zip UNREADABLE", "none.zip EMPTY")
}

func TestAnArchiveThatUnpacksWithoutEndIsLeft(t *testing.T) {
	dir := t.TempDir()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range []string{"a.jsonl", "b.txt"} {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(f, io.LimitReader(spaces{}, 80<<20)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	tarball := compress(t, tarred(t, []member{{"a.txt", "France left."}, {"b.txt", strings.Repeat(" ", 80<<20)}, {"c.txt", "Chad left."}}))
	write(t, dir, map[string]string{"bomb.zip": b.String(), "bomb.tgz": tarball, "lines.jsonl.gz": compress(t, strings.Repeat(" ", 80<<20))})
	wants(t, read(t, &source.Set{Paths: []string{dir}}), "a.txt: France left.", "b.txt TOO_LARGE", "bomb.tgz UNREADABLE",
		"a.jsonl:1 TOO_LARGE", "a.jsonl:1 UNREADABLE", "bomb.zip TOO_LARGE", "lines.jsonl.gz:1 TOO_LARGE", "lines.jsonl.gz:1 UNREADABLE")
}

// spaces gives white space without end.
type spaces struct{}

func (spaces) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = ' '
	}
	return len(b), nil
}

func FuzzArchives(f *testing.F) {
	t := &testing.T{}
	f.Add([]byte(tarred(t, mixed)), ".tar")
	f.Add([]byte(zipped(t, mixed)), ".zip")
	f.Add([]byte(compress(t, tarred(t, mixed))), ".tgz")
	f.Fuzz(func(t *testing.T, content []byte, extension string) {
		if extension != ".tar" && extension != ".zip" && extension != ".tgz" {
			t.Skip()
		}
		path := filepath.Join(t.TempDir(), "a"+extension)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		items := 0
		for item := range (&source.Set{Paths: []string{path}}).Items(context.Background()) {
			items++
			if name := item.Name(); strings.ContainsAny(strings.TrimPrefix(name, path), "\x1b\n") {
				t.Fatalf("%q would be shown", name)
			}
		}
		if items == 0 {
			t.Fatal("neither a document nor a skip")
		}
	})
}
