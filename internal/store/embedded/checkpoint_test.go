package embedded

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"entente/internal/store"
	"entente/internal/store/storetest"
)

// inFile are the totals of the file of the store without its log; none when that is no store yet.
func inFile(t *testing.T, path string) (none store.Totals) {
	t.Helper()
	alone := filepath.Join(t.TempDir(), "alone.db")
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(alone, content, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open(alone, Options{ReadOnly: true})
	if err != nil {
		return none
	}
	defer s.Close()
	return totals(t, s)
}

func totals(t *testing.T, s *Store) store.Totals {
	t.Helper()
	totals, err := s.Totals(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return totals
}

func TestWhatIsWrittenIsInTheFileItselfWhenNothingFollows(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "graph.db")
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Put(t.Context(), storetest.NewNews(3, 100, 30).Articles(40)); err != nil {
		t.Fatal(err)
	}
	want := totals(t, s)
	var got store.Totals
	for range 20 {
		time.Sleep(quiet / 2)
		if got = inFile(t, path); got == want {
			return
		}
	}
	t.Errorf("long after the write the file has %+v, want %+v", got, want)
}

func TestTheLogStaysShortWhileMuchIsWritten(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "graph.db")
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	onWriter := func(do func(*writer)) {
		if err := s.hand(t.Context(), 0, func(w *writer) error { do(w); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	onWriter(func(*writer) { *s.log = *newCheckpointer(s.log.c, logLengths{short: 50, few: 10, long: 400}) })
	longest, written, before := 0, 0, 0
	for round := range 60 {
		if _, err := s.Put(t.Context(), storetest.NewNews(int64(round), 300, 60).Articles(20)); err != nil {
			t.Fatal(err)
		}
		now := 0
		onWriter(func(w *writer) { now = w.c.logged })
		if now < before {
			written += before
		}
		before, longest = now, max(longest, now)
	}
	if written += before; written < 2000 {
		t.Fatalf("%d pages were written in all: too few to tell", written)
	}
	if longest > 1000 {
		t.Errorf("the log came to %d pages, of %d written", longest, written)
	}
}
