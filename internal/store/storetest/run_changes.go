package storetest

import (
	"slices"
	"sync"
	"testing"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
)

// runChanges checks Changes, each check on a store to itself.
func runChanges(t *testing.T, open func(testing.TB) store.Store) {
	on := func(name string, check func(t *testing.T, s store.Store, f Fixture)) {
		t.Run("changes: "+name, func(t *testing.T) {
			s := open(t)
			defer closeStore(t, s)
			check(t, s, Sample())
		})
	}
	// told reads the changes behind a position, "" for all, as "KIND name", and the position behind the last.
	told := func(t *testing.T, s store.Reader, f Fixture, since store.Cursor) ([]string, store.Cursor) {
		t.Helper()
		var names []string
		for {
			page := must[store.Page[*diplo.Change]](t)(s.Changes(t.Context(), store.PageRequest{After: since, Limit: 4}))
			for i, change := range page.Items {
				since = page.Cursors[i]
				names = append(names, string(change.Kind)+" "+f.name(change.ID))
			}
			if !page.More {
				return names, since
			}
		}
	}
	// by is the changes of one kind as they are told: by id.
	by := func(kind diplo.ChangeKind, f Fixture, names ...string) []string {
		ids := f.ids(names...)
		slices.Sort(ids)
		changes := make([]string, len(ids))
		for i, id := range ids {
			changes[i] = string(kind) + " " + f.name(id)
		}
		return changes
	}
	on("each write tells what was added, what is otherwise, what went, each by id", func(t *testing.T, s store.Store, f Fixture) {
		none, since := told(t, s, f, "")
		Same(t, "at first", 0, len(none))
		put(t, s, f.Articles[0], f.Articles[4])
		got, since := told(t, s, f, since)
		Same(t, "after the first Put", by(diplo.Added, f, "call", "shelling", "talks", "denial", "recognition", "support"), got)

		shorter := Sample().Articles[4]
		shorter.Mentions = shorter.Mentions[:2]
		shorter.Mentions[0].Confidence = 0.1
		put(t, s, f.Articles[1], f.Articles[2], shorter) // the second article is a copy that tells of the call
		got, since = told(t, s, f, since)
		want := slices.Concat(by(diplo.Added, f, "condemned", "urged"), by(diplo.Changed, f, "call", "shelling", "talks"), by(diplo.Removed, f, "recognition", "support"))
		Same(t, "after the second", want, got)

		put(t, s, f.Articles[1], f.Articles[2], shorter)
		same := Sample().Articles[4]
		same.Mentions, same.Article.Title, same.Mentions[0].Trace.Frame = same.Mentions[:2], "Another title", "another frame"
		same.Mentions[0].Confidence = 0.1
		put(t, s, same)
		got, since = told(t, s, f, since)
		Same(t, "after what no event tells otherwise", 0, len(got))

		retraction := made(t, s, retractEvent(f.Events["call"]))
		made(t, s, alias(Macron, "Jupiter"))
		got, since = told(t, s, f, since)
		Same(t, "after a retraction", by(diplo.Changed, f, "call"), got)
		page := must[store.Page[*diplo.Change]](t)(s.Changes(t.Context(), store.PageRequest{Last: true, Limit: 1}))
		change := page.Items[0]
		if !change.Recorded.Equal(retraction.Recorded) || change.Event == nil || change.Event.Status != diplo.Retracted || page.Cursors[0] != since {
			t.Errorf("the last change is %+v, of %+v", change, change.Event)
		}
		made(t, s, retractArticle(Shelling))
		got, since = told(t, s, f, since)
		Same(t, "after an article was retracted", append(by(diplo.Changed, f, "shelling"), by(diplo.Removed, f, "condemned", "urged")...), got)
		put(t, s, f.Articles[3])
		_, since = told(t, s, f, since)
		made(t, s, merge(Alvarez, UN))
		got, _ = told(t, s, f, since)
		letter := event(t, s, f.Events["letter"])
		Same(t, "after a merge", []string{"ADDED " + string(letter.ID), "REMOVED letter"}, got)
		page = must[store.Page[*diplo.Change]](t)(s.Changes(t.Context(), store.PageRequest{Last: true, Limit: 2}))
		Same(t, "the event that was merged", letter, page.Items[1].Event)
	})
	on("an event that comes and goes is told of each time, as it is now", func(t *testing.T, s store.Store, f Fixture) {
		emptied := Sample().Articles[4]
		emptied.Mentions = nil
		put(t, s, f.Articles[4])
		put(t, s, emptied)
		for _, c := range must[store.Page[*diplo.Change]](t)(s.Changes(t.Context(), store.PageRequest{})).Items {
			if c.Event != nil {
				t.Errorf("%s %s has the event %+v, which has gone", c.Kind, f.name(c.ID), c.Event)
			}
		}
		put(t, s, Sample().Articles[4])
		names := []string{"talks", "denial", "recognition", "support"}
		got, _ := told(t, s, f, "")
		Same(t, "all changes", slices.Concat(by(diplo.Added, f, names...), by(diplo.Removed, f, names...), by(diplo.Added, f, names...)), got)
		var last time.Time
		for _, c := range must[store.Page[*diplo.Change]](t)(s.Changes(t.Context(), store.PageRequest{})).Items {
			if c.Event == nil || c.Event.ID != c.ID || c.Recorded.Before(last) {
				t.Errorf("%s %s at %v, behind %v, has the event %+v", c.Kind, f.name(c.ID), c.Recorded, last, c.Event)
			}
			last = c.Recorded
		}
	})
	on("a position of another store or list is refused", func(t *testing.T, s store.Store, f Fixture) {
		put(t, s, f.Articles...)
		model := NewModel()
		put(t, model, f.Articles...)
		for what, from := range map[string]store.Cursor{
			"another store": must[store.Page[*diplo.Change]](t)(model.Changes(t.Context(), store.PageRequest{})).Cursors[0],
			"another list":  must[store.Page[*diplo.Event]](t)(s.Events(t.Context(), store.EventFilter{}, "", store.PageRequest{})).Cursors[0],
			"nowhere":       "nowhere",
		} {
			_, err := s.Changes(t.Context(), store.PageRequest{After: from})
			invalid(t, what, err)
			_, err = s.Changes(t.Context(), store.PageRequest{Before: from, Last: true})
			invalid(t, what, err)
		}
	})
	on("whoever follows misses nothing and is given nothing twice", func(t *testing.T, s store.Store, f Fixture) {
		const writers, each = 4, 12
		var writing sync.WaitGroup
		for w := range writers {
			writing.Go(func() {
				for i := range each {
					coded, _ := note(string(rune('a'+w))+string(rune('a'+i)), annaK, annaKo, day("2024-01-01").Time().AddDate(0, 0, each*w+i).Format(time.DateOnly))
					if _, err := s.Put(t.Context(), []diplo.CodedArticle{coded}); err != nil {
						t.Errorf("Put: %v", err)
					}
				}
			})
		}
		done := make(chan struct{})
		go func() { writing.Wait(); close(done) }()
		seen := map[diplo.EventID]int{}
		var since store.Cursor
		for over := false; ; {
			page := must[store.Page[*diplo.Change]](t)(s.Changes(t.Context(), store.PageRequest{After: since, Limit: 3}))
			for i, change := range page.Items {
				seen[change.ID]++
				since = page.Cursors[i]
			}
			if len(page.Items) > 0 {
				continue
			}
			if over {
				break
			}
			select {
			case <-done:
				over = true
			case <-time.After(time.Millisecond):
			}
		}
		for id, times := range seen {
			if times != 1 {
				t.Errorf("%s was told of %d times", id, times)
			}
		}
		Same(t, "events told of", writers*each, len(seen))
	})
}
