package embedded

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"entente/internal/diplo"
	"entente/internal/store"
	"entente/internal/store/storetest"
)

// trials is how often a test of accidents tries, by the environment, else n.
func trials(n int) int {
	if more, err := strconv.Atoi(os.Getenv("ENTENTE_TEST_TRIALS")); err == nil {
		return more
	}
	return n
}

// TestNoDamageBringsTheProgramDown flips bytes of a store or cuts its end off, and wants of every verb an answer or an error that says so.
func TestNoDamageBringsTheProgramDown(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	good := filepath.Join(dir, "good.db")
	s := reopened(t, good, Options{})
	if _, err := s.Put(t.Context(), storetest.NewNews(1, 300, 60).Articles(600)); err != nil {
		t.Fatal(err)
	}
	s.Close()
	content, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	for trial := range trials(30) {
		dice := rand.New(rand.NewPCG(uint64(trial), 7))
		damaged, what := append([]byte(nil), content...), ""
		if trial%3 == 0 {
			damaged = damaged[:dice.IntN(len(damaged))]
			what = fmt.Sprintf("cut at %d of %d", len(damaged), len(content))
		} else {
			for range 1 + dice.IntN(200) {
				at := dice.IntN(len(damaged))
				damaged[at] ^= byte(1 + dice.IntN(255))
			}
			what = "bytes flipped"
		}
		path := filepath.Join(dir, fmt.Sprintf("damaged-%d.db", trial))
		if err := os.WriteFile(path, damaged, 0o644); err != nil {
			t.Fatal(err)
		}
		for name, err := range everything(t.Context(), path) {
			switch diplo.KindOf(err) {
			case "", diplo.Internal, diplo.Unavailable, diplo.Invalid, diplo.Conflict: // an answer, damage, unreadable, no store, another's
			default:
				t.Errorf("trial %d, %s: %s: %v of kind %s", trial, what, name, err, diplo.KindOf(err))
			}
		}
		if err := os.Remove(path); err != nil {
			t.Error(err)
		}
	}
}

// TestDamageIsToldOrChangesNothing flips bytes of a store that nobody has open, or of the log that a killed writer left, or cuts the log off. What was put before the log
// holds good then, and what is in the log as far as it is whole.
func TestDamageIsToldOrChangesNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "good.db")
	s := reopened(t, path, Options{})
	news := storetest.NewNews(1, 100, 60)
	var right []storetest.Dump
	keep := func() { right = append(right, storetest.Read(t, s)) }
	mustRead := func(path string) []byte {
		t.Helper()
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return content
	}
	put := func() {
		t.Helper()
		if _, err := s.Put(t.Context(), news.Articles(100)); err != nil {
			t.Fatal(err)
		}
		keep()
	}
	keep()
	put()
	if err := s.writer.c.script("PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		put()
	}
	file, log := mustRead(path), mustRead(path+"-wal") // as a kill would leave them
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	told := 0
	for trial := range trials(30) {
		dice := rand.New(rand.NewPCG(uint64(trial), 8))
		file, log := append([]byte(nil), file...), append([]byte(nil), log...)
		what := ""
		flip := func(name string, content []byte) {
			n := 1 + dice.IntN(20)
			what = fmt.Sprintf("%d bytes of the %s flipped", n, name)
			for range n {
				content[dice.IntN(len(content))] ^= byte(1 + dice.IntN(255))
			}
		}
		switch trial % 3 {
		case 0:
			log = log[:dice.IntN(len(log))]
			what = fmt.Sprintf("log cut at %d", len(log))
		case 1:
			flip("log", log)
		case 2:
			flip("file", file)
		}
		damaged := filepath.Join(dir, fmt.Sprintf("damaged-%d.db", trial))
		for name, content := range map[string][]byte{damaged: file, damaged + "-wal": log} {
			if err := os.WriteFile(name, content, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		s, err := Open(damaged, Options{})
		if err == nil {
			err = s.Check(t.Context())
		}
		switch kind := diplo.KindOf(err); {
		case err == nil:
			if got := storetest.Read(t, s); !slices.ContainsFunc(right, func(d storetest.Dump) bool { return storetest.Difference(d, got) == "" }) {
				t.Errorf("trial %d, %s: nothing is found wrong, and it reads otherwise than after any Put: %s", trial, what, storetest.Difference(right[len(right)-1], got))
			}
		case kind != diplo.Internal && kind != diplo.Unavailable && kind != diplo.Invalid && kind != diplo.Conflict:
			t.Errorf("trial %d, %s: %v of kind %s", trial, what, err, kind)
		default:
			told++
		}
		if s != nil {
			_ = s.Close() // what closing a damaged file comes to is not the question
		}
	}
	if told == 0 {
		t.Error("no damage was told")
	}
}

// everything opens a store, asks it all sorts of things, puts, checks and closes; and gives the errors.
func everything(ctx context.Context, path string) map[string]error {
	errs := map[string]error{}
	s, err := Open(path, Options{})
	if errs["Open"] = err; err != nil {
		return errs
	}
	page, err := s.Events(ctx, store.EventFilter{}, "", store.PageRequest{Limit: 500})
	errs["Events"] = err
	var ids []diplo.EventID
	for _, e := range page.Items {
		ids = append(ids, e.ID)
	}
	_, errs["Mentions"] = s.Mentions(ctx, ids)
	_, errs["Events by text"] = s.Events(ctx, store.EventFilter{Text: "ba"}, store.OldestFirst, store.PageRequest{Limit: 500})
	_, errs["Groups"] = s.Groups(ctx, store.EventFilter{}, []store.Dimension{store.BySource, store.ByMonth}, store.CountEvents, 500)
	_, errs["Actors"] = s.Actors(ctx, store.ActorFilter{}, store.PageRequest{Limit: 500})
	_, errs["Articles"] = s.Articles(ctx, store.ArticleFilter{}, store.PageRequest{Limit: 500})
	_, errs["Search"] = s.Search(ctx, "ba", nil, 50)
	_, errs["Totals"] = s.Totals(ctx)
	_, errs["Put"] = s.Put(ctx, storetest.NewNews(1, 300, 60).Articles(700))
	errs["Check"] = s.Check(ctx)
	errs["Close"] = s.Close()
	return errs
}
