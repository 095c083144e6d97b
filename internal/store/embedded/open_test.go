package embedded

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/internal/diplo"
	"entente/internal/store"
	"entente/internal/store/storetest"
)

// reopened opens the store at the path, which the test closes.
func reopened(t *testing.T, path string, options Options) *Store {
	t.Helper()
	s, err := Open(path, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func wantKind(t *testing.T, err error, kind diplo.Kind, words string) {
	t.Helper()
	if diplo.KindOf(err) != kind || !strings.Contains(fmt.Sprint(err), words) {
		t.Errorf("the error is %q of kind %s, want one of kind %s that says %q", fmt.Sprint(err), diplo.KindOf(err), kind, words)
	}
}

func TestAStoreOpenedAgainHasWhatWasPut(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "graph.db")
	s := reopened(t, path, Options{})
	articles := storetest.Sample().Articles
	if _, err := s.Put(t.Context(), articles); err != nil {
		t.Fatal(err)
	}
	before := storetest.Read(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = reopened(t, path, Options{})
	storetest.Same(t, "what is read", before, storetest.Read(t, s))
	result, err := s.Put(t.Context(), articles)
	storetest.Same(t, "the result of the same Put", store.PutResult{Unchanged: 5}, result)
	if err != nil {
		t.Error(err)
	}
}

func TestASecondWriterIsRefusedAndReadersAreNot(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "graph.db")
	s := reopened(t, path, Options{})
	_, err := Open(path, Options{})
	wantKind(t, err, diplo.Conflict, "is open for writing by another process")
	reader := reopened(t, path, Options{ReadOnly: true})
	if _, err := s.Put(t.Context(), storetest.Sample().Articles); err != nil {
		t.Fatal(err)
	}
	totals, err := reader.Totals(t.Context())
	if err != nil || totals.Articles != 5 {
		t.Errorf("the reader sees %d articles, want 5; %v", totals.Articles, err)
	}
	_, err = reader.Put(t.Context(), storetest.Sample().Articles)
	wantKind(t, err, diplo.Unsupported, "reading only")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	reopened(t, path, Options{})
}

func TestWhatCannotBeOpenedIsSaidPlainly(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for _, c := range []struct {
		name, path string
		options    Options
		kind       diplo.Kind
		words      string
	}{
		{"a folder", folder, Options{}, diplo.Invalid, "is a folder"},
		{"no path", "", Options{}, diplo.Invalid, "empty"},
		{"a file in no folder", filepath.Join(folder, "none", "graph.db"), Options{}, diplo.Unavailable, "there is no folder"},
		{"a file as folder", filepath.Join(file("plain", "x"), "graph.db"), Options{}, diplo.Unavailable, "can't be opened"},
		{"no SQLite file", file("text", strings.Repeat("this is a letter, not a store. ", 300)), Options{}, diplo.Invalid, "not a store of entente"},
		{"no SQLite file, to read", file("text2", strings.Repeat("this is a letter, not a store. ", 300)), Options{ReadOnly: true}, diplo.Invalid, "not a store of entente"},
		{"nothing to read", filepath.Join(folder, "nothing.db"), Options{ReadOnly: true}, diplo.NotFound, "there is no store"},
	} {
		_, err := Open(c.path, c.options)
		t.Run(c.name, func(t *testing.T) { wantKind(t, err, c.kind, c.words) })
	}
}

func TestAnotherProgramsDatabaseIsRefusedAndLeftAlone(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "graph.db")
	c, err := connect(path, "mode=rwc")
	if err != nil {
		t.Fatal(err)
	}
	if err := c.script("CREATE TABLE song (name TEXT)"); err != nil {
		t.Fatal(err)
	}
	c.close()
	_, err = Open(path, Options{})
	wantKind(t, err, diplo.Invalid, "not a store of entente")
}

func TestANewerFormatIsRefused(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "graph.db")
	s := reopened(t, path, Options{})
	if err := s.writer.c.script(fmt.Sprintf("PRAGMA user_version = %d", format+1)); err != nil {
		t.Fatal(err)
	}
	s.Close()
	for _, options := range []Options{{}, {ReadOnly: true}} {
		_, err := Open(path, options)
		wantKind(t, err, diplo.Unsupported, "use the newer entente")
	}
}

// before0002 takes a file back to the format before 0002_origins.
const before0002 = `DROP TABLE origin;
ALTER TABLE article DROP COLUMN country;
ALTER TABLE article DROP COLUMN reliability;
ALTER TABLE article DROP COLUMN fingerprint;
PRAGMA user_version = 1`

func TestAFileOfAnOlderFormatIsBroughtToThisOneWithAllThatIsInIt(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "graph.db")
	s := reopened(t, path, Options{})
	articles := storetest.Sample().Articles
	for i := range articles { // that format knew nothing of these
		articles[i].Article.Country, articles[i].Article.Reliability, articles[i].Article.Fingerprint = "", "", ""
	}
	if _, err := s.Put(t.Context(), articles); err != nil {
		t.Fatal(err)
	}
	want := storetest.Read(t, s)
	if err := s.writer.c.script(before0002); err != nil {
		t.Fatal(err)
	}
	s.Close()
	_, err := Open(path, Options{ReadOnly: true})
	wantKind(t, err, diplo.Unsupported, "open it once for writing")
	s = reopened(t, path, Options{})
	storetest.Same(t, "what is read", want, storetest.Read(t, s))
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := s.Put(t.Context(), articles); err != nil {
		t.Error(err)
	}
	storetest.Same(t, "what is read after all is put again", want, storetest.Read(t, s))
}

func TestADamagedFileIsToldAndNothingPanics(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "graph.db")
	s := reopened(t, path, Options{})
	if _, err := s.Put(t.Context(), storetest.NewNews(1, 200, 60).Articles(400)); err != nil {
		t.Fatal(err)
	}
	s.Close()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 4096 * 2; i < len(content); i++ {
		if i%4096 < 2000 {
			content[i] ^= 0x5a
		}
	}
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(path, Options{}); err != nil {
		if kind := diplo.KindOf(err); kind != diplo.Internal {
			t.Errorf("Open: %v of kind %s", err, kind)
		}
		return
	}
	defer s.Close()
	_, listed := s.Events(t.Context(), store.EventFilter{}, "", store.PageRequest{Limit: 500})
	_, put := s.Put(t.Context(), storetest.Sample().Articles)
	checked := s.Check(t.Context())
	if checked == nil {
		t.Error("Check finds nothing wrong")
	}
	for _, err := range []error{listed, put, checked} {
		if err != nil && diplo.KindOf(err) != diplo.Internal {
			t.Errorf("the error is %v of kind %s", err, diplo.KindOf(err))
		}
	}
}

func TestAFullDiskFailsThePutAndKeepsTheStore(t *testing.T) {
	t.Parallel()
	s := temporary(t).(*Store)
	if _, err := s.Put(t.Context(), storetest.Sample().Articles); err != nil {
		t.Fatal(err)
	}
	before := storetest.Read(t, s)
	pages, err := s.writer.c.number(background, "PRAGMA page_count")
	if err != nil {
		t.Fatal(err)
	}
	limit := func(n int64) {
		if _, err := s.writer.c.number(background, fmt.Sprintf("PRAGMA max_page_count = %d", n)); err != nil {
			t.Fatal(err)
		}
	}
	limit(pages + 4)
	_, err = s.Put(t.Context(), storetest.NewNews(1, 500, 60).Articles(2000))
	wantKind(t, err, diplo.Unavailable, "disk is full")
	storetest.Same(t, "what is read", before, storetest.Read(t, s))
	limit(1 << 30)
	if _, err := s.Put(t.Context(), storetest.NewNews(1, 500, 60).Articles(2000)); err != nil {
		t.Errorf("with space again: %v", err)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestAFolderThatMayNotBeWritten(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "graph.db")
	s := reopened(t, path, Options{})
	if _, err := s.Put(t.Context(), storetest.Sample().Articles); err != nil {
		t.Fatal(err)
	}
	s.Close()
	folder := filepath.Dir(path)
	if err := os.Remove(path + ".lock"); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(folder, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(folder, 0o755)
	if writable(folder) {
		t.Skip("this user may write everywhere")
	}
	_, err := Open(path, Options{})
	wantKind(t, err, diplo.Unavailable, "can't be opened for writing")
	reader := reopened(t, path, Options{ReadOnly: true})
	totals, err := reader.Totals(t.Context())
	if err != nil || totals.Articles != 5 {
		t.Errorf("the reader sees %d articles, want 5; %v", totals.Articles, err)
	}
}

func TestABackupIsAStoreOfItsOwn(t *testing.T) {
	t.Parallel()
	s := temporary(t).(*Store)
	if _, err := s.Put(t.Context(), storetest.Sample().Articles); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "copy's of the store?.db")
	if err := s.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	copied := reopened(t, path, Options{})
	storetest.Same(t, "what is read", storetest.Read(t, s), storetest.Read(t, copied))
	if err := copied.Check(t.Context()); err != nil {
		t.Error(err)
	}
	wantKind(t, s.Backup(t.Context(), path), diplo.Conflict, "is there already")
	wantKind(t, s.Backup(t.Context(), filepath.Join(t.TempDir(), "none", "copy.db")), diplo.Unavailable, "can't be opened")
}

func TestCheckFindsWhatDoesNotFollowFromTheArticles(t *testing.T) {
	t.Parallel()
	for _, damage := range []string{
		"DELETE FROM party WHERE side = 0",
		"DELETE FROM pair",
		"DELETE FROM event WHERE id = 1",
		"UPDATE event SET outlets = 9 WHERE id = 1",
		"UPDATE event SET state = 1 - state % 5 WHERE id = 1",
		"DELETE FROM day WHERE id = (SELECT max(id) FROM day)",
		"UPDATE day SET reach = reach + 1 WHERE id = (SELECT max(id) FROM day)",
		"UPDATE total SET mentions = mentions + 1",
		"UPDATE change SET last = last - 1 WHERE kind = 0",
		"DELETE FROM action WHERE id = 1",
		"UPDATE mention SET event = 0 WHERE id = (SELECT max(id) FROM mention)",
		"UPDATE tie SET events = events + 1 WHERE actor = (SELECT max(actor) FROM tie)",
		"UPDATE event SET body = (SELECT body FROM event WHERE id = 2) WHERE id = 1",
		"DELETE FROM mention WHERE id = (SELECT max(id) FROM mention)",
		"UPDATE actor SET name = 'Somebody' WHERE id = 1",
		"DELETE FROM actor_name WHERE actor = 1",
		"UPDATE actor_record SET uses = uses + 1 WHERE id = 1",
		"DELETE FROM sentence_text WHERE rowid = (SELECT min(sentence) FROM mention)",
	} {
		s := temporary(t).(*Store)
		if _, err := s.Put(t.Context(), storetest.Sample().Articles); err != nil {
			t.Fatal(err)
		}
		if err := s.Check(t.Context()); err != nil {
			t.Fatalf("before: %v", err)
		}
		if err := s.writer.c.exec(damage); err != nil {
			t.Fatalf("%s: %v", damage, err)
		}
		if err := s.Check(t.Context()); diplo.KindOf(err) != diplo.Internal {
			t.Errorf("after %s Check gives %v", damage, err)
		}
		s.Close()
	}
}
