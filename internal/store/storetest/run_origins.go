package storetest

import (
	"testing"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
)

// runOrigins checks what becomes of articles that change or go where they were taken from; each check has a store to itself.
func runOrigins(t *testing.T, open func(testing.TB) store.Store) {
	on := func(name string, check func(t *testing.T, s store.Store, f Fixture)) {
		t.Run("origins: "+name, func(t *testing.T) {
			s := open(t)
			defer closeStore(t, s)
			f := Sample()
			for i := range f.Articles {
				f.Articles[i].Origin = string("at " + f.Articles[i].Article.ID)
			}
			put(t, s, f.Articles...)
			check(t, s, f)
		})
	}
	like := func(t *testing.T, s store.Store, coded ...diplo.CodedArticle) {
		t.Helper()
		model := NewModel()
		put(t, model, coded...)
		Same(t, "what is read", Read(t, model), Read(t, s))
	}
	now := func(t *testing.T, s store.Store) time.Time {
		t.Helper()
		page := must[store.Page[*diplo.Change]](t)(s.Changes(t.Context(), store.PageRequest{Last: true, Limit: 1}))
		return page.Items[0].Recorded
	}
	withdraw := func(t *testing.T, s store.Store, origins ...string) int {
		t.Helper()
		return must[int](t)(s.Withdraw(t.Context(), origins))
	}
	on("another text takes the place of the one before", func(t *testing.T, s store.Store, f Fixture) {
		then, before := now(t, s), Read(t, s)
		second := draft(diplo.Article{ID: "article:3-mended", Outlet: "AFP", Reported: day("2023-09-20"), Cluster: "cluster:3"}, "Armenia thanked France.")
		second.tell(f, "thanks", 0, "thanked", 0.5, diplo.Claim{Relation: "SUPPORTED", Source: Armenia, Target: France, Date: onDay("2023-09-20"), Modality: diplo.Asserted})
		second.coded.Origin = f.Articles[2].Origin
		Same(t, "the result", store.PutResult{New: 1, Gone: 1, NewEvents: 1}, put(t, s, second.coded))
		like(t, s, f.Articles[0], f.Articles[1], second.coded, f.Articles[3], f.Articles[4])
		Same(t, "what was read before", happened(before), happened(Read(t, s.AsOf(then))))
		Same(t, "the first text again", store.PutResult{New: 1, Gone: 1, NewEvents: 2}, put(t, s, f.Articles[2]))
		like(t, s, f.Articles...)
	})
	on("what is deleted goes with all that it alone told of", func(t *testing.T, s store.Store, f Fixture) {
		then, before := now(t, s), Read(t, s)
		Same(t, "how many went", 1, withdraw(t, s, f.Articles[2].Origin, "nowhere"))
		like(t, s, f.Articles[0], f.Articles[1], f.Articles[3], f.Articles[4])
		events := must[[]*diplo.Event](t)(s.EventsByID(t.Context(), f.ids("shelling", "condemned")))
		if events[0] == nil || events[1] != nil {
			t.Errorf("the events are %v, want only the first, which another article tells", events)
		}
		Same(t, "hits", 0, len(must[[]store.Hit](t)(s.Search(t.Context(), "condemned", []store.SearchKind{store.SearchSentences}, 9))))
		Same(t, "what was read before", happened(before), happened(Read(t, s.AsOf(then))))
		Same(t, "how many went then", 0, withdraw(t, s, f.Articles[2].Origin))
		Same(t, "all goes", 4, withdraw(t, s, f.Articles[0].Origin, f.Articles[1].Origin, f.Articles[3].Origin, f.Articles[4].Origin))
		Same(t, "what is left", store.Totals{FirstDay: diplo.NoDay, LastDay: diplo.NoDay}, must[store.Totals](t)(s.Totals(t.Context())))
	})
	on("what is at two places goes with the second", func(t *testing.T, s store.Store, f Fixture) {
		f.Articles[2].Origin = "elsewhere too"
		f.Articles[2].Article.Source = "another folder"
		Same(t, "the result", store.PutResult{Unchanged: 1}, put(t, s, f.Articles[2]))
		Same(t, "how many went with the first place", 0, withdraw(t, s, "at "+string(Shelling)))
		Same(t, "how many went with the second place", 1, withdraw(t, s, "elsewhere too"))
		like(t, s, f.Articles[0], f.Articles[1], f.Articles[3], f.Articles[4])
	})
	on("articles of a batch may change places", func(t *testing.T, s store.Store, f Fixture) {
		f.Articles[0].Origin, f.Articles[1].Origin = f.Articles[1].Origin, f.Articles[0].Origin
		Same(t, "the result", store.PutResult{Unchanged: 2}, put(t, s, f.Articles[0], f.Articles[1]))
		like(t, s, Sample().Articles...)
	})
	on("what people decided holds when the article comes back", func(t *testing.T, s store.Store, f Fixture) {
		condemned := f.Events["condemned"]
		made(t, s, retractEvent(condemned))
		made(t, s, retractArticle(Autumn))
		Same(t, "how many went", 2, withdraw(t, s, f.Articles[2].Origin, f.Articles[4].Origin))
		put(t, s, f.Articles[2], f.Articles[4])
		if e := event(t, s, condemned); e.Status != diplo.Retracted {
			t.Errorf("the event has status %s", e.Status)
		}
		if a := must[[]*diplo.Article](t)(s.ArticlesByID(t.Context(), []diplo.ArticleID{Autumn}))[0]; a.Status != diplo.Retracted {
			t.Errorf("the article has status %s", a.Status)
		}
	})
	on("a store has what was read by the same reader, where it is", func(t *testing.T, s store.Store, f Fixture) {
		const print = "reader 1: phone"
		ask := []store.Document{
			{Article: PhoneCall, Origin: f.Articles[0].Origin, Fingerprint: print},
			{Article: PhoneCall, Origin: "elsewhere", Fingerprint: print},
			{Article: PhoneCall, Fingerprint: print},
			{Article: PhoneCall, Fingerprint: "reader 2: phone"},
			{Article: "article:none", Fingerprint: print},
			{Article: Shelling}, // nobody said who read it
		}
		Same(t, "what it has", []bool{true, false, true, false, false, false}, must[[]bool](t)(s.Has(t.Context(), ask)))
		Same(t, "what it has of nothing", 0, len(must[[]bool](t)(s.Has(t.Context(), nil))))
		f.Articles[0].Article.Fingerprint = "reader 2: phone"
		Same(t, "the result of another reader", store.PutResult{Unchanged: 1}, put(t, s, f.Articles[0]))
		Same(t, "what it has then", []bool{false, false, false, true, false, false}, must[[]bool](t)(s.Has(t.Context(), ask)))
		made(t, s, retractArticle(PhoneCall))
		Same(t, "what it has of what is retracted", []bool{false, false, false, true, false, false}, must[[]bool](t)(s.Has(t.Context(), ask)))
		withdraw(t, s, f.Articles[0].Origin)
		Same(t, "what it has of what is deleted", make([]bool, 6), must[[]bool](t)(s.Has(t.Context(), ask)))
	})
}
