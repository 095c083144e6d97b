package storetest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"entente/internal/diplo"
	"entente/internal/store"
)

// runWrites checks Put; each check has a store to itself.
func runWrites(t *testing.T, open func(testing.TB) store.Store) {
	on := func(name string, check func(t *testing.T, s store.Store, f Fixture)) {
		t.Run("put: "+name, func(t *testing.T) {
			s := open(t)
			defer closeStore(t, s)
			check(t, s, Sample())
		})
	}
	on("hits stand in their order, which does not hang on the limit", runSearchOrder)
	on("an empty store has nothing", func(t *testing.T, s store.Store, f Fixture) {
		Same(t, "all", Dump{Totals: store.Totals{FirstDay: diplo.NoDay, LastDay: diplo.NoDay}}, Read(t, s))
		Same(t, "the result of no batch", store.PutResult{}, put(t, s))
		if groups := must[[]store.Group](t)(s.Groups(t.Context(), store.EventFilter{}, nil, store.CountEvents, 1)); len(groups) != 0 {
			t.Errorf("Groups are %v", groups)
		}
	})
	on("counts what was new", func(t *testing.T, s store.Store, f Fixture) {
		Same(t, "the first", store.PutResult{New: 1, NewEvents: 2}, put(t, s, f.Articles[0]))
		Same(t, "the rest", store.PutResult{New: 4, Unchanged: 1, NewEvents: 8}, put(t, s, f.Articles...))
	})
	on("the same article again changes nothing", func(t *testing.T, s store.Store, f Fixture) {
		put(t, s, f.Articles...)
		before := Read(t, s)
		recorded := recordedOf(t, s, f)
		again := Sample().Articles
		for i := range again {
			again[i].Article.Recorded = time.Now()
			if again[i].Offices == nil {
				again[i].Offices = []diplo.Office{}
			}
		}
		Same(t, "the result", store.PutResult{Unchanged: 5}, put(t, s, again...))
		Same(t, "what is read", before, Read(t, s))
		Same(t, "when it was recorded", recorded, recordedOf(t, s, f))
	})
	on("the order of articles and batches does not matter", func(t *testing.T, s store.Store, f Fixture) {
		model := NewModel()
		put(t, model, f.Articles...)
		for _, i := range []int{4, 2, 1, 3, 0} {
			put(t, s, f.Articles[i])
		}
		Same(t, "what is read", Read(t, model), Read(t, s))
	})
	on("another reading replaces the one before", func(t *testing.T, s store.Store, f Fixture) {
		put(t, s, f.Articles...)
		// The second reading of the autumn article tells of the talks alone, as a fact, and of no corridor.
		second := Sample().Articles[4]
		second.Mentions = second.Mentions[:1]
		second.Mentions[0].Confidence = 0.99
		second.Mentions[0].Trace.Frame = "second reading"
		second.Actions, second.Actors = nil, []diplo.Actor{sampleActors[Armenia], sampleActors[Azerbaijan]}
		before := recordedOf(t, s, f)
		Same(t, "the result", store.PutResult{Replaced: 1}, put(t, s, second))

		gone := must[[]*diplo.Event](t)(s.EventsByID(t.Context(), f.ids("denial", "recognition", "support", "talks")))
		if gone[0] != nil || gone[1] != nil || gone[2] != nil || gone[3] == nil {
			t.Fatalf("the events are %v, want only the last", gone)
		}
		if gone[3].Confidence.Value != 0.99 || !gone[3].Recorded.Equal(before["talks"]) {
			t.Errorf("the talks have confidence %v, recorded %v (before %v)", gone[3].Confidence.Value, gone[3].Recorded, before["talks"])
		}
		if a := must[[]*diplo.Actor](t)(s.ActorsByID(t.Context(), []diplo.ActorID{Opposition, Pashinyan})); a[0] != nil || a[1] == nil {
			t.Errorf("the actors are %v, want only the second, whom another article names", a)
		}
		if a := must[[]*diplo.Action](t)(s.ActionsByID(t.Context(), []diplo.ActionID{theCorridor, theShelling})); a[0] != nil || a[1] == nil {
			t.Errorf("the actions are %v, want only the second", a)
		}
		for query, want := range map[string]int{"opposition": 1 /* the text is the same */, "zangezur": 0, "recognised": 1} {
			hits := must[[]store.Hit](t)(s.Search(t.Context(), query, nil, 10))
			if len(hits) != want {
				t.Errorf("Search(%s) gave %d hits, want %d", query, len(hits), want)
			}
		}
		model := NewModel()
		put(t, model, append(Sample().Articles[:4], second)...)
		Same(t, "what is read", Read(t, model), Read(t, s))
		Same(t, "the first reading again", store.PutResult{Replaced: 1, NewEvents: 3}, put(t, s, f.Articles[4]))
		model = NewModel()
		put(t, model, f.Articles...)
		Same(t, "what is read then", Read(t, model), Read(t, s))
		if after := recordedOf(t, s, f); !after["denial"].After(before["denial"]) || !after["call"].Equal(before["call"]) {
			t.Error("what came back was not recorded anew, or what stayed was")
		}
	})
	on("an event that loses its surest report is told by the next", func(t *testing.T, s store.Store, f Fixture) {
		put(t, s, f.Articles...)
		second := Sample().Articles[2]
		second.Mentions = second.Mentions[1:]
		put(t, s, second)
		shelling := must[[]*diplo.Event](t)(s.EventsByID(t.Context(), f.ids("shelling")))[0]
		if shelling.Modality != diplo.Claimed || !shelling.Background || shelling.Place.Name != "" || shelling.OutletCount != 1 {
			t.Errorf("the shelling is %+v", shelling)
		}
		Same(t, "events in passing", 2, must[int](t)(s.CountEvents(t.Context(), store.EventFilter{Background: pointer(true)})))
		Same(t, "events in Stepanakert", 0, must[int](t)(s.CountEvents(t.Context(), store.EventFilter{Place: "Stepanakert"})))
	})
	on("a record that goes takes its names and code along", func(t *testing.T, s store.Store, f Fixture) {
		put(t, s, f.Articles...)
		second := Sample().Articles[1]
		second.Mentions, second.Actors, second.Offices = nil, nil, nil
		Same(t, "the result", store.PutResult{Replaced: 1}, put(t, s, second))
		got := must[[]*diplo.Actor](t)(s.ActorsByID(t.Context(), []diplo.ActorID{Macron}))[0]
		want := sampleActors[Macron]
		Same(t, "Macron", &want, got)
		page := must[store.Page[*diplo.Actor]](t)(s.Actors(t.Context(), store.ActorFilter{Name: "president"}, store.PageRequest{}))
		Same(t, "presidents", 0, len(page.Items))
		offices := must[[][]diplo.Office](t)(s.Offices(t.Context(), []diplo.ActorID{Macron}))
		Same(t, "offices", 2, len(offices[0]))
	})
	on("a code that is learnt later holds for earlier events", func(t *testing.T, s store.Store, f Fixture) {
		put(t, s, f.Articles...)
		ask := store.EventFilter{Source: coded("MEX")}
		Same(t, "Mexican events before", 0, must[int](t)(s.CountEvents(t.Context(), ask)))
		later := draft(diplo.Article{ID: "article:6", Reported: diplo.NoDay, Cluster: "cluster:6"}, "Nothing.").coded
		later.Actors = []diplo.Actor{{ID: Alvarez, Kind: diplo.KindPerson, Name: "J. Álvarez", Code: "MEX"}}
		put(t, s, later)
		Same(t, "Mexican events after", 1, must[int](t)(s.CountEvents(t.Context(), ask)))
		groups := must[[]store.Group](t)(s.Groups(t.Context(), ask, []store.Dimension{store.BySourceCode, store.BySource}, store.CountEvents, 5))
		if len(groups) != 1 || groups[0].Keys[0] != "MEX" || groups[0].Keys[1] != string(Alvarez) {
			t.Errorf("Groups are %v", groups)
		}
		Same(t, "sought by both names", 1, len(must[[]store.Hit](t)(s.Search(t.Context(), "j jose", []store.SearchKind{store.SearchActors}, 5))))
		later.Actors = nil
		put(t, s, later)
		Same(t, "Mexican events in the end", 0, must[int](t)(s.CountEvents(t.Context(), ask)))
	})
	on("what changes of an article changes its events", func(t *testing.T, s store.Store, f Fixture) {
		put(t, s, f.Articles...)
		second := Sample().Articles[0]
		second.Article.Outlet, second.Article.Reported, second.Article.Title = "AFP", day("2023-09-22"), "Coup de fil"
		put(t, s, second)
		model := NewModel()
		put(t, model, append(Sample().Articles[1:], second)...)
		Same(t, "what is read", Read(t, model), Read(t, s))
		Same(t, "events of the old outlet", 0, must[int](t)(s.CountEvents(t.Context(), store.EventFilter{Outlets: []string{"Le Monde"}})))
		Same(t, "events of the new outlet", 2, must[int](t)(s.CountEvents(t.Context(), store.EventFilter{Outlets: []string{"AFP"}})))
		Same(t, "articles of the old title", 0, must[int](t)(s.CountArticles(t.Context(), store.ArticleFilter{Text: "appelle"})))
		Same(t, "articles of the new title", 1, must[int](t)(s.CountArticles(t.Context(), store.ArticleFilter{Text: "coup fil"})))
	})
	on("an event may move from one article to another in a batch", func(t *testing.T, s store.Store, f Fixture) {
		put(t, s, f.Articles[3])
		before := recordedOf(t, s, f)
		// An undated event is told apart by its article's cluster; here two articles of one cluster.
		moved := Sample().Articles[3]
		moved.Article.ID = "article:7-moved"
		for i := range moved.Mentions {
			moved.Mentions[i].Identify(&moved.Article)
		}
		emptied := Sample().Articles[3]
		emptied.Mentions = nil
		Same(t, "the result", store.PutResult{New: 1, Replaced: 1}, put(t, s, emptied, moved))
		after := recordedOf(t, s, f)
		Same(t, "the march was recorded", before["march"], after["march"])
	})
	on("a refused batch changes nothing", func(t *testing.T, s store.Store, f Fixture) {
		put(t, s, f.Articles[0])
		before := Read(t, s)
		for name, spoil := range spoilt {
			batch := Sample().Articles
			spoil(batch)
			_, err := s.Put(t.Context(), batch)
			invalid(t, name, err)
		}
		Same(t, "what is read", before, Read(t, s))
	})
	on("a cancelled Put changes nothing", func(t *testing.T, s store.Store, f Fixture) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := s.Put(ctx, f.Articles); !errors.Is(err, context.Canceled) {
			t.Errorf("the error is %v", err)
		}
		Same(t, "articles", 0, must[store.Totals](t)(s.Totals(t.Context())).Articles)
	})
	on("values passed in are not kept", func(t *testing.T, s store.Store, f Fixture) {
		put(t, s, f.Articles...)
		for i := range f.Articles {
			f.Articles[i].Article.Title = "spoilt"
			for j := range f.Articles[i].Actors {
				f.Articles[i].Actors[j].Name = "spoilt"
			}
			for j := range f.Articles[i].Mentions {
				f.Articles[i].Mentions[j].Quote = "spoilt"
			}
		}
		model := NewModel()
		put(t, model, Sample().Articles...)
		Same(t, "what is read", Read(t, model), Read(t, s))
	})
	on("each Put is recorded later than the one before, at one instant in whole microseconds", func(t *testing.T, s store.Store, f Fixture) {
		var last time.Time
		for i, coded := range f.Articles {
			put(t, s, coded)
			article := must[[]*diplo.Article](t)(s.ArticlesByID(t.Context(), []diplo.ArticleID{coded.Article.ID}))[0]
			at := article.Recorded
			if !at.After(last) || at.Location() != time.UTC || at.Nanosecond()%1000 != 0 {
				t.Errorf("article %d was recorded at %v, the one before at %v", i, at, last)
			}
			last = at
		}
		newest := must[store.Page[*diplo.Event]](t)(s.Events(t.Context(), store.EventFilter{}, store.RecentlyStoredFirst, store.PageRequest{}))
		for i := range newest.Items[1:] {
			a, b := newest.Items[i], newest.Items[i+1]
			if a.Recorded.Before(b.Recorded) || a.Recorded.Equal(b.Recorded) && a.ID < b.ID {
				t.Errorf("%s (%v) stands before %s (%v)", a.ID, a.Recorded, b.ID, b.Recorded)
			}
		}
		since := store.EventFilter{Recorded: &store.TimeRange{From: last}}
		page := must[store.Page[*diplo.Event]](t)(s.Events(t.Context(), since, store.RecentlyStoredFirst, store.PageRequest{}))
		Same(t, "since the last Put", []string{"denial", "recognition", "support", "talks"}, sorted(f.named(page.Items)))
	})
	on("a cursor stays right while events come and go", func(t *testing.T, s store.Store, f Fixture) {
		put(t, s, f.Articles...)
		first := must[store.Page[*diplo.Event]](t)(s.Events(t.Context(), store.EventFilter{}, "", store.PageRequest{Limit: 2}))
		// the entry that the cursor stands at goes, and the newest of all comes in front
		autumn := Sample().Articles[4]
		autumn.Mentions = autumn.Mentions[2:3]
		later := draft(diplo.Article{ID: "article:8", Reported: diplo.NoDay, Cluster: "cluster:8"}, "Armenia thanked France.")
		later.tell(f, "newest", 0, "thanked", 0.5, diplo.Claim{Relation: "SUPPORTED", Source: Armenia, Target: France, Date: onDay("2024-01-01"), Modality: diplo.Asserted})
		put(t, s, autumn, later.coded)
		rest := must[store.Page[*diplo.Event]](t)(s.Events(t.Context(), store.EventFilter{Date: days("2000-01-01", "")}, "",
			store.PageRequest{After: first.Cursors[1]}))
		Same(t, "what comes after", []string{"call", "condemned", "shelling", "urged"}, sorted(f.named(rest.Items)))
		before := must[store.Page[*diplo.Event]](t)(s.Events(t.Context(), store.EventFilter{}, "", store.PageRequest{Before: first.Cursors[1], Last: true}))
		Same(t, "what comes before", []string{"newest"}, f.named(before.Items))
	})
	on("random articles in random order, put again and replaced, and decided about, read as the model's", func(t *testing.T, s store.Store, f Fixture) {
		const seed = 7
		model := NewModel()
		churn(t, seed, model, s)
		Same(t, fmt.Sprintf("seed %d: what is read", seed), Read(t, model), Read(t, s))
		Same(t, fmt.Sprintf("seed %d: what happened", seed), ReadChanges(t, model), ReadChanges(t, s))
	})
	on("many may put and read at once", func(t *testing.T, s store.Store, f Fixture) {
		var wait sync.WaitGroup
		var mu sync.Mutex
		var total store.PutResult
		for range 6 {
			wait.Go(func() {
				for _, coded := range f.Articles {
					result, err := s.Put(t.Context(), []diplo.CodedArticle{coded})
					if err != nil {
						t.Errorf("Put: %v", err)
					}
					found, err := s.ArticlesByID(t.Context(), []diplo.ArticleID{coded.Article.ID})
					if err != nil || len(found) != 1 || found[0] == nil {
						t.Errorf("%s is not there after Put: %v, %v", coded.Article.ID, found, err)
					}
					events, err := s.EventsByID(t.Context(), []diplo.EventID{coded.Mentions[0].Event})
					if err != nil || len(events) != 1 || events[0] == nil {
						t.Errorf("the first event of %s is not there after Put: %v, %v", coded.Article.ID, events, err)
					}
					mu.Lock()
					total.New += result.New
					total.Unchanged += result.Unchanged
					total.Replaced += result.Replaced
					total.NewEvents += result.NewEvents
					mu.Unlock()
				}
			})
		}
		wait.Go(func() {
			for range 30 { // an article never stands without its events
				page, err := s.Articles(t.Context(), store.ArticleFilter{Outlets: []string{"Le Monde"}}, store.PageRequest{})
				if err != nil {
					t.Errorf("Articles: %v", err)
				}
				if len(page.Items) == 0 {
					continue
				}
				n, err := s.CountEvents(t.Context(), store.EventFilter{Outlets: []string{"Le Monde"}})
				if err != nil || n != 2 {
					t.Errorf("the article is there with %d events, want 2; %v", n, err)
				}
			}
		})
		wait.Wait()
		Same(t, "all results", store.PutResult{New: 5, Unchanged: 25, NewEvents: 10}, total)
		model := NewModel()
		put(t, model, f.Articles...)
		Same(t, "what is read", Read(t, model), Read(t, s))
	})
	on("a bad batch does not fail the good ones beside it", func(t *testing.T, s store.Store, f Fixture) {
		var wait sync.WaitGroup
		for i := range 12 {
			wait.Go(func() {
				if i%3 == 0 {
					bad := Sample().Articles
					bad[0].Mentions[0].Article = Autumn
					if _, err := s.Put(t.Context(), bad); diplo.KindOf(err) != diplo.Invalid {
						t.Errorf("the bad batch: %v", err)
					}
					return
				}
				if _, err := s.Put(t.Context(), f.Articles[i%5:i%5+1]); err != nil {
					t.Errorf("the good batch: %v", err)
				}
			})
		}
		wait.Wait()
		Same(t, "articles", 5, must[store.Totals](t)(s.Totals(t.Context())).Articles)
	})
}

// spoilt are ways in which a batch is wrong.
var spoilt = map[string]func(batch []diplo.CodedArticle){
	"an article without an id":             func(b []diplo.CodedArticle) { b[1].Article.ID = "" },
	"an article twice":                     func(b []diplo.CodedArticle) { b[1] = b[0] },
	"two articles of one origin":           func(b []diplo.CodedArticle) { b[0].Origin, b[3].Origin = "a.txt", "a.txt" },
	"an origin that is not UTF-8":          func(b []diplo.CodedArticle) { b[0].Origin = "caf\xe9" },
	"a reliability that is not there":      func(b []diplo.CodedArticle) { b[0].Article.Reliability = "G" },
	"a mention of another article":         func(b []diplo.CodedArticle) { b[2].Mentions[1].Article = PhoneCall },
	"a mention without an id":              func(b []diplo.CodedArticle) { b[2].Mentions[1].ID = "" },
	"a mention without an event":           func(b []diplo.CodedArticle) { b[2].Mentions[1].Event = "" },
	"a mention twice":                      func(b []diplo.CodedArticle) { b[2].Mentions[1].ID = b[2].Mentions[0].ID },
	"a source that is not listed":          func(b []diplo.CodedArticle) { b[4].Mentions[0].Source = Nobody },
	"a target that is not listed":          func(b []diplo.CodedArticle) { b[4].Mentions[0].Target = Nobody },
	"whom the source acts for, not listed": func(b []diplo.CodedArticle) { b[4].Mentions[0].SourceFor = Nobody },
	"whom the target acts for, not listed": func(b []diplo.CodedArticle) { b[4].Mentions[0].TargetFor = Nobody },
	"who says so, not listed":              func(b []diplo.CodedArticle) { b[4].Mentions[0].AttributedTo = Nobody },
	"an action that is not listed":         func(b []diplo.CodedArticle) { b[2].Actions = nil },
	"an action's doer that is not listed":  func(b []diplo.CodedArticle) { b[2].Actions[0].DoneBy = Nobody },
	"an office's holder that is not listed": func(b []diplo.CodedArticle) {
		b[0].Offices[0].Holder = Nobody
	},
	"an office of nobody":               func(b []diplo.CodedArticle) { b[0].Offices[0].Of = "" },
	"a relation that is not there":      func(b []diplo.CodedArticle) { b[0].Mentions[0].Relation = "SANG_TO" },
	"a modality that is not there":      func(b []diplo.CodedArticle) { b[0].Mentions[0].Modality = "SUNG" },
	"a kind of actor that is not there": func(b []diplo.CodedArticle) { b[0].Actors[0].Kind = "PLANET" },
	"an actor without an id":            func(b []diplo.CodedArticle) { b[0].Actors = append(b[0].Actors, diplo.Actor{Kind: diplo.KindGroup}) },
	"a confidence over one":             func(b []diplo.CodedArticle) { b[0].Mentions[0].Confidence = 1.01 },
	"a confidence that is no number":    func(b []diplo.CodedArticle) { b[0].Mentions[0].Confidence = math.NaN() },
	"a date that ends before it begins": func(b []diplo.CodedArticle) { b[0].Mentions[0].Date.End-- },
	"a text that is not UTF-8":          func(b []diplo.CodedArticle) { b[0].Article.Text = "caf\xe9" },
	"a warning that is not UTF-8":       func(b []diplo.CodedArticle) { b[0].Article.Warnings = []string{"caf\xe9"} },
	"an alias that is not UTF-8":        func(b []diplo.CodedArticle) { b[0].Actors[0].Aliases = []string{"caf\xe9"} },
	"an action's name that is not UTF-8": func(b []diplo.CodedArticle) {
		b[0].Actions = append(b[0].Actions, diplo.Action{ID: "action:cafe", Name: "caf\xe9"})
	},
	"an office's title that is not UTF-8":  func(b []diplo.CodedArticle) { b[0].Offices[0].Title = "caf\xe9" },
	"a place that is not UTF-8":            func(b []diplo.CodedArticle) { b[0].Mentions[0].Place.Name = "caf\xe9" },
	"a latitude that is no number":         func(b []diplo.CodedArticle) { b[0].Mentions[0].Place.Latitude = math.NaN() },
	"an infinite longitude":                func(b []diplo.CodedArticle) { b[0].Mentions[0].Place.Longitude = math.Inf(-1) },
	"a date's text that is not UTF-8":      func(b []diplo.CodedArticle) { b[0].Mentions[0].Date.Text = "caf\xe9" },
	"an extractor that is not UTF-8":       func(b []diplo.CodedArticle) { b[0].Mentions[0].Extractor = "caf\xe9" },
	"a trace that is not UTF-8":            func(b []diplo.CodedArticle) { b[0].Mentions[0].Trace.Words = "caf\xe9" },
	"only the last article of many is bad": func(b []diplo.CodedArticle) { b[4].Mentions[3].Confidence = -1 },
}

// runSearchOrder checks how hits of a search are ordered.
func runSearchOrder(t *testing.T, s store.Store, _ Fixture) {
	article := func(id diplo.ArticleID, reported, text string, quotes ...string) diplo.CodedArticle {
		c := diplo.CodedArticle{Article: diplo.Article{ID: id, Title: text, Reported: day(reported)}}
		for _, quote := range quotes {
			at := len(c.Article.Text)
			c.Article.Text += quote + " "
			m := diplo.Mention{Claim: diplo.Claim{Relation: "MET", Source: France, Modality: diplo.Asserted, Date: diplo.NoDate, Occurrence: diplo.OccurrenceID(quote)},
				Sentence: diplo.Span{Start: at, End: at + len(quote)}, Quote: quote, Confidence: 0.5}
			m.Identify(&c.Article)
			c.Mentions = append(c.Mentions, m)
		}
		return c
	}
	first := article("article:1", "2023-09-01", "Iran and others", "Talks in Iran began.", "Then Iran left.", "Nothing was heard.")
	first.Actors = []diplo.Actor{
		{ID: France, Kind: diplo.KindCountry, Name: "France"},
		{ID: "organization:air", Kind: diplo.KindOrganization, Name: "Iran Air"},
		{ID: "organization:bank", Kind: diplo.KindOrganization, Name: "Bank of Iran"},
		{ID: "country:IRN", Kind: diplo.KindCountry, Name: "Islamic Republic of Iran", Aliases: []string{"Iran", "Tehran"}},
		{ID: "group:iranians", Kind: diplo.KindGroup, Name: "Iranians"},
		{ID: "group:exiles", Kind: diplo.KindGroup, Name: "Exiled Iranians"},
	}
	second := article("article:2", "2023-09-03", "No news", "Iranian planes flew.", "Iran said so.")
	third := article("article:3", "2023-09-02", "Iran, Iran, Iran", "The envoy of Iran spoke.")
	second.Actors, third.Actors = first.Actors[:1], first.Actors[:1]
	third.Actions = []diplo.Action{{ID: "action:2", Name: "the Iran deal of old"}, {ID: "action:1", Name: "the Iran deal"}, {ID: "action:3", Name: "Iranian deals"}}
	put(t, s, first, second, third)
	want := []string{
		"ACTOR country:IRN", "ACTION action:1", "ARTICLE article:2", "SENTENCE Iran said so.",
		"ACTOR organization:air", "ACTION action:2", "ARTICLE article:3", "SENTENCE The envoy of Iran spoke.",
		"ACTOR organization:bank", "ACTION action:3", "ARTICLE article:1", "SENTENCE Talks in Iran began.",
		"ACTOR group:iranians", "SENTENCE Then Iran left.",
		"ACTOR group:exiles", "SENTENCE Iranian planes flew.",
	}
	for limit := range len(want) + 2 {
		hits := must[[]store.Hit](t)(s.Search(t.Context(), "iran", nil, limit))
		names := make([]string, len(hits))
		for i, hit := range hits {
			names[i] = hitName(hit)
		}
		Same(t, fmt.Sprintf("the first %d hits", limit), want[:min(limit, len(want))], names)
	}
}

// recordedOf tells when each event of the sample was first stored; those that are not there are left out.
func recordedOf(t *testing.T, s store.Store, f Fixture) map[string]time.Time {
	t.Helper()
	recorded := map[string]time.Time{}
	for name, id := range f.Events {
		if e := must[[]*diplo.Event](t)(s.EventsByID(t.Context(), []diplo.EventID{id}))[0]; e != nil {
			recorded[name] = e.Recorded
		}
	}
	return recorded
}

// history is what churn did to some stores.
type history struct {
	*Random
	known []diplo.CodedArticle // as last put
	marks [][]time.Time        // instants in the life of all stores, one for each store
}

// churn puts random articles into all stores, in the same order: new ones, the same again, other readings of them; makes random
// decisions about them; withdraws some; and checks that they count and decide alike.
func churn(t *testing.T, seed int64, stores ...store.Store) *history {
	t.Helper()
	h := &history{Random: NewRandom(seed)}
	dice := rand.New(rand.NewPCG(uint64(seed), 2))
	for range 12 {
		batch := h.Articles(1 + dice.IntN(15))
		h.known = append(h.known, batch...)
		for range dice.IntN(6) {
			at := dice.IntN(len(h.known))
			coded := h.known[at]
			if dice.IntN(2) == 0 {
				coded = h.Reread(coded)
				h.known[at] = coded
			}
			batch = upsert(batch, coded)
		}
		placed := map[string]bool{}
		for i := range batch {
			if dice.IntN(5) == 0 {
				batch[i].Origin = h.Origin()
			}
			if placed[batch[i].Origin] {
				batch[i].Origin = ""
			}
			placed[batch[i].Origin] = true
		}
		dice.Shuffle(len(batch), func(i, j int) { batch[i], batch[j] = batch[j], batch[i] })
		first := put(t, stores[0], batch...)
		for _, s := range stores[1:] {
			Same(t, fmt.Sprintf("seed %d: the result of Put", seed), first, put(t, s, batch...))
		}
		for range dice.IntN(5) {
			h.decide(t, seed, stores)
		}
		origins := []string{h.Origin(), h.known[dice.IntN(len(h.known))].Origin, "nowhere"}
		gone := must[int](t)(stores[0].Withdraw(t.Context(), origins))
		for _, s := range stores[1:] {
			Same(t, fmt.Sprintf("seed %d: how many went with %q", seed, origins), gone, must[int](t)(s.Withdraw(t.Context(), origins)))
		}
	}
	return h
}

// decide has all stores make a random decision, and wants the same of each.
func (h *history) decide(t *testing.T, seed int64, stores []store.Store) {
	t.Helper()
	recent := must[store.Page[*diplo.Event]](t)(stores[0].Events(t.Context(), store.EventFilter{}, "", store.PageRequest{Limit: 100}))
	d := h.Decision(h.known, recent.Items)
	mark := make([]time.Time, len(stores))
	var first diplo.Decision
	var errFirst error
	for i, s := range stores {
		kept, err := s.Decide(t.Context(), d)
		mark[i], kept.Recorded = kept.Recorded, time.Time{}
		if i == 0 {
			first, errFirst = kept, err
		}
		if diplo.KindOf(err) != diplo.KindOf(errFirst) {
			t.Fatalf("seed %d: Decide(%+v)\n  the first store gives the error %v\n  another gives the error %v", seed, d, errFirst, err)
		}
		Same(t, fmt.Sprintf("seed %d: the decision", seed), first, kept)
	}
	if errFirst == nil {
		h.marks = append(h.marks, mark)
	}
}

// upsert puts the article in place of the one in the batch that has its id, or at the end.
func upsert(batch []diplo.CodedArticle, coded diplo.CodedArticle) []diplo.CodedArticle {
	for i := range batch {
		if batch[i].Article.ID == coded.Article.ID {
			batch[i] = coded
			return batch
		}
	}
	return append(batch, coded)
}

// runLifetime checks Close.
func runLifetime(t *testing.T, open func(testing.TB) store.Store) {
	t.Run("a closed store is unavailable, and may be closed again", func(t *testing.T) {
		s := open(t)
		f := Sample()
		put(t, s, f.Articles[0])
		closeStore(t, s)
		closeStore(t, s)
		for name, err := range everyVerb(context.Background(), s, f) {
			if diplo.KindOf(err) != diplo.Unavailable {
				t.Errorf("%s: the error is %v, want one of kind UNAVAILABLE", name, err)
			}
		}
	})
}
