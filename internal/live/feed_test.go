package live

import (
	"cmp"
	"context"
	"log/slog"
	"slices"
	"testing"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
	"entente/internal/store/storetest"
)

// gated lets a test stand between a store and the question where its changes end.
type gated struct {
	store.Store
	asked, answer chan struct{}
}

func (g gated) Changes(ctx context.Context, page store.PageRequest) (store.Page[*diplo.Change], error) {
	found, err := g.Store.Changes(ctx, page)
	if page.Last {
		close(g.asked)
		<-g.answer
		return g.Store.Changes(ctx, page)
	}
	return found, err
}

func TestWhatComesWhileThePollerBeginsIsTold(t *testing.T) {
	g := gated{open(t), make(chan struct{}), make(chan struct{})}
	feed := NewFeed(g, slog.New(slog.DiscardHandler))
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	told := make(chan Change, 1)
	go func() {
		defer close(told)
		for change := range feed.Follow(ctx, store.EventFilter{}, "") {
			told <- change
			return
		}
	}()
	<-g.asked                         // the poller asks where the changes end,
	time.Sleep(50 * time.Millisecond) // who follows has seen that there are none,
	put(t, g, 1)                      // and the store answers when there are
	close(g.answer)
	if change, open := <-told; !open || change.Kind != Added {
		t.Errorf("told %+v", change)
	}
}

// put stores some articles of a random history.
func put(t *testing.T, s store.Putter, seed int64) {
	t.Helper()
	if _, err := s.Put(t.Context(), storetest.NewRandom(seed).Articles(5)); err != nil {
		t.Fatal(err)
	}
}

func TestEverybodyIsToldEverythingOnceWhateverTheirPace(t *testing.T) {
	s := open(t)
	watched := Store{s, NewFeed(s, slog.New(slog.DiscardHandler))}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	const followers = 6
	var told [followers]chan store.Cursor
	for i := range told {
		told[i] = make(chan store.Cursor)
		go func() {
			for change := range watched.Feed.Follow(ctx, store.EventFilter{}, "") {
				told[i] <- change.Cursor
			}
		}()
	}
	go func() {
		for seed := int64(0); ctx.Err() == nil; seed++ {
			_, _ = watched.Put(ctx, storetest.NewRandom(seed).Articles(5))
		}
	}()
	// Those who are asked late are behind by more than is held for all.
	var first []store.Cursor
	for i := range told {
		var cursors []store.Cursor
		for len(cursors) < cmp.Or(len(first), 2*held) {
			select {
			case at := <-told[i]:
				cursors = append(cursors, at)
			case <-ctx.Done():
				t.Fatalf("follower %d was told %d changes", i, len(cursors))
			}
		}
		if first == nil {
			first = cursors
		}
		if !slices.Equal(cursors, first) {
			t.Errorf("follower %d was told other changes than the first", i)
		}
	}
	var all []store.Cursor
	for page := (store.PageRequest{Limit: store.MaxLimit}); len(all) < len(first); page.After = all[len(all)-1] {
		found, err := s.Changes(ctx, page)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, found.Cursors...)
	}
	if !slices.Equal(all[:len(first)], first) {
		t.Error("they were told other changes than the store tells")
	}
}
