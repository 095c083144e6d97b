package source_test

import (
	"path/filepath"
	"testing"

	"entente/internal/diplo"
	"entente/loader/source"
)

func TestAPatternReadsTheFilesThatItMatches(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"b.txt": "Chad left.", "a.txt": "France left.", "c.jsonl": `{"text":"Peru left."}`, "below/d.txt": "Mali left.", "below/deep/e.txt": "Togo left.", "README.txt": "about",
		".hidden/f.txt": "hidden", "photo.jpg": "\xff\xd8", "odd[1].txt": "Oman left.",
	})
	for pattern, want := range map[string][]string{
		"*.txt":            {"a.txt: France left.", "b.txt: Chad left.", "odd[1].txt: Oman left."},
		"?.*":              {"a.txt: France left.", "b.txt: Chad left.", "c.jsonl:1: Peru left."},
		"**/*.txt":         {"a.txt: France left.", "b.txt: Chad left.", "d.txt: Mali left.", "e.txt: Togo left.", "odd[1].txt: Oman left."},
		"below/**":         {"d.txt: Mali left.", "e.txt: Togo left."},
		"{b,c}.*":          {"b.txt: Chad left.", "c.jsonl:1: Peru left."},
		"odd[1].txt":       {"odd[1].txt: Oman left."}, // a file of that name
		"p*":               {"photo.jpg UNSUPPORTED"},
		".hidden/*.[st]xt": {"f.txt: hidden"},
	} {
		set := &source.Set{Paths: []string{filepath.Join(dir, pattern)}}
		if err := set.Check(); err != nil {
			t.Errorf("%s: %v", pattern, err)
		}
		wants(t, read(t, set), want...)
		if set.Done() != set.Size() {
			t.Errorf("%s: %d of %d bytes are done at the end", pattern, set.Done(), set.Size())
		}
	}
	for pattern, want := range map[string]diplo.Kind{"*.html": diplo.NotFound, "a[.txt": diplo.Invalid} {
		if err := (&source.Set{Paths: []string{filepath.Join(dir, pattern)}}).Check(); diplo.KindOf(err) != want {
			t.Errorf("%s: %v", pattern, err)
		}
	}
}
