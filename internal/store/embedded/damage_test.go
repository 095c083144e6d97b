package embedded

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
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
